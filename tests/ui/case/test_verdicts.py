"""A page is judged on its tile when it is read; what is let stand there is not asked again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import opened
from tests.ui.drawn import APPLICANT, draw_page
from zcdesk.cases.case import Case, PageState
from zcdesk.finding_facts import finding_of
from zcdesk.pages.page import Clarity
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.case.page_groups import Group
from zcdesk.ui.intake import taking_in

FAULTS = {
    "clarity.blurred": ("读不清，重拍", "读不清，留用"),
    "clarity.cut_below": ("少一边", "少一边，留用"),
}


@pytest.fixture(params=FAULTS)
def room(request: pytest.FixtureRequest, window: MainWindow, read_case: Case) -> Room:
    """The first page has a fault that a new picture would mend; all lie on the contact sheet."""
    first, *others = read_case.pages
    assert first.page is not None
    fault = finding_of(request.param, value="0.20", needed="0.50")
    blurred = replace(
        first,
        page=replace(first.page, clarity=Clarity.UNREADABLE),
        findings=(*first.findings, fault),
        decisions=(),
        confirmed="",
    )
    room = opened(window, replace(read_case, pages=(blurred, *others)))
    room.workspace.show_key("unsorted")
    return room


def group_of(room: Room) -> Group:
    sheet = room.workspace.area.tray
    assert sheet is not None
    number = room.session.case.pages[0].number
    return next(group for group in sheet.groups.values() if number in group.tiles.numbers)


def verdict(room: Room) -> str:
    tiles = group_of(room).tiles
    tiles.select(room.session.case.pages[0].number)
    assert tiles.in_hand is not None
    assert tiles.in_hand.verdict.word in tiles.in_hand.spoken
    return tiles.in_hand.verdict.word


def test_a_tile_says_what_its_picture_comes_to_and_another_file_keeps_the_number(
    qtbot: QtBot, room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = next(words for code, words in FAULTS.items() if code in codes(room))
    assert verdict(room) == asked[0]
    clear = room.session.case.pages[1]
    assert [group.again[0].isVisible() for group in groups(room)].count(True) == 1
    new = draw_page(tmp_path / "重拍.jpg", ("荣　誉　证　书", f"{APPLICANT.name}同志："))
    monkeypatch.setattr(taking_in, "ask_for_scans", lambda _, take: take((new,)))
    place, number = room.session.case.pages[0].place, room.session.case.pages[0].number
    QTest.mouseClick(group_of(room).again[0], Qt.MouseButton.LeftButton)
    session = room.session
    qtbot.waitUntil(lambda: number not in [p.number for p in session.case.pages])
    assert session.case.pages[0].file_name == "重拍.jpg"
    assert session.case.pages[0].place == place
    assert session.case.pages[1] == clear
    session.undo()
    assert session.case.pages[0].number == number
    assert verdict(room) == asked[0]


def test_a_page_that_is_kept_is_not_asked_about_again(room: Room) -> None:
    page = room.session.case.pages[0]
    before = set(room.session.case.reasons(page))
    assert before & FAULTS.keys()
    word = next(words for code, words in FAULTS.items() if code in codes(room))[1]
    assert verdict(room) != word
    QTest.keyClick(group_of(room).tiles, Qt.Key.Key_K)
    page = room.session.case.pages[0]
    assert verdict(room) == word
    assert not group_of(room).again[0].isVisible()
    assert not set(room.session.case.reasons(page)) & FAULTS.keys()
    room.session.undo()
    assert room.session.case.state(room.session.case.pages[0]) is PageState.REVIEW
    assert set(room.session.case.reasons(room.session.case.pages[0])) == before


def codes(room: Room) -> set[str]:
    return {finding.code for finding in room.session.case.pages[0].findings}


def groups(room: Room) -> tuple[Group, ...]:
    sheet = room.workspace.area.tray
    assert sheet is not None
    return tuple(sheet.groups.values())
