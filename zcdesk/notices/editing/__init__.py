"""A notice on its way: rows of tables, sentences in none of them, undo, and the profile of it.

First to read: ``draft.py``, ``building.py``.
"""
