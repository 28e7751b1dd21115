"""The review page: keys, decisions, undo, and confirmations that lapse."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Press, in_review, opened, see, until
from zcdesk.applicant import Target
from zcdesk.cases.acts.deciding import decide
from zcdesk.cases.acts.noting import choose_route
from zcdesk.cases.acts.secrecy import Classified, classified_of
from zcdesk.cases.case import Answer, Case, Decision
from zcdesk.cases.upload_route import Route
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.keys.router import At
from zcdesk.ui.look.text import Label
from zcdesk.ui.picture.page_paper import Shown
from zcdesk.ui.review.next_step import Way
from zcdesk.ui.review.review_page import ReviewPage
from zcdesk.workflow.review.reviewing import accept, bulk_summary, ready, silent_on_secrecy

pytestmark = pytest.mark.slow


def way_of(review: ReviewPage) -> Way:
    return review.step.way


def shown_by(review: ReviewPage) -> Shown:
    return review.canvas.view.shown


def test_accepting_confirms_a_page_and_goes_to_a_doubt(review: ReviewPage, press: Press) -> None:
    assert review.step.words == "确认本页，到下一页待复核"
    press(Qt.Key.Key_F)
    assert review.session.overview.of(1).confirmed
    assert review.session.case.page(1).answer is not None
    assert review.session.current == 5
    assert review.selected == 0
    press(Qt.Key.Key_F)  # once more: the doubt stands, and she is told
    assert "第 5 页还没有确认：请决定这一处" in review.toast.accessibleName()


def test_inside_the_platform_a_page_with_the_name_is_confirmed_with_the_answer_on_its_card(
    review: ReviewPage, press: Press
) -> None:
    session = review.session
    session.act(choose_route(session.case, Route.INSIDE_PLATFORM))
    see(review)
    assert any(mask.target is Target.NAME for mask in session.case.page(1).covers())
    assert review.decisions.answers._yes.isChecked()
    press(Qt.Key.Key_F)
    assert session.overview.of(1).confirmed
    assert session.case.page(1).answer is Answer.YES


@pytest.mark.nightly
def test_a_page_whose_picture_was_unseen_is_not_agreed(review: ReviewPage, press: Press) -> None:
    review.go_to(2)
    assert not review.canvas.view.painted
    press(Qt.Key.Key_F)
    assert not review.session.overview.of(2).confirmed
    assert "第 2 页还没有确认：图还没有显示出来" in review.toast.accessibleName()


def test_a_page_with_a_doubt_is_not_confirmed_by_f(review: ReviewPage, press: Press) -> None:
    review.go_to(5)
    see(review)
    assert way_of(review) is Way.DOUBT
    for _ in range(3):
        press(Qt.Key.Key_F)
    assert not review.session.overview.of(5).confirmed
    assert review.selected == 0


def test_a_page_with_only_the_employer_waits_for_her(review: ReviewPage, press: Press) -> None:
    review.go_to(3)
    see(review)
    assert way_of(review) is Way.ANSWER
    press(Qt.Key.Key_1)
    assert way_of(review) is Way.CONFIRM


def test_agreeing_to_all_sure_leaves_doubts_and_answers(review: ReviewPage, press: Press) -> None:
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert review.decisions.asks_bulk
    assert not review.session.overview.confirmed  # the summary alone does nothing
    press(Qt.Key.Key_Space)
    assert [one.page.number for one in review.session.overview.confirmed] == [1, 2, 4]


@pytest.mark.nightly
def test_answered_pages_are_agreed_to_and_told_apart(review: ReviewPage, press: Press) -> None:
    session = review.session
    before = bulk_summary(session.overview)
    doubtful = [page for page in session.overview if page.doubts]
    for standing in doubtful:
        for index in standing.doubts:
            session.act(decide(session.case, standing.page.number, index, Decision.COVER))
    answered = [
        standing.page.number
        for standing in doubtful
        if not any(finding.severity != "info" for finding in standing.page.findings)
        and not session.overview.of(standing.page.number).unanswered
    ]
    assert answered
    after = bulk_summary(session.overview)
    assert (after.pages, after.answered) == (before.pages + len(answered), len(answered))
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    words = [one.text() for one in review.decisions.bulk.findChildren(Label) if one.isVisible()]
    assert any("您已经逐处答过" in line for line in words)
    assert not session.overview.confirmed
    press(Qt.Key.Key_Space)
    assert {one.page.number for one in session.overview.confirmed} >= set(answered)


def test_leaving_a_typed_name_open_asks_inside_its_row(review: ReviewPage, press: Press) -> None:
    press(Qt.Key.Key_S)
    press(Qt.Key.Key_R)
    assert review.acts.asking
    assert review.page.decision(0) is None
    press(Qt.Key.Key_E)
    assert review.page.decision(0) is Decision.COVER
    press(Qt.Key.Key_R)
    press(Qt.Key.Key_R)
    assert review.page.decision(0) is Decision.LEAVE
    assert review.page.covers() == ()


def test_a_change_unconfirms_and_says_so(qtbot: QtBot, review: ReviewPage, press: Press) -> None:
    press(Qt.Key.Key_F)
    review.go_to(1)
    with qtbot.waitSignal(review.session.lapsed) as lapsed:
        review.acts.draw(100, 100, 300, 160)
    assert lapsed.args == [(1,)]
    assert not review.session.overview.of(1).confirmed
    assert "确认已收回" in review.toast.accessibleName()
    assert review.notice_line.isVisible()
    with qtbot.assertNotEmitted(review.session.lapsed):
        review.acts.draw(100, 300, 300, 360)


def test_undo_and_redo_walk_over_covers_and_answers(review: ReviewPage, press: Press) -> None:
    start = review.session.case
    press(Qt.Key.Key_F)
    confirmed = review.session.case
    review.acts.draw(10, 10, 80, 60)
    for _ in range(2):
        press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert review.session.case == start
    press(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert review.session.case == confirmed
    assert not review.session.can_undo or review.session.can_redo


def test_a_cover_is_drawn_retargeted_and_deleted(review: ReviewPage, press: Press) -> None:
    press(Qt.Key.Key_Q)
    viewport, left = review.canvas.view.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(viewport, left, pos=QPoint(200, 300))
    QTest.mouseMove(viewport, QPoint(320, 360))
    QTest.mouseRelease(viewport, left, pos=QPoint(320, 360))
    assert len(review.page.drawn) == 1
    assert review.selected == len(review.page.hits)
    assert review.tools.buttons["draw"].isChecked()  # the tool stays in hand
    review.acts.retarget(Target.EMPLOYER)
    assert review.page.drawn[0].target is Target.EMPLOYER
    press(Qt.Key.Key_X)
    assert not review.page.drawn


def test_turning_a_page_has_it_read_again(review: ReviewPage, press: Press) -> None:
    before = review.page.page
    press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert not review.page.examined
    assert review.page.page != before
    until(lambda: review.page.examined)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert review.page.page == before
    assert review.page.examined


@pytest.mark.nightly
def test_new_words_search_again_and_undo_goes_back(window: MainWindow, review: ReviewPage) -> None:
    hits = review.page.hits
    review.go("identity")
    window.identity.name.setText("陆听澜")
    window.identity.primary.click()
    session = review.session
    until(lambda: not session.overview.waiting)
    assert review.page.hits != hits
    session.undo()
    assert review.page.hits == hits


def test_the_finished_and_the_bare_look_have_a_key(review: ReviewPage, press: Press) -> None:
    view = review.canvas.view
    press(Qt.Key.Key_C)
    assert shown_by(review) is Shown.FINAL
    assert "成品" in review.notice_line.accessibleName()
    QTest.keyPress(view, Qt.Key.Key_V)
    assert shown_by(review) is Shown.BARE
    QTest.keyRelease(view, Qt.Key.Key_V)
    assert shown_by(review) is Shown.FINAL
    press(Qt.Key.Key_C)
    assert shown_by(review) is Shown.COVERS


def test_every_stop_of_the_review_has_a_name_and_leaves_letters_alone(review: ReviewPage) -> None:
    stops = [
        widget
        for widget in review.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]
    assert len(stops) > 10
    for widget in stops:
        assert not isinstance(widget, QLineEdit)
        assert not widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled), widget
        assert widget.accessibleName(), widget


def test_f6_walks_through_the_regions_and_comes_round(review: ReviewPage, press: Press) -> None:
    review.canvas.view.setFocus()
    seen = []
    for _ in range(4):
        press(Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert len(set(map(id, seen))) == 4
    assert seen[-1] is review.canvas.view


class Windows(QObject):
    """Notes every widget that is shown as a window, if only for a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget) and event.type() is QEvent.Type.Show and watched.isWindow():
            self.shown.append(watched)
        return False


