"""A menu is open no longer than what it acts for is in sight, and acts for nothing after it."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import SLOT
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.case.slot_card import SlotCard
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.fields.moment_field import MomentField
from zcdesk.ui.kit.menu import Menu


def card_of(room: Room, slot: str) -> SlotCard:
    """Show a slot and return its card."""
    room.router.go(At("sections"))
    room.workspace.show_slot(slot)
    return room.workspace.area.cards[slot]


def opened(room: Room, slot: str) -> Menu:
    """Open the menu of a slot."""
    menu = card_of(room, slot).more.acts
    card_of(room, slot).more.open()
    assert menu.isVisible()
    return menu


@pytest.mark.slow
@pytest.mark.parametrize("away", ["another section", "another page", "out of the case"])
def test_a_menu_closes_with_what_it_acts_for(window: MainWindow, room: Room, away: str) -> None:
    menu = opened(room, SLOT)
    if away == "another section":
        card_of(room, "photo_1inch")
    elif away == "another page":
        room.router.go(At("check"))
    else:
        window.leave_case()
    assert QApplication.activePopupWidget() is None
    assert not shiboken6.isValid(menu) or not menu.isVisible()


@pytest.mark.slow
def test_a_menu_of_a_page_closes_with_the_sections(room: Room) -> None:
    card_of(room, SLOT)
    room.workspace.acts.open_menu(1, room.workspace.mapToGlobal(room.workspace.rect().center()))
    assert isinstance(QApplication.activePopupWidget(), Menu)
    room.router.go(At("check"))
    assert QApplication.activePopupWidget() is None


def test_a_calendar_closes_with_its_line(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    field = MomentField("提交时间", "")
    field.setParent(holder)
    holder.show()
    field.open()
    assert isinstance(QApplication.activePopupWidget(), Menu)
    holder.hide()
    assert QApplication.activePopupWidget() is None
    holder.show()
    field.open()  # and opens again
    assert isinstance(QApplication.activePopupWidget(), Menu)


@pytest.mark.slow
def test_sides_scanned_apart_are_put_together_by_one_act_of_the_menu(room: Room) -> None:
    numbers = [page.number for page in room.session.case.pages][:4]
    room.workspace.acts.move(SLOT, numbers)
    room.workspace.show_slot(SLOT)
    room.workspace.area.select_pages(tuple(numbers))
    before = [page.number for page in room.session.case.pages if page.number in numbers]
    menu = room.workspace.acts.menu(numbers[0])
    under = next(each for each in menu.findChildren(QMenu) if "正反面" in each.title())
    under.actions()[1].trigger()
    after = [page.number for page in room.session.case.pages if page.number in numbers]
    assert after == [before[0], before[3], before[1], before[2]]
    room.session.undo()
    assert [page.number for page in room.session.case.pages if page.number in numbers] == before
