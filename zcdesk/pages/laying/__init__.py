"""Where a page is in its picture, and how it is laid flat and lit evenly.

First to read: ``finding.py``.
"""
