"""The roster: who applies, in which columns, and what is wrong with it.

First to read: ``people.py``.
"""
