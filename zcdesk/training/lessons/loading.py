"""Lessons by id: the built-in ones and a bureau's own, every fault of a file at once."""

from __future__ import annotations

import difflib
import errno
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from zcdesk.disk.files import bounded, make_folder, write_atomically
from zcdesk.disk.own_folder import own_folder
from zcdesk.errors import ZcdeskError
from zcdesk.notices.files import locating
from zcdesk.notices.files.loading import yaml_files
from zcdesk.notices.files.locating import ProfileError, ProfileFault
from zcdesk.notices.files.parsing import validated
from zcdesk.plain_data import DataDocument, DataPart
from zcdesk.resources import resource
from zcdesk.training.lessons.contradictions import contradictions
from zcdesk.training.lessons.lesson import Lesson


class BothLanguages(DataPart):
    """A sentence in both languages."""

    zh: str
    en: str


class ListedLesson(DataPart):
    """One lesson; ``things`` counts what is hidden on its pages."""

    lesson: str
    title: BothLanguages
    level: str
    pages: int
    things: int
    minutes: int
    goal: BothLanguages


class LessonList(DataDocument):
    """All lessons, those that ship first."""

    lessons: tuple[ListedLesson, ...]


OWN = "own-"
"""What ids of lessons begin with that were put together in the window."""

_MOST_OWN = 100
"""More lessons than a bureau keeps."""


class LessonError(ProfileError):
    """A lesson cannot be used; ``faults`` holds everything that is wrong with it, by line."""

    code = "lesson.broken"

    def __reduce__(self) -> tuple[object, ...]:
        return LessonError, (str(self.details["file"]), self.faults)


@dataclass(frozen=True)
class OwnLesson:
    """One file of the bureau's folder: a lesson, or what is wrong with it."""

    path: Path
    lesson: Lesson | None
    faults: tuple[ProfileFault, ...] = ()


def lessons_folder() -> Path:
    """Return the folder of a bureau's own lessons; it need not exist.

    Raises:
        RuntimeError: There is no home folder.
    """
    return own_folder() / "lessons"


def lessons() -> tuple[Lesson, ...]:
    """Return all lessons that can be used, in their order: built-in ones, then a bureau's own."""
    own = (each.lesson for each in own_lessons() if each.lesson is not None)
    return (*shipped_lessons(), *sorted(own, key=lambda lesson: (lesson.order, lesson.id)))


def lesson_row(lesson: Lesson) -> dict[str, object]:
    """Return what a list says of a lesson; sentences in both languages."""
    return {
        "lesson": lesson.id,
        "title": {"zh": lesson.title.zh, "en": lesson.title.en},
        "level": str(lesson.level),
        "pages": lesson.page_count,
        "things": len(lesson.traps),
        "minutes": lesson.minutes,
        "goal": {"zh": lesson.goal.zh, "en": lesson.goal.en},
    }


def own_lessons() -> tuple[OwnLesson, ...]:
    """Return the lessons of the bureau's folder by file name, broken ones with their faults."""
    used = set(_shipped_ids())
    found: list[OwnLesson] = []
    for path in yaml_files(lessons_folder, _MOST_OWN):
        try:
            lesson = read_lesson(path)
        except LessonError as error:
            found.append(OwnLesson(path, None, error.faults))
            continue
        if lesson.id in used:
            fault = ProfileFault(path.name, 1, "id", "lesson.id_taken", lesson.id)
            found.append(OwnLesson(path, None, (fault,)))
        else:
            used.add(lesson.id)
            found.append(OwnLesson(path, lesson))
    return tuple(found)


def load_lesson(lesson_id: str) -> Lesson:
    """Return a lesson by its id.

    Raises:
        UnknownLessonError: No usable lesson of that name.
        LessonError: A built-in lesson is at fault.
    """
    known = {lesson.id: lesson for lesson in lessons()}
    if lesson_id not in known:
        own = lesson_id.startswith(OWN)  # no built-in one is meant
        near = [] if own else difflib.get_close_matches(lesson_id, known, 1, 0.5)
        raise ZcdeskError("lesson.unknown", lesson=lesson_id, known="、".join(near or known))
    return known[lesson_id]


def take_lesson(path: Path) -> Lesson:
    """Check a lesson that somebody handed over and copy it into the bureau's folder.

    Raises:
        LessonError: It cannot be used; nothing was copied.
        ZcdeskError: The folder cannot be written.
        RuntimeError: There is no home folder.
    """
    return take_content(_raw(path), path.name)


def file_of(lesson: Lesson) -> Path | None:
    """Return the file of a bureau's own lesson, to be handed on; None of a built-in one."""
    return next((own.path for own in own_lessons() if own.lesson == lesson), None)


def is_own(lesson: Lesson) -> bool:
    """Tell whether a lesson is a bureau's own: other computers have to take it first."""
    return lesson.id not in _shipped_ids()


def take_content(raw: bytes, file: str) -> Lesson:
    """Check the bytes of a lesson and keep them in the bureau's folder.

    Args:
        raw: Content of the file, UTF-8.
        file: Its name, for the faults.

    Raises:
        LessonError: It cannot be used; nothing was kept.
        ZcdeskError: The folder cannot be written.
        RuntimeError: There is no home folder.
    """
    lesson = _lesson_in(raw, file)
    if not is_own(lesson):
        raise LessonError(file, (ProfileFault(file, 1, "id", "lesson.id_taken", lesson.id),))
    place = lessons_folder() / f"{lesson.id}.yaml"
    make_folder(place.parent)
    write_atomically(place, raw)
    return lesson


def read_lesson(path: Path) -> Lesson:
    """Read and check one lesson file.

    Raises:
        LessonError: The file is at fault; the error holds all faults at once.
    """
    return _lesson_in(_raw(path), path.name)


def _raw(path: Path) -> bytes:
    try:
        return bounded(path, locating.LARGEST_FILE)
    except OSError as error:
        code = "notice.not_there" if error.errno == errno.ENOENT else "notice.not_readable"
        raise LessonError(path.name, (ProfileFault(path.name, 0, "", code),)) from error


def _lesson_in(raw: bytes, file: str, *, ours: bool = False) -> Lesson:
    """Return the lesson of a file; one of ``ours`` was held against its notice by a test."""
    located = locating.locate(raw, file)
    if located.data is None and not located.faults:
        located.add("notice.empty", 0)
    lesson = validated(Lesson, located) if located.data is not None else None
    if lesson is not None and not ours:
        for place, code, details in contradictions(lesson):
            located.add(code, located.line(place), place, **details)
    if lesson is None or located.faults:
        raise LessonError(file, tuple(located.faults))
    return lesson


@cache
def shipped_lessons() -> tuple[Lesson, ...]:
    """Return the lessons that ship with the program, in their order."""
    paths = sorted(resource("lessons").glob("*.yaml"))
    found = (_lesson_in(_raw(path), path.name, ours=True) for path in paths)
    return tuple(sorted(found, key=lambda lesson: (lesson.order, lesson.id)))


def _shipped_ids() -> tuple[str, ...]:
    return tuple(lesson.id for lesson in shipped_lessons())
