"""A page that is filled anew is painted when everything has its place, and not before."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zcdesk.ui.kit.cards.card import Card
from zcdesk.ui.kit.column_page import ColumnPage
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look.text import Label, column
from zcdesk.ui.look.tokens import TypeRole

WORDS = "材料要按顺序上传，每张图片都要正向、清晰；" * 12


class Painted(QObject):
    """Notes how high each card is whenever it is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.heights: list[int] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and isinstance(watched, Card):
            self.heights.append(watched.height())
        return False


def fill(page: ColumnPage, count: int) -> None:
    layout = page.fresh_column()
    for _ in range(count):
        card = Card()
        column(card, (9, 9, 9, 9), 4).addWidget(Label(WORDS, TypeRole.BODY, wrap=True))
        layout.addWidget(card)
    layout.addStretch(1)


@pytest.mark.parametrize("count", [2, 30])
def test_a_column_that_is_filled_anew_is_never_painted_squashed(
    qtbot: QtBot, qapp: QApplication, count: int
) -> None:
    page, painted = ColumnPage(TopBar("最后检查", back="返回")), Painted()
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    qtbot.waitExposed(page)
    qapp.installEventFilter(painted)
    fill(page, count)
    for _ in range(10):  # rounds of events: a picture may be due in each
        page.update()
        qapp.processEvents()
    qapp.removeEventFilter(painted)
    assert painted.heights
    assert len(set(painted.heights)) == 1
    assert painted.heights[0] > 60
