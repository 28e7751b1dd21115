"""Skewed, pale text behind the print: found, read, and matched by its picture.

First to read: ``skewed_text.py``.
"""
