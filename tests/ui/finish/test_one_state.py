"""List, head, cards and final check say the same of a section; each line of the check leads on."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from zcdesk.cases.acts import noting
from zcdesk.checks.states import UNFINISHED, State
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.case.section_area import UNSORTED
from zcdesk.ui.keys.router import At
from zcdesk.ui.words.finding_row import FindingRow
from zcdesk.ui.words.states import Chip, asks_to_act, slot_look, standing_look

FINISHED = {slot_look(state).word for state in State if state not in UNFINISHED}
PRACTICE = "practice"
"""A section with a field that the notice does not let stand empty."""


def settle(qtbot: QtBot, room: Room) -> None:
    """Wait until what is on screen was judged."""
    qtbot.waitUntil(lambda: not room.judge._running and not room.judge._again)


def rows_of(room: Room) -> list[str]:
    return [row.accessibleName() for row in room.check.findChildren(FindingRow)]


@pytest.mark.slow
def test_every_section_has_one_state_in_list_head_and_check(qtbot: QtBot, room: Room) -> None:
    settle(qtbot, room)
    room.router.go(At("check"))
    told = {one.section for one in room.judge.evaluation.to_do}
    room.router.go(At("sections"))
    tails = {row.key: row.tail for row in room.workspace.list.rows}
    for section in room.judge.evaluation.sections:
        room.workspace.show_key(section.id)
        area = room.workspace.area
        assert isinstance(area._chip, Chip)
        if not asks_to_act(section):
            assert not tails[section.id]
            assert area._chip.isHidden()
            continue
        assert tails[section.id].startswith(standing_look(section).word), section.id
        assert area._chip.accessibleName().startswith(standing_look(section).word)
        shown = [row for row in area.findChildren(FindingRow) if row.isVisibleTo(area)]
        if shown:
            assert tails[section.id] not in FINISHED, section.id
            assert section.id in told


def test_a_field_that_nobody_wrote_reads_the_same_in_its_card_and_in_the_check(
    qtbot: QtBot, room: Room
) -> None:
    settle(qtbot, room)
    room.workspace.show_key(PRACTICE)
    card = room.workspace.area.texts[PRACTICE]
    (row,) = card.findChildren(FindingRow)
    assert "没有在这里填写" in row.accessibleName()
    room.router.go(At("check"))
    assert row.accessibleName() in rows_of(room)
    finding = next(one for one in room.judge.evaluation.to_do if one.field == PRACTICE)
    room.check._go(finding)
    assert room.workspace.key == PRACTICE
    assert card.editor.hasFocus()
    room.session.act(noting.write_text(room.session.case, PRACTICE, "无"))
    qtbot.waitUntil(lambda: not any(one.field == PRACTICE for one in room.judge.evaluation.to_do))


@pytest.mark.slow
def test_open_questions_and_loose_pages_are_tasks_that_lead_where_they_are_done(
    qtbot: QtBot, room: Room
) -> None:
    settle(qtbot, room)
    room.router.go(At("check"))
    told = "\n".join(rows_of(room))
    assert "个问题没有回答" in told
    assert "没有归到栏目里" in told
    found = {one.code: one for one in room.judge.evaluation.to_do}
    room.check._go(found["check.questions_open"])
    assert room.interview.isVisible()
    room.router.go(At("check"))
    room.check._go(found["check.pages_unsorted"])
    assert room.workspace.isVisible()
    assert room.workspace.key == UNSORTED