def test_no_part_opens_its_own_one(qapp: QApplication, window: MainWindow, read_case: Case) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    room = opened(window, read_case)
    room.router.go(At("review"))
    review = room.review
    for number in (1, 3, 5, 6):
        review.go_to(number, 0)
    review.acts.open_bulk()
    qapp.removeEventFilter(windows)
    assert windows.shown == []


@pytest.mark.parametrize("size", [(880, 440), (1024, 768), (1366, 690), (1920, 1080)])
def test_the_primary_is_in(window: MainWindow, review: ReviewPage, size: tuple[int, int]) -> None:
    window.resize(*size)
    until(lambda: window.size().toTuple() == size)
    for number in (1, 3, 5):
        review.go_to(number)
        QApplication.processEvents()
        primary = review.decisions.primary
        corner = primary.mapTo(window, primary.rect().bottomRight())
        assert window.rect().contains(corner), (size, number)


@pytest.mark.nightly
@pytest.mark.parametrize(("width", "shown"), [(1400, True), (1000, False)])
def test_a_narrow_bar_keeps_what_is_left_and_drops_what_was_confirmed(
    window: MainWindow, review: ReviewPage, width: int, shown: bool
) -> None:
    window.resize(width, 800)
    until(lambda: review.width() == width)
    said = {label.text(): label.isVisible() for label in review.bar.findChildren(Label)}
    assert said["还剩 5 页"]
    assert said["已确认 0 / 5"] is shown


