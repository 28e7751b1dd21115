"""Pixels to text lines with their character probabilities; the only door to recognition."""
