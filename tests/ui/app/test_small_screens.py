"""The window opens inside the screen that it has, where it was, and at the page that was open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import come, draw_read_case, entered, until
from zcdesk.doctor.check import DoctorScreen
from zcdesk.ui.app.main_window import USUAL, MainWindow
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.kit.settings import WindowPlace
from zcdesk.ui.start.recent_card import RecentCard
from zcdesk.ui.support import screens
from zcdesk.ui.support.screens import kept_place
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.path.stops import Stop

DESK = QRect(0, 0, 1920, 1040)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    preferences().set(window=None, recent=())
    yield
    preferences().set(window=None, recent=())


def opened(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, pool: WorkerPool, screen: DoctorScreen | None
) -> MainWindow:
    """Open the window on a screen."""
    monkeypatch.setattr(screens, "screen_seen", lambda: screen)
    desk = QRect(0, 0, screen.width, screen.height) if screen else QRect()
    monkeypatch.setattr(screens, "desks_seen", lambda: (desk,))
    window = MainWindow(pool)
    qtbot.addWidget(window)
    return window


@pytest.mark.slow
@pytest.mark.parametrize(
    ("screen", "size", "maximised"),
    [
        (DoctorScreen(1024, 768, 100, chinese=True), (1024, 768), True),
        (DoctorScreen(1366, 728, 100, chinese=True), (1366, 728), True),
        (DoctorScreen(1366, 768, 100, chinese=True), USUAL, True),
        (DoctorScreen(960, 540, 200, chinese=True), (960, 540), True),
        (DoctorScreen(683, 384, 200, chinese=True), (683, 384), True),
        (DoctorScreen(1920, 1040, 100, chinese=True), USUAL, False),
        (None, USUAL, False),
    ],
    ids=["small", "taskbar", "no room for the title", "scaled", "200 %", "large", "none"],
)
def test_the_window_opens_as_usual_or_fills_a_screen_that_is_smaller(
    screen: DoctorScreen | None, size: tuple[int, int], maximised: bool, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch, pool: WorkerPool,
) -> None:  # fmt: skip
    window = opened(qtbot, monkeypatch, pool, screen)
    assert bool(window.windowState() & Qt.WindowState.WindowMaximized) == maximised
    assert window.minimumWidth() <= size[0]
    assert window.minimumHeight() <= size[1]
    if not maximised:
        window.show()
        assert (window.width(), window.height()) == size
        window.close()


@pytest.mark.slow
def test_the_window_opens_again_where_it_was_closed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, pool: WorkerPool
) -> None:
    large = DoctorScreen(1920, 1040, 100, chinese=True)
    window = opened(qtbot, monkeypatch, pool, large)
    window.show()
    window.setGeometry(200, 100, 1200, 700)
    window.close()
    again = opened(qtbot, monkeypatch, pool, large)
    assert again.geometry() == QRect(200, 100, 1200, 700)


@pytest.mark.parametrize(
    ("kept", "found"),
    [
        ((200, 100, 1200, 700), (200, 100, 1200, 700)),
        ((1500, 600, 1200, 700), (720, 340, 1200, 700)),
        ((0, 0, 2560, 1400), (0, 0, 1920, 1040)),
        ((-3000, 0, 1200, 700), None),
        ((1900, 0, 1200, 700), None),
    ],
    ids=["as it was", "half outside", "a smaller screen", "a screen that is gone", "at the rim"],
)
def test_a_place_that_is_kept_is_moved_and_cut_to_a_screen_of_today(
    kept: tuple[int, int, int, int], found: tuple[int, int, int, int] | None
) -> None:
    left, top, width, height = kept
    place = kept_place(WindowPlace(left=left, top=top, width=width, height=height), (DESK,))
    assert place == (None if found is None else QRect(*found))


@pytest.mark.slow
def test_enter_on_the_start_page_goes_on_with_the_last_case_at_its_last_page(
    window: MainWindow, pool: WorkerPool, tmp_path: Path
) -> None:
    pages = {"a.png": ("荣誉证书",), "b.png": ("聘任证书",)}
    room = entered(window, draw_read_case(pool, tmp_path, pages))
    room.session.current = 2
    room.router.go(At("review"))
    window.show_start()
    until(lambda: not window._arrival._job.busy)  # the thread that opened it ends
    assert window.start.primary.text() == "继续复核 2 页"
    focus = QApplication.focusWidget()
    assert isinstance(focus, RecentCard), focus
    QTest.keyClick(focus, Qt.Key.Key_Return)
    again = come(lambda: window.room)
    assert again.review.isVisible()
    assert again.session.current == 2
    again.workspace.show_key("unsorted")
    again.way.go_to(Stop.SORT)
    window.show_start()
    until(lambda: not window._arrival._job.busy)
    assert preferences().settings.recent[0].where == "归类"
    window.start.primary.click()
    until(lambda: window.room is not None)
    assert window.room is not None
    assert window.room.workspace.isVisible()
    assert window.room.workspace.key == "unsorted"
    window.show_start()
    window.start.choose("etdz-2024")
    assert window.start.primary.text() == "新建这份申报"
