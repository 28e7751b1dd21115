"""The open case behind its pages: saved, judged and searched beside the window; no widget.

First to read: ``session.py``.
"""
