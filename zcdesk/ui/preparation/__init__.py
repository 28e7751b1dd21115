"""How a page lies: corners, turn, level and light, changed by hand.

First to read: ``preparation_page.py``, ``actions.py``.
"""
