"""What somebody does in a lesson besides the work itself: begin, ask for a hint, begin anew."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from zcdesk.cases.case import Case
from zcdesk.cases.file.store import open_case
from zcdesk.cases.practice import HINTS
from zcdesk.cases.profiles import notice_of
from zcdesk.errors import ZcdeskError
from zcdesk.geometry import Polygon
from zcdesk.training.lessons import telling
from zcdesk.training.lessons.loading import load_lesson
from zcdesk.training.lessons.making import Drawn, MadeLesson, make_lesson
from zcdesk.training.lessons.settled import SettledLesson
from zcdesk.training.lessons.truth import LessonTruth, Thing, as_shown, on_page, page_in


@dataclass(frozen=True)
class Hint:
    """One hint.

    Attributes:
        thing: Id of the hidden thing.
        step: 1 where to look, 2 what to look for, 3 what is to be done.
        text: One sentence.
        page: Number of the page to show, or None.
        places: With step 3 where it is, in pixels of the page as it lies now.
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


def make_again(path: Path) -> Generator[Drawn | MadeLesson, None, None]:
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
    new = path.with_name(f"{path.stem}.new{path.suffix}")
    new.unlink(missing_ok=True)
    for step in make_lesson(load_lesson(practice.lesson), practice.number, new):
        if isinstance(step, Drawn):
            yield step
        else:
            with open_case(new) as made:  # what was looked up stays known
                assert made.case.practice is not None
                mark = replace(made.case.practice, looks=practice.looks, again=practice.again + 1)
                made.keep_found(replace(made.case, practice=mark))
            new.replace(path)
            with open_case(path, writing=False) as again:
                yield MadeLesson(path, again.case, step.truth)
