"""No screen of a case lays more than sixty Han of law, hints and explanations beside her own data.

Counted is every label that speaks quietly, as a caption or in a secondary tone, on all of the page:
in answers to choose from, in rows and findings too, and each as often as it is read. Not counted
are titles, buttons, the sentence or question that the page is about, her own data and the notice's
own names (slots, sections, facts, pages), the bar, the path and the list of sections, and the three
lines that only practice shows. What stands behind F1, F7 or 为什么 is no part of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.conftest import confirm_pages, opened
from tests.ui.look.test_few_words import HAN, MOST, in_case, without_names
from tests.ui.places import PAGES
from tests.ui.test_enter_and_tab import SCREENS, show_return
from zcdesk.cases.case import Case
from zcdesk.notices.files.loading import built_in_ids, load_notice
from zcdesk.notices.profile.notice import Notice
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.case.section_list import SectionList
from zcdesk.ui.frame.path_line import PathLine
from zcdesk.ui.intake.intake_card import Intake
from zcdesk.ui.interview.interview_page import ALL, InterviewPage
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look.text import Label
from zcdesk.ui.look.tokens import Tone, TypeRole
from zcdesk.ui.review.coach import Coach

APART = (TopBar, PathLine, SectionList, Coach)
QUIET = {Tone.TEXT2, Tone.TEXT3, Tone.MUTE}


def hints(page: QWidget) -> Iterator[str]:
    """Return what a page says quietly, in the order of its widgets."""
    for label in page.findChildren(Label):
        quiet = label.property("role") == TypeRole.CAPTION or label.property("tone") in QUIET
        if quiet and label.isVisibleTo(page) and not _is_apart(label):
            yield label._text


def _is_apart(widget: QWidget | None) -> bool:
    while widget is not None and not isinstance(widget, APART):
        widget = widget.parentWidget()
    return widget is not None


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
    shown = {page: SCREENS[page] for page in PAGES} | {"return": show_return, "intake": show_intake}
    for part in (*(section.id for section in notice.sections), "unsorted"):
        shown[part] = partial(in_case, part)
    return shown | {f"questions {n}": partial(show_questions, screen=n) for n in range(4)}


@pytest.mark.slow
@pytest.mark.parametrize("notice_id", built_in_ids())
def test_no_screen_of_a_case_says_more_than_sixty_han_of_hints(
    window: MainWindow, sorted_case: Case, notice_id: str
) -> None:
    notice = load_notice(notice_id)
    room = opened(window, replace(sorted_case, notice=notice_id))
    confirm_pages(room, 1, 2)
    counted: dict[str, tuple[int, str]] = {}
    for name, show in screens_of(notice).items():
        show(room)
        page = room.workspace if room.workspace.isVisible() else window.router.currentWidget()
        words = without_names("\n".join(hints(page)), notice, room.session.case)
        counted[name] = len(HAN.findall(words)), words
    assert not {name: n for name, n in counted.items() if n[0] > MOST}


@pytest.mark.parametrize("show", [MainWindow.show_start, MainWindow.show_settings])
def test_nor_start_or_settings(window: MainWindow, show: Callable[[MainWindow], object]) -> None:
    show(window)
    words = "\n".join(hints(window.router.currentWidget()))
    assert len(HAN.findall(words.replace(str(Path.home()), ""))) <= MOST, words
