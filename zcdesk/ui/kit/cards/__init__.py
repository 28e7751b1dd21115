"""Cards: plain ones, those that can be chosen, and those under a title.

First to read: ``card.py``.
"""
