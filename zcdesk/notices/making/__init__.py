"""A notice's profile made from its text: what each demand becomes, what an older notice gives.

Two notices held side by side, too. First to read: ``entries.py``, ``older.py``.
"""
