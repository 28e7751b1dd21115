"""An older case that holds a word as it was typed is searched for the word alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.file.cleaning import clean_stored_words
from zcdesk.cases.file.store import create_case
from zcdesk.pages.page import Page, PageSource

EMPLOYER = "新疆天山桥梁工程有限公司"


def old_case(applicant: Applicant) -> Case:
    upright = Page(PageSource("1.jpg", "a" * 64), 100, 100, 100, 100)
    page = CasePage(1, "", "1.jpg", 0, upright, examined=True)
    case = Case("some-notice", applicant, frozenset(), (page,), numbered=1)
    return case.with_page(replace(page, confirmed=case.fingerprint(page)))


@pytest.mark.parametrize(
    ("stored", "name", "cut"),
    [
        ("赵启明（女）", "赵启明", True),
        ("姓名：赵启明", "赵启明", True),
        ("赵\u200b启明", "赵启明", False),
        ("古丽米热。阿不都", "古丽米热·阿不都", False),
        ("赵 启明", "赵 启明", False),
        ("赵启明", "赵启明", False),
        ("赵*明", "赵*明", True),
    ],
)
def test_what_found_nothing_as_it_was_typed_is_searched_anew(
    tmp_path: Path, stored: str, name: str, cut: bool
) -> None:
    with create_case(tmp_path / "a.zcase", old_case(Applicant(stored, EMPLOYER))) as kept:
        assert clean_stored_words(kept) is cut
        assert kept.case.applicant.name == name
        assert kept.case.page(1).examined is (name == stored)
        assert kept.case.is_confirmed(kept.case.page(1)) is (name == stored)


def test_a_legal_name_with_brackets_takes_no_confirmation_back(tmp_path: Path) -> None:
    applicant = Applicant("赵启明", "乌鲁木齐市第一中学（高中部）")
    with create_case(tmp_path / "a.zcase", old_case(applicant)) as kept:
        assert not clean_stored_words(kept)
        assert kept.case.applicant == applicant
        assert kept.case.is_confirmed(kept.case.page(1))
