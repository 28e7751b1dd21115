"""What an answer about the way of upload asks to take care of is said where it is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import opened
from zcdesk.cases.case import Case
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.interview.route_page import RoutePage
from zcdesk.ui.keys.router import At
from zcdesk.ui.look.text import Label

CARE = "不要和遮好的混用"


def cares(page: RoutePage) -> list[str]:
    shown = [label for label in page.findChildren(Label) if label.isVisibleTo(page)]
    return [label.accessibleName() for label in shown if CARE in label.accessibleName()]


def test_originals_are_kept_apart_is_said_once_originals_are_chosen(
    window: MainWindow, read_case: Case
) -> None:
    room = opened(window, read_case)
    room.router.go(At("route"))
    page = room.router.currentWidget()
    assert isinstance(page, RoutePage)
    assert not cares(page)
    QTest.keyClick(page.cards[0], Qt.Key.Key_2)
    assert len(cares(page)) == 1
    QTest.keyClick(page.cards[0], Qt.Key.Key_1)
    assert not cares(page)
