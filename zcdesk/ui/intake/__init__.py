"""How files come into an open case: picked, dropped, pasted, or laid into a watched folder.

First to read: ``taking_in.py``.
"""
