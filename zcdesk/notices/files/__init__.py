"""Profiles and notice texts between files and values, with every fault by file, line and field.

First to read: ``loading.py``.
"""