def test_a_refused_page_is_taken_away_and_a_new_scan_put_in_its_place(
    review: ReviewPage, scans: Path
) -> None:
    review.go_to(6)
    assert "空" in review.canvas.sentence
    review.acts.remove_page()
    assert 6 not in review.session.overview.standings
    review.acts.add_scans((scans / "4大纲.jpg",))
    until(lambda: len(review.session.case.pages) == 6)
    added = review.session.case.pages[-1]
    assert added.number not in (1, 2, 3, 4, 5)
    until(lambda: not review.session.overview.waiting)
    review.session.undo()
    review.session.undo()
    assert [page.number for page in review.session.case.pages] == [1, 2, 3, 4, 5, 6]


def test_a_scan_that_went_away_is_told_of_and_shown_again_when_it_is_back(
    review: ReviewPage, press: Press, scans: Path
) -> None:
    scan = scans / "4大纲.jpg"
    away = scan.rename(scan.with_suffix(".moved"))
    review.go_to(4)
    until(lambda: "打不开" in review.canvas.sentence)
    press(Qt.Key.Key_F)
    assert not review.session.overview.of(4).confirmed
    away.rename(scan)
    review.go_to(3)
    review.go_to(4)
    see(review)
    assert review.canvas.sentence == ""


def test_news_of_another_page_leaves_the_list_of_places_as_it_is(review: ReviewPage) -> None:
    review.select(0)
    kept = review.decisions.hits.widget()
    review.session.changed.emit()
    assert review.decisions.hits.widget() is kept
    review.select(-1)
    assert review.decisions.hits.widget() is not kept


def test_a_platform_that_lists_items_gets_those_that_are_covered_and_asks_about_secrecy(
    window: MainWindow, read_case: Case, press: Press
) -> None:
    room = opened(window, replace(read_case, notice="hotan-private-2025"))
    review = in_review(room)
    card = review.decisions.items
    said = " ".join(label.accessibleName() for label in card.findChildren(QLabel))
    assert "勾选遮盖项目：姓名" in said
    assert "五（一）4" in said
    assert "涉密材料" in card._why.toolTip()
    assert classified_of(review.session.case, 1) is None
    press(Qt.Key.Key_3)
    assert classified_of(review.session.case, 1) is Classified.NO
    press(Qt.Key.Key_3)
    assert classified_of(review.session.case, 1) is Classified.CLEARED
    review.session.undo()
    review.session.undo()
    assert not card.no.isChecked()
    assert not card.cleared.isChecked()


