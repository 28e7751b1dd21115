"""A trainer prepares a lesson, prints its papers, and puts a class together, all in the window."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from tests.program import ROOT
from tests.training.lessons.working import worked
from tests.ui.conftest import Note, come, drop, see, there, until
from tests.ui.look.test_few_words import clipped
from zcdesk.cases.file.store import open_case
from zcdesk.disk.own_folder import settings_file
from zcdesk.training.lessons.composing import Wish, as_file
from zcdesk.training.lessons.lesson import Lesson
from zcdesk.training.lessons.loading import lessons, lessons_folder, load_lesson
from zcdesk.training.lessons.making import MadeLesson, make_lesson, practice_folder
from zcdesk.training.lessons.results import Result, code_of, file_of, result_of
from zcdesk.training.lessons.scoring import score_of
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.finish import printing
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.look import fonts
from zcdesk.ui.look.theme import theme
from zcdesk.ui.look.tokens import Look, TypeRole
from zcdesk.ui.trainer.projector import SIZE, Projector
from zcdesk.ui.trainer.trainer_room import TrainerRoom

LESSON = load_lesson("find-the-missed")


@pytest.fixture
def trainer(window: MainWindow) -> TrainerRoom:
    """The trainer's side, entered as a person does."""
    window.router.go(At("lessons"))
    until(lambda: bool("room" in vars(window.lessons) and window.lessons.room.page.cards))
    until(lambda: not window._arrival._job.busy)
    window.lessons.room.page.trainer.click()
    room = window.lessons.trainer
    assert room.page.isVisible()
    return room


def rested(room: TrainerRoom) -> None:
    until(lambda: not room._job.busy)


def code(seat: int, found: int) -> str:
    things = frozenset(map(str, range(1, found + 1)))
    made = Result(LESSON.id, 2718, seat, things, 0, 1, 0, 12, 0, 10 * found)
    return code_of(made, LESSON)


def said(room: TrainerRoom) -> str:
    return "\n".join(one.accessibleName() for one in room.results.findChildren(QLabel))


@pytest.mark.slow
def test_the_way_back_is_by_the_lessons_to_start(window: MainWindow, trainer: TrainerRoom) -> None:
    QTest.keyClick(trainer.page, Qt.Key.Key_Escape)
    until(window.lessons.room.page.isVisible)
    QTest.keyClick(window.lessons.room.page, Qt.Key.Key_Escape)
    assert window.start.isVisible()


@pytest.mark.slow
def test_papers_are_written_for_the_number_with_the_names_and_opened_to_be_printed(
    trainer: TrainerRoom, outside: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "BROWSER_PRINTS", True)
    page = trainer.page
    page.lesson.setCurrentIndex([lesson.id for lesson in lessons()].index(LESSON.id))
    page.number.clear()
    QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert page.number.hasFocus()  # without a number nothing is written
    assert not trainer._job.busy
    page.number.setText("2718")
    page.names.setPlainText("古丽、张三\n李四")
    assert "3 位学员" in page._counted.accessibleName()
    QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    rested(trainer)
    paper = practice_folder() / f"trainer-{LESSON.id}-2718.html"
    assert outside == [paper]
    text = paper.read_text("utf-8")
    assert "<td>3</td><td>李四</td>" in text
    assert text.count("<h3>") == len(LESSON.traps)
    for words in ("Shift+F11", "F2", "双击", "没有框，不等于没有字"):  # keys, and what to say
        assert words in text
    paper.unlink()


@pytest.mark.slow
def test_a_case_is_kept_in_a_folder_that_was_chosen_and_never_over_another(
    trainer: TrainerRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(tmp_path))
    trainer.keep_case(load_lesson("text-fields"), 31)
    rested(trainer)
    case = tmp_path / "text-fields-31.zcase"
    before = case.read_bytes()
    assert case.name in trainer.page._said.accessibleName()
    trainer.keep_case(load_lesson("text-fields"), 31)
    rested(trainer)
    assert case.read_bytes() == before
    assert "text-fields-31.zcase" in trainer.page._said.accessibleName()
    assert trainer.page._said.property("tone") == "miss"


