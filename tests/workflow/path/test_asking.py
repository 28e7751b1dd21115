"""The screens of a notice's questions, and what each answer leads to, held against the check."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from zcdesk.checks.needs import ASKED, demand
from zcdesk.notices import interview
from zcdesk.notices.files.loading import built_in_ids, load_notice, notice_ids
from zcdesk.notices.profile.entries import FactKind
from zcdesk.notices.profile.slots import Need
from zcdesk.notices.profile.sources import Truth, judge
from zcdesk.workflow.path import asking


def test_what_is_applied_for_comes_first_and_the_lines_that_add_papers_are_a_list_apart() -> None:
    notice = load_notice("etdz-2024")
    lines = asking.lines_to_tick(notice)
    what, ticked, papers = asking.screens(notice, {}, lines)
    assert what == asking.Screen(("track", "series", "level"))
    assert ticked.ticked
    assert ticked.facts[-2:] == ("in_service", "retired")  # those bar from applying
    assert lines["in_service"].ticked == "no"
    assert lines["retired"].ticked == "yes"
    assert papers == asking.Screen(
        ("by_qualification", "supervising_unit", "ce_exemption"), ticked=True
    )


def test_what_only_adds_papers_is_ticked_and_what_also_spares_some_is_asked_by_itself() -> None:
    notice = load_notice("region-senior-2024")
    _what, ticked, rest = asking.screens(notice, {}, asking.lines_to_tick(notice))
    assert ticked.ticked
    assert ticked.facts == (
        "degree", "moved_from_office", "published_papers", "representative_work", "aid_xinjiang",
        "dispatching_unit",
    )  # fmt: skip
    assert rest.facts == ("chsi_record", "title_origin", "village_work", "employer_kind")
    assert "ce_exemption" not in asking.lines_to_tick(load_notice("hotan-private-2025"))


@pytest.mark.parametrize("notice_id", built_in_ids())
def test_each_question_is_put_once_and_a_line_left_alone_asks_for_nothing(notice_id: str) -> None:
    notice = load_notice(notice_id)
    lines = asking.lines_to_tick(notice)
    put = [fact for screen in asking.screens(notice, {}, lines) for fact in screen.facts]
    assert sorted(put) == sorted(fact.id for fact in interview.questions(notice, {}))
    for fact, line in lines.items():
        alone = asking.consequences(notice, {}, fact)[line.otherwise]
        assert replace(alone, not_needed=(), not_stated=()) == asking.Consequence()


def test_a_question_that_an_answer_brings_up_comes_on_a_screen_of_its_kind() -> None:
    notice = load_notice("etdz-2024")
    answers = {"track": "etdz", "series": "engineering", "level": "junior", "dispatched": "yes"}
    assert (
        "dispatch_term" in asking.screens(notice, answers, asking.lines_to_tick(notice))[-1].facts
    )


SPARED = (Need.NOT_NEEDED, Need.WAIVED)


def test_what_an_answer_is_told_to_lead_to_is_what_the_check_then_asks(
    record_property: Callable[[str, object], None],
) -> None:
    told = 0
    for notice_id in notice_ids():
        notice = load_notice(notice_id)
        for fact in notice.facts:
            if fact.kind is not FactKind.CHOICE:
                continue
            for option, led_to in asking.consequences(notice, {}, fact.id).items():
                facts = interview.counting_answers(notice, {fact.id: option})
                for section in notice.sections:
                    for slot in section.slots:
                        need = demand(notice, section, slot, facts).need
                        wanted = any(slot.id in slots for slots in led_to.wanted)
                        assert not wanted or need in ASKED
                        assert slot.id not in led_to.not_needed or need in SPARED
                        assert slot.id not in led_to.not_stated or need is Need.NOT_STATED
                        told += wanted or slot.id in (*led_to.not_needed, *led_to.not_stated)
    record_property("figure", f"{told} slots told with an answer, all as the check then asks")
    assert told > 80


def test_a_slot_that_hangs_on_one_question_alone_is_told_with_one_of_its_answers() -> None:
    for notice_id in notice_ids():
        notice = load_notice(notice_id)
        for fact in interview.questions(notice, {}):
            if fact.kind is not FactKind.CHOICE:
                continue
            cases = [interview.counting_answers(notice, {fact.id: one.id}) for one in fact.options]
            decided = {
                slot.id
                for section in notice.sections
                for slot in section.slots
                if len({demand(notice, section, slot, facts).need for facts in cases}) > 1
            }
            named = {
                slot
                for led_to in asking.consequences(notice, {}, fact.id).values()
                for slot in (*sum(led_to.wanted, ()), *led_to.not_needed, *led_to.not_stated)
            }
            assert decided <= named, (notice_id, fact.id)


def test_where_one_document_of_several_is_enough_they_are_told_together() -> None:
    led_to = asking.consequences(load_notice("region-senior-2024"), {}, "title_origin")
    titles = ("title_doc", "title_cert", "title_review_form")
    assert led_to["xinjiang"].wanted == (titles,)
    assert led_to["elsewhere"].wanted == tuple((slot,) for slot in titles)
    assert led_to["none"].not_stated == titles


def test_a_question_with_one_possible_answer_is_not_asked_and_its_answer_counts() -> None:
    notice = load_notice("etdz-2024")
    economics = {"track": "ftz", "series": "economics"}
    assert "level" not in [fact.id for fact in interview.questions(notice, economics)]
    assert interview.counting_answers(notice, economics)["level"] == "associate_senior"
    assert "level" in [fact.id for fact in interview.questions(notice, {"series": "engineering"})]
    assert "level" not in interview.counting_answers(notice, {"series": "engineering"})


def test_an_answer_that_is_not_possible_any_more_is_asked_anew_and_not_replaced() -> None:
    notice = load_notice("etdz-2024")
    changed = {"series": "economics", "level": "junior"}
    assert "level" in [fact.id for fact in interview.questions(notice, changed)]
    assert "level" not in interview.counting_answers(notice, changed)
    assert [fact.id for fact in interview.refused_answers(notice, changed)] == ["level"]


def test_no_question_of_any_notice_offers_one_answer_only() -> None:
    seen = 0
    for notice_id in notice_ids():
        notice = load_notice(notice_id)
        first = next(fact for fact in notice.facts if fact.kind is FactKind.CHOICE)
        for one in first.options:
            given = {first.id: one.id}
            for other in interview.questions(notice, given):
                for answer in interview.options(notice, other.id, given):
                    answers = {**given, other.id: answer.id}
                    counting = interview.counting_answers(notice, answers)
                    for fact in interview.questions(notice, answers):
                        offered = [
                            option
                            for option in fact.options
                            if judge(option.when, counting).truth is not Truth.NO
                        ]
                        assert len(offered) != 1, (notice_id, fact.id, answers)
                        assert counting.get(fact.id) != interview.NOT_ASKED
                        seen += 1
    assert seen > 500
