"""A case from a lesson and a number: mistakes planted, truth sealed, begun, begun anew."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from zcdesk.applicant import Target
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.file.store import create_case, making, open_case
from zcdesk.cases.practice import HINTS, Practice
from zcdesk.cases.profiles import copy_of, notice_of
from zcdesk.cases.rounds import Round, ToDo
from zcdesk.cases.tables.faults import CaseFileError
from zcdesk.cases.tables.rows import inside
from zcdesk.checks.exempt_slots import begun
from zcdesk.disk.own_folder import own_folder
from zcdesk.errors import ZcdeskError
from zcdesk.geometry import Polygon
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile import Notice
from zcdesk.pages.page import PageSource
from zcdesk.training.lessons import telling
from zcdesk.training.lessons.finished_pages import PageInk
from zcdesk.training.lessons.lesson import Lesson, Trap, TrapEntry
from zcdesk.training.lessons.limits import LARGEST_NUMBER
from zcdesk.training.lessons.loading import load_lesson
from zcdesk.training.lessons.planting import Planted
from zcdesk.training.lessons.settled import SettledLesson
from zcdesk.training.lessons.sheets import Cast, LessonSheet, take_sheet
from zcdesk.training.lessons.telling import passage_of
from zcdesk.training.lessons.truth import (
    LessonTruth,
    PageTruth,
    Thing,
    as_shown,
    on_page,
    page_in,
    rounded,
    sealed,
)


@dataclass(frozen=True)
class PageReady:
    """A page is ready: the ``done``-th of ``total``."""

    done: int
    total: int


@dataclass(frozen=True)
class MadeLesson:
    """The case file is in its place.

    Attributes:
        path: The case file.
        case: What it holds.
        truth: What is hidden in it.
    """

    path: Path
    case: Case
    truth: LessonTruth


@dataclass(frozen=True)
class PlannedLesson:
    """What a lesson's case holds, before it is written or without writing it.

    Attributes:
        case: The case.
        truth: What is hidden in it.
        scans: Bytes of the scan of each page, in the order of the pages.
    """

    case: Case
    truth: LessonTruth
    scans: tuple[bytes, ...]


def practice_folder() -> Path:
    """Return the folder where practice cases are, apart from everybody's own; it need not exist.

    Raises:
        RuntimeError: There is no home folder.
    """
    return own_folder() / "practice"


def make_lesson(
    lesson: Lesson, number: int, path: Path
) -> Generator[PageReady | MadeLesson, None, None]:
    """Take a lesson's pages and write its case; last of all comes ``MadeLesson``.

    The same lesson and number give the same pages, proposals and truth on every computer with the
    same libraries. Closing the generator earlier leaves nothing behind.

    Args:
        lesson: The lesson.
        number: 1–999999.
        path: Where the case file will be.

    Raises:
        NumberError: The number is out of its range.
        UndrawableError: A trap needs ink that no page of its kind shows.
        ZcdeskError: The case file cannot be written, or one of this name is there.
    """
    path = path.absolute()
    if path.exists():
        raise CaseFileError("case.already_there", file=path.name)
    yield from _made(lesson, number, path)


def plan_lesson(
    lesson: Lesson, number: int, path: Path = Path("unwritten")
) -> Generator[PageReady | PlannedLesson, None, None]:
    """Take a lesson's pages and say what is hidden in them; last of all comes ``PlannedLesson``.

    Args:
        lesson: The lesson.
        number: 1–999999.
        path: Where its case would be.

    Raises:
        NumberError: The number is out of its range.
        UndrawableError: A trap needs ink that no page of its kind shows.
    """
    if not 1 <= number <= LARGEST_NUMBER:
        raise ZcdeskError("lesson.number", number=number, most=LARGEST_NUMBER)
    cast, work = Cast(lesson, number), _MakingWork(lesson, number, path)
    for entry in lesson.pages:
        for nth in range(1, entry.pages + 1):
            work.take(take_sheet(cast, entry, nth))
            yield PageReady(len(work.pages), lesson.page_count)
    yield work.planned(cast)


def _made(
    lesson: Lesson,
    number: int,
    path: Path,
    looks: int = 0,
    again: int = 0,
    answers: tuple[str, ...] = (),
) -> Generator[PageReady | MadeLesson, None, None]:
    """Write a lesson's case beside its place and take it there whole: half a lesson is none."""
    new = path.with_name(f"{path.stem}.new{path.suffix}")
    for step in plan_lesson(lesson, number, new):
        if isinstance(step, PageReady):
            yield step
        else:
            with making(path):  # nobody else's unfinished file is taken away
                new.unlink(missing_ok=True)
                _write(step, new, looks, again, answers)
                new.replace(path)
            with open_case(path, writing=False) as stored:
                yield MadeLesson(path, stored.case, step.truth)


