"""What a window asks of an open case: undo, how pages stand, what comes next.

First to read: ``reviewing.py``.
"""
