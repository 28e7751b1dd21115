"""Pages on a desk are found and flattened; what a person changes can be taken back."""

import math
from dataclasses import replace
from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from benchmarks.makers.photographing import Photo, photographed
from tests.pages import drawn
from tests.pages.opened import opened
from tools.drawing.marks import Role
from zcdesk.geometry import Polygon, Transform
from zcdesk.pages.laying.finding import Laid, laid
from zcdesk.pages.laying.shading import unevenness, with_even_light
from zcdesk.pages.laying.standing import flattened, is_perspective, page_from_corners, turned
from zcdesk.pages.page import Page
from zcdesk.pages.preparing import prepare, upright_picture
from zcdesk.picture import Picture


def photo(seed: int, kind: str = "posting", dpi: int = 80, size: int = 1024) -> Photo:
    random = Random(seed)
    return photographed(drawn.document(kind, random, dpi), random, size)


def apart(corners: Polygon, truth: Polygon) -> float:
    """Return how far the farthest corner is off, as a share of the page's width."""
    found, right = np.array(corners), np.array(truth)
    width = min(math.dist(right[0], right[1]), math.dist(right[1], right[2]))
    shifted = [np.roll(found, shift, axis=0) for shift in range(4)]
    return float(min(np.linalg.norm(each - right, axis=1).max() for each in shifted) / width)


def codes(lies: Laid) -> list[str]:
    return [each.code for each in lies.findings]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [3, 4, 7, 12, 18])
def test_a_page_on_a_desk_is_found_to_a_hundredth_of_its_width(seed: int) -> None:
    shot = photo(seed)
    lies = laid(shot.page.picture)
    assert codes(lies) == ["page.outlined"]
    assert lies.corners is not None
    assert apart(lies.corners, shot.corners) < 0.01


@pytest.mark.parametrize("kind", drawn.WRITTEN)
@pytest.mark.parametrize("lean", [0.0, 2.0, -6.0])
def test_nothing_is_cut_from_a_bare_scan(kind: str, lean: float) -> None:
    assert laid(drawn.leaning(drawn.WRITTEN[kind](), lean)).corners is None


def test_pages_without_an_edge_are_left_whole() -> None:
    for page in (
        drawn.blank(),
        drawn.seal_alone(),
        drawn.landscape_photo(),
        np.zeros((300, 200, 3), np.uint8),
    ):
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
def test_dark_strips_of_a_scanner_are_cut_off(margins: tuple[int, int, int, int]) -> None:
    page = drawn.table()
    lies = laid(on_a_glass(page, 24, margins))
    assert codes(lies) == ["page.border_cut"]
    assert lies.corners is not None
    height, width = page.shape[:2]
    right = ((0.0, 0.0), (width, 0.0), (width, height), (0.0, height))
    assert apart(lies.corners, right) < 0.005


def test_writing_in_a_dark_strip_keeps_it() -> None:
    scan = on_a_glass(drawn.letter(), 24, (0, 300, 0, 0))
    cv2.putText(scan, "DOCUMENT 4711", (200, 1950), cv2.FONT_HERSHEY_SIMPLEX, 3, (240,) * 3, 8)
    assert laid(scan).corners is None


def test_two_cards_on_one_glass_are_offered_and_not_cut() -> None:
    lies = laid(drawn.document("id_card", Random(1), 80).picture)
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


def prepared(folder: Path, picture: Picture) -> tuple[Page, Picture]:
    path = folder / "scan.png"
    Image.fromarray(picture).save(path)
    found = prepare(opened(path))
    return found.page, found.picture


@pytest.mark.slow
@pytest.mark.parametrize("turn", [0, 90, 180])
def test_a_photo_is_flattened_and_stood_upright_in_one_mapping(tmp_path: Path, turn: int) -> None:
    shot = photo(7, dpi=110, size=1440)
    page, picture = prepared(tmp_path, drawn.rotated(shot.page.picture, turn))
    assert (page.turn, page.turn_sure) == ((360 - turn) % 360, True)
    assert "page.outlined" in [each.code for each in page.findings]
    assert page.height / page.width == pytest.approx(2**0.5, rel=0.02)
    height, width = shot.page.picture.shape[:2]
    there = Transform.quarter_turn(turn, width, height).then(page.transform)
    for x, y in there.apply_all(shot.corners):
        assert min(abs(x), abs(x - page.width)) < 0.01 * page.width
        assert min(abs(y), abs(y - page.height)) < 0.01 * page.width
    assert picture.shape == (page.height, page.width, 3)


@pytest.mark.slow
def test_another_outline_replaces_the_one_before_and_none_gives_all_back(tmp_path: Path) -> None:
    shot = photo(7, dpi=110, size=1440)
    source = shot.page.picture
    page, _ = prepared(tmp_path, source)
    whole = page_from_corners(page, None)
    assert (upright_picture(source, whole) == source).all()
    again = page_from_corners(turned(whole, 90), shot.corners)
    assert (again.turn, again.skew) == (90, 0.0)
    assert "page.outlined" not in [each.code for each in again.findings]
    x, y = again.transform.apply(shot.corners[0])
    assert (x, y) == pytest.approx((again.width, 0), abs=1e-3)
    assert upright_picture(source, again).shape == (again.height, again.width, 3)


@pytest.mark.slow
def test_each_offered_document_becomes_a_page(tmp_path: Path) -> None:
    cards = drawn.document("id_card", Random(1), 150)
    page, _ = prepared(tmp_path, cards.picture)
    assert page.corners is None
    front, back = (page_from_corners(page, corners) for corners in page.offered)
    assert front.corners == page.offered[0]
    assert back.offered == ()
    assert front.width / front.height == pytest.approx(1.585, rel=0.03)
    assert upright_picture(cards.picture, front).shape == (front.height, front.width, 3)


def shaded(picture: Picture) -> Picture:
    light = np.linspace(0.5, 1.0, picture.shape[1], dtype=np.float32)[None, :, None]
    cast = np.array([1.0, 0.95, 0.8], np.float32)
    return np.asarray(np.rint(picture * light * cast), dtype=np.uint8)


def test_shadow_and_cast_go_and_seals_and_photos_keep_their_look() -> None:
    page = drawn.document("title_certificate", Random(5))
    plain, dim = page.picture, shaded(page.picture)
    even = with_even_light(dim)
    assert unevenness(dim) > 0.35
    assert unevenness(even) < 0.1
    for mark in page.having(Role.PHOTO, Role.OTHER_SEAL):
        corners = np.array(mark.characters[0])
        left, top = np.maximum(corners.min(axis=0).astype(int), 0)
        right, bottom = corners.max(axis=0).astype(int)
        before = plain[top:bottom, left:right].astype(float).mean(axis=(0, 1))
        after = even[top:bottom, left:right].astype(float).mean(axis=(0, 1))
        assert np.abs(after - before).max() < 22, mark.role
    assert (with_even_light(np.zeros((60, 60, 3), np.uint8)) == 0).all()


@pytest.mark.slow
def test_even_light_belongs_to_the_page_and_can_be_taken_back(tmp_path: Path) -> None:
    source = shaded(drawn.letter())
    page, picture = prepared(tmp_path, source)
    assert "clarity.shadow" in [each.code for each in page.findings]
    bright = upright_picture(source, replace(page, even_light=True))
    assert unevenness(bright) < 0.1 < unevenness(picture)
    assert (upright_picture(source, page) == picture).all()
