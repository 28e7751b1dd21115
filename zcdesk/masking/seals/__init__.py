"""Where seals and stamps are, in colour, black, on faxes, aslant, and their text.

First to read: ``seal_detection.py``.
"""
