"""What nobody could read: lines, parts of them, rows under folds, Arabic script.

First to read: ``unread_lines.py``.
"""
