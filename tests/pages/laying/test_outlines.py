"""Pages on a desk are found and flattened; nothing is ever cut from a bare scan."""

from __future__ import annotations

import math
from random import Random

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from benchmarks.makers.photographing import Photo, photographed
from tests.pages.drawn import WRITTEN, blank, landscape_photo, leaning, letter, seal_alone, table
from tools.drawing.documents import draw_page
from tools.drawing.marks import DrawnPage
from tools.drawing.people import invent_colleagues, invent_person
from zcdesk.geometry import Polygon
from zcdesk.pages.laying.finding import Laid, laid
from zcdesk.pages.laying.standing import flattened, is_perspective
from zcdesk.picture import Picture


def drawn(seed: int, kind: str) -> tuple[DrawnPage, Random]:
    random = Random(seed)
    person = invent_person(random)
    return draw_page(kind, person, invent_colleagues(person, random), random, 80), random


def photo(seed: int, kind: str = "posting") -> Photo:
    page, random = drawn(seed, kind)
    return photographed(page, random, 1024)


def apart(corners: Polygon, truth: Polygon) -> float:
    """Return how far the farthest corner is off, as a share of the page's width."""
    found, right = np.array(corners), np.array(truth)
    width = min(math.dist(right[0], right[1]), math.dist(right[1], right[2]))
    shifted = [np.roll(found, shift, axis=0) for shift in range(4)]
    return float(min(np.linalg.norm(each - right, axis=1).max() for each in shifted) / width)


def codes(lies: Laid) -> list[str]:
    return [each.code for each in lies.findings]


@pytest.mark.parametrize("seed", [3, 4, 7, 12, 18])
def test_a_page_on_a_desk_is_found_to_a_hundredth_of_its_width(seed: int) -> None:
    shot = photo(seed)
    lies = laid(shot.page.picture)
    assert codes(lies) == ["page.outlined"]
    assert lies.corners is not None
    assert apart(lies.corners, shot.corners) < 0.01


@pytest.mark.parametrize("kind", WRITTEN)
@pytest.mark.parametrize("lean", [0.0, 2.0, -6.0])
def test_nothing_is_cut_from_a_bare_scan(kind: str, lean: float) -> None:
    assert laid(leaning(WRITTEN[kind](), lean)).corners is None


def test_pages_without_an_edge_are_left_whole() -> None:
    for page in (blank(), seal_alone(), landscape_photo(), np.zeros((300, 200, 3), np.uint8)):
        assert laid(page) == Laid()
    assert laid(np.full((20, 30, 3), 200, np.uint8)) == Laid()


@pytest.mark.slow
def test_a_dark_title_on_a_cover_is_not_cut_off() -> None:
    for seed in (50, 166, 224):
        shot = photo(seed, "journal_cover")
        lies = laid(shot.page.picture)
        assert lies.corners is None or apart(lies.corners, shot.corners) < 0.01


def on_a_glass(page: Picture, colour: int, margins: tuple[int, int, int, int]) -> Picture:
    top, bottom, left, right = margins
    value = (colour, colour, colour)
    return np.asarray(
        cv2.copyMakeBorder(page, top, bottom, left, right, cv2.BORDER_CONSTANT, value=value)
    )


@pytest.mark.parametrize("margins", [(0, 300, 0, 0), (0, 0, 0, 160), (0, 240, 0, 120)])
def test_dark_strips_of_a_scanner_are_cut_along_the_page(
    margins: tuple[int, int, int, int],
) -> None:
    page = table()
    lies = laid(on_a_glass(page, 24, margins))
    assert codes(lies) == ["page.border_cut"]
    assert lies.corners is not None
    height, width = page.shape[:2]
    right = ((0.0, 0.0), (width, 0.0), (width, height), (0.0, height))
    assert apart(lies.corners, right) < 0.005


def test_writing_in_a_dark_strip_keeps_it() -> None:
    scan = on_a_glass(letter(), 24, (0, 300, 0, 0))
    cv2.putText(scan, "DOCUMENT 4711", (200, 1950), cv2.FONT_HERSHEY_SIMPLEX, 3, (240,) * 3, 8)
    assert laid(scan).corners is None


def test_two_cards_on_one_glass_are_offered_and_not_cut() -> None:
    page, _ = drawn(1, "id_card")
    lies = laid(page.picture)
    assert (lies.corners, codes(lies)) == (None, ["page.several_documents"])
    upper, lower = lies.offered
    assert upper[2][1] < lower[0][1]
    assert flattened(upper, 0, 0)[1] / flattened(upper, 0, 0)[2] == pytest.approx(1.585, rel=0.03)


def test_proportions_come_from_the_view_and_not_from_the_picture() -> None:
    shot = photo(12)
    height, width = shot.page.picture.shape[:2]
    assert is_perspective(shot.corners)
    transform, wide, high = flattened(shot.corners, width, height)
    assert wide / high == pytest.approx(1 / math.sqrt(2), rel=0.001)
    for corner, flat in zip(
        shot.corners, ((0, 0), (wide, 0), (wide, high), (0, high)), strict=True
    ):
        assert transform.apply(corner) == pytest.approx(flat, abs=1e-3 * wide)


@given(
    some.lists(some.tuples(some.floats(-30, 30), some.floats(-30, 30)), min_size=4, max_size=4),
    some.floats(0, 1),
    some.floats(0, 1),
)
def test_any_dragged_outline_is_one_invertible_mapping(
    moves: list[tuple[float, float]], across: float, down: float
) -> None:
    base = ((100, 100), (700, 100), (700, 900), (100, 900))
    corners = tuple((x + dx, y + dy) for (x, y), (dx, dy) in zip(base, moves, strict=True))
    transform, wide, high = flattened(corners, 800, 1000)
    point = (across * wide, down * high)
    back = transform.inverse().apply(point)
    assert transform.apply(back) == pytest.approx(point, abs=1e-4)
    assert wide >= max(math.dist(corners[0], corners[1]), math.dist(corners[3], corners[2])) - 1


@pytest.mark.parametrize(
    "corners",
    [
        ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0)),
        ((0.0, 0.0), (0.0, 90.0), (90.0, 90.0), (90.0, 0.0)),
        ((0.0, 0.0), (90.0, 0.0), (10.0, 10.0), (0.0, 90.0)),
        ((5.0, 5.0), (5.0, 5.0), (5.0, 5.0), (5.0, 5.0)),
    ],
)
def test_corners_that_span_no_page_are_refused(corners: Polygon) -> None:
    with pytest.raises(ValueError, match="corners"):
        flattened(corners, 100, 100)
