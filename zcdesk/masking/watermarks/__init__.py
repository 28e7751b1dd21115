"""Skewed, pale text behind the print: found, read, and matched by its picture."""
