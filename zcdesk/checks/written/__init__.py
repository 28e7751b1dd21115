"""What a person wrote: texts, facts and dates, held against the notice and each other.

First to read: ``texts.py``.
"""
