"""Lessons as data: a case made from a number, its truth, hints, scores, a class in a table.

First to read: ``making.py``.
"""
