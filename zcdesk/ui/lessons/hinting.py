"""What a lesson tells somebody who works on it, worked out beside the window."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace

from zcdesk.cases.case import Case
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.practice import Practice
from zcdesk.errors import ZcdeskError
from zcdesk.training.lessons.lesson import Lesson
from zcdesk.training.lessons.loading import load_lesson
from zcdesk.training.lessons.making import Hint, hinted, open_things
from zcdesk.training.lessons.scoring import Score, score_of, seconds_of
from zcdesk.training.lessons.truth import Thing, truth_of

SAVED_SECONDS = 5.0
"""How long a disk is waited for that takes no act: a look is shown all the same."""


@dataclass(frozen=True)
class NextHint:
    """A hint and the mark of the case in which it is noted; None when nothing is open."""

    practice: Practice | None
    hint: Hint | None


@dataclass(frozen=True)
class Scored:
    """What came of a case so far, what is hidden in it, and the mark that counts the look."""

    score: Score
    lesson: Lesson
    things: tuple[Thing, ...]
    practice: Practice


def hinting(stored: CaseFile, case: Case, language: str) -> Generator[NextHint, None, None]:
    """Find the next hint.

    Raises:
        ZcdeskError: What is hidden cannot be read any more.
    """
    noted, hint = hinted(case, truth_of(stored), language)
    yield NextHint(noted.practice, hint)


def scoring(
    stored: CaseFile, case: Case, language: str, written: Callable[[float], bool]
) -> Generator[Scored, None, None]:
    """Compare the case with what is hidden in it, which counts as a look at the answers.

    Args:
        stored: The file of the case; its acts tell whether anything was done since the last look.
        case: The case as it is on screen.
        language: "zh" or "en".
        written: Waits at most so many seconds until the file holds every act of the case.

    Raises:
        NoLessonError: It is no case of a lesson.
        ZcdeskError: What is hidden cannot be read any more.
        UnknownLessonError: The lesson is not on this computer.
    """
    truth = truth_of(stored)
    if case.practice is None:
        raise ZcdeskError("lesson.no_lesson", file="")
    written(SAVED_SECONDS)
    moments = [act.moment for act in stored.acts()]
    shown = [thing.id for thing in open_things(case, truth)]
    looked = replace(case, practice=case.practice.seen(len(moments), shown))
    assert looked.practice is not None
    score = score_of(looked, truth, seconds_of(case.practice, moments), language)
    yield Scored(score, load_lesson(truth.lesson), truth.things, looked.practice)
