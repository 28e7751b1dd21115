"""The case after its package was written: handing in, ticks, stations, correction rounds."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from zcdesk.cases.case import Case
from zcdesk.cases.records import Delivery, Round, Station, Tick, ToDo
from zcdesk.errors import ZcdeskError
from zcdesk.notices.profile.timing import BEIJING, FIRST_YEAR, LAST_YEAR

Entry = TypeVar("Entry")


class ReturnTooEarlyError(ZcdeskError):
    """A return is dated before the application was handed in (again), so nothing came back."""

    code = "case.return_too_early"


def record_delivery(case: Case, delivery: Delivery) -> Case:
    """Note what was written out."""
    return replace(case, deliveries=(*case.deliveries, delivery))


def mark_submitted(case: Case, place: int, at: datetime | None, note: str | None = None) -> Case:
    """Note when the delivery at ``place`` was handed in; None takes it back.

    Raises:
        IndexError: There is no such delivery.
    """
    before = case.deliveries[place]
    after = replace(before, submitted=at, note=before.note if note is None else note)
    return replace(case, deliveries=_put(case.deliveries, place, after))


def tick(case: Case, name: str, sha256: str = "", *, ticked: bool = True) -> Case:
    """Tick a picture of the package as uploaded, or take the tick back."""
    others = [one for one in case.ticks if one.name != name]
    if ticked:
        others.append(Tick(name, sha256))
    return replace(case, ticks=tuple(sorted(others, key=lambda other: other.name)))


def reach_station(case: Case, station: Station) -> Case:
    """Note what the platform said; stations stand in the order of time."""
    stations = sorted((*case.stations, station), key=lambda one: one.at)
    return replace(case, stations=tuple(stations))


def begin_round(case: Case, returned: Round) -> Case:
    """Enter a return; rounds stand in the order of time.

    Nothing comes back that was not handed in: one dated before the handing in would count as
    answered by it, and its clock would not run. Handing in need not be noted.

    Raises:
        ReturnTooEarlyError: What is noted as handed in later is the first since the return before.
    """
    before = [one.at for one in case.rounds if one.at < returned.at]
    handed_in = sorted(one.submitted for one in case.deliveries if one.submitted is not None)
    since = [at for at in handed_in if not before or at > max(before)]
    if since and returned.at < since[0]:
        raise ReturnTooEarlyError(at=_told(returned.at), handed=_told(since[0]))
    rounds = sorted((*case.rounds, returned), key=lambda one: one.at)
    return replace(case, rounds=tuple(rounds))


def far_moments(case: Case) -> int:
    """Return how many moments that a case holds lie at the ends of the calendar, or beyond."""
    moments = [one.at for one in case.rounds] + [one.at for one in case.stations]
    moments += [one.at for one in case.waivers] + [one.at for one in case.deliveries]
    moments += [one.submitted for one in case.deliveries if one.submitted is not None]
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


def mark_done(case: Case, place: int, item: int, *, done: bool = True) -> Case:
    """Say that one thing of the round at ``place`` is mended, or not yet.

    Raises:
        IndexError: There is no such round or item.
    """
    return change_item(case, place, item, replace(case.rounds[place].items[item], done=done))


def _told(moment: datetime) -> str:
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}"


def _put(values: tuple[Entry, ...], place: int, value: Entry) -> tuple[Entry, ...]:
    if not 0 <= place < len(values):
        raise IndexError(place)
    return (*values[:place], value, *values[place + 1 :])
