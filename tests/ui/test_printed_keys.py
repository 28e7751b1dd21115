"""On every page of the window the printed key does the printed thing, wherever the focus is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import NOTICE, confirm_pages, focused, there, until
from tests.ui.printed_keys import begins_well, fields_hold, keys_hold
from tests.ui.test_enter_and_tab import (
    DIALOGS,
    ELSEWHERE,
    SCREENS,
    WINDOW_SCREENS,
    pages_of_the_window,
    show_export,
    show_return,
)
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.beginning import in_bar
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.kit.settings import Recent

NOT_YET = {"return of several people"}
"""Where Enter in a line does nothing: it would note returns of several people at once."""

seen: set[str] = set()
"""Pages that were walked in this run."""


@pytest.mark.slow
@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize("screen", [*SCREENS, "a return"])
def test_of_a_case_the_printed_key_does_it(window: MainWindow, room: Room, screen: str) -> None:
    confirm_pages(room, 1)
    SCREENS.get(screen, show_return)(room)
    seen.add(type(window.router.currentWidget()).__name__)
    begins_well(window)
    keys_hold(window)
    if screen not in NOT_YET:
        fields_hold(window)


@pytest.mark.slow
@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize("screen", WINDOW_SCREENS)
def test_outside_of_a_case_the_printed_key_does_it(window: MainWindow, screen: str) -> None:
    WINDOW_SCREENS[screen](window)
    until(lambda: not window._arrival._job.busy)
    QApplication.processEvents()  # what is put into a page that is shown is shown a turn later
    seen.add(type(window.router.currentWidget()).__name__)
    begins_well(window)
    keys_hold(window)
    if screen not in NOT_YET:
        fields_hold(window)


@pytest.mark.slow
@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize("name", DIALOGS)
def test_in_a_window_of_its_own_the_printed_key_does_the_printed_thing(
    qtbot: QtBot, window: MainWindow, room: Room, name: str
) -> None:
    dialog = DIALOGS[name](room, window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    until(lambda: QApplication.activeWindow() is dialog)
    seen.add(type(dialog).__name__)
    begins_well(dialog)
    keys_hold(dialog)
    if name not in NOT_YET:
        fields_hold(dialog)
    dialog.close()


def test_every_page_of_the_window_was_walked() -> None:
    """Of those with people at hand, tests of ``ui/batch`` and ``ui/lessons`` see to it."""
    if os.environ.get("PYTEST_XDIST_WORKER") or len(seen) < len(SCREENS) // 2:
        pytest.skip("only where all walks ran before it, in one process")
    assert pages_of_the_window() - seen <= ELSEWHERE


@pytest.mark.slow
def test_after_the_settings_enter_goes_on_with_the_start_page(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    preferences().set(recent=(Recent(path="/a/一.zcase", notice=NOTICE, title="一"),))
    window.show_start()
    window.show_settings()
    begins_well(window)
    window.show_settings()
    begins_well(window)
    wanted: list[str] = []
    window.router.add("listed", lambda at: wanted.append(at.part))
    QTest.keyClick(focused(QWidget), Qt.Key.Key_Return)
    assert wanted == ["/a/一.zcase"]


def test_the_filled_button_of_the_start_page_says_what_enter_does(window: MainWindow) -> None:
    stops = (*[("done", "nothing", 0, 0)] * 3, ("needs_person", "left", 6, 0),
             *[("open", "nothing", 0, 0)] * 3)  # fmt: skip
    cases = tuple(
        Recent(path=f"/{n}/案卷{n}.zcase", notice=NOTICE, title="一", stops=stops, stop="review")
        for n in (1, 2)
    )
    preferences().set(recent=cases)
    window.show_start()
    start = window.start
    assert start.primary.text() == "继续复核 6 页"
    start._recent[1].setFocus(Qt.FocusReason.TabFocusReason)
    assert start.primary.text() == "打开“案卷2”"
    start._unfold()
    notice = next(iter(start._cards))
    start._cards[notice].setFocus(Qt.FocusReason.TabFocusReason)
    assert start.primary.text() == "新建这份申报"
    assert start.primary.printed_key == "Enter"
    wanted: list[str] = []
    start.notice_chosen.disconnect(window.new_case)
    start.notice_chosen.connect(wanted.append)
    QTest.keyClick(start._cards[notice], Qt.Key.Key_Return)
    assert wanted == [notice]


@pytest.mark.slow
def test_the_last_answer_about_employers_leaves_enter_to_the_filled_button(room: Room) -> None:
    room.router.go(At("organisations"))
    page = room.organisations
    left: list[bool] = []
    room.router.currentChanged.connect(lambda _index: left.append(True))
    for _ in range(len(page.cards) + 1):
        QTest.keyClick(focused(QWidget), Qt.Key.Key_Return)
    assert page.primary.text() != "就这样" or left


@pytest.mark.slow
def test_a_second_press_stops_no_export(window: MainWindow, room: Room, nowhere: Path) -> None:
    confirm_pages(room, 1, 2)
    show_export(room)
    export = room.export
    begun = focused(Button)
    QTest.keyClick(begun, Qt.Key.Key_Space)
    assert export.is_writing
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        focus = focused(QWidget)
        assert focus is not export.stop
        assert not in_bar(focus)
        QTest.keyClick(focus, key)
    run = there(export._job._run)
    assert not run.job.isInterruptionRequested()
    foot = there(room.check.primary.parentWidget())
    assert not foot.isAncestorOf(export.stop)
    export.stop.click()
    until(lambda: not export.is_writing)
