"""Each thing to do leads where it is mended; what only the notice tells leads to its words."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

import zcdesk.checks
from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.states import ONLY_KNOWN, CaseFinding
from zcdesk.findings import warning
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.timing import BEIJING
from zcdesk.ui.frame.door import Door
from zcdesk.ui.frame.finding_door import door_of

CODE = re.compile(r'\b(?:error|warning)\(\s*"(check\.\w+)"')
OF_A_PLACE = frozenset({"pages.py", "page_kinds.py", "slot.py", "texts.py"})
"""Modules whose findings name a page, a slot or a text, or have a door of their own."""
OF_THE_NOTICE = {
    "check.other_year", "check.window_over", "check.round_over", "check.last_chance",
    "check.return_level", "check.calendar_broken", "check.time_inferred", "check.inferred",
    "check.profile_copy_broken", "check.profile_changed", "check.form_of_other_year",
}  # fmt: skip
"""Nothing of the case mends them: the notice's words or its profile are to be looked at."""


def codes() -> set[str]:
    home = Path(zcdesk.checks.__file__).parent
    return {
        code
        for path in home.rglob("*.py")
        if path.name not in OF_A_PLACE
        for code in CODE.findall(path.read_text(encoding="utf-8"))
    }


def test_every_thing_to_do_without_a_place_has_its_page() -> None:
    found = codes() - OF_THE_NOTICE - ONLY_KNOWN
    assert len(found) > 10
    nowhere = {code for code in found if door_of(CaseFinding(warning(code), rule="r")) is None}
    assert not nowhere


@pytest.mark.parametrize(("told", "code"), [("早年在外地", "history_unread")])
def test_a_work_history_that_nobody_can_read_leads_to_its_text(told: str, code: str) -> None:
    notice = load_notice("region-senior-2024")
    case = Case(notice.id, Applicant("沈知遥", "某厂"), frozenset(), texts=(("resume", told),))
    found = evaluate(notice, case, datetime(2024, 9, 1, tzinfo=BEIJING)).to_do
    (finding,) = [one for one in found if one.code == f"check.{code}"]
    assert finding.field == "resume"
    assert finding.section
    assert door_of(finding) is None  # the section itself is its page


def test_another_employer_than_hers_leads_to_name_and_employer() -> None:
    assert door_of(CaseFinding(warning("check.history_other_employer"))) is Door.IDENTITY
