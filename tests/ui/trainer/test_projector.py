"""On a projector: larger text, keys on the screen, black, a pen; slides out of the real pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import READING, see
from zcdesk.disk.own_folder import settings_file
from zcdesk.training.lessons.loading import load_lesson
from zcdesk.training.lessons.making import practice_folder
from zcdesk.training.lessons.papers import how_to_begin
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.look import fonts
from zcdesk.ui.look.tokens import Role
from zcdesk.ui.trainer import overlay
from zcdesk.ui.trainer.projector import SIZE, Projector
from zcdesk.ui.trainer.slide_show import SlideShow
from zcdesk.ui.trainer.slides import slides

SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(
    window: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, held)


def has_keyboard(window: MainWindow) -> bool:
    """Bring the window to the front; tell whether keys reach it and no window of another test."""
    window.activateWindow()
    focus, popup = QApplication.focusWidget(), QApplication.activePopupWidget()
    if popup is not None:  # it would take the keys of the whole program
        popup.close()
        return False
    return QApplication.activeWindow() is window and focus is not None and focus.window() is window


def begin(qtbot: QtBot, window: MainWindow) -> Projector:
    """Begin the mode by its key; a key that another window of the run took is pressed again."""
    mode = window.lessons.projector

    def begun() -> bool:
        if not mode.on and has_keyboard(window):
            press(window, Qt.Key.Key_F11, SHIFT)
        return mode.on

    qtbot.waitUntil(begun)
    return mode


@pytest.fixture(autouse=True)
def _what_is_drawn_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no line vanish while a test looks at it, however slow the computer is."""
    monkeypatch.setattr(overlay, "STROKE_SHOWN", READING / 1000)


@pytest.fixture
def projector(qtbot: QtBot, window: MainWindow, room: Room) -> Iterator[Projector]:
    """The mode, begun by its key, over an open case."""
    made = begin(qtbot, window)
    yield made
    made.end()


