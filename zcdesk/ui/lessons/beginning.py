"""Makes and opens lessons beside the window: drawing takes a third of a second a page."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from zcdesk.disk.files import make_folder
from zcdesk.training.lessons.lesson import Lesson
from zcdesk.training.lessons.loading import lessons, take_lesson
from zcdesk.training.lessons.making import PageReady, make_again, make_lesson, practice_folder
from zcdesk.ui.session.opening import Ready, opening
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.looking_over import look_over

_NAMED = re.compile(r"(?P<lesson>[a-z0-9-]+)-(?P<number>[1-9][0-9]{0,5})")


@dataclass(frozen=True)
class Begun:
    """A lesson's case that is on this computer.

    Attributes:
        lesson: Id of the lesson.
        number: Its number.
        path: The case file.
    """

    lesson: str
    number: int
    path: Path


@dataclass(frozen=True)
class KnownLessons:
    """What can be begun, and what was begun, the latest first."""

    lessons: tuple[Lesson, ...]
    begun: tuple[Begun, ...]


def known_lessons() -> Generator[KnownLessons, None, None]:
    """Read all lessons and look which were begun (beside the window: it reads files)."""
    yield KnownLessons(lessons(), _begun())


def taking(path: Path) -> Generator[KnownLessons, None, None]:
    """Take a lesson that a trainer handed over, and read all again.

    Raises:
        LessonError: It cannot be used; nothing was taken.
        ZcdeskError: The folder cannot be written.
    """
    take_lesson(path)
    yield KnownLessons(lessons(), _begun())


def beginning(
    pool: WorkerPool, lesson: Lesson, number: int
) -> Generator[PageReady | Ready, None, None]:
    """Make a lesson's case and open it; one that was begun before is gone on with.

    Raises:
        RuntimeError: There is no home folder.
        ZcdeskError: It cannot be made or opened.
    """
    path = practice_folder() / f"{lesson.id}-{number}.zcase"
    if not path.exists():
        make_folder(path.parent)
        yield from (
            step for step in make_lesson(lesson, number, path) if isinstance(step, PageReady)
        )
    yield from opening(look_over(pool, path))


def beginning_again(pool: WorkerPool, path: Path) -> Generator[PageReady | Ready, None, None]:
    """Make the case of a lesson anew, as it was in the beginning, and open it.

    Raises:
        ZcdeskError: It cannot be made or opened.
    """
    yield from (step for step in make_again(path) if isinstance(step, PageReady))
    yield from opening(look_over(pool, path))


def _begun() -> tuple[Begun, ...]:
    try:
        files = sorted(
            practice_folder().glob("*.zcase"), key=lambda path: path.stat().st_mtime, reverse=True
        )
    except (OSError, RuntimeError):  # no such folder, or no home at all
        return ()
    named = ((_NAMED.fullmatch(path.stem), path) for path in files)
    return tuple(
        Begun(name["lesson"], int(name["number"]), path) for name, path in named if name is not None
    )
