"""The commands of `zcdesk case`.

First to read: ``commands.py``.
"""
