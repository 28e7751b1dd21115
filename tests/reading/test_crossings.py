"""Regions of the detector that are several lines at an angle to each other."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from zcdesk.reading.crossings import is_crossing, taken_apart

Region = NDArray[np.uint8]


def outline(region: Region) -> NDArray[np.integer[Any]]:
    found, _ = cv2.findContours(region, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return np.asarray(max(found, key=cv2.contourArea))


def drawn(*strokes: tuple[tuple[int, int], tuple[int, int], int]) -> Region:
    region = np.zeros((300, 500), np.uint8)
    for start, end, thickness in strokes:
        cv2.line(region, start, end, 1, thickness)
    return region


LINE = ((40, 160), (330, 160), 7)
SLANT = ((230, 230), (450, 90), 26)


def boxes(region: Region) -> list[tuple[float, float, float]]:
    """Return length, thickness and angle of each part, the longest first."""
    found = []
    for part in taken_apart(outline(region)):
        _, sides, angle = cv2.minAreaRect(part)
        along = angle if sides[0] >= sides[1] else angle + 90
        found.append((max(sides), min(sides), along % 180))
    return sorted(found, reverse=True)


@pytest.mark.parametrize("region", [drawn(LINE), drawn(SLANT), drawn(((40, 40), (40, 260), 12))])
def test_one_line_is_left_alone(region: Region) -> None:
    assert not is_crossing(outline(region))


def test_a_line_is_parted_from_a_watermark_that_it_runs_into() -> None:
    region = drawn(LINE, SLANT)
    assert is_crossing(outline(region))
    longest, second = boxes(region)[:2]
    assert longest[0] == pytest.approx(295, abs=60)
    assert longest[1] < 12
    assert min(longest[2], 180 - longest[2]) < 3
    assert second[0] > 200
    assert second[1] < 40
    assert second[2] == pytest.approx(180 - 32.5, abs=5)


def test_a_ring_stays_whole() -> None:
    region = np.zeros((300, 500), np.uint8)
    cv2.ellipse(region, (250, 150), (90, 90), 0, 120, 420, 1, 16)
    assert is_crossing(outline(region))
    assert len(taken_apart(outline(region))) == 1


def test_a_line_that_touches_a_ring_is_parted_from_it() -> None:
    region = drawn(((40, 160), (460, 160), 14))
    cv2.ellipse(region, (250, 160), (100, 100), 0, 180, 360, 1, 14)
    longest = boxes(region)[0]
    assert longest[0] > 400
    assert longest[1] < 24


def test_all_pixels_of_a_region_lie_in_some_part_or_at_its_rim() -> None:
    region = drawn(LINE, SLANT)
    held = np.zeros_like(region)
    for part in taken_apart(outline(region)):
        corners = np.rint(cv2.boxPoints(cv2.minAreaRect(part))).astype(np.int32)
        cv2.fillPoly(held, [corners], 1)
    around = np.asarray(cv2.dilate(held, np.ones((9, 9), np.uint8)), np.uint8)
    assert (region & (1 - around)).sum() < 0.05 * region.sum()


def test_parts_do_not_repeat_each_other() -> None:
    sizes = [length * thickness for length, thickness, _ in boxes(drawn(LINE, SLANT))]
    assert sum(sizes) < 1.5 * float(drawn(LINE, SLANT).sum())
