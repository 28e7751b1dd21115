"""How far a cover reaches: height, width, and doubts that other covers hide anyway.

First to read: ``cover_size.py``.
"""
