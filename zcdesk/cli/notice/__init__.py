"""The commands of `zcdesk notice`.

First to read: ``commands.py``.
"""
