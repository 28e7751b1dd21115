"""The sheets of a sitting: what is on each, which is in hand, what is marked, what waits.

A sheet that is shown stays as it is until it is decided, passed over, or its places are gone: what
a person marks by a letter must not move away below her finger.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from zcdesk.cases.case import Decision
from zcdesk.workflow.side_by_side.cutting import Likeness, look_alike
from zcdesk.workflow.side_by_side.doubts import (
    DoubtKind,
    DoubtPlace,
    ExceptionMark,
    Key,
    Kinds,
    Places,
    by_kind,
    decisions_of,
    next_mark,
)

MOST = 24
"""Places on a sheet: as many as have a digit or a letter from a to o."""

Groups = tuple[Places, ...]
Likenesses = Mapping[Key, Likeness]


def next_sheet(doubts: Sequence[DoubtPlace], known: Likenesses, most: int = MOST) -> Groups:
    """Return the places of the next sheet in groups of those that look the same.

    The first doubt is always on it; what looks like it follows, from wherever it is. Each is
    compared with the first of its group alone, so that no chain of small differences joins two
    things that differ. What is not known yet stands for itself, and a group too large for what is
    left of the sheet is split rather than put off.
    """
    groups: list[Places] = []
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


AHEAD = 3 * MOST
"""So many waiting doubts are looked through for what looks the same."""


class Sheets:
    """The doubts that are open, by kind, and the sheet of one kind in hand.

    Attributes:
        kinds: The open doubts of each kind that has enough of them, and of the one in hand.
        kind: The kind in hand, or None where nothing is open.
        groups: The sheet in hand, in groups of what looks the same.
        marks: What was said of single places; kept when a sheet is taken back.
        aside: Places to be looked at on their pages; they are on no further sheet.
    """

    def __init__(self) -> None:
        self.kinds: Kinds = {}
        self.kind: DoubtKind | None = None
        self.groups: Groups = ()
        self.marks: dict[Key, ExceptionMark] = {}
        self.aside: set[Key] = set()
        self._open: frozenset[Key] = frozenset()
        self._passed: list[Groups] = []

    @property
    def sheet(self) -> Places:
        """The places in hand, in their order."""
        return tuple(doubt for group in self.groups for doubt in group)

    @property
    def waiting(self) -> Places:
        """Open doubts of the kind in hand that are neither on the sheet nor set aside."""
        here = {doubt.key for doubt in self.sheet} | self.aside
        return tuple(doubt for doubt in self._of_kind() if doubt.key not in here)

    @property
    def set_aside(self) -> Places:
        """Open doubts of the kind in hand whose pages a person wants to see."""
        return tuple(doubt for doubt in self._of_kind() if doubt.key in self.aside)

    @property
    def passed(self) -> bool:
        """There is a sheet that was passed over and can be had back."""
        return bool(self._passed)

    def take(self, doubts: Iterable[DoubtPlace], known: Likenesses) -> None:
        """Take the doubts that are open now; those that came back join the current sheet."""
        doubts = tuple(doubts)
        before, self._open = self._open, frozenset(doubt.key for doubt in doubts)
        self.kinds = self._enough(doubts)
        back = self._open - before if before else frozenset()
        self.aside &= self._open - back  # what is taken back is asked anew
        self._follow({doubt.kind for doubt in doubts if doubt.key in back})
        returned = tuple(doubt for doubt in self._of_kind() if doubt.key in back)
        left = self._open_of(self.groups)
        if returned or not left:
            self._compose(known, returned)
        else:
            self.groups = left

    def choose(self, kind: DoubtKind, known: Likenesses) -> None:
        """Take another kind in hand."""
        if kind in self.kinds and kind is not self.kind:
            self.kind, self._passed = kind, []
            self._compose(known)

    def arrange(self, known: Likenesses) -> None:
        """Put what looks the same side by side, now that all places of the sheet are known."""
        self.groups = next_sheet(self.sheet, known)

    def pass_over(self, known: Likenesses) -> None:
        """Leave the sheet undecided and take the next one; after the last comes the first."""
        if self.waiting:
            self._passed.append(self.groups)
            self._compose(known)

    def go_back(self, known: Likenesses) -> None:
        """Take the sheet again that was passed over last."""
        if self._passed:
            groups = self._open_of(self._passed.pop())
            self.groups = groups
            if not groups:
                self._compose(known)

    def mark(self, key: Key) -> None:
        """Change the mark of a place of the sheet: hers, to be looked at, none."""
        self._set((key,), next_mark(self.marks.get(key)))

    def mark_alike(self, key: Key) -> None:
        """Give all places of the sheet that look like this one its next mark."""
        group = next((group for group in self.groups if any(d.key == key for d in group)), ())
        self._set([doubt.key for doubt in group], next_mark(self.marks.get(key)))

    def clear_marks(self) -> None:
        """Take all marks off the sheet in hand."""
        self._set([doubt.key for doubt in self.sheet], None)

    def decide(self, unseen: Set[Key]) -> dict[Key, Decision]:
        """Return the decision about each place of the sheet, and set aside what has none.

        Args:
            unseen: Places of which no picture could be shown: nothing is decided about them.
        """
        marks = self.marks | dict.fromkeys(unseen, ExceptionMark.LOOK)
        decisions = decisions_of(self.sheet, marks)
        self.aside |= {doubt.key for doubt in self.sheet} - decisions.keys()
        return decisions

    def _follow(self, back: Set[DoubtKind]) -> None:
        """Take another kind in hand where the present one is done, or another one came back."""
        come = [kind for kind in self.kinds if kind in back]
        if self.kind in self.kinds and (not come or self.kind in come):
            return
        self.kind = next(iter(come or self.kinds), None)
        self._passed, self.groups = [], ()

    def _set(self, keys: Iterable[Key], mark: ExceptionMark | None) -> None:
        for key in keys:
            if mark is None:
                self.marks.pop(key, None)
            else:
                self.marks[key] = mark

    def _compose(self, known: Likenesses, first: Places = ()) -> None:
        """Make the next sheet, beginning with the places ``first``."""
        self.groups = ()
        away = {doubt.key for groups in self._passed for group in groups for doubt in group}
        if not {doubt.key for doubt in self.waiting} - away:
            self._passed, away = [], set()
        shown = {doubt.key for doubt in first}
        rest = [d for d in self.waiting if d.key not in away and d.key not in shown]
        self.groups = next_sheet([*first, *rest][:AHEAD], known)

    def _enough(self, doubts: Places) -> Kinds:
        """Return the kinds worth a sheet; the last doubt of the kind in hand is finished, too."""
        kinds = dict(by_kind(doubts))
        last = tuple(doubt for doubt in doubts if doubt.kind is self.kind)
        if self.kind is not None and last:
            kinds[self.kind] = last
        return {kind: kinds[kind] for kind in DoubtKind if kind in kinds}

    def _of_kind(self) -> Places:
        return self.kinds.get(self.kind, ()) if self.kind is not None else ()

    def _open_of(self, groups: Groups) -> Groups:
        here = self._open - self.aside
        left = (tuple(d for d in group if d.key in here) for group in groups)
        return tuple(group for group in left if group)
