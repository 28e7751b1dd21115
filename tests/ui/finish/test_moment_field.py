"""A day is picked from a calendar; the hour stays what was typed, and typing goes on as before."""

from __future__ import annotations

from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zcdesk.ui.case.room import Room
from zcdesk.ui.look.text import Label


def test_a_return_is_dated_from_the_calendar_by_keys_alone(qtbot: QtBot, room: Room) -> None:
    room.open_door("after")
    after = room.after
    field = after._returned
    field.setFocus()
    QTest.keyClicks(field, "2026-05-01 09:30")
    QTest.keyClick(field, Qt.Key.Key_Down)
    qtbot.waitUntil(field.calendar.isVisible)
    assert field.calendar.selectedDate() == QDate(2026, 5, 1)
    field.calendar.activated.emit(QDate(2026, 5, 3))
    assert field.text() == "2026-05-03 09:30"
    assert not field.calendar.isVisible()
    assert QApplication.focusWidget() is field
    after.words.setPlainText("推荐意见没有盖章")
    after.note_return()
    assert f"{room.session.case.rounds[0].at:%Y-%m-%d %H:%M}" == "2026-05-03 09:30"
    shown = {label.text() for label in after.findChildren(Label)}
    assert {"时间", "退回时间"} <= shown
