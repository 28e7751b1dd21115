"""Key-value fields: labels and their values, values nobody could read, identity numbers.

First to read: ``key_value_pairs.py``.
"""
