"""The screens of a notice's questions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zcdesk.notices.files.loading import built_in_ids, load_notice
from zcdesk.notices.interview import questions
from zcdesk.workflow.path.asking import (
    Consequence,
    Screen,
    consequences,
    lines_to_tick,
    screens,
)


def test_what_is_applied_for_comes_first_and_the_lines_that_add_papers_are_a_list_apart() -> None:
    notice = load_notice("etdz-2024")
    lines = lines_to_tick(notice)
    what, ticked, papers = screens(notice, {}, lines)
    assert what == Screen(("track", "series", "level"))
    assert ticked.ticked
    assert ticked.facts[-2:] == ("in_service", "retired")  # those bar from applying
    assert lines["in_service"].ticked == "no"
    assert lines["retired"].ticked == "yes"
    assert papers == Screen(("by_qualification", "supervising_unit", "ce_exemption"), ticked=True)


def test_what_only_adds_papers_is_ticked_and_what_also_spares_some_is_asked_by_itself() -> None:
    notice = load_notice("region-senior-2024")
    _what, ticked, rest = screens(notice, {}, lines_to_tick(notice))
    assert ticked.ticked
    assert ticked.facts == (
        "degree", "moved_from_office", "published_papers", "representative_work", "aid_xinjiang",
        "dispatching_unit",
    )  # fmt: skip
    assert rest.facts == ("chsi_record", "title_origin", "village_work", "employer_kind")
    assert "ce_exemption" not in lines_to_tick(load_notice("hotan-private-2025"))


@pytest.mark.parametrize("notice_id", built_in_ids())
def test_each_question_is_put_once_and_a_line_left_alone_asks_for_nothing(notice_id: str) -> None:
    notice = load_notice(notice_id)
    lines = lines_to_tick(notice)
    put = [fact for screen in screens(notice, {}, lines) for fact in screen.facts]
    assert sorted(put) == sorted(fact.id for fact in questions(notice, {}))
    for fact, line in lines.items():
        alone = consequences(notice, {}, fact)[line.otherwise]
        assert replace(alone, not_needed=(), not_stated=()) == Consequence()


def test_a_question_that_an_answer_brings_up_comes_on_a_screen_of_its_kind() -> None:
    notice = load_notice("etdz-2024")
    answers = {"track": "etdz", "series": "engineering", "level": "junior", "dispatched": "yes"}
    assert "dispatch_term" in screens(notice, answers, lines_to_tick(notice))[-1].facts
