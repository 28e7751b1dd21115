"""What a dark seal hides of a word: when the rest tells it surely, when it is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.masking.rereading.test_looks import STEP, look
from zcdesk.applicant import Target, Word, WordKind
from zcdesk.findings import info
from zcdesk.geometry import bounds, box
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.own_words.occluded_by_seals import (
    judge_words_below_colour_seals,
    judge_words_below_dark_seals,
)
from zcdesk.masking.seals.ink_colours import Colour
from zcdesk.masking.seals.seal_detection import Seal, Shape
from zcdesk.masking.spotting.keywords import keyword
from zcdesk.reading.line import Line


def judged(employer: str, shown: str, hidden: range, plain: int | None) -> tuple[Hit, ...]:
    """Judge a line below a dark seal; of its letters in ``hidden`` one may be read plainly."""
    sure = [0.3 if n in hidden and n != plain else 0.99 for n in range(len(shown))]
    return found(Word(WordKind.EMPLOYER, 1, employer), shown, hidden, sure)


def found(
    word: Word, shown: str, hidden: range, sure: Sequence[float], climb: float = 0.0
) -> tuple[Hit, ...]:
    """Judge a line of which some letters lie below a dark seal; ``sure`` tells how each is read."""
    line = look(shown, [*sure])
    left = 100 + 8 * (STEP * hidden.start + 1)
    right = 100 + 8 * (STEP * hidden.stop + 1)
    half = (right - left) / 2
    risen = tuple((x, y - climb * (x - left - half)) for x, y in line.quad)
    line = replace(line, quad=risen)
    place = box(left, 120 - half, right, 120 + half)
    seal = Seal((left + half, 120), (half, half), 0.0, Colour.DARK, Shape.RING, place, 1.0)
    return judge_words_below_dark_seals([line], [seal], [keyword(word)], [])


@pytest.mark.parametrize(
    ("shown", "hidden", "plain", "verdict"),
    [
        ("昆源新二三开发股份有限公司", range(3, 5), None, Verdict.COVER),
        ("昆源新二三开发股份有限公司", range(3, 5), 4, Verdict.DOUBT),  # another letter's
        ("二三新能源开发股份有限公司", range(2), None, Verdict.DOUBT),  # the brand
        ("昆源新能源开发股份有限二三", range(11, 13), None, Verdict.DOUBT),  # its end
        ("昆源新二三四五股份有限公司", range(3, 7), None, Verdict.COVER),
        ("昆源二三四五六股份有限公司", range(2, 7), None, Verdict.DOUBT),  # too many
    ],
)
def test_a_long_word_between_whose_ends_a_seal_hides_a_little_needs_no_question(
    shown: str, hidden: range, plain: int | None, verdict: Verdict
) -> None:
    (hit,) = judged("昆源新能源开发股份有限公司", shown, hidden, plain)
    assert hit.verdict is verdict
    assert hit.covers_by_default


@pytest.mark.parametrize(("plain", "found"), [(None, 1), (5, 0), (7, 0)])
def test_the_place_alone_is_no_own_word_where_another_one_goes_on(
    plain: int | None, found: int
) -> None:
    hits = judged("克拉玛依疆岭矿业", "克拉玛依股份有限", range(4, 8), plain)
    assert len(hits) == found


def test_place_and_ending_are_no_own_word_where_too_few_letters_fit_between_them() -> None:
    own = "石河子澜岭环境工程技术有限公司"
    assert not judged(own, "泓泰路桥石河子二集团有限公司", range(7, 10), None)
    assert judged(own, "泓泰路桥石河子二三四五六七八九有限公司", range(7, 15), None)


@pytest.mark.parametrize(
    ("shown", "asked"),
    [("2023年5月日", False), ("2023年5月", False), ("审定5月日", False), ("审定二月", True)],
)
def test_the_month_of_a_date_is_no_end_of_a_name(shown: str, asked: bool) -> None:
    sure = [0.3 if letter == "二" else 0.99 for letter in shown]
    hits = found(Word(WordKind.NAME, 1, "秦月"), shown, range(len(shown)), sure)
    assert bool(hits) == asked


@pytest.mark.parametrize(("climb", "asked"), [(0.0, True), (0.1, True), (0.6, False)])
def test_what_climbs_is_a_piece_of_the_seals_own_arc(climb: float, asked: bool) -> None:
    word = Word(WordKind.EMPLOYER, 1, "昆岭农业科技")
    hits = found(word, "昆岭农业二三", range(4, 6), [0.99] * 4 + [0.3] * 2, climb)
    assert bool(hits) == asked


@pytest.mark.parametrize(
    ("name", "down", "wide", "asked"),
    [
        ("昆岭农业", 0.7, 1.0, False),  # the ring's own letters: another company of the trade
        ("昆岭农业", 0.2, 1.0, True),  # through its middle
        ("昆岭农业", 0.7, 0.6, True),  # a row of print goes on beyond the ring
    ],
)
def test_what_ends_within_a_ring_high_up_is_the_rings_own(
    name: str, down: float, wide: float, asked: bool
) -> None:
    line = look("二三农业", [0.3, 0.3, 0.99, 0.99])
    seal = ring_around(line, down, wide, Colour.DARK)
    sought = [keyword(Word(WordKind.EMPLOYER_SHORT, 1, name))]
    assert bool(judge_words_below_dark_seals([line], [seal], sought, [])) is asked


def ring_around(line: Line, down: float, wide: float, colour: Colour) -> Seal:
    """A seal whose middle stands ``down`` of its radius below that of a line."""
    left, top, right, bottom = bounds(line.quad)
    radius = wide * (right - left) / 1.7
    middle = ((left + right) / 2, (top + bottom) / 2 + down * radius)
    place = box(middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius)
    return Seal(middle, (radius, radius), 0.0, colour, Shape.RING, place, 1.0)


@pytest.mark.parametrize(
    ("down", "climb", "asked"), [(0.7, 0.0, True), (0.7, 0.07, False), (0.2, 0.07, True)]
)
def test_a_slanting_piece_high_in_a_colour_seal_is_the_seals_own(
    down: float, climb: float, asked: bool
) -> None:
    line = look("昆岭农业科技二", [0.99] * 6 + [0.3])
    seal = ring_around(line, down, 1.0, Colour.RED)
    left, _, right, _ = bounds(line.quad)
    quad = tuple((x, y - climb * (x - (left + right) / 2)) for x, y in line.quad)
    sought = [keyword(Word(WordKind.EMPLOYER_SHORT, 1, "昆岭农业科技园"))]
    own = Mask(Target.SEAL, seal.polygon, "employer:1", 1.0, Origin.SEAL)
    hits = [Hit(own, Verdict.COVER, info("hit.own_seal"))]
    told = judge_words_below_colour_seals([replace(line, quad=quad)], [seal], sought, hits)
    assert any(hit.reason.code == "hit.below_seal" for hit in told) is asked


def test_a_piece_of_one_of_two_dark_seals_is_no_word_below_the_other() -> None:
    line = look("二三农业", [0.3, 0.3, 0.99, 0.99])
    seal = ring_around(line, 0.7, 1.0, Colour.DARK)
    beside = ring_around(
        replace(line, quad=tuple((x - 60, y) for x, y in line.quad)), 0.2, 1.0, Colour.DARK
    )
    sought = [keyword(Word(WordKind.EMPLOYER_SHORT, 1, "昆岭农业"))]
    assert judge_words_below_dark_seals([line], [beside], sought, [])
    assert not judge_words_below_dark_seals([line], [seal, beside], sought, [])
