"""Whose a page is: what it says of the people of a roster, by one evidence for every use of it.

First to read: ``evidence.py``.
"""
