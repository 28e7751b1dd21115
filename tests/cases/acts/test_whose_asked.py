"""What a case asks of a page by the place that it is in, and by employers that are not hers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.cases.acts.test_deciding import CLEAN, case
from zcdesk.cases.acts.deciding import claim, confirm, confirm_sure, reviewed
from zcdesk.cases.acts.whose import with_whose_asked
from zcdesk.cases.case import NO_NAME_IN_PLACE, OTHER_EMPLOYER, Case, CasePage
from zcdesk.cases.file.store import create_case
from zcdesk.sorting.told import AboutWhom, PageTold

FOREIGN = "喀什天山路桥建设有限公司"
NOBODY, NAMED = PageTold(about=AboutWhom.NOBODY), PageTold(about=AboutWhom.NAMED)


def page(number: int, slot: str, told: PageTold = NOBODY, path: str = "") -> CasePage:
    return replace(CLEAN, number=number, slot=slot, told=told, path=path or f"{number}.jpg")


def codes(whole: Case) -> list[str]:
    """Return what is asked of each page, "" for nothing."""
    return [next((one.code for one in p.findings), "") for p in with_whose_asked(whole).pages]


@pytest.mark.parametrize(
    ("slot", "told", "asked"),
    [
        ("title_cert", NOBODY, True),
        ("diploma", NOBODY, True),
        ("id_card", NOBODY, True),
        ("ce_special", NOBODY, True),
        ("annual_assessment", NOBODY, True),
        ("labour_contract", NOBODY, True),
        ("title_cert", NAMED, False),
        ("title_cert", PageTold(about=AboutWhom.OWN), False),
        ("title_cert", PageTold(), False),  # nobody looked
        ("id_card", replace(NOBODY, kind="id_card_back"), False),
        ("title_cert", replace(NOBODY, kind="title_doc", sure=True), False),
        ("title_cert", replace(NOBODY, wordless=True), False),
        ("achievement_evidence", NOBODY, False),
        ("", NOBODY, False),
    ],
)
def test_where_all_papers_carry_the_name_a_page_without_it_is_asked_about(
    slot: str, told: PageTold, asked: bool
) -> None:
    assert codes(case(page(1, slot, told))) == [NO_NAME_IN_PLACE if asked else ""]


def test_pages_that_go_on_from_one_that_names_her_are_not_asked_about() -> None:
    contract = [page(1, "labour_contract", NAMED), *(page(n, "labour_contract") for n in (2, 3))]
    assert codes(case(*contract)) == ["", "", ""]
    report = [page(1, "edu_verify", NAMED, "a.pdf"), page(2, "edu_verify", path="a.pdf")]
    assert codes(case(*report)) == ["", ""]
    two = [page(1, "ce_special", NAMED), page(2, "ce_special")]
    assert codes(case(*two)) == ["", NO_NAME_IN_PLACE]


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        (replace(NOBODY, organisations=(FOREIGN,)), True),
        (replace(NOBODY, organisations=("系" + FOREIGN,)), True),
        (replace(NOBODY, organisations=(FOREIGN.replace("桥", "侨"),)), True),  # misread once
        (replace(NAMED, organisations=(FOREIGN,)), False),
        (replace(NOBODY, organisations=(FOREIGN, "和田云岭水利工程有限公司")), False),
        (replace(NOBODY, organisations=("喀什市某某局",)), False),
        (NOBODY, False),
    ],
)
def test_an_employer_that_she_said_is_not_hers_and_no_name_means_somebody_elses(
    told: PageTold, asked: bool
) -> None:
    whole = case(page(1, "achievement_evidence", told))
    applicant = replace(whole.applicant, employer="和田云岭水利工程有限公司")
    whole = replace(whole, applicant=applicant)
    assert codes(whole) == [""]
    said = replace(whole, facts=((f"organisation.{FOREIGN}", "other"),))
    assert codes(said) == [OTHER_EMPLOYER if asked else ""]
    hers = replace(whole, facts=((f"organisation.{FOREIGN}", "own"),))
    assert codes(hers) == [""]


def test_what_is_asked_goes_when_the_page_moves_and_keeps_it_out_until_she_claims_it() -> None:
    whole = with_whose_asked(case(page(1, "title_cert")))
    assert with_whose_asked(whole) is whole
    assert reviewed(confirm_sure(whole)) == ()
    claimed = confirm(claim(whole, 1), 1)
    assert len(reviewed(with_whose_asked(claimed))) == 1
    moved = whole.with_page(replace(whole.page(1), slot="achievement_evidence"))
    assert codes(moved) == [""]
    assert len(reviewed(confirm_sure(with_whose_asked(moved)))) == 1


def test_a_case_file_asks_of_every_state_that_it_keeps(tmp_path: Path) -> None:
    with create_case(tmp_path / "申报.zcase", case()) as stored:
        stored.save(confirm_sure(case(page(1, "title_cert"))), "add")
        kept = stored.case
        assert [one.code for one in kept.page(1).findings] == [NO_NAME_IN_PLACE]
        assert not kept.is_confirmed(kept.page(1))
