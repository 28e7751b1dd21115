"""Covers are moved, resized and repeated by hand; the gallery shows all of them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OTHER_SLOT, READING, Press, in_review, opened, there, until
from zcdesk.applicant import Target
from zcdesk.cases.case import Case, Decision
from zcdesk.findings import info
from zcdesk.geometry import Polygon, bounds, box
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.seals.ink_colours import Colour
from zcdesk.masking.seals.seal_detection import Seal, Shape, words_of_ring
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At
from zcdesk.ui.picture import covers
from zcdesk.ui.picture.page_paper import PagePaper
from zcdesk.ui.picture.pictures import Pictures
from zcdesk.ui.picture.reshaping import Grip, reshaped
from zcdesk.ui.review.hit_list import HitRow
from zcdesk.ui.review.review_page import ReviewPage
from zcdesk.ui.wall.gallery_cells import cells_of
from zcdesk.workers.pool import WorkerPool

PAGE = (400.0, 300.0)
HERE = box(100, 100, 180, 140)


@pytest.mark.parametrize(
    ("grip", "by", "expected"),
    [
        (Grip.MOVE, (10, -5), (110, 95, 190, 135)),
        (Grip.MOVE, (900, 900), (320, 260, 400, 300)),
        (Grip.SOUTH_EAST, (20, 10), (100, 100, 200, 150)),
        (Grip.NORTH_WEST, (-500, -500), (0, 0, 180, 140)),
        (Grip.WEST, (500, 0), (176, 100, 180, 140)),
    ],
)
def test_a_grip_moves_its_own_edges_and_never_leaves_the_page(
    grip: Grip, by: tuple[float, float], expected: tuple[float, ...]
) -> None:
    assert bounds(reshaped(HERE, grip, *by, PAGE)) == pytest.approx(expected)


def test_a_bar_that_vanishes_while_drawing_moves_no_page_under_the_pen(qtbot: QtBot) -> None:
    view = PagePaper()
    qtbot.addWidget(view)
    view.resize(500, 600)
    view.show()
    view.show_page(1000, 1400, None)
    view.set_drawing(True)
    drawn: list[tuple[float, ...]] = []
    view.drawn.connect(lambda *cover: drawn.append(cover))
    port, begin = view.viewport(), QPoint(100, 200)
    on_page, scale = view.mapToScene(begin), view.transform().m11()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=begin)
    view.resize(640, 700)
    assert view.transform().m11() == scale, "no new fit below the pen"
    begin_now = view.mapFromScene(on_page)
    QTest.mouseMove(port, begin_now + QPoint(60, 40))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=begin_now + QPoint(60, 40))
    (cover,) = drawn
    assert cover[:2] == pytest.approx((on_page.x(), on_page.y()), abs=3 / scale)
    assert view.transform().m11() > scale, "fitted once the cover is drawn"


def outline(review: ReviewPage, index: int) -> Polygon:
    return review.shown_entries[index].polygon


@pytest.mark.slow
def test_arrows_move_the_cover_in_hand_and_become_one_act(review: ReviewPage, press: Press) -> None:
    review.select(0)
    review.canvas.view.setFocus()
    left, top, *_ = bounds(outline(review, 0))
    press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Up)
    review.canvas.view.settle()
    assert bounds(outline(review, 0))[:2] == pytest.approx((left + 11, top - 1))
    assert review.page.decision(0) is Decision.COVER
    review.session.undo()
    assert bounds(outline(review, 0))[:2] == pytest.approx((left, top))
    assert review.page.decision(0) is None


@pytest.mark.slow
def test_a_handle_is_dragged_with_the_mouse(review: ReviewPage) -> None:
    review.select(0)
    view = review.canvas.view
    shape = covers.shape(review.shown_entries[0], view.viewportTransform()).boundingRect()
    corner = QPoint(round(shape.right()) + 3, round(shape.bottom()) + 3)
    before = bounds(outline(review, 0))
    button = Qt.MouseButton.LeftButton
    QTest.mousePress(view.viewport(), button, pos=corner)
    QTest.mouseMove(view.viewport(), corner + QPoint(30, 12))
    QTest.mouseRelease(view.viewport(), button, pos=corner + QPoint(30, 12))
    after = bounds(outline(review, 0))
    assert after[:2] == pytest.approx(before[:2])
    assert after[2] > before[2] + 10
    assert after[3] > before[3] + 4


@pytest.mark.slow
def test_what_keys_moved_is_kept_when_pages_turn(review: ReviewPage, press: Press) -> None:
    review.select(0)
    review.canvas.view.setFocus()
    before = bounds(outline(review, 0))
    press(Qt.Key.Key_Down)
    review.turn_pages(1)
    review.turn_pages(-1)
    assert bounds(outline(review, 0))[1] == pytest.approx(before[1] + 1)


@pytest.mark.slow
def test_a_cover_is_repeated_on_the_other_pages_of_the_same_slot_once(room: Room) -> None:
    review = in_review(room, 1)
    review.acts.draw(40, 40, 140, 80)
    review.acts.repeat()
    assert [len(room.session.case.page(n).drawn) for n in (1, 2, 3, 4)] == [1, 1, 0, 0]
    review.acts.repeat()
    assert len(room.session.case.page(2).drawn) == 1
    room.session.undo()
    assert not room.session.case.page(2).drawn


@pytest.mark.slow
def test_the_gallery_shows_every_cover_sharply_and_opens_its_page(room: Room, press: Press) -> None:
    room.router.go(At("gallery"))
    gallery = room.gallery
    places = cells_of(room.session.case, room.session.overview)
    cells = [cell for cell in places if not cell.is_open]
    assert len(cells) == sum(one.covers for one in room.session.overview)
    first = there(gallery.list.cell)
    shown = there(first.shown)
    gallery.grab()  # painting asks for the crops
    until(lambda: gallery.crops.get(shown.key) is not None)
    gallery.list.setFocus()
    press(Qt.Key.Key_E)
    assert room.session.case.page(first.page.number).decision(first.entry.index) is Decision.COVER
    press(Qt.Key.Key_Return)
    assert room.review.isVisible()
    assert (room.session.current, room.review.selected) == first.key


@pytest.mark.slow
def test_leaving_a_word_open_from_the_gallery_asks_on_a_page(room: Room, press: Press) -> None:
    room.router.go(At("gallery"))
    room.gallery.list.setFocus()
    press(Qt.Key.Key_R)
    assert room.review.isVisible()
    assert room.review.page.decision(room.review.selected) is None


@pytest.mark.slow
def test_a_double_click_covers_just_its_word(window: MainWindow, waiting_case: Case) -> None:
    room = opened(window, replace(waiting_case, pages=waiting_case.pages[1:2]))
    session = room.session
    until(lambda: not session.overview.waiting)
    room.router.go(At("review"))
    review = room.review
    page = review.page
    reading = there(session.readings.of(there(page.page)))
    line = next(one for one in reading.lines if "贺一鸣" in one.lattice.text)
    name = next(c for c in line.lattice.characters if c.text == "一")
    left, top, right, bottom = bounds(line.span(name.column, name.column + 1))
    review.acts.cover_word((left + right) / 2, (top + bottom) / 2)
    until(lambda: bool(review.page.drawn))
    drawn = bounds(review.page.drawn[0].polygon)
    whole = bounds(line.quad)
    assert drawn[0] < left
    assert drawn[2] > right
    assert drawn[2] - drawn[0] < (whole[2] - whole[0]) / 2


def own_seal() -> Hit:
    outline = box(560, 900, 800, 1140)
    ring = Seal((680, 1020), (120, 120), 0.0, Colour.RED, Shape.RING, outline, 1.0)
    mask = Mask(Target.SEAL, outline, "employer:1", 0.9, Origin.SEAL)
    return Hit(mask, Verdict.DOUBT, info("hit.own_seal"), "seal:employer", words_of_ring(ring))


@pytest.fixture
def sealed(window: MainWindow, sorted_case: Case) -> ReviewPage:
    """The review of a case with the same seal on three pages of one slot and one of another."""
    pages = tuple(
        replace(page, slot=OTHER_SLOT if page.number == 4 else "", hits=(*page.hits, own_seal()))
        for page in sorted_case.pages
        if page.number in (1, 2, 3, 4)
    )
    room = opened(window, replace(sorted_case, pages=pages))
    in_review(room)
    return room.review


def decided(sealed: ReviewPage) -> list[Decision | None]:
    return [page.decision(len(page.hits) - 1) for page in sealed.session.case.pages]


@pytest.mark.slow
def test_one_answer_holds_for_the_seal_of_a_whole_slot(sealed: ReviewPage, press: Press) -> None:
    sealed.select(len(sealed.page.hits) - 1)
    press(Qt.Key.Key_R)
    assert decided(sealed) == [Decision.LEAVE] * 3 + [None]
    assert "3 处" in sealed.toast.accessibleName()
    sealed.session.undo()
    assert decided(sealed) == [None] * 4


@pytest.mark.slow
def test_a_later_change_is_its_pages_until_given_to_all(sealed: ReviewPage, press: Press) -> None:
    sealed.select(len(sealed.page.hits) - 1)
    press(Qt.Key.Key_R)
    sealed.go_to(2, len(sealed.session.case.page(2).hits) - 1)
    press(Qt.Key.Key_E)
    assert decided(sealed) == [Decision.LEAVE, Decision.COVER, Decision.LEAVE, None]
    sealed.select(len(sealed.page.hits) - 1)
    press(Qt.Key.Key_T)
    assert decided(sealed) == [Decision.COVER] * 3 + [None]


def test_only_the_words_of_a_ring_are_covered_not_all(sealed: ReviewPage, press: Press) -> None:
    before = sealed.page.covers()
    sealed.select(len(sealed.page.hits) - 1)
    press(Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
    assert decided(sealed) == [Decision.WORDS] * 3 + [None]
    outlines = {mask.polygon for mask in sealed.page.covers()} - {m.polygon for m in before}
    assert outlines == set(own_seal().parts)
    entry = sealed.shown_entries[-1]
    assert entry.tail == "只盖印文"
    assert entry.parts == own_seal().parts
    sealed.set_final(True)
    view = sealed.canvas.view
    shown = view.grab().toImage()
    star = view.mapFromScene(680, 1020)
    words = view.mapFromScene(680 + 100, 1020)
    assert shown.pixelColor(star).lightness() > 150
    assert shown.pixelColor(words).lightness() < 40


def test_a_drawing_that_fails_after_another_try_was_asked_for_is_begun_anew(
    pool: WorkerPool, read_case: Case, scans: Path
) -> None:
    page = there(read_case.page(4).page)
    scan = scans / "4大纲.jpg"
    away = scan.rename(scan.with_suffix(".moved"))
    pictures = Pictures(pool)
    told: list[str] = []
    pictures.failed.connect(lambda _: told.append("failed"))
    pictures.arrived.connect(lambda *_: told.append("arrived"))
    pictures.get(page, 300, 300)
    (drawing,) = pictures._asked.values()
    assert drawing.exception(READING / 1000) is not None  # its news has not been taken yet
    away.rename(scan)
    pictures.try_again(page)
    until(lambda: bool(told))
    assert told == ["arrived"]


DOORS = ("interview", "organisations", "route", "check", "after", "identity")


def claimed_twice(window: MainWindow) -> dict[str, int]:
    """Return the keys that more than one action of what is on screen claims."""
    keys = Counter(
        key.toString()
        for action in window.findChildren(QAction)
        for key in action.shortcuts()
        for owner in action.associatedObjects()
        if isinstance(owner, QWidget) and owner.isVisible()
    )
    return {key: count for key, count in keys.items() if count > 1}


@pytest.mark.nightly
def test_no_key_is_claimed_twice_on_any_page_of_a_case(window: MainWindow, room: Room) -> None:
    doors: tuple[Callable[[], None], ...] = (
        lambda: room.router.go(At("sections")),
        lambda: room.router.go(At("review")),
        lambda: room.router.go(At("gallery")),
        lambda: room.router.go(At("preparation")),
        *(lambda door=door: room.router.go(At(door)) for door in DOORS),
        lambda: room.router.go(At("export", part="practice_evidence")),
    )
    for go in doors:
        go()
        assert not claimed_twice(window), type(room.router.currentWidget()).__name__
    assert not window.findChildren(QShortcut)  # each key stands in a table of actions


@pytest.mark.slow
def test_the_place_in_hand_stays_in_sight_when_its_list_shrinks(room: Room) -> None:
    review = in_review(room)
    for at in range(5):
        review.acts.draw(100.0, 100.0 + 90 * at, 300.0, 150.0 + 90 * at)
    hits = review.decisions.hits

    def bottom() -> int:
        row = hits.findChildren(HitRow)[-1]
        return row.mapTo(hits.viewport(), row.rect().bottomLeft()).y()

    until(lambda: len(hits.findChildren(HitRow)) >= 5)
    less = hits.findChildren(HitRow)[-1].height() + 30
    assert less < hits.height()
    hits.setFixedHeight(less)  # a card above it came
    until(lambda: hits.viewport().height() == less)
    until(lambda: hits.verticalScrollBar().maximum() > 0)
    until(lambda: bottom() <= less)
