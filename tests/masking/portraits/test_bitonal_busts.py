"""A face that a fax left white joins hair and shoulders to one portrait; bars alone do not."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from benchmarks.portraits import photos_on
from zcdesk.geometry import bounds, contains
from zcdesk.masking.hits import Verdict
from zcdesk.masking.portraits.portrait_verdicts import judge_portraits
from zcdesk.picture import Picture

BLACK = (0, 0, 0)


def page(*, eyes: bool = True, aside: int = 0, ring: bool = False, scale: float = 1.0) -> Picture:
    """Return a white page of 1240 × 1754 px with a bust around (900, 540), 300 px wide."""
    sheet = np.full((1754, 1240, 3), 255, np.uint8)

    def at(x: float, y: float) -> tuple[int, int]:
        return round(900 + x * scale), round(540 + y * scale)

    def size(length: float) -> int:
        return max(1, round(length * scale))

    cv2.ellipse(sheet, at(0, -110), (size(72), size(90)), 0, 180, 360, BLACK, -1)
    if eyes:
        for side in (-28, 28):
            cv2.circle(sheet, at(side, -62), size(9), BLACK, -1)
        cv2.line(sheet, at(-18, -2), at(18, -2), BLACK, size(6))
    corners = [
        at(-150 + aside, 210),
        at(-110 + aside, 80),
        at(110 + aside, 80),
        at(150 + aside, 210),
    ]
    cv2.fillPoly(sheet, [np.array(corners, np.int32)], BLACK)
    collar = [at(-28 + aside, 78), at(28 + aside, 78), at(aside, 130)]
    cv2.fillPoly(sheet, [np.array(collar, np.int32)], (255, 255, 255))
    if ring:
        cv2.circle(sheet, at(-60, 400), size(200), BLACK, size(9))
    return np.asarray(sheet, np.uint8)


@pytest.mark.parametrize("ring", [False, True])
@pytest.mark.parametrize("scale", [0.8, 1.0, 1.6])
def test_hair_and_shoulders_apart_are_proposed_as_one_portrait(ring: bool, scale: float) -> None:
    picture = page(ring=ring, scale=scale)
    hits = judge_portraits(picture, (), (), photos_on(picture))
    (hit,) = (hit for hit in hits if contains(hit.mask.polygon, (900, 540)))
    assert hit.covers_by_default
    left, top, right, bottom = bounds(hit.mask.polygon)
    # A photo has 5 % more beside shoulders of 300 px, whose ends may be lost as strokes are.
    assert left <= 900 - 164 * scale
    assert right >= 900 + 164 * scale
    assert top <= 540 - 230 * scale
    assert bottom >= 540 + 205 * scale


@pytest.mark.parametrize("drawn", [page(eyes=False), page(aside=80), page(scale=0.29)])
def test_bars_and_small_figures_are_never_covered_without_asking(drawn: Picture) -> None:
    assert judge_portraits(drawn, (), ()) == ()
    hits = judge_portraits(drawn, (), (), photos_on(drawn))
    assert all(hit.verdict is Verdict.DOUBT for hit in hits)
