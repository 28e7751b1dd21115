"""What goes into a package, where, under which name, and what stays out.

First to read: ``layout.py``.
"""
