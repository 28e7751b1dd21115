"""The confusion network and the alignment on tables made by hand; the second reading by itself."""

from io import BytesIO

import numpy as np
import pymupdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.drawn_text import typed
from tests.masking.rereading.test_looks import look as seen
from zcdesk.applicant import Applicant
from zcdesk.geometry import box
from zcdesk.names.search_words import words
from zcdesk.names.search_words import words as words_of
from zcdesk.reading.lattice import BLANK, Lattice, symbol_numbers
from zcdesk.reading.line import Line
from zcdesk.verification.covers.remains import remains
from zcdesk.verification.words.aligning import Strand, align
from zcdesk.verification.words.hidden_colours import _is_read
from zcdesk.verification.words.identity import words_in_text
from zcdesk.verification.words.judging import Certainty
from zcdesk.verification.words.seeing import look, search
from zcdesk.verification.words.segments import ABSENT, cut, letters_of, plain


def lattice(*columns: dict[str, float]) -> Lattice:
    """Build a lattice of columns that name their letters' probabilities; "" is the blank."""
    numbers = symbol_numbers()
    table = np.full((len(columns), max(numbers.values()) + 1), 1e-12, np.float32)
    for row, column in enumerate(columns):
        for letter, probability in column.items():
            table[row, numbers[letter] if letter else BLANK] = probability
    return Lattice.from_probabilities(table)


GAP = {"": 1.0}

PLAIN = {
    "張偉": "张伟",
    "Ｚｈāng Wěi": "zhang wei",
    "ẞtraße": "ßtraße",
    "Ōu·yáng, 7 號": "ou·yang, 7 号",
    "ěě": "ee",
    "é": "e",
    "Жанар Ё": "жанар ё",
    "\x00\ufffd\U0010ffff": "\x00\ufffd\U0010ffff",
    "plain ASCII": "plain ascii",
}


@pytest.mark.parametrize("text", PLAIN)
def test_a_text_is_folded_letter_by_letter_the_first_time_and_every_other(text: str) -> None:
    assert [plain(text), plain(text * 2)] == [PLAIN[text], PLAIN[text] * 2]


def test_a_segment_keeps_the_letters_that_were_nearly_read() -> None:
    (segment,) = cut(lattice(GAP, {"伟": 0.8, "炜": 0.2}, GAP), 7)
    assert (segment.line, segment.letter) == (7, "伟")
    assert segment.cost("炜") == pytest.approx(np.log(4), abs=0.01)
    assert segment.cost("国") == ABSENT


def test_a_letter_that_a_blank_hides_is_a_segment_of_its_own() -> None:
    segments = cut(lattice({"张": 1.0}, GAP, {"": 0.9, "伟": 0.1}, GAP), 0)
    assert [one.letter for one in segments] == ["张", ""]
    (found,) = align(Strand(segments), letters_of("张伟"), 10)
    assert found.cost == pytest.approx(np.log(9), abs=0.01)


def test_the_flank_of_a_letter_is_not_a_second_letter() -> None:
    segments = cut(lattice({"": 0.6, "买": 0.4}, {"买": 1.0}, {"": 0.6, "买": 0.4}, GAP), 0)
    assert [one.letter for one in segments] == ["买"]


def test_a_letter_that_stands_twice_needs_two_places() -> None:
    once = cut(lattice({"买": 1.0}, GAP, {"提": 1.0}), 0)
    twice = cut(lattice({"买": 1.0}, GAP, {"买": 1.0}, GAP, {"提": 1.0}), 0)
    assert align(Strand(once), letters_of("买买提"), 15) == ()
    assert align(Strand(twice), letters_of("买买提"), 15)[0].cost == 0


@pytest.mark.parametrize(
    ("letters", "name"),
    [("张 ·（伟", "张伟"), ("張Ｗe", "张wE")],
    ids=["spaces, dots and brackets between", "width, case and traditional form"],
)
def test_what_does_not_count_costs_nothing(letters: str, name: str) -> None:
    columns = [column for letter in letters for column in ({letter: 1.0}, GAP)]
    assert align(Strand(cut(lattice(*columns), 0)), letters_of(name), 1)[0].cost == 0


def test_a_firm_letter_between_two_others_costs_much() -> None:
    segments = cut(lattice({"张": 1.0}, GAP, {"力": 1.0}, GAP, {"伟": 1.0}), 0)
    assert align(Strand(segments), letters_of("张伟"), 14) == ()


def test_every_place_of_a_word_in_a_line_is_found() -> None:
    word = ({"张": 1.0}, GAP, {"伟": 1.0}, GAP)
    found = align(Strand(cut(lattice(*word, {"和": 1.0}, GAP, *word), 0)), letters_of("张伟"), 5)
    assert sorted(one.places for one in found) == [(0, 1), (3, 4)]


