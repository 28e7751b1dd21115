"""How the case of a command is opened; what opens it is loaded when it is called."""

from __future__ import annotations

from enum import Enum, auto


class Opening(Enum):
    """How the case of a command is opened: as it stays, to take notes of an export where it can be
    written, or to be changed."""

    TO_READ = auto()
    FOR_EXPORT = auto()
    TO_CHANGE = auto()
