"""The acceptance list on slots, whose states are the seven words: 18, 19 and 38–98."""

from __future__ import annotations

import pytest

from tests.checks.acceptance.making import (
    ETDZ,
    HOTAN,
    MIIT,
    OK,
    REGION,
    URUMQI,
    M,
    N,
    P,
    S,
    codes,
    evaluation_of,
)
from zcdesk.notices.files.loading import built_in_ids, load_notice

SLOTS: list[tuple[int, str, str, dict[str, str], int, str]] = [
    # item, notice, slot, answers, pages given, state
    (18, URUMQI, "id_card", {}, 0, M),
    (18, URUMQI, "id_card", {}, 1, P),  # both sides may be on it: a person looks
    (18, URUMQI, "id_card", {}, 2, OK),
    (19, URUMQI, "photo_1inch", {}, 1, OK),
    (19, REGION, "photo_1inch", {}, 1, OK),
    (19, MIIT, "photo_1inch", {}, 1, OK),
    (38, REGION, "diploma", {}, 0, M),
    (38, HOTAN, "diploma", {}, 0, M),
    (38, MIIT, "diploma", {}, 0, M),
    (38, REGION, "degree_cert", {"degree": "yes"}, 0, M),
    (38, MIIT, "degree_cert", {"degree": "yes"}, 0, M),
    (38, MIIT, "degree_cert", {"degree": "no"}, 0, S),
    (38, MIIT, "edu_verify", {}, 0, M),
    (39, HOTAN, "edu_verify", {"chsi_record": "found"}, 1, OK),
    (40, REGION, "edu_material", {"chsi_record": "not_found"}, 0, M),
    (40, HOTAN, "edu_material", {"chsi_record": "not_found"}, 0, M),
    (41, URUMQI, "foreign_edu_cert", {"foreign_education": "yes"}, 0, M),
    (48, MIIT, "title_cert", {"title_origin": "xinjiang"}, 0, M),
    (48, MIIT, "title_doc", {"title_origin": "xinjiang"}, 0, N),
    (48, MIIT, "title_cert", {"title_origin": "elsewhere"}, 0, M),
    (48, MIIT, "title_review_form", {"title_origin": "elsewhere"}, 0, M),
    (49, REGION, "appointment_doc", {"moved_from_office": "yes"}, 0, M),
    (49, REGION, "cadre_resume", {"moved_from_office": "yes"}, 0, M),
    (50, REGION, "exam_score", {"series": "human_resources", "level": "senior"}, 0, M),
    (50, REGION, "exam_score", {"series": "human_resources", "level": "full_senior"}, 0, S),
    (51, ETDZ, "prof_qualification", {"by_qualification": "yes"}, 0, P),
    (58, MIIT, "ce_public", {}, 5, M),
    (58, MIIT, "ce_public", {}, 6, OK),
    (61, URUMQI, "ce_special", {"first_time": "yes"}, 0, N),
    (61, URUMQI, "ce_special", {"first_time": "no"}, 0, S),
    (62, ETDZ, "ce_exempt_form", {"ce_exemption": "yes"}, 0, M),
    (62, REGION, "ce_exempt_form", {"village_work": "returned", "ce_exemption": "yes"}, 0, M),
    (62, HOTAN, "ce_exempt_form", {"ce_exemption": "yes"}, 0, M),
    (62, MIIT, "ce_exempt_form", {"ce_exemption": "yes"}, 0, M),
    (62, MIIT, "ce_exempt_form", {"ce_exemption": "no"}, 0, N),
    (64, REGION, "annual_assessment", {}, 2, M),
    (64, REGION, "annual_assessment", {}, 3, OK),
    (64, MIIT, "annual_assessment", {}, 2, M),
    (64, MIIT, "annual_assessment", {}, 3, OK),
    (70, REGION, "paper", {"published_papers": "yes"}, 3, P),
    (70, REGION, "paper", {"published_papers": "yes"}, 4, OK),
    (70, REGION, "paper", {"published_papers": "no"}, 0, N),
    (70, MIIT, "paper", {"published_papers": "yes"}, 2, P),
    (70, MIIT, "paper", {"published_papers": "yes"}, 3, OK),
    (70, MIIT, "paper", {"published_papers": "no"}, 0, S),
    (72, ETDZ, "paper", {}, 0, N),
    (72, ETDZ, "representative_work", {}, 0, S),
    (82, REGION, "pledge", {}, 0, M),
    (82, HOTAN, "pledge", {}, 0, M),
    (82, MIIT, "pledge", {}, 0, M),
    (82, ETDZ, "pledge", {}, 0, S),
    (83, URUMQI, "dispatch_note", {"employer_kind": "dispatched"}, 0, M),
    (83, URUMQI, "dispatch_note", {"employer_kind": "local"}, 0, N),
    (83, REGION, "dispatch_consent", {"dispatching_unit": "no", "aid_xinjiang": "yes"}, 0, M),
    (83, REGION, "entrust_letter", {"employer_kind": "central"}, 0, M),
    (83, REGION, "entrust_letter", {"employer_kind": "local"}, 0, N),
    (83, MIIT, "dispatch_consent", {"aid_xinjiang": "yes"}, 0, M),
    (83, MIIT, "dispatch_consent", {"aid_xinjiang": "no"}, 0, N),
    (86, URUMQI, "labour_contract", {"employer_kind": "local"}, 0, M),
    (86, URUMQI, "labour_contract", {"employer_kind": "dispatched"}, 0, P),
]


