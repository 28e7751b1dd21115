"""Whoever only presses Enter and Tab answers, confirms and exports nothing (R24)."""

import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import zcdesk.ui
from tests.notices.editing.texts import RIVER
from tests.ui.conftest import NOTICE, SLOT, Note, confirm_pages, focused, in_review, see, until
from tests.ui.places import PAGES
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.following import begin_round, stood_now
from zcdesk.cases.case import Case
from zcdesk.cases.rounds import Round
from zcdesk.cases.upload_route import Route
from zcdesk.checks.dates.mending import points_of
from zcdesk.findings import warning
from zcdesk.notices.editing.building import built
from zcdesk.notices.editing.draft import Draft
from zcdesk.notices.editing.reading import read
from zcdesk.notices.profile.slots import Who
from zcdesk.training.lessons.loading import lessons
from zcdesk.ui.app.leaving import LeavingDialog
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.batch.return_dialog import ReturnDialog
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.finish.upload_strip import UploadStrip
from zcdesk.ui.frame.limit_dialog import LimitDialog
from zcdesk.ui.frame.password_dialog import PasswordDialog
from zcdesk.ui.help.sheet import HelpSheet
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.words.sentences import say

PRESSES = [30, pytest.param(300, marks=pytest.mark.nightly)]
"""Of the two keys, at random; each button is tried by itself besides."""

KEYS = (Qt.Key.Key_Tab, Qt.Key.Key_Return)
"""Enter twice as often as Tab finds what has the focus from the start."""


SCREENS: dict[str, Callable[[Room], None]] = {
    **{page: lambda room, page=page: room.router.go(At(page)) for page in PAGES},  # type: ignore[misc]
    "sections": lambda room: room.router.go(At("sections")),
    "missing": lambda room: room.workspace.show_slot("diploma"),
    "texts": lambda room: room.workspace.show_slot("work_summary"),
    "waiting": lambda room: room.way._wait(),  # else only while there is no page
    "whole export": lambda room: room.router.go(At("check")),
    "export": lambda room: show_export(room),
    "whose page": lambda room: show_stranger(room),
    "bulk": lambda room: show_bulk(room),
}


WINDOW_SCREENS: dict[str, Callable[[MainWindow], object]] = {
    "start": MainWindow.show_start,
    "a new case without words": lambda window: window.new_case(NOTICE),
    "batch": lambda window: window.router.go(At("batch")),
    "settings": MainWindow.show_settings,
    "computer": lambda window: window.router.go(At("computer")),
    "my notice": lambda window: window.router.go(At("notice")),
    "a notice on its way": lambda window: show_draft(window),
    "a notice as tables": lambda window: show_tables(window),
    "lessons": lambda window: window.router.go(At("lessons")),
    "trainer": lambda window: window.router.go(At("trainer", place=lessons())),
    "a lesson by ticking": lambda window: show_composing(window),
    "a class": lambda window: window.router.go(At("class")),
    "about": lambda window: window.router.go(At("about")),
    "case file": lambda window: window.router.go(At("case-file")),
}
"""What there is outside of an open case."""


def asked_for_password(window: QWidget) -> QWidget:
    words = say(warning("case.wrong_password", file="1.zcase")).message
    title = QCoreApplication.translate("Arrival", "案卷密码")
    return PasswordDialog(window, "case", title, words)


def asked_for_return(window: QWidget) -> QWidget:
    assert isinstance(window, MainWindow)
    return ReturnDialog(window.batch.work, window)


DIALOGS: dict[str, Callable[[Room, QWidget], QWidget]] = {
    "limit": lambda room, window: LimitDialog(room.session, window, SLOT),
    "leaving": lambda room, window: LeavingDialog(room.session, window),
    "help": lambda room, window: HelpSheet(window, room.workspace),
    "password": lambda _room, window: asked_for_password(window),
    "upload": lambda room, _window: UploadStrip(room.session, room._pictures, None),
    "return of several people": lambda _room, window: asked_for_return(window),
}
"""What stands in a window of its own."""

ELSEWHERE = {"BatchPage", "SharedScansPage", "LessonScorePage"}
"""Pages that need people or a lesson: tests of ``ui/batch`` and ``ui/lessons`` walk them."""

STRANGER = 4


@cache
def drafted() -> Draft:
    """An invented notice as it is before anybody answered anything."""
    draft = read(RIVER, "qinghe-2027")
    return replace(draft, asked=built(draft).asked)


def show_draft(window: MainWindow) -> None:
    """Show the four sentences of a notice."""
    window.notices.work.begun.emit(drafted())


def show_tables(window: MainWindow) -> None:
    """Show all else of a notice."""
    show_draft(window)
    window.notices.four.tables_wanted.emit()


def show_composing(window: MainWindow) -> None:
    """Show the page on which a lesson is put together, with its columns."""
    trainer = window.lessons.trainer
    window.router.go(At("trainer", place=lessons()))
    window.router.go(At("compose"))
    while trainer._job.busy:
        QTest.qWait(10)


