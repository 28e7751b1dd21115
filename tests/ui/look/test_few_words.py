"""No page says more than sixty Han of the program's own words, and none more than sixty of hints.

Own words tell what, how many, whose turn. Counted as hints (law, explanations beside her own data)
is every label that speaks quietly, as a caption or in a secondary tone, on all of the page: in
answers to choose from, in rows and findings too, and each as often as it is read. Not counted are
titles, buttons, the sentence or question that the page is about, her own data and the notice's own
names (slots, sections, facts, pages), the bar, the path and the list of sections, and the three
lines that only practice shows. What stands behind F1, F7 or 为什么 is no part of the page."""

import contextlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6 import QtWidgets
from PySide6.QtCore import QPoint
from pytestqt.exceptions import TimeoutError as QtTimeoutError
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Note, confirm_pages, opened, until
from tests.ui.places import PAGES
from tests.ui.test_enter_and_tab import SCREENS, WINDOW_SCREENS, show_return
from zcdesk.cases.case import Case
from zcdesk.cases.upload_route import Route
from zcdesk.notices.files.loading import built_in_ids, load_notice
from zcdesk.notices.profile.entries import Fact
from zcdesk.notices.profile.notice import Notice
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.case.section_list import SectionList
from zcdesk.ui.finish.stations import IDS, station_title
from zcdesk.ui.frame.notice_line import NoticeLine
from zcdesk.ui.frame.path_line import PathLine
from zcdesk.ui.intake.intake_card import Intake
from zcdesk.ui.interview.interview_page import ALL, InterviewPage
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit import Radio
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.cards.radio_card import RadioCard
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import fonts
from zcdesk.ui.look.text import ElidedLabel, Label
from zcdesk.ui.look.tokens import Tone, TypeRole
from zcdesk.ui.review.coach import Coach
from zcdesk.ui.words.finding_row import FindingRow

MOST = 60
HAN = re.compile("[一-鿿]")

AS_YET: dict[str, int] = {"review": 98, "return": 86}
"""Pages that say more where a notice has the platform ask of each page, or names no term; the most
they say."""

APART = (TopBar, PathLine, SectionList, Coach)
"""What is not counted: the bar, the path, names of sections, and what only practice shows."""
CHOSEN = (FindingRow, RadioCard, Radio, NoticeLine)
"""Nor, as the program's own words, findings and answers to choose."""
QUIET = {Tone.TEXT2, Tone.TEXT3, Tone.MUTE}


def own_words(page: QtWidgets.QWidget) -> str:
    """Return what a page says by itself, each word of a button once."""
    return "\n".join(dict.fromkeys(_said(page)))


def hints(page: QtWidgets.QWidget) -> str:
    """Return what a page says quietly, in the order of its widgets."""
    labels = (one for one in page.findChildren(Label) if one.isVisibleTo(page))
    return "\n".join(one._text for one in labels if _is_quiet(one) and not _is_in(one, APART))


def _is_quiet(label: Label) -> bool:
    return label.property("role") == TypeRole.CAPTION or label.property("tone") in QUIET


def _is_in(widget: QtWidgets.QWidget | None, kinds: tuple[type[QtWidgets.QWidget], ...]) -> bool:
    while widget is not None and not isinstance(widget, kinds):
        widget = widget.parentWidget()
    return widget is not None


def _said(page: QtWidgets.QWidget) -> Iterator[str]:
    for widget in page.findChildren(QtWidgets.QWidget):
        if not isinstance(widget, (Label, QtWidgets.QAbstractButton)) or not widget.isVisibleTo(
            page
        ):
            continue
        if not _is_in(widget, APART + CHOSEN):
            compact = isinstance(widget, Button) and widget._compact  # its words are not painted
            yield widget._text if isinstance(widget, Label) else "" if compact else widget.text()


def without_names(words: str, notice: Notice, case: Case) -> str:
    """Return words without the names that are the notice's and her own."""
    for name in sorted(_names(notice, case), key=len, reverse=True):
        words = words.replace(name, "")
    return words


