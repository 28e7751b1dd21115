"""On every page of the window the printed key does the printed thing, wherever the focus is."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6 import QtWidgets
from PySide6.QtCore import SIGNAL, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui import test_enter_and_tab
from tests.ui.conftest import NOTICE, OTHER_SLOT, SLOT, confirm_pages, focused, opened, there, until
from tests.ui.pressing import Presser
from zcdesk.cases.acts import following
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.case import Case
from zcdesk.cases.deliveries import DeliveredFile, Delivery, DeliveryKind
from zcdesk.cases.rounds import Round
from zcdesk.cases.stations import Station
from zcdesk.cases.upload_route import Route
from zcdesk.checks.dates.mending import points_of
from zcdesk.notices.profile.slots import Who
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.finish.stations import IDS
from zcdesk.ui.keys.actions import ACT, _Bound
from zcdesk.ui.keys.beginning import in_bar
from zcdesk.ui.keys.enter import ENTER
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.kit.settings import Recent

pytestmark = pytest.mark.slow

NOT_YET = {"return of several people"}
"""Where Enter in a line does nothing: it would note returns of several people at once."""

seen: set[str] = set()
"""Pages that were walked in this run."""


@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize("screen", [*test_enter_and_tab.SCREENS, "a return"])
def test_of_a_case_the_printed_key_does_it(window: MainWindow, room: Room, screen: str) -> None:
    confirm_pages(room, 1)
    test_enter_and_tab.SCREENS.get(screen, test_enter_and_tab.show_return)(room)
    seen.add(type(window.router.currentWidget()).__name__)
    begins_well(window)
    keys_hold(window)
    if screen not in NOT_YET:
        fields_hold(window)


@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize("screen", test_enter_and_tab.WINDOW_SCREENS)
def test_outside_of_a_case_the_printed_key_does_it(window: MainWindow, screen: str) -> None:
    test_enter_and_tab.WINDOW_SCREENS[screen](window)
    until(lambda: not window._arrival._job.busy)
    QtWidgets.QApplication.processEvents()  # what is put into a page is shown a turn later
    seen.add(type(window.router.currentWidget()).__name__)
    begins_well(window)
    keys_hold(window)
    if screen not in NOT_YET:
        fields_hold(window)


@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize("name", test_enter_and_tab.DIALOGS)
def test_in_a_window_of_its_own_the_printed_key_does_the_printed_thing(
    qtbot: QtBot, window: MainWindow, room: Room, name: str
) -> None:
    dialog = test_enter_and_tab.DIALOGS[name](room, window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    until(lambda: QtWidgets.QApplication.activeWindow() is dialog)
    seen.add(type(dialog).__name__)
    begins_well(dialog)
    keys_hold(dialog)
    if name not in NOT_YET:
        fields_hold(dialog)
    dialog.close()


def test_every_page_of_the_window_was_walked() -> None:
    """Of those with people at hand, tests of ``ui/batch`` and ``ui/lessons`` see to it."""
    if os.environ.get("PYTEST_XDIST_WORKER") or len(seen) < len(test_enter_and_tab.SCREENS) // 2:
        pytest.skip("only where all walks ran before it, in one process")
    assert test_enter_and_tab.pages_of_the_window() - seen <= test_enter_and_tab.ELSEWHERE


def test_after_the_settings_enter_goes_on_with_the_start_page(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    preferences().set(recent=(Recent(path="/a/一.zcase", notice=NOTICE, title="一"),))
    window.show_start()
    window.show_settings()
    begins_well(window)
    window.show_settings()
    begins_well(window)
    wanted: list[str] = []
    window.router.add("listed", lambda at: wanted.append(at.part))
    QTest.keyClick(focused(QtWidgets.QWidget), Qt.Key.Key_Return)
    assert wanted == ["/a/一.zcase"]


def test_the_filled_button_of_the_start_page_says_what_enter_does(window: MainWindow) -> None:
    stops = (*[("done", "nothing", 0, 0)] * 3, ("needs_person", "left", 6, 0),
             *[("open", "nothing", 0, 0)] * 3)  # fmt: skip
    cases = tuple(
        Recent(path=f"/{n}/案卷{n}.zcase", notice=NOTICE, title="一", stops=stops, stop="review")
        for n in (1, 2)
    )
    preferences().set(recent=cases)
    window.show_start()
    start = window.start
    assert start.primary.text() == "继续复核 6 页"
    start._recent[1].setFocus(Qt.FocusReason.TabFocusReason)
    assert start.primary.text() == "打开“案卷2”"
    start._unfold()
    notice = next(iter(start._cards))
    start._cards[notice].setFocus(Qt.FocusReason.TabFocusReason)
    assert start.primary.text() == "新建这份申报"
    assert start.primary.printed_key == "Enter"
    wanted: list[str] = []
    start.notice_chosen.disconnect(window.new_case)
    start.notice_chosen.connect(wanted.append)
    QTest.keyClick(start._cards[notice], Qt.Key.Key_Return)
    assert wanted == [notice]


def test_the_last_answer_about_employers_leaves_enter_to_the_filled_button(room: Room) -> None:
    room.router.go(At("organisations"))
    page = room.organisations
    left: list[bool] = []
    room.router.currentChanged.connect(lambda _index: left.append(True))
    for _ in range(len(page.cards) + 1):
        QTest.keyClick(focused(QtWidgets.QWidget), Qt.Key.Key_Return)
    assert page.primary.text() != "就这样" or left


@pytest.mark.nightly
def test_a_second_press_stops_no_export(window: MainWindow, room: Room, nowhere: Path) -> None:
    confirm_pages(room, 1, 2)
    test_enter_and_tab.show_export(room)
    export = room.export
    begun = focused(Button)
    QTest.keyClick(begun, Qt.Key.Key_Space)
    assert export.is_writing
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        focus = focused(QtWidgets.QWidget)
        assert focus is not export.stop
        assert not in_bar(focus)
        QTest.keyClick(focus, key)
    run = there(export._job._run)
    assert not run.job.isInterruptionRequested()
    foot = there(room.check.primary.parentWidget())
    assert not foot.isAncestorOf(export.stop)
    export.stop.click()
    until(lambda: not export.is_writing)


SPACE, ESC = ("空格", "Space"), "Esc"
HELD = ("V",)
"""Keys that do something as long as they are held: the page sees to it."""


def stops_of(window: QtWidgets.QWidget) -> list[QtWidgets.QWidget]:
    """Return every place that Tab reaches now."""
    return [
        one
        for one in window.findChildren(QtWidgets.QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.isVisible()
        and one.isEnabled()
        and one.focusProxy() is None
    ]


def printing(window: QtWidgets.QWidget) -> list[Button]:
    """Return the buttons that print a key now."""
    found = [one for one in window.findChildren(Button) if one.isVisible() and one.isEnabled()]
    return [one for one in found if one.printed_key]


@contextmanager
def nothing_done(window: QtWidgets.QWidget) -> Iterator[list[object]]:
    """Let keys arrive at buttons and acts and do nothing there; yield what they arrived at."""
    done: list[object] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Button, "click", lambda button: done.append(button))
        for act in window.findChildren(_Bound):
            patch.setattr(act, "_do", lambda act=act: done.append(act))
        yield done


def begins_well(window: QtWidgets.QWidget) -> None:
    """Assert that the keyboard begins on the answers or on the filled button."""
    focus = focused(QtWidgets.QWidget)
    assert focus.isVisible()
    assert window.isAncestorOf(focus)
    assert not in_bar(focus), focus.accessibleName()
    for button in window.findChildren(Button):
        if button.is_filled and button.isVisible() and button.key == ENTER and not button.decides:
            assert button.printed_key == ENTER, (focus, focus.accessibleName())


def keys_hold(window: QtWidgets.QWidget) -> int:
    """Assert that each printed key does what it is printed on; return how many were pressed."""
    pressed = 0
    with nothing_done(window) as done:
        for place, stop in enumerate(stops_of(window)):
            stop.setFocus(Qt.FocusReason.TabFocusReason)
            if QtWidgets.QApplication.focusWidget() is not stop:
                continue  # it hands the keyboard on
            for button in printing(window):
                if button.is_filled or place < 3:
                    done.clear()
                    if _press(button, stop):
                        pressed += 1
                        closed = button.printed_key == ESC and not window.isVisible()
                        if closed:  # a dialog closes for Esc by itself
                            window.show()
                            window.activateWindow()
                        assert closed or _did(button, done), (
                            f"{button.text()} prints {button.printed_key}; with the focus on "
                            f"{type(stop).__name__} {stop.accessibleName()!r} it did {done}"
                        )
    return pressed


def fields_hold(window: QtWidgets.QWidget) -> int:
    """Assert that Enter in each line presses the button beside it, else the filled one.

    Returns:
        How many lines there are.
    """
    for card in window.findChildren(QtWidgets.QWidget):
        if card.isVisible() and (ask := OPENERS.get(type(card).__name__)):
            getattr(card, ask)()
    filled = [one for one in window.findChildren(Button) if one.isVisible() and one.is_filled]
    lines = [
        one
        for one in stops_of(window)
        if isinstance(one, QtWidgets.QLineEdit)
        and not one.isReadOnly()
        and not isinstance(
            one.parentWidget(),
            (QtWidgets.QComboBox, QtWidgets.QAbstractSpinBox, QtWidgets.QInputDialog),
        )
    ]
    for line in lines:
        line.setFocus(Qt.FocusReason.TabFocusReason)
        line.setText("3" if line.validator() else "写了字")
        letters = [one.text() for one in printing(window) if len(one.printed_key) == 1]
        assert not letters, (line.accessibleName(), letters)
        beside = [one for one in _row_of(line) if isinstance(one, Button) and one.isVisible()]
        meant = [one for one in beside if one.framed] or filled
        with nothing_done(window) as done:
            own = line.receivers(SIGNAL("returnPressed()")) and not any(b.framed for b in beside)
            QTest.keyClick(line, Qt.Key.Key_Return)
        did = any(_did(button, done) for button in meant)
        assert (own and not done) or (len(done) == 1 and (own or did)), (
            f"Enter in {line.accessibleName()!r} did {done}"
        )
        line.clear()
    return len(lines)


OPENERS = {"LetStand": "_ask", "FaultCard": "_ask_word", "SlotCard": "_press_waive"}
"""What asks for a line on cards that show none at first."""


def _row_of(line: QtWidgets.QLineEdit) -> list[QtWidgets.QWidget]:
    """Return what stands in the same row as a line."""
    above = line.parentWidget()
    first = above.layout() if above is not None else None
    layouts = [first] if first is not None else []
    while layouts:
        layout = layouts.pop()
        items = [layout.itemAt(place) for place in range(layout.count())]
        if layout.indexOf(line) >= 0:
            return [one for item in items if item and (one := item.widget()) is not None]
        layouts += [inner for item in items if item and (inner := item.layout()) is not None]
    return []


def _press(button: Button, focus: QtWidgets.QWidget) -> bool:
    """Press the key that a button prints; False where a key is a letter to be typed."""
    key = button.printed_key
    if key == ENTER:
        QTest.keyClick(focus, Qt.Key.Key_Return)
        return True
    if key in SPACE:
        assert focus is button  # elsewhere Space presses something else
        return False
    keys = QKeySequence(key)
    if keys.isEmpty() or key in HELD:
        return False
    pressed = keys[0]  # type: ignore[index]  # PySide6 tells nothing of it
    typed = isinstance(focus, (QtWidgets.QLineEdit, QtWidgets.QTextEdit, QtWidgets.QPlainTextEdit))
    if typed and pressed.keyboardModifiers() in (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.ShiftModifier,
    ):
        return False
    QTest.keyClick(focus, pressed.key(), pressed.keyboardModifiers())
    return True


def _did(button: Button, done: list[object]) -> bool:
    if done == [button]:
        return True
    if len(done) != 1 or not isinstance(done[0], _Bound):
        return False
    named = button.property(ACT)
    sequence = QKeySequence(button.printed_key)
    return named == done[0].objectName() if named else sequence in done[0].shortcuts()


Way = Callable[[Room], object]

IN_SECTIONS: dict[str, Way] = {
    "missing": lambda room: room.workspace.show_slot("diploma"),
    "texts": lambda room: room.workspace.show_slot("work_summary"),
}
WITH_PAGES = {"review", "gallery", "preparation", "export", "bulk"}
"""Screens that show a page of the case."""
NOT_HERE = {"upload", "whole export", "whose page"}
"""A window of its own, pressed below; the check; the review once more."""
PLACED = {1: SLOT, 2: SLOT, 3: OTHER_SLOT}
"""Slots of the pages, once they are sorted."""


def sorted_and_reviewed(window: MainWindow, case: Case) -> Room:
    """Show the case with three pages, each in its slot and confirmed."""
    pages = tuple(replace(case.page(number), slot=slot) for number, slot in PLACED.items())
    room = opened(window, replace(case, pages=pages, route=Route.COVERED))
    confirm_pages(room, *PLACED)
    return room


def exported(window: MainWindow, case: Case) -> Room:
    room = sorted_and_reviewed(window, case)
    files = (DeliveredFile(f"{n}.jpg", "ab" * 32, slot, n) for n, slot in PLACED.items())
    sent = Delivery(room.session.moment, DeliveryKind.COVERED, tuple(files))
    room.session.act(following.record_delivery(room.session.case, sent), "", ActCode.DELIVER)
    assert room.session.exported
    return room


def handed_in(window: MainWindow, case: Case) -> Room:
    room = exported(window, case)
    moment = room.session.moment
    room.session.act(following.hand_in(room.session.case, moment), "", ActCode.SUBMIT)
    return room


def returned(window: MainWindow, case: Case) -> Room:
    """Show it sent back for two things."""
    room = handed_in(window, case)
    words = "1、业绩成果佐证材料第1张不清晰\n2、缺少年度考核表"
    before, notice = room.session.case, room.session.notice
    items = points_of(notice, before, words).items
    stood = following.stood_now(before)
    noted = Round(room.session.moment, Who.REVIEW_COMMITTEE, words, items, stood)
    room.session.act(following.begin_round(before, noted), "", ActCode.ROUND)
    return room


def mended(window: MainWindow, case: Case) -> Room:
    """Show it with both things mended on the platform."""
    room = returned(window, case)
    for place in range(len(room.session.case.rounds[0].items)):
        done = following.mark_done(room.session.case, 0, place, note="原件如此")
        room.session.act(done, "", ActCode.TO_DO)
    return room


def over(window: MainWindow, case: Case) -> Room:
    room = handed_in(window, case)
    for station in IDS:
        reached = Station(station, room.session.moment, "")
        room.session.act(following.reach_station(room.session.case, reached), "", ActCode.STATION)
    return room


STATES: dict[str, Callable[[MainWindow, Case], Room]] = {
    "new": lambda window, case: opened(window, replace(case, pages=())),
    "sorting": opened,
    "reviewed": sorted_and_reviewed,
    "exported": exported,
    "handed in": handed_in,
    "returned": returned,
    "mended": mended,
    "over": over,
}


class State:
    """A state of the case, to be shown again and again."""

    def __init__(self, window: MainWindow, case: Case, name: str) -> None:
        self._window, self._case, self._begin = window, case, STATES[name]
        self.room = self._begin(window, case)
        self.whole = self.room.session.case

    def show(self, screen: str) -> None:
        """Show a screen of it; what was done meanwhile is taken back."""
        for _ in range(3):
            if self._window.room is self.room and self.room.session.case != self.whole:
                self.room.session.undo()
        if self._window.room is not self.room or self.room.session.case != self.whole:
            self.room = self._begin(self._window, self._case)
            self.whole = self.room.session.case
        if self.room.strip is not None:
            self.room.strip.close()
        if screen in IN_SECTIONS:
            self.room.router.go(At("sections"))
        (test_enter_and_tab.SCREENS | IN_SECTIONS)[screen](self.room)
        QtWidgets.QApplication.processEvents()


@pytest.mark.nightly
def test_every_button_outside_acts_or_says_why(presser: Presser, window: MainWindow) -> None:
    def show(screen: str) -> None:
        window.lay_down()
        preferences().set(language="zh")
        window.show_start()
        test_enter_and_tab.WINDOW_SCREENS[screen](window)
        until(lambda: not window._arrival._job.busy)

    for screen in test_enter_and_tab.WINDOW_SCREENS:
        presser.press_page(partial(show, screen), screen)
    assert not presser.dead, presser.dead
    assert presser.pressed > 120


@pytest.mark.nightly
def test_every_button_of_a_case_acts(presser: Presser, window: MainWindow, read_case: Case) -> None:
    for name in STATES:
        presser.begin()
        state = State(window, read_case, name)
        for screen in sorted((test_enter_and_tab.SCREENS | IN_SECTIONS).keys() - NOT_HERE):
            if screen not in WITH_PAGES or state.whole.pages:
                presser.press_page(partial(state.show, screen), f"{name}, {screen}")
    assert not presser.dead, presser.dead
    assert presser.pressed > 200
