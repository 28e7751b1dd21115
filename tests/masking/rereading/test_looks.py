"""Several looks at one line, made by hand: which is believed, and when a scrawl says nothing."""

from dataclasses import replace

import numpy as np
import pytest

from zcdesk.applicant import Applicant, Target, Word, WordKind
from zcdesk.geometry import bounds, box
from zcdesk.masking.hits import Verdict
from zcdesk.masking.matching.context import Context
from zcdesk.masking.own_words.occluded_by_seals import judge_words_below_dark_seals
from zcdesk.masking.own_words.page_search import search
from zcdesk.masking.rereading.doubtful_lines import best_readings
from zcdesk.masking.seals.ink_colours import Colour
from zcdesk.masking.seals.seal_detection import Seal, Shape
from zcdesk.masking.spotting.keywords import keyword, keywords
from zcdesk.names.search_words import words
from zcdesk.reading.lattice import BLANK, Lattice, symbol_numbers
from zcdesk.reading.line import Line

STEP = 5  # columns from one letter to the next


def look(
    text: str,
    probabilities: list[float],
    left: float = 100,
    high: float = 40,
    last: str = "",
    thought: float = 0.01,
) -> Line:
    """Return a line at 8 px a column in which each letter was read with its probability.

    What was thought of as well for the last letter is ``last``, with ``thought``.
    """
    numbers = symbol_numbers()
    columns = STEP * len(text) + 2
    table = np.full((columns, max(numbers.values()) + 1), 1e-12, np.float32)
    table[:, BLANK] = 1.0
    for number, (letter, probability) in enumerate(zip(text, probabilities, strict=True)):
        table[STEP * number + 3, BLANK] = 1e-12
        table[STEP * number + 3, numbers[letter]] = probability
    for letter in last:
        table[STEP * len(text) - 2, numbers[letter]] = thought
    quad = box(left, 100, left + 8 * columns, 100 + high)
    ink = np.ones(8 * columns, np.uint8)
    return Line(quad, Lattice.from_probabilities(table), ink)


def test_the_look_that_reads_best_is_taken_and_only_one_at_the_same_line() -> None:
    line = look("昆甜", [0.5, 0.4])
    again = look("晁品", [0.9, 0.8], high=43)
    elsewhere = look("高原", [1.0, 1.0], left=300)
    assert best_readings([line], [again, elsewhere]) == (again,)
    assert best_readings([line], [elsewhere]) == (line,)
    assert best_readings([line], [look("晁", [0.9])]) == (line,)
    half_read = look("曹建", [0.6, 1.0])
    assert best_readings([half_read], [look("曹建", [0.99, 1.0])]) != (half_read,)
    read = look("曹建", [0.9, 1.0])
    assert best_readings([read], [look("曹建", [0.99, 1.0])]) == (read,)


@pytest.mark.parametrize("whole", ["吐尔逊·阿不力孜", "吐尔逊老师"])
def test_a_part_of_a_name_is_asked_about_whatever_another_look_shows(whole: str) -> None:
    own = keywords(words(Applicant("吐尔逊·热合曼", "新疆某公司")))
    looks = [look("吐尔逊", [1.0] * 3), look(whole, [1.0] * len(whole))]
    for seen in (looks[:1], looks):
        (hit,) = search(seen, own, [Target.NAME])
        assert hit.reason.code == "hit.part_of_name"


@pytest.mark.parametrize(
    ("before", "apart"),
    [("热合曼·阿布都", False), ("热合曼·帕姗", False), ("艾力·帕姗和", True), ("由", True)],
)
def test_what_stands_behind_the_dot_of_a_name_belongs_to_it(before: str, apart: bool) -> None:
    assert Context(before, "").apart is apart


@pytest.mark.parametrize(("plainly", "found"), [("孙颖倩", 1), ("孙颖芳", 2)])
def test_a_word_half_read_in_a_box_around_it_is_no_second_place(plainly: str, found: int) -> None:
    own = keyword(Word(WordKind.NAME, 1, "孙颖倩"))
    plain = look(plainly, [0.95] * 3, last="" if found == 1 else "倩")
    loose = look("孙颖芳", [0.95] * 3, last="倩")
    left, top, right, bottom = bounds(plain.quad)
    around = box(left - 150, top - 60, right + 150, bottom + 60)
    assert len(search([plain, replace(loose, quad=around)], [own], [Target.NAME])) == found


