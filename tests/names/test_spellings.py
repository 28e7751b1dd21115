"""The forms of a name that are looked for, and the words of an applicant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdesk.applicant import Applicant, WordKind
from zcdesk.names.search_words import words
from zcdesk.names.spellings import folded, initial_forms, latin_forms, short_forms, written_forms


def test_pinyin_stands_in_both_orders() -> None:
    assert latin_forms("张伟") == ("ZHANG wei", "wei ZHANG")
    assert "OUYANG xiu" in latin_forms("欧阳修")
    assert "xiu OUYANG" in latin_forms("欧阳修")


def test_every_reading_of_a_character_counts() -> None:
    assert {"DAN xin", "SHAN xin"} <= set(latin_forms("单欣"))


def test_surnames_and_rounded_vowels_are_read_every_way() -> None:
    assert {"QIU yuexing", "yuexing QIU"} <= set(latin_forms("仇月行"))
    assert "XIE fang" in latin_forms("解放")
    assert {"LV bu", "LYU bu", "LU bu", "LÜ bu"} <= set(latin_forms("吕布"))


def test_initials_are_made_of_either_part_of_the_name() -> None:
    assert {"SUN y q", "y q SUN", "SUN y", "S yingqian", "yingqian S"} <= set(
        initial_forms("孙颖倩")
    )
    assert {"M Tursun", "Tursun M", "Memet T"} <= set(initial_forms("Memet Tursun"))


def test_an_english_employer_is_known_without_its_legal_form() -> None:
    assert short_forms("Xinjiang Yunling Machinery Co., Ltd.") == ("Xinjiang Yunling Machinery",)
    assert short_forms("Acme Co., Ltd.") == ()


def test_the_english_name_that_was_told_as_a_further_form_is_shortened_too() -> None:
    person = Applicant(
        "张伟", "云岭化工有限公司", employer_aliases=("Yunling Chemical Industry Co., Ltd.", "云化")
    )
    found = {word.text for word in words(person)}
    assert "Yunling Chemical Industry" in found
    assert "云化" in found


def test_simplified_and_traditional_forms_stand_for_each_other() -> None:
    assert "張" in written_forms("张")
    assert "张" in written_forms("張")
    assert written_forms("A") == frozenset()


@pytest.mark.parametrize(
    ("name", "employer"), [("孙", "某某公司"), ("···", "某某公司"), ("孙某", "厂")]
)
def test_a_word_that_could_never_be_found_is_refused(name: str, employer: str) -> None:
    with pytest.raises(ValueError, match="letters"):
        words(Applicant(name, employer))


def test_a_transliterated_name_is_spelled_part_by_part_and_a_latin_one_turns_round() -> None:
    spelled = latin_forms("买买提·吐尔逊")
    assert spelled[:2] == ("maimaiti tuerxun", "tuerxun maimaiti")
    assert latin_forms("阿卜杜热合曼")[:1] == ("abodureheman",)
    assert latin_forms("Abliz Rahman") == ("Rahman Abliz",)


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
