"""Where a notice wants a seal or a signature, a page without one raises a question."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from tests.checks.making_cases import NOTICE, ORDINARY, TODAY, prepared
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts.deciding import confirm
from zcdesk.cases.acts.noting import waive
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.waivers import Waiver
from zcdesk.checks.evaluating import evaluate
from zcdesk.findings import Severity
from zcdesk.geometry import box
from zcdesk.masking.hits import Mask
from zcdesk.sorting.told import PageTold

PERSON = Applicant("阿依古丽", "天山机械厂")
SEALED, SIGNED = "posting", "pledge"


def page(number: int, slot: str, told: PageTold) -> CasePage:
    return replace(prepared(number, slot, Target.NAME), told=told)


def told_of(slot: str, *pages: CasePage) -> dict[str, Severity]:
    case = Case(NOTICE.id, PERSON, frozenset({Target.NAME}), pages, tuple(ORDINARY.items()))
    found = evaluate(NOTICE, case, TODAY).findings
    return {one.code: one.severity for one in found if one.slot == slot}


@pytest.mark.parametrize(
    ("seals", "code", "severity"),
    [
        ((0,), "check.no_seal_seen", Severity.WARNING),
        ((0, 0), "check.no_seal_seen", Severity.WARNING),
        ((1,), "check.stamped_by_eye", Severity.INFO),
        ((0, 2), "check.stamped_by_eye", Severity.INFO),
        ((None,), "check.stamped_by_eye", Severity.INFO),
        ((0, None), "check.stamped_by_eye", Severity.INFO),
    ],
)
def test_a_seal_that_was_seen_on_no_page_of_the_slot_is_asked_for(
    seals: tuple[int | None, ...], code: str, severity: Severity
) -> None:
    pages = [page(n, SEALED, PageTold(seals=count)) for n, count in enumerate(seals, 1)]
    told = told_of(SEALED, *pages)
    assert told[code] is severity
    assert len({"check.no_seal_seen", "check.stamped_by_eye"} & set(told)) == 1


@pytest.mark.parametrize(
    ("signed", "code"),
    [
        ((False,), "check.no_signature_seen"),
        ((None, False), "check.no_signature_seen"),
        ((False, True), "check.signed_by_eye"),
        ((None,), "check.signed_by_eye"),
    ],
)
def test_an_empty_place_for_the_signature_is_asked_about(
    signed: tuple[bool | None, ...], code: str
) -> None:
    pages = [page(n, SIGNED, PageTold(signed=one)) for n, one in enumerate(signed, 1)]
    told = told_of(SIGNED, *pages)
    assert code in told
    assert len({"check.no_signature_seen", "check.signed_by_eye"} & set(told)) == 1


def test_a_cover_over_the_seal_takes_away_no_seal() -> None:
    sealed = page(1, SEALED, PageTold(seals=1))
    covered = replace(sealed, drawn=(Mask(Target.SEAL, box(0, 0, 100, 100)),))
    assert "check.no_seal_seen" not in told_of(SEALED, covered)


def test_nothing_is_said_while_a_page_waits_to_be_looked_at() -> None:
    waiting = replace(page(2, SEALED, PageTold()), examined=False)
    told = told_of(SEALED, page(1, SEALED, PageTold(seals=0)), waiting)
    assert "check.no_seal_seen" not in told


@pytest.mark.parametrize(
    ("slot", "told", "state"),
    [
        (SEALED, PageTold(seals=1), "satisfied"),
        (SEALED, PageTold(seals=0), "needs_person"),
        (SIGNED, PageTold(signed=True), "satisfied"),
        (SIGNED, PageTold(signed=False), "needs_person"),
        (SEALED, PageTold(seals=1, kind="diploma", sure=True), "needs_person"),
    ],
)
def test_a_slot_is_not_complete_without_its_ink_until_a_person_lets_it_stand(
    slot: str, told: PageTold, state: str
) -> None:
    case = Case(NOTICE.id, PERSON, frozenset(), (page(1, slot, told),), tuple(ORDINARY.items()))
    case = confirm(case, 1)
    found = evaluate(NOTICE, case, TODAY)
    assert found.slot(slot).state == state
    for one in found.findings:
        if one.slot == slot and one.severity is not Severity.INFO:
            why = Waiver(one.code, "原件就是这样", datetime(2024, 9, 1), one.rule, slot, one.page)
            case = waive(case, why)
    assert evaluate(NOTICE, case, TODAY).slot(slot).state == "satisfied"
