"""What a case file is made of: tables, rows, bounds, key, and what may be wrong with it.

First to read: ``schema.py``.
"""
