"""Portrait photos: faces, what the detector's maps show, edges; what only looks like one.

First to read: ``portrait_verdicts.py``.
"""
