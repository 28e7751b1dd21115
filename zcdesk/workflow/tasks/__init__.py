"""Which scans there are, and what a worker does with one file or page.

First to read: ``examining.py``.
"""
