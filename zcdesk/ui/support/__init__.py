"""For the day when something is wrong: this computer looked at, the diagnostics, whom to ask.

First to read: ``computer_room.py``.
"""
