"""Whose word it is: what is next to a find decides what no letter of it can tell.

张伟 is in 张伟国 as plainly as alone; so the characters that touch a find are looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from zcdesk.names.spellings import is_han
from zcdesk.resources import table
from zcdesk.verification.words.segments import Segment, is_dot

HAN_COLUMNS = 6.0  # columns of a character as high as its line
_NARROW = 3.5
_ROLES = "人员师长者名任工"
"""Last letters of words that a name may follow without a sign: 申报人, 工程师, 主任, 姓名."""

_TITLES = ("同志", "先生", "女士", "老师", "同学", "等")
_LONGEST = 12  # segments that are looked at on either side


@dataclass(frozen=True)
class Neighbours:
    """Text that touches a find, nearest letter last (``before``) or first (``after``)."""

    before: str
    after: str
    dotted: bool

    @property
    def ended(self) -> bool:
        """What follows cannot belong to the same name."""
        if not is_han(self.after[:1]):
            return True
        return self.after.startswith(_behind()) and not self._titled

    @property
    def one_follows(self) -> bool:
        """Exactly one Han character follows, then the entry ends."""
        return is_han(self.after[:1]) and (self._titled or not is_han(self.after[1:2]))

    @property
    def addressed(self) -> bool:
        """What follows may be a form of address, as in 汪洋君, and no letter of the name."""
        return self.after[:1] in tuple(_names()["addresses"]) and not self._titled

    @property
    def _titled(self) -> bool:
        """One character is before a title (张伟月同志): it belongs to the name."""
        words = tuple(word for word in _behind() if len(word) > 1) + _TITLES
        return self.after[1:].startswith(_TITLES) and not self.after.startswith(words)

    @property
    def one_precedes(self) -> bool:
        """A single Han character is before that may be a surname."""
        last = self.before[-1:]
        return is_han(last) and not is_han(self.before[-2:-1]) and last not in _names()["before"]

    @property
    def inside_text(self) -> bool:
        """Text goes on on both sides, and none before leads to a person: 青藏高原地区."""
        last = self.before[-1:]
        leads = last in _names()["before"] or last in _ROLES or self.before.endswith(_TITLES)
        return is_han(last) and not leads and not self.ended


def name_goes_on(after: str) -> bool:
    """Tell whether the text behind a name of two characters makes it a longer name."""
    around = Neighbours("", after, dotted=False)
    return not around.ended and around.one_follows


def _names() -> dict[str, Any]:
    return table("characters", "names.toml")


@cache
def _behind() -> tuple[str, ...]:
    """Return the words that end a name."""
    return *_names()["after"], *_names()["going_on"]


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
