"""Names of which one letter is another, much like the applicant's: somebody else's stays."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.masking.one_step import broken_in
from tests.masking.sheet import Sheet, all_covered, none_covered
from tools.drawing.fonts import Face
from zcdesk.applicant import Applicant, Word, WordKind
from zcdesk.geometry import box
from zcdesk.masking.breaks.broken_words import judge_broken
from zcdesk.masking.hits import Verdict
from zcdesk.masking.matching.verdicts import SURE, judge
from zcdesk.masking.spotting.keywords import keyword
from zcdesk.masking.spotting.lattice_search import spot
from zcdesk.reading.lattice import BLANK, COLUMN_WIDTH, Lattice, alphabet, symbol_numbers
from zcdesk.reading.line import Line

EMPLOYER = "云岭水利站"
ALIKE = (
    ("夏侯霞未", "夏侯霞末", Face.KAI),
    ("侯泽涛", "侯译涛", Face.HEI),
    ("陆玥欣", "陆明欣", Face.HEI),
    ("贺平淼", "贺平森", Face.SONG),
    ("蔡宇杰", "蔡字杰", Face.KAI),
)


@pytest.mark.parametrize(("other", "own", "face"), ALIKE)
def test_somebody_whose_name_looks_like_the_own_one_stays_and_is_told(
    other: str, own: str, face: Face
) -> None:
    sheet = Sheet(900, 300)
    written = sheet.write(f"编制人：{other}", 60, 60, 30, face)[4:]
    mine = sheet.write(f"编制人：{own}", 60, 160, 30, face)[4:]
    hits = sheet.hits(Applicant(own, EMPLOYER))
    assert none_covered(hits, written)
    assert all_covered(hits, mine)
    assert {hit.verdict for hit in hits} <= {Verdict.COVER, Verdict.LEAVE}


@pytest.mark.parametrize(("other", "own", "face"), [*ALIKE[1:3], ("贺平森", "贺平淼", Face.SONG)])
def test_such_a_name_in_small_print_is_asked_about(other: str, own: str, face: Face) -> None:
    sheet = Sheet(900, 300)
    sheet.write(f"编制人：{other}", 60, 60, 13, face)
    assert [hit.verdict for hit in sheet.hits(Applicant(own, EMPLOYER))] == [Verdict.DOUBT]


def test_a_dot_in_the_place_of_a_letter_is_not_that_letter() -> None:
    lines = (_line("由迪丽努尔·", 100, {"兰": -7.4}), _line("巴合提负责", 150))
    sought = keyword(Word(WordKind.NAME, 1, "努尔兰·巴合提"))
    (one,) = broken_in(lines, [sought], SURE)
    assert judge_broken(lines, one) is None


def test_a_letter_that_is_hardly_read_is_no_other_one() -> None:
    lines = (_line("由努尔三·", 100, {"兰": -1.5}, behind=2), _line("巴合提负责", 150))
    sought = keyword(Word(WordKind.NAME, 1, "努尔兰·巴合提"))
    (one,) = broken_in(lines, [sought], SURE)
    assert judge_broken(lines, one) == (Verdict.COVER, "hit.broken")


@pytest.mark.parametrize(
    ("height", "thought", "verdict"),
    [
        (19, -6.9, Verdict.DOUBT),
        (19, -9.0, Verdict.LEAVE),
        (30, -6.9, Verdict.LEAVE),
        (30, -4.9, Verdict.DOUBT),
    ],
)
def test_the_letter_thought_of_next_tells_whether_the_own_one_was_misread(
    height: float, thought: float, verdict: Verdict
) -> None:
    line = _line("彭英森", 100, {"淼": thought})
    line = replace(line, quad=box(100, 100, 100 + 3 * height, 100 + height))
    sought = keyword(Word(WordKind.NAME, 1, "彭英淼"))
    (one,) = spot([line.lattice], [sought], -14.0)
    judged = judge(line, one, 1)
    assert judged is not None
    assert judged.verdict is verdict


@pytest.mark.parametrize(("there", "verdict"), [("婉", Verdict.LEAVE), ("", Verdict.DOUBT)])
def test_another_letter_tells_beside_the_column_in_which_the_own_one_costs_least(
    there: str, verdict: Verdict
) -> None:
    numbers = symbol_numbers()
    table = _blank(18)
    for column, letter in ((2, "刘"), (8, "耘"), (14, there)):
        if letter:
            table[column, [BLANK, numbers[letter]]] = 1e-9, 0.999
    table[13, numbers["松"]] = np.exp(-13.0)
    lattice = _lattice(table)
    line = Line(box(100, 100, 136, 112), lattice, np.ones(18 * COLUMN_WIDTH, np.uint8))
    (one,) = spot([lattice], [keyword(Word(WordKind.NAME, 1, "刘耘松"))], -14.0)
    judged = judge(line, one, 1)
    assert judged is not None
    assert judged.verdict is verdict


@pytest.mark.parametrize(
    ("first", "last", "tall", "verdict"),
    [
        (123, 125, 48, Verdict.DOUBT),  # through the letter that differs
        (123, 125, 40, Verdict.LEAVE),  # a stroke of its own
        (75, 77, 48, Verdict.LEAVE),  # through one that was read
        (98, 100, 48, Verdict.LEAVE),  # between the letters
    ],
)
def test_a_letter_through_which_a_streak_runs_proves_no_other_name(
    first: int, last: int, tall: int, verdict: Verdict
) -> None:
    line = _line("彭英森", 100, {"淼": -9.0})
    ink = line.ink.copy()
    ink[first:last] = tall
    sought = keyword(Word(WordKind.NAME, 1, "彭英淼"))
    (one,) = spot([line.lattice], [sought], -14.0)
    judged = judge(replace(line, ink=ink), one, 1)
    assert judged is not None
    assert judged.verdict is verdict


@pytest.mark.parametrize(("inked", "verdict"), [(False, Verdict.LEAVE), (True, Verdict.DOUBT)])
def test_a_letter_in_bare_paper_between_spaced_ones_is_not_there(
    inked: bool, verdict: Verdict
) -> None:
    numbers = symbol_numbers()
    table = _blank(11)
    for column, letter in ((2, "蔡"), (8, "佳")):
        table[column, [BLANK, numbers[letter]]] = 1e-9, 0.999
    table[6, numbers["郑"]] = np.exp(-10.6)
    lattice = _lattice(table)
    ink = np.zeros(11 * COLUMN_WIDTH, np.uint8)
    for column in (1, 2, 3, 7, 8, 9, *((6,) if inked else ())):
        ink[column * COLUMN_WIDTH : (column + 1) * COLUMN_WIDTH] = 9
    line = Line(box(100, 100, 155, 130), lattice, ink)
    (one,) = spot([lattice], [keyword(Word(WordKind.NAME, 1, "郑佳"))], -14.0)
    judged = judge(line, one, 1)
    assert judged is not None
    assert judged.verdict is verdict


@pytest.mark.parametrize(
    ("bad", "high", "verdict"),
    [
        (0, 13, Verdict.LEAVE),
        (2, 13, Verdict.LEAVE),
        (3, 13, Verdict.DOUBT),
        (3, 20, Verdict.LEAVE),  # large enough to be read well
    ],
)
def test_in_a_line_that_is_badly_read_no_letter_proves_another_name(
    bad: int, high: int, verdict: Verdict
) -> None:
    text, numbers = "作者简介皇用丽女新疆人工程师", symbol_numbers()
    table = _blank(6 * len(text))
    for place, letter in enumerate(text):
        column = table[6 * place + 3]
        column[BLANK], column[numbers[letter]] = 1e-9, 0.6 if place < bad else 0.999
        if letter == "用":
            for likelier in "期周闻雨阐開闲明爾角南闭闹阑":
                column[numbers[likelier]] = 0.999 * np.exp(-8.0)
            column[numbers["甫"]] = 0.999 * np.exp(-9.9)
        column[BLANK] = 1 - column.sum() if place < bad else 1e-9
    lattice = _lattice(table)
    width = 6 * len(text) * COLUMN_WIDTH * high / 48
    ink = np.full(len(table) * COLUMN_WIDTH, 9, np.uint8)
    line = Line(box(100, 100, 100 + width, 100 + high), lattice, ink)
    (one,) = spot([lattice], [keyword(Word(WordKind.NAME, 1, "皇甫丽"))], -14.0)
    judged = judge(line, one, 1)
    assert judged is not None
    assert judged.verdict is verdict


@pytest.mark.parametrize(
    ("printed", "form", "score", "asked"),
    [
        ("五家梁云岭", "五家渠云岭", -4.3, True),
        ("五家梁云岭", "五家渠云岭", -9.0, False),  # plainly another place
        ("昌古云岭", "昌吉云岭", -4.3, False),
    ],
)
def test_of_a_place_with_a_brand_one_letter_may_be_hardly_read(
    printed: str, form: str, score: float, asked: bool
) -> None:
    true = next(one for one in form if one not in printed)
    behind = len(form) - form.index(true)
    line = _line(printed, 100, {true: score}, behind=behind)
    word = Word(WordKind.EMPLOYER_SHORT, 51, form, sure=False)
    (one,) = spot([line.lattice], [keyword(word)], -14.0)
    judged = judge(line, one, 1)
    assert (judged is not None and judged.reason.code == "hit.brand") == asked


def _line(
    text: str, top: float, thought_of: dict[str, float] | None = None, behind: int = 1
) -> Line:
    """Return a line 40 px high; ``thought_of`` tells of which letters else for one near its end."""
    numbers = symbol_numbers()
    table = _blank(6 * len(text))
    for place, letter in enumerate(text):
        column = table[6 * place + 3]
        column[BLANK], column[numbers[letter]] = 1e-9, 0.999
        if place == len(text) - behind:
            for other, score in (thought_of or {}).items():
                column[numbers[other]] = 0.999 * np.exp(score)
    lattice = _lattice(table)
    width = 6 * len(text) * COLUMN_WIDTH * 40 / 48
    return Line(
        box(100, top, 100 + width, top + 40), lattice, np.ones(len(table) * COLUMN_WIDTH, np.uint8)
    )


def _blank(columns: int) -> NDArray[np.float32]:
    """Return the probabilities of columns without a letter, to write letters into."""
    table = np.full((columns, len(alphabet())), 1e-9, np.float32)
    table[:, BLANK] = 1.0
    return table


def _lattice(table: NDArray[np.float32]) -> Lattice:
    return Lattice.from_probabilities(table / table.sum(axis=1, keepdims=True))