def test_one_answer_says_of_all_silent_pages_that_none_is_secret_and_nothing_else_does(
    window: MainWindow, read_case: Case, press: Press
) -> None:
    room = opened(window, replace(read_case, notice="hotan-private-2025"))
    review, session = in_review(room), room.session
    rest = review.decisions.items.rest
    silent = silent_on_secrecy(session.overview)
    assert len(silent) > 2
    press(Qt.Key.Key_3)
    press(Qt.Key.Key_3)  # a page that is secret and cleared keeps its own answer
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Space)
    assert len(silent_on_secrecy(session.overview)) == len(silent) - 1
    assert [one.page.number for one in ready(session.overview)] == [silent[0]]
    assert rest.text() == f"没有答过的 {len(silent) - 1} 页都不涉密"
    rest.click()
    assert silent_on_secrecy(session.overview) == ()
    assert classified_of(session.case, silent[0]) is Classified.CLEARED
    assert rest.isHidden()
    assert len(ready(session.overview)) == len(session.overview.confirmed) > 1
    session.undo()
    assert len(silent_on_secrecy(session.overview)) == len(silent) - 1


def test_f_passes_no_page_silent_on_it(window: MainWindow, read_case: Case, press: Press) -> None:
    two = replace(read_case, notice="hotan-private-2025", pages=read_case.pages[:2])
    room = opened(window, two)
    review, session = in_review(room), room.session
    for _ in range(3):  # however often it is pressed
        press(Qt.Key.Key_F)
        assert review.step.way == "secrecy"
        assert session.current == two.pages[0].number
        assert not session.overview.confirmed
    assert review.decisions.items.no.hasFocus()
    assert classified_of(review.session.case, 1) is None  # leading there is no answer
    press(Qt.Key.Key_3)
    press(Qt.Key.Key_F)
    assert [one.page.number for one in session.overview.confirmed] == [1]
    assert review.step.way in ("secrecy", "doubt")
    session.act(accept(two, 1, session.notice))  # confirmed elsewhere, still silent
    review.go_to(1)
    assert review.step.way == "secrecy"


def test_in_the_last_hour_the_proposed_covers_are_taken(review: ReviewPage, press: Press) -> None:
    before = review.session.case
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    bulk = review.decisions.bulk
    assert bulk.all.isVisible()
    bulk.all.click()
    case = review.session.case
    doubts = [(page.number, index) for page in before.pages for index in page.open_doubts()]
    assert doubts
    for number, index in doubts:
        proposed = before.page(number).hits[index].covers_by_default
        assert case.page(number).decision(index) is (Decision.COVER if proposed else None)
    assert not review.session.overview.of(3).confirmed  # its answer is a person's
    assert review.session.overview.of(5).confirmed
    review.session.undo()
    assert review.session.case == before


@pytest.mark.nightly
def test_the_answer_follows_what_the_uploaded_picture_will_show(review: ReviewPage) -> None:
    card = review.decisions.answers
    assert card._no.isChecked()
    session = review.session
    session.act(choose_route(session.case, Route.INSIDE_PLATFORM))
    assert card._yes.isChecked()
    session.act(choose_route(session.case, Route.COVERED))
    assert card._no.isChecked()


def test_without_doubts_nothing_is_said_of_the_last_hour(review: ReviewPage, press: Press) -> None:
    for doubtful in review.session.overview.doubtful:
        for index in review.session.case.page(doubtful).open_doubts():
            review.session.act(decide(review.session.case, doubtful, index, Decision.LEAVE))
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    words = [one.text() for one in review.decisions.bulk.findChildren(Label) if one.isVisible()]
    assert "盖上全部有把握的建议" in words
    assert "时间很紧的时候" not in words
