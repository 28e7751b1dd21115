"""Print that the detector passed over at its first look: rows, columns, small print, dots.

First to read: ``rows.py``, ``print_from_afar.py``.
"""
