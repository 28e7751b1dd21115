"""Draws fictional people and their papers, damages them, and knows the truth about both."""
