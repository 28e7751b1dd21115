"""Esc goes back from every page, Tab goes from above to below, Delete takes what is chosen."""

import gc
import os
import pickle
import re
import signal
import subprocess
import sys
import weakref
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6 import QtWidgets
from PySide6.QtCore import QAbstractItemModel, QDate, QModelIndex, QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.batch.drawn import draw_people, write_roster
from tests.cases.made import laid_down
from tests.ui.conftest import NOTICE, OTHER_SLOT, SLOT, entered, focused, in_review, there, until
from tests.ui.places import PAGES as OF_CASE
from tests.ui.planned_batch import planned
from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case
from zcdesk.cli.app import run
from zcdesk.notices.files.loading import load_notice, notice_ids, notice_text
from zcdesk.notices.profile.entries import FactKind
from zcdesk.ui.app.arrival import Arrival
from zcdesk.ui.app.collecting import collect_after_closing, collect_what_is_due, spare_open_case
from zcdesk.ui.app.ending import ended_by_signals
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.interview.interview_page import ALL
from zcdesk.ui.interview.option_words import option_lines, quoted_sentences
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.fields.moment_field import MomentField
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.picture.covers import draw_cover
from zcdesk.ui.words.entries import CoverKind, WordEntry, entries
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.path.stops import Stop

PAGES: dict[str, Callable[[Room], None]] = {
    **{
        page: lambda room, page=page: room.router.go(At(page))  # type: ignore[misc]
        for page in OF_CASE
        if page not in ("identity", "upload")
    },
    "export": lambda room: room.router.go(At("export", part=SLOT)),
}


def _esc() -> None:
    focus = focused(QtWidgets.QWidget)
    QTest.keyClick(focus, Qt.Key.Key_Escape)


@pytest.mark.slow
def test_esc_goes_back_from_every_page_of_a_case(window: MainWindow, room: Room) -> None:
    for name, show in PAGES.items():
        show(room)
        assert not room.workspace.isVisible(), name
        for _ in range(4):  # review: the coach first; gallery, preparation: by way of review
            if not room.workspace.isVisible():
                _esc()
        assert room.workspace.isVisible(), name
        assert window.room is room, name
        _esc()
        assert window.room is room, name  # it never closes the case


@pytest.mark.slow
@pytest.mark.parametrize("name", ["settings", "notice"])
def test_esc_goes_back_to_the_start_page(window: MainWindow, name: str) -> None:
    window.router.go(At(name))
    _esc()
    assert window.start.isVisible()


def test_esc_drops_typed_words_only_when_it_is_pressed_again(window: MainWindow) -> None:
    window.new_case(NOTICE)
    _esc()
    assert window.start.isVisible()
    window.new_case(NOTICE)
    window.identity.name.setText("沈知遥")
    _esc()
    assert window.identity.isVisible()
    _esc()
    assert window.start.isVisible()


def test_tab_goes_through_name_and_employer_from_above_to_below(window: MainWindow) -> None:
    window.new_case(NOTICE)
    page = window.identity
    page.change(load_notice(NOTICE), Applicant("沈知遥", "云岭装备公司", former_employers=("旧",)))
    page._show_further(shown=True)
    more = next(one for one in page.aliases.findChildren(Button) if one.text())
    more.click()
    until(lambda: all(stop.isVisible() for stop in page.aliases.stops))
    page.name.setFocus()
    heights: list[int] = []
    column = there(page.name.parentWidget())
    while QtWidgets.QApplication.focusWidget() is not page.primary:
        focus = focused(QtWidgets.QWidget)
        heights.append(focus.mapTo(column, QPoint(0, 0)).y())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        assert len(heights) < 30
    assert heights == sorted(heights)
    assert len(heights) == 13
    lines = [one.placeholderText() for one in page.aliases.findChildren(QtWidgets.QLineEdit)]
    assert not any("拼音" in line for line in lines)  # the hint above says that it is not needed


def test_the_place_for_scans_is_in_sight_at_first(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1366, 690)
    window.new_case(NOTICE)
    qtbot.wait(50)
    scans = window.identity.scans
    until(lambda: scans.visibleRegion().boundingRect().height() == scans.height())


@pytest.mark.slow
def test_what_is_selected_in_one_slot_leaves_nothing_selected_in_another(room: Room) -> None:
    room.workspace.show_slot(SLOT)
    cards = room.workspace.area.cards
    cards[SLOT].tiles.select(1)
    cards[OTHER_SLOT].tiles.select(3)
    assert cards[SLOT].tiles.selected == ()
    cards[OTHER_SLOT].tiles.setFocus()
    QTest.keyClick(cards[OTHER_SLOT].tiles, Qt.Key.Key_Delete)
    assert 3 not in [page.number for page in room.session.case.pages]
    assert 1 in [page.number for page in room.session.case.pages]


