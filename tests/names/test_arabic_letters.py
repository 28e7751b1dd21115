"""A known word is found among read letters of the Arabic script, whatever a bad scan took away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdesk.names.arabic_letters import find_letters, is_arabic, plain_letters

NAME = "ئالىمجان تۇرسۇن"
LETTERS = "ابپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىيە"
WORDS = st.text(st.sampled_from(LETTERS), min_size=4, max_size=20)


@pytest.mark.parametrize(
    "read",
    [
        "ئالىمجانتۇرسۇن",
        "ئالىمجانتۈرسۈن",  # dots that ran together
        "ئالىمجان تۇرسۇننىڭ",  # with an ending
        "ئىسمىئالىمجانتۇرسۇن",  # behind its label
        "ﺋﺎﻟﯩﻤﺠﺎﻥ ﺗﯘﺭﺳﯘﻥ",  # forms as fonts of old had them
        "ئالىــمجان تۇرسۇن",  # stretched
        "الىمجان تورسون",  # hamza and dots lost
    ],
)
def test_the_word_is_found_in_what_was_read(read: str) -> None:
    assert find_letters(NAME, read).likeness >= 0.85


@pytest.mark.parametrize("read", ["كەسپىي ئۇنۋان گۇۋاھنامىسى", "شىنجاڭ", "گۈلنار ئەھمەت", ""])
def test_other_words_are_not_like_it(read: str) -> None:
    assert find_letters(NAME, read).likeness <= 0.5


@pytest.mark.slow
@given(WORDS, WORDS, WORDS)
def test_a_word_is_found_where_it_stands(before: str, word: str, after: str) -> None:
    found = find_letters(word, before + word + after)
    assert found.likeness == 1.0
    assert plain_letters((before + word + after)[found.start : found.end]) == plain_letters(word)


def test_a_word_without_letters_is_refused() -> None:
    with pytest.raises(ValueError, match="without a letter"):
        find_letters("·", NAME)


def test_only_letters_of_the_script_make_a_text_arabic() -> None:
    assert is_arabic("Alim ئالىم")
    assert not is_arabic("张伟 2024")
