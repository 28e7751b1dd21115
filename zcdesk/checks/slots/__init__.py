"""A slot and its pages held against the notice."""
