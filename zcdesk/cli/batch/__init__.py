"""The commands of `zcdesk batch`.

First to read: ``commands.py``.
"""
