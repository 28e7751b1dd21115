"""A page that seems to be somebody else's asks whose it is, and no key answers for the person."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import SLOT, Press, confirm_pages, in_review, opened, see, until
from zcdesk.cases.case import Case
from zcdesk.errors import ZcdeskError
from zcdesk.finding_facts import About, codes_about
from zcdesk.findings import warning
from zcdesk.sorting.told import PageTold
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At
from zcdesk.ui.look.text import Label
from zcdesk.ui.review.next_step import Way
from zcdesk.ui.review.review_page import ReviewPage
from zcdesk.ui.words.finding_row import FindingRow
from zcdesk.workflow.review import reviewing

pytestmark = pytest.mark.slow

STRANGER = 4
"""A page without doubts and without the applicant's words."""


@pytest.fixture(params=sorted(codes_about(About.WHOSE)))
def sorted_case(request: pytest.FixtureRequest, sorted_case: Case) -> Case:
    """The sorted case; page 4 seems to be another person's."""
    page = sorted_case.page(STRANGER)
    found = (warning(request.param, document="毕业证", row=8),)
    told = PageTold(names=("陆听澜",))
    return sorted_case.with_page(replace(page, findings=found, told=told, slot=SLOT))


def way_of(review: ReviewPage) -> Way:
    return review.step.way


@pytest.fixture
def asked(room: Room) -> Room:
    in_review(room, STRANGER)
    return room


def test_neither_f_nor_enter_nor_the_bulk_acts_confirm_it(asked: Room, press: Press) -> None:
    review, session = asked.review, asked.session
    assert way_of(review) is Way.WHOSE
    press(Qt.Key.Key_F)
    assert review.decisions.whose.mine.hasFocus()
    press(Qt.Key.Key_Return)
    review.canvas.view.setFocus()
    press(Qt.Key.Key_Return)
    case = session.case
    assert not case.page(STRANGER).claimed
    assert not case.page(STRANGER).confirmed
    for after in (
        reviewing.accept_all_undoubted(session.overview),
        reviewing.accept_all_proposed(session.overview),
    ):
        assert not after.is_confirmed(after.page(STRANGER))
    with pytest.raises(ZcdeskError, match=r"^page\.unclaimed$"):
        reviewing.accept(case, STRANGER, session.notice)


def test_hers_by_one_key_then_confirmed_and_undone_by_step(asked: Room, press: Press) -> None:
    review, session, before = asked.review, asked.session, asked.session.case
    press(Qt.Key.Key_I)
    assert session.case.page(STRANGER).claimed
    assert not session.overview.of(STRANGER).confirmed
    assert way_of(review) is Way.CONFIRM
    press(Qt.Key.Key_F)
    assert session.overview.of(STRANGER).confirmed
    session.undo()
    session.undo()
    assert session.case == before
    review.go_to(STRANGER)
    assert way_of(review) is Way.WHOSE
    press(Qt.Key.Key_I)
    review.decisions.whose.again.click()
    assert session.case == before


def test_somebody_elses_leaves_by_one_key_and_comes_back_by_undo(asked: Room, press: Press) -> None:
    session, before = asked.session, asked.session.case
    press(Qt.Key.Key_O)
    assert STRANGER not in {page.number for page in session.case.pages}
    assert session.current == 5  # the page behind it
    session.undo()
    assert session.case == before


@pytest.mark.nightly
def test_undo_turns_back_to_the_page_that_left_and_says_so(asked: Room, press: Press) -> None:
    review, session = asked.review, asked.session
    place = review.place
    press(Qt.Key.Key_O)
    assert session.current != STRANGER
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.current == STRANGER
    assert review.place == place
    assert asked.router.currentWidget() is review
    see(review)
    assert asked.toast.accessibleName() == f"已撤回：移走第 {place} 页（复核）"
    assert not asked.toast._lead.isVisible()


@pytest.mark.nightly
def test_the_only_page_leaves_too(window: MainWindow, sorted_case: Case, press: Press) -> None:
    room = opened(window, replace(sorted_case, pages=(sorted_case.page(STRANGER),)))
    in_review(room, STRANGER)
    press(Qt.Key.Key_O)
    assert not room.session.case.pages
    assert room.workspace.isVisible()
    room.session.undo()
    assert len(room.session.case.pages) == 1


def test_on_a_page_that_is_hers_the_letters_do_nothing(room: Room, press: Press) -> None:
    in_review(room, 1)
    before = room.session.case
    for key in (Qt.Key.Key_I, Qt.Key.Key_O, Qt.Key.Key_U):
        press(key)
    assert room.session.case == before
    assert not room.review.decisions.whose.isVisible()


def test_the_sentence_stands_whole_at_every_width(window: MainWindow, asked: Room) -> None:
    for width, height in ((1366, 768), (1024, 768), (880, 440)):
        window.resize(width, height)
        until(lambda width=width: window.width() == width)  # type: ignore[misc]
        line = asked.review.notice_line
        words = next(one for one in line.findChildren(Label) if one.text())
        assert "移到" in line.accessibleName() or "别人的材料" in line.accessibleName()
        assert words.wordWrap()
        needed = words.heightForWidth(words.width())
        assert words.height() >= needed, (width, words.height(), needed)
        for part in asked.review.decisions.whose.findChildren(Label):
            if part.isVisible():
                assert part.height() >= part.heightForWidth(part.width()), (width, part.text())


@pytest.mark.nightly
def test_the_final_check_counts_it_and_leads_there(room: Room) -> None:
    confirm_pages(room, 1)
    until(lambda: not room.judge._running)
    room.router.go(At("check"))
    rows = [row.accessibleName() for row in room.check.findChildren(FindingRow)]
    assert any("像是别人的材料" in row and "第 4 页" in row for row in rows)
    room.check._go(
        next(one for one in room.judge.evaluation.findings if one.code == "check.page_foreign")
    )
    assert room.session.current == STRANGER
    assert room.review.isVisible()
    QTest.keyClick(room.review.canvas.view, Qt.Key.Key_I)
    until(lambda: all(one.code != "check.page_foreign" for one in room.judge.evaluation.findings))
