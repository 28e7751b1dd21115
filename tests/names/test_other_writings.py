"""What else a page may write for a name: half pinyin, letters taken apart, Cyrillic, variants."""

from __future__ import annotations

import pytest

from zcdesk.applicant import Applicant
from zcdesk.names.other_writings import (
    cyrillic_forms,
    goes_on,
    half_latin_forms,
    is_other_writing,
    taken_apart_forms,
)
from zcdesk.names.search_words import words
from zcdesk.names.spellings import folded, written_forms

EMPLOYER = "新疆天山桥梁工程有限公司"


def test_any_of_the_letters_may_stand_in_pinyin_but_not_all() -> None:
    assert set(half_latin_forms("李静")) == {"li静", "李jing"}
    forms = half_latin_forms("欧阳喆")
    assert {"ou阳喆", "ouyang喆", "欧阳zhe", "欧yang喆"} <= set(forms)
    assert "ouyangzhe" not in forms
    assert "欧阳喆" not in forms


@pytest.mark.parametrize(
    ("name", "apart"),
    [("张建军", "弓长建军"), ("欧阳喆", "欧阳吉吉"), ("李静", "木子静"), ("章明", "立早日月")],
)
def test_a_letter_may_be_taken_apart(name: str, apart: str) -> None:
    assert apart in taken_apart_forms(name)


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("欧阳喆", {"оуян чжэ", "чжэ оуян"}),
        ("张建军", {"чжан цзяньцзюнь", "цзяньцзюнь чжан"}),
        ("مەمەت تۇرسۇن", {"мәмәт турсун", "турсун мәмәт"}),
        ("Yerlan", set()),
    ],
)
def test_a_name_has_a_cyrillic_form_in_both_orders(name: str, forms: set[str]) -> None:
    assert set(cyrillic_forms(name)) == forms


@pytest.mark.parametrize(
    ("text", "before", "after", "longer"),
    [
        ("黄晓min", "成员：", "g", True), ("黄晓min", "成员：", "老师", False),
        ("ou阳喆", "b", "", True), ("欧阳吉吉", "a", "b", False), ("黄晓min", "", "ǐ", True),
    ],
)  # fmt: skip
def test_pinyin_that_goes_on_is_another_name(
    text: str, before: str, after: str, longer: bool
) -> None:
    assert goes_on(text, before, after) is longer


@pytest.mark.parametrize("plain", ["Ōuyáng Zhé", "ŌUYÁNG ZHÉ", "Ouyang Zhe"])
def test_tone_marks_are_no_other_letters(plain: str) -> None:
    assert folded(plain) == "ouyangzhe"


@pytest.mark.parametrize(("letter", "variant"), [("喆", "嚞"), ("启", "啟"), ("峰", "峯")])
def test_a_variant_counts_as_its_letter(letter: str, variant: str) -> None:
    assert variant in written_forms(letter)


@pytest.mark.parametrize(("one", "other"), [("喆", "哲"), ("堃", "坤")])
def test_a_letter_of_its_own_is_no_variant(one: str, other: str) -> None:
    """The table of 2013 has them as letters of names: somebody else may bear them."""
    assert other not in written_forms(one)


def test_the_forms_point_to_the_name_and_only_cyrillic_is_sure() -> None:
    own = [word for word in words(Applicant("张建军", EMPLOYER)) if is_other_writing(word)]
    assert {word.text for word in own if word.sure} == {"чжан цзяньцзюнь", "цзяньцзюнь чжан"}
    assert {word.kind.target for word in own} == {"name"}
