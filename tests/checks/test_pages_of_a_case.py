"""What pages still need from a person, and what an evaluation promises."""

import cProfile
import json
from dataclasses import replace
from datetime import date

import pytest

from tests.checks import making_cases as a
from zcdesk.applicant import Target
from zcdesk.cases.acts.deciding import draw
from zcdesk.cases.case import Answer, Case, CasePage
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.reporting import status_document
from zcdesk.checks.states import WORST_FIRST, State

NAME, EMPLOYER, PHOTO = Target.NAME, Target.EMPLOYER, Target.PHOTO

PAGES: list[tuple[str, list[CasePage], bool, str, list[str]]] = [
    # what, pages of the diploma's slot, confirmed, state, findings
    ("confirmed", [a.prepared(1, "diploma", NAME)], True, "satisfied", []),
    ("sure, not confirmed", [a.prepared(1, "diploma", NAME)], False, "needs_person",
     ["check.pages_unconfirmed"]),
    ("in doubt", [a.doubtful(1, "diploma")], True, "needs_person", ["check.page_in_review"]),
    ("blurred", [a.blurred(1, "diploma")], True, "needs_person", ["check.page_in_review"]),
    ("hard to read", [a.hard_to_read(1, "diploma")], True, "needs_person", ["check.page_unclear"]),
    ("hard to read, not confirmed", [a.hard_to_read(1, "diploma")], False, "needs_person",
     ["check.pages_unconfirmed", "check.page_unclear"]),
    ("hard to read and small", [a.hard_to_read(1, "diploma", 8.0)], True, "needs_person",
     ["check.page_in_review"]),
    ("not read yet", [a.waiting(1, "diploma")], True, "could_not_check", ["check.pages_waiting"]),
    ("refused and nothing else", [a.refused(1, "diploma")], True, "missing",
     ["check.slot_missing", "check.page_refused"]),
    ("refused beside a good one", [a.prepared(1, "diploma", NAME), a.refused(2, "diploma")], True,
     "needs_person", ["check.page_refused"]),
]  # fmt: skip


@pytest.mark.parametrize(("pages", "confirmed", "state", "found"), [row[1:] for row in PAGES],
                         ids=[row[0] for row in PAGES])  # fmt: skip
def test_a_slot_is_only_satisfied_when_its_pages_are_taken_seen_and_confirmed(
    pages: list[CasePage], confirmed: bool, state: str, found: list[str]
) -> None:
    make = a.case_of if confirmed else a.unseen_case_of
    evaluation = evaluate(a.NOTICE, make(*pages), a.TODAY)
    assert evaluation.slot("diploma").state == state
    assert a.codes_for(evaluation, "diploma") == found


def test_a_confirmation_that_lapsed_counts_no_more() -> None:
    case = a.case_of(a.prepared(1, "diploma", NAME))
    changed = draw(case, 1, a.mask(EMPLOYER))
    assert evaluate(a.NOTICE, changed, a.TODAY).slot("diploma").state == "needs_person"


def test_a_page_with_the_employer_only_waits_until_a_person_answers() -> None:
    page = a.prepared(1, "diploma", EMPLOYER)
    evaluation = a.evaluated(page)
    assert evaluation.slot("diploma").state == "needs_person"
    (found,) = [one for one in evaluation.findings if one.code == "check.answer_open"]
    assert (found.page, found.rule) == (1, "region-senior-2024/四(一)14-h")
    for answer in Answer:
        assert a.slot_state("diploma", a.answered(page, answer)).state == "satisfied"


def test_a_covered_photo_in_the_photo_slot_is_told() -> None:
    evaluation = a.evaluated(a.prepared(1, "photo_1inch", PHOTO))
    assert a.codes_for(evaluation, "photo_1inch") == ["check.photo_covered"]
    assert a.codes_for(a.evaluated(a.prepared(1, "photo_1inch")), "photo_1inch") == []


def test_pages_in_no_slot_are_counted() -> None:
    evaluation = a.evaluated(
        a.prepared(1, ""), a.prepared(2, "no_such_slot"), a.prepared(3, "diploma")
    )
    (found,) = [one for one in evaluation.findings if one.code == "check.pages_unsorted"]
    assert found.finding.details["count"] == 2


def test_a_notice_that_asks_for_nothing_masks_nothing_and_asks_nothing_about_pages() -> None:
    silent = a.NOTICE.model_copy(update={"masking": None})
    case = a.case_of(a.prepared(1, "diploma", EMPLOYER))
    assert evaluate(silent, case, a.TODAY).slot("diploma").state == "satisfied"


def full_case() -> Case:
    pages: list[CasePage] = []
    for slot in a.NOTICE.slots():
        for _ in range(max(1, len(slot.years))):
            if a.evaluated().slot(slot.id).state != State.NOT_NEEDED:
                pages.append(a.prepared(len(pages) + 1, slot.id, NAME))
    return a.case_of(*pages)


