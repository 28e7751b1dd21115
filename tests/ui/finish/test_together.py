"""The final check counts its rows, begins with the first of them, and takes one act for many."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import confirm_pages
from zcdesk.checks.states import CaseFinding
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.finish import check_page
from zcdesk.ui.finish.refused_row import refused_file
from zcdesk.ui.frame.mending_page import mended_at
from zcdesk.ui.intake import taking_in
from zcdesk.ui.keys.router import At
from zcdesk.ui.look.text import Label
from zcdesk.ui.words.finding_row import FindingRow
from zcdesk.workflow.path.stops import Stop


def visible(room: Room) -> list[FindingRow]:
    return [row for row in room.check.findChildren(FindingRow) if row.isVisible()]


def place(room: Room, row: FindingRow) -> tuple[int, int]:
    corner = row.mapTo(room.check, row.rect().topLeft())
    return corner.x(), corner.y()


def shown(qtbot: QtBot, room: Room) -> list[CaseFinding]:
    """Open the check and return the findings in the order of their rows."""
    room.router.go(At("check"))
    qtbot.waitUntil(lambda: not room.judge._running and len(visible(room)) > 5)
    qtbot.waitUntil(
        lambda: len({place(room, row) for row in visible(room)}) == len(visible(room)),
        timeout=5_000,
    )
    found = sorted(visible(room), key=lambda row: place(room, row))
    return [row._finding for row in found if row._finding.to_do]


def test_the_filled_button_goes_to_the_row_that_stands_first(
    qtbot: QtBot, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = shown(qtbot, room)
    assert len({row.section for row in rows}) > 1
    assert rows[: len(room.check._open)] == room.check._open
    gone: list[At] = []
    asked: list[QWidget] = []
    monkeypatch.setattr(check_page, "go", lambda _page, at: gone.append(at))

    def none_chosen(over: QWidget, _take: object) -> None:
        asked.append(over)

    monkeypatch.setattr(taking_in, "ask_for_scans", none_chosen)
    room.check.primary.click()
    refused = refused_file(room.session.case, rows[0]) is not None
    assert len(asked) == refused  # a file in its place is asked for here
    assert gone == ([] if refused else [mended_at(rows[0])])


@pytest.mark.slow
def test_head_path_and_rows_have_one_number(qtbot: QtBot, room: Room) -> None:
    confirm_pages(room, 1, 2)
    shown(qtbot, room)
    qtbot.waitUntil(lambda: not room.judge._running and not room.judge._again)
    room.check.refresh()
    pledge = room.session.notice.pledge is not None
    rows = len(room.check._open) + pledge
    counted = room.view.path.path.of(Stop.CHECK).count.number
    heads = [one.accessibleName() for one in room.check.findChildren(Label)]
    assert rows == counted == room.check.turns
    assert str(rows) in heads
    assert str(len(room.check._awaited)) in heads
    assert room.check.partial.text() == "先导出 2 页"
    assert room.check.truthful is not None
    room.check.truthful.click()
    assert room.check.turns == rows - pledge


@pytest.mark.slow
def test_one_reason_lets_all_chosen_rows_stand_as_one_act(qtbot: QtBot, room: Room) -> None:
    shown(qtbot, room)
    able = [one for one in room.check._open if one.may_stand]
    assert len(able) > 1
    room.check._take_several()
    together = room.check.together
    assert together is not None
    qtbot.waitUntil(together.isVisible)
    assert not together.done.isVisible()
    boxes = list(together.boxes.values())
    QTest.mouseClick(boxes[0], Qt.MouseButton.LeftButton)
    assert together.done.isVisible()
    assert not together.done.isEnabled()
    together._choose_all(True)
    assert all(box.isChecked() for box in boxes)
    room.check.refresh()  # the case is judged again while she writes
    together = room.check.together
    assert together is not None
    together.reason.setText("都已问过人社局")
    steps = room.session.steps
    together.done.click()
    assert room.session.steps == steps + 1
    assert {waiver.reason for waiver in room.session.case.waivers} == {"都已问过人社局"}
    assert len(room.session.case.waivers) == len(able)
    room.session.undo()
    assert not room.session.case.waivers
