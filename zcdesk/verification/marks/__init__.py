"""Seals, portraits, codes and signatures that were left, by a search of its own.

First to read: ``left_marks.py``.
"""