@pytest.mark.slow
def test_a_full_and_confirmed_case_is_complete() -> None:
    unwritten = evaluate(a.NOTICE, full_case(), a.TODAY)
    states = {section.id: section.state for section in unwritten.sections}
    assert states.pop("resume") == "could_not_check"  # a field that nobody filled in here
    assert states.pop("practice") == "could_not_check"
    assert {one.code for one in unwritten.to_do} == {"check.text_not_written"}
    fields = [field.id for section in a.NOTICE.sections for field in section.fields]
    written = dict.fromkeys(sorted(fields), "无")
    written["resume"] = "2010.07-2024.09 某某机械厂 技术员"
    texts = tuple(written.items())
    evaluation = evaluate(a.NOTICE, replace(full_case(), texts=texts), a.TODAY)
    assert evaluation.complete
    states = {section.id: section.state for section in evaluation.sections}
    assert set(states.values()) <= {"satisfied", "not_needed"}
    assert not [one for one in evaluation.findings if one.severity != "info"]


def test_a_section_names_those_who_still_owe_its_papers() -> None:
    case = full_case()
    kept = tuple(page for page in case.pages if page.slot not in ("posting", "recommendation"))
    evaluation = evaluate(a.NOTICE, replace(case, pages=kept), a.TODAY)
    assert not evaluation.complete
    other = next(section for section in evaluation.sections if section.id == "other")
    assert (other.state, set(other.who)) == ("missing", {"employer", "supervising_unit"})


def test_a_section_shows_the_worst_of_its_slots() -> None:
    for section in a.evaluated(degree="no", chsi_record="").sections:
        states = [slot.state for slot in section.slots]
        if states:
            assert section.state == min(states, key=WORST_FIRST.index)


def test_no_finding_holds_a_word_of_the_applicant() -> None:
    case = a.case_of(
        a.doubtful(1, "diploma"),
        a.refused(2, "id_card"),
        a.prepared(3, ""),
        a.waiting(4, "pledge"),
    )
    told = status_document(evaluate(a.NOTICE, case, a.TODAY)).model_dump_json()
    for word in (case.applicant.name, case.applicant.employer, "scan-", '.jpg"'):
        assert word not in told


def test_every_finding_on_a_slot_names_rule_clause_and_the_notices_words() -> None:
    case = a.case_of(a.doubtful(1, "diploma"), a.refused(2, "id_card"), title_origin="")
    for finding in evaluate(a.NOTICE, case, a.TODAY).findings:
        if finding.slot:
            assert finding.rule.startswith("region-senior-2024/")
            assert finding.clause
            assert finding.quote
            assert finding.wording().message
            assert finding.wording("en").message


def test_the_status_document_keeps_the_contract() -> None:
    document = json.loads(
        status_document(a.evaluated(a.waiting(7, "diploma"))).model_dump_json(by_alias=True)
    )
    assert (document["schema"], document["notice"]) == (1, "region-senior-2024")
    assert {"what", "at", "hours_left", "rule"} <= document["deadlines"][0].keys()
    section = next(one for one in document["sections"] if one["id"] == "education")
    assert {"id", "title", "state", "who", "slots"} <= section.keys()
    slot = section["slots"][0]
    assert (slot["id"], slot["pages"], slot["who"]) == ("diploma", [7], ["applicant"])
    wanted = {"severity", "code", "rule", "clause", "quote", "message", "remedy", "section",
              "slot", "page", "who", "field", "waived", "to_do", "place"}  # fmt: skip
    assert all(finding.keys() == wanted for finding in document["findings"])


def test_an_empty_case_of_somebody_who_answered_nothing_is_evaluated() -> None:
    case = replace(a.case_of(), facts=())
    evaluation = evaluate(a.NOTICE, case, date(2026, 11, 20))
    assert evaluation.counts()[State.NEEDS_PERSON] > 5
    assert a.ORDINARY


def calls_of_evaluating(count: int) -> tuple[int, int]:
    """Number of all calls, and of fingerprints taken, for a case of ``count`` pages."""
    slots = [slot.id for slot in a.NOTICE.slots()]
    pages = [a.prepared(n, slots[n % len(slots)], *[NAME, EMPLOYER] * 5) for n in range(count)]
    case = a.case_of(*pages)
    profile = cProfile.Profile()
    profile.runcall(evaluate, a.NOTICE, case, a.TODAY)
    entries = profile.getstats()
    fingerprints = [e.callcount for e in entries if "fingerprint" in str(e.code)]
    return sum(entry.callcount for entry in entries), sum(fingerprints)


def test_work_grows_with_the_pages_and_each_page_is_fingerprinted_once() -> None:
    few, many = calls_of_evaluating(100), calls_of_evaluating(300)
    assert (few[1], many[1]) == (100, 300)
    assert many[0] < 3 * few[0]
