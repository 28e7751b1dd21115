"""The small records that a case holds beside its pages."""
