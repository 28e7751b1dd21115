"""A person's acts on a case; each gives the case that follows.

First to read: ``deciding.py``.
"""
