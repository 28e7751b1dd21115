"""Which way up a page stands, and how far it leans.

First to read: ``upright.py``.
"""
