"""The seven stops of a case: the questions of the first, how each stands, what comes next, undo.

First to read: ``case_path.py``.
"""
