"""Unsorted pages lie on a contact sheet: groups with one act each, over the whole width."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.checks import making_cases
from tests.ui.conftest import Press, focused, opened, there, until
from tests.ui.drawn import APPLICANT, draw_page
from zcdesk.applicant import Applicant
from zcdesk.cases.acts.deciding import confirm
from zcdesk.cases.case import Case, CasePage, PageState
from zcdesk.finding_facts import finding_of
from zcdesk.findings import error, warning
from zcdesk.pages.page import Clarity
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.case.contact_sheet import UNKNOWN, ContactSheet
from zcdesk.ui.case.page_groups import Group
from zcdesk.ui.case.tiles import Tiles
from zcdesk.ui.frame.slot_picker import SlotPicker
from zcdesk.ui.intake import taking_in
from zcdesk.ui.look.text import Label
from zcdesk.ui.picture.page_rows import PageRow
from zcdesk.workflow.review.overview import Overview

REFUSED, AGAIN = 9, 8


@pytest.fixture
def room(window: MainWindow, read_case: Case) -> Room:
    """All pages lie unsorted, with a file that could not be used."""
    spoilt = CasePage(
        REFUSED, "", "/x/坏了.jpg", findings=(error("scan.truncated", file="坏了.jpg"),),
        examined=True,
    )  # fmt: skip
    case = replace(read_case, pages=(*read_case.pages, spoilt), numbered=REFUSED)
    room = opened(window, case)
    room.workspace.show_key("unsorted")
    return room


def sheet_of(room: Room) -> ContactSheet:
    return there(room.workspace.area.tray)


@pytest.mark.slow
@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (700, 500)])
def test_groups_take_the_whole_width_and_no_picture_is_cut(
    qtbot: QtBot, window: MainWindow, room: Room, size: tuple[int, int]
) -> None:
    window.resize(*size)
    qtbot.wait(100)
    sheet = sheet_of(room)
    assert not room.workspace.list.isVisible()
    shown = [number for tiles in sheet.tiles for number in tiles.numbers]
    assert sorted(shown) == [page.number for page in room.session.case.pages if not page.refused]
    boxes = [group.geometry() for group in sheet.groups.values()]
    for place, box in enumerate(boxes):
        assert box.right() < sheet.width()
        assert not any(box.intersects(other) for other in boxes[:place])
    for group in sheet.groups.values():
        for number in group.tiles.numbers:
            tile: QRect = group.tiles._tile_of(number)
            assert group.tiles.viewport().rect().contains(tile)
        assert group.rect().contains(group.tiles.geometry())


@pytest.mark.slow
def test_a_digit_puts_its_group_in_f_all_and_undo_takes_it(room: Room, press: Press) -> None:
    sheet = sheet_of(room)
    slot = next(iter(sheet.groups))
    numbers = sheet.groups[slot].tiles.numbers
    proposed = {one.number: one.slot for one in sheet.proposals}
    press(Qt.Key.Key_1)
    slots = {page.number: page.slot for page in room.session.case.pages if page.slot}
    assert slots == dict.fromkeys(numbers, slot)
    left = [row for tiles in sheet.tiles for row in tiles._rows.rows if isinstance(row, PageRow)]
    assert all(row.place == row.page.number for row in left), "numbers stay while pages go"
    case = room.session.case
    press(Qt.Key.Key_1)
    assert room.session.case is case, "her digit is no other group's"
    room.session.undo()
    press(Qt.Key.Key_F)
    slots = {page.number: page.slot for page in room.session.case.pages if page.slot}
    assert slots == proposed
    room.session.undo()
    assert not any(page.slot for page in room.session.case.pages)


@pytest.mark.slow
def test_m_asks_for_the_place_of_the_marked_or_an_unknown_page(room: Room, press: Press) -> None:
    sheet = sheet_of(room)
    unknown = sheet.groups[UNKNOWN]
    asked = unknown.tiles.numbers[0]
    for tiles in sheet.tiles:
        tiles.clearSelection()
    unknown.acts[0].click()
    press(Qt.Key.Key_1)
    assert room.session.case.page(asked).slot
    room.session.undo()
    first = sheet.tiles[0].numbers[0]
    sheet.tiles[0].select(first)
    press(Qt.Key.Key_M)
    assert room.workspace.findChildren(SlotPicker)[-1].isVisible()
    press(Qt.Key.Key_1)
    assert room.session.case.page(first).slot


@pytest.mark.slow
def test_a_file_of_no_use_is_a_line_with_its_reason_and_no_page_of_the_sheet(room: Room) -> None:
    sheet = sheet_of(room)
    words = [label.accessibleName() for label in sheet.findChildren(Label)]
    told = [label.accessibleName() for label in sheet.strip.findChildren(Label)]
    assert "坏了.jpg" in told
    assert sheet.strip.isVisible(), "it stays where it is while the pages scroll"
    assert sheet.strip.geometry().top() >= room.workspace.area.viewport().geometry().bottom()
    count = sum(not page.refused for page in room.session.case.pages)
    assert words[0].startswith(f"{count} 页")
    assert REFUSED not in [number for tiles in sheet.tiles for number in tiles.numbers]


def test_the_list_comes_by_f6_and_stays_once_all_is_sorted(room: Room, press: Press) -> None:
    workspace = room.workspace
    assert isinstance(QApplication.focusWidget(), Tiles)
    press(Qt.Key.Key_F6)
    while not workspace.list.hasFocus():
        press(Qt.Key.Key_F6)
    assert workspace.list.isVisible()
    press(Qt.Key.Key_F6)
    assert not workspace.list.isVisible()
    numbers = [page.number for page in room.session.case.pages if not page.refused]
    workspace.acts.move("diploma", numbers, 0)
    assert workspace.list.isVisible()
    focus = focused(QWidget)
    assert workspace.isAncestorOf(focus)


@pytest.mark.slow
def test_space_enlarges_a_page_a_and_d_go_on_space_or_esc_close(room: Room, press: Press) -> None:
    sheet, large = sheet_of(room), room.workspace.area.enlarged
    pages = [number for tiles in sheet.tiles for number in tiles.numbers]
    for close in (Qt.Key.Key_Space, Qt.Key.Key_Escape):
        sheet.tiles[0].select(pages[0])
        sheet.tiles[0].setFocus()
        press(Qt.Key.Key_Space)
        assert large.isVisible()
        assert large.geometry() == room.workspace.area.rect()
        for _ in pages:
            press(Qt.Key.Key_D)
        press(Qt.Key.Key_A)
        press(close)
        assert not large.isVisible()
        tiles = focused(Tiles)
        assert tiles.selected == (pages[-2],)
    assert not any(page.slot for page in room.session.case.pages)


@pytest.mark.slow
def test_pages_that_look_alike_are_a_pair_for_a_person(window: MainWindow, read_case: Case) -> None:
    again = replace(read_case.page(1), number=AGAIN, path="/x/再扫一次.jpg")
    room = opened(window, replace(read_case, pages=(*read_case.pages, again), numbered=AGAIN))
    room.workspace.show_key("unsorted")
    sheet = sheet_of(room)
    for act, left in ((0, {1}), (1, {AGAIN}), (2, {1, AGAIN})):
        until(lambda: "1=8" in sheet.groups)
        taken = [one.number for one in sheet.proposals]
        assert not {1, AGAIN} & set(taken)
        assert room.workspace.step.number == len(taken)
        sheet.agree_all()
        assert [page.number for page in room.session.case.pages if page.slot] == taken
        room.session.undo()
        until(lambda: "1=8" in sheet.groups)
        sheet.groups["1=8"].acts[act].click()
        assert {1, AGAIN} & room.session.overview.standings.keys() == left
        until(lambda: "1=8" not in sheet.groups)
        room.session.undo()


FAULTS = {
    "clarity.blurred": ("读不清，重拍", "读不清，留用"),
    "clarity.cut_below": ("少一边", "少一边，留用"),
}


@pytest.fixture(params=FAULTS)
def faulty(request: pytest.FixtureRequest, window: MainWindow, read_case: Case) -> Room:
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
    faulty = opened(window, replace(read_case, pages=(blurred, *others)))
    faulty.workspace.show_key("unsorted")
    return faulty


def group_of(faulty: Room) -> Group:
    sheet = there(faulty.workspace.area.tray)
    number = faulty.session.case.pages[0].number
    return next(group for group in sheet.groups.values() if number in group.tiles.numbers)


def verdict(faulty: Room) -> str:
    tiles = group_of(faulty).tiles
    tiles.select(faulty.session.case.pages[0].number)
    assert tiles.in_hand is not None
    assert tiles.in_hand.verdict.word in tiles.in_hand.spoken
    return tiles.in_hand.verdict.word


@pytest.mark.nightly
def test_a_tile_says_what_its_picture_comes_to_and_another_file_keeps_the_number(
    faulty: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = next(words for code, words in FAULTS.items() if code in codes(faulty))
    assert verdict(faulty) == asked[0]
    clear = faulty.session.case.pages[1]
    assert [group.again[0].isVisible() for group in groups(faulty)].count(True) == 1
    new = draw_page(tmp_path / "重拍.jpg", ("荣　誉　证　书", f"{APPLICANT.name}同志："))
    monkeypatch.setattr(taking_in, "ask_for_scans", lambda _, take: take((new,)))
    place, number = faulty.session.case.pages[0].place, faulty.session.case.pages[0].number
    QTest.mouseClick(group_of(faulty).again[0], Qt.MouseButton.LeftButton)
    session = faulty.session
    until(lambda: number not in [p.number for p in session.case.pages])
    assert session.case.pages[0].file_name == "重拍.jpg"
    assert session.case.pages[0].place == place
    assert session.case.pages[1] == clear
    session.undo()
    assert session.case.pages[0].number == number
    assert verdict(faulty) == asked[0]


def test_a_page_that_is_kept_is_not_asked_about_again(faulty: Room) -> None:
    page = faulty.session.case.pages[0]
    before = set(faulty.session.case.reasons(page))
    assert before & FAULTS.keys()
    word = next(words for code, words in FAULTS.items() if code in codes(faulty))[1]
    assert verdict(faulty) != word
    QTest.keyClick(group_of(faulty).tiles, Qt.Key.Key_K)
    page = faulty.session.case.pages[0]
    assert verdict(faulty) == word
    assert not group_of(faulty).again[0].isVisible()
    assert not set(faulty.session.case.reasons(page)) & FAULTS.keys()
    faulty.session.undo()
    assert faulty.session.case.state(faulty.session.case.pages[0]) is PageState.REVIEW
    assert set(faulty.session.case.reasons(faulty.session.case.pages[0])) == before


def codes(faulty: Room) -> set[str]:
    return {finding.code for finding in faulty.session.case.pages[0].findings}


def groups(faulty: Room) -> tuple[Group, ...]:
    sheet = there(faulty.workspace.area.tray)
    return tuple(sheet.groups.values())


LOST = {"clarity.unread": Clarity.UNMEASURED, "clarity.blurred": Clarity.UNREADABLE}
OTHERS = {"page.no_text": Clarity.UNMEASURED, "clarity.cut_below": Clarity.BORDERLINE}


def line_of(case: Case) -> str:
    return PageRow(Overview(case, making_cases.NOTICE).of(1), reading=False).line


@pytest.mark.parametrize("code", [*LOST, *OTHERS])
def test_it_is_to_be_taken_again_and_one_that_has_no_text_is_not(code: str) -> None:
    page = making_cases.prepared(1, "degree")
    known = replace(there(page.page), clarity=(LOST | OTHERS)[code])
    page = replace(page, page=known, findings=(warning(code),))
    case = Case(making_cases.NOTICE.id, Applicant("孙颖倩", ""), frozenset(), pages=(page,))
    assert (line_of(case) == "读不清，重拍") == (code in LOST)
    assert line_of(confirm(case, 1)) != "读不清，重拍"
