"""Words broken over lines or over rows of a cell, and words clipped by a border."""
