"""Connected components of ink, each with its box and area, several times as quick as OpenCV's own.

OpenCV adds every pixel of the paper to its statistics, which takes five times as long as the labels
(10.5 ms against 1.2 to 2.3 ms of 1 600 × 1 131 px). Here the labels are OpenCV's, and only the runs
of ink in each row are added up.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

_SMALL = 1 << 14
"""Pixels of a picture for which OpenCV is as quick."""


def components(
    ink: NDArray[Any], connectivity: int = 8
) -> tuple[int, NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]:
    """Return what ``cv2.connectedComponentsWithStats`` does, to the bit.

    Args:
        ink: Not 0 where ink is, bytes, shape (height, width).
        connectivity: 4 or 8.

    Returns:
        The number of components, the paper (0) among them; the component of each pixel; left, top,
        width, height and area of each; the middle of each.

    Source:
        Labels: Bolelli et al., Spaghetti labelling (2019), as OpenCV has it.
    """
    if ink.size < _SMALL:
        answer = cv2.connectedComponentsWithStats(ink, connectivity=connectivity)
        return answer[0], *map(np.asarray, answer[1:])  # type: ignore[return-value]
    count, labels = cv2.connectedComponents(ink, connectivity=connectivity)
    rows, first, after = _runs(ink)
    own = np.asarray(labels, np.int32)[rows, first]
    lengths = after - first
    stats, middles = np.zeros((count, 5), np.int32), np.zeros((count, 2))
    left, right = np.full(count, ink.shape[1], np.int64), np.zeros(count, np.int64)
    np.minimum.at(left, own, first)
    np.maximum.at(right, own, after)
    stats[:, cv2.CC_STAT_LEFT], stats[:, cv2.CC_STAT_WIDTH] = left, right - left
    stats[own[::-1], cv2.CC_STAT_TOP] = rows[::-1]  # the first run of a component is its highest
    stats[own, cv2.CC_STAT_HEIGHT] = rows + 1
    stats[:, cv2.CC_STAT_HEIGHT] -= stats[:, cv2.CC_STAT_TOP]
    area = np.bincount(own, lengths, count)
    stats[:, cv2.CC_STAT_AREA] = area
    whole = np.array(ink.shape[::-1], np.int64)
    area[0] = ink.size - lengths.sum()
    stats[0] = (*_paper_box(ink), area[0])
    for axis, places in enumerate(((first + after - 1) / 2, rows)):
        sums = np.bincount(own, places * lengths, count)
        sums[0] = (whole[axis] - 1) / 2 * ink.size - sums.sum()
        np.divide(sums, area, out=middles[:, axis], where=area > 0)
    return count, np.asarray(labels, np.int32), stats, middles


def blobs(
    ink: NDArray[Any],
    shorter: float = 0.0,
    longer: tuple[float, float] = (0.0, math.inf),
    of: NDArray[np.uint8] | None = None,
) -> Iterator[tuple[NDArray[np.uint8], int, int]]:
    """Yield the components of some ink, each cut out, with the column and row where it begins.

    Args:
        ink: As for :func:`components`.
        shorter: Least pixels of the shorter side of its box.
        longer: Least and most pixels of the longer one.
        of: What is cut out in the place of a component; by default 1 where it is, 0 elsewhere.
    """
    _, labels, stats, _ = components(ink)
    sides = np.sort(stats[:, 2:4], axis=1)
    fits = (sides[:, 0] >= shorter) & (sides[:, 1] >= longer[0]) & (sides[:, 1] <= longer[1])
    for number in np.flatnonzero(fits[1:]) + 1:
        left, top, width, height = (int(value) for value in stats[number, :4])
        part = (slice(top, top + height), slice(left, left + width))
        own = (labels[part] == number).astype(np.uint8)
        yield own if of is None else of[part] * own, left, top


def _runs(ink: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return row, first column and column behind the end of each run of ink, from the top."""
    framed = np.zeros((ink.shape[0], ink.shape[1] + 2), np.bool_)
    np.not_equal(ink, 0, out=framed[:, 1:-1])
    changes = np.flatnonzero(framed[:, 1:] != framed[:, :-1])
    rows, columns = np.divmod(changes, ink.shape[1] + 1)
    return rows[::2], columns[::2], columns[1::2]


def _paper_box(ink: NDArray[Any]) -> tuple[int, int, int, int]:
    """Return left, top, width and height of what is not ink; all 0 where all is."""
    down = np.flatnonzero(ink.min(axis=1) == 0)
    if not len(down):
        return 0, 0, 0, 0
    across = np.flatnonzero(ink.min(axis=0) == 0)
    left, top, right, bottom = (int(side[at]) for at in (0, -1) for side in (across, down))
    return left, top, right - left + 1, bottom - top + 1
