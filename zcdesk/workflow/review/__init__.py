"""How the pages of a case stand, and what the review asks of one of them.

First to read: ``reviewing.py``.
"""
