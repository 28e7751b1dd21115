"""A return noted in the cases of all whom a note speaks of, and how they stand with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from zcdesk.batch.person_folders import folders_of
from zcdesk.batch.results.person_results import PersonResult
from zcdesk.batch.returns.plan import PlannedPoint
from zcdesk.batch.roster.people import Folders, RosterPerson, people_by_row
from zcdesk.batch.working import case_path, look_again, same_person
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.following import begin_round, stood_now, with_rounds
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import open_case
from zcdesk.cases.profiles import notice_of
from zcdesk.cases.rounds import Round, ToDo
from zcdesk.checks.dates.mending import points_of
from zcdesk.checks.dates.returns import open_return
from zcdesk.disk.paths import is_there
from zcdesk.errors import ZcdeskError
from zcdesk.findings import Finding
from zcdesk.notices.interview import is_near
from zcdesk.notices.profile.slots import Who


@dataclass(frozen=True)
class Noted:
    """What became of one person's part of a note.

    Attributes:
        row: Whose.
        points: How many things it asks for.
        unplaced: Those of which nobody can tell where they belong.
        before: The same return had been noted already; nothing was done.
        result: How she stands now, or None where it could not be noted.
        problem: Why it could not.
    """

    row: int
    points: int = 0
    unplaced: int = 0
    before: bool = False
    result: PersonResult | None = None
    problem: Finding | None = None


@dataclass(frozen=True)
class Returning:
    """When it was returned, None where nobody said, by whom, and the moment of noting it."""

    at: datetime | None
    level: Who
    now: datetime

    @property
    def moment(self) -> datetime:
        """When it was returned; the minute of now where nobody said."""
        return self.at or self.now.replace(second=0, microsecond=0)


def note_returns(
    points: Sequence[PlannedPoint], people: Sequence[RosterPerson], out: Path, back: Returning
) -> Iterator[Noted]:
    """Note what is said to each person in her case, and yield what became of it.

    A return of the same moment with the same words is noted once; other words of that moment join
    it. What an earlier return asks for and was not handed in again stays asked for. One case that
    cannot be written never keeps the others from it.
    """
    by_row = people_by_row(people)
    folders = folders_of(people, out)
    words: dict[int, list[str]] = {}
    for point in points:
        if point.row is not None and point.sure:
            words.setdefault(point.row, []).append(point.words)
    for row, hers in sorted(words.items()):
        try:
            if not is_there(case_path(by_row[row], folders[row])):
                raise ZcdeskError("batch.no_case", row=row)
            yield _noted(by_row[row], people, folders, "\n".join(hers), back)
        except ZcdeskError as error:
            yield Noted(row, problem=error.finding())


def _noted(
    person: RosterPerson,
    people: Sequence[RosterPerson],
    folders: Folders,
    words: str,
    back: Returning,
) -> Noted:
    with open_case(case_path(person, folders[person.row])) as stored:
        stored.require_writable()
        case = stored.case
        if not same_person(case, person):
            raise ZcdeskError("batch.row_changed", row=person.row)
        notice = notice_of(case)
        known = _noted_before(case, words, back)
        if known is None and not is_near(notice, back.moment, case.moment(back.now)):
            raise ZcdeskError("cli.far_moment", at=f"{back.moment:%Y-%m-%d}", year=notice.year)
        items = known.items if known else points_of(notice, case, words).items
        if known is None:
            stored.save(_with_round(case, words, items, back), ActCode.ROUND)
    result = look_again(person, people, folders, back.now)
    unplaced = sum(not item.slot for item in items)
    return Noted(person.row, len(items), unplaced, known is not None, result)


def _with_round(case: Case, words: str, items: tuple[ToDo, ...], back: Returning) -> Case:
    """Return the case with a return: a new one, or more of the one of that moment."""
    of_moment = next(
        (
            earlier
            for earlier in case.rounds
            if (earlier.at, earlier.level) == (back.moment, back.level)
        ),
        None,
    )
    if of_moment is not None:
        asked = {item.words for item in of_moment.items}
        items = tuple(item for item in items if item.words not in asked)
        joined = replace(
            of_moment, words=f"{of_moment.words}\n{words}", items=(*of_moment.items, *items)
        )
        return with_rounds(
            case, tuple(joined if earlier is of_moment else earlier for earlier in case.rounds)
        )
    before = open_return(case)
    asked = {item.words for item in items}
    still = before.items if before is not None and before.at < back.moment else ()
    items += tuple(item for item in still if not item.done and item.words not in asked)
    return begin_round(case, Round(back.moment, back.level, words, items, stood_now(case)))


def _noted_before(case: Case, words: str, back: Returning) -> Round | None:
    """Return the same return where it was noted; the open one where nobody said when."""
    same = [earlier for earlier in case.rounds if f"\n{words}\n" in f"\n{earlier.words}\n"]
    if back.at is None:
        return next((earlier for earlier in same if open_return(case) is not None), None)
    return next((earlier for earlier in same if earlier.at == back.at), None)