REST, GUESSED = [GAP] * 20, [{"机": 0.4, "帆": 0.05}, GAP, {"律": 0.3, "建": 0.02}]
FOUNDER = words_of(Applicant(name="王飞阳", employer="云帆建设工程有限公司"))
BESIDE = [
    # columns, where the cover begins, how far it leans, whether letters of hers are seen
    # A lone letter begins an employer only where it was read.
    ([GAP, {"云": 0.7, "e": 0.3}, GAP, *REST], 4, None, True),
    ([GAP, {"e": 0.24, "山": 0.2, "云": 0.001}, GAP, *REST], 4, None, False),
    ([GAP, {"e": 0.24, "山": 0.2, "王": 0.002}, GAP, *REST], 4, None, True),
    # A cover that runs aslant is beside a line only where it crosses it.
    ([{"王": 1.0}, GAP, {"飞": 1.0}, GAP, *[GAP] * 60], 4, 0, True),
    ([{"王": 1.0}, GAP, {"飞": 1.0}, GAP, *[GAP] * 60], 4, 400, False),
    # Letters of an employer beside a cover tell of it.
    ([{"云": 0.7, "去": 0.1}, GAP, *GUESSED, *REST], 6, None, True),
    # A label before a cover is no rest of a name.
    ([{"王": 1.0}, GAP, *REST], 2, None, True),
    ([{"姓": 1.0}, GAP, *REST], 2, None, False),
]


@pytest.mark.parametrize(("columns", "begins", "leans", "seen"), BESIDE)
def test_letters_beside_a_cover_are_hers_only_where_they_can_be(
    columns: list[dict[str, float]], begins: int, leans: int | None, seen: bool
) -> None:
    read = lattice(*columns)
    high, wide, left = 48.0, 8.0 * read.columns, 8.0 * begins
    line = Line(box(0, 0, wide, high), read, np.zeros(round(wide), np.uint8))
    cover = box(left, 0, wide, high)
    if leans is not None:
        upper = (left + leans, -high), (wide + leans, -high)
        cover = (*upper, (wide, 5 * high), (left, 5 * high))
    assert bool(list(remains([line], [cover], FOUNDER))) is seen


EMPLOYER = "新疆天山桥梁工程有限公司"
OWN = words(Applicant("欧阳喆", EMPLOYER))


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        *((text, True) for text in ("Ōuyáng Zhé", "ZHÉ ŌUYÁNG", "欧，阳，喆", "欧 / 阳 / 喆")),
        *((text, True) for text in ("欧|阳|喆", "Оуян Чжэ", "歐陽嚞", "欧阳吉吉", "OU阳喆")),
        *(
            (text, True)
            for text in ("Ou1yang2 Zhe2", "ou1 yang2 zhe2", "Ōu-yáng-Zhé", "欧＋阳＋喆")
        ),
        *((text, False) for text in ("欧阳哲", "Ōuyáng Zhēn", "欧，阳，敏", "Оуян Чжэн")),
        *((text, False) for text in ("欧阳古吉", "OU阳敏", "Ou1yang2 Zheng4")),
    ],
)
def test_a_text_holds_another_writing_of_the_name(text: str, holds: bool) -> None:
    assert bool(words_in_text(f"第1页 {text} 同志", OWN)) is holds


def test_a_page_shows_them() -> None:
    rows = (
        "负责人：张，建，军",
        "负责人：Zhang1 Jian4 jun1",
        "负责人：弓长建军",
        "负责人：张建JUN",
    )
    seen = look(typed(*rows), words(Applicant("张建军", EMPLOYER))).sightings
    assert [one.certainty for one in seen] == [
        Certainty.LEAK, Certainty.LEAK, Certainty.REVIEW, Certainty.REVIEW,
    ]  # fmt: skip
    assert not look(typed(*rows), words(Applicant("张建平", EMPLOYER))).sightings


def test_a_letter_with_a_tone_mark_goes_on_with_its_word() -> None:
    """LǏ Jìng is not LI J, the initials of 李娟."""
    letters = ImageFont.truetype(BytesIO(pymupdf.Font("cjk").buffer), 32)
    image = Image.fromarray(typed("负责人："))
    ImageDraw.Draw(image).text((290, 80), "LǏ Jìng", fill=(20, 20, 20), font=letters)
    page = np.array(image)
    assert not look(page, words(Applicant("李娟", EMPLOYER))).sightings
    assert look(page, words(Applicant("李静", EMPLOYER))).sightings


@pytest.mark.parametrize(("sure", "found"), [(0.95, True), (0.6, False)])
def test_initials_count_in_a_line_that_is_read(sure: float, found: bool) -> None:
    line = seen("ZHANG JG", [sure] * 8)
    assert any(search([line], words(Applicant("张建国", "云岭水利站")))) is found


@pytest.mark.parametrize(
    ("text", "asked"), [("SREAPN", False), ("一一", False), ("云岭水利", True)]
)
def test_a_rule_of_ornaments_is_no_row_that_nobody_could_read(text: str, asked: bool) -> None:
    assert _is_read(seen(text, [0.5] * len(text)), ()) is not asked


@pytest.mark.parametrize(("high", "asked"), [(14, 1), (30, 0)])
def test_a_letter_is_as_unlike_in_small_print_and_another_in_large(high: int, asked: int) -> None:
    columns = ({"雅": 1.0}, GAP, {"贯": 0.5, "页": 0.4, "资": 2.6e-6}, GAP)
    line = Line(box(0, 0, 2 * high, high), lattice(*columns), np.ones(32, np.uint8))
    sought = words(Applicant("雅资", "杭州雅资科技有限公司"))[:1]
    assert [one.certainty for one in search([line], sought)] == [Certainty.REVIEW] * asked
