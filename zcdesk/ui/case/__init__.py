"""One open case: its sections, slots and pages, its texts.

First to read: ``case_room.py``.
"""
