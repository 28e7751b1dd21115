"""Whether a page can be read, and what a camera, a scanner or an app did to it.

First to read: ``clarity.py``.
"""
