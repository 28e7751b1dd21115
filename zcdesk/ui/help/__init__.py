"""The manual in the window: what F1 and 了解更多 show, and which passage belongs to what.

First to read: ``topics.py``.
"""
