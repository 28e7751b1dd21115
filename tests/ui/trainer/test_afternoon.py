"""A trainer's afternoon in the window: prepare, hold, collect, discuss, with a picture of each.

The pictures lie in ``build/trainer``, at 1024 × 768, the size of an old projector: they are there
to be looked at.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.program import ROOT
from tests.training.lessons.working import worked
from tests.ui.conftest import come, drop, see, there, until
from tests.ui.look.test_nothing_clipped import clipped
from zcdesk.cases.file.store import open_case
from zcdesk.training.lessons.lesson import Lesson
from zcdesk.training.lessons.loading import lessons_folder
from zcdesk.training.lessons.making import MadeLesson, make_lesson, practice_folder
from zcdesk.training.lessons.results import code_of, file_of, result_of
from zcdesk.training.lessons.scoring import score_of
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.finish import printing
from zcdesk.ui.keys.router import At
from zcdesk.ui.look.theme import theme
from zcdesk.ui.look.tokens import Look
from zcdesk.ui.trainer.trainer_room import TrainerRoom

PICTURES = ROOT / "build" / "trainer"
OLD = (1024, 768)
NUMBER = 4711
PEOPLE = ("古丽·买买提", "张三", "李四", "王五", "赵六")
SETTLED = 8
"""Times that a page is given a moment until what it shows is still."""

Show = Callable[..., None]


@pytest.fixture
def show(window: MainWindow, qapp: QApplication) -> Iterator[Show]:
    """Keep a picture of the window as it is now; nothing on it may be cut off."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    window.resize(*OLD)
    cut: dict[str, list[str]] = {}

    def keep(name: str, look: Look = Look.LIGHT) -> None:
        theme().apply(qapp, look)
        for _ in range(SETTLED):
            QTest.qWait(40)
        assert window.size().toTuple() == OLD
        number = len(list(PICTURES.iterdir())) + 1
        assert window.grab().save(str(PICTURES / f"{number:02d}-{name}.png"))
        if lacking := clipped(window):
            cut[name] = lacking
        theme().apply(qapp, Look.LIGHT)

    yield keep
    assert cut == {}