def show_return(room: Room) -> None:
    case = room.session.case
    if not case.rounds:
        words = "学历证书不清晰"
        items = points_of(room.session.notice, case, words).items
        noted = Round(room.session.moment, Who.REVIEW_COMMITTEE, words, items, stood_now(case))
        room.session.act(begin_round(case, noted), "", ActCode.ROUND)
    room.router.go(At("after"))


def show_export(room: Room) -> None:
    """Open the export of one section; the way of handing in is asked once before."""
    section = room.session.notice.section_of(SLOT).id
    for _ in range(2):
        if not room.export.isVisible():
            room.router.go(At("export", part=section))


def show_stranger(room: Room) -> None:
    room.router.go(At("review", STRANGER))


def show_bulk(room: Room) -> None:
    room.router.go(At("review"))
    room.review.acts.open_bulk()


def decided(case: Case) -> Case:
    """Return what a person said: all of the case but what the program found and how pages lie."""
    pages = [replace(page, page=None, hits=(), findings=(), told=page.told) for page in case.pages]
    written = tuple((field, text) for field, text in case.texts if text.strip())
    return replace(case, pages=tuple(sorted(pages, key=lambda page: page.number)), texts=written)


def said_otherwise(before: Case, after: Case) -> list[str]:
    """Return the names of what a person said that is not as it was."""
    first, second = decided(before), decided(after)
    return [
        one.name for one in fields(Case) if getattr(first, one.name) != getattr(second, one.name)
    ]


@contextmanager
def dialogs_pressed_through() -> Iterator[None]:
    """Press Enter and Tab in whatever opens in front of the window, then close it."""
    seen: dict[int, int] = {}

    def press() -> None:
        front = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        if front is None:
            return
        seen[id(front)] = seen.get(id(front), 0) + 1
        if seen[id(front)] > 8:
            front.close()
            return
        QTest.keyClick(front.focusWidget() or front, KEYS[seen[id(front)] % 2])

    timer = QTimer()
    timer.timeout.connect(press)
    timer.start(10)
    try:
        yield
    finally:
        timer.stop()


@pytest.fixture
def sorted_case(sorted_case: Case) -> Case:
    """The sorted case, one page of which seems to be somebody else's."""
    found = (warning("page.other_name"),)
    return sorted_case.with_page(replace(sorted_case.page(STRANGER), findings=found))


@pytest.fixture
def walked(room: Room, nowhere: Path) -> Iterator[Room]:
    """A room in which something is confirmed, with nowhere to go outside of the program."""
    confirm_pages(room, 1)
    with dialogs_pressed_through():
        yield room


