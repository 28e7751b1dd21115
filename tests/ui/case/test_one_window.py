"""Nothing of a case flashes up as a window of its own: it would take the keyboard away."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.cases.made import laid_down
from tests.ui.conftest import SLOT, entered
from tests.ui.places import PAGES
from tests.ui.walker import Walker
from zcdesk.cases.case import Case
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At


@pytest.mark.slow
def test_a_case_with_its_file_shows_every_page_inside_the_window(
    qtbot: QtBot, window: MainWindow, read_case: Case, tmp_path: Path
) -> None:
    walker = Walker(qtbot, window)
    room = entered(qtbot, window, laid_down(tmp_path / "申报.zcase", read_case))
    for section in room.session.notice.sections:
        room.workspace.show_key(section.id)
    for page in PAGES:
        if page != "upload":  # a window of its own, and asked for
            room.router.go(At(page))
    room.router.go(At("sections"))
    room.workspace.show_key("unsorted")
    room.workspace.show_slot(SLOT)
    room.router.go(At("export", part=SLOT))
    assert walker.shown.others == []
    assert QApplication.activeWindow() is window


def test_of_a_case_that_was_left_nothing_stays_behind(window: MainWindow, room: Room) -> None:
    """A part that a notice has no use for stood by itself, and lived until the program ended."""
    for page in PAGES:
        if page != "upload":
            room.router.go(At(page))
            assert _alone() == [window], page
    room.workspace.show_key("unsorted")  # the tray has no head, so no state stands in it
    assert _alone() == [window]
    window.leave_case()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    left = [one for one in QApplication.topLevelWidgets() if one is not window]
    assert [type(one).__name__ for one in left] == []
    assert window.room is None


def _alone() -> list[QWidget]:
    """Return what would be a window of its own when shown: it has no parent, and is no menu."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return [
        one
        for one in QApplication.topLevelWidgets()
        if one.parent() is None and one.windowType() is Qt.WindowType.Window
    ]


@pytest.mark.slow
def test_the_open_case_chosen_once_more_stays_open_and_can_be_changed(
    qtbot: QtBot, window: MainWindow, read_case: Case, tmp_path: Path
) -> None:
    path = laid_down(tmp_path / "申报.zcase", read_case)
    room = entered(qtbot, window, path)
    room.router.go(At("check"))
    window.open_path(tmp_path / "." / path.name)
    qtbot.wait(500)  # what would open it works beside the window
    assert window.room is room
    assert not room.session.read_only
    assert room.workspace.isVisible()
