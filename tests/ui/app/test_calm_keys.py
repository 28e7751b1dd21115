"""Esc goes back from every page, Tab goes from above to below, Delete takes what is chosen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import NOTICE, OTHER_SLOT, SLOT, in_review
from tests.ui.places import PAGES as OF_CASE
from zcdesk.applicant import Applicant
from zcdesk.notices.files.loading import load_notice
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.picture.covers import draw_cover
from zcdesk.ui.words.entries import CoverKind, WordEntry, entries

PAGES: dict[str, Callable[[Room], None]] = {
    **{
        page: lambda room, page=page: room.router.go(At(page))  # type: ignore[misc]
        for page in OF_CASE
        if page not in ("identity", "upload")
    },
    "export": lambda room: room.router.go(At("export", part=SLOT)),
}


def _esc() -> None:
    focus = QApplication.focusWidget()
    assert isinstance(focus, QWidget)
    QTest.keyClick(focus, Qt.Key.Key_Escape)


@pytest.mark.slow
def test_esc_goes_back_from_every_page_of_a_case(window: MainWindow, room: Room) -> None:
    for name, show in PAGES.items():
        show(room)
        assert not room.workspace.isVisible(), name
        for _ in range(4):  # review: the coach first; gallery, preparation: by way of review
            if not room.workspace.isVisible():
                _esc()
        assert room.workspace.isVisible(), name
        assert window.room is room, name
        _esc()
        assert window.room is room, name  # it never closes the case


@pytest.mark.slow
@pytest.mark.parametrize("name", ["settings", "notice"])
def test_esc_goes_back_to_the_start_page(window: MainWindow, name: str) -> None:
    window.router.go(At(name))
    _esc()
    assert window.start.isVisible()


def test_esc_drops_typed_words_only_when_it_is_pressed_again(window: MainWindow) -> None:
    window.new_case(NOTICE)
    _esc()
    assert window.start.isVisible()
    window.new_case(NOTICE)
    window.identity.name.setText("沈知遥")
    _esc()
    assert window.identity.isVisible()
    _esc()
    assert window.start.isVisible()


def test_tab_goes_through_name_and_employer_from_above_to_below(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.new_case(NOTICE)
    page = window.identity
    page.change(load_notice(NOTICE), Applicant("沈知遥", "云岭装备公司", former_employers=("旧",)))
    page._show_further(shown=True)
    more = next(one for one in page.aliases.findChildren(Button) if one.text())
    more.click()
    qtbot.waitUntil(lambda: all(stop.isVisible() for stop in page.aliases.stops))
    page.name.setFocus()
    heights: list[int] = []
    column = page.name.parentWidget()
    assert column is not None
    while QApplication.focusWidget() is not page.primary:
        focus = QApplication.focusWidget()
        assert isinstance(focus, QWidget)
        heights.append(focus.mapTo(column, QPoint(0, 0)).y())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        assert len(heights) < 30
    assert heights == sorted(heights)
    assert len(heights) == 13
    lines = [one.placeholderText() for one in page.aliases.findChildren(QLineEdit)]
    assert not any("拼音" in line for line in lines)  # the hint above says that it is not needed


def test_the_place_for_scans_is_in_sight_of_whoever_begins(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.resize(1366, 690)
    window.new_case(NOTICE)
    qtbot.wait(50)
    scans = window.identity.scans
    qtbot.waitUntil(lambda: scans.visibleRegion().boundingRect().height() == scans.height())


@pytest.mark.slow
def test_what_is_selected_in_one_slot_leaves_nothing_selected_in_another(room: Room) -> None:
    room.workspace.show_slot(SLOT)
    cards = room.workspace.area.cards
    cards[SLOT].tiles.select(1)
    cards[OTHER_SLOT].tiles.select(3)
    assert cards[SLOT].tiles.selected == ()
    cards[OTHER_SLOT].tiles.setFocus()
    QTest.keyClick(cards[OTHER_SLOT].tiles, Qt.Key.Key_Delete)
    assert 3 not in [page.number for page in room.session.case.pages]
    assert 1 in [page.number for page in room.session.case.pages]


@pytest.mark.slow
def test_the_number_of_a_cover_is_drawn_only_where_the_cover_is(qtbot: QtBot, room: Room) -> None:
    in_review(qtbot, room, 1)
    page = room.session.case.page(1)
    one = entries(room.session.case, page)[0]
    assert isinstance(one, WordEntry)
    assert one.kind is not CoverKind.OPEN

    def painted(down: float) -> bool:
        image = QImage(600, 400, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        blank = image.copy()
        left, top = one.polygon[0]
        painter = QPainter(image)
        to_screen = QTransform.fromTranslate(100 - left, down - top)
        draw_cover(painter, one, to_screen, QRectF(image.rect()), selected=False, hovered=False)
        painter.end()
        return image != blank

    assert painted(50)
    assert not painted(-900)
    assert not painted(1500)
