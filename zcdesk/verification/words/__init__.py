"""The applicant's words, searched for anew in pixels, texts and bytes.

First to read: ``seeing.py``.
"""
