"""Lessons in the window: their list, the strip of practice, what came of it, the class.

First to read: ``lessons_room.py``.
"""