def _write(
    planned: PlannedLesson, path: Path, looks: int, again: int, answers: tuple[str, ...]
) -> None:
    """Write the case file, or nothing."""
    assert planned.case.practice is not None
    mark = replace(planned.case.practice, looks=looks, again=again, answers=answers)
    case = replace(planned.case, practice=mark)
    bare = begun(load_notice(case.notice), case.applicant)
    try:
        with create_case(path, replace(bare, practice=mark)) as stored:
            for scan in (*planned.scans, sealed(planned.truth)):
                stored.keep_original(scan)
            stored.keep_found(case)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


_NO_INK = PageInk(())
"""What a trap is about that is no place on its page."""


class _MakingWork:
    """What grows while a lesson is made: pages, scans and truth."""

    def __init__(self, lesson: Lesson, number: int, path: Path) -> None:
        self.lesson, self.number, self.path = lesson, number, path
        self.notice: Notice = load_notice(lesson.notice)
        self.pages: list[CasePage] = []
        self.scans: list[bytes] = []
        self.truths: list[PageTruth] = []
        self.things: dict[int, Thing] = {}

    def take(self, sheet: LessonSheet) -> None:
        """Take a page, and its double where it has one."""
        traps = dict(self.lesson.traps_on(sheet.entry.id, sheet.nth))
        planted = self._planted(sheet, traps, sheet.saved())
        first = planted.case_page.number
        double = None
        if any(trap.trap is Trap.DOUBLE for trap in traps.values()):
            again = self._planted(sheet, traps, sheet.saved(quality=66))
            double = again.case_page.number
        for place, trap in traps.items():
            ink = sheet.chosen.get(place, _NO_INK)
            self.things[place] = Thing(
                str(place + 1),
                trap.trap,
                page=first,
                other=double if trap.trap is Trap.DOUBLE else None,
                target=ink.target,
                boxes=rounded(ink.places),
                turn=planted.right_turn,
                slot=trap.slot or sheet.entry.slot,
                answers=trap.answers,
            )

    def _planted(self, sheet: LessonSheet, traps: dict[int, TrapEntry], content: bytes) -> Planted:
        number = len(self.pages) + 1
        sha256 = hashlib.sha256(content).hexdigest()
        source = PageSource(inside(self.path, sha256, f"{number:02d}.jpg"), sha256)
        targets, asked = self._targets(sheet.entry.slot)
        planted = Planted(sheet, traps, number, source, targets, asked)
        self.scans.append(content)
        self.pages.append(planted.case_page)
        self.truths.append(planted.truth)
        return planted

    def _targets(self, slot: str) -> tuple[frozenset[Target], frozenset[Target]]:
        masking = self.notice.masking
        if masking is None:
            return frozenset(), frozenset()
        exempt = {each.id: each.mask_exempt for each in self.notice.slots()}.get(slot, frozenset())
        return frozenset(masking.targets) - exempt, frozenset(masking.open_targets) - exempt

    def planned(self, cast: Cast) -> PlannedLesson:
        """Return the case with all that is hidden in it."""
        case = self._case(cast)
        self.things |= dict(self._things_of_the_case())
        truth = LessonTruth(
            self.lesson.id,
            self.number,
            self.lesson.minutes,
            tuple(
                passage_of(self.notice, case, self.things[place], self.lesson.today)
                for place in sorted(self.things)
            ),
            tuple(self.truths),
        )
        mark = Practice(
            self.lesson.id,
            self.number,
            self.lesson.today,
            hashlib.sha256(sealed(truth)).hexdigest(),
            tuple(sorted(hashlib.sha256(scan).hexdigest() for scan in self.scans)),
        )
        return PlannedLesson(replace(case, practice=mark), truth, tuple(self.scans))

    def _case(self, cast: Cast) -> Case:
        applicant = cast.applicant.applicant
        lesson = self.lesson
        texts = {
            trap.field: (trap.text * trap.repeat)
            .replace("{name}", applicant.name)
            .replace("{employer}", applicant.employer)
            for trap in lesson.traps
            if trap.trap is Trap.TEXT
        }
        return replace(
            begun(self.notice, applicant),
            pages=tuple(self.pages),
            numbered=len(self.pages),
            facts=tuple(sorted(lesson.facts.items())),
            texts=tuple(sorted(texts.items())),
            rounds=self._rounds(),
            route=lesson.route,
            profile=copy_of(self.notice),
        )

    def _rounds(self) -> tuple[Round, ...]:
        returned = self.lesson.returned
        if returned is None:
            return ()
        items = [trap.text for trap in self.lesson.traps if trap.trap is Trap.RETURNED]
        return (Round(returned.at, returned.level, "\n".join(items), tuple(map(ToDo, items))),)

    def _things_of_the_case(self) -> Iterator[tuple[int, Thing]]:
        for place, trap in enumerate(self.lesson.traps):
            if not trap.trap.on_page:
                answers = (trap.route.value,) if trap.route is not None else trap.answers
                yield place, Thing(
                    str(place + 1), trap.trap, slot=trap.slot, field=trap.field, flaw=trap.flaw,
                    text=trap.text if trap.trap is not Trap.TEXT else "", answers=answers,
                )  # fmt: skip


