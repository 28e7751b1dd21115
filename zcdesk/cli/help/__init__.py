"""What commands say of themselves before they run: their help and what completes them.

First to read: ``words.py``.
"""
