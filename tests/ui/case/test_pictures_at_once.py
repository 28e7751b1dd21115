"""Each page shows a quick picture as soon as it is there, whatever is being read, or nothing is."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pymupdf
import pytest
from PIL import Image
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QListView, QStyle
from pytestqt.qtbot import QtBot

from tests import one_photo
from tests.cases.made import laid_down
from tests.ui.conftest import NOTICE, SLOT, come, opened, there, until
from tests.ui.drawn import LIST, PLAIN, draw_page
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts import deciding
from zcdesk.cases.acts.laying import turn_page
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.file.store import open_case
from zcdesk.checks.exempt_slots import begun
from zcdesk.findings import error
from zcdesk.notices.files.loading import load_notice
from zcdesk.pages.opening.scan import decode
from zcdesk.pages.opening.sketching import SIDE, sketch
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case import tile_painter
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.case.tile_painter import WIDTH, PageTilePainter
from zcdesk.ui.case.tiles import Tiles
from zcdesk.ui.keys.router import At
from zcdesk.ui.look.painted_rows import PaintedSpot
from zcdesk.ui.look.theme import tokens
from zcdesk.ui.picture.page_rows import PageRow
from zcdesk.ui.picture.page_thumbs import paint_thumb
from zcdesk.ui.picture.pictures import Pictures
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.examining import examine
from zcdesk.workflow.case.importing import KIND, add_scans
from zcdesk.workflow.case.session_readings import SessionReadings
from zcdesk.workflow.one_page.found_scans import scan_at


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A JPEG that its camera says to turn, a PDF of two pages, a PNG, a TIFF, half a JPEG."""
    folder = tmp_path_factory.mktemp("mixed")
    page = Image.open(draw_page(folder.parent / "页.jpg", LIST))
    exif = Image.Exif()
    exif[0x0112] = 6
    page.rotate(90, expand=True).save(folder / "1手机.jpg", exif=exif, quality=90)
    document = pymupdf.open()
    for lines in (LIST, PLAIN):
        path = draw_page(folder.parent / "面.jpg", lines)
        document.new_page(width=595, height=842).insert_image((0, 0, 595, 842), filename=str(path))
    document.save(folder / "2扫描.pdf")
    page.convert("L").save(folder / "3灰.png")
    page.convert("1").save(folder / "4传真.tif")
    whole = (folder.parent / "页.jpg").read_bytes()
    (folder / "5一半.jpg").write_bytes(whole[: len(whole) // 2])
    return folder


@pytest.fixture
def apart(qtbot: QtBot, pool: WorkerPool) -> Iterator[MainWindow]:
    """A window in which nothing at all can be read; only what draws works."""
    reading = WorkerPool(1)
    reading.close()
    made = MainWindow(reading, pool)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


@pytest.fixture
def nameless(apart: MainWindow, tmp_path: Path) -> Room:
    """A case of which nobody said yet whose it is."""
    path = tmp_path / "申报.zcase"
    targets = frozenset((Target.NAME, Target.EMPLOYER))
    laid_down(path, Case(NOTICE, Applicant("", ""), targets))
    apart.open_path(path)
    return come(lambda: apart.room)


def painted(room: Room, page: CasePage) -> QImage:
    drawn = QImage(66, 92, QImage.Format.Format_RGB32)
    drawn.fill(QColor(tokens().surface))
    painter = QPainter(drawn)
    paint_thumb(painter, QRect(0, 0, 66, 92).toRectF(), page, room.workspace.acts._pictures)
    painter.end()
    return drawn


def ink(drawn: QImage) -> int:
    """Count dark pixels: print, and no ground of a tile that waits."""
    return sum(drawn.pixelColor(x, y).lightness() < 190 for x in range(3, 63) for y in range(8, 84))


def is_drawn(pictures: Pictures, page: CasePage) -> bool:
    return pictures.sketch(page) is not None


@pytest.mark.slow
def test_what_was_dropped_is_seen_unread_and_stays_in_the_case(nameless: Room, mixed: Path) -> None:
    room, acts = nameless, nameless.workspace.acts
    assert room.session.path is not None
    acts.take_files("", [mixed], 0)
    until(lambda: not acts.busy)
    pages = room.session.case.pages
    assert [page.file_name for page in pages if not page.refused][:3] == [
        "1手机.jpg", "2扫描.pdf", "2扫描.pdf",
    ]  # fmt: skip
    waiting = [page for page in pages if not page.refused and "一半" not in page.file_name]
    pictures = acts._pictures
    for page in waiting:
        assert page.page is None
        until(partial(is_drawn, pictures, page))
        shown = there(pictures.sketch(page))
        assert shown.height() > shown.width()
        assert ink(painted(room, page)) > 20, page.file_name
    stored = there(room.session.stored)
    until(lambda: len(kept(stored)) >= len(waiting))
    room.session.close()
    with open_case(room.session.path, writing=False) as again:
        assert len(kept(again)) == len(waiting)
        assert all(content.startswith(b"\xff\xd8") for content in kept(again))


def kept(stored: object) -> list[bytes]:
    query = "SELECT content FROM cache WHERE kind = ?"
    found = stored._connection.execute(query, (KIND,))  # type: ignore[attr-defined]
    return [content for (content,) in found]


@pytest.mark.slow
def test_a_jpeg_comes_with_its_quick_picture(
    nameless: Room, mixed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = tmp_path / "大图.jpg"
    noise = np.random.default_rng(1).integers(0, 256, (2400, 2400, 3), np.uint8)
    Image.fromarray(noise).save(large, quality=95)
    assert large.stat().st_size > 4 << 20  # one that takes long to decode holds no other one up
    packed = tmp_path / "一包.zip"  # its files share one limit of time
    with ZipFile(packed, "w") as archive:
        archive.writestr("包里.jpg", draw_page(tmp_path / "包里.jpg", PLAIN).read_bytes())
    acts = nameless.workspace.acts
    monkeypatch.setattr(
        "zcdesk.ui.picture.pictures.sketches", lambda *_: (one for one in list[bytes]())
    )
    acts.take_files("", [mixed / "1手机.jpg", large, packed, mixed / "2扫描.pdf"], 0)
    until(lambda: not acts.busy)
    pages = {page.file_name: page for page in nameless.session.case.pages}
    assert "包里.jpg" in pages
    with_picture = [name for name, page in pages.items() if is_drawn(acts._pictures, page)]
    assert with_picture == ["1手机.jpg"]
    assert len(kept(nameless.session.stored)) == 1


@pytest.mark.slow
def test_a_quick_picture_that_comes_has_its_own_tile_drawn_and_no_other(
    qtbot: QtBot, nameless: Room, mixed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts, drawn = nameless.workspace.acts, list[int]()
    nameless.router.go(At("sections"))
    acts.take_files("", [mixed / "2扫描.pdf", mixed / "3灰.png"], 0)
    until(lambda: not acts.busy)
    waiting = nameless.session.case.pages
    for page in waiting:
        until(partial(is_drawn, acts._pictures, page))
    assert any(
        len(one.numbers) == len(waiting) == 3 and one.isVisible()
        for one in nameless.workspace.findChildren(Tiles)
    )
    qtbot.wait(50)  # what is to be painted is painted
    own = PageTilePainter.paint_row

    def paint_row(painter: PageTilePainter, at: QPainter, spot: PaintedSpot, row: object) -> None:
        assert isinstance(row, PageRow)
        drawn.append(row.page.number)
        own(painter, at, spot, row)

    monkeypatch.setattr(PageTilePainter, "paint_row", paint_row)
    acts._pictures.sketched.emit((waiting[1].path, waiting[1].index))
    until(lambda: bool(drawn))
    qtbot.wait(50)
    assert drawn == [waiting[1].number]


@pytest.mark.slow
def test_a_waiting_page_is_turned_sorted_and_brought_back(nameless: Room, mixed: Path) -> None:
    room, acts = nameless, nameless.workspace.acts
    acts.take_files("", [mixed / "1手机.jpg", mixed / "3灰.png"], 0)
    until(lambda: not acts.busy)
    number = room.session.case.pages[0].number
    page = room.session.case.page(number)
    until(lambda: acts._pictures.sketch(page) is not None)
    upright = painted(room, page)
    acts.turn(number, 90)
    assert room.session.case.page(number).turned == 90
    lying = painted(room, room.session.case.page(number))
    assert lying.pixelColor(33, 4) == QColor(tokens().surface)  # above a page that lies
    assert upright.pixelColor(33, 4) != QColor(tokens().surface)
    acts.move(SLOT, (number,), 0)
    acts.remove((number,))
    room.session.undo()
    assert room.session.case.page(number).slot == SLOT
    assert room.session.case.page(number).turned == 90
    for _ in range(2):
        room.session.undo()
    assert room.session.case.page(number).turned is None


@pytest.mark.parametrize("name", ["1手机.jpg", "2扫描.pdf", "3灰.png", "4传真.tif"])
def test_a_quick_picture_is_the_page_as_its_file_says_it_stands(mixed: Path, name: str) -> None:
    path = mixed / name
    quick = np.asarray(Image.open(BytesIO(sketch(path.read_bytes()))).convert("RGB"))
    whole = decode(scan_at(str(path)))
    assert max(quick.shape) <= SIDE
    assert quick.shape[0] / quick.shape[1] == pytest.approx(
        whole.shape[0] / whole.shape[1], abs=0.02
    )
    reduced = Image.fromarray(whole).resize(quick.shape[1::-1], Image.Resampling.BOX)
    assert np.abs(quick.astype(int) - np.asarray(reduced).astype(int)).mean() < 8


@pytest.mark.nightly
def test_a_page_stands_as_it_was_turned_before_it_was_read(pool: WorkerPool, mixed: Path) -> None:
    case = add_scans(Case(NOTICE, Applicant("甲乙丙", "某某厂"), frozenset()), [mixed / "3灰.png"])
    lying = turn_page(case, 1, 90)
    (read,) = examine(pool, lying, SessionReadings())
    assert read.page is not None
    assert (read.page.turn, read.page.turn_sure) == (90, True)
    assert read.page.width > read.page.height


@pytest.mark.slow
def test_a_photo_moved_into_its_slot_is_no_longer_asked_about_and_moved_out_it_is(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    photo = one_photo.inch_photo(tmp_path / "照片.png")
    room = opened(
        window, add_scans(begun(load_notice(one_photo.NOTICE), one_photo.APPLICANT), [photo])
    )
    session = room.session

    def page() -> CasePage:
        return session.case.page(1)

    def read() -> None:
        until(lambda: page().examined)

    read()
    assert [hit.mask.target for hit in page().hits] == [Target.PHOTO]
    assert session.overview.of(1).doubts == (0,)

    room.workspace.acts.move(one_photo.SLOT, [1], 0)
    read()
    assert (page().slot, page().hits) == (one_photo.SLOT, ())
    assert session.overview.of(1).sure
    session.act(deciding.confirm_sure(session.case))
    assert session.overview.of(1).confirmed

    with qtbot.waitSignal(session.lapsed):
        room.workspace.acts.move("diploma", [1], 0)
    read()
    assert [hit.mask.target for hit in page().hits] == [Target.PHOTO]
    session.undo()
    assert (page().slot, page().hits) == (one_photo.SLOT, ())
    assert session.overview.of(1).confirmed


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
