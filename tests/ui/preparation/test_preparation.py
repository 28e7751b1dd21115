"""Corners, turn, levelling and light of a photo are changed beside the page; all can be undone."""

from pathlib import Path
from random import Random

import pytest
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from benchmarks.makers.photographing import photographed
from tests.pages.drawn import document
from tests.ui.conftest import Press, in_review, opened, there, until
from tools.drawing.documents import draw_page
from tools.drawing.people import invent_colleagues, invent_person
from zcdesk.applicant import Target
from zcdesk.cases.case import Case, CasePage
from zcdesk.geometry import Polygon
from zcdesk.pages.page import Page
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At
from zcdesk.ui.preparation.preparation_page import PreparationPage
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.examining import examine
from zcdesk.workflow.case.importing import add_scans
from zcdesk.workflow.case.session_readings import SessionReadings

pytestmark = pytest.mark.nightly

PHOTO, CARDS = 1, 2


@pytest.fixture(scope="module")
def photo_case(pool: WorkerPool, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A posting photographed on a desk, and both sides of an identity card on one glass."""
    folder = tmp_path_factory.mktemp("photos")
    random = Random(7)
    person = invent_person(random)
    page = draw_page("posting", person, invent_colleagues(person, random), random, 110)
    photo = photographed(page, random, 1440).page.picture
    cards = document("id_card", Random(1), 150).picture
    paths: list[Path] = []
    for name, picture in (("1.jpg", photo), ("2.jpg", cards)):
        paths.append(folder / name)
        Image.fromarray(picture).save(paths[-1], quality=92)
    case = add_scans(
        Case("region-senior-2024", person.applicant(), frozenset({Target.NAME})), paths
    )
    return case.with_pages(list(examine(pool, case, SessionReadings())))


@pytest.fixture
def room(window: MainWindow, photo_case: Case) -> Room:
    return opened(window, photo_case)


@pytest.fixture
def preparation(room: Room, press: Press) -> PreparationPage:
    """The page for the photo, opened by its key."""
    in_review(room, PHOTO)
    press(Qt.Key.Key_P)
    page = room.preparation
    until(lambda: page.before.image is not None and page.isVisible())
    return page


def in_hand(page: PreparationPage) -> CasePage:
    return page.session.case.page(page.session.current)


def lies(page: PreparationPage) -> Page:
    return there(in_hand(page).page)


def outline(page: PreparationPage) -> Polygon:
    return there(lies(page).corners)


def read_again(page: PreparationPage) -> CasePage:
    until(lambda: in_hand(page).examined)
    return in_hand(page)


def test_keys_move_a_corner_by_one_act(preparation: PreparationPage, press: Press) -> None:
    before, found = in_hand(preparation), outline(preparation)
    assert preparation.draft is None
    press(Qt.Key.Key_3)
    press(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Up)
    wanted = (*found[:2], (found[2][0] - 10, found[2][1] - 1), found[3])
    assert preparation.draft == wanted
    assert in_hand(preparation) is before
    press(Qt.Key.Key_Return)
    after = read_again(preparation)
    assert outline(preparation) == wanted
    assert lies(preparation).measures
    assert lies(preparation).look
    assert len(after.hits) >= 1
    preparation.session.undo()
    assert in_hand(preparation) == before
    assert preparation.draft is None


def test_a_corner_is_dragged_and_the_upright_page_follows(preparation: PreparationPage) -> None:
    view = preparation.before
    x, y = view.corners[0]
    start = view.to_screen().map(QPointF(x, y)).toPoint()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for step in (6, 12):
        QTest.mouseMove(view, start + QPointF(step, step).toPoint())
        QApplication.processEvents()
    assert preparation.after.page == in_hand(preparation).page
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPointF(12, 12).toPoint())
    assert preparation.draft is not None
    scale = view.to_screen().m11()
    assert preparation.draft[0] == pytest.approx((x + 12 / scale, y + 12 / scale), abs=2 / scale)
    until(lambda: preparation.after.page != in_hand(preparation).page)
    preparation.drop()
    assert preparation.draft is None
    assert not view.move_corner(0, (view.corners[2][0], view.corners[2][1]))


def test_turn_light_and_outline_have_a_key(preparation: PreparationPage, press: Press) -> None:
    page, found = lies(preparation), outline(preparation)
    preparation.session.stop_reading()
    press(Qt.Key.Key_E)
    assert lies(preparation).turn == (page.turn + 90) % 360
    press(Qt.Key.Key_Q)
    press(Qt.Key.Key_L)
    assert (lies(preparation).turn, lies(preparation).even_light) == (page.turn, True)
    press(Qt.Key.Key_W)
    assert lies(preparation).corners is None
    assert preparation.before.corners[2] == (page.source_width, page.source_height)
    press(Qt.Key.Key_O)
    assert outline(preparation) == found
    for _ in range(5):
        preparation.session.undo()
    assert lies(preparation) == page


def test_two_documents_are_asked_about_and_split_by_one_click(room: Room) -> None:
    room.router.go(At("review", CARDS))
    review = room.review
    before = room.session.case
    assert review.notice_line.act
    button = review.notice_line.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    case = room.session.case
    assert [one.number for one in case.pages] == [PHOTO, CARDS, 3]
    until(lambda: all(one.examined for one in room.session.case.pages))
    for number in (CARDS, 3):
        part = there(room.session.case.page(number).page)
        assert part.width / part.height == pytest.approx(1.585, rel=0.04)
    room.session.undo()
    assert room.session.case == before
