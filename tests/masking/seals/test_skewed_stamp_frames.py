"""Stamps that slant across print in the print's own ink, as faxes and black copies show them."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.masking.seals.sealed_pages import OWN, hits
from tests.masking.seals.test_stamp_frames import PAGE, page, slanting
from zcdesk.masking.hits import Verdict
from zcdesk.masking.seals.seal_detection import Seal, Shape, find_seals
from zcdesk.masking.seals.skewed_stamp_frames import find_skewed_frames
from zcdesk.picture import Picture


def as_fax(picture: Picture) -> Picture:
    """What a machine sends: black and white, at the resolution of a fax, with specks."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    grey = cv2.resize(grey, None, fx=0.7, fy=0.7, interpolation=cv2.INTER_AREA)
    specks = np.random.default_rng(7).random(grey.shape) < 0.002
    sent = np.where((grey > 190) & ~specks, 255, 0).astype(np.uint8)
    return np.asarray(cv2.cvtColor(sent, cv2.COLOR_GRAY2RGB), np.uint8)


def stamps(picture: Picture) -> list[Seal]:
    return [seal for seal in find_seals(picture) if seal.shape is Shape.BOX]


@pytest.mark.parametrize("angle", [-26.0, 9.0, 19.0])
@pytest.mark.parametrize("share", [0.22, 0.36])
def test_a_black_stamp_across_print_is_found(angle: float, share: float) -> None:
    wide = round(share * PAGE)
    (stamp,) = stamps(as_fax(page(OWN, angle, wide)))
    assert stamp.angle == pytest.approx(-angle, abs=1.5)
    assert 2 * stamp.radii[0] == pytest.approx(0.7 * wide, rel=0.05)
    assert 2 * stamp.radii[1] == pytest.approx(0.7 * 0.36 * wide, rel=0.08)


def test_the_own_employer_in_a_black_stamp_is_covered_or_asked_about() -> None:
    found = hits(as_fax(page(OWN, -26.0, round(0.36 * PAGE))))
    assert [hit.verdict for hit in found] == [Verdict.DOUBT]


def test_a_black_frame_that_stands_straight_is_no_stamp() -> None:
    assert not stamps(as_fax(page(OWN, 0.0, round(0.36 * PAGE))))


def test_a_card_that_lies_askew_on_the_glass_is_no_stamp() -> None:
    card = 255 - slanting(OWN, 9.0, round(0.3 * PAGE), 4)
    bare = np.full((PAGE, 1654), 255, np.uint8)
    bare[860 : 860 + card.shape[0], 480 : 480 + card.shape[1]] = card
    assert not stamps(as_fax(np.repeat(bare[..., None], 3, axis=2)))


@pytest.mark.slow
def test_words_of_the_print_below_do_not_make_a_black_stamp_anothers() -> None:
    found = hits(as_fax(page("喀什瑞泰建设工程有限公司", 12.0, round(0.36 * PAGE))))
    assert {hit.reason.code for hit in found} == {"hit.unread_seal"}


def framed_print(wide: float, tall: float, angle: float, inside: str = "") -> NDArray[np.uint8]:
    """A page of short strokes in rows, 0 or 1, with a frame around its middle."""
    ink = np.zeros((760, 540), np.uint8)
    random = np.random.default_rng(3)
    for top in range(30, 730, 16):
        for left in range(30, 500, 9):
            cv2.line(ink, (left, top), (left + int(random.integers(-3, 4)), top + 7), 1, 2)
    outline = np.asarray(cv2.boxPoints(((270, 380), (wide, tall), angle)), np.int32)
    if inside:
        cv2.fillConvexPoly(ink, outline, 1 if inside == "full" else 0)
    cv2.polylines(ink, [outline], isClosed=True, color=1, thickness=2)
    return ink


@pytest.mark.parametrize(
    ("wide", "tall", "angle", "turn"),
    [(180, 64, 12.0, 12.0), (64, 180, 12.0, -78.0), (64, 180, -20.0, 70.0)],
)
def test_the_turn_of_a_frame_is_that_of_its_longer_side(
    wide: float, tall: float, angle: float, turn: float
) -> None:
    ((middle, sides, found), _), *more = find_skewed_frames(framed_print(wide, tall, angle))
    assert not more
    assert middle == pytest.approx((270, 380), abs=2)
    assert sides == pytest.approx((180, 64), abs=4)
    assert found == pytest.approx(turn, abs=1)


@pytest.mark.parametrize("angle", [0.0, 3.0])
@pytest.mark.parametrize("ruled", [False, True])
def test_an_oblong_frame_that_stands_upright_across_print_is_found(
    angle: float, ruled: bool
) -> None:
    ink = framed_print(180, 64, angle)
    if ruled:
        for x in (20, 150, 300, 520):
            cv2.line(ink, (x, 20), (x, 740), 1, 2)
        for y in (300, 390, 480):
            cv2.line(ink, (20, y), (520, y), 1, 2)
    ((middle, sides, _), _), *more = find_skewed_frames(ink)
    assert not more
    assert middle == pytest.approx((270, 380), abs=2)
    assert sides == pytest.approx((180, 64), abs=4)


@pytest.mark.parametrize("angle", [0.0, 12.0])
@pytest.mark.parametrize("inside", ["full", "empty"])
def test_photos_and_empty_boxes_are_no_stamps(angle: float, inside: str) -> None:
    assert not list(find_skewed_frames(framed_print(180, 64, angle, inside)))


def test_the_cells_of_a_table_are_no_stamps() -> None:
    ink = framed_print(180, 64, 0.0, "empty")
    ink[:] = 0
    for y in range(100, 701, 60):
        cv2.line(ink, (40, y), (500, y), 1, 2)
    for x in (40, 170, 320, 500):
        cv2.line(ink, (x, 100), (x, 700), 1, 2)
    for y in range(120, 700, 60):
        for x in (60, 180, 330):
            cv2.putText(ink, "WHHW", (x, y + 20), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 1, 2)
    assert not list(find_skewed_frames(ink))


@given(st.integers(0, 2**32 - 1))
def test_a_picture_of_a_few_pixels_is_searched_like_any_other(seed: int) -> None:
    """A portrait of 59 by 83 pixels ended the whole search of its page."""
    chance = np.random.default_rng(seed)
    height, width = (int(one) for one in chance.integers(30, 110, 2))
    ink = np.zeros((height, width), np.uint8)
    for _ in range(int(chance.integers(1, 5))):
        middle, size = chance.uniform((0, 0), (width, height)), chance.uniform(5, (width, height))
        frame = (tuple(middle), tuple(size), float(chance.uniform(-40, 40)))
        corners = np.round(cv2.boxPoints(frame)).astype(np.int32)
        cv2.polylines(ink, [corners], isClosed=True, color=1)
    assert all(0 < share <= 1 for _, share in find_skewed_frames(ink))
