"""Several looks at one line, made by hand: which is believed, and when a scrawl says nothing."""

from __future__ import annotations

import numpy as np
import pytest

from zcdesk.applicant import Target, Word, WordKind
from zcdesk.geometry import box
from zcdesk.masking.across_seals import judge_across_seals
from zcdesk.masking.hits import Verdict
from zcdesk.masking.keywords import keyword
from zcdesk.masking.seal_inks import Colour
from zcdesk.masking.seals import Seal, Shape
from zcdesk.masking.searching import search
from zcdesk.masking.second_looks import best_looks
from zcdesk.reading.lattice import BLANK, Lattice, symbol_numbers
from zcdesk.reading.line import Line

STEP = 5  # columns from one letter to the next


def look(text: str, probabilities: list[float], left: float = 100, high: float = 40) -> Line:
    """Return a line at 8 px a column in which each letter was read with its probability."""
    numbers = symbol_numbers()
    columns = STEP * len(text) + 2
    table = np.full((columns, max(numbers.values()) + 1), 1e-12, np.float32)
    table[:, BLANK] = 1.0
    for number, (letter, probability) in enumerate(zip(text, probabilities, strict=True)):
        table[STEP * number + 3, BLANK] = 1e-12
        table[STEP * number + 3, numbers[letter]] = probability
    quad = box(left, 100, left + 8 * columns, 100 + high)
    ink = np.ones(8 * columns, np.uint8)
    return Line(quad, Lattice.from_probabilities(table), ink)


def test_the_look_that_reads_best_is_taken_and_only_one_at_the_same_line() -> None:
    line = look("昆甜", [0.5, 0.4])
    again = look("晁品", [0.9, 0.8], high=43)
    elsewhere = look("高原", [1.0, 1.0], left=300)
    assert best_looks([line], [again, elsewhere]) == (again,)
    assert best_looks([line], [elsewhere]) == (line,)
    assert best_looks([line], [look("晁", [0.9])]) == (line,)


@pytest.mark.parametrize(("other", "found"), [(0.5, 1), (0.95, 0)])
def test_a_lost_letter_that_another_look_reads_is_not_lost(other: float, found: int) -> None:
    own = keyword(Word(WordKind.NAME, 1, "孙颖倩"))
    looks = [look("孙国倩", [0.95, share, 0.95]) for share in (0.4, other)]
    assert len(search(looks, [own], [Target.NAME])) == found


@pytest.mark.parametrize(("probability", "found"), [(0.9, 1), (0.16, 0)])
def test_a_letter_of_a_scrawl_below_a_seal_is_not_read(probability: float, found: int) -> None:
    line = look("袁", [probability])
    place = box(60, 60, 200, 180)
    seal = Seal((130.0, 120.0), (70.0, 60.0), 0.0, Colour.DARK, Shape.RING, place, 1.0)
    own = keyword(Word(WordKind.NAME, 1, "袁飞阳"))
    assert len(judge_across_seals([line], [seal], [own], [])) == found


@pytest.mark.parametrize(("shares", "found"), [((0.6, 0.62, 0.4), 0), ((0.65, 0.69, 0.2), 1)])
def test_a_lost_letter_that_all_looks_read_half_is_not_lost(
    shares: tuple[float, ...], found: int
) -> None:
    own = keyword(Word(WordKind.NAME, 1, "孙颖倩"))
    looks = [look("孙国倩", [0.95, share, 0.95]) for share in shares]
    assert len(search(looks, [own], [Target.NAME])) == found


def test_looks_that_read_different_letters_do_not_settle_what_is_lost() -> None:
    own = keyword(Word(WordKind.NAME, 1, "孙颖倩"))
    looks = [look(f"孙{letter}倩", [0.95, 0.62, 0.95]) for letter in "国固园"]
    assert len(search(looks, [own], [Target.NAME])) == 1


def thought_of(before: int, best: float) -> Line:
    """Return a small line that reads 孙国倩, with 颖 behind ``before`` letters and far below."""
    line, numbers = look("孙国倩", [0.95, best, 0.95], high=44), symbol_numbers()
    letters = [numbers[letter] for letter in numbers if "一" <= letter <= "龥" and letter != "颖"]
    table = np.full((line.lattice.columns, max(numbers.values()) + 1), 1e-12, np.float32)
    rows, symbols = line.lattice.rows, line.lattice.symbols
    table[rows, symbols] = np.exp(line.lattice.scores.astype(np.float32))
    table *= line.lattice.best.astype(np.float32)[:, None]
    place = STEP + 3
    table[place, letters[:before]] = 1e-3
    table[place, numbers["国"]] = best
    table[place, numbers["颖"]] = best * np.exp(-10.0)
    return Line(line.quad, Lattice.from_probabilities(table), line.ink)


@pytest.mark.parametrize(
    ("before", "best", "verdict"),
    [(30, 0.98, Verdict.LEAVE), (3, 0.98, Verdict.DOUBT), (30, 0.9, Verdict.DOUBT)],
)
def test_a_letter_that_looks_nothing_like_the_own_is_another(
    before: int, best: float, verdict: Verdict
) -> None:
    own = keyword(Word(WordKind.NAME, 1, "孙颖倩"))
    hits = search([thought_of(before, best)], [own], [Target.NAME])
    assert [hit.verdict for hit in hits] == [verdict]
