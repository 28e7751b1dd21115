"""One scan of many people's forms: split, kept, and whose each page is.

First to read: ``scans.py``.
"""
