"""The wall of crops: what was found on all pages, covered, open, by label or organisation.

First to read: ``crops.py``, ``sheet_page.py``.
"""
