"""The questions on three screens: digits choose, nothing is preset, an untouched screen is open."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import Press, opened, there
from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case
from zcdesk.notices.files.loading import load_notice, notice_ids, notice_text
from zcdesk.notices.interview import counting_answers, unanswered
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.interview.option_words import option_lines, quoted_sentences
from zcdesk.ui.interview.route_page import RoutePage
from zcdesk.ui.keys.router import At
from zcdesk.ui.look.text import Label

Keys = Qt.Key


@pytest.fixture
def asked(window: MainWindow) -> Room:
    """A case without answers, with its questions on screen."""
    room = opened(window, Case("etdz-2024", Applicant("沈知遥", "恒岳水利设计公司"), frozenset()))
    room.router.go(At("interview"))
    return room


def answers(room: Room) -> dict[str, str]:
    return counting_answers(room.session.notice, dict(room.session.case.facts))


def test_six_decisions_answer_all_and_the_upload_is_next(asked: Room, press: Press) -> None:
    for key in (Keys.Key_2, Keys.Key_1, Keys.Key_2, Keys.Key_Return):
        press(key)
    for key in (Keys.Key_0, Keys.Key_Return):
        press(key)
    press(Keys.Key_2)  # the second line
    press(Keys.Key_Return)
    assert unanswered(asked.session.notice, dict(asked.session.case.facts)) == ()
    assert answers(asked)["supervising_unit"] == "yes"
    assert answers(asked)["ce_exemption"] == "no"
    assert asked.route.isVisible()


@pytest.mark.nightly
def test_a_tick_says_of_the_others_that_they_do_not_hold(asked: Room, press: Press) -> None:
    page = asked.interview
    page.show_fact("skilled")
    assert not any(card.is_marked for card in (*page.cards, there(page.ticks).none))
    assert page.primary.text() == "先留着，下一页"
    before = answers(asked)
    press(Keys.Key_Return)
    assert answers(asked) == before
    press(Keys.Key_Backspace)
    press(Keys.Key_2)  # the second line
    assert page.primary.text() == "这 1 条是我，下一页"
    assert answers(asked).keys() - before.keys() == {"skilled"}
    press(Keys.Key_Return)
    said = answers(asked)
    assert said["skilled"] == "yes"
    assert (said["retired"], said["in_service"]) == ("no", "yes")


@pytest.mark.slow
def test_none_of_them_takes_ticks_back_and_can_be_taken_back(asked: Room, press: Press) -> None:
    page = asked.interview
    page.show_fact("skilled")
    ticks = there(page.ticks)
    press(Keys.Key_1)
    press(Keys.Key_0)
    assert (ticks.ticked, ticks.none.is_marked) == ((), True)
    assert page.primary.text() == "都不是，下一页"
    asked.session.undo()
    assert ticks.ticked == ("dispatched",)
    press(Keys.Key_0)
    press(Keys.Key_0)
    assert not ticks.is_answered
    assert page.primary.text() == "先留着，下一页"


@pytest.mark.slow
def test_another_answer_above_brings_others_below(window: MainWindow, press: Press) -> None:
    window.open_case(
        Case("hotan-private-2025", Applicant("沈知遥", "恒岳水利设计公司"), frozenset())
    )
    room = there(window.room)
    room.router.go(At("interview"))
    page = room.interview
    assert len(page._blocks["level"].cards) == 3
    press(Keys.Key_1)
    assert page.fact == "level"
    assert len(page.cards) == 2  # who is given a first title is given no senior one


@pytest.mark.slow
def test_what_is_typed_outlives_another_answer_but_no_undo(window: MainWindow) -> None:
    case = Case("miit-2019", Applicant("沈知遥", "恒岳水利设计公司"), frozenset())
    window.open_case(case)
    room = there(window.room)
    room.router.go(At("interview"))
    page = room.interview
    page.show_fact("work_began")
    page._blocks["work_began"].line.setText("2011-07")  # type: ignore[union-attr]
    room.session.changed.emit()
    page._choose("ce_exemption", "yes")  # which brings up a question
    assert "ce_exempt_years" in page.facts
    line = there(page._blocks["work_began"].line)
    assert line.text() == "2011-07"
    room.session.undo()
    room.session.undo()
    assert "work_began" not in dict(room.session.case.facts)
    line = there(page._blocks["work_began"].line)
    assert line.text() == ""


@pytest.mark.slow
def test_each_answer_says_on_its_card_what_follows_from_it(room: Room) -> None:
    room.router.go(At("interview"))
    page = room.interview
    page.show_fact("title_origin")
    told = {
        card.value: [label.accessibleName() for label in card.findChildren(Label)]
        for card in page.cards
    }
    assert told["xinjiang"][1].startswith("交一样即可：任职资格文件、职称证书")
    assert told["elsewhere"][1].startswith("要交：任职资格文件、职称证书")
    assert told["none"][1].startswith("原文未述，不算缺：任职资格文件")


def test_an_answer_that_leads_to_nothing_says_nothing(qapp: QApplication) -> None:
    lines = option_lines(load_notice("urumqi-private-2025"), {}, "in_service")
    assert lines["no"].startswith("通知写明：")
    assert lines["yes"] == ""


def test_a_quotation_beside_a_question_is_a_sentence_or_shows_where_the_notice_goes_on() -> None:
    sentences = 0
    for notice_id in notice_ids():
        notice = load_notice(notice_id)
        lines = {"".join(line.split()) for line in notice_text(notice)}
        for fact in notice.facts:
            for quote in quoted_sentences(notice, fact):
                dense = "".join(quote.split())
                whole = dense.endswith(("。", "；", "！", "？"))
                assert whole or "…" in quote or dense in lines, (notice_id, fact.id, quote)
                sentences += whole
    assert sentences > 60


CARE = "不要和遮好的混用"


def cares(page: RoutePage) -> list[str]:
    shown = [label for label in page.findChildren(Label) if label.isVisibleTo(page)]
    return [label.accessibleName() for label in shown if CARE in label.accessibleName()]


def test_what_is_kept_apart_is_said_to_be(window: MainWindow, read_case: Case) -> None:
    room = opened(window, read_case)
    room.router.go(At("route"))
    page = room.router.currentWidget()
    assert isinstance(page, RoutePage)
    assert not cares(page)
    QTest.keyClick(page.cards[0], Qt.Key.Key_2)
    assert len(cares(page)) == 1
    QTest.keyClick(page.cards[0], Qt.Key.Key_1)
    assert not cares(page)