@dataclass(frozen=True)
class Hint:
    """One hint.

    Attributes:
        thing: Id of the hidden thing.
        step: 1 where to look, 2 what to look for, 3 what is to be done.
        text: One sentence.
        page: Number of the page to show, or None.
        places: With step 3 where it is, in pixels of the page as it is now.
    """

    thing: str
    step: int
    text: str
    page: int | None = None
    places: tuple[Polygon, ...] = ()


def began(case: Case, real: datetime) -> Case:
    """Return the case with the lesson's clock running; one that runs already goes on as it does.

    To be kept as something found (``CaseFile.keep_found``): it is no act that could be undone.

    Raises:
        NoLessonError: It is no case of a lesson.
    """
    if case.practice is None:
        raise ZcdeskError("lesson.no_lesson", file="")
    return replace(case, practice=case.practice.begun(real))


def open_things(case: Case, truth: LessonTruth) -> tuple[Thing, ...]:
    """Return the hidden things that are not settled yet, in the lesson's order."""
    work = SettledLesson(case, notice_of(case))
    return tuple(thing for thing in truth.things if not work.settled(thing))


def hinted(case: Case, truth: LessonTruth, language: str = "zh") -> tuple[Case, Hint | None]:
    """Return the next hint, and the case in which it is noted; None when nothing is open.

    It is about the thing that hints were asked for last, while that is open, else about the next
    open one. After the third, the third is reported again, for no more points. To be kept as
    something found: undo does not give the points back.

    Raises:
        NoLessonError: It is no case of a lesson.
    """
    if case.practice is None:
        raise ZcdeskError("lesson.no_lesson", file="")
    still_open = {thing.id: thing for thing in open_things(case, truth)}
    asked = [thing for thing, _ in case.practice.hints if thing in still_open]
    wanted = next(reversed(asked), next(iter(still_open), None))
    if wanted is None:
        return case, None
    noted = replace(case, practice=case.practice.hinted(wanted))
    assert noted.practice is not None
    step, thing = noted.practice.shown(wanted), still_open[wanted]
    page = page_in(case, thing.page)
    places = on_page(thing.boxes, page) if page is not None and step == HINTS else ()
    text = telling.hint(notice_of(case), as_shown(thing, case), step, language)
    return noted, Hint(wanted, step, text, thing.page, places)


def make_again(path: Path) -> Generator[PageReady | MadeLesson, None, None]:
    """Make a lesson's case anew in its place, as it was in the beginning; it must not be open.

    Raises:
        NoLessonError: It is no case of a lesson.
        ZcdeskError: Its lesson is not here any more, or the file cannot be written.
    """
    path = path.absolute()
    with open_case(path, writing=False) as stored:
        practice = stored.case.practice
    if practice is None:
        raise ZcdeskError("lesson.no_lesson", file=path.name)
    lesson = load_lesson(practice.lesson)
    again = practice.again + 1  # the same number hides the same things: answers stay known
    yield from _made(lesson, practice.number, path, practice.looks, again, practice.answers)
