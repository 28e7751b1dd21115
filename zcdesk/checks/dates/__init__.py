"""Deadlines, terms, and returns with what they ask to mend.

First to read: ``deadlines.py``.
"""
