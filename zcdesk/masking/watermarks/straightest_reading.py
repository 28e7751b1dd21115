"""Slanting words that several looks read as plainly: the look that is straight on one counts.

A watermark is read in every direction that its strips suggest. A box that is turned a little
otherwise than the word must be higher to hold it, and its cover would hide what is beside.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from zcdesk.geometry import Polygon, centre, direction
from zcdesk.masking.spotting.lattice_search import Spot
from zcdesk.reading.certainty import CERTAIN
from zcdesk.reading.line import Line

_SLANTING = 8.0  # degrees; less is the skew of a page
PLAIN = -1.0  # score of a word that is read plainly
_HIGHER = 1.15  # times that a box is as high as one that is straighter
_WITHIN = 0.92  # of a box's height that letters are wide at most which it holds whole
_CERTAIN = CERTAIN  # probability of each letter of a word that is surely not cut in half ...
_NOT_HALF = 0.6  # ... in a box that is at least so high, compared to the other one
_NEAR = 0.5  # box heights between the middles of two covers of one word
_AS_LONG = 0.8


@dataclass(frozen=True)
class WordLook:
    """A word as one look shows it, and its cover."""

    line: Line
    spot: Spot
    cover: Polygon


def is_read_straighter_elsewhere(look: WordLook, others: Sequence[WordLook]) -> bool:
    """Tell whether another look reads the same slanting word plainly in a lower box. ``look``: a
    word in one look. ``others``: words that are surely covered."""
    return any(_lies_straighter(other, look) for other in others)


def _lies_straighter(look: WordLook, other: WordLook) -> bool:
    slant = min(abs(direction(reading.line.quad)) for reading in (look, other))
    apart = math.dist(centre(look.cover), centre(other.cover))
    return (
        contains_word(look.spot, other.spot)
        and look.spot.score >= PLAIN
        and slant >= _SLANTING
        and other.line.thickness >= _HIGHER * look.line.thickness
        and _holds_letters_whole(look, other)
        and apart <= _NEAR * look.line.thickness
        and _length(look.cover) >= _AS_LONG * _length(other.cover)
    )


def contains_word(spot: Spot, other: Spot) -> bool:
    """Tell whether a word is the other one, or that one is a part of it. Of 拓桥化工 a look that
    is askew may show three letters: what is left of 拓桥化工有限公司. ``one``: what one look
    shows. ``other``: what another look shows."""
    if spot.keyword is other.keyword:
        return True
    letters, part = spot.keyword.classes, other.keyword.classes
    starts = range(len(letters) - len(part) + 1) if len(part) < len(letters) else range(0)
    same = spot.keyword.word.kind.target is other.keyword.word.kind.target
    return same and any(letters[start : start + len(part)] == part for start in starts)


def _holds_letters_whole(look: WordLook, other: WordLook) -> bool:
    """Tell whether a box is higher than its letters are wide, or, where they are spaced, sure."""
    columns = look.spot.columns
    wide = (columns[-1] - columns[0]) / max(1, len(columns) - 1) * look.line.column_pixels
    if wide <= _WITHIN * look.line.thickness:
        return True
    certain = min(float(look.line.lattice.certain[column]) for column in columns)
    return certain >= _CERTAIN and look.line.thickness >= _NOT_HALF * other.line.thickness


def _length(polygon: Polygon) -> float:
    return math.dist(polygon[0], polygon[1])
