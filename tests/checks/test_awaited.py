"""What somebody else has to issue is no fault of the applicant's: a word and a list of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.cases.made import page
from zcdesk.applicant import Applicant
from zcdesk.cases.acts.noting import mark_not_applicable
from zcdesk.cases.case import Case, CasePage
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.slots.slot import with_open_points
from zcdesk.checks.states import Evaluation, State, TextState
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.slots import Who
from zcdesk.workflow.path.to_do import awaited, to_do

NOW = datetime(2025, 9, 1, tzinfo=UTC)
NOTICES = (
    "hotan-private-2025", "etdz-2024", "miit-2019", "region-senior-2024", "urumqi-private-2025",
)  # fmt: skip


def judged(notice: str, *pages: CasePage) -> Evaluation:
    case = Case(notice, Applicant("张伟", "云岭化工有限公司"), frozenset(), pages)
    return evaluate(load_notice(notice), case, NOW)


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
    came = judged("etdz-2024", replace(page(1), slot=slot))
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
    before = sum(one.complete for one in evaluate(notice, case, NOW).sections)
    for section in notice.sections:
        for slot in section.slots:
            case = mark_not_applicable(case, slot.id, "没有这类材料")
    after = sum(one.complete for one in evaluate(notice, case, NOW).sections)
    assert before < after
