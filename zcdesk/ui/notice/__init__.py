"""My notice: four sentences lit in its text, and all else as tables behind one link.

First to read: ``notice_room.py``, ``four_page.py``, ``tables_page.py``.
"""
