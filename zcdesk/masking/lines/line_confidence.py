"""Tells readings in which a sure letter or two stand for a whole row of them.

Print that is the wrong way round may be read as its colon alone, as surely as any colon.
"""

from __future__ import annotations

from zcdesk.reading import certainty
from zcdesk.reading.line import Line


def reading_confidence(line: Line, least: float) -> float:
    """Return how surely a line was read as a whole, 0 where it has room for many more letters.
    ``least``: letters for each thickness of its length."""
    letters = sum(character.text.isalnum() for character in line.lattice.characters)
    room = line.length / max(1.0, line.thickness)
    return line.lattice.confidence if letters >= least * room else 0.0


FEW = 0.6  # letters for each thickness of a line's length; with fewer most of it was not read
UNREADABLE = certainty.UNREADABLE  # mean probability of a line's letters
