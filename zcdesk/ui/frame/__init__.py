"""What is around every page of a case: its bar, path, notice, reading, limits and passwords.

First to read: ``case_bar.py``.
"""
