"""A page has one number wherever it is shown; on a tile its year stands beside it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QListView, QStyle
from pytestqt.qtbot import QtBot

from zcdesk.ui.case import tile_painter
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.case.tile_painter import WIDTH, PageTilePainter
from zcdesk.ui.look import PaintedSpot
from zcdesk.ui.picture.page_rows import PageRow


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
    overview = room.session.overview
    rows = tuple(PageRow(overview.of(page.number), reading=False) for page in overview.case.pages)
    tile.take(rows)
    canvas = QPixmap(WIDTH, tile.height)
    spot = PaintedSpot(QRectF(canvas.rect()), QStyle.StateFlag.State_None)
    for row in rows:
        with QPainter(canvas) as painter:
            tile.paint_row(painter, spot, row)
        stated = [year for year in row.page.told.years if year in years]
        assert painted[0] == (f"{row.place} · {stated[0]}" if stated else str(row.place))
        painted.clear()
    assert not years or any(set(row.page.told.years) & years for row in rows)
