"""What a worker does with one page or file: found, examined, covered, bound, shown.

First to read: ``examining.py``.
"""
