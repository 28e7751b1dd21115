"""A day is picked from a calendar; the hour stays what was typed, and typing goes on as before."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zcdesk.cases.acts.following import mark_submitted, record_delivery
from zcdesk.cases.deliveries import Delivery, DeliveryKind
from zcdesk.notices.profile.slots import Who
from zcdesk.quantities.moments import BEIJING
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At
from zcdesk.ui.look.text import Label


def test_a_return_is_dated_from_the_calendar_by_keys_alone(qtbot: QtBot, room: Room) -> None:
    room.router.go(At("after"))
    after = room.after
    after.show_form()
    after.form.other.click()
    field = after.form.moment
    QTest.keyClicks(field, "2026-05-01 09:30")
    QTest.keyClick(field, Qt.Key.Key_Down)
    qtbot.waitUntil(field.calendar.isVisible)
    assert field.calendar.selectedDate() == QDate(2026, 5, 1)
    field.calendar.activated.emit(QDate(2026, 5, 3))
    assert field.text() == "2026-05-03 09:30"
    assert not field.calendar.isVisible()
    assert QApplication.focusWidget() is field
    after.form.words.setPlainText("推荐意见没有盖章")
    after.form.choose(Who.REVIEW_COMMITTEE)
    shown = {label.text() for label in after.findChildren(Label)}
    assert "什么时候" in shown
    after.form.enter()
    assert f"{room.session.case.rounds[0].at:%Y-%m-%d %H:%M}" == "2026-05-03 09:30"


@pytest.mark.slow
def test_a_return_that_cannot_be_noted_says_why_and_keeps_what_was_typed(
    qtbot: QtBot, room: Room
) -> None:
    sent = Delivery(datetime(2026, 5, 2, 9, tzinfo=BEIJING), DeliveryKind.COVERED)
    case = record_delivery(room.session.case, sent)
    room.session.act(mark_submitted(case, 0, datetime(2026, 5, 2, 10, tzinfo=BEIJING)))
    room.router.go(At("after"))
    room.after.show_form()
    form = room.after.form
    form.choose(Who.REVIEW_COMMITTEE)
    tries = (
        ("2026-05-02 09:59", "没有盖章", "早于提交时间 2026-05-02 10:00", form.moment),
        ("am Freitag", "没有盖章", "时间写成", form.moment),
        ("", "没有盖章", "请写平台上显示的退回时间", form.moment),
        ("2026-05-03 09:30", "", "粘贴", form.words),
    )
    for moment, words, told, focus in tries:
        form.moment.setText(moment)
        form.words.setPlainText(words)
        form.enter()
        qtbot.waitUntil(form.refused.isVisible)
        assert told in form.refused.accessibleName()
        assert QApplication.focusWidget() is focus
        assert room.session.case.rounds == ()
        assert form.moment.text() == moment
        assert form.words.toPlainText() == words
    form.words.setPlainText("没有盖章")
    form.enter()
    assert len(room.session.case.rounds) == 1
    assert not form.refused.accessibleName()
