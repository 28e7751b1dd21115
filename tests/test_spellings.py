"""The forms of a name and an employer that are looked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdesk.applicant import Applicant, WordKind
from zcdesk.spellings import brand_forms, folded, latin_forms, short_forms, words


def test_pinyin_stands_in_both_orders() -> None:
    assert latin_forms("张伟") == ("zhangwei", "weizhang")
    assert "ouyangxiu" in latin_forms("欧阳修")
    assert "xiuouyang" in latin_forms("欧阳修")


def test_every_reading_of_a_character_counts() -> None:
    assert {"danxin", "shanxin"} <= set(latin_forms("单欣"))


def test_surnames_and_rounded_vowels_are_read_every_way() -> None:
    assert {"qiuyuexing", "yuexingqiu"} <= set(latin_forms("仇月行"))
    assert "xiefang" in latin_forms("解放")
    assert {"lvbu", "lyubu", "lubu", "lübu"} <= set(latin_forms("吕布"))


@pytest.mark.parametrize(
    ("name", "employer"), [("孙", "某某公司"), ("···", "某某公司"), ("孙某", "厂")]
)
def test_a_word_that_could_never_be_found_is_refused(name: str, employer: str) -> None:
    with pytest.raises(ValueError, match="letters"):
        words(Applicant(name, employer))


def test_a_transliterated_name_has_no_pinyin_and_a_latin_one_turns_round() -> None:
    assert latin_forms("买买提·吐尔逊") == ()
    assert latin_forms("Abliz Rahman") == ("rahmanabliz",)


@pytest.mark.parametrize(
    ("employer", "expected"),
    [
        ("新疆天山智能装备制造有限公司", ("新疆天山智能装备制造", "天山智能装备制造")),
        ("昆仑（新疆）建设集团有限责任公司", ("昆仑新疆建设",)),
        ("乌鲁木齐市云岭化工股份有限公司", ("乌鲁木齐市云岭化工", "云岭化工")),
        ("和田水利院", ("水利院",)[:0]),
    ],
)
def test_short_forms_leave_out_place_and_legal_form(
    employer: str, expected: tuple[str, ...]
) -> None:
    assert short_forms(employer) == expected


def test_a_brand_is_never_sure() -> None:
    assert brand_forms("新疆天山智能装备制造有限公司") == ("天山智能",)
    found = words(Applicant("张伟", "新疆天山智能装备制造有限公司"))
    assert [word.sure for word in found if word.text == "天山智能"] == [False]


def test_dots_spaces_width_and_case_do_not_count() -> None:
    assert folded("买买提 · 吐尔逊") == folded("买买提•吐尔逊") == "买买提吐尔逊"
    assert folded("ＺＨＡＮＧ Wei") == "zhangwei"
    assert folded("（新疆）") == folded("(新疆)")


def test_no_form_stands_twice_and_labels_are_unique() -> None:
    found = words(Applicant("张伟", "云岭化工有限公司", aliases=("张 伟", "ZHANG Wei")))
    assert len({folded(word.text) for word in found}) == len(found)
    assert len({word.label for word in found}) == len(found)


def test_an_applicant_without_letters_is_refused() -> None:
    with pytest.raises(ValueError, match="letters"):
        words(Applicant("·", " "))


@given(st.text(max_size=12), st.text(min_size=2, max_size=30))
def test_any_typed_text_gives_words_or_a_refusal(name: str, employer: str) -> None:
    try:
        found = words(Applicant(name, employer))
    except ValueError:
        return
    assert all(word.label and word.text for word in found)
    assert all(word.kind in WordKind for word in found)
