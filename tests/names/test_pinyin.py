"""Pinyin or not: what follows a name without a space is another name only when it can be one."""

from __future__ import annotations

import pytest
from pypinyin import lazy_pinyin

from tools.drawing import people
from zcdesk.names.pinyin import fewest_syllables, transcribed
from zcdesk.names.spellings import syllables_of


def test_the_letters_of_names_are_one_syllable_each() -> None:
    letters = "".join([*people.COMMON_SURNAMES, *people.GIVEN_MEN, *people.GIVEN_WOMEN])
    for syllable in set(lazy_pinyin(letters + people.RARE_SURNAMES + people.GIVEN_RARE)):
        assert fewest_syllables(syllable) == 1, syllable


@pytest.mark.parametrize(
    ("letters", "syllables"),
    [("jianzhi", 2), ("WEIGUO", 2), ("xian", 1), ("lvhua", 2), ("ouyang", 2), ("mingxuan", 2)],
)
def test_joined_syllables_are_counted(letters: str, syllables: int) -> None:
    assert fewest_syllables(letters) == syllables


@pytest.mark.parametrize(
    "letters", ["jianzhiwithout", "weiand", "weihas", "mingxuwas", "muhetaerjang", "weigu1", "z"]
)
def test_what_is_no_pinyin_has_no_syllables(letters: str) -> None:
    assert fewest_syllables(letters) is None


@pytest.mark.parametrize(
    ("syllable", "cyrillic"),
    [
        ("zhe", "чжэ"), ("qi", "ци"), ("ming", "мин"), ("lv", "люй"), ("jun", "цзюнь"),
        ("xue", "сюэ"), ("guo", "го"), ("shi", "ши"), ("er", "эр"), ("yuan", "юань"),
        ("hui", "хуэй"), ("xyz", ""),
    ],
)  # fmt: skip
def test_a_syllable_stands_in_cyrillic_as_palladius_writes_it(syllable: str, cyrillic: str) -> None:
    assert transcribed(syllable, "cyrillic.toml") == cyrillic


def test_every_syllable_of_a_usual_letter_has_a_transcription() -> None:
    # 3,755 letters of the first level of GB 2312.
    letters = bytes(
        byte for row in range(0xB0, 0xD8) for low in range(0xA1, 0xFF) for byte in (row, low)
    ).decode("gb2312", errors="ignore")
    syllables = {syllables_of(letter)[0] for letter in letters}
    assert {one for one in syllables if not transcribed(one, "cyrillic.toml")} <= {"yo"}  # 哟
