"""Lessons in the window, made once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.conftest import entered
from zcdesk.disk.files import make_folder
from zcdesk.training.lessons.loading import load_lesson
from zcdesk.training.lessons.making import make_lesson, practice_folder
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room

LESSON, NUMBER = "returned-with-its-clock", 2718
MISSED = "find-the-missed"


@pytest.fixture(scope="session")
def made_lesson(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lesson's case as it was made; copied before it is opened."""
    path = tmp_path_factory.mktemp("lesson") / f"{LESSON}-{NUMBER}.zcase"
    list(make_lesson(load_lesson(LESSON), NUMBER, path))
    return path


@pytest.fixture
def lesson_path(made_lesson: Path) -> Iterator[Path]:
    """The lesson's case where lessons lie."""
    path = practice_folder() / made_lesson.name
    make_folder(path.parent)  # its owner's alone, as the program makes it
    shutil.copy(made_lesson, path)
    yield path
    path.unlink()


@pytest.fixture
def lesson_room(window: MainWindow, lesson_path: Path) -> Room:
    """The room of the lesson's case."""
    return entered(window, lesson_path)


@pytest.fixture(scope="session")
def made_missed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another lesson, whose hidden things are places on pages; copied before it is opened."""
    path = tmp_path_factory.mktemp("missed") / f"{MISSED}-{NUMBER}.zcase"
    list(make_lesson(load_lesson(MISSED), NUMBER, path))
    return path


@pytest.fixture
def missed_room(window: MainWindow, made_missed: Path, tmp_path: Path) -> Room:
    """The room of that lesson's case."""
    path = tmp_path / made_missed.name
    shutil.copy(made_missed, path)
    return entered(window, path)