@pytest.mark.nightly
def test_a_lesson_is_put_together_by_ticking_and_is_chosen_in_the_list_at_once(
    trainer: TrainerRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer.router.go(At("compose"))
    rested(trainer)
    page = trainer.compose
    assert page.title.hasFocus()
    page.primary.click()
    rested(trainer)
    assert "课名" in page._said.accessibleName()  # nothing is ticked yet
    pages = {box.part: box for box in page.pages}
    traps = {box.part: box for box in page.traps}
    for _ in range(2):
        QTest.keyClick(pages["special"], Qt.Key.Key_Space)
    QTest.keyClick(traps["unfound-seal"], Qt.Key.Key_Right)
    page.title.setText("新人入门")
    page.primary.click()
    rested(trainer)
    assert "没有合适的页" in page._said.accessibleName()
    QTest.mouseClick(pages["statement"], Qt.MouseButton.LeftButton, pos=QPoint(12, 16))
    assert "3 页" in page._counted.accessibleName()
    page.primary.click()
    rested(trainer)
    assert trainer.page.isVisible()
    chosen = there(trainer.page.chosen)
    assert chosen.title.zh == "新人入门"
    assert chosen.page_count == 3
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(tmp_path))
    trainer.keep_case(chosen, 7)
    rested(trainer)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [f"{chosen.id}-7.zcase", f"{chosen.id}.yaml"]
    (lessons_folder() / f"{chosen.id}.yaml").unlink()


@pytest.mark.slow
def test_space_counts_on_to_the_most_and_back_to_none(trainer: TrainerRoom) -> None:
    trainer.router.go(At("compose"))
    rested(trainer)
    box = next(each for each in trainer.compose.pages if each.part == "public")
    seen = []
    for _ in range(4):
        QTest.keyClick(box, Qt.Key.Key_Space)
        seen.append((box.count, box.isChecked()))
    assert seen == [(1, True), (2, True), (3, True), (0, False)]
    QTest.keyClick(box, Qt.Key.Key_Left)
    assert box.count == 0
    assert "0" in box.accessibleName()


@pytest.mark.slow
def test_dropped_results_become_a_table_or_are_told(trainer: TrainerRoom, tmp_path: Path) -> None:
    for seat in (1, 2, 3):
        (tmp_path / f"{seat}.zcresult").write_bytes(file_of(code(seat, seat)))
    altered = code(4, 4)
    altered = altered[:5] + ("A" if altered[5] != "A" else "B") + altered[6:]
    (tmp_path / "4.zcresult").write_bytes(file_of(altered))
    trainer.page.names.setPlainText("古丽\n张三\n李四")
    trainer.router.go(At("class"))
    page = trainer.results
    drop(page, *sorted(tmp_path.iterdir()))
    rested(trainer)
    table = there(page.table)
    cells = [
        [item.text() if (item := table.item(row, at)) else "" for at in range(table.columnCount())]
        for row in range(table.rowCount())
    ]
    assert [(*row[:2], row[3]) for row in cells] == [
        ("1", "古丽", "10"), ("2", "张三", "20"), ("3", "李四", "30"),
    ]  # fmt: skip
    words = said(trainer)
    assert "4.zcresult" in words
    assert "改过" in words
    assert "3 人中有 3 人漏掉" in words
    page.codes.setPlainText(code(3, 3).lower())
    page.take.click()
    rested(trainer)
    assert "已经收过" in said(trainer)
    assert there(page.table).rowCount() == 3
    assert page.codes.toPlainText() == ""


