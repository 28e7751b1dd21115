"""Is a find hers: context, Latin names, short forms, other readings, and the verdict.

First to read: ``verdicts.py``.
"""
