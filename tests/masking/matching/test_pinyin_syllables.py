"""Pinyin or not: what follows a name without a space is another name only when it can be one."""

from __future__ import annotations

import pytest
from pypinyin import lazy_pinyin

from zcdesk.masking.matching.latin_words import fewest_syllables
from zcdesk.training import people


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
