"""Deadlines, terms, the backward plan, and returns with what they ask to mend.

First to read: ``plan.py``.
"""
