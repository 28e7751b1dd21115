"""Undo and redo over frozen cases, and what each act changed, for its message."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from zcdesk.cases.acts.deciding import decided_before
from zcdesk.cases.acts.whose import with_whose_asked
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.practice import Practice
from zcdesk.workflow.path.stops import Stop


class What(StrEnum):
    """What was done."""

    CONFIRMED = "confirmed"
    DECIDED = "decided"
    DREW = "drew"
    ANSWERED_PAGE = "answered_page"
    LAID = "laid"
    CLASSIFIED = "classified"
    ADDED = "added"
    REMOVED = "removed"
    EXCHANGED = "exchanged"
    SORTED = "sorted"
    ORDERED = "ordered"
    WORDS = "words"
    ANSWERS = "answers"
    TEXT = "text"
    NOT_APPLICABLE = "not_applicable"
    LET_STAND = "let_stand"
    ROUTE = "route"
    LIMIT = "limit"
    RETURNED = "returned"
    MENDED = "mended"
    EXPORTED = "exported"
    SUBMITTED = "submitted"
    STATION = "station"
    TICKED = "ticked"
    OTHER = "other"


@dataclass(frozen=True)
class Change:
    """One act.

    Attributes:
        what: What was done.
        stop: The stop of the path at which it shows.
        pages: Numbers of the pages that it changed, in their order.
        place: Place (from 1) of the first of them where the act found or left it, 0 for none.
        part: Id of the slot, text field or question that it is about, or "".
        decided: How many places were decided otherwise by it.
        hits: Which places those are on the first of the pages.
    """

    what: What
    stop: Stop
    pages: tuple[int, ...] = ()
    place: int = 0
    part: str = ""
    decided: int = 0
    hits: tuple[int, ...] = ()


def change_between(before: Case, after: Case) -> Change:
    """Return what the act did that led from one case to the next.

    An act that changed several things is called by the one that weighs most: a page that was
    confirmed was confirmed, whatever else was decided on it with the same key.
    """
    if _words(before) != _words(after):
        return Change(What.WORDS, Stop.FILL)
    by_pages = _of_pages(before, after)
    if by_pages is not None:
        return by_pages
    for what, stop, was, now in _parts(before, after):
        if was != now:
            changed = {_key(hashable) for hashable in set(was) ^ set(now)}
            return Change(what, stop, part=min(changed, default=""))
    if before.route is not after.route or before.slot_routes != after.slot_routes:
        return Change(What.ROUTE, Stop.FILL)
    return _of_following(before, after)


def _words(case: Case) -> tuple[object, ...]:
    return case.applicant, case.targets


def _parts(
    before: Case, after: Case
) -> Iterable[tuple[What, Stop, tuple[Hashable, ...], tuple[Hashable, ...]]]:
    yield What.ANSWERS, Stop.FILL, before.facts, after.facts
    yield What.TEXT, Stop.MATERIALS, before.texts, after.texts
    shown = before.not_applicable, after.not_applicable
    yield What.NOT_APPLICABLE, Stop.MATERIALS, *shown
    yield What.LET_STAND, Stop.CHECK, before.waivers, after.waivers
    yield What.LIMIT, Stop.MATERIALS, before.limits, after.limits


def _key(entry: object) -> str:
    """Return what an entry is about: its first part, or its slot."""
    if isinstance(entry, tuple):
        return str(entry[0])
    return str(getattr(entry, "slot", ""))


def _of_pages(before: Case, after: Case) -> Change | None:
    was = {page.number: page for page in before.pages}
    now = {page.number: page for page in after.pages}
    come = [number for number in now if number not in was]
    gone = [number for number in was if number not in now]
    if come and gone:
        return _at(What.EXCHANGED, Stop.MATERIALS, after, come)
    if come:
        return _at(What.ADDED, Stop.MATERIALS, after, come)
    if gone:
        return _at(What.REMOVED, Stop.MATERIALS, before, gone)
    moved = [number for number, page in now.items() if page.slot != was[number].slot]
    if moved:
        return _at(What.SORTED, Stop.SORT, after, moved)
    if list(was) != list(now):
        shifted = [earlier for earlier, two in zip(was, now, strict=True) if earlier != two]
        return _at(What.ORDERED, Stop.MATERIALS, after, shifted)
    changed = [(was[number], page) for number, page in now.items() if page != was[number]]
    if not changed:
        return None
    numbers = [page.number for _, page in changed]
    kinds = {_of_page(case_page, two) for case_page, two in changed}
    what = next(kind for kind in _WEIGHTIEST_FIRST if kind in kinds)
    change = _at(what, Stop.REVIEW, after, numbers)
    places = [_decided(*pair) for pair in changed]
    return replace(change, decided=sum(map(len, places)), hits=places[0])


def _decided(was: CasePage, now: CasePage) -> tuple[int, ...]:
    return tuple(sorted({place for place, _ in set(was.decisions) ^ set(now.decisions)}))


_WEIGHTIEST_FIRST = (
    What.LAID,
    What.CONFIRMED,
    What.DREW,
    What.DECIDED,
    What.ANSWERED_PAGE,
    What.CLASSIFIED,
    What.OTHER,
)


def _of_page(was: CasePage, now: CasePage) -> What:
    if was.page != now.page or was.examined != now.examined:
        return What.LAID
    if was.confirmed != now.confirmed:
        return What.CONFIRMED
    if was.drawn != now.drawn:
        return What.DREW
    if was.decisions != now.decisions:
        return What.DECIDED
    if was.answer != now.answer:
        return What.ANSWERED_PAGE
    return What.CLASSIFIED if was.kind != now.kind else What.OTHER


def _at(what: What, stop: Stop, case: Case, numbers: list[int]) -> Change:
    page = case.page(numbers[0])
    return Change(what, stop, tuple(numbers), page.place, page.slot)


def _of_following(before: Case, after: Case) -> Change:
    """Return what was noted of the time from the export on."""
    if len(before.rounds) != len(after.rounds):
        return Change(What.RETURNED, Stop.AFTER)
    if before.rounds != after.rounds:
        return Change(What.MENDED, Stop.AFTER)
    if len(before.deliveries) != len(after.deliveries):
        return Change(What.EXPORTED, Stop.EXPORT)
    if before.deliveries != after.deliveries:
        return Change(What.SUBMITTED, Stop.AFTER)
    if before.stations != after.stations:
        return Change(What.STATION, Stop.AFTER)
    if before.ticks != after.ticks:
        return Change(What.TICKED, Stop.AFTER)
    return Change(What.OTHER, Stop.MATERIALS)


STEPS = 200


class History:
    """The present case, the ones before it and the ones undone.

    Acts that a person gave as one, many files for example that come in by portions, are taken back
    as one: each but the first *joins* the one before.

    ``older`` and ``newer`` count the acts that only the case file can take back or do again,
    because they were done before it was opened.
    """

    def __init__(self, case: Case, older: int = 0, newer: int = 0) -> None:
        self.case = case
        self.older, self.newer = older, newer
        self._before: list[Case] = []
        self._after: list[Case] = []
        self._joins: list[bool] = []
        self._joined_after: list[bool] = []

    @property
    def can_undo(self) -> bool:
        """Tell whether there is a case before."""
        return bool(self._before) or self.older > 0

    @property
    def can_redo(self) -> bool:
        """Tell whether something was undone."""
        return bool(self._after) or self.newer > 0

    @property
    def knows_before(self) -> bool:
        """Tell whether the case before is at hand, without the file."""
        return bool(self._before)

    @property
    def knows_after(self) -> bool:
        """Tell whether the case that was undone is at hand, without the file."""
        return bool(self._after)

    def push(self, case: Case, *, joins: bool = False) -> None:
        """Take the case that an act led to; ``joins`` tells that it goes on with the one before."""
        if len(self._before) >= STEPS:
            self._before.pop(0)
            self._joins.pop(0)
            self.older += 1
        self._before.append(self.case)
        self._joins.append(joins)
        self._after, self._joined_after = [], []
        self.newer = 0
        self.case = case

    def undo(self) -> bool:
        """Go back one act; tell whether it joins the one before, which should go too."""
        self._after.append(self.case)
        self._joined_after.append(self._joins.pop())
        self.case = self._before.pop()
        return self._joined_after[-1] and self.knows_before

    def redo(self) -> bool:
        """Take back one undoing; tell whether the next one joins it, and should come too."""
        self._before.append(self.case)
        self._joins.append(self._joined_after.pop())
        self.case = self._after.pop()
        return self.knows_after and self._joined_after[-1]

    def stepped_back(self, case: Case) -> None:
        """Take the case that the file went back to."""
        self._after.append(self.case)
        self._joined_after.append(False)
        self.older = max(self.older - 1, 0) if case != self.case else 0
        self.case = case

    def stepped_forward(self, case: Case) -> None:
        """Take the case that the file went forward to."""
        self._before.append(self.case)
        self._joins.append(False)
        self.newer = max(self.newer - 1, 0) if case != self.case else 0
        self.case = case

    def take_mark(self, practice: Practice) -> None:
        """Put what a lesson notes of itself into every case: undoing gives no hint back."""
        self._before = [replace(case, practice=practice) for case in self._before]
        self._after = [replace(case, practice=practice) for case in self._after]
        self.case = replace(self.case, practice=practice)

    def take_result(self, sent: CasePage, result: CasePage) -> bool:
        """Put a finished reading wherever exactly the waiting page ``sent`` stands.

        A reading is no act of the person: it belongs into every case that still waits for it, so
        that undoing an earlier act never undoes the reading. A page that was turned or replaced
        meanwhile is another page and keeps waiting; one that only moved to another slot takes the
        reading along, unless other things are covered there.
        """
        before = self.case
        searched_for = before.exempt_on(sent)

        def merged(case: Case) -> Case:
            if case.applicant != before.applicant or case.targets != before.targets:
                return case  # other words: the page waits there to be searched for those
            for page in case.pages:
                if page.number != sent.number or case.exempt_on(page) != searched_for:
                    continue
                if _reads_alike(page, sent):
                    read = case.with_page(_placed(result, page.slot))
                    return with_whose_asked(decided_before(read, page.number))
            return case

        self._before = [merged(case) for case in self._before]
        self._after = [merged(case) for case in self._after]
        self.case = merged(self.case)
        return self.case is not before


def _reads_alike(page: CasePage, sent: CasePage) -> bool:
    """Tell whether a reading of ``sent`` holds for ``page``: all but its place is the same."""
    return page is sent or _placed(page, sent.slot) == sent


def _placed(page: CasePage, slot: str) -> CasePage:
    return replace(page, slot=slot)
