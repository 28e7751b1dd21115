"""Finds the rough places of lines of writing, cheaply and without any model."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.picture import GreyPicture, level_at, scaled, square

_SIDE = 1600  # px of the reduced copy's long side
_PAPER_STEP = 5  # the paper is estimated on a copy smaller by this
_INK_SHARE = 0.35  # of the depth of the darkest strokes: what is darker is ink
_RULE = 81  # px of the copy: straight ink longer than this is a rule, not writing
_LEAST_CONTRAST = 12.0  # grey levels between ink and what surrounds it
_HEIGHTS = (6, 110)  # px of the copy
_LENGTHS = (2.2, 70.0)  # line heights; longer things are frames
_FILLS = (0.15, 0.75)  # share of ink in a line's box; arcs of seals have less, bars more
_LEAST_RUNS = 0.6  # strokes met in a line height along a line; a lone stroke or arc has fewer
_LEAST_TEXT = 6.0  # line heights of writing, all lines together; less is chance
_CALMED, _BLURRED = 2.0, 4.0  # px of the copy: grain goes with the first, edges give by the second
_SHARPEST = 99.9  # percentile of the slopes: the strongest edges of a page of few lines


@dataclass(frozen=True)
class TextBox:
    """An upright box around a line of writing, in pixels of the page."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        """Height in pixels, about that of a Chinese character."""
        return self.bottom - self.top

    @property
    def length(self) -> float:
        """Length in line heights, about the number of Chinese characters."""
        return (self.right - self.left) / self.height


@dataclass(frozen=True)
class Writing:
    """What looks like lines of writing.

    Attributes:
        boxes: One for each line, in any order.
        share: Share of all ink of the page that is in them.
        ink: Share of the page that is ink.
    """

    boxes: tuple[TextBox, ...]
    share: float
    ink: float


def find_writing(page: GreyPicture) -> Writing:
    """Find the lines of writing that run across a page."""
    small, ratio = _reduced(page)
    ink = _ink(small)
    gap = np.ones((1, 13), np.uint8)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, gap)
    boxes = []
    inside = 0
    for left, top, wide, high in _groups(np.asarray(joined, np.uint8)):
        if not (_HEIGHTS[0] <= high <= _HEIGHTS[1] and _LENGTHS[0] <= wide / high <= _LENGTHS[1]):
            continue
        part = ink[top : top + high, left : left + wide]
        inked = int(part.sum())
        if _FILLS[0] <= inked / part.size <= _FILLS[1] and _runs(part) >= _LEAST_RUNS * wide / high:
            right, bottom = left + wide, top + high
            inside += inked
            boxes.append(TextBox(*(round(edge / ratio) for edge in (left, top, right, bottom))))
    total = int(ink.sum())
    if sum(box.length for box in boxes) < _LEAST_TEXT:
        return Writing((), 0.0, total / ink.size)
    return Writing(tuple(boxes), inside / total, total / ink.size)


def edge_width(page: GreyPicture) -> float:
    """Return how wide the sharpest edges of a page are: the standard deviation in pixels of the
    reduced copy, 1600 a side, of the blur that would make them of perfect ones.

    Source:
        Zhuo and Sim, Defocus map estimation from a single image, Pattern Recognition 44 (2011):
        a slope that is blurred once more gives way the less the wider it was.
    """
    once = cv2.GaussianBlur(_reduced(page)[0].astype(np.float32), (0, 0), _CALMED)
    twice = cv2.GaussianBlur(once, (0, 0), _BLURRED)
    share_left = min(_steepest(twice) / max(_steepest(once), 1e-3), 0.99)
    wide = _BLURRED**2 * share_left**2 / (1 - share_left**2) - _CALMED**2
    return math.sqrt(max(wide, 0.0))


def _steepest(levels: NDArray[Any]) -> float:
    slopes = np.hypot(cv2.Sobel(levels, cv2.CV_32F, 1, 0), cv2.Sobel(levels, cv2.CV_32F, 0, 1))
    return float(np.percentile(slopes, _SHARPEST))


def _groups(ink: NDArray[np.uint8]) -> Iterator[tuple[int, int, int, int]]:
    """Yield left, top, width and height of each group of ink, those within others as well.

    Outlines are followed in a third of the time that it takes to number all pixels.
    """
    outlines, within = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    for outline, links in zip(outlines, within[0] if outlines else (), strict=True):
        if links[3] < 0:  # else it is the outline of a hole
            left, top, wide, high = cv2.boundingRect(outline)
            yield left, top, wide, high


def _runs(ink: NDArray[np.uint8]) -> float:
    """Return how many strokes a cut along the box meets, at the best of three heights."""
    rows = ink[[len(ink) // 4, len(ink) // 2, len(ink) * 3 // 4]]
    starts = np.count_nonzero(rows[:, 1:] > rows[:, :-1], axis=1) + rows[:, 0]
    return float(starts.max())


def _reduced(page: GreyPicture) -> tuple[GreyPicture, float]:
    """Return a slightly smoothed copy of bearable size, and its scale."""
    ratio = min(1.0, _SIDE / max(page.shape))
    return np.asarray(cv2.GaussianBlur(scaled(page, ratio), (3, 3), 0), dtype=np.uint8), ratio


def _ink(small: GreyPicture) -> NDArray[np.uint8]:
    """Return 1 where there are thin things darker than their paper that are not long rules."""
    depth = cv2.subtract(_paper(small), small)
    threshold = max(
        _LEAST_CONTRAST, _INK_SHARE * level_at(np.asarray(depth, np.uint8), 99.5), 4 * _grain(small)
    )
    ink = above(np.asarray(depth, np.uint8), threshold)
    for across in (True, False):
        rules = straight_runs(ink, _RULE, across)
        if rules is not None:
            thick = cv2.dilate(rules, square(3))
            ink = np.asarray(cv2.subtract(ink, thick), dtype=np.uint8)
    return ink


def above(levels: GreyPicture, bound: float) -> NDArray[np.uint8]:
    """Return 1 where a level is higher than ``bound``; numpy takes four times as long."""
    _, marked = cv2.threshold(levels, math.floor(bound), 1, cv2.THRESH_BINARY)
    return np.asarray(marked, dtype=np.uint8)


def straight_runs(ink: NDArray[np.uint8], length: int, across: bool) -> NDArray[np.uint8] | None:
    """Return 1 where ink goes on straight for ``length`` pixels or more, None where none does.

    The same as a morphological opening by a line; sums along it are made in half the time, and
    where none is full nothing is left to do.

    Args:
        ink: 0 or 1. What runs into the edge of the picture counts as going on beyond it.
        length: At most 255.
        across: Along rows, else along columns.
    """
    line = (length, 1) if across else (1, length)
    sums = cv2.boxFilter(ink, -1, line, normalize=False, borderType=cv2.BORDER_REPLICATE)
    full = above(np.asarray(sums, np.uint8), length - 1)
    if not cv2.countNonZero(full):
        return None
    near = cv2.boxFilter(full, -1, line, normalize=False, borderType=cv2.BORDER_CONSTANT)
    return above(np.asarray(near, np.uint8), 0)


def _paper(small: GreyPicture) -> GreyPicture:
    """Return what the page would be without strokes: brightened and smoothed on a small copy."""
    height, width = small.shape
    size = (max(1, width // _PAPER_STEP), max(1, height // _PAPER_STEP))
    copy = cv2.resize(small, size, interpolation=cv2.INTER_AREA)
    copy = cv2.dilate(copy, square(5))
    copy = cv2.medianBlur(copy, 5)
    return np.asarray(
        cv2.resize(copy, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.uint8
    )


def _grain(small: GreyPicture) -> float:
    """Return the standard deviation of the noise: that of paper, which is most of a page."""
    return 1.05 * level_at(steps_across(small[::2]), 50)


def steps_across(page: GreyPicture) -> GreyPicture:
    """Return by how many levels each pixel differs from its neighbour to the right."""
    if page.shape[1] < 2:
        return np.zeros((1, 1), np.uint8)
    return np.asarray(cv2.absdiff(page[:, 1:], page[:, :-1]), dtype=np.uint8)
