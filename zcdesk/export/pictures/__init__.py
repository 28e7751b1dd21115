"""The picture that a platform takes: encoded, fitted to its limit, compared with the page.

First to read: ``jpeg.py``.
"""
