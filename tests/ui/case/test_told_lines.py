"""What the notice says beside its demands stands quietly on the pages of a case."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from zcdesk.checks.concerning.told import Told, ToldKind
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.frame.told_lines import ToldLines
from zcdesk.ui.interview.interview_page import ALL
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.look.text import Label

PENALTY = Told("check", "", ToldKind.PENALTY, "弄虚作假", "六", "三年内不得申报。")
NOTE = Told("check", "", ToldKind.NOTE, "年份取自题名。", "三")


def seen(lines: ToldLines) -> list[str]:
    return [one._text for one in lines.findChildren(Label) if one.isVisibleTo(lines)]


def test_each_sentence_stands_with_its_clause(qtbot: QtBot) -> None:
    lines = ToldLines()
    qtbot.addWidget(lines)
    lines.show_told((PENALTY, NOTE))
    assert seen(lines) == [
        "处罚：弄虚作假。原文：“三年内不得申报。”（六）",
        "注意：年份取自题名。（三）",
    ]


def test_a_place_of_which_nothing_is_said_takes_no_room(qtbot: QtBot) -> None:
    lines = ToldLines()
    qtbot.addWidget(lines)
    lines.show_told((NOTE,))
    assert not lines.isHidden()
    lines.show_told(())
    assert lines.isHidden()


@pytest.mark.slow
def test_a_day_that_only_an_event_brings_is_answered_from_the_list_of_answers(room: Room) -> None:
    room.router.go(At("interview"))
    page = room.interview
    page.show_fact(ALL)
    found = [one for one in page.findChildren(Button) if one.property("fact") == "posting_start"]
    found[0].click()
    assert page.fact == "posting_start"
    assert page.line is not None
    page.line.setText("2024-09-02")
    page.primary.click()
    assert dict(room.session.case.facts)["posting_start"] == "2024-09-02"
    assert page.fact == ALL
