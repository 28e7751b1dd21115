"""Is this one letter the own one, misread, occluded, or plainly another?

First to read: ``another_or_misread.py``.
"""
