"""Open doubts of one kind on one sheet: which belong together, and what a decision does to each.

First to read: ``doubts.py``.
"""
