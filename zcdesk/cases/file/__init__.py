"""The case file: made, opened, locked, changed, copied, repaired, under a password.

First to read: ``store.py``.
"""
