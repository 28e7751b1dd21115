"""A page that nobody can read says so where its picture is, until a person has looked at it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.checks.making_cases import NOTICE, prepared
from zcdesk.applicant import Applicant
from zcdesk.cases.acts.deciding import confirm
from zcdesk.cases.case import Case
from zcdesk.findings import warning
from zcdesk.pages.page import Clarity
from zcdesk.ui.picture.page_rows import PageRow
from zcdesk.workflow.review.overview import Overview

LOST = {"clarity.unread": Clarity.UNMEASURED, "clarity.blurred": Clarity.UNREADABLE}
OTHERS = {"page.no_text": Clarity.UNMEASURED, "clarity.cut_below": Clarity.BORDERLINE}


def line_of(case: Case) -> str:
    return PageRow(Overview(case, NOTICE).of(1), reading=False).line


@pytest.mark.parametrize("code", [*LOST, *OTHERS])
def test_it_is_to_be_taken_again_and_one_that_has_no_text_is_not(code: str) -> None:
    page = prepared(1, "degree")
    assert page.page is not None
    known = replace(page.page, clarity=(LOST | OTHERS)[code])
    page = replace(page, page=known, findings=(warning(code),))
    case = Case(NOTICE.id, Applicant("孙颖倩", ""), frozenset(), pages=(page,))
    assert (line_of(case) == "读不清，重拍") == (code in LOST)
    assert line_of(confirm(case, 1)) != "读不清，重拍"
