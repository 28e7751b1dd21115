"""Whether “签字” and the like are in running text, or before print, and are no label."""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.names.spellings import is_han
from zcdesk.reading import certainty
from zcdesk.reading.lattice import Character

PLAIN = certainty.PLAIN
"""Probability from which on a letter is read plainly; handwriting seldom is throughout."""

_TOUCHING = 1.35  # letter widths; a letter this near behind a label makes it running text
_STOPS = "，。；、,;"
_LONGEST_NAME = 8  # letters; a printed row that is longer is no signature
_LONGEST_OWNER = 6  # letters before the word: 专业技术人员


def is_printed(rest: Sequence[Character]) -> bool:
    """Tell whether plain print goes on behind a label: a field that was filled, not signed."""
    plain = [c for c in rest if c.probability > PLAIN]
    goes_on = len(plain) > _LONGEST_NAME or any(c.text in _STOPS for c in plain)
    return goes_on and len(plain) >= 0.9 * len(rest)


def runs_on(
    before: Sequence[Character], rest: Sequence[Character], away: float, unsure: float
) -> bool:
    """Tell whether a signing word is in running text and is no label.

    A name that somebody wrote right behind a label is no running text: few letters, not all of
    them plain, behind a label that begins the line.

    Args:
        before: The letters before the word.
        rest: Those behind it, at least one.
        away: How far the first of those stands from the word's last, in widths of a letter.
        unsure: By how much that may be wrong.
    """
    if rest[0].text in _STOPS:
        return True
    short = len(before) <= _LONGEST_OWNER and 2 <= len(rest) <= _LONGEST_NAME
    if short and any(c.probability < PLAIN for c in rest):
        return False
    near = away < _TOUCHING + unsure
    return near and is_han(rest[0].text) and rest[0].probability > 0.5
