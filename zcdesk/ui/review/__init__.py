"""The review page: strip, picture, decisions, and a person's acts on one page.

First to read: ``canvas.py``.
"""
