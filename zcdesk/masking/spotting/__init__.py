"""Keyword search in lattices: words as classes, best paths, and the polygons they take.

First to read: ``lattice_search.py``.
"""