@pytest.mark.slow
def test_the_class_is_kept_as_a_workbook_and_a_page_without_any_name(
    trainer: TrainerRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer.page.names.setPlainText("古丽")
    trainer.router.go(At("class"))
    QTest.keyClick(trainer.results, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "还没有成绩" in trainer.results._said.accessibleName()
    trainer.collect((), code(1, 5))
    rested(trainer)
    place = tmp_path / "班.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(place), ""))
    trainer.results.primary.click()
    rested(trainer)
    sheet = load_workbook(place).worksheets[0]
    assert [cell.value for cell in sheet[2]][::2][:2] == [1, 50]
    text = (tmp_path / "班.html").read_text("utf-8")
    assert "古丽" not in text
    assert LESSON.title.zh in text
    trainer.results.empty.click()
    assert trainer.results.table is None


def test_a_lesson_that_was_handed_over_is_taken_and_a_broken_one_told_by_its_line(
    window: MainWindow, trainer: TrainerRoom, tmp_path: Path
) -> None:
    room = window.lessons.room
    content = as_file("ours", Wish("我们的课", "", 10, LESSON, {"pledge": 1}, {"double": 1}))
    (tmp_path / "ours.yaml").write_bytes(content)
    (tmp_path / "broken.yaml").write_bytes(content.replace(b"pledge", b"pladge"))
    room.page.given.emit(tmp_path / "broken.yaml")
    until(lambda: not room._job.busy)
    assert "pladge" in room.page._said.accessibleName()
    room.page.given.emit(tmp_path / "ours.yaml")
    until(lambda: not room._job.busy)
    assert "ours" in room.page.cards
    (lessons_folder() / "ours.yaml").unlink()


SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(
    window: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, held)


def has_keyboard(window: MainWindow) -> bool:
    """Bring the window to the front; tell whether keys reach it and no window of another test."""
    window.activateWindow()
    focus, popup = QApplication.focusWidget(), QApplication.activePopupWidget()
    if popup is not None:  # it would take the keys of the whole program
        popup.close()
        return False
    return QApplication.activeWindow() is window and focus is not None and focus.window() is window


def begin(window: MainWindow) -> Projector:
    """Begin the mode by its key; a key that another window of the run took is pressed again."""
    mode = window.lessons.projector

    def begun() -> bool:
        if not mode.on and has_keyboard(window):
            press(window, Qt.Key.Key_F11, SHIFT)
        return mode.on

    until(begun)
    return mode


@pytest.fixture
def projector(window: MainWindow, room: Room) -> Iterator[Projector]:
    """The mode, begun by its key, over an open case."""
    made = begin(window)
    yield made
    made.end()


@pytest.mark.nightly
def test_the_mode_makes_text_larger_until_it_ends(window: MainWindow, room: Room) -> None:
    usual, kept = fonts.points(TypeRole.BODY), preferences().settings
    mode = begin(window)
    assert fonts.points(TypeRole.BODY) == pytest.approx(usual * SIZE / 100)
    press(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert fonts.points(TypeRole.BODY) > usual * SIZE / 100
    assert preferences().settings == kept
    assert not settings_file().exists() or f'"size": {SIZE}' not in settings_file().read_text()
    press(window, Qt.Key.Key_F11, SHIFT)
    assert not mode.on
    assert fonts.points(TypeRole.BODY) == usual


def test_closing_the_window_ends_the_mode(window: MainWindow, projector: Projector) -> None:
    window.close()
    assert not projector.on
    assert preferences().size == preferences().settings.size


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
    record_property: Note,
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
    rested(trainer)
    page = trainer.compose
    page.primary.click()
    rested(trainer)
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
    rested(trainer)
    lesson = there(trainer.page.chosen)
    assert (lesson.page_count, len(lesson.traps)) == (5, 4)
    trainer.page.number.setText(str(NUMBER))
    trainer.page.names.setPlainText("\n".join(PEOPLE))
    show("lesson-kept")
    press(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    rested(trainer)
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
    for _ in range(2):  # the first says what it costs
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
    rested(trainer)
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
    rested(trainer)
    assert place.is_file()
    assert PEOPLE[1] not in (folder / "班.html").read_text("utf-8")
    shutil.copy(folder / "班.html", PICTURES.parent / "trainer-class.html")
    show("saved")