@pytest.mark.parametrize(("item", "notice", "slot", "facts", "given", "state"), SLOTS)
def test_the_state_of_a_slot(
    item: int, notice: str, slot: str, facts: dict[str, str], given: int, state: str
) -> None:
    evaluation = evaluation_of(notice, facts, *[slot] * given)
    assert evaluation.slot(slot).state == state
    errors = [f for f in evaluation.findings if f.slot == slot and f.severity == "error"]
    assert bool(errors) is (state == M)


ONE_OF = [
    (39, HOTAN, ("edu_verify",), (OK, N)),
    (39, HOTAN, ("enrolment_report",), (N, OK)),
    (39, HOTAN, (), (M, M)),
]


@pytest.mark.parametrize(("item", "notice", "given", "states"), ONE_OF)
def test_one_of_two_is_enough(
    item: int, notice: str, given: tuple[str, ...], states: tuple[str, str]
) -> None:
    evaluation = evaluation_of(notice, {"chsi_record": "found"}, *given)
    found = tuple(evaluation.slot(slot).state for slot in ("edu_verify", "enrolment_report"))
    assert found == states


def test_only_the_exempted_year_is_excused() -> None:
    answers = {"ce_exemption": "yes", "ce_exempt_years": "2019"}  # 63
    found = evaluation_of(MIIT, answers).findings
    (short,) = [f for f in found if f.slot == "ce_public" and f.code == "check.years_missing"]
    assert short.finding.details["years"] == "2014、2015、2016、2017、2018"


SHARES = [
    (65, {"education": "secondary"}, 3, 2, 3),
    (65, {"education": "college"}, 2, 1, 2),
    (65, {"education": "bachelor"}, 1, None, 1),
    (65, {"education": "master"}, 1, None, 1),
]


@pytest.mark.parametrize(("item", "facts", "wanted", "short", "enough"), SHARES)
def test_the_number_of_assessments_follows_the_years_and_is_called_reckoned(
    item: int, facts: dict[str, str], wanted: int, short: int | None, enough: int
) -> None:
    full = evaluation_of(URUMQI, facts, *["annual_assessment"] * enough)
    assert full.slot("annual_assessment").wanted == wanted
    assert full.slot("annual_assessment").state == OK
    if short is not None:
        few = evaluation_of(URUMQI, facts, *["annual_assessment"] * short)
        (found,) = [f for f in few.findings if f.code == "check.pages_short"]
        assert "推算" in found.wording().message


@pytest.mark.parametrize(("item", "notice"), [(71, REGION), (71, MIIT)])
def test_a_work_without_a_seal_is_asked_about(item: int, notice: str) -> None:
    answers = {"representative_work": "yes"}
    found = evaluation_of(notice, answers, "representative_work").findings
    told = [f.code for f in found if f.slot == "representative_work"]
    assert "check.stamped_by_eye" in told


def test_who_asks_for_a_pledge_and_a_labour_contract() -> None:
    slots = {notice: {slot.id for slot in load_notice(notice).slots()} for notice in built_in_ids()}
    assert "pledge" not in slots[URUMQI]  # 82
    assert [n for n in slots if "labour_contract" in slots[n]] == [URUMQI]  # 86
    assert load_notice(REGION).slot("pledge").signed


@pytest.mark.parametrize(("item", "field", "value"), [(98, "kind", "conferral"),
                                                      (98, "level", "senior")])  # fmt: skip
def test_another_kind_or_level_is_evaluated_anew(item: int, field: str, value: str) -> None:
    answers = {"kind": "appraisal", "level": "intermediate"}
    before, after = codes(HOTAN, answers), codes(HOTAN, answers | {field: value})
    assert "check.defence_required" in before
    assert "check.defence_required" not in after
