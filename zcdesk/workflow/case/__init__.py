"""One stored case: scans put in, pages examined, words learned, readings kept, next year's case.

First to read: ``examining.py``.
"""
