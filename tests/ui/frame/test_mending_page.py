"""Each thing to do leads where it is mended; what only the notice tells leads to its words."""

from __future__ import annotations

from datetime import datetime

import pytest

from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.states import CaseFinding
from zcdesk.finding_facts import About, all_facts
from zcdesk.findings import Severity, warning
from zcdesk.notices.files.loading import load_notice
from zcdesk.quantities.moments import BEIJING
from zcdesk.ui.frame.mending_page import page_of

WITHOUT_A_PLACE = (About.PERSON, About.WRITTEN, About.ANSWERS, About.TIME, About.CASE)
OF_A_TEXT = "check.text_", "check.word_lists"
"""Beginnings of codes that name a text, or what this computer has."""
FROM_OTHERS = {"check.round_over", "check.returns_over", "check.returns_over_unstated"}
"""Only whoever runs the appraisal can help."""


def test_every_thing_to_do_without_a_place_has_its_page() -> None:
    found = {
        code
        for code, known in all_facts().items()
        if known.about in WITHOUT_A_PLACE and known.severity is not Severity.INFO
        if not known.only_known and not code.startswith((*OF_A_TEXT, "reuse."))
    } - FROM_OTHERS
    assert len(found) > 10
    nowhere = {code for code in found if not page_of(CaseFinding(warning(code), rule="r"))}
    assert not nowhere


@pytest.mark.parametrize(("told", "code"), [("早年在外地", "history_unread")])
def test_a_work_history_that_nobody_can_read_leads_to_its_text(told: str, code: str) -> None:
    notice = load_notice("region-senior-2024")
    case = Case(notice.id, Applicant("沈知遥", "某厂"), frozenset(), texts=(("resume", told),))
    found = evaluate(notice, case, datetime(2024, 9, 1, tzinfo=BEIJING)).to_do
    (finding,) = [one for one in found if one.code == f"check.{code}"]
    assert finding.field == "resume"
    assert finding.section
    assert not page_of(finding)  # the section itself is its page


def test_another_employer_than_hers_leads_to_name_and_employer() -> None:
    assert page_of(CaseFinding(warning("check.history_other_employer"))) == "identity"