def _names(notice: Notice, case: Case) -> Iterator[str]:
    yield from (notice.title, notice.short_title, case.applicant.name, case.applicant.employer)
    for section in notice.sections:
        yield from (section.title, *(slot.title for slot in section.slots))
        yield from (field.title for field in section.fields)
    for fact in notice.facts:
        yield from (one for one in (fact.question, *_titles(fact)) if len(one) > 2)
    yield from map(station_title, IDS)
    for page in case.pages:
        yield from (page.file_name, page.file_name.rpartition(".")[0])


def _titles(fact: Fact) -> Iterator[str]:
    return (option.title for option in fact.options)


def in_case(part: str, room: Room) -> None:
    """Show a section, or the unsorted pages."""
    room.router.go(At("sections", part=part))


def show_intake(room: Room) -> None:
    """Show the tray while files come in."""
    in_case("unsorted", room)
    room.workspace.intake.show_intake(Intake(("证书.jpg", "聘书.jpg"), 1, running=True))


def show_questions(room: Room, screen: int) -> None:
    """Show a screen of the interview; the last ones are all answers."""
    room.router.go(At("interview", part=ALL))
    page = room.router.findChild(InterviewPage)
    assert isinstance(page, InterviewPage)
    put = page._screens()
    page.show_fact(put[screen].facts[0] if screen < len(put) else ALL)


def screens_of(notice: Notice) -> dict[str, Callable[[Room], None]]:
    """Return the screens of a case and how each is shown."""
    shown = {page: SCREENS[page] for page in PAGES} | {"return": show_return}
    for part in (*(section.id for section in notice.sections), "unsorted"):
        shown[part] = partial(in_case, part)
    return shown


FURTHER = {
    "intake": show_intake,
    **{f"questions {n}": partial(show_questions, screen=n) for n in range(4)},
}
"""Screens on which hints are counted besides."""


@pytest.mark.nightly
@pytest.mark.parametrize("notice_id", built_in_ids())
@pytest.mark.parametrize(
    ("said", "further", "more"), [(own_words, {}, AS_YET), (hints, FURTHER, {})]
)
def test_no_screen_of_a_case_says_more_than_sixty_han(
    window: MainWindow,
    sorted_case: Case,
    notice_id: str,
    said: Callable[[QtWidgets.QWidget], str],
    further: dict[str, Callable[[Room], None]],
    more: dict[str, int],
) -> None:
    notice = load_notice(notice_id)
    room = opened(window, replace(sorted_case, notice=notice_id))
    confirm_pages(room, 1, 2)
    counted: dict[str, tuple[int, str]] = {}
    for name, show in (screens_of(notice) | further).items():
        show(room)
        page = room.workspace if room.workspace.isVisible() else window.router.currentWidget()
        words = without_names(said(page), notice, room.session.case)
        counted[name] = len(HAN.findall(words)), words
    assert not {name: n for name, n in counted.items() if n[0] > more.get(name, MOST)}


@pytest.mark.parametrize("show", [MainWindow.show_start, MainWindow.show_settings])
def test_neither_do_the_hints_of_start_and_settings(
    window: MainWindow, show: Callable[[MainWindow], object]
) -> None:
    show(window)
    words = hints(window.router.currentWidget()).replace(str(Path.home()), "")
    assert len(HAN.findall(words)) <= MOST, words


SIZES = {"zh": (1024, 768), "en": (1024, 768), "low": (880, 440)}
"""The window on an old screen in both languages, and on one of 1366×768 at 200 %."""


SETTLING = 60_000
"""Milliseconds in which a layout has asked for the heights of all wrapped lines."""


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest, qapp: QtWidgets.QApplication) -> tuple[int, int]:
    """Set the language and give the window's size."""
    preferences().set(language="en" if request.param == "en" else "zh")
    return SIZES[request.param]


