"""What an act changed in a case, and where it can be seen: for the message of an undo."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from zcdesk.cases.case import Case, CasePage
from zcdesk.workflow.open_case.stops import Stop


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
        shifted = [one for one, two in zip(was, now, strict=True) if one != two]
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
    place = next(i for i, page in enumerate(case.pages, start=1) if page.number == numbers[0])
    return Change(what, stop, tuple(numbers), place, case.page(numbers[0]).slot)


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