@pytest.mark.parametrize(
    ("employer", "verdicts"),
    [
        ("昌吉禾泰建设集团有限公司", {Verdict.COVER}),
        ("昌吉永泰建设集团有限公司", {Verdict.COVER, Verdict.DOUBT}),  # no part of that one
    ],
)
def test_a_short_form_in_a_box_around_the_whole_name_is_no_second_place(
    employer: str, verdicts: set[Verdict]
) -> None:
    whole = keyword(Word(WordKind.EMPLOYER, 1, employer))
    short = keyword(Word(WordKind.EMPLOYER_SHORT, 1, "禾泰"))
    plain = look(employer, [0.99] * 12)
    tall = look("昌言禾泰建设集团有限公司", [0.5, 0.4, 0.9, 0.9, *[0.6] * 8])
    left, top, right, bottom = bounds(plain.quad)
    around = replace(tall, quad=box(left, top - 45, right, bottom + 5))
    hits = search([plain, around], [whole, short], [Target.EMPLOYER])
    assert {hit.verdict for hit in hits} == verdicts


@pytest.mark.parametrize(("thin", "high", "covered"), [(24, 44, 44), (40, 90, 40)])
def test_a_thin_box_that_cuts_the_letters_is_not_covered_instead_of_a_whole_one(
    thin: float, high: float, covered: float
) -> None:
    own = keyword(Word(WordKind.EMPLOYER, 1, "新疆大学"))
    looks = [look("在新疆大学学习", [0.9] * 7, high=size) for size in (thin, high)]
    hits = search(looks, [own], [Target.EMPLOYER])
    bottom = max(bounds(hit.mask.polygon)[3] for hit in hits)
    assert 100 + covered <= bottom <= 100 + 1.4 * covered


@pytest.mark.parametrize(("lower", "count"), [(2.0, 1), (8.0, 2)])
def test_two_boxes_that_each_cut_the_letters_are_both_covered(lower: float, count: int) -> None:
    own = keyword(Word(WordKind.NAME, 1, "范昶志"))
    one, other = (look("范昶志", [0.99] * 3, high=high) for high in (40, 34))
    left, top, right, bottom = bounds(one.quad)
    moved = replace(other, quad=box(left, top + lower + 6, right, bottom + lower))
    hits = search([one, moved], [own], [Target.NAME])
    assert len(hits) == count


@pytest.mark.parametrize("behind", ["、李明", ""])
def test_a_namesake_that_ends_a_box_is_asked_about_though_another_goes_on(behind: str) -> None:
    own = keyword(Word(WordKind.NAME, 1, "张伟"))
    before = "批准许敏霞审核许敏霞核对"
    cut_off = look(before + "张伟国", [1.0] * 15)
    further = look("张伟国" + behind, [1.0] * (3 + len(behind)), left=100 + 8 * STEP * len(before))
    found = search([cut_off, further], [own], [Target.NAME])
    assert any(hit.verdict is Verdict.DOUBT for hit in found)
    assert {hit.reason.code for hit in found} == {"hit.longer_name"}


@pytest.mark.parametrize("text", ["经办人员王秀月于", "2020年9月5日"])
def test_the_last_letter_of_a_name_below_a_dark_seal_is_asked_about(text: str) -> None:
    line = look(text, [1.0 if letter in "9月5于" else 0.9 for letter in text])
    right = 100 + 8 * (STEP * text.index("月") + 1)
    quad = box(right - 240, 0, right, 240)
    seal = Seal((right - 120, 120), (120, 120), 0.0, Colour.DARK, Shape.RING, quad, 1.0)
    own = keyword(Word(WordKind.NAME, 1, "仝玥月"))
    assert len(judge_words_below_dark_seals([line], [seal], [own], [])) == 1
