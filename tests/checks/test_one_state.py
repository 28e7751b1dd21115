"""What is complete has nothing to do, and what somebody else has to issue is no fault of hers."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest

from tests.cases.made import page as made_page
from zcdesk.applicant import Applicant
from zcdesk.cases.acts.deciding import confirm
from zcdesk.cases.acts.noting import mark_not_applicable, waive
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.waivers import Waiver
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.exempt_slots import begun
from zcdesk.checks.slots.slot import with_open_points
from zcdesk.checks.states import UNFINISHED, Evaluation, State, TextState
from zcdesk.finding_facts import all_facts, facts_of
from zcdesk.findings import Severity, warning
from zcdesk.notices.files.loading import built_in_ids, load_notice
from zcdesk.notices.interview import options, questions, unanswered
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Who
from zcdesk.pages.page import Page, PageSource
from zcdesk.sorting.told import PageTold
from zcdesk.workflow.path.to_do import awaited, to_do

NOW = datetime(2025, 1, 1, tzinfo=UTC)
CASES = 24
"""Cases by chance of each notice."""

Figure = Callable[[str, object], None]


def by_chance(notice: Notice, seed: int) -> Case:
    """Return a case with some answers, pages of every kind of fault, texts, waivers, notes."""
    chance = random.Random(f"{notice.id} {seed}")
    answers: dict[str, str] = {}
    while (left := [q for q in questions(notice, answers) if q.id not in answers]) and (
        chance.random() > 0.08
    ):
        offered = options(notice, left[0].id, answers)
        answers[left[0].id] = chance.choice(offered).id if offered else chance.choice(["2020", "5"])
    pages: list[CasePage] = []
    for slot in notice.slots():
        for _ in range(chance.choice((0, 0, 1, 1, 2, 5))):
            pages.append(_page(chance, len(pages) + 1, slot.id if chance.random() < 0.95 else ""))
    written = {
        field.id: chance.choice(("", "无", "我在本单位任工程师。" * 40))
        for section in notice.sections
        for field in section.fields
        if chance.random() < 0.6
    }
    case = replace(
        begun(notice, Applicant("张伟", "云岭化工有限公司")),
        pages=tuple(pages),
        facts=tuple(sorted(answers.items())),
        texts=tuple(sorted(written.items())),
    )
    for page in pages:
        if chance.random() < 0.7 and not page.whose_open and page.examined and page.page:
            case = confirm(case, page.number)
    for slot in notice.slots():
        if chance.random() < 0.1:
            case = mark_not_applicable(case, slot.id, "没有")
    for one in evaluate(notice, case, NOW).findings:
        if chance.random() < 0.1:
            case = waive(case, Waiver(one.code, "看过了", NOW, one.rule, one.slot, one.page))
    return case


def _page(chance: random.Random, number: int, slot: str) -> CasePage:
    source = PageSource(f"{number}.jpg", f"{number:064d}")
    told = PageTold(
        seals=chance.choice((None, 0, 1)),
        signed=chance.choice((None, True, False)),
        years=tuple(chance.sample(range(2018, 2026), chance.choice((0, 1)))),
        copied=chance.random() < 0.1,
    )
    foreign = chance.random() < 0.1
    found = (warning("page.other_name"),) if foreign else ()
    lost = chance.random() < 0.05
    page = None if lost else Page(source, 1000, 1400, 1000, 1400)
    return CasePage(
        number, slot, source.path, 0, page, (), found,
        examined=lost or chance.random() < 0.95, told=told,
    )  # fmt: skip


@cache
def evaluated(notice_id: str, seed: int) -> tuple[Case, Evaluation]:
    """Return a case and what is found in it; several tests look at the same ones."""
    notice = load_notice(notice_id)
    case = by_chance(notice, seed)
    return case, evaluate(notice, case, NOW)


def contradictions(found: Evaluation) -> list[object]:
    """Return what is called finished and has something to do."""
    sections = {section.id: section.state for section in found.sections}
    slots = {slot.id: slot.state for slot in found.slots()}
    return [
        (one.code, one.section, one.slot)
        for one in found.to_do
        if (one.section and sections[one.section] not in UNFINISHED)
        or (one.slot in slots and slots[one.slot] not in UNFINISHED)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("notice_id", built_in_ids())
def test_no_slot_and_no_section_is_finished_while_something_is_to_do_about_it(
    notice_id: str, record_property: Figure
) -> None:
    notice, met = load_notice(notice_id), set()
    for seed in range(CASES):
        case, found = evaluated(notice_id, seed)
        assert not contradictions(found), seed
        met |= {one.code for one in found.to_do}
        for section in found.sections:
            worse = [slot.state for slot in section.slots if slot.state in UNFINISHED]
            assert not worse or section.state in UNFINISHED, (seed, section.id)
        told = [one for one in found.findings if one.code == "check.questions_open"]
        left = len(unanswered(notice, dict(case.facts)))
        assert [one.finding.details["count"] for one in told] == ([left] if left else [])
    assert len(met) > 8
    record_property("figure", f"{CASES} cases, {len(met)} kinds of finding, 0 contradictions")


@pytest.mark.slow
@pytest.mark.parametrize("notice_id", built_in_ids())
def test_whatever_weighs_more_than_a_hint_is_to_do_or_belongs_to_the_notice_alone(
    notice_id: str,
) -> None:
    for seed in range(CASES):
        _, found = evaluated(notice_id, seed)
        for one in found.findings:
            if one.severity is not Severity.INFO and not one.to_do:
                assert facts_of(one.code).only_known
                assert one.severity is Severity.WARNING, one
                assert (one.slot, one.section, one.page, one.field) == ("", "", None, ""), one
        assert not any(facts_of(one.code).only_known for one in found.to_do)


def test_no_task_is_among_what_can_only_be_known() -> None:
    tasks = {
        "check.pages_unsorted", "check.questions_open", "check.answer_unknown",
        "check.answer_assumed", "case.nothing_found", "check.kind_differs", "check.page_foreign",
        "check.page_foreign_unsorted", "check.end_set_elsewhere", "check.text_not_written",
    }  # fmt: skip
    assert all_facts().keys() >= tasks
    assert not any(facts_of(code).only_known for code in tasks)


def test_a_field_left_unwritten_is_no_error_and_an_emptied_one_is() -> None:
    notice = load_notice("region-senior-2024")
    field = next(f.id for s in notice.sections for f in s.fields if f.id == "practice")
    case = begun(notice, Applicant("张伟", "云岭化工有限公司"))

    def told(whole: Case) -> list[tuple[str, Severity]]:
        found = evaluate(notice, whole, NOW).findings
        return [(one.code, one.severity) for one in found if one.field == field]

    assert told(case) == [("check.text_not_written", Severity.WARNING)]
    emptied = replace(case, texts=((field, ""),))
    assert told(emptied) == [("check.text_empty", Severity.ERROR)]
    assert told(replace(case, texts=((field, "无"),))) == []


LATER = datetime(2025, 9, 1, tzinfo=UTC)
NOTICES = (
    "hotan-private-2025", "etdz-2024", "miit-2019", "region-senior-2024", "urumqi-private-2025",
)  # fmt: skip


def judged(notice: str, *pages: CasePage) -> Evaluation:
    case = Case(notice, Applicant("张伟", "云岭化工有限公司"), frozenset(), pages)
    return evaluate(load_notice(notice), case, LATER)


@pytest.mark.parametrize("notice", NOTICES)
def test_only_what_the_profile_gives_to_others_is_awaited_and_it_is_never_hers_to_do(
    notice: str,
) -> None:
    evaluation = judged(notice)
    theirs = {slot.id for slot in evaluation.slots() if slot.awaited}
    issued = {slot.id for slot in load_notice(notice).slots() if Who.APPLICANT not in slot.who}
    missing = {slot.id for slot in evaluation.slots() if slot.state is State.MISSING}
    assert theirs == issued & missing
    assert not theirs & {finding.slot for finding in to_do(evaluation)}
    assert {finding.slot for finding in awaited(evaluation)} <= theirs
    both = (*to_do(evaluation), *awaited(evaluation))
    assert sorted(map(repr, both)) == sorted(map(repr, evaluation.to_do))


def test_a_paper_that_came_back_is_hers_to_look_at() -> None:
    slot = next(slot.id for slot in judged("etdz-2024").slots() if slot.awaited and slot.stamped)
    assert judged("etdz-2024").slot(slot).word == "awaited.seal"
    came = judged("etdz-2024", replace(made_page(1), slot=slot))
    assert not came.slot(slot).awaited
    assert any(finding.slot == slot for finding in to_do(came))


@pytest.mark.slow
def test_a_section_waits_for_others_only_where_nothing_of_hers_is_open() -> None:
    assert any(section.awaited for notice in NOTICES for section in judged(notice).sections)
    for notice in NOTICES:
        for section in judged(notice).sections:
            hers = [one for one in to_do(judged(notice)) if one.section == section.id]
            slots = [slot for slot in section.slots if slot.awaited]
            assert section.awaited == (bool(slots) and not hers), section.id
            assert section.word.startswith("awaited") == section.awaited
            assert (
                section.awaited
                or section.own_state != State.MISSING
                or any(slot.state is State.MISSING and not slot.awaited for slot in section.slots)
            )


def test_a_section_waits_for_nobody_where_a_text_or_another_slot_of_it_is_open() -> None:
    evaluation = judged("urumqi-private-2025")
    waiting = next(section for section in evaluation.sections if section.awaited)
    hers = replace(waiting.slots[0], id="hers", who=(Who.APPLICANT,))
    text = TextState("summary", "总结", State.MISSING)
    for more in (replace(waiting, slots=(*waiting.slots, hers)), replace(waiting, texts=(text,))):
        (judged_again,) = with_open_points((more,), ())
        assert not judged_again.awaited
        assert judged_again.own_state is State.MISSING
    assert with_open_points((waiting,), ()) == (waiting,)


def test_the_count_of_complete_sections_moves_with_the_first_finished_slot() -> None:
    notice = load_notice("region-senior-2024")
    case = Case(notice.id, Applicant("张伟", "云岭化工有限公司"), frozenset())
    before = sum(one.complete for one in evaluate(notice, case, LATER).sections)
    for section in notice.sections:
        for slot in section.slots:
            case = mark_not_applicable(case, slot.id, "没有这类材料")
    after = sum(one.complete for one in evaluate(notice, case, LATER).sections)
    assert before < after
