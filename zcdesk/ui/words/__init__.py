"""What the window says of a state, a place or a finding: word, icon and colour.

First to read: ``states.py``.
"""
