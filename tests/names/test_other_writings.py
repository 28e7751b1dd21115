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
from zcdesk.verification.words.identity import words_in_text

EMPLOYER = "新疆天山桥梁工程有限公司"


def test_any_of_the_letters_may_stand_in_pinyin_but_not_all() -> None:
    behind = {"李li静", "李li静jing"}
    assert set(half_latin_forms("李静")) == {"li静", "李jing"} | behind
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


def test_the_forms_point_to_the_name_and_few_are_sure() -> None:
    own = [word for word in words(Applicant("张建军", EMPLOYER)) if is_other_writing(word)]
    sure = {"姓张名建军", "чжан цзяньцзюнь", "цзяньцзюнь чжан"}
    assert {word.text for word in own if word.sure} == sure
    assert {word.kind.target for word in own} == {"name"}


@pytest.mark.parametrize(
    ("name", "text", "taken"),
    [
        ("尉迟若岚", "*迟若岚", True), ("尉迟若岚", "尉**", True), ("尉迟若岚", "张**", False),
        ("尉迟若岚", "尉(yù)迟(chí)若岚", True), ("尉迟若岚", "若岚·尉迟", True),
        ("尉迟若岚", "尉1迟2若3岚", True), ("尉迟若岚", "尉，迟，若岚", True),
        ("尉迟若岚", "Yü-ch'ih Jo-lan", True), ("尉迟若岚", "Yü-ch'ih Jo-lin", False),
        ("尉迟若岚", "YUCH1 RU0LAN", True), ("尉迟若岚", "YUCH1 RU0LIN", False),
        ("张建军", "李建军，张三", False), ("张建军", "Chang Chien-chün", True),
        ("赵頠", "赵(危页)", True), ("赵頠", "赵(危贝)", False),
    ],
)  # fmt: skip
def test_a_name_is_known_as_banks_papers_and_platforms_print_it(
    name: str, text: str, taken: bool
) -> None:
    assert bool(words_in_text(text, words(Applicant(name, EMPLOYER)))) is taken


@pytest.mark.parametrize(
    ("employer", "text", "taken"),
    [
        ("新疆生产建设兵团第三师设计院", "第3师设计院", True),
        ("新疆生产建设兵团第三师设计院", "兵团第叁师设计院", True),
        ("新疆生产建设兵团第三师设计院", "兵团二师设计所", False),
        ("乌鲁木齐市第一中学", "乌市一中", True),
        ("乌鲁木齐市第一中学", "乌苏市一中", False),
        ("TBEA新能源有限公司", "tbea新能源", True),
        ("TBEA新能源有限公司", "TBEB新能源", False),
    ],
)
def test_an_employer_is_known_by_other_figures_and_short_places(
    employer: str, text: str, taken: bool
) -> None:
    assert bool(words_in_text(text, words(Applicant("张建军", employer)))) is taken


def test_what_is_too_short_or_a_site_is_only_asked_about() -> None:
    university = {word.text: word.sure for word in words(Applicant("张建军", "新疆大学"))}
    firm = {w.text: w.sure for w in words(Applicant("张建军", "新疆恒岳水利设计有限公司"))}
    assert university["新大"] is False
    assert firm["hengyuecom"] is False
    assert firm["xjhengyue163com"] is False