@pytest.mark.nightly
def test_a_trainers_afternoon_from_the_first_look_to_the_discussion(
    window: MainWindow,
    show: Show,
    tmp_path: Path,
    outside: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    monkeypatch.setattr(printing, "BROWSER_PRINTS", True)
    show("start")
    trainer, lesson = _prepare(window, show, outside)
    _hold(window, show, trainer, lesson)
    own = _practise(window, show, lesson, tmp_path, monkeypatch)
    shares = _collect(window, show, trainer, lesson, own, tmp_path)
    _discuss(window, show, trainer, tmp_path, monkeypatch)
    pictures = len(list(PICTURES.iterdir()))
    (lessons_folder() / f"{lesson.id}.yaml").unlink()
    record_property("figure", f"{pictures} pictures, {len(shares)} results in the table")


def press(
    window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, held)


def _rested(trainer: TrainerRoom) -> None:
    until(lambda: not trainer._job.busy)


def _prepare(window: MainWindow, show: Show, opened: list[Path]) -> tuple[TrainerRoom, Lesson]:
    """Put a lesson together, type who comes, print the papers."""
    window.router.go(At("lessons"))
    until(lambda: bool("room" in vars(window.lessons) and window.lessons.room.page.cards))
    until(lambda: not window._arrival._job.busy)
    show("lessons")
    window.lessons.room.page.trainer.click()
    trainer = window.lessons.trainer
    show("trainer")
    window.router.go(At("compose"))
    _rested(trainer)
    page = trainer.compose
    page.primary.click()
    _rested(trainer)
    show("nothing-ticked")
    page.title.setText("公章、签字和漏掉的姓名")
    page.goal.setText("会看别家的章，会找漏掉的姓名。")
    for box in page.pages:
        if box.part in ("title", "special", "assessment", "statement"):
            box.count_to(2 if box.part == "special" else 1)
    for box in page.traps:
        if box.part in ("unfound-name", "doubted-seal", "stranger-signature", "sideways"):
            box.count_to(1)
    show("ticked")
    show("ticked-dark", Look.DARK)
    page.primary.click()
    _rested(trainer)
    lesson = there(trainer.page.chosen)
    assert (lesson.page_count, len(lesson.traps)) == (5, 4)
    trainer.page.number.setText(str(NUMBER))
    trainer.page.names.setPlainText("\n".join(PEOPLE))
    show("lesson-kept")
    press(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    _rested(trainer)
    (paper,) = opened
    assert PEOPLE[0] in paper.read_text("utf-8")
    shutil.copy(paper, PICTURES.parent / "trainer-papers.html")
    paper.unlink()
    show("papers-printed")
    return trainer, lesson


def _hold(window: MainWindow, show: Show, trainer: TrainerRoom, lesson: Lesson) -> None:
    """Open the lesson's case on the projector, and go to its first doubt."""
    window.lessons.toggle_projector()
    window.lessons.room.begin(lesson, NUMBER)
    room = come(lambda: window.room)
    press(window, Qt.Key.Key_F3)
    until(room.review.isVisible)
    see(room.review)
    show("review-on-the-projector")
    show("review-dark", Look.DARK)
    press(window, Qt.Key.Key_F11, Qt.KeyboardModifier.ShiftModifier)
    show("projector-ended")
    window.show_start()
    (practice_folder() / f"{lesson.id}-{NUMBER}.zcase").unlink()


def _practise(
    window: MainWindow, show: Show, lesson: Lesson, folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:  # fmt: skip
    """Be a participant who settles half, looks how it goes, and hands in a file."""
    window.lessons.room.begin(lesson, NUMBER)
    come(lambda: window.room)
    show("participant-begins")
    for _ in range(2):
        press(window, Qt.Key.Key_F2)
        until(lambda: not window.lessons.room._job.busy)
    show("hint")
    press(window, Qt.Key.Key_F4)
    score = window.lessons.room.score
    until(score.isVisible)
    score.seat.setText("1")
    show("score")
    file = folder / "1.zcresult"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(file), ""))
    score.keep.click()
    score.cards[0].chosen.emit(score.cards[0].value)
    show("mistake-shown")
    window.show_start()
    (practice_folder() / f"{lesson.id}-{NUMBER}.zcase").unlink()
    return file


def _collect(
    window: MainWindow, show: Show, trainer: TrainerRoom, lesson: Lesson, own: Path,
    folder: Path,
) -> list[Path]:  # fmt: skip
    """Collect the results of all, one of them a case, one altered, one typed."""
    files = [own]
    case = folder / "seat-5.zcase"
    *_, made = make_lesson(lesson, NUMBER, case)
    assert isinstance(made, MadeLesson)
    for seat in (2, 3, 4):
        without = [thing.id for thing in made.truth.things][: seat - 2]
        score = score_of(worked(made.case, made.truth, without), made.truth, 60 * seat)
        file = folder / f"{seat}.zcresult"
        file.write_bytes(file_of(code_of(result_of(score, lesson, seat), lesson)))
        files.append(file)
    altered = folder / "6.zcresult"
    altered.write_bytes(files[1].read_bytes()[:-6] + b"AAAAA\n")
    with open_case(case, writing=False) as stored:
        assert stored.case.practice is not None
    window.router.go(At("trainer", place=window.lessons.room.page._known.lessons))
    window.router.go(At("class"))
    show("class-empty")
    drop(trainer.results, *files, case, altered)
    _rested(trainer)
    assert there(trainer.results.table).rowCount() == len(files) + 1
    show("class")
    show("class-dark", Look.DARK)
    return files


def _discuss(
    window: MainWindow, show: Show, trainer: TrainerRoom, folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Show the class on the projector and keep it."""
    window.lessons.toggle_projector()
    window.router.go(At("class"))
    show("class-on-the-projector")
    trainer.results._area.verticalScrollBar().setValue(10_000)
    show("page-by-page-on-the-projector")
    window.lessons.toggle_projector()
    place = folder / "班.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(place), ""))
    trainer.results.primary.click()
    _rested(trainer)
    assert place.is_file()
    assert PEOPLE[1] not in (folder / "班.html").read_text("utf-8")
    shutil.copy(folder / "班.html", PICTURES.parent / "trainer-class.html")
    show("saved")
