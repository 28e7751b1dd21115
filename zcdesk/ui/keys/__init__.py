"""Keys and ways: what an act is, what Enter presses, where the focus begins, page to page.

First to read: ``actions.py``.
"""
