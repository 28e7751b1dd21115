"""This year's notice out of an older one, and two notices held side by side.

First to read: ``inheriting.py``.
"""
