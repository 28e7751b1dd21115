"""What comes after the upload, by clicks and keys as the buttons print them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import SLOT, confirm_pages, opened
from zcdesk.applicant import Applicant
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.following import record_delivery
from zcdesk.cases.case import Case
from zcdesk.cases.deliveries import DeliveredFile, Delivery, DeliveryKind
from zcdesk.cases.upload_route import Route
from zcdesk.checks.concerning.gathering import concerning
from zcdesk.notices.files.loading import load_notice, notice_ids
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.finish.after_page import Here
from zcdesk.ui.finish.stations import StationPlan, station_sentence, stations_of
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.buttons import Button

LEFT = Qt.MouseButton.LeftButton
FILES = tuple(DeliveredFile(f"上传/{page}.jpg", "ab" * 32, SLOT, page) for page in (1, 2))


@pytest.fixture
def exported(qtbot: QtBot, window: MainWindow, sorted_case: Case) -> Room:
    """A case of two pages that was exported as it is, at what comes then."""
    pages = tuple(page for page in sorted_case.pages if page.number in (1, 2))
    room = opened(window, replace(sorted_case, pages=pages, route=Route.COVERED))
    confirm_pages(room, 1, 2)
    sent = Delivery(room.session.moment, DeliveryKind.COVERED, files=FILES)
    room.session.act(record_delivery(room.session.case, sent), "", ActCode.DELIVER)
    room.router.go(At("after"))
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    return room


def clicked(button: Button) -> None:
    """Click a button that can be seen, as a person does."""
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, LEFT)


@pytest.mark.slow
def test_the_filled_button_and_the_return_act_at_every_station(exported: Room) -> None:
    """By click, F and Space in turn; the way back from the form leaves everything as it was."""
    after, session = exported.after, exported.session
    assert after.primary.text() == "已在平台提交"
    for place in range(10):
        assert after.here is (Here.STATION if place else Here.SUBMIT)
        clicked(after.sent_back)
        assert after.form.isVisible()
        clicked(after.cancel)
        before = session.case
        if place % 3 == 0:
            clicked(after.primary)
        else:
            key = Qt.Key.Key_F if place % 3 == 1 else Qt.Key.Key_Space
            QTest.keyClick(after.primary, key)
        assert session.case != before
        assert after.sent_back.isVisible()
        if after.present is None:
            break
    assert session.case.deliveries[-1].submitted is not None
    assert after.here is Here.OVER
    clicked(after.primary)
    assert not after.isVisible()


@pytest.mark.slow
def test_what_was_copied_is_pasted_before_a_submission_is_noted(exported: Room) -> None:
    room = exported
    QApplication.clipboard().setText("承诺书缺失，请补交")
    QTest.keyClick(room.after.primary, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    form = room.after.form
    assert form.isVisible()
    assert form.words.toPlainText() == "承诺书缺失，请补交"
    clicked(room.after.primary)
    assert "谁退回的" in form.refused.accessibleName()
    clicked(next(iter(form.levels.values())))
    clicked(room.after.primary)
    assert len(room.session.case.rounds) == 1
    assert room.router.currentWidget() is room.round.page


@pytest.mark.slow
def test_a_moment_that_is_none_is_refused_in_words(exported: Room) -> None:
    room = exported
    other = next(
        one for one in room.after.findChildren(Button) if one.text().startswith("不是现在")
    )
    clicked(other)
    QTest.keyClicks(room.after._when, "gestern")
    clicked(room.after.primary)
    assert "时间写成" in room.after._wrong.accessibleName()
    assert room.session.case.deliveries[-1].submitted is None
    ahead = room.session.moment + timedelta(days=2)
    room.after._when.setText(f"{ahead:%Y-%m-%d %H:%M}")
    clicked(room.after.primary)
    assert "还没有到" in room.after._wrong.accessibleName()
    assert room.session.case.deliveries[-1].submitted is None
    room.after._when.setText("2026-05-01 09:30")
    clicked(room.after.primary)
    assert f"{room.session.case.deliveries[-1].submitted:%H:%M}" == "09:30"


def test_a_station_says_its_last_day_where_the_notice_gives_one() -> None:
    day = StationPlan("fee", "缴费", (), date(2026, 9, 25))
    assert station_sentence(day) == "照通知缴费，最晚 9 月 25 日。"
    assert station_sentence(StationPlan("fee", "缴费")) == "照通知缴费。"


@pytest.mark.parametrize("notice_id", notice_ids())
def test_every_station_of_every_notice_says_one_sentence_of_its_own(notice_id: str) -> None:
    notice = load_notice(notice_id)
    told = concerning(notice, Case(notice_id, Applicant("张伟", ""), frozenset()))
    plans = stations_of(notice, told)
    sentences = [station_sentence(plan) for plan in plans]
    assert plans
    assert all(words.endswith("。") and words.count("。") == 1 for words in sentences)
    assert len(set(sentences)) == len(plans)
