"""Words in the Arabic script: typed, found among read letters, and known by their sounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import rows_beside
from zcdesk.names.arabic_letters import find_letters, is_arabic, plain_letters
from zcdesk.names.arabic_sounds import find_sounds, in_latin_letters, sounds_of
from zcdesk.names.arabic_typing import LETTERS, is_typed_in_arabic
from zcdesk.names.typed_parts import without_invisible

TABLES = rows_beside(__file__)

INVISIBLE = "\u200e\u200f\u200b\u200c\u200d\u202a\u202b\u202c\u2067\u2069\ufeff\u0640"


@pytest.mark.parametrize("text", ["ئەكرەم سۇلايمان", "2-ئوتتۇرا مەكتەپ", "ەسەتوۆ"])
def test_a_word_is_of_the_script_when_all_its_letters_are(text: str) -> None:
    assert is_typed_in_arabic(text)


@pytest.mark.parametrize("text", ["Ekrem", "ئەكرەم Ekrem", "艾克然", "12", ""])
def test_a_word_with_other_letters_or_none_is_not_of_the_script(text: str) -> None:
    assert not is_typed_in_arabic(text)


@given(st.text(st.sampled_from(LETTERS + " " + INVISIBLE), max_size=30))
def test_what_nobody_sees_is_taken_out_and_no_letter_with_it(text: str) -> None:
    shown = without_invisible(text)
    assert not set(INVISIBLE) & set(shown)
    assert [c for c in shown if c in LETTERS] == [c for c in text if c in LETTERS]
    assert without_invisible(shown) == shown
    assert shown == shown.strip()


def test_forms_of_a_printed_page_become_its_letters() -> None:
    assert without_invisible("ﺋﻪﻛﺮﻩﻡ") == "ئەكرەم".replace("ە", "ه")


NAME = "ئالىمجان تۇرسۇن"
WORDS = st.text(st.sampled_from("ابپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىيە"), min_size=4, max_size=20)


@pytest.mark.parametrize("read", TABLES["the_word_is_found_in"])
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


CONSONANTS = "بپتجچخدرزسشغفقكگلمن"
NAMES = st.text(st.sampled_from(CONSONANTS), min_size=3, max_size=9)
TEXTS = st.text(st.sampled_from("ابپتجچخدرزسشغفقكگلمنھوۇۆۈېىيە"), max_size=12)

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
