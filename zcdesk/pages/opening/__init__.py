"""From a file or archive to decoded pictures, or to the reason why it is refused.

First to read: ``decoding.py``.
"""
