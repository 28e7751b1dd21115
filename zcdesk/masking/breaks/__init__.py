"""Words broken over lines or over rows of a cell, and words clipped by a border.

First to read: ``over_lines.py``.
"""
