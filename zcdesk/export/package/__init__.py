"""The package on disk: built beside its place, swept once more, complete or not there.

First to read: ``packing.py``.
"""
