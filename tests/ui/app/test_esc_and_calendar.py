"""Esc leaves the batch table and a renewal half done, and loses nothing; days have a calendar."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.batch.drawn import draw_people, write_roster
from tests.ui.planned_batch import planned
from zcdesk.notices.profile.entries import FactKind
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.fields.moment_field import MomentField


def _esc() -> None:
    focus = QApplication.focusWidget()
    assert isinstance(focus, QWidget)
    QTest.keyClick(focus, Qt.Key.Key_Escape)


@pytest.mark.usefixtures("nowhere")
def test_esc_leaves_the_batch_table_and_its_people_stay(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    draw_people(tmp_path / "材料")
    write_roster(tmp_path / "花名册.xlsx")
    batch = planned(qtbot, window, tmp_path)
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
