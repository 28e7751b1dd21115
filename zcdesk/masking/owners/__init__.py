"""Whose seal it is: letter by letter, by foreign letters, places, the name printed below.

First to read: ``seal_verdicts.py``.
"""
