"""What else a page may write for a name: pinyin, half pinyin, letters taken apart, Cyrillic."""

import pytest
from pypinyin import lazy_pinyin

from tests.tables import rows_beside
from tools.drawing import people
from zcdesk.applicant import Applicant
from zcdesk.names import other_writings
from zcdesk.names.pinyin import fewest_syllables, transcribed
from zcdesk.names.search_words import words
from zcdesk.names.spellings import folded, syllables_of, written_forms
from zcdesk.verification.words.identity import words_in_text

TABLES = rows_beside(__file__)

EMPLOYER = "新疆天山桥梁工程有限公司"


def test_any_of_the_letters_may_stand_in_pinyin_but_not_all() -> None:
    behind = {"李li静", "李li静jing"}
    assert set(other_writings.half_latin_forms("李静")) == {"li静", "李jing"} | behind
    forms = other_writings.half_latin_forms("欧阳喆")
    assert {"ou阳喆", "ouyang喆", "欧阳zhe", "欧yang喆"} <= set(forms)
    assert "ouyangzhe" not in forms
    assert "欧阳喆" not in forms


@pytest.mark.parametrize(("name", "apart"), TABLES["apart"])
def test_a_letter_may_be_taken_apart(name: str, apart: str) -> None:
    assert apart in other_writings.taken_apart_forms(name)


@pytest.mark.parametrize(("name", "forms"), TABLES["cyrillic"])
def test_a_name_has_a_cyrillic_form_in_both_orders(name: str, forms: tuple[str, ...]) -> None:
    assert set(other_writings.cyrillic_forms(name)) == set(forms)


@pytest.mark.parametrize(("text", "before", "after", "longer"), TABLES["goes_on"])
def test_pinyin_that_goes_on_is_another_name(
    text: str, before: str, after: str, longer: bool
) -> None:
    assert other_writings.goes_on(text, before, after) is longer


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
    own = [
        word
        for word in words(Applicant("张建军", EMPLOYER))
        if other_writings.is_other_writing(word)
    ]
    sure = {"姓张名建军", "чжан цзяньцзюнь", "цзяньцзюнь чжан"}
    assert {word.text for word in own if word.sure} == sure
    assert {word.kind.target for word in own} == {"name"}


@pytest.mark.parametrize(("name", "text", "taken"), TABLES["printed"])
def test_a_name_is_known_as_banks_papers_and_platforms_print_it(
    name: str, text: str, taken: bool
) -> None:
    assert bool(words_in_text(text, words(Applicant(name, EMPLOYER)))) is taken


@pytest.mark.parametrize(("employer", "text", "taken"), TABLES["employers"])
def test_an_employer_is_known_by_other_figures_and_short_places(
    employer: str, text: str, taken: bool
) -> None:
    assert bool(words_in_text(text, words(Applicant("张建军", employer)))) is taken


def test_what_is_too_short_or_a_site_is_only_asked_about() -> None:
    university = {word.text: word.sure for word in words(Applicant("张建军", "新疆大学"))}
    firm = {w.text: w.sure for w in words(Applicant("张建军", "新疆恒岳水利设计有限公司"))}
    assert university["新大"] is False
    assert firm["hengyue"] is False


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
