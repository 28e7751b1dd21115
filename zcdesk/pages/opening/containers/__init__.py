"""Walks the bytes of a picture file, so that half a file never passes as a whole one.

First to read: ``jpeg.py``.
"""
