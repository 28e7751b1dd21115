"""The gallery lists what stands beside 姓名, 单位 and 签字 without a cover, as crops."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Press, draw_read_case, entered, see
from tests.ui.drawn import APPLICANT
from zcdesk.applicant import Target
from zcdesk.geometry import bounds
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At
from zcdesk.ui.look import ROW
from zcdesk.ui.wall.gallery_cells import Cell
from zcdesk.ui.wall.gallery_page import GalleryPage
from zcdesk.workers.pool import WorkerPool

FORM = (
    "年度考核登记表",
    f"姓名：{APPLICANT.name}",
    "工作单位：塔河石油机械有限公司",
    "考核等次：称职",
    "本人签字：",
)
OTHER = ("聘用合同", "姓名：陆听澜", "性别：女")


@pytest.fixture(scope="module")
def case_file(tmp_path_factory: pytest.TempPathFactory, pool: WorkerPool) -> Path:
    """A case of two pages that were read: the applicant's form, and another person's."""
    folder = tmp_path_factory.mktemp("栏目")
    return draw_read_case(pool, folder, {"1考核表.jpg": FORM, "2合同.jpg": OTHER})


@pytest.fixture
def room(qtbot: QtBot, window: MainWindow, case_file: Path) -> Room:
    """The room of that case."""
    return entered(qtbot, window, case_file)


@pytest.fixture
def gallery(qtbot: QtBot, room: Room, press: Press) -> GalleryPage:
    """Its gallery at the labels, once all pages were looked at."""
    room.router.go(At("gallery"))
    room.gallery.list.setFocus()
    press(Qt.Key.Key_3)
    gallery = room.gallery
    assert gallery.labels.isChecked()
    qtbot.waitUntil(lambda: gallery.list.cell is not None)
    qtbot.waitUntil(lambda: not gallery.finds.looking)
    return gallery


def listed(gallery: GalleryPage) -> list[tuple[int, str, str]]:
    """Page, label and value of what is listed, in its order."""
    model = gallery.list.model()
    rows = [model.index(row, 0).data(ROW) for row in range(model.rowCount())]
    cells = [row for row in rows if isinstance(row, Cell)]
    return [(one.place, one.label.label, one.label.text) for one in cells if one.label]


def test_values_beside_labels_that_no_cover_hides_are_listed_with_their_labels(
    gallery: GalleryPage,
) -> None:
    assert listed(gallery) == [
        (2, "姓名", "陆听澜"),
        (1, "工作单位", "塔河石油机械有限公司"),
        (1, "本人签字", ""),
    ]
    assert gallery.labels.text().endswith(" 3")
    gallery.list.setCurrentIndex(gallery.list.model().index(1, 0))
    cell = gallery.list.cell
    assert cell is not None
    assert "“姓名”旁边读到“陆听澜”" in cell.entry.reason
    assert cell.shown is not None
    assert (
        bounds(cell.shown.polygon)[0] < bounds(cell.entry.polygon)[0] - 40
    )  # the label is in the crop


@pytest.mark.slow
def test_a_value_is_covered_from_the_gallery_and_leaves_the_list(
    gallery: GalleryPage, room: Room, press: Press
) -> None:
    gallery.list.setFocus()
    gallery.list.setCurrentIndex(gallery.list.model().index(1, 0))
    press(Qt.Key.Key_R)  # nothing is to be left open: it is open
    before = room.session.case
    press(Qt.Key.Key_E)
    (drawn,) = room.session.case.page(2).drawn
    assert drawn.target is Target.NAME
    assert [place for place, _, _ in listed(gallery)] == [1, 1]
    room.session.undo()
    assert room.session.case == before
    assert len(listed(gallery)) == 3


@pytest.mark.slow
def test_enter_goes_to_the_page_and_points_at_the_value(
    qtbot: QtBot, gallery: GalleryPage, room: Room, press: Press
) -> None:
    gallery.list.setFocus()
    gallery.list.setCurrentIndex(gallery.list.model().index(1, 0))
    cell = gallery.list.cell
    assert cell is not None
    press(Qt.Key.Key_Return)
    assert room.review.isVisible()
    assert (room.session.current, room.review.selected) == (2, -1)
    see(qtbot, room.review)
    view = room.review.canvas.view
    seen = view.mapToScene(view.viewport().rect()).boundingRect()
    left, top, right, bottom = bounds(cell.entry.polygon)
    assert seen.contains((left + right) / 2, (top + bottom) / 2)
    middle = view.mapFromScene((left + right) / 2, top)
    shown = view.viewport().grab().toImage()
    colours = {shown.pixelColor(middle.x() + x, middle.y()).name() for x in range(-8, 9)}
    room.review.refresh()
    bare = view.viewport().grab().toImage()
    assert colours != {bare.pixelColor(middle.x() + x, middle.y()).name() for x in range(-8, 9)}
