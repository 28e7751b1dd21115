"""Which doubts are on the next sheet, and in which order: those that look alike together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zcdesk.workflow.side_by_side.doubts import DoubtPlace, Key
from zcdesk.workflow.side_by_side.likeness import Likeness, look_alike

MOST = 24
"""Places on a sheet: as many as have a digit or a letter from a to o."""


def next_sheet(
    doubts: Sequence[DoubtPlace], known: Mapping[Key, Likeness], most: int = MOST
) -> tuple[tuple[DoubtPlace, ...], ...]:
    """Return the places of the next sheet in groups of those that look the same.

    The first doubt is always on it; what looks like it follows, from wherever it stands. Each is
    compared with the first of its group alone, so that no chain of small differences joins two
    things that differ. What is not known yet stands for itself, and a group too large for what is
    left of the sheet is split rather than put off.
    """
    groups: list[tuple[DoubtPlace, ...]] = []
    left, room = list(doubts), most
    while left and room > 0:
        first = known.get(left[0].key)
        alike = [place for place, doubt in enumerate(left) if place == 0
                 or _are_alike(first, known.get(doubt.key))][:room]  # fmt: skip
        groups.append(tuple(left[place] for place in alike))
        taken = set(alike)
        left = [doubt for place, doubt in enumerate(left) if place not in taken]
        room -= len(alike)
    return tuple(groups)


def _are_alike(first: Likeness | None, other: Likeness | None) -> bool:
    return first is not None and other is not None and look_alike(first, other)
