"""Lines of a page: their reading order, early ends, and how surely they are read.

First to read: ``reading_order.py``.
"""