@pytest.mark.nightly
def test_no_words_are_cut_off_on_any_screen(
    size: tuple[int, int],
    qtbot: QtBot,
    window: MainWindow,
    sorted_case: Case,
    record_property: Note,
) -> None:
    window.resize(*size)
    found: dict[str, list[str]] = {}
    seen = 0

    def look(screen: str) -> None:
        nonlocal seen
        qtbot.wait(50)
        with contextlib.suppress(QtTimeoutError):
            until(lambda: not clipped(window), timeout=SETTLING)
        seen += measured(window)
        cut = clipped(window)
        if cut:
            found[screen] = cut

    for name, show in WINDOW_SCREENS.items():
        show(window)
        look(name)
    room = opened(window, replace(sorted_case, route=Route.COVERED))
    assert window.size().toTuple() == size
    for name, show_in in SCREENS.items():
        if name != "upload":  # a slim window of its own
            show_in(room)
            look(name)
    confirm_pages(room, 1, 2)
    for name in ("check", "review", "export"):
        SCREENS[name](room)
        look(f"{name}, pages confirmed")
    assert found == {}
    record_property("figure", f"{seen} labels and buttons at {size}, none cut off")


ROUNDING = 2
"""Pixels by which a width that a layout rounded may fall short."""

BESIDE = {QtWidgets.QCheckBox: 30, QtWidgets.QRadioButton: 32}
"""Pixels that box or ring take from the words."""


def clipped(top: QtWidgets.QWidget) -> list[str]:
    """Return what is cut off below ``top``: class, words and by how many pixels.

    Labels that may give way in a row are left out: ``test_nothing_shortened.py`` counts them.
    """
    found = []
    for widget in top.findChildren(QtWidgets.QWidget):
        lacking = _lacking(widget) if widget.isVisible() else 0
        if lacking > ROUNDING:
            words = getattr(widget, "accessibleName", str)() or getattr(widget, "text", str)()
            found.append(f"{type(widget).__name__} “{words}” lacks {lacking}")
    return found


def measured(top: QtWidgets.QWidget) -> int:
    """Return how many things with words are visible below ``top``."""
    kinds = (QtWidgets.QLabel, Button, QtWidgets.QCheckBox, QtWidgets.QRadioButton)
    return sum(widget.isVisible() for kind in kinds for widget in top.findChildren(kind))


def _lacking(widget: QtWidgets.QWidget) -> int:
    """Return the pixels by which the words of a widget do not fit, 0 or less where they do."""
    if isinstance(widget, ElidedLabel):
        return 0
    if isinstance(widget, QtWidgets.QLabel) and widget.text():
        return max(_of_label(widget), _outside(widget))
    if isinstance(widget, Button) and widget.text():
        compact = widget.width() == widget.height()  # shows its icon alone
        return 0 if compact else max(widget.words_width() - widget.width(), _outside(widget))
    if isinstance(widget, QtWidgets.QCheckBox | QtWidgets.QRadioButton) and widget.text():
        beside = next(room for kind, room in BESIDE.items() if isinstance(widget, kind))
        words = round(fonts.metrics(TypeRole.BODY).horizontalAdvance(widget.text()))
        return max(beside + words - widget.width(), _outside(widget))
    return 0


def _of_label(label: QtWidgets.QLabel) -> int:
    if label.wordWrap():
        return label.heightForWidth(label.width()) - label.height()
    lines = label.text().splitlines()
    metrics, room = label.fontMetrics(), label.contentsRect()
    width = max(metrics.horizontalAdvance(line) for line in lines) - room.width()
    return max(width, metrics.lineSpacing() * len(lines) - room.height() - metrics.leading() - 2)


def _outside(widget: QtWidgets.QWidget) -> int:
    """Return the pixels that stand right of the area in which the widget scrolls, or its window."""
    area: QtWidgets.QWidget | None = widget.parentWidget()
    while area is not None and not area.isWindow():
        above = area.parentWidget()
        if isinstance(above, QtWidgets.QScrollArea) and above.viewport() is area:
            break
        if above is not None and isinstance(above.parentWidget(), QtWidgets.QScrollArea):
            area = above
            break
        area = above
    if area is None:
        return 0
    right = widget.mapTo(area, QPoint(widget.width(), 0)).x()
    return right - area.width()
