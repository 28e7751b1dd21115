"""What the blanks of official forms are filled with, and what contradicts the case there.

First to read: ``values.py``.
"""
