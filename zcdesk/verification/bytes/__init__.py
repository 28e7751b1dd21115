"""What a finished picture's bytes tell besides its pixels.

First to read: ``container.py``.
"""
