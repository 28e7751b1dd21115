"""Rings of crumbs: faxes turn pale red into dots where it turns black at all, copies into arcs.

No arc is left there to begin a search with. What tells such a ring is that crumbs are all
around one middle and next to nothing just outside of them: for each radius the whole page is
compared with a circle that has an empty band around it, by Fourier transforms of a small
copy.
"""

from __future__ import annotations

import math
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.masking.seals.ring_fitting import (
    FittedRing,
    inked,
    refined,
    thickened,
)
from zcdesk.picture import Ink, Picture

_LEAD = 0.46
"""By how much more of its way a ring has ink than the way just outside: .48 and more in 80 rings on
drawn faxes of which the palest had ink on half its way, .42 at most elsewhere on 123 faxes."""

_ON_IT = 0.2  # of the way has ink that was not thickened; .23 in the palest of them
_BEYOND = (1.12, 1.2)  # radii; the second one is outside of a misplaced middle too
_STEP = 3  # px of the page that become one of the small copy
_EMPTY = (1.14, 1.22)  # radii that count against a circle
_GROWS = 1.035  # from one radius to the next; the small copy's ink is as wide as that
_LEAST = 2.0  # smallest half axes: 13 mm of radius on A4; smaller circles are among letters
_EACH, _MOST_OF_ALL = 3, 6  # candidates of a radius and of the page
_SAME = 0.5  # radii between middles of one ring
_BETWEEN = (70, 185)  # levels that a page in black and white has hardly any of
_FEW = 0.005  # of its pixels, which compression makes; none on 67 drawn faxes


def is_bitonal(picture: Picture) -> bool:
    """Tell whether a page has no greys, as what was sent by fax."""
    some = picture[::4, ::4, 1]
    return float(np.mean((some > _BETWEEN[0]) & (some < _BETWEEN[1]))) <= _FEW


def rings_of_crumbs(ink: Ink, least: float, largest: float) -> list[FittedRing]:
    """Return circles of which crumbs or arcs are left, with next to nothing just outside."""
    stroke = thickened(ink)
    rings: list[FittedRing] = []
    for x, y, radius in _candidates(ink, _LEAST * least, largest):
        ring = refined(stroke, FittedRing(x, y, radius, radius, 0.0))
        beyond = max(inked(stroke, ring, reach)[0] for reach in _BEYOND)
        if ring.share - beyond >= _LEAD and inked(ink, ring)[0] >= _ON_IT:
            rings.append(replace(ring, share=round(ring.share, 3)))
    return rings


def _candidates(ink: Ink, least: float, largest: float) -> list[tuple[float, float, float]]:
    """Return middle and radius of the likeliest circles, best first, one for each middle."""
    small = _reduced(ink)
    waves = cv2.dft(small)
    circles: list[tuple[float, float, float, float]] = []
    count = math.floor(math.log(largest / least) / math.log(_GROWS))
    for radius in (least / _STEP * _GROWS**number for number in range(count + 1)):
        circle = cv2.dft(_circle(small.shape, radius))
        likely = cv2.mulSpectrums(waves, circle, 0, conjB=True)
        likely = cv2.dft(likely, flags=cv2.DFT_INVERSE | cv2.DFT_SCALE)
        for _ in range(_EACH):
            _, score, _, (x, y) = cv2.minMaxLoc(likely)
            circles.append((score, x, y, radius))
            cv2.circle(likely, (x, y), math.ceil(radius * _SAME), -1.0, thickness=-1)
    best: list[tuple[float, float, float]] = []
    for _, *place in sorted(circles, reverse=True):
        across, down, reach = place
        if all(math.dist((across, down), one[:2]) > _SAME * min(reach, one[2]) for one in best):
            best.append((across, down, reach))
        if len(best) == _MOST_OF_ALL:
            break
    return [((x + 0.5) * _STEP, (y + 0.5) * _STEP, radius * _STEP) for x, y, radius in best]


def _reduced(ink: Ink) -> NDArray[np.float32]:
    """Return a smaller copy: a pixel is ink if any pixel it stands for was. White is added below
    and on the right up to a size with a fast Fourier transform."""
    height, width = (cv2.getOptimalDFTSize(math.ceil(side / _STEP)) * _STEP for side in ink.shape)
    sheet = np.zeros((height, width), np.uint8)
    sheet[: ink.shape[0], : ink.shape[1]] = ink
    parts = sheet.reshape(height // _STEP, _STEP, width // _STEP, _STEP)
    return np.asarray(parts.max(axis=(1, 3)), np.float32)


def _circle(shape: tuple[int, ...], radius: float) -> NDArray[np.float32]:
    """Return what a circle around the corner counts, and the empty band around it against it."""
    counts = np.zeros(shape, np.float32)
    for reach, weight in ((1.0, 1.0), *((outside, -1 / len(_EMPTY)) for outside in _EMPTY)):
        steps = math.ceil(math.tau * radius * reach)
        turns = np.arange(steps) * (math.tau / steps)
        across = np.rint(radius * reach * np.cos(turns)).astype(np.int64) % shape[1]
        down = np.rint(radius * reach * np.sin(turns)).astype(np.int64) % shape[0]
        np.add.at(counts, (down, across), weight / steps)
    return counts
