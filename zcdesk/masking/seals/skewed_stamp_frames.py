"""Finds frames that are across print, whatever their colour.

The ink of a black stamp, or of a coloured one on a copy, is that of the print it crosses: no colour
and no level tells the two apart. But nothing else on a page has four straight sides out of which
letters lead: those of a cell keep to it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.connected_components import blobs
from zcdesk.masking.seals.stamp_frames import SLANTING, SQUARISH, Place
from zcdesk.picture import Ink

_LARGEST = 0.50  # of the page's long side
_LOWEST = 0.025  # of the same: a frame with one row of letters
_FLATTEST = 5.0  # times as long as high
_LEAST_UPRIGHT = 0.034  # of the same: 10 mm on A4; boxes in the letters of headings are smaller
_BY_HAND = 30.0  # degrees; no stamp is set so far askew, but circles and codes look so
_OBLONG = 0.05  # of the page's long side: no letter of a heading is as wide
_FULL_OBLONG, _FULL_HIGH = 0.62, 0.5  # of what is not square is inked; logos and signs have more
_LEADS_OUT, _LEADS_OUT_ASKEW = 0.06, 0.2  # of the four sides together; a card askew has specks
_STRAIGHT = 0.78  # of a line around it; of a code's edge .77
_LINE, _LINE_OF_SMALL = 0.03, 0.55  # of the same, and of what is small: the least straight piece
_RULE = 0.25  # of the page's long side: a line of a table
_GAP = 4  # px of the copy: print and grain break a side
_STEP = math.pi / 360
_SAME = 1.6  # degrees between straight pieces of one frame
_BENT = 0.03  # of the longer side: how far the pieces of one side may lie apart
_AS_LONG = 0.5  # of the longest straight line: a side, broken as it may be
_NEAR = 2  # px of the copy by which a side may be bent
_SIDE, _SIDES = 0.7, 0.85  # of each side and of all four that are inked
_INSIDE = (0.1, 0.7)  # share of the inside that is inked; photos have more, empty boxes less
_RIM = 5 * _NEAR  # px of the copy: how far around the frame print is looked for
_MIDDLE = slice(_RIM + 2 * _NEAR, -_RIM - 2 * _NEAR)

_Corners = NDArray[np.float64]
"""Four points, clockwise from the upper left one of the frame."""


def find_skewed_frames(ink: Ink) -> Iterator[tuple[Place, float]]:
    """Yield rectangles that are across print, with the share of their outline in ink.
    ``ink``: what is inked on a reduced, evened page, 0 or 1."""
    side = max(ink.shape)
    for blob, left, top in blobs(
        _without_ruling(ink, side), _LOWEST * side, (0.0, _LARGEST * side)
    ):
        corners = _corners(blob, side)
        if corners is not None:
            corners += np.array((left, top), np.float64)
            if (share := _share(ink, corners)) > 0:
                yield _as_place(corners), share


def _without_ruling(ink: Ink, side: int) -> Ink:
    """Return ink without the lines of tables, which join a stamp to all that is in the table. What
    crosses such a line goes on."""
    rest = ink
    for turned in (False, True):
        laid = rest.T if turned else rest
        near = cv2.dilate(np.ascontiguousarray(laid), np.ones((3, 1), np.uint8))
        rule = cv2.morphologyEx(near, cv2.MORPH_OPEN, np.ones((1, round(_RULE * side)), np.uint8))
        if rule.any():
            clear = np.where(rule > 0, np.uint8(0), laid)
            across = np.ones((2 * _NEAR + 3, 1), np.uint8)
            clear = np.minimum(laid, cv2.morphologyEx(clear, cv2.MORPH_CLOSE, across))
            rest = np.ascontiguousarray(clear.T if turned else clear)
    return rest


def _corners(blob: Ink, side: int) -> _Corners | None:
    """Return the corners of the frame that the straight pieces of some ink are of."""
    least = max(8, round(min(_LINE * side, _LINE_OF_SMALL * min(blob.shape))))
    pieces = cv2.HoughLinesP(blob * 255, 1, _STEP, least, minLineLength=least, maxLineGap=_GAP)
    if pieces is None:
        return None
    ends = np.asarray(pieces, np.float64).reshape(-1, 2, 2)
    along = ends[:, 1] - ends[:, 0]
    lengths = np.hypot(along[:, 0], along[:, 1])
    angles = np.degrees(np.arctan2(along[:, 1], along[:, 0]))
    slants = (angles + 45) % 90 - 45
    likely = np.abs(slants) <= _BY_HAND
    if not likely.any():
        return None
    slant = _commonest(slants[likely], lengths[likely])
    cosine, sine = math.cos(math.radians(slant)), math.sin(math.radians(slant))
    turn: NDArray[np.float64] = np.array([[cosine, -sine], [sine, cosine]])
    lying, upright = _straight_pieces(blob, turn, least)
    if not len(lying) or not len(upright):
        return None
    lying, upright = _between(lying, upright), _between(upright, lying)
    edges = _outer(lying), _outer(upright)
    height, width = (last - first for first, last in edges)
    shorter, longer = min(width, height), max(width, height)
    if shorter < max(4 * _NEAR, _LOWEST * side) or longer > min(
        _LARGEST * side, _FLATTEST * shorter
    ):
        return None
    above, below = (_side(lying, edge, _BENT * longer) for edge in edges[0])
    before, behind = (_side(upright, edge, _BENT * longer) for edge in edges[1])
    met = [_met(row, column) for row in (above, below) for column in (before, behind)]
    return np.array(met)[[0, 1, 3, 2]] @ turn.T


def _straight_pieces(
    blob: Ink, turn: NDArray[np.float64], least: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the pixels of straight pieces along both axes of a frame, turned back by its slant.

    Lines that a Hough transform draws in random order miss a short side now and then.

    Returns:
        Points along x, and across; those along the other axis as (y, x).
    """
    height, width = blob.shape
    outline = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float64) @ turn
    offset = -outline.min(axis=0)
    size = np.ceil(np.ptp(outline, axis=0)).astype(int) + 1
    lay = np.hstack([turn.T, offset[:, None]])
    laid = cv2.warpAffine(blob, lay, (int(size[0]), int(size[1])), flags=cv2.INTER_NEAREST)
    pieces = []
    for ink in (laid, np.ascontiguousarray(laid.T)):
        near = cv2.dilate(ink, np.ones((3, 1), np.uint8))
        whole = cv2.morphologyEx(near, cv2.MORPH_CLOSE, np.ones((1, _GAP + 1), np.uint8))
        rows, columns = np.nonzero(
            cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones((1, least), np.uint8))
        )
        pieces.append(np.stack([columns, rows], axis=1).astype(np.float64))
    return pieces[0] - offset, pieces[1] - offset[::-1]


