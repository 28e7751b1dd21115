"""What a trainer's pages have worked out and written beside the window."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zcdesk.disk.files import bounded, make_folder, write_atomically
from zcdesk.findings import Finding
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.files.locating import LARGEST_FILE
from zcdesk.training.lessons.class_table import ClassGroup, class_of, to_html, to_xlsx
from zcdesk.training.lessons.composing import Wish, bases, keep_composed
from zcdesk.training.lessons.lesson import Lesson
from zcdesk.training.lessons.loading import LessonError, file_of, lessons
from zcdesk.training.lessons.making import MadeLesson, PageReady, make_lesson, practice_folder
from zcdesk.training.lessons.papers import papers
from zcdesk.training.lessons.results import Result, collecting
from zcdesk.ui.trainer.compose_page import Base


@dataclass(frozen=True)
class Composed:
    """A lesson that was put together and kept, or why none came of it."""

    lessons: tuple[Lesson, ...] = ()
    lesson: Lesson | None = None
    fault: Finding | None = None


@dataclass(frozen=True)
class Summed:
    """A class so far.

    Attributes:
        results: Every result once, in the order in which they came.
        groups: They by lesson and number.
        refused: Names of files and codes that count for nothing, and why.
        twice: How many were there already.
    """

    results: tuple[Result, ...] = ()
    groups: tuple[ClassGroup, ...] = ()
    refused: tuple[tuple[str, Finding], ...] = ()
    twice: int = 0


def writing_papers(
    lesson: Lesson,
    number: int,
    keys: Sequence[tuple[str, str]],
    names: Sequence[str],
    language: str,
) -> Generator[PageReady | Path, None, None]:
    """Write the papers of a lesson where practice is; last of all comes their place.

    Raises:
        ZcdeskError: They cannot be drawn or written.
        RuntimeError: There is no home folder.
    """
    for step in papers(lesson, number, keys, names, language):
        if isinstance(step, PageReady):
            yield step
        else:
            place = practice_folder() / f"trainer-{lesson.id}-{number}.html"
            make_folder(place.parent)
            write_atomically(place, step.encode())
            yield place


def keeping_case(
    lesson: Lesson, number: int, folder: Path
) -> Generator[PageReady | MadeLesson, None, None]:
    """Make a lesson's case in a folder, a stick for example; a bureau's own lesson goes with it.

    Raises:
        ZcdeskError: It cannot be made, or one of its name is there.
    """
    own = file_of(lesson)
    if own is not None:
        write_atomically(folder / own.name, bounded(own, LARGEST_FILE))
    yield from make_lesson(lesson, number, folder / f"{lesson.id}-{number}.zcase")


def offering(known: tuple[Lesson, ...]) -> Generator[tuple[Base, ...], None, None]:
    """Load the notices that a lesson can be put together for."""
    yield tuple((lesson, load_notice(lesson.notice)) for lesson in bases(known))


def composing(wish: Wish, language: str) -> Generator[Composed, None, None]:
    """Put a lesson together and keep it.

    Raises:
        ZcdeskError: Title, pages or hidden things are lacking.
        ZcdeskError: No page can hide one of the things.
        ZcdeskError: The folder cannot be written.
    """
    try:
        lesson = keep_composed(wish, language)
    except LessonError as error:
        yield Composed(fault=error.faults[0].finding())
    else:
        yield Composed(lessons(), lesson)


def summing(
    before: tuple[Result, ...], files: Sequence[Path], typed: str, language: str
) -> Generator[Summed | int, None, None]:
    """Add results to those of a class; numbers are how many files and codes were looked at."""
    results: list[Result] = list(before)
    refused: list[tuple[str, Finding]] = []
    for count, given in enumerate(collecting(files, typed, language), start=1):
        results += given.results
        refused += [(given.name, finding) for finding in given.refused]
        yield count
    whole = tuple(dict.fromkeys(results))
    groups = class_of(whole, lessons(), language)
    yield Summed(whole, groups, tuple(refused), len(results) - len(whole))


def saving(
    groups: tuple[ClassGroup, ...], place: Path, language: str
) -> Generator[Path, None, None]:
    """Write a class as a workbook and, beside it, as a page; give the place of the page.

    Raises:
        ZcdeskError: They cannot be written.
    """
    page = place.with_suffix(".html")
    make_folder(place.parent)
    write_atomically(place.with_suffix(".xlsx"), to_xlsx(groups, language))
    write_atomically(page, to_html(groups, language).encode())
    yield page
