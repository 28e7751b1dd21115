"""One read case for all tests of the window: reading is what costs time."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.cases.made import laid_down
from tests.patient import come as come
from tests.patient import there as there
from tests.patient import until as until
from tests.settings_kept import settings_written
from tests.ui.drawn import APPLICANT, draw_page, draw_scans
from tests.ui.pressing import Presser, looking_outside
from zcdesk.applicant import Target
from zcdesk.cases.acts import deciding
from zcdesk.cases.case import Answer, Case
from zcdesk.cases.file.store import open_case
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.last_folder import last_folder
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.look import fonts
from zcdesk.ui.look.tokens import TypeRole
from zcdesk.ui.review.review_page import ReviewPage
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.case_files import examine_stored
from zcdesk.workflow.case.examining import examine
from zcdesk.workflow.case.importing import add_scans
from zcdesk.workflow.case.session_readings import SessionReadings

Widget = TypeVar("Widget", bound=QWidget)

NOTICE = "region-senior-2024"
SLOT, OTHER_SLOT = "practice_evidence", "achievement_evidence"
"""Two slots of that notice, in its order."""
READING = 120_000
"""Milliseconds that a slow computer may take to read the few pages."""
Press = Callable[..., None]
Note = Callable[[str, object], None]
"""Notes a figure of a run, as ``record_property`` does."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let any warning of Qt fail a test of the window."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", "raise", "grabbing"))


@pytest.fixture(scope="session", autouse=True)
def _drawn_with_the_shipped_fonts(qapp: QApplication) -> Iterator[None]:
    """Draw with the program's own letters, whatever else is installed on the computer."""
    kept = (fonts.families, fonts.weight, fonts.font, fonts.metrics, fonts.elided)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(fonts, "SYSTEM_FAMILIES", ())
        for one in kept:
            one.cache_clear()
        qapp.setFont(fonts.font(TypeRole.BODY))
        yield


@pytest.fixture(scope="module", autouse=True)
def _collected_in_this_thread(qapp: QApplication) -> Iterator[None]:
    """Leave no garbage of the window to tests of other things, which collect in any thread."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def _settings_are_given_back(qapp: QApplication) -> Iterator[None]:
    """Leave the settings as they were: language, look, size, folders, cases opened last.

    On the disk as well: what is still being written would come into the next test's home folder.
    Windows go first: between two tests no loop of events runs that deletes them, and each that is
    left over takes part in every change of look, and in what is done by the next.
    """
    before = preferences().settings
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    preferences().lend_size(None)
    last_folder.forget()
    preferences().set(**before.model_dump())
    settings_written()


@pytest.fixture(scope="session")
def scans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw_scans(tmp_path_factory.mktemp("scans") / "扫描件")


@pytest.fixture(scope="session")
def waiting_case(scans: Path) -> Case:
    """A case whose pages have not been read."""
    targets = frozenset((Target.NAME, Target.EMPLOYER))
    return add_scans(Case(NOTICE, APPLICANT, targets), [scans])


@pytest.fixture(scope="session")
def readings() -> SessionReadings:
    """What was read of the pages of ``read_case``."""
    return SessionReadings()


@pytest.fixture(scope="session")
def read_case(pool: WorkerPool, waiting_case: Case, readings: SessionReadings) -> Case:
    """The same case, read once for all tests."""
    return waiting_case.with_pages(list(examine(pool, waiting_case, readings)))


def draw_read_case(pool: WorkerPool, folder: Path, pages: Mapping[str, Sequence[str]]) -> Path:
    """Draw pages of these lines, and return the file of a case in which they were read."""
    for name, lines in pages.items():
        draw_page(folder / name, lines)
    targets = frozenset((Target.NAME, Target.EMPLOYER))
    path = folder / "申报.zcase"
    case = add_scans(Case(NOTICE, APPLICANT, targets), [folder], SLOT)
    with open_case(laid_down(path, case)) as stored:
        list(examine_stored(pool, stored))
    return path


@pytest.fixture
def window(qtbot: QtBot, pool: WorkerPool) -> Iterator[MainWindow]:
    made = MainWindow(pool)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    yield made
    made.close()


@pytest.fixture
def presser(window: MainWindow, nowhere: Path) -> Iterator[Presser]:
    window.resize(1366, 900)
    before = preferences().settings
    with looking_outside() as outside:
        yield Presser(window, outside)
    preferences().set(**before.model_dump())


@pytest.fixture
def review(window: MainWindow, read_case: Case) -> ReviewPage:
    """The review page of the read case, with its first picture on screen."""
    return in_review(opened(window, read_case))


@pytest.fixture
def sorted_case(read_case: Case) -> Case:
    """The read case with its pages in two slots, one left in the tray."""
    slots = {1: SLOT, 2: SLOT, 3: OTHER_SLOT, 4: OTHER_SLOT}
    pages = tuple(replace(page, slot=slots.get(page.number, "")) for page in read_case.pages)
    return replace(read_case, pages=pages)


@pytest.fixture
def room(window: MainWindow, sorted_case: Case) -> Room:
    """The room of the sorted case, at its sections."""
    return opened(window, sorted_case)


def opened(window: MainWindow, case: Case) -> Room:
    window.open_case(case)
    return there(window.room)


def entered(window: MainWindow, path: Path) -> Room:
    """Open a case file in the window and return its room."""
    window.open_path(path)
    return come(lambda: window.room)


def focused(kind: type[Widget]) -> Widget:
    """Return what has the keyboard, which is of that kind."""
    widget = QApplication.focusWidget()
    assert isinstance(widget, kind)
    return widget


def confirm_pages(room: Room, *numbers: int) -> None:
    """Answer the page's question with no and confirm it, for each of these pages."""
    for number in numbers:
        room.session.current = number
        room.session.act(deciding.answer(room.session.case, number, Answer.NO))
        room.session.act(deciding.confirm(room.session.case, number))


def in_review(room: Room, number: int = 0) -> ReviewPage:
    """Show a page in the review, 0 for that in hand, and return the review with its picture."""
    room.router.go(At("review", number))
    see(room.review)
    return room.review


def see(page: ReviewPage) -> None:
    until(lambda: page.canvas.view.painted)


def drop(on: QWidget, *paths: Path) -> None:
    """Let files fall on a part of the window."""
    told = QMimeData()
    told.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    where, left = QPointF(on.rect().center()), Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    on.dropEvent(QDropEvent(where, Qt.DropAction.CopyAction, told, left, none))


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What was opened outside of the program, which is not done."""
    opened: list[Path] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile()))
    )
    return opened


@pytest.fixture
def press() -> Press:
    """Press a key where the focus is, as a person does."""

    def press_key(key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        focus = QApplication.focusWidget()
        assert isinstance(focus, QWidget)
        QTest.keyClick(focus, key, modifiers or Qt.KeyboardModifier.NoModifier)

    return press_key


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Leave no way out of the program; return where packages would lie."""
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([], ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: ("", ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: "")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda *_a: True)
    monkeypatch.setattr(type(preferences()), "package_folder", tmp_path / "packages")
    return tmp_path / "packages"
