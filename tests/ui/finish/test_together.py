"""The final check counts its rows, begins with the first of them, and takes one act for many."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import READING
from zcdesk.checks.states import UNFINISHED, CaseFinding
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.finish import check_page
from zcdesk.ui.finish.counting import CountCard, numbers_of
from zcdesk.ui.frame.mending_page import mended_at
from zcdesk.ui.keys.router import At
from zcdesk.ui.words.finding_row import FindingRow
from zcdesk.ui.words.states import slot_look


def visible(room: Room) -> list[FindingRow]:
    return [row for row in room.check.findChildren(FindingRow) if row.isVisible()]


def height(room: Room, row: FindingRow) -> int:
    return row.mapTo(room.check, row.rect().topLeft()).y()


def shown(qtbot: QtBot, room: Room) -> list[CaseFinding]:
    """Open the check and return the findings in the order of their rows."""
    room.router.go(At("check"))
    qtbot.waitUntil(lambda: not room.judge._running and len(visible(room)) > 5, timeout=READING)
    found = visible(room)
    qtbot.waitUntil(lambda: len({height(room, row) for row in found}) == len(found))
    found.sort(key=lambda row: height(room, row))
    return [row._finding for row in found if row._finding.to_do]


def test_the_filled_button_goes_to_the_row_that_stands_first(
    qtbot: QtBot, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = shown(qtbot, room)
    assert len({row.section for row in rows}) > 1
    assert rows[: len(room.check._open)] == room.check._open
    gone: list[At] = []
    monkeypatch.setattr(check_page, "go", lambda _page, at: gone.append(at))
    room.check.primary.click()
    assert gone == [mended_at(rows[0])]


def test_every_tile_counts_its_rows(qtbot: QtBot, room: Room) -> None:
    rows = shown(qtbot, room)
    counts = numbers_of(room.judge.evaluation, room.check._open)
    assert sum(counts[state] for state in UNFINISHED) == len(room.check._open)
    told = [card.accessibleName() for card in room.check.findChildren(CountCard)]
    for state in UNFINISHED:
        assert f"{slot_look(state).word}，{counts[state]}" in told
    assert f"等别人，{len(rows) - len(room.check._open)}" in told


def test_one_reason_lets_all_chosen_rows_stand_as_one_act(qtbot: QtBot, room: Room) -> None:
    shown(qtbot, room)
    able = [one for one in room.check._open if one.may_stand]
    together = room.check.together
    assert together is not None
    assert len(able) > 1
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
