"""The final check, the export, the upload strip, and what comes after the upload.

First to read: ``check_page.py``.
"""