def made_below(folder: Path) -> dict[str, bytes]:
    """Return every case, package, table, form and profile below a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.suffix in {".zcase", ".jpg", ".xlsx", ".html", ".pdf", ".docx", ".yaml"}
    }


@pytest.mark.nightly
@pytest.mark.parametrize("presses", PRESSES)
@pytest.mark.parametrize("screen", WINDOW_SCREENS)
def test_outside_of_a_case_enter_and_tab_make_and_set_nothing(
    window: MainWindow,
    nowhere: Path,
    screen: str,
    presses: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home = tmp_path / "home"
    monkeypatch.setattr(type(preferences()), "case_folder", home)
    preferences().forget()  # Enter goes on with the case that was open last
    before, choice = preferences().settings, random.Random(screen)
    WINDOW_SCREENS[screen](window)
    kept = made_below(Path.home())
    with dialogs_pressed_through():
        for _ in range(presses):
            focus = QApplication.focusWidget() or window
            QTest.keyClick(focus, choice.choice(KEYS))
            if window.session is not None:  # the start page may lead to practice, which is kept
                assert window.session.path is None  # nowhere
                WINDOW_SCREENS[screen](window)
        assert preferences().settings == before
        for place in range(len(buttons_of(window))):
            WINDOW_SCREENS[screen](window)
            there = buttons_of(window)
            if place >= len(there):
                break
            button = there[place]
            button.setFocus(Qt.FocusReason.TabFocusReason)
            QTest.keyClick(button, Qt.Key.Key_Return)
    assert preferences().settings.recent == before.recent
    assert made_below(Path.home()) == kept
    assert not home.exists()
    assert not nowhere.exists()


def buttons_of(window: MainWindow) -> list[Button]:
    """Return the buttons that Tab reaches now, those that lead back last."""
    found = [
        one
        for one in window.findChildren(Button)
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    return sorted(found, key=lambda one: isinstance(one.parentWidget(), TopBar))


@pytest.mark.nightly
@pytest.mark.parametrize("screen", SCREENS)
def test_enter_on_any_button_of_a_case_decides_nothing(
    window: MainWindow, walked: Room, screen: str, tmp_path: Path
) -> None:
    """Tab leads to every button some time; the random walk may not get so far."""
    room = walked
    before = room.session.case
    SCREENS[screen](room)
    count = len(buttons_of(window))
    assert count > 2
    for place in range(count):
        SCREENS[screen](room)
        there = buttons_of(window)
        if place >= len(there):
            break
        button = there[place]
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(button, Qt.Key.Key_Return)
        assert not said_otherwise(before, room.session.case), button.text()
        if window.room is not room:
            break  # the way out of the case is the last that is tried
    assert not list((tmp_path / "packages").rglob("*.json"))  # a plan to print is no package


@pytest.mark.nightly
@pytest.mark.parametrize("presses", PRESSES)
@pytest.mark.parametrize("screen", SCREENS)
def test_enter_and_tab_alone_decide_nothing(
    window: MainWindow, walked: Room, screen: str, presses: int, tmp_path: Path
) -> None:
    room, choice = walked, random.Random(screen)
    before = room.session.case
    SCREENS[screen](room)
    if room.review.isVisible():
        see(room.review)
    for place in range(presses):
        if window.room is not room:
            break
        focus = QApplication.focusWidget() or window
        QTest.keyClick(focus, KEYS[1] if place == 0 else choice.choice(KEYS))
        assert not said_otherwise(before, room.session.case), (place, focus.accessibleName())
    assert not list((tmp_path / "packages").rglob("*.json"))  # a plan to print is no package


def pages_of_the_window() -> set[str]:
    """Return the names of all pages, dialogs and further windows that ``zcdesk.ui`` has."""
    home = Path(zcdesk.ui.__file__).parent
    named = re.compile(
        r"^class (\w+(?:Page|Dialog|Setup|Workspace)|HelpSheet|UploadStrip)\(", re.MULTILINE
    )
    found = {name for path in home.rglob("*.py") for name in named.findall(path.read_text("utf-8"))}
    return found - {"WindowPage", "ColumnPage", "DraftPage"}  # what pages are made of


@pytest.mark.nightly
def test_the_walks_visit_every_page_that_the_window_has(
    qtbot: QtBot, window: MainWindow, room: Room, record_property: Note
) -> None:
    seen: set[str] = set()
    confirm_pages(room, 1)

    def note() -> None:
        seen.add(type(window.router.currentWidget()).__name__)

    for show in SCREENS.values():
        show(room)
        note()
    show_return(room)
    note()
    for make in DIALOGS.values():
        dialog = make(room, window)
        qtbot.addWidget(dialog)
        seen.add(type(dialog).__name__)
    for begin in WINDOW_SCREENS.values():
        begin(window)
        until(lambda: not window._arrival._job.busy)
        note()
    assert pages_of_the_window() - seen == ELSEWHERE
    record_property("figure", f"{len(seen)} pages and dialogs, {len(ELSEWHERE)} more with people")


@pytest.mark.nightly
@pytest.mark.parametrize("name", DIALOGS)
def test_enter_and_tab_in_a_window_of_its_own_decide_nothing(
    qtbot: QtBot, window: MainWindow, walked: Room, name: str, tmp_path: Path
) -> None:
    room, before = walked, walked.session.case
    for place in range(12):
        dialog = DIALOGS[name](room, window)
        qtbot.addWidget(dialog)
        dialog.show()
        buttons = [one for one in dialog.findChildren(Button) if one.isVisibleTo(dialog)]
        target = buttons[place] if place < len(buttons) else dialog
        if target is not dialog:
            target.setFocus(Qt.FocusReason.TabFocusReason)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Return):
            if dialog.isVisible():
                QTest.keyClick(dialog.focusWidget() or dialog, key)
        dialog.close()
        assert not said_otherwise(before, room.session.case), (name, place)
        assert room.session.case.ticks == before.ticks
        assert room.session.case.limits == before.limits
    assert not (tmp_path / "packages").exists()


@pytest.mark.slow
def test_what_the_walk_compares_sees_an_answer_a_confirmation_and_a_route(room: Room) -> None:
    before = room.session.case
    room.router.go(At("interview"))
    QTest.keyClick(room.interview, Qt.Key.Key_1)
    assert said_otherwise(before, room.session.case) == ["facts"]
    confirm_pages(room, 1)
    room.router.go(At("route"))
    QTest.keyClick(room.route, Qt.Key.Key_2)
    assert said_otherwise(before, room.session.case) == ["pages", "facts", "route"]


@pytest.mark.slow
def test_enter_leads_past_a_page_that_is_not_confirmed_and_says_so(
    qtbot: QtBot, room: Room
) -> None:
    review = in_review(room)
    assert review.step.way == "confirm"
    with qtbot.waitSignal(room.session.changed, raising=False, timeout=1):
        QTest.keyClick(review.canvas.view, Qt.Key.Key_Return)
    assert room.session.current != 1
    assert not room.session.overview.of(1).confirmed
    assert "没有确认" in review.toast.accessibleName()


def test_the_digits_of_the_route_choose_and_enter_leaves_it_open(room: Room) -> None:
    room.router.go(At("route"))
    page = room.route
    QTest.keyClick(focused(QWidget), Qt.Key.Key_Return)
    assert not page.isVisible()
    assert chosen_route(room) is Route.NOT_ASKED
    room.router.go(At("route"))
    QTest.keyClick(focused(QWidget), Qt.Key.Key_3)
    assert chosen_route(room) is Route.UNKNOWN


def chosen_route(room: Room) -> Route:
    return room.session.case.route
