"""A scan becomes an upright page whose transform tells where every pixel went."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from tests.pages.opened import opened
from zcdesk.geometry import Transform
from zcdesk.pages.laying.standing import as_decoded, straightened, turned
from zcdesk.pages.opening.scan import Scan
from zcdesk.pages.page import Page, PageSource
from zcdesk.pages.preparing import paper_colour, prepare, thumbnail, upright_picture
from zcdesk.picture import Picture

from .drawn import blank, leaning, letter, patches, rotated, seal_alone

MARKS = {(20, 15): (230, 20, 20), (120, 15): (20, 200, 20), (120, 75): (20, 20, 230)}
"""Centres of three corner patches of ``patches()`` and their colours."""


def prepared(scan: Scan) -> tuple[Page, Picture]:
    """Return the first page of a scan and its pixels."""
    found = prepare(scan)
    return found.page, found.picture


def saved(folder: Path, picture: Picture, name: str = "scan.png") -> Scan:
    path = folder / name
    Image.fromarray(picture).save(path, dpi=(150, 150))
    return opened(path)


def page_of(picture: Picture) -> Page:
    height, width = picture.shape[:2]
    return Page(PageSource("a.png", "0" * 64), width, height, width, height)


@pytest.mark.slow
@pytest.mark.parametrize(("turn", "lean"), [(0, 0.0), (90, 0.0), (180, 2.5), (270, -1.2), (90, 7)])
def test_a_sideways_and_leaning_scan_stands_upright(tmp_path: Path, turn: int, lean: float) -> None:
    scan = saved(tmp_path, rotated(leaning(letter(), lean), turn))
    page, picture = prepared(scan)
    assert (page.turn, page.turn_sure) == ((360 - turn) % 360, True)
    assert page.skew == pytest.approx(-lean, abs=0.15)
    assert picture.shape == (page.height, page.width, 3)
    assert page.dpi == pytest.approx(150, abs=0.1)
    assert page.source == PageSource(str(scan.path), scan.sha256, 0)
    again, _ = prepared(saved(tmp_path, picture, "again.png"))
    assert (again.turn, abs(again.skew) <= 0.1) == (0, True)


@pytest.mark.slow
def test_the_transform_leads_from_the_source_to_the_page(tmp_path: Path) -> None:
    marked = letter().copy()
    marked[40:70, 60:90] = (255, 0, 0)
    source = rotated(leaning(marked, 3.0), 90)
    red = np.argwhere((source[..., 0] > 200) & (source[..., 1] < 60))
    y, x = red.mean(axis=0) + 0.5
    page, picture = prepared(saved(tmp_path, source))
    there = np.argwhere((picture[..., 0] > 200) & (picture[..., 1] < 60)).mean(axis=0) + 0.5
    assert page.transform.apply((x, y)) == pytest.approx((there[1], there[0]), abs=0.3)


@pytest.mark.slow
def test_a_straight_page_keeps_its_pixels(tmp_path: Path) -> None:
    page, picture = prepared(saved(tmp_path, letter()))
    assert page.transform == Transform()
    assert (picture == letter()).all()


@pytest.mark.slow
def test_without_straightening_turn_and_skew_are_told_and_not_applied(tmp_path: Path) -> None:
    source = rotated(leaning(letter(), 2.0), 90)
    page = as_decoded(prepared(saved(tmp_path, source))[0])
    assert (page.turn, page.transform) == (270, Transform())
    assert page.skew == pytest.approx(-2.0, abs=0.15)
    assert (page.width, page.height) == (source.shape[1], source.shape[0])


@pytest.mark.slow
def test_the_same_page_is_built_again_from_its_source(tmp_path: Path) -> None:
    source = rotated(leaning(letter(), 2.0), 90)
    page, picture = prepared(saved(tmp_path, source))
    assert (upright_picture(source, page) == picture).all()
    with pytest.raises(ValueError, match="another picture"):
        upright_picture(source[1:], page)


@pytest.mark.slow
def test_new_corners_get_the_colour_of_the_paper(tmp_path: Path) -> None:
    yellowed = np.minimum(letter(), np.array((245, 235, 205), dtype=np.uint8))
    leant = leaning(yellowed, 4.0)
    page, picture = prepared(saved(tmp_path, leant))
    assert abs(page.skew) > 3.5
    corners = picture[[0, 0, -1, -1], [0, -1, 0, -1]].astype(int)
    assert (abs(corners - (245, 235, 205)) <= 3).all()
    assert paper_colour(np.full((80, 60, 3), 40, dtype=np.uint8)) == (255, 255, 255)


@pytest.mark.slow
def test_a_page_that_cannot_be_turned_surely_says_so(tmp_path: Path) -> None:
    page, _ = prepared(saved(tmp_path, seal_alone()))
    assert (page.turn, page.turn_sure) == (0, False)
    assert "page.turn_unsure" in [each.code for each in page.findings]
    by_hand = turned(page, 90)
    assert (by_hand.turn, by_hand.turn_sure) == (90, True)
    assert "page.turn_unsure" not in [each.code for each in by_hand.findings]


@pytest.mark.slow
def test_a_blank_page_is_called_blank(tmp_path: Path) -> None:
    page, _ = prepared(saved(tmp_path, blank()))
    assert [each.code for each in page.findings] == ["page.blank"]


@given(some.sampled_from([90, 180, 270]), some.sampled_from([90, 180, 270]))
def test_turns_by_hand_add_up_and_move_the_marks(first: int, second: int) -> None:
    source = patches()
    page = turned(turned(page_of(source), first), second)
    picture = upright_picture(source, page)
    assert page.turn == (first + second) % 360
    assert (picture == rotated(source, (first + second) % 360)).all()
    for mark, colour in MARKS.items():
        x, y = page.transform.apply(mark)
        assert tuple(picture[int(y), int(x)]) == colour


@given(
    some.floats(-15, 15),
    some.sampled_from([0, 90, 180, 270]),
    some.floats(0, 139.9),
    some.floats(0, 89.9),
)
def test_any_lean_and_turn_keeps_every_pixel(lean: float, turn: int, x: float, y: float) -> None:
    page = straightened(replace(page_of(patches()), skew=lean, turn=turn))
    across, down = page.transform.apply((x, y))
    assert -1e-6 <= across <= page.width + 1e-6
    assert -1e-6 <= down <= page.height + 1e-6
    assert page.transform.inverse().apply((across, down)) == pytest.approx((x, y), abs=1e-6)


@given(some.floats(-15, 15), some.sampled_from([0, 90, 180, 270]))
def test_any_lean_and_turn_moves_colours_where_the_transform_says(lean: float, turn: int) -> None:
    source = patches()
    page = straightened(replace(page_of(source), skew=lean, turn=turn))
    picture = upright_picture(source, page)
    for mark, colour in MARKS.items():
        x, y = page.transform.apply(mark)
        assert (abs(picture[int(y), int(x)].astype(int) - colour) <= 4).all()


def test_thumbnails_fit_and_never_grow() -> None:
    assert thumbnail(letter(), 200, 200).shape == (200, 141, 3)
    assert thumbnail(patches(), 4000, 4000).shape == patches().shape
