"""Lines in the Arabic script, as Uyghur and Kazakh write it: read, sorted, searched for words.

First to read: ``script.py``, ``search.py``.
"""
