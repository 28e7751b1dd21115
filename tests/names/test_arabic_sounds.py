"""A name sounds alike in Arabic script, in Latin letters and as Han letters transcribe it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdesk.names.arabic_sounds import find_sounds, in_latin_letters, sounds_of

LETTERS = "ابپتجچخدرزسشغفقكگلمنھوۇۆۈېىيە"
CONSONANTS = "بپتجچخدرزسشغفقكگلمن"
NAMES = st.text(st.sampled_from(CONSONANTS), min_size=3, max_size=9)
TEXTS = st.text(st.sampled_from(LETTERS), max_size=12)

TRANSCRIBED = [
    ("مەمەت تۇرسۇن", "买买提·吐尔逊"),
    ("ئابدۇراخمان قۇربان", "阿布都热合曼·库尔班"),
    ("ئەھمەت نۇرمەمەت", "艾合买提·努尔麦麦提"),
    ("مىھرىگۈل ئەركىن", "米日古丽·艾尔肯"),
    ("جاڭ ۋېي", "张伟"),
    ("ليۇ جيەنگو", "刘建国"),
]


@pytest.mark.parametrize(("uyghur", "han"), TRANSCRIBED)
def test_a_name_sounds_like_its_transcription(uyghur: str, han: str) -> None:
    assert find_sounds(han, uyghur).likeness >= 0.65


@pytest.mark.parametrize(("uyghur", "han"), TRANSCRIBED)
def test_somebody_elses_does_not(uyghur: str, han: str) -> None:
    others = [other for other, transcription in TRANSCRIBED if transcription != han]
    assert max(find_sounds(han, other).likeness for other in others) <= 0.6


@pytest.mark.parametrize("latin", ["Memet Tursun", "MEMET TURSUN", "Mämät Tursun", "Memet Türsün"])
def test_a_latin_form_sounds_like_the_name(latin: str) -> None:
    assert find_sounds(latin, "مەمەت تۇرسۇن").likeness >= 0.9


def test_letters_are_written_in_the_latin_alphabet_of_uyghur() -> None:
    assert in_latin_letters("ئالىمجان تۇرسۇن") == "alimjan tursun"
    assert in_latin_letters("شۆھرەت چوڭ ژۇرنال غەيرەت") == "shohret chong zhurnal gheyret"
    assert in_latin_letters("张 1") == " "


@given(TEXTS, NAMES, TEXTS)
def test_a_name_is_found_where_it_stands(before: str, name: str, after: str) -> None:
    text = before + name + after
    found = find_sounds(name, text)
    assert found.likeness == 1.0
    assert sounds_of(text[found.start : found.end]) == sounds_of(name)


@given(NAMES | st.text(max_size=12), TEXTS | st.text(max_size=12))
def test_any_text_has_a_likeness_and_a_place(name: str, text: str) -> None:
    found = find_sounds(name, text)
    assert 0.0 <= found.likeness <= 1.0
    assert 0 <= found.start <= found.end <= len(text)


@given(NAMES)
def test_vowels_between_consonants_matter_little(name: str) -> None:
    vowelled = "".join(letter + "ا" for letter in name)
    assert find_sounds(name, vowelled).likeness >= 0.8


@pytest.mark.parametrize("name", ["", "·", "ئا", "12"])
def test_a_name_without_a_consonant_is_found_nowhere(name: str) -> None:
    assert find_sounds(name, "ئالىم ئا 12").likeness == 0.0
