"""Damages carry the marks along and never depend on anything but their seed."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from tools.drawing.damage import DAMAGES, PRESETS, damage, lowered_to, turned_by
from tools.drawing.marks import DrawnPage, InkMark, Role
from tools.tests.drawing.inked import contrast
from tools.tests.drawing.test_documents import drawn
from zcdesk.geometry import box, centre

BLOTS = ((120, 90), (480, 200), (300, 520), (90, 700), (520, 760))
HALF = 9


def blotted() -> DrawnPage:
    """Return a white page with five black squares, each of them a mark."""
    picture = np.full((850, 620, 3), 255, np.uint8)
    marks = []
    for x, y in BLOTS:
        picture[y - HALF : y + HALF, x - HALF : x + HALF] = 0
        place = box(x - HALF, y - HALF, x + HALF, y + HALF)
        marks.append(InkMark(Role.NAME, "■", (place,), 2.0 * HALF))
    return DrawnPage(picture, tuple(marks), "blots", 200)


def dark_middle(page: DrawnPage, mark: InkMark) -> tuple[float, float]:
    """Return the centre of gravity of what is dark around a mark."""
    x, y = centre(mark.characters[0])
    reach = round(mark.em * 1.5)
    left, top = round(x) - reach, round(y) - reach
    part = page.picture[top : top + 2 * reach, left : left + 2 * reach].mean(axis=2)
    weight = np.clip(np.median(part) - part - 60, 0, None)
    rows, columns = np.mgrid[0 : part.shape[0], 0 : part.shape[1]]
    total = weight.sum()
    return (
        float(left + (columns * weight).sum() / total + 0.5),
        float(top + (rows * weight).sum() / total + 0.5),
    )


@pytest.mark.parametrize("kind", [name for name in DAMAGES if name != "dpi75"])
@pytest.mark.parametrize("seed", [1, 2])
def test_marks_stay_on_their_blots(kind: str, seed: int) -> None:
    page = damage(blotted(), [kind], Random(seed))
    for mark in page.marks:
        x, y = centre(mark.characters[0])
        found = dark_middle(page, mark)
        assert abs(found[0] - x) < 1.0
        assert abs(found[1] - y) < 1.0


@pytest.mark.slow
@pytest.mark.parametrize("preset", PRESETS)
def test_real_pages_keep_ink_in_their_marks(preset: str) -> None:
    page, _ = drawn("appraisal_form")
    damaged = damage(page, [preset, "dpi110"], Random(9))
    floor = 25 if preset == "faint" else 45
    own = damaged.having(Role.NAME, Role.EMPLOYER, Role.SIGNATURE, Role.SEAL)
    assert own
    for mark in own:
        for polygon in mark.characters:
            assert contrast(damaged.picture, polygon) > floor, mark.text


def test_turning_four_times_gives_the_page_back() -> None:
    page = blotted()
    turned = page
    for _ in range(4):
        turned = turned_by(turned, 90)
    assert turned.turned == 0
    assert np.array_equal(turned.picture, page.picture)
    assert turned.marks[0].characters == page.marks[0].characters
    once = turned_by(page, 90)
    assert once.turned == 90
    assert once.picture.shape == (620, 850, 3)


def test_a_lower_resolution_makes_smaller_characters() -> None:
    page = lowered_to(blotted(), 100)
    assert page.dpi == 100
    assert page.marks[0].em == pytest.approx(HALF, rel=0.02)
    assert lowered_to(page, 150) is page


@pytest.mark.parametrize("preset", PRESETS)
def test_the_same_seed_gives_the_same_damage(preset: str) -> None:
    first = damage(blotted(), [preset], Random(7))
    again = damage(blotted(), [preset], Random(7))
    assert first.picture.tobytes() == again.picture.tobytes()
    assert first.marks == again.marks
    assert first.damages == again.damages


def test_damages_happen_in_the_order_of_life_whatever_the_order_of_wishes() -> None:
    page = damage(blotted(), ["jpeg", "skewed", "dpi150"], Random(1))
    assert page.damages == ("skew", "dpi150", "noise", "jpeg")


def test_an_unknown_damage_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="coffee"):
        damage(blotted(), ["coffee"], Random(1))