def _between(pieces: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the pixels of pieces between the outer ones of the other axis, where they lead far out
    of these: a line to sign on below a name seal."""
    first, last = _outer(others)
    if np.ptp(pieces[:, 0]) <= SQUARISH * (last - first):
        return pieces
    within = pieces[(pieces[:, 0] >= first - _NEAR) & (pieces[:, 0] <= last + _NEAR)]
    return within if len(within) else pieces


def _outer(pieces: NDArray[np.float64]) -> tuple[float, float]:
    """Return the first and the last place along y that has about as much of a line as any other.
    What touches the frame may have straight pieces too, but shorter ones than its sides."""
    places = np.round(pieces[:, 1]).astype(int)
    first = int(places.min())
    counts = np.bincount(places - first, minlength=1).astype(np.float64)
    around = np.convolve(counts, np.ones(2 * _NEAR + 1), mode="same")
    long = np.flatnonzero(around >= _AS_LONG * around.max()) + first
    return float(long[0]), float(long[-1])


def _side(pieces: NDArray[np.float64], edge: float, bent: float) -> tuple[float, float]:
    """Return the rise of the side at one edge, and where it begins."""
    near = pieces[(away := np.abs(pieces[:, 1] - edge)) <= max(bent, away.min())]
    rise, begin = np.polyfit(near[:, 0], near[:, 1], 1)
    return float(rise), float(begin)


def _met(row: tuple[float, float], column: tuple[float, float]) -> tuple[float, float]:
    """Return where y = rise x + begin meets x = rise y + begin."""
    x = (column[0] * row[1] + column[1]) / (1 - column[0] * row[0])
    return x, row[0] * x + row[1]


def _as_place(corners: _Corners) -> Place:
    """Return middle, sides and turn of a frame; the longer side comes first."""
    (x, y), (width, height), angle = cv2.minAreaRect(corners.astype(np.float32))
    if width < height:
        width, height, angle = height, width, angle + 90
    return (x, y), (width, height), (angle + 90) % 180 - 90


def _commonest(slants: NDArray[np.float64], lengths: NDArray[np.float64]) -> float:
    """Return the slant that most of the length has."""
    off = np.abs((slants[:, None] - slants[None, :] + 45) % 90 - 45) <= _SAME
    best = int(np.argmax(off @ lengths))
    near = off[best]
    apart = (slants[near] - slants[best] + 45) % 90 - 45
    return float(slants[best] + np.average(apart, weights=lengths[near]))


def _laid(ink: Ink, corners: _Corners) -> NDArray[np.bool_]:
    """Return a frame and what is ``_RIM`` around it, straight."""
    width, height = (round(math.dist(corners[0], corners[n])) for n in (1, 3))
    laid_out = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32) + _RIM
    lay = cv2.getPerspectiveTransform(corners.astype(np.float32), laid_out)
    size = (width + 2 * _RIM, height + 2 * _RIM)
    return np.asarray(cv2.warpPerspective(ink, lay, size, flags=cv2.INTER_NEAREST) > 0)


def _share(ink: Ink, corners: _Corners) -> float:
    """Return how much of its outline a frame across print inks, 0 when it is none."""
    laid, side = _laid(ink, corners), max(ink.shape)
    sides = [float(side.mean()) for side in _sides(laid)]
    inner = laid[_MIDDLE, _MIDDLE]
    if min(sides) < _SIDE or float(np.mean(sides)) < _SIDES or not inner.size:
        return 0.0
    inked, (_, (longer, shorter), angle) = float(inner.mean()), _as_place(corners)
    askew = abs((angle + 45) % 90 - 45) >= SLANTING and longer > SQUARISH * shorter
    least = _LEADS_OUT_ASKEW if askew else _LEADS_OUT
    is_frame = _INSIDE[0] <= inked <= _most_ink(laid, side) and _leads_out(laid, least)
    return float(np.mean(sides)) if is_frame else 0.0


def _most_ink(laid: NDArray[np.bool_], side: int) -> float:
    """Return how much of its inside a stamp of this size inks, 0 where letters are as large."""
    height, width = (side_length - 2 * _RIM for side_length in laid.shape)
    if width > SQUARISH * height:
        return _FULL_OBLONG if width >= _OBLONG * side else 0.0
    if min(height, width) < _LEAST_UPRIGHT * side:
        return 0.0
    return _FULL_HIGH if height > SQUARISH * width else _INSIDE[1]


def _leads_out(laid: NDArray[np.bool_], least: float) -> bool:
    """Tell whether letters lead out of a frame; at its corners the lines of a table go on."""
    beside = slice(_NEAR, 4 * _NEAR - 1), slice(1 - 4 * _NEAR, -_NEAR)
    strips = [part[rows, _MIDDLE] for part in (laid, laid.T) for rows in beside]
    if sum(float(strip.any(axis=0).mean()) for strip in strips) < least:
        return False
    around = (
        [part[row, _MIDDLE].mean() for part in (laid, laid.T) for row in (_RIM + d, -_RIM - d)]
        for d in range(-_NEAR, _NEAR + 1)
    )
    return max(float(np.mean(strip)) for strip in around) >= _STRAIGHT


def _sides(laid: NDArray[np.bool_]) -> Iterator[NDArray[np.bool_]]:
    """Yield for each pixel of the four sides whether there is ink near it."""
    for turned in (laid, laid.T):
        for row in (_RIM, len(turned) - _RIM):
            near = turned[row - _NEAR : row + _NEAR + 1, _RIM:-_RIM]
            yield np.asarray(near.any(axis=0), np.bool_)
