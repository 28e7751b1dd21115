"""A slot and its pages held against the notice.

First to read: ``slot.py``.
"""
