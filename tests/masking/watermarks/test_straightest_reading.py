"""A slanting word read in two directions is covered by the look that lies straighter."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from tests.masking.rereading.test_looks import look
from zcdesk.applicant import Target, Word, WordKind
from zcdesk.geometry import Polygon
from zcdesk.masking.own_words.page_search import search
from zcdesk.masking.spotting.keywords import keyword
from zcdesk.reading.line import Line

OWN = keyword(Word(WordKind.NAME, 1, "孙颖倩"))


EMPLOYER = keyword(Word(WordKind.EMPLOYER, 1, "拓桥化工有限公司"))
BRAND = keyword(Word(WordKind.EMPLOYER_ALIAS, 1, "拓桥化工"))


def _turned(
    degrees: float, high: float, aside: float, probability: float, text: str = "孙颖倩"
) -> Line:
    """A look at a word, around (500 + aside, 500), in a box of 300 px."""
    along = (math.cos(math.radians(degrees)), math.sin(math.radians(degrees)))
    corners: Polygon = tuple(
        (
            500 + aside + x * 150 * along[0] - y * high / 2 * along[1],
            500 + x * 150 * along[1] + y * high / 2 * along[0],
        )
        for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))
    )
    return replace(look(text, [probability] * len(text)), quad=corners)


@pytest.mark.parametrize(
    ("low", "aside", "probability", "kept"),
    [
        (100, 0, 1.0, [-30]),
        (80, 0, 0.9, [-24]),  # letters that are cut in half may be read so
        (40, 0, 1.0, [-24]),  # so low is no box around them
        (100, 300, 1.0, [-24, -30]),  # the same word once more beside it
    ],
)
def test_the_lower_box_of_two_around_a_slanting_word_counts(
    low: float, aside: float, probability: float, kept: list[int]
) -> None:
    looks = [_turned(-24, 150, 0, 1.0), _turned(-30, low, aside, probability)]
    found = search(looks, [OWN], [Target.NAME])
    assert sorted(_degrees(hit.mask.polygon) for hit in found) == sorted(kept)


@pytest.mark.parametrize(("word", "kept"), [("拓桥化工", [-30]), ("拓桥化机", [-24])])
def test_the_beginning_of_a_word_that_lies_straighter_is_no_clipped_word(
    word: str, kept: list[int]
) -> None:
    looks = [_turned(-24, 150, 0, 1.0, "拓桥化"), _turned(-30, 110, 0, 1.0, word)]
    found = search(looks, [EMPLOYER, BRAND], [Target.EMPLOYER])
    assert sorted({_degrees(hit.mask.polygon) for hit in found}) == kept


def _degrees(cover: Polygon) -> int:
    (x0, y0), (x1, y1) = cover[:2]
    return round(math.degrees(math.atan2(y1 - y0, x1 - x0)))
