"""The trainer's side: lessons put together, papers, a class in a table, the projector, slides.

First to read: ``trainer_room.py``.
"""
