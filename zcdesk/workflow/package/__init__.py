"""Confirmed pages become a package, on the platform and on paper.

First to read: ``exporting.py``.
"""
