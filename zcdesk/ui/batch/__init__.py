"""A roster in the window: setup, the table of people, and scans that many share.

First to read: ``batch_room.py``.
"""
