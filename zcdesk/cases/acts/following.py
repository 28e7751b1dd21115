"""The case after its package was written: handing in, ticks, stations, correction rounds."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.deliveries import Delivery, DeliveryKind, Tick
from zcdesk.cases.rounds import Agreed, Round, StoodPage, ToDo
from zcdesk.cases.stations import Station
from zcdesk.errors import ZcdeskError
from zcdesk.quantities.moments import BEIJING, FIRST_YEAR, LAST_YEAR

Entry = TypeVar("Entry")

_MARK = 16
"""Characters of a fingerprint: enough to tell one state of a page from another."""


class ReturnTooEarlyError(ZcdeskError):
    """A return is dated before the application was handed in (again), so nothing came back."""

    code = "case.return_too_early"


def record_delivery(case: Case, delivery: Delivery) -> Case:
    """Note what was written out."""
    return replace(case, deliveries=(*case.deliveries, delivery))


def mark_submitted(case: Case, place: int, at: datetime | None) -> Case:
    """Note when the delivery at ``place`` was handed in; None takes it back.

    Raises:
        IndexError: There is no such delivery.
    """
    after = replace(case.deliveries[place], submitted=at)
    return replace(case, deliveries=_put(case.deliveries, place, after))


def hand_in(case: Case, at: datetime) -> Case:
    """Note that what was written out last was handed in, or after a return that the case was again.

    After a return for which nothing was written out (a text was mended on the platform), that is a
    handing in of its own: the earlier one keeps its moment.
    """
    last = case.last_delivery
    handed = last.submitted if last is not None else None
    returned = case.rounds[-1].at if case.rounds else None
    if last is None or (handed is not None and returned is not None and handed < returned):
        return record_delivery(case, Delivery(at, DeliveryKind.CHANGES, submitted=at))
    return mark_submitted(case, len(case.deliveries) - 1, at)


def tick(case: Case, name: str, sha256: str = "", *, ticked: bool = True) -> Case:
    """Tick a picture of the package as uploaded, or take the tick back. ``sha256`` is that of the
    uploaded file; "" ticks the name alone."""
    others = [one for one in case.ticks if one.name != name]
    if ticked:
        others.append(Tick(name, sha256))
    return replace(case, ticks=tuple(sorted(others, key=lambda other: other.name)))


def reach_station(case: Case, station: Station) -> Case:
    """Note what the platform said; stations are in the order of time."""
    stations = sorted((*case.stations, station), key=lambda one: one.at)
    return replace(case, stations=tuple(stations))


def begin_round(case: Case, returned: Round) -> Case:
    """Enter a return; rounds are in the order of time.

    Nothing comes back that was not handed in: one dated before the handing in would count as
    answered by it, and its clock would not run. Handing in need not be noted.

    Raises:
        ReturnTooEarlyError: What is noted as handed in later is the first since the return before.
    """
    before = [round_.at for round_ in case.rounds if round_.at < returned.at]
    handed_in = sorted(
        delivery.submitted for delivery in case.deliveries if delivery.submitted is not None
    )
    since = [at for at in handed_in if not before or at > max(before)]
    if since and returned.at < since[0]:
        raise ReturnTooEarlyError(at=_moment_words(returned.at), handed=_moment_words(since[0]))
    rounds = sorted((*case.rounds, returned), key=lambda one: one.at)
    return replace(case, rounds=tuple(rounds))


def with_rounds(case: Case, rounds: tuple[Round, ...]) -> Case:
    """Return the case with other returns."""
    return replace(case, rounds=rounds)


def stood_now(case: Case) -> tuple[StoodPage, ...]:
    """Return how the pages of a case stand, to be kept with a return that is entered now."""
    return tuple(StoodPage(page.number, page.slot, mark_of(case, page)) for page in case.pages)


def mark_of(case: Case, page: CasePage) -> str:
    """Return a mark of what a page shows with its covers, "" before it was read."""
    return case.fingerprint(page)[:_MARK] if page.page is not None else ""


def far_moments(case: Case) -> int:
    """Return how many moments that a case holds lie at the ends of the calendar, or beyond."""
    moments = [
        *(round_.at for round_ in case.rounds),
        *(station.at for station in case.stations),
        *(waiver.at for waiver in case.waivers),
        *(delivery.at for delivery in case.deliveries),
        *(delivery.submitted for delivery in case.deliveries if delivery.submitted is not None),
    ]
    return sum(moment.year in (FIRST_YEAR, LAST_YEAR) for moment in moments)


def remove_round(case: Case, place: int) -> Case:
    """Remove the round at ``place``."""
    return replace(case, rounds=case.rounds[:place] + case.rounds[place + 1 :])


def change_item(case: Case, place: int, item: int, changed: ToDo) -> Case:
    """Change one thing to do of the round at ``place``: where it belongs, or that it is done.

    Raises:
        IndexError: There is no such round or item.
    """
    returned = case.rounds[place]
    after = replace(returned, items=_put(returned.items, item, changed))
    return replace(case, rounds=_put(case.rounds, place, after))


def mark_done(case: Case, place: int, item: int, *, done: bool = True, note: str = "") -> Case:
    """Say that one thing of the round at ``place`` is mended, with a word why, or not yet.

    Raises:
        IndexError: There is no such round or item.
    """
    changed = replace(case.rounds[place].items[item], done=done, note=note)
    return change_item(case, place, item, changed)


def add_item(case: Case, place: int, item: ToDo) -> Case:
    """Add a thing to do to the round at ``place``.

    Raises:
        IndexError: There is no such round.
    """
    returned = case.rounds[place]
    after = replace(returned, items=(*returned.items, item))
    return replace(case, rounds=_put(case.rounds, place, after))


def agree_term(case: Case, place: int, agreed: Agreed) -> Case:
    """Say which term counts for the round at ``place``.

    Raises:
        IndexError: There is no such round.
    """
    after = replace(case.rounds[place], agreed=agreed)
    return replace(case, rounds=_put(case.rounds, place, after))


def follow_page(case: Case, old: int, new: int) -> Case:
    """Let what the last return says of page ``old`` be about ``new``, which took its place."""
    if not case.rounds:
        return case
    last = case.rounds[-1]
    items = tuple(replace(item, page=new) if item.page == old else item for item in last.items)
    return replace(case, rounds=(*case.rounds[:-1], replace(last, items=items)))


def _moment_words(moment: datetime) -> str:
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}"


def _put(values: tuple[Entry, ...], place: int, value: Entry) -> tuple[Entry, ...]:
    if not 0 <= place < len(values):
        raise IndexError(place)
    return (*values[:place], value, *values[place + 1 :])
