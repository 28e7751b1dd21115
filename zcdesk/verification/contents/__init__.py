"""What files hold besides being pictures: texts, documents and archives, read through or told.

There is a list of what can be read through to its pixels and words; whatever is not on it is told
as unread and never passes for clean. The front door is ``opening.py``.

First to read: ``opening.py``.
"""
