"""A note of a return on several people: whose each sentence is, agreed to, then noted.

First to read: ``note.py``, ``noting.py``.
"""
