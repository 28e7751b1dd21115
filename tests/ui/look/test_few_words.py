"""No page says more than sixty Han of the program's own words: what, how many, whose turn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.ui.conftest import confirm_pages, opened
from tests.ui.places import PAGES
from tests.ui.test_enter_and_tab import SCREENS, show_return
from zcdesk.cases.case import Case
from zcdesk.notices.files.loading import built_in_ids, load_notice
from zcdesk.notices.profile.entries import Fact
from zcdesk.notices.profile.notice import Notice
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.case.section_list import SectionList
from zcdesk.ui.finish.stations import IDS, station_title
from zcdesk.ui.frame.notice_line import NoticeLine
from zcdesk.ui.frame.path_line import PathLine
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit import Button, Radio
from zcdesk.ui.kit.cards.radio_card import RadioCard
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look.text import Label
from zcdesk.ui.review.coach import Coach
from zcdesk.ui.words.finding_row import FindingRow

pytestmark = pytest.mark.slow

MOST = 60
HAN = re.compile("[一-鿿]")

AS_YET: dict[str, int] = {"review": 98, "return": 86}
"""Pages that say more where a notice has the platform ask of each page, or names no term; the most
they say."""

APART = (TopBar, PathLine, SectionList, FindingRow, RadioCard, Radio, NoticeLine, Coach)
"""What is not counted: the bar, the path, names of sections, findings and answers to choose."""


def own_words(page: QWidget, notice: Notice, case: Case) -> str:
    """Return what a page says by itself, each word of a button once, without names and data."""
    return without_names("\n".join(dict.fromkeys(_said(page))), notice, case)


def without_names(words: str, notice: Notice, case: Case) -> str:
    """Return words without the names that are the notice's and her own."""
    for name in sorted(_names(notice, case), key=len, reverse=True):
        words = words.replace(name, "")
    return words


def _said(page: QWidget) -> Iterator[str]:
    for widget in page.findChildren(QWidget):
        if not isinstance(widget, (Label, QAbstractButton)) or not widget.isVisibleTo(page):
            continue
        above: QWidget | None = widget
        while above is not None and above is not page and not isinstance(above, APART):
            above = above.parentWidget()
        if above is page:
            compact = isinstance(widget, Button) and widget._compact  # its words are not painted
            yield widget._text if isinstance(widget, Label) else "" if compact else widget.text()


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


@pytest.mark.parametrize("notice_id", built_in_ids())
def test_no_page_says_over_sixty_han(window: MainWindow, sorted_case: Case, notice_id: str) -> None:
    notice = load_notice(notice_id)
    room = opened(window, replace(sorted_case, notice=notice_id))
    confirm_pages(room, 1, 2)
    counted: dict[str, tuple[int, str]] = {}
    shown = {page: SCREENS[page] for page in PAGES} | {"return": show_return}
    for part in (*(section.id for section in notice.sections), "unsorted"):
        shown[part] = partial(in_case, part)
    for name, show in shown.items():
        show(room)
        page = room.workspace if room.workspace.isVisible() else window.router.currentWidget()
        words = own_words(page, notice, room.session.case)
        counted[name] = len(HAN.findall(words)), words
    assert not {name: n for name, n in counted.items() if n[0] > AS_YET.get(name, MOST)}
