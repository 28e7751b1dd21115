"""The screens of a notice's questions."""

from __future__ import annotations

import pytest

from zcdesk.notices.files.loading import built_in_ids, load_notice
from zcdesk.notices.interview import questions
from zcdesk.workflow.open_case.asking import (
    Consequence,
    Screen,
    consequences,
    lines_to_tick,
    screens,
)


def test_what_is_applied_for_comes_first_and_what_changes_papers_is_asked_by_itself() -> None:
    notice = load_notice("etdz-2024")
    lines = lines_to_tick(notice)
    what, ticked, papers = screens(notice, {}, lines)
    assert what == Screen(("track", "series", "level"))
    assert ticked.ticked
    assert ticked.facts[-2:] == ("in_service", "retired")  # those bar from applying
    assert lines["in_service"].ticked == "no"
    assert lines["retired"].ticked == "yes"
    assert papers == Screen(("by_qualification", "supervising_unit", "ce_exemption"))


@pytest.mark.parametrize("notice_id", built_in_ids())
def test_each_question_is_put_once_and_a_line_left_alone_changes_nothing(notice_id: str) -> None:
    notice = load_notice(notice_id)
    lines = lines_to_tick(notice)
    put = [fact for screen in screens(notice, {}, lines) for fact in screen.facts]
    assert sorted(put) == sorted(fact.id for fact in questions(notice, {}))
    for fact, line in lines.items():
        assert consequences(notice, {}, fact)[line.otherwise] == Consequence()


def test_a_question_that_an_answer_brings_up_comes_on_a_screen_of_its_kind() -> None:
    notice = load_notice("etdz-2024")
    answers = {"track": "etdz", "series": "engineering", "level": "junior", "dispatched": "yes"}
    assert "dispatch_term" in screens(notice, answers, lines_to_tick(notice))[-1].facts
