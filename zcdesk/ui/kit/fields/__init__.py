"""What is filled in, ticked or chosen from a list: lines, days, boxes, other scripts.

First to read: ``lines.py``.
"""
