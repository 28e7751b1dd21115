"""How each person stands, as her case tells it: nothing is kept beside the case."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import chain
from pathlib import Path

from zcdesk.batch.results.tasks import Task, WhoseTask
from zcdesk.finding_facts import FindingKind
from zcdesk.findings import Detail

CASE_FILE = "person.zcase"
LETTER, PLAIN_LETTER = "letter.docx", "letter.txt"
LEFT = "left"
"""Where earlier versions put folders of people who had left the roster."""


class Turn(StrEnum):
    """Whose turn an application is; the first of these that has something to do, or nobody's turn
    where somebody does not apply any more."""

    APPLICANT = "applicant"
    EMPLOYER = "employer"
    CLERK = "clerk"
    DONE = "done"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Point:
    """One thing that the last return asks for; its words, which may name people, are in the case.

    Attributes:
        section: Id of the section, or "" while nobody knows.
        slot: Id of the slot, or "".
        page: Number of the page in the case, or None.
        place: Where that is in the case, from 1: what people call it.
        done: Mended, as a person says.
    """

    section: str
    slot: str
    page: int | None
    place: int | None
    done: bool


@dataclass(frozen=True)
class Mislaid:
    """A page that is with another person than the one whose it seems to be.

    Attributes:
        row: The other row: whose it is, or in whose folder it lies.
        place: Where it is in the case in which it is, from 1.
        slot: Id of the owner's slot that it fits, or "".
        year: Year of it, for a slot with a paper a year; 0 where it tells none.
    """

    row: int
    place: int
    slot: str
    year: int = 0


@dataclass(frozen=True)
class PersonResult:
    """One row of the table of results.

    Attributes:
        row: Row in the roster.
        folder: Her folder below the output folder; it is named by her, so no file tells it.
        state: missing, needs_person, could_not_check, or satisfied; the worst of all slots.
            Of somebody who does not apply not_needed.
        pages: Number of pages by state: masked, clean, review, refused.
        missing: Titles of slots that are missing, in the notice's words.
        waiting: Titles of slots that wait for a person.
        unsorted: Pages without a slot.
        unseen: Pages that a person has to look at one by one: in doubt, without a slot, or
            somebody else's as it seems.
        sure: Pages that one act confirms.
        proposed: Pages that were put into a slot by what they say; a person has to agree.
        strangers: Pages that are probably another's: page and that person's row.
        mislaid: The same pages by their place, with the slot of that person that each fits.
        elsewhere: Her pages in others' folders; the row is theirs.
        copies: Pages that are hers and are in another's folder too: place and that person's row.
        deadline: What is due next, its moment, and the hours that are left; or empty.
        returns: Times that it was returned, and the notice's limit where it has one.
        points: What the last return asks for.
        returned: It was returned and not handed in again; what is due next is by that return.
        tasks: All that is left to do for her, each with whose it is.
        found: At how many places name and employer were found, by target.
        nowhere: Codes of the words that none of her pages shows, though one should.
        asked: On how many pages each reason stands why a person has to look, by its code.
        lettered: Her letter is there; a run that was stopped has written none.
        problem: Code of what kept the row from being worked on, or "".
        details: What its sentence tells besides the names of file and folder.
    """

    row: int
    folder: str
    state: str
    pages: Mapping[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    unsorted: int = 0
    unseen: int = 0
    sure: int = 0
    proposed: tuple[int, ...] = ()
    strangers: tuple[tuple[int, int], ...] = ()
    mislaid: tuple[Mislaid, ...] = ()
    elsewhere: tuple[Mislaid, ...] = ()
    copies: tuple[tuple[int, int], ...] = ()
    deadline: tuple[str, str, int] | None = None
    returns: tuple[int, int | None] = (0, None)
    points: tuple[Point, ...] = ()
    returned: bool = False
    tasks: tuple[Task, ...] = ()
    found: Mapping[str, int] = field(default_factory=dict)
    nowhere: tuple[str, ...] = ()
    asked: Mapping[str, int] = field(default_factory=dict)
    lettered: bool = True
    problem: str = ""
    details: Mapping[str, Detail] = field(default_factory=dict)

    @property
    def doubtful(self) -> int:
        """Pages that a person has to look at."""
        return self.pages.get("review", 0)

    @property
    def applies(self) -> bool:
        """The roster does not say that she left."""
        return self.state != "not_needed"

    @property
    def opens(self) -> bool:
        """She was worked on: there is a case, and a letter."""
        return self.applies and not self.problem

    @property
    def today(self) -> bool:
        """The office can go on with it now; else it waits for others, or is done."""
        waits = self.turn is Turn.CLERK or self.returned or self.strangers
        return bool(self.unseen or self.sure or waits)

    @property
    def needs_attention(self) -> bool:
        """Something was refused, is missing or waits for a person."""
        return bool(
            self.problem
            or self.state not in ("satisfied", "not_needed")
            or self.unsorted
            or self.strangers
            or self.nowhere
            or self.pages.get("review")
            or self.pages.get("refused")
        )

    @property
    def turn(self) -> Turn:
        """Whose turn the application is; a row that failed is the clerk's."""
        if self.problem or not self.applies:
            return Turn.CLERK if self.applies else Turn.NOBODY
        waiting = {task.whose for task in self.tasks if task.counted}
        if WhoseTask.APPLICANT in waiting:
            return Turn.APPLICANT
        if waiting & {WhoseTask.EMPLOYER, WhoseTask.SUPERVISING_UNIT}:
            return Turn.EMPLOYER
        return Turn.CLERK if waiting or self.needs_attention else Turn.DONE

    @property
    def counts(self) -> Mapping[str, int]:
        """How much is left to do: hers by what it is, the others' by who does it.

        A page that is to be scanned again counts once whatever it lacks.
        """
        hers = [task for task in self.tasks if task.whose is WhoseTask.APPLICANT]
        scans = (task.pages for task in hers if task.kind is FindingKind.SCAN_AGAIN)
        counts = Counter(str(task.kind) for task in hers)
        counts.update(str(task.whose) for task in self.tasks if task.counted)
        counts[FindingKind.SCAN_AGAIN] = len({*chain(*scans)})
        counts[WhoseTask.CLERK] += bool(self.problem)
        return counts


def name_below(folder: Path) -> str:
    """Return what a folder is called below the results, where earlier versions put some aside."""
    return f"{LEFT}/{folder.name}" if folder.parent.name == LEFT else folder.name


def as_of(result: PersonResult, now: datetime) -> PersonResult:
    """Return a result of earlier with the hours that are left now."""
    if result.deadline is None:
        return result
    what, at, _ = result.deadline
    left = round((datetime.fromisoformat(at) - now) / timedelta(hours=1), 1)  # as checks tell it
    return replace(result, deadline=(what, at, math.floor(left)))
