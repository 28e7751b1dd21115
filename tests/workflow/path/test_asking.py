"""The screens of a notice's questions, and what each answer leads to, held against the check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from zcdesk.checks.needs import ASKED, demand
from zcdesk.notices.files.loading import built_in_ids, load_notice, notice_ids
from zcdesk.notices.interview import (
    NOT_ASKED,
    counting_answers,
    options,
    questions,
    refused_answers,
)
from zcdesk.notices.profile.entries import FactKind
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Need
from zcdesk.notices.profile.sources import AllOf, AnyOf, Condition, FactIs, Not, Truth, judge
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


def test_what_an_answer_is_told_to_lead_to_is_what_the_check_then_asks(
    record_property: Callable[[str, object], None],
) -> None:
    told = 0
    for notice_id in notice_ids():
        notice = load_notice(notice_id)
        for fact in notice.facts:
            if fact.kind is not FactKind.CHOICE:
                continue
            for option, led_to in consequences(notice, {}, fact.id).items():
                facts = counting_answers(notice, {fact.id: option})
                for section in notice.sections:
                    for slot in section.slots:
                        need = demand(notice, section, slot, facts).need
                        wanted = any(slot.id in slots for slots in led_to.wanted)
                        assert not wanted or need in ASKED
                        assert slot.id not in led_to.not_needed or need in (
                            Need.NOT_NEEDED,
                            Need.WAIVED,
                        )
                        assert slot.id not in led_to.not_stated or need is Need.NOT_STATED
                        told += wanted or slot.id in (*led_to.not_needed, *led_to.not_stated)
    record_property("figure", f"{told} slots told with an answer, all as the check then asks")
    assert told > 80


def asked_by(condition: Condition | None) -> frozenset[str]:
    """Return the ids of the questions that a condition asks."""
    match condition:
        case FactIs():
            return frozenset({condition.fact})
        case Not():
            return asked_by(condition.not_)
        case AllOf():
            return frozenset().union(*map(asked_by, condition.all_))
        case AnyOf():
            return frozenset().union(*map(asked_by, condition.any_))
        case _:
            return frozenset()


def slots_behind(notice: Notice, fact: str) -> tuple[str, ...]:
    """Return the slots whose need the answer to ``fact`` may decide, in platform order."""
    found = []
    for section in notice.sections:
        groups = {
            slot for group in section.groups if fact in asked_by(group.when) for slot in group.slots
        }
        for slot in section.slots:
            ruled = any(fact in asked_by(ruling.when) for ruling in slot.rulings)
            excused = slot.series is not None and slot.series.excused_by == fact
            if ruled or excused or slot.id in groups:
                found.append(slot.id)
    return tuple(found)


def test_a_slot_that_hangs_on_one_question_alone_is_told_with_one_of_its_answers() -> None:
    for notice_id in notice_ids():
        notice = load_notice(notice_id)
        for fact in questions(notice, {}):
            if fact.kind is not FactKind.CHOICE:
                continue
            cases = [counting_answers(notice, {fact.id: one.id}) for one in fact.options]
            decided = {
                slot.id
                for section in notice.sections
                for slot in section.slots
                if slot.id in slots_behind(notice, fact.id)
                and len({demand(notice, section, slot, facts).need for facts in cases}) > 1
            }
            named = {
                slot
                for led_to in consequences(notice, {}, fact.id).values()
                for slot in (*sum(led_to.wanted, ()), *led_to.not_needed, *led_to.not_stated)
            }
            assert decided <= named, (notice_id, fact.id)


def test_where_one_document_of_several_is_enough_they_are_told_together() -> None:
    led_to = consequences(load_notice("region-senior-2024"), {}, "title_origin")
    titles = ("title_doc", "title_cert", "title_review_form")
    assert led_to["xinjiang"].wanted == (titles,)
    assert led_to["elsewhere"].wanted == tuple((slot,) for slot in titles)
    assert led_to["none"].not_stated == titles


def test_a_question_with_one_possible_answer_is_not_asked_and_its_answer_counts() -> None:
    notice = load_notice("etdz-2024")
    economics = {"track": "ftz", "series": "economics"}
    assert "level" not in [fact.id for fact in questions(notice, economics)]
    assert counting_answers(notice, economics)["level"] == "associate_senior"
    assert "level" in [fact.id for fact in questions(notice, {"series": "engineering"})]
    assert "level" not in counting_answers(notice, {"series": "engineering"})


def test_an_answer_that_is_not_possible_any_more_is_asked_anew_and_not_replaced() -> None:
    notice = load_notice("etdz-2024")
    changed = {"series": "economics", "level": "junior"}
    assert "level" in [fact.id for fact in questions(notice, changed)]
    assert "level" not in counting_answers(notice, changed)
    assert [fact.id for fact in refused_answers(notice, changed)] == ["level"]


def test_no_question_of_any_notice_offers_one_answer_only() -> None:
    seen = 0
    for notice_id in notice_ids():
        notice = load_notice(notice_id)
        first = next(fact for fact in notice.facts if fact.kind is FactKind.CHOICE)
        for one in first.options:
            given = {first.id: one.id}
            for other in questions(notice, given):
                for answer in options(notice, other.id, given):
                    answers = {**given, other.id: answer.id}
                    counting = counting_answers(notice, answers)
                    for fact in questions(notice, answers):
                        offered = [
                            option
                            for option in fact.options
                            if judge(option.when, counting).truth is not Truth.NO
                        ]
                        assert len(offered) != 1, (notice_id, fact.id, answers)
                        assert counting.get(fact.id) != NOT_ASKED
                        seen += 1
    assert seen > 500
