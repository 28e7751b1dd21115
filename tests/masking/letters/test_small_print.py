"""Small print: another's letter that is half read stays, a seldom own one is asked about."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from PIL import Image

from tests.masking.sheet import Sheet
from tools.drawing.damage import damage, lowered_to
from tools.drawing.fonts import Face
from tools.drawing.marks import DrawnPage
from zcdesk.applicant import Applicant, Word, WordKind
from zcdesk.geometry import box
from zcdesk.masking.hits import Verdict
from zcdesk.masking.letters.another_or_misread import lacks_common_character
from zcdesk.masking.letters.letter_ink import is_inked_like_others
from zcdesk.masking.letters.occluded_letters import (
    is_read_by_other_readings,
    is_unlike_in_all_readings,
    occluded_letter,
)
from zcdesk.masking.matching.agreeing_readings import readings_agree_on_another
from zcdesk.masking.spotting.keywords import keyword
from zcdesk.masking.spotting.lattice_search import spot
from zcdesk.reading.lattice import BLANK, COLUMN_WIDTH, Lattice, alphabet, symbol_numbers
from zcdesk.reading.line import Line

EMPLOYER = "云岭水利站"
REST = "天地玄黄宇宙洪荒日盈昃辰宿列张寒来暑往秋收冬藏"
COMPANY = "博乐昱航信息技术服务有限公司"


def scanned(text: str, preset: str, seed: int) -> Sheet:
    """Return a sheet with one line of 10.5 points, scanned at 75 dots per inch."""
    sheet = Sheet(1300, 300)
    sheet.write(text, 60, 110, 29, Face.SONG)
    drawn = DrawnPage(sheet.picture, (), "test", 200)
    sheet.image = Image.fromarray(damage(lowered_to(drawn, 75), (preset,), Random(seed)).picture)
    return sheet


@pytest.mark.parametrize(
    ("own", "other", "preset", "seed"),
    [
        ("陈雯燕", "陈雯俊", "skewed", 1),
        ("陈雯燕", "陈雯俊", "skewed", 3),
        ("刘英月", "刘鹏月", "skewed", 0),
        ("郑玲倩", "邓玲倩", "skewed", 0),
        ("上官梅婉", "上官柏婉", "faint", 0),
        ("上官梅婉", "上官柏婉", "faint", 1),
    ],
)
def test_a_namesake_in_small_print_is_told_where_the_own_everyday_letter_is_not_thought_of(
    own: str, other: str, preset: str, seed: int
) -> None:
    hits = scanned(f"陈霞，{other}（12）", preset, seed).hits(Applicant(own, EMPLOYER))
    assert not any(hit.covers_by_default for hit in hits)
    hits = scanned(f"陈霞，{own}（12）", preset, seed).hits(Applicant(own, EMPLOYER))
    assert [hit.verdict for hit in hits] == [Verdict.COVER]


@pytest.mark.parametrize(
    ("word", "read", "em", "shares", "settled"),
    [
        (COMPANY, "博乐美航信息技术服务有限公司", 9.4, (0.4, 0.6, 0.9), False),
        (COMPANY, "博乐美航信息技术服务有限公司", 9.4, (0.4, 0.6, 0.97), False),
        (COMPANY, "博乐美航信息技术服务有限公司", 12.0, (0.4, 0.6, 0.9), False),
        (COMPANY, "博乐美航信息技术服务有限公司", 12.0, (0.4, 0.6, 0.97), True),
        (COMPANY, "博乐美航信息技术服务有限公司", 16.0, (0.4, 0.6, 0.7), True),
        (
            "博乐锦航信息技术服务有限公司",
            "博乐销航信息技术服务有限公司",
            9.4,
            (0.6, 0.4, 0.7),
            False,
        ),
        (
            "博乐锦航信息技术服务有限公司",
            "博乐销航信息技术服务有限公司",
            9.4,
            (0.6, 0.4, 0.9),
            True,
        ),
        (
            "博乐锦航信息技术服务有限公司",
            "博乐销航信息技术服务有限公司",
            12.0,
            (0.6, 0.4, 0.7),
            True,
        ),
    ],
)
def test_looks_that_agree_settle_less_the_smaller_the_print_and_the_more_seldom_the_letter(
    word: str, read: str, em: float, shares: tuple[float, ...], settled: bool
) -> None:
    looks = [line(read, em, {read[2]: share}) for share in shares]
    (one,) = spot([looks[0].lattice], [keyword(Word(WordKind.EMPLOYER, 1, word))], -18.0)
    lost = occluded_letter(looks[0], one)
    assert lost is not None
    assert is_read_by_other_readings(looks, looks[0], lost, one) is settled


@pytest.mark.parametrize(("ink", "alike"), [(10, True), (20, False)])
@pytest.mark.parametrize("em", [9.4, 12.0, 16.0])
def test_looks_that_read_different_letters_leave_a_small_everyday_one_to_a_person_below_no_blot(
    em: float, ink: int, alike: bool
) -> None:
    looks = [line("刘英月", em, {other: 0.45}, "英", ink) for other in "鹏畴鹂"]
    (one,) = spot([looks[0].lattice], [keyword(Word(WordKind.NAME, 1, "刘英月"))], -18.0)
    lost = occluded_letter(looks[0], one)
    assert lost is not None
    assert is_inked_like_others(looks[0], lost) is alike
    assert not is_read_by_other_readings(looks, looks[0], lost, one)
    assert is_unlike_in_all_readings(looks, looks[0], lost, one) is (alike and em == 12.0)


def test_a_letter_that_one_look_thinks_of_is_not_left_to_a_glance() -> None:
    shares = [{"鹏": 0.45}, {"畴": 0.45}, {"鹂": 0.45, "英": 1e-5}]
    looks = [line("刘英月", 12.0, share, "英") for share in shares]
    (one,) = spot([looks[0].lattice], [keyword(Word(WordKind.NAME, 1, "刘英月"))], -18.0)
    lost = occluded_letter(looks[0], one)
    assert lost is not None
    assert not is_unlike_in_all_readings(looks, looks[0], lost, one)
    assert is_unlike_in_all_readings(looks[:2], looks[0], lost, one)


@pytest.mark.parametrize(
    ("name", "own", "thought_of", "agree"),
    [
        ("刘英月", "英", 1e-6, True),
        ("刘英月", "英", 1e-3, False),
        ("刘昱月", "昱", 1e-6, False),  # a seldom letter may stand there unthought of
    ],
)
def test_looks_that_read_the_same_letter_half_tell_a_namesake_of_everyday_letters(
    name: str, own: str, thought_of: float, agree: bool
) -> None:
    looks = [line(name, 12.0, {"鹏": 0.7, own: thought_of}, own) for _ in range(3)]
    (one,) = spot([looks[0].lattice], [keyword(Word(WordKind.NAME, 1, name))], -18.0)
    assert readings_agree_on_another(looks, looks[0], one) is agree
    assert lacks_common_character(looks[0], one) is agree


def line(
    text: str, em: float, thought_of: dict[str, float], letter: str = "", ink: int = 10
) -> Line:
    """Return a line of letters so high; one of them is read only as probably as ``thought_of``."""
    numbers, letter = symbol_numbers(), letter or next(iter(thought_of))
    table = np.full((6 * len(text), len(alphabet())), 1e-9, np.float32)
    table[:, BLANK] = 1.0
    inked = np.full(len(table) * COLUMN_WIDTH, 10, np.uint8)
    for place, there in enumerate(text):
        column = table[6 * place + 3]
        if there != letter:
            column[BLANK], column[numbers[there]] = 1e-9, 0.999
            continue
        inked[6 * place * COLUMN_WIDTH : 6 * (place + 1) * COLUMN_WIDTH] = ink
        rest = [numbers[one] for one in REST]
        column[BLANK], column[rest] = 1e-9, (1.0 - sum(thought_of.values())) / len(rest)
        for other, share in thought_of.items():
            column[numbers[other]] = share
    table /= table.sum(axis=1, keepdims=True)
    lattice = Lattice.from_probabilities(table)
    return Line(box(100, 100, 100 + em * len(text), 100 + em), lattice, inked)
