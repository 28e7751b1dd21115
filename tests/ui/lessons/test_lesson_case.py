"""A lesson in the window: begun by a number, seen to be practice, apart from the real cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.lessons.conftest import NUMBER
from zcdesk.training.lessons.making import practice_folder
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.preferences import preferences


@pytest.mark.slow
def test_a_lesson_is_begun_from_the_start_page_with_a_number_and_opens_at_the_work(
    qtbot: QtBot, window: MainWindow
) -> None:
    links = window.start.findChildren(Button)
    (door,) = [link for link in links if "练习与培训" in link.accessibleName()]
    QTest.keyClick(door, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool("room" in vars(window.lessons) and window.lessons.room.page.cards))
    qtbot.waitUntil(lambda: not window._arrival._job.busy)
    page = window.lessons.room.page
    assert len(page.cards) >= 10
    page.cards["text-fields"].chosen.emit("text-fields")
    QTest.keyClick(page.primary, Qt.Key.Key_Return)
    assert page.number.hasFocus()  # without a number nothing is made
    QTest.keyClicks(page.number, "31")
    QTest.keyClick(page.number, Qt.Key.Key_Return)
    path = practice_folder() / "text-fields-31.zcase"
    qtbot.waitUntil(lambda: window.room is not None)
    assert path.exists()
    assert window.room is not None
    practice = window.room.session.case.practice
    assert practice is not None
    assert practice.began is not None
    assert practice.number == 31
    assert "已截止" not in window.room.workspace.bar._days.accessibleName()
    window.close()
    path.unlink()


@pytest.mark.slow
def test_every_page_of_a_practice_case_says_so_in_words_and_the_window_too(
    window: MainWindow, lesson_room: Room
) -> None:
    strip = window.lessons.room.strip
    for name in ("sections", "review", "gallery", "check", "after", "identity"):
        lesson_room.router.go(At(name))
        assert strip.isVisible()
        assert "练习" in strip.accessibleName()
        assert str(NUMBER) in strip.title.accessibleName()
    assert "练习" in window.windowTitle()
    window.show_start()
    assert not strip.isVisible()
    assert "练习" not in window.windowTitle()


def test_a_lesson_counts_its_own_days_and_a_return_its_own_hours(
    window: MainWindow, lesson_room: Room
) -> None:
    session = lesson_room.session
    practice = session.case.practice
    assert practice is not None
    assert timedelta() <= session.moment - practice.today < timedelta(hours=1)
    lesson_room.router.go(At("after"))
    page = lesson_room.round.page
    assert "为止" in page._clock.accessibleName()
    assert "已过" not in page._clock.accessibleName()


@pytest.mark.slow
def test_a_lesson_leaves_no_trace_among_the_cases_opened_last_and_is_listed_as_begun(
    qtbot: QtBot, window: MainWindow, lesson_room: Room, lesson_path: Path
) -> None:
    before = preferences().settings.recent
    window.leave_case()
    assert window.room is None
    qtbot.waitUntil(lambda: bool(window.lessons.room.page.cards))
    assert preferences().settings.recent == before
    page = window.lessons.room.page
    assert page.isVisible()
    go = [one for one in page.findChildren(Button) if one.text() == f"继续 {NUMBER}"]
    assert len(go) == 1
    go[0].click()
    qtbot.waitUntil(lambda: window.room is not None)
    assert window.session is not None
    assert window.session.path == lesson_path


@pytest.mark.slow
def test_begin_anew_asks_once_and_then_makes_the_case_as_it_was(
    qtbot: QtBot, window: MainWindow, lesson_room: Room, lesson_path: Path
) -> None:
    session = lesson_room.session
    session.act(replace(session.case, texts=()), "", "act.text")
    number = len(session.case.texts)
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F9)
    assert window.room is lesson_room
    assert "再按一次" in window.lessons.room.strip.told.accessibleName()
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.room is not None and window.room is not lesson_room)
    assert window.room is not None
    assert len(window.room.session.case.texts) >= number
    assert not window.room.session.can_undo
    assert window.room.session.path == lesson_path
