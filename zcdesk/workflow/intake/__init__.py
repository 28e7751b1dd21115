"""How scans come into an open case: copied, or fetched from a scanner; what was cut off goes on.

First to read: ``taking_in.py``.
"""
