"""Where the cover of a word ends: never inside a letter of it."""

from __future__ import annotations

import numpy as np

from zcdesk.applicant import Word, WordKind
from zcdesk.geometry import bounds, box
from zcdesk.masking.spotting.cover_extent import cover
from zcdesk.masking.spotting.keywords import keyword
from zcdesk.masking.spotting.lattice_search import spot
from zcdesk.reading.lattice import BLANK, COLUMN_WIDTH, Lattice, symbol_numbers
from zcdesk.reading.line import Line


def test_a_stroke_far_from_its_peak_is_covered_where_a_colon_stands_before_it() -> None:
    # The white between 氵 and the rest of 汤 is no end of the letter.
    line = _line({"：": 6, "汤": 14, "娜": 19}, [(44, 56), (80, 89), (93, 126), (130, 166)])
    (found,) = spot([line.lattice], [keyword(Word(WordKind.NAME, 1, "汤娜"))], -14.0)
    left, _, right, _ = bounds(cover(line, found))
    assert 57 <= left <= 80
    assert right >= 166


def test_the_last_stroke_of_another_letter_stays() -> None:
    line = _line({"湘": 9, "汤": 14, "娜": 19}, [(52, 70), (74, 85), (93, 126), (130, 166)])
    (found,) = spot([line.lattice], [keyword(Word(WordKind.NAME, 1, "汤娜"))], -14.0)
    assert 85 <= bounds(cover(line, found))[0] <= 93


def test_the_first_stroke_of_a_line_is_covered_though_its_peak_lies_behind() -> None:
    line = _line({"汪": 3, "雯": 5, "，": 8}, [(10, 31), (36, 56), (60, 64)])
    (found,) = spot([line.lattice], [keyword(Word(WordKind.NAME, 1, "汪雯"))], -14.0)
    assert bounds(cover(line, found))[0] <= 5


def _line(letters: dict[str, int], inked: list[tuple[int, int]]) -> Line:
    """Return a line of 30 columns, as wide in pixels, with letters in columns and ink between."""
    numbers = symbol_numbers()
    table = np.full((30, max(numbers.values()) + 1), 1e-9, np.float32)
    table[:, BLANK] = 1.0
    for letter, column in letters.items():
        table[column, BLANK], table[column, numbers[letter]] = 1e-9, 0.99
    ink = np.zeros(30 * COLUMN_WIDTH, np.uint8)
    for first, last in inked:
        ink[first:last] = 10
    return Line(box(0, 0, len(ink), 48), Lattice.from_probabilities(table), ink)
