"""The picker of a slot: M, then a digit, letters or an arrow; Enter alone moves nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.conftest import NOTICE, OTHER_SLOT, SLOT, Press, in_review
from zcdesk.notices.files.loading import load_notice
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.case.tiles import Tiles
from zcdesk.ui.frame.slot_picker import SlotPicker, matches, pick_rows


def _ask(room: Room, slot: str, number: int) -> SlotPicker:
    """Press M on a page in the sections, and return what asks for its slot."""
    room.workspace.show_slot(slot)
    tiles = room.workspace.area.cards[slot].tiles
    tiles.select(number)
    tiles.setFocus()
    QTest.keyClick(tiles, Qt.Key.Key_M)
    return room.workspace.findChildren(SlotPicker)[-1]


@pytest.mark.slow
def test_m_and_a_digit_move_a_page_and_take_the_next_in_hand(room: Room, press: Press) -> None:
    picker = _ask(room, SLOT, 1)
    digit = next(row.digit for row in picker.rows if row.slot == "diploma")
    press(getattr(Qt.Key, f"Key_{digit}"))
    assert room.session.case.page(1).slot == "diploma"
    assert picker.isHidden()
    tiles = QApplication.focusWidget()
    assert isinstance(tiles, Tiles)
    assert tiles.selected == (2,)
    room.session.undo()
    assert room.session.case.page(1).slot == SLOT


@pytest.mark.slow
def test_the_button_that_offers_a_place_asks_as_m_does_and_opens_no_menu(room: Room) -> None:
    room.workspace.show_slot(SLOT)
    room.workspace.area.cards[SLOT].tiles.offer_slots(2)
    assert QApplication.activePopupWidget() is None
    picker = room.workspace.findChildren(SlotPicker)[-1]
    assert picker.isVisible()
    assert picker.field.hasFocus()


@pytest.mark.slow
def test_typing_finds_a_slot_by_its_words_or_their_first_letters(room: Room, press: Press) -> None:
    picker = _ask(room, SLOT, 1)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "yjcg")
    assert picker.rows[0].slot == OTHER_SLOT
    press(Qt.Key.Key_Return)
    assert room.session.case.page(1).slot == OTHER_SLOT


@pytest.mark.slow
def test_enter_alone_moves_nothing_and_esc_gives_the_keyboard_back(
    room: Room, press: Press
) -> None:
    before = [page.slot for page in room.session.case.pages]
    picker = _ask(room, SLOT, 2)
    for _ in range(3):
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Tab)
    assert [page.slot for page in room.session.case.pages] == before
    assert picker.isVisible()
    press(Qt.Key.Key_Escape)
    assert picker.isHidden()
    tiles = QApplication.focusWidget()
    assert isinstance(tiles, Tiles)
    assert tiles.selected == (2,)


@pytest.mark.slow
def test_several_pages_go_together_and_the_tray_is_a_place_too(room: Room, press: Press) -> None:
    room.workspace.show_slot(SLOT)
    room.workspace.area.select_pages((1, 2))
    QTest.keyClick(room.workspace.area.cards[SLOT].tiles, Qt.Key.Key_M)
    press(Qt.Key.Key_Up)  # from the end
    press(Qt.Key.Key_Return)
    assert [room.session.case.page(number).slot for number in (1, 2)] == ["", ""]


@pytest.mark.slow
def test_the_page_in_review_is_moved_by_the_same_keys(
    qtbot: QtBot, room: Room, press: Press
) -> None:
    in_review(qtbot, room, 1)
    press(Qt.Key.Key_M)
    first = room.review.findChildren(SlotPicker)[-1].rows[0]
    assert first.proposed  # it is a certificate of honour, and lies elsewhere
    press(Qt.Key.Key_1)
    assert room.session.case.page(1).slot == first.slot != SLOT
    assert room.session.current == 1


@pytest.mark.parametrize(
    ("typed", "slot"),
    [
        ("公示", "posting"), ("gscl", "posting"), ("Xue Li", "diploma"), ("xuelizh", "diploma"),
        ("xlz", "diploma"), ("jxjy", "ce_special"), ("qqqq", ""), ("xuez", ""),
    ],
)  # fmt: skip
def test_what_is_typed_means_a_slot(typed: str, slot: str) -> None:
    found = [row.slot for row in pick_rows(load_notice(NOTICE), "", ()) if matches(row, typed)]
    assert slot in found if slot else not found, found


def test_what_a_page_proposes_comes_first_and_its_own_slot_is_left_out() -> None:
    rows = pick_rows(load_notice(NOTICE), SLOT, ("diploma", "nowhere"))
    assert (rows[0].slot, rows[0].proposed) == ("diploma", True)
    assert SLOT not in [row.slot for row in rows]
    assert rows[-1].slot == ""
