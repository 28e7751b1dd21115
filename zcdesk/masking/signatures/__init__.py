"""Where somebody signed, beside or below which label, and who signs there.

First to read: ``signature_spaces.py``.
"""
