"""Long work that ends while another program is in front is told once, by the system, of nobody."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import SLOT, confirm_pages, opened
from tests.ui.drawn import APPLICANT
from zcdesk.cases.case import Case
from zcdesk.cases.upload_route import Route
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.keys.router import At


class Platform:
    """The edge of the desktop: which window it has in front, what it was asked to show."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.front: QWidget | None = None
        self.shows = True
        self.said: list[str] = []
        self.flashed: list[QWidget] = []
        self.icons: list[QSystemTrayIcon] = []


@pytest.fixture
def platform(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Platform:
    """A desktop where another program is in front."""
    edge = Platform(window)
    monkeypatch.setattr(QApplication, "activeWindow", lambda: edge.front)
    monkeypatch.setattr(QApplication, "alert", edge.flashed.append)
    for asked in ("isSystemTrayAvailable", "supportsMessages"):
        monkeypatch.setattr(QSystemTrayIcon, asked, lambda: edge.shows)
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda _, __, words, *___: edge.said.append(words)
    )
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda icon: edge.icons.append(icon))
    monkeypatch.setattr(QSystemTrayIcon, "hide", lambda icon: edge.icons.remove(icon))
    return edge


@pytest.mark.parametrize("shows", [True, False])
def test_a_reading_that_ends_behind_is_told_once_and_names_nobody(
    qtbot: QtBot, window: MainWindow, waiting_case: Case, platform: Platform, shows: bool
) -> None:
    platform.shows = shows
    room = opened(window, replace(waiting_case, pages=waiting_case.pages[:2]))
    qtbot.waitUntil(lambda: not room.session.overview.waiting)
    qtbot.waitUntil(lambda: not room.session.is_reading)
    assert platform.said == (["都认完了，可以接着做了。"] if shows else [])
    assert platform.flashed == ([] if shows else [window])
    assert not any(APPLICANT.name in words for words in platform.said)
    assert len(platform.icons) == shows
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert not platform.icons


@pytest.mark.parametrize("behind", [True, False])
def test_an_export_is_told_only_while_another_program_is_in_front(
    qtbot: QtBot,
    window: MainWindow,
    sorted_case: Case,
    platform: Platform,
    tmp_path: Path,
    behind: bool,
) -> None:
    pages = tuple(page for page in sorted_case.pages if page.number in (1, 2))
    room = opened(window, replace(sorted_case, pages=pages, route=Route.COVERED))
    platform.front = None if behind else window
    platform.said.clear()
    confirm_pages(room, 1, 2)
    room.router.go(At("export", part=SLOT))
    room.export.put_into(tmp_path)
    room.check.primary.click()
    qtbot.waitUntil(lambda: room.export.result.done is not None)
    assert platform.said == (["导出好了。"] if behind else [])
