"""What papers state or lack (a fact, a seal, a signature) is asked about and accuses nobody."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from tests.checks.making_cases import NOTICE, ORDINARY, TODAY, prepared
from tests.tables import rows_beside
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts.deciding import confirm
from zcdesk.cases.acts.noting import waive
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.waivers import Waiver
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.states import CaseFinding
from zcdesk.findings import Severity
from zcdesk.geometry import box
from zcdesk.masking.hits import Mask
from zcdesk.notices.files.loading import load_notice
from zcdesk.sorting.page_words import PageWords
from zcdesk.sorting.told import AboutWhom, PageTold, stated_on

TABLES = rows_beside(__file__)

HOTAN = "hotan-private-2025"
EMPLOYER = "和田绿洲建筑工程有限公司"
CODES = (
    "check.paper_differs", "check.paying_unit_differs", "check.paying_unit_related",
    "check.paid_months", "check.hours_short", "check.names_nobody",
)  # fmt: skip


def told(
    pages: list[tuple[str, str, str]], facts: dict[str, str] | None = None
) -> list[CaseFinding]:
    """Return what is told of pages: slot, kind, text."""
    made = []
    for number, (slot, kind, text) in enumerate(pages, start=1):
        stated = stated_on(PageWords((), (text,), text), kind)
        page = prepared(number, slot, Target.NAME)
        made.append(replace(page, told=PageTold(kind=kind, years=(2024,), stated=stated)))
    answers = {
        "first_time": "no",
        "field": "other",
        "ce_reading": "excluding",
        "ce_exemption": "no",
        **(facts or {}),
    }
    case = Case(HOTAN, Applicant("张伟", EMPLOYER), frozenset({Target.NAME}), tuple(made),
                tuple(answers.items()))  # fmt: skip
    found = evaluate(load_notice(HOTAN), case, date(2025, 2, 20)).findings
    return [one for one in found if one.code in CODES]


@pytest.mark.parametrize(("slot", "kind", "text", "facts", "code"), TABLES["papers"])
def test_what_a_paper_states_is_held_against_what_was_written(
    slot: str, kind: str, text: str, facts: dict[str, str], code: str
) -> None:
    found = told([(slot, kind, text)], facts)
    assert [one.code for one in found] == ([code] if code else [])
    assert all(one.severity is Severity.WARNING and one.may_stand for one in found)
    assert all(EMPLOYER not in one.wording().message for one in found)


def test_hours_of_a_year_are_summed_over_its_certificates() -> None:
    special, public = ("ce_special", "ce_special"), ("ce_public", "ce_public")
    enough = [(*special, "共40学时"), (*special, "24学时"), (*public, "公需课30学时")]
    assert told(enough) == []
    (short,) = told([*enough[:2], (*public, "公需课20学时")])
    assert short.finding.details["count"] == "84"
    assert short.finding.details["least"] == 90


def test_a_proof_on_which_the_own_name_is_nowhere_is_asked_about() -> None:
    silent = PageTold(about=AboutWhom.NOBODY)
    named = PageTold(about=AboutWhom.OWN)
    notice = load_notice("region-senior-2024")
    page = replace(prepared(1, "achievement_evidence"), hits=(), told=silent)
    case = Case(notice.id, Applicant("张伟", EMPLOYER), frozenset({Target.NAME}), (page,))
    codes = [one.code for one in evaluate(notice, case, date(2024, 9, 20)).findings if one.to_do]
    assert "check.names_nobody" in codes
    hers = replace(case, pages=(replace(page, told=named),))
    codes = [one.code for one in evaluate(notice, hers, date(2024, 9, 20)).findings]
    assert "check.names_nobody" not in codes


PERSON = Applicant("阿依古丽", "天山机械厂")
SEALED, SIGNED = "posting", "pledge"


def page(number: int, slot: str, told: PageTold) -> CasePage:
    return replace(prepared(number, slot, Target.NAME), told=told)


def told_of(slot: str, *pages: CasePage) -> dict[str, Severity]:
    case = Case(NOTICE.id, PERSON, frozenset({Target.NAME}), pages, tuple(ORDINARY.items()))
    found = evaluate(NOTICE, case, TODAY).findings
    return {one.code: one.severity for one in found if one.slot == slot}


SEEN = [
    ("seals", (0,), "no_seal_seen"), ("seals", (0, 0), "no_seal_seen"),
    ("seals", (1,), "stamped_by_eye"), ("seals", (0, 2), "stamped_by_eye"),
    ("seals", (None,), "stamped_by_eye"), ("seals", (0, None), "stamped_by_eye"),
    ("signed", (False,), "no_signature_seen"), ("signed", (None, False), "no_signature_seen"),
    ("signed", (False, True), "signed_by_eye"), ("signed", (None,), "signed_by_eye"),
]  # fmt: skip


@pytest.mark.parametrize(("part", "seen", "code"), SEEN)
def test_a_seal_or_signature_that_was_seen_on_no_page_of_the_slot_is_asked_for(
    part: str, seen: tuple[Any, ...], code: str
) -> None:
    slot = SEALED if part == "seals" else SIGNED
    told = told_of(slot, *(page(n, slot, PageTold(**{part: one})) for n, one in enumerate(seen, 1)))
    (said,) = {f"check.{code}" for *_, code in SEEN} & set(told)
    assert said == f"check.{code}"
    assert told[said] is (Severity.WARNING if code.startswith("no_") else Severity.INFO)


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
