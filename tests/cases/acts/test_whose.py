"""A page that seems to be somebody else's leaves by nobody's hand before she says it is hers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.cases.acts.test_deciding import CLEAN, SURE, case
from zcdesk.cases.acts.deciding import (
    claim,
    confirm,
    confirm_sure,
    remove_page,
    reviewed,
)
from zcdesk.cases.case import Case, CasePage, PageState
from zcdesk.cases.exchange.decision_file import apply_decisions, read_decisions
from zcdesk.cases.tables.rows import case_of, rows_of
from zcdesk.errors import ZcdeskError
from zcdesk.finding_facts import About, codes_about
from zcdesk.findings import warning

HASH = f"{3:064d}"


def foreign(code: str) -> CasePage:
    """Return a clean page on which the applicant's name was expected and not found."""
    return replace(CLEAN, findings=(warning(code, document="毕业证"),))


def leaving(whole: Case) -> list[int]:
    return [one.page.number for one in reviewed(whole)]


@pytest.mark.parametrize("code", sorted(codes_about(About.WHOSE)))
def test_nothing_confirms_a_page_that_nobody_has_claimed(code: str) -> None:
    whole = case(SURE, foreign(code))
    assert whole.state(whole.page(3)) is PageState.REVIEW
    with pytest.raises(ZcdeskError, match=r"^page\.unclaimed$"):
        confirm(whole, 3)
    assert leaving(confirm_sure(whole)) == [1]
    claimed = confirm(claim(whole, 3), 3)
    assert leaving(claimed) == [3]
    assert leaving(claim(claimed, 3, claimed=False)) == []
    assert [page.number for page in remove_page(whole, 3).pages] == [1]


@pytest.mark.parametrize("code", sorted(codes_about(About.WHOSE)))
def test_a_page_that_was_confirmed_before_anybody_asked_waits_again(code: str) -> None:
    before = confirm(case(SURE, CLEAN), 3)
    assert leaving(before) == [3]
    now = before.with_page(replace(before.page(3), findings=foreign(code).findings))
    assert leaving(now) == []
    assert now.state(now.page(3)) is PageState.REVIEW


def test_what_she_said_is_kept_in_the_case_file_and_older_rows_say_nothing(tmp_path: Path) -> None:
    home = tmp_path / "申报.zcase"
    whole = claim(case(SURE, CLEAN), 3)
    rows = dict(rows_of(whole, home))
    assert case_of(rows, home).page(3).claimed
    assert not case_of(rows, home).page(1).claimed
    rows["page/3/decided"] = rows["page/3/decided"].replace(',"claimed":true', "")
    assert not case_of(rows, home).page(3).claimed


@pytest.mark.parametrize("told", ["", "whose", "seen", "else"])
@pytest.mark.parametrize("code", sorted(codes_about(About.WHOSE)))
def test_a_file_of_answers_claims_or_removes_what_it_names_and_no_other(
    tmp_path: Path, code: str, told: str
) -> None:
    said = {"": "", "whose": "whose: mine", "seen": f"seen: [{code}]", "else": "whose: other"}[told]
    text = f"schema: 1\nconfirm_sure: true\nanswer: 'no'\npages: [{{sha256: '{HASH}', {said}}}]\n"
    path = tmp_path / "decisions.yaml"
    path.write_text(text, encoding="utf-8")
    other = replace(foreign(code), number=4)
    assert other.page is not None
    source = replace(other.page.source, sha256=f"{4:064d}")
    other = replace(other, page=replace(other.page, source=source))
    after = apply_decisions(case(SURE, foreign(code), other), read_decisions(path))
    pages, out = {
        "": ([1, 3, 4], [1]),
        "whose": ([1, 3, 4], [1, 3]),
        "seen": ([1, 3, 4], [1, 3]),
        "else": ([1, 4], [1]),
    }[told]
    assert [page.number for page in after.pages] == pages
    assert leaving(after) == out
