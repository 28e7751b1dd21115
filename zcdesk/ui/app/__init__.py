"""The window itself: how it starts, ends and stays healthy.

First to read: ``main_window.py``.
"""
