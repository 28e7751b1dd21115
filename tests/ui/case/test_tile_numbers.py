"""A page has one number wherever it is shown; on a tile its year stands beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QListView, QStyle
from pytestqt.qtbot import QtBot

from tests.ui.conftest import SLOT
from zcdesk.cases.case import CasePage
from zcdesk.findings import error
from zcdesk.ui.case import tile_painter
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.case.tile_painter import WIDTH, PageTilePainter
from zcdesk.ui.look import PaintedSpot
from zcdesk.ui.picture.page_rows import PageRow

REFUSED = CasePage(
    9, SLOT, "/x/坏了.jpg", findings=(error("scan.truncated", file="坏了.jpg"),), examined=True
)


@pytest.mark.parametrize("years", [frozenset(), frozenset({2021, 2022, 2023, 2024, 2025})])
def test_the_tile_of_a_page_says_its_number_with_and_without_a_year(
    qtbot: QtBot, room: Room, monkeypatch: pytest.MonkeyPatch, years: frozenset[int]
) -> None:
    painted: list[str] = []
    monkeypatch.setattr(
        tile_painter, "paint_words", lambda _, __, words, *___, **____: painted.append(words)
    )
    view = QListView()
    qtbot.addWidget(view)
    tile = PageTilePainter(view, room._pictures)
    tile.years = years
    case = room.session.case
    room.session.act(replace(case, pages=(*case.pages, REFUSED)))
    overview = room.session.overview
    rows = tuple(PageRow(overview.of(page.number), reading=False) for page in overview.case.pages)
    tile.take(rows)
    canvas = QPixmap(WIDTH, tile.height)
    spot = PaintedSpot(QRectF(canvas.rect()), QStyle.StateFlag.State_None)
    for row in rows:
        with QPainter(canvas) as painter:
            tile.paint_row(painter, spot, row)
        stated = [year for year in row.page.told.years if year in years]
        number = "" if row.page.refused else str(row.place)
        assert painted[0] == (f"{number} · {stated[0]}" if stated else number)
        painted.clear()
    assert not years or any(set(row.page.told.years) & years for row in rows)