@pytest.mark.slow
def test_the_number_of_a_cover_is_drawn_only_where_the_cover_is(room: Room) -> None:
    in_review(room, 1)
    page = room.session.case.page(1)
    one = entries(room.session.case, page)[0]
    assert isinstance(one, WordEntry)
    assert one.kind is not CoverKind.OPEN

    def painted(down: float) -> bool:
        image = QImage(600, 400, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        blank = image.copy()
        left, top = one.polygon[0]
        painter = QPainter(image)
        to_screen = QTransform.fromTranslate(100 - left, down - top)
        draw_cover(painter, one, to_screen, QRectF(image.rect()), selected=False, hovered=False)
        painter.end()
        return image != blank

    assert painted(50)
    assert not painted(-900)
    assert not painted(1500)


@pytest.mark.usefixtures("nowhere")
def test_esc_leaves_the_batch_table_and_its_people_stay(window: MainWindow, tmp_path: Path) -> None:
    draw_people(tmp_path / "材料")
    write_roster(tmp_path / "花名册.xlsx")
    batch = planned(window, tmp_path)
    batch._show_table()
    people = batch.work.people
    assert people
    _esc()
    assert window.start.isVisible()
    window.router.go(At("batch"))
    assert batch.work.people == people


@pytest.mark.slow
def test_a_question_for_a_day_has_a_calendar_whose_day_is_the_answer(room: Room) -> None:
    room.router.go(At("interview"))
    page = room.interview
    for fact in room.session.notice.facts:
        if fact.kind is FactKind.DATE:
            page.show_fact(fact.id)
            assert isinstance(page.line, MomentField)
            page.line.take_day(QDate(2024, 9, 2))
            assert page.line.text() == "2024-09-02"
            assert page.keep_line()
            assert dict(room.session.case.facts)[fact.id] == "2024-09-02"


CODE = re.compile(r"(?<![A-Za-z0-9])[A-Z]-?[0-9]{2}(?![0-9A-Za-z])")


def _words(window: QtWidgets.QWidget) -> Iterator[str]:
    """Yield what the widgets of a window show, say to a screen reader, and hint at."""
    for widget in window.findChildren(QtWidgets.QWidget):
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
        if isinstance(widget, QtWidgets.QLabel | QtWidgets.QAbstractButton | QtWidgets.QLineEdit):
            yield widget.text()
        if isinstance(widget, QtWidgets.QAbstractItemView) and widget.model() is not None:
            model: QAbstractItemModel = widget.model()
            for row in range(model.rowCount(QModelIndex())):
                index = model.index(row, 0)
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                    yield str(index.data(role) or "")


@pytest.mark.nightly
def test_no_page_of_a_case_shows_an_internal_code(window: MainWindow, room: Room) -> None:
    seen = 0

    def look(where: str) -> None:
        nonlocal seen
        for words in _words(window):
            seen += bool(words)
            assert not CODE.search(words), (where, words)

    for section in room.session.notice.sections:
        for slot in section.slots:
            room.workspace.show_slot(slot.id)
            look(slot.id)
    for name, show in PAGES.items():
        show(room)
        look(name)
    room.router.go(At("interview"))
    for fact in (*room.session.notice.facts, None):
        room.interview.show_fact(fact.id if fact is not None else ALL)
        look(fact.id if fact is not None else ALL)
    assert seen > 2000


@pytest.mark.nightly
def test_no_page_outside_of_a_case_shows_an_internal_code(window: MainWindow) -> None:
    for name in ("start", "settings", "batch"):
        window.router.go(At(name))
        assert [words for words in _words(window) if CODE.search(words)] == []
    window.router.go(At("notice"))
    intake, room = window.notices.intake, window.notices
    for notice_id in notice_ids():
        room.hand.steps = None
        intake.words.setPlainText("\n".join(notice_text(load_notice(notice_id))))
        intake.older.setCurrentIndex(intake.older.findData(notice_id))
        intake.primary.click()
        until(lambda: room.hand.steps is not None)
        for page in (room.four, room.tables):
            page.refresh()
            assert [words for words in _words(page) if CODE.search(words)] == [], notice_id


def test_no_question_of_any_notice_shows_an_internal_code() -> None:
    for notice_id in notice_ids():
        notice = load_notice(notice_id)
        for fact in notice.facts:
            told = (fact.question, fact.note, *quoted_sentences(notice, fact))
            lines = option_lines(notice, {}, fact.id).values()
            titles = (option.title for option in fact.options)
            for words in (*told, *lines, *titles):
                assert not CODE.search(words), (notice_id, fact.id, words)


WAYS = {
    "review": At("review", 3),
    "check": At("check"),
    "after": At("after"),
    "a section": At("sections", part="practice_evidence"),
}


@pytest.mark.slow
@pytest.mark.parametrize("change", [{"size": 120}, {"language": "en"}])
@pytest.mark.parametrize("where", WAYS)
def test_esc_leads_back_to_where_one_was(
    window: MainWindow, sorted_case: Case, tmp_path: Path, where: str, change: dict[str, object]
) -> None:
    room = entered(window, laid_down(tmp_path / "申报.zcase", sorted_case))
    room.router.go(WAYS[where])
    stood = room.way.whereabouts
    window.show_settings()
    preferences().set(**change)
    focus = focused(QtWidgets.QWidget)
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    until(lambda: window.room is not None)
    assert there(window.room).way.whereabouts == stood
    assert (stood.name == Stop.REVIEW) == (where == "review")
    assert window.router.currentWidget() is window.router.beneath


ROOT = Path(__file__).resolve().parents[3]
SHOWN = """
import sys
from PySide6.QtCore import QEventLoop
import zcdesk
from zcdesk.ui.keys.router import At
from zcdesk.ui.app.application import prepare_application
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.workers.pool import WorkerPool

application = prepare_application()
with WorkerPool(1) as pool:
    window = MainWindow(pool)
    window.show()
    application.processEvents()
    assert window.start.isVisible()
    window.show_help()
    print(*sorted(sys.modules))
    window.router.go(At("batch"))
    assert window.start.isVisible()  # it is loaded beside the window
    while window.start.isVisible():
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)
    window.close()
"""
HEAVY = {"pymupdf", "onnxruntime", "docx", "openpyxl", "cv2", "numpy", "fontTools"}


def ran(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a program of its own to its end."""
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **variables}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True)


@pytest.mark.nightly
def test_the_start_page_is_up_without_what_reads_and_writes_documents() -> None:
    """The batch, asked for at once, comes as soon as that is loaded."""
    told = ran("-c", SHOWN)
    assert told.returncode == 0, told.stderr
    loaded = set(told.stdout.split())
    assert "zcdesk.ui.start.start_page" in loaded
    assert not loaded & HEAVY


@pytest.mark.slow
def test_a_window_that_is_closed_while_the_rest_is_loaded_says_nothing() -> None:
    early = "import zcdesk; from zcdesk.ui.app.later import load_ahead; load_ahead()"
    run = ran("-c", early)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


PROGRAM = """
import threading
from zcdesk.ui.kit.preferences import preferences
reading = threading.Thread(target=preferences)
reading.start()
reading.join()
from zcdesk.ui.app.application import prepare_application
from zcdesk.ui.look import fonts
from zcdesk.ui.look.tokens import TypeRole
application = prepare_application()
before = fonts.points(TypeRole.BODY)
preferences().lend_size(200)
print(fonts.points(TypeRole.BODY) == 2 * before)
"""


def test_settings_that_another_thread_read_first_are_followed(tmp_path: Path) -> None:
    home = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(tmp_path))
    done = ran("-c", PROGRAM, **home)
    assert (done.returncode, done.stdout.strip()) == (0, "True"), done.stderr


def test_what_is_asked_for_while_a_thread_ends_is_not_lost(qtbot: QtBot, pool: WorkerPool) -> None:
    window = QtWidgets.QWidget()
    qtbot.addWidget(window)
    arrival, ends = Arrival(window, pool), Event()
    given: list[str] = []

    def first() -> Generator[str, None, None]:
        yield "first"
        ends.wait()

    assert arrival.load(first(), given.append)
    assert not arrival.load(giving("too early"), given.append)  # nothing has come yet
    until(lambda: given == ["first"])
    kept = arrival.load(giving("second"), given.append)
    ends.set()  # before anything may fail: no window goes while its thread waits
    assert kept
    until(lambda: given == ["first", "second"])


def giving(word: str) -> Generator[str, None, None]:
    yield word


DRAWING = """
import pickle, sys
import zcdesk
from zcdesk.ui.app.application import prepare_application
from zcdesk.ui.picture.pictures import Pictures
from zcdesk.workers.pool import WorkerPool

if __name__ == "__main__":
    prepare_application()
    page = pickle.load(open(sys.argv[1], "rb"))
    with WorkerPool(1) as pool:
        pictures = Pictures(pool)
        for side in (200, 300, 400, 500):
            pictures.get(page, side, side)
        pictures.close()
"""


@pytest.mark.nightly
def test_closing_while_drawing_leaves_no_shared_memory(read_case: Case, tmp_path: Path) -> None:
    kept, script = tmp_path / "page", tmp_path / "drawing.py"
    kept.write_bytes(pickle.dumps(read_case.page(1).page))
    script.write_text(DRAWING, encoding="utf-8")
    ended = ran(str(script), str(kept), PYTHONPATH=str(ROOT))
    assert ended.returncode == 0, ended.stderr
    assert "leaked" not in ended.stderr


def test_opening_a_case_that_is_gone_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["open", "没有这份.zcase"]) == 3
    assert "没有这份.zcase" in capsys.readouterr().err


COLLECTING = """
import sys, threading, weakref
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QLabel, QWidget
from zcdesk.ui.app.application import prepare_application

class Card(QWidget):
    def __init__(self):
        super().__init__()
        self.label = QLabel("", self)
        self.told = lambda: self.label

class Busy(QThread):
    def run(self):  # until something was collected, however quick the computer is
        for count in range(5_000_000):
            filled = [[] for _ in range(5)]
            filled.append(filled)
            if threads and count > 500_000:
                break

def shown_and_forgotten():
    for _ in range(5):
        weakref.finalize(Card(), lambda: threads.add(threading.get_ident()))

application, threads, busy, timer = prepare_application(), set(), Busy(), QTimer()
timer.timeout.connect(shown_and_forgotten)
timer.start(5)
busy.finished.connect(application.quit)
busy.start()
application.exec()
print(threads == {threading.get_ident()}, sys.getswitchinterval() < 0.001)
"""


class Kept:
    """Something that refers to itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.mark.nightly
def test_what_the_window_forgot_goes_in_its_thread_which_is_not_kept_waiting_by_a_busy_one() -> (
    None
):
    done = ran("-c", COLLECTING)
    assert (done.returncode, done.stdout.strip()) == (0, "True True")


def test_garbage_goes_while_the_window_waits() -> None:
    forgotten = [weakref.ref(Kept()) for _ in range(3000)]
    # Whichever generation is due: an older one takes the youngest along.
    until(lambda: not any(kept() for kept in forgotten))
    assert not gc.isenabled()


@pytest.mark.nightly
def test_an_open_case_is_never_walked_through_and_goes_when_it_is_closed() -> None:
    walks: list[int] = []

    def note(phase: str, told: dict[str, int]) -> None:
        if phase == "start":
            walks.append(told["generation"])

    collect_what_is_due()  # nothing of an earlier test is left to be walked through
    gc.freeze()
    spare_open_case()
    stays = [Kept() for _ in range(20_000)]
    forgotten = weakref.ref(stays[0])
    thresholds = gc.get_threshold()
    gc.set_threshold(1, 1, 1)
    gc.callbacks.append(note)
    try:
        for _ in range(12):
            filled = [Kept() for _ in range(20)]
            collect_what_is_due()
        assert set(walks) == {0, 1}, "what is young is collected, and nothing else"
        collect_after_closing()
        spare_open_case()  # the next person of the queue
        del stays, filled
        until(lambda: forgotten() is None)
        assert 2 in walks
        assert gc.get_freeze_count() > 0, "what was there before was not walked through"
    finally:
        gc.callbacks.remove(note)
        gc.set_threshold(*thresholds)
        collect_after_closing()


@pytest.mark.nightly
def test_all_is_walked_through_where_no_case_is_open_any_more() -> None:
    stays = [Kept() for _ in range(100)]
    forgotten = weakref.ref(stays[0])
    gc.freeze()
    del stays
    gc.collect()
    assert forgotten() is not None
    collect_after_closing()
    until(lambda: forgotten() is None)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks each window itself")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_to_end_closes_the_window(qtbot: QtBot, name: str) -> None:
    number = getattr(signal, name)
    application = QtWidgets.QApplication.instance()
    assert isinstance(application, QtWidgets.QApplication)
    before = signal.getsignal(number)
    window = QtWidgets.QWidget()
    qtbot.addWidget(window)
    window.show()
    with ended_by_signals(application):
        QTimer.singleShot(0, lambda: os.kill(os.getpid(), number))
        until(lambda: not window.isVisible())
    assert signal.getsignal(number) is before
