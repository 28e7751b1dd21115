"""Names and employers on a page: in print, below seals, on the other side, in English.

First to read: ``page_search.py``.
"""
