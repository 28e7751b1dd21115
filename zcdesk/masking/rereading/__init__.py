"""Second readings of places that were read badly; each has one reason and gives lines.

First to read: ``doubtful_lines.py``.
"""
