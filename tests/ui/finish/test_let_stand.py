"""A warning may stand at its row of the final check, with a reason, where the rule allows it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from zcdesk.checks.states import CaseFinding
from zcdesk.findings import error, info, warning
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.finish.let_stand import LetStand, Stood
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.buttons import Button


def judged(qtbot: QtBot, room: Room) -> None:
    qtbot.waitUntil(lambda: not room.judge._running)


@pytest.mark.slow
def test_a_warning_stands_with_a_reason_and_is_taken_back(qtbot: QtBot, room: Room) -> None:
    room.router.go(At("check"))
    judged(qtbot, room)
    before, left = room.session.case, len(room.check._open)
    assert not room.check.findChildren(LetStand)
    room.check._ask_reason(next(one for one in room.check._open if one.may_stand))
    first = room.check.findChildren(LetStand)[0]
    qtbot.waitUntil(first.reason.hasFocus)
    assert not first.done.isEnabled()
    QTest.keyClicks(first.reason, "ok")
    room.check.refresh()  # made anew while she types: the words stay
    asked = next(row for row in room.check.findChildren(LetStand) if row.reason.text() == "ok")
    QTest.keyClick(asked.done, Qt.Key.Key_Return)
    assert room.session.case == before  # Enter decides nothing
    QTest.mouseClick(asked.done, Qt.MouseButton.LeftButton)
    assert [one.reason for one in room.session.case.waivers] == ["ok"]
    qtbot.waitUntil(lambda: len(room.check._open) == left - 1)

    room.check._fold()

    def standing() -> list[Stood]:
        return [one for one in room.check.findChildren(Stood) if one.isVisible()]

    qtbot.waitUntil(lambda: len(standing()) == 1)
    room.session.undo()
    assert room.session.case == before
    room.session.redo()
    qtbot.waitUntil(lambda: len(standing()) == 1)
    standing()[0].findChildren(Button)[0].click()
    assert room.session.case == before


def test_only_what_a_person_can_see_for_herself_may_stand() -> None:
    assert CaseFinding(warning("check.no_signature_seen")).may_stand
    assert not CaseFinding(warning("check.pages_unconfirmed")).may_stand
    assert not CaseFinding(warning("check.questions_open")).may_stand
    assert not CaseFinding(error("check.no_signature_seen")).may_stand
    assert not CaseFinding(info("check.no_signature_seen")).may_stand
    assert not CaseFinding(warning("check.no_signature_seen"), waived="seen").may_stand