def test_the_mode_makes_text_larger_until_it_ends_and_nothing_of_it_is_kept(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    usual, kept = fonts.points(Role.BODY), preferences().settings
    mode = begin(qtbot, window)
    assert fonts.points(Role.BODY) == pytest.approx(usual * SIZE / 100)
    press(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert fonts.points(Role.BODY) > usual * SIZE / 100
    assert preferences().settings == kept
    assert not settings_file().exists() or f'"size": {SIZE}' not in settings_file().read_text()
    press(window, Qt.Key.Key_F11, SHIFT)
    assert not mode.on
    assert fonts.points(Role.BODY) == usual
    assert not mode.keys.isVisible()


def test_closing_the_window_ends_the_mode(window: MainWindow, projector: Projector) -> None:
    window.close()
    assert not projector.on
    assert preferences().size == preferences().settings.size


def test_a_pressed_key_stands_on_the_screen_and_what_is_typed_into_a_field_does_not(
    qtbot: QtBot, window: MainWindow, room: Room, projector: Projector
) -> None:
    room.router.go(At("review"))
    see(qtbot, room.review)
    press(window, Qt.Key.Key_D)
    assert (projector.keys.isVisible(), projector.keys.words) == (True, "D")
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert projector.keys.words == "Ctrl+Z"
    projector.keys._clock.start(1)
    qtbot.waitUntil(projector.keys.isHidden)
    window.new_case(room.session.case.notice)
    field = next(one for one in window.identity.findChildren(QLineEdit) if one.isVisible())
    field.setFocus()
    QTest.keyClicks(field, "secret")
    assert projector.keys.isHidden()


def test_a_black_screen_takes_every_key_until_one_was_pressed(
    qtbot: QtBot, window: MainWindow, room: Room, projector: Projector
) -> None:
    room.router.go(At("review"))
    see(qtbot, room.review)
    before, focus = room.session.case, QApplication.focusWidget()
    press(window, Qt.Key.Key_F8)
    assert projector.black.isVisible()
    assert window.grab().toImage().pixelColor(300, 300) == QColor(0, 0, 0)
    press(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)  # would close the case
    assert projector.black.isHidden()
    assert window.room is room
    assert room.session.case == before
    assert QApplication.focusWidget() is focus


def test_the_pen_draws_over_the_page_and_what_it_drew_vanishes(
    qtbot: QtBot, window: MainWindow, room: Room, projector: Projector,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    press(window, Qt.Key.Key_F12)
    pen = projector.pen
    assert pen.hasFocus()
    before = window.grab().toImage().pixelColor(200, 300)
    draw(pen)
    assert window.grab().toImage().pixelColor(200, 300) != before
    press(window, Qt.Key.Key_E)
    assert pen.strokes
    press(window, Qt.Key.Key_Escape)
    assert not pen.strokes
    assert pen.isVisible()
    draw(pen)
    monkeypatch.setattr(overlay, "STROKE_SHOWN", 0.0)
    qtbot.waitUntil(lambda: not pen.strokes)
    press(window, Qt.Key.Key_Escape)
    assert pen.isHidden()
    assert room.workspace.isVisible()


def test_a_bar_that_vanishes_moves_no_page_under_what_is_drawn(
    qtbot: QtBot, window: MainWindow, projector: Projector
) -> None:
    strip = window.lessons.room.strip
    strip.tell("提示")
    strip.show()
    window.grab()
    projector.take_pen()
    draw(projector.pen)
    before = window.grab().toImage()
    strip.hide()
    qtbot.wait(50)
    after = window.grab().toImage()
    spots = [(x, y) for x in range(0, 600, 7) for y in range(0, 250, 5)]
    assert all(before.pixel(x, y) == after.pixel(x, y) for x, y in spots)
    projector.pen.wipe()
    assert projector.pen._still is None


def draw(pen: overlay.PenLayer) -> None:
    """Draw a line from left to right."""
    QTest.mousePress(pen, Qt.MouseButton.LeftButton, pos=QPoint(100, 300))
    pen.strokes[-1][1].append(QPointF(300, 300))
    QTest.mouseRelease(pen, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    pen.update()


@pytest.fixture
def show(qtbot: QtBot, window: MainWindow) -> Iterator[SlideShow]:
    """The slides of a lesson, begun from the trainer's side."""
    window.resize(1024, 768)
    window.lessons.show_slides(load_lesson("first-walk"), 2718)
    qtbot.waitUntil(lambda: window.lessons.slides is not None, timeout=READING)
    made = window.lessons.slides
    assert made is not None
    yield made
    window.lessons.projector.end()
    window.show_start()
    (practice_folder() / "first-walk-2718.zcase").unlink()


def test_the_slides_lead_through_real_pages_and_decide_nothing(
    qtbot: QtBot, window: MainWindow, show: SlideShow
) -> None:
    room = window.room
    assert room is not None
    assert room.session.case.practice is not None
    before, seen = room.session.case, list[str]()
    assert window.lessons.projector.on
    for place in range(show.count):
        assert show.place == place
        assert show.band.isVisible()
        assert show.slide.title == show.band.title.accessibleName()
        assert window.size().toTuple() == (1024, 768)
        seen.append(type(window.router.currentWidget()).__name__)
        for key in (Qt.Key.Key_E, Qt.Key.Key_F, Qt.Key.Key_F9, Qt.Key.Key_F2, Qt.Key.Key_Delete):
            press(window, key)
        press(window, Qt.Key.Key_Space if place % 2 else Qt.Key.Key_PageDown)
    assert show.place == show.count - 1
    pages = ("Workspace", "InterviewPage", "ReviewPage", "GalleryPage", "CheckPage", "AfterPage")
    assert set(pages) <= set(seen)
    assert "2718" in show.band.title.accessibleName()
    press(window, Qt.Key.Key_Left)
    assert show.place == show.count - 2
    assert room.session.case == before
    assert window.lessons.room.strip.told.isHidden()


def test_a_frame_points_at_a_part_of_the_page_and_follows_the_slide(
    qtbot: QtBot, window: MainWindow, show: SlideShow
) -> None:
    qtbot.waitUntil(lambda: show.shield._framed is not None)
    first = show.shield._framed
    assert first is not None
    line = window.room.pages.line_of(window.room.workspace) if window.room else None
    assert line is not None
    assert first.size() == line.size()
    press(window, Qt.Key.Key_Right)
    assert show.shield._framed is None  # until the page has its place
    qtbot.waitUntil(lambda: show.shield._framed not in (None, first))


def test_b_shows_black_and_esc_ends_the_slides_in_the_case_with_the_mode_still_on(
    window: MainWindow, show: SlideShow
) -> None:
    press(window, Qt.Key.Key_B)
    black = window.lessons.projector.black
    assert black.isVisible()
    press(window, Qt.Key.Key_Space)
    assert black.isHidden()
    assert show.place == 0
    draw(show.shield)
    press(window, Qt.Key.Key_Escape)
    assert not show.shield.strokes
    press(window, Qt.Key.Key_Escape)
    assert window.lessons.slides is None
    assert window.lessons.projector.on
    assert window.room is not None
    assert window.room.workspace.isVisible()
    assert window.room.workspace.list.hasFocus()


def test_a_case_that_is_closed_takes_the_slides_with_it(
    window: MainWindow, show: SlideShow, tmp_path: Path
) -> None:
    window.show_start()
    assert window.lessons.slides is None
    assert not show.band.isVisible()
    assert window.start.isVisible()


def test_the_last_slide_and_the_paper_name_the_lesson_beside_its_number() -> None:
    lesson = load_lesson("first-walk")
    last = slides(lesson, 2718)[-1]
    for told in (last.title, last.words, how_to_begin(lesson, 2718)):
        assert lesson.title.in_language("zh") in told
        assert "2718" in told
    own = lesson.model_copy(update={"id": "own-1"})
    assert "先按“加一课…”" in slides(own, 2718)[-1].words
    assert "加一课" not in last.words
