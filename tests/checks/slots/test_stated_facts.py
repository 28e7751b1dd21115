"""What papers state is held against what a person wrote: it asks, and never accuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.checks.making_cases import prepared
from tests.tables import rows_beside
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Case
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.states import CaseFinding
from zcdesk.findings import Severity
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
