"""The cards of a question: what follows from each answer, and the notice's own sentences."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from zcdesk.notices.files.loading import load_notice, notice_ids, notice_text
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.interview.option_words import option_lines, quoted_sentences
from zcdesk.ui.keys.router import At
from zcdesk.ui.look.text import Label


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


def test_an_answer_that_leads_to_nothing_says_nothing(
    qapp: QApplication,
) -> None:
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
