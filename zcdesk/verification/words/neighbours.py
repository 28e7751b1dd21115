"""Whose word it is: what is next to a find decides what no letter of it can tell.

张伟 is in 张伟国 as plainly as alone; so the characters that touch a find are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from zcdesk.resources import Patterns
from zcdesk.verification.words.segments import Segment, is_dot

HAN_COLUMNS = 6.0  # columns of a character as high as its line
_NARROW = 3.5
_LONGEST = 12  # segments that are looked at on either side


@dataclass(frozen=True)
class Neighbours:
    """Text that touches a find, nearest letter last (``before``) or first (``after``)."""

    before: str
    after: str
    dotted: bool

    def __getattr__(self, name: str) -> bool:
        """Tell what a pattern of ``resources/characters/names.toml`` says of the text."""
        pattern: re.Pattern[str] = getattr(_AROUND, name)
        return pattern.search(f"{self.before}{_OWN}{self.after}") is not None

    @property
    def inside_text(self) -> bool:
        """Text goes on on both sides, and none before leads to a person: 青藏高原地区."""
        return self.within_text and not self.leads_to_one and not self.ended


_AROUND = Patterns("characters/names.toml", "read_again")
_OWN = "\n"  # as the patterns call it


def name_goes_on(after: str) -> bool:
    """Tell whether the text behind a name of two characters makes it a longer name."""
    around = Neighbours("", after, dotted=False)
    return around.one_follows and not around.ended


def neighbours(segments: Sequence[Segment], places: Sequence[int]) -> Neighbours:
    """Return what touches the letters at ``places`` of one line's segments."""
    first, last = segments[places[0]], segments[places[-1]]
    same = [segments[place] for place in places]
    pitch = _pitch(same)
    before = _touching(segments[: places[0]][::-1], first, pitch)
    after = _touching(segments[places[-1] + 1 :], last, pitch)
    dotted = any(side and is_dot(side[0]) for side in (before, after))
    return Neighbours(
        "".join(segment.symbol for segment in reversed(before) if not is_dot(segment)),
        "".join(segment.symbol for segment in after if not is_dot(segment)),
        dotted,
    )


def _pitch(segments: Sequence[Segment]) -> float:
    """Return the distance of the find's own letters in columns."""
    pairs = pairwise(segments)
    steps = sorted(
        after.column - segment.column for segment, after in pairs if after.line == segment.line
    )
    return max(_NARROW, steps[len(steps) // 2] if steps else HAN_COLUMNS)


def _touching(segments: Sequence[Segment], edge: Segment, pitch: float) -> list[Segment]:
    """Return the segments that follow without a gap; a space ends them unless all are spaced."""
    touching: list[Segment] = []
    column, spaced = edge.column, False
    near = min(pitch, 1.3 * HAN_COLUMNS) * 1.7
    for segment in segments:
        if segment.line != edge.line or len(touching) >= _LONGEST:
            break
        if not segment.symbol:
            continue
        if segment.symbol.isspace():
            spaced = True
            continue
        distance = abs(segment.column - column)
        if distance > 1.35 * pitch and (spaced or distance > near):
            break
        touching.append(segment)
        column, spaced = segment.column, False
    return touching
