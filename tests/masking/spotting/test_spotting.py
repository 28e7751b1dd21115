"""Own words in lattices of probabilities, and how far their covers reach."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zcdesk.applicant import Word, WordKind
from zcdesk.geometry import bounds, box
from zcdesk.masking.spotting.cover_extent import cover
from zcdesk.masking.spotting.keywords import Keyword, keyword, unreadable_words
from zcdesk.masking.spotting.lattice_search import spot
from zcdesk.reading.lattice import BLANK, COLUMN_WIDTH, FLOOR, Lattice, gap_symbols, symbol_numbers
from zcdesk.reading.line import Line

SYMBOLS = [BLANK, *(symbol_numbers()[letter] for letter in "张伟国李 ·")]


def lattice_of(table: list[list[float]]) -> Lattice:
    """Return a lattice whose columns have these log scores for ``SYMBOLS``; the best is 0."""
    starts, symbols, scores = [0], [], []
    for row in table:
        best = max(row)
        for symbol, score in sorted(zip(SYMBOLS, row, strict=True)):
            if score - best > FLOOR:
                symbols.append(symbol)
                scores.append(score - best)
        starts.append(len(symbols))
    return Lattice(
        np.array(starts, np.int32),
        np.array(symbols, np.uint16),
        np.array(scores, np.float16),
        np.ones(len(table), np.float16),
    )


def word(text: str) -> Keyword:
    return keyword(Word(WordKind.NAME, 1, text))


def best_by_hand(lattice: Lattice, sought: Keyword) -> float:
    """Return the best score by trying every path with plain recursion over columns."""
    dense = np.full((lattice.columns, 20_000), FLOOR)
    dense[lattice.rows, lattice.symbols] = lattice.scores
    letters = [dense[:, list(symbols)].max(axis=1) for symbols in sought.classes]
    gap = dense[:, list(gap_symbols())].max(axis=1)
    best = -np.inf
    # States: ("letter", l) and ("gap", l); every column extends all states.
    states: dict[tuple[str, int], float] = {}
    for column in range(lattice.columns):
        new: dict[tuple[str, int], float] = {}

        def offer(state: tuple[str, int], score: float, into: dict = new) -> None:  # type: ignore[type-arg]
            into[state] = max(into.get(state, -np.inf), score)

        offer(("letter", 0), float(letters[0][column]))
        for (kind, place), score in states.items():
            offer(
                (kind, place), score + float((letters[place] if kind == "letter" else gap)[column])
            )
            if kind == "letter":
                offer(("gap", place), score + float(gap[column]))
            if place + 1 < len(letters):
                same = bool(sought.classes[place] & sought.classes[place + 1])
                if kind == "gap" or not same:
                    offer(("letter", place + 1), score + float(letters[place + 1][column]))
        states = new
        best = max(best, states.get(("letter", len(letters) - 1), -np.inf))
    return best


scores = st.lists(
    st.lists(st.floats(-15, 0), min_size=len(SYMBOLS), max_size=len(SYMBOLS)),
    min_size=2,
    max_size=9,
)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(scores, st.sampled_from(["张伟", "张张", "张伟国", "李国国李"]))
def test_the_best_path_is_found(table: list[list[float]], text: str) -> None:
    lattice = lattice_of(table)
    expected = best_by_hand(lattice, word(text))
    found = spot([lattice], [word(text)], -200.0)
    if expected > -200.0:
        assert found[0].score == pytest.approx(expected, abs=0.05)
    assert len(found[0].columns) == len(text) if found else True


def sharp(text: str) -> Lattice:
    """Return a lattice that plainly reads ``text``; ``_`` is a blank column."""
    numbers = symbol_numbers()
    symbols = [BLANK if letter == "_" else numbers[letter] for letter in text]
    return lattice_of([[0.0 if s == symbol else -14.0 for s in SYMBOLS] for symbol in symbols])


@pytest.mark.parametrize("text", ["张伟", "_张_伟_", "张张伟伟", "张 · 伟", "李张__伟国"])
def test_a_plainly_written_name_scores_nought(text: str) -> None:
    (found,) = spot([sharp(text)], [word("张伟")], -8.0)
    assert found.score == 0.0


@pytest.mark.parametrize("text", ["张国", "李伟", "伟张", "张", "张国伟"])
def test_another_name_is_not_found(text: str) -> None:
    assert spot([sharp(text)], [word("张伟")], -10.0) == ()


def test_a_doubled_letter_must_pass_a_gap() -> None:
    assert spot([sharp("张张")], [word("张张")], -8.0) == ()
    assert spot([sharp("张_张")], [word("张张")], -8.0)[0].score == 0.0


def test_each_occurrence_of_a_line_is_found_once() -> None:
    found = spot([sharp("张_伟_李_张_伟"), sharp("李_国"), sharp("_张伟_")], [word("张伟")], -8.0)
    assert sorted((one.line, one.columns) for one in found) == [
        (0, (0, 2)),
        (0, (6, 8)),
        (2, (1, 2)),
    ]


def test_traditional_letters_and_wide_letters_count_as_the_same() -> None:
    assert symbol_numbers()["張"] in word("张").classes[0]
    assert symbol_numbers()["Ｗ"] in word("w").classes[0]
    assert symbol_numbers()["W"] in word("ｗ").classes[0]


def test_an_unknown_character_is_told_and_passes_at_a_price() -> None:
    rare = Word(WordKind.NAME, 1, "张\U000209a5")
    assert unreadable_words([rare]) == (rare,)
    (found,) = spot([sharp("张_国")], [keyword(rare)], -8.0)
    assert -8.0 < found.score < 0.0


@pytest.mark.parametrize(
    ("letters", "inked", "word", "begins", "end"),
    [
        # The white between 氵 and the rest of 汤 is no end of the letter.
        ("：6 汤14 娜19", [(44, 56), (80, 89), (93, 126), (130, 166)], "汤娜", (57, 80), 166),
        # The last stroke of another letter stays.
        ("湘9 汤14 娜19", [(52, 70), (74, 85), (93, 126), (130, 166)], "汤娜", (85, 93), 166),
        # The first stroke of a line is covered though its peak lies behind.
        ("汪3 雯5 ，8", [(10, 31), (36, 56), (60, 64)], "汪雯", (-99, 5), 56),
        # Half of the letter before stays though its peak is near.
        ("由2 同5 济9", [(4, 30), (35, 60), (66, 92)], "同济", (30, 35), 92),
    ],
)
def test_a_cover_begins_with_the_first_stroke_of_its_word(
    letters: str, inked: list[tuple[int, int]], word: str, begins: tuple[int, int], end: int
) -> None:
    line = _line({one[0]: int(one[1:]) for one in letters.split()}, inked)
    (found,) = spot([line.lattice], [keyword(Word(WordKind.NAME, 1, word))], -14.0)
    left, _, right, _ = bounds(cover(line, found))
    assert begins[0] <= left <= begins[1]
    assert right >= end


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
