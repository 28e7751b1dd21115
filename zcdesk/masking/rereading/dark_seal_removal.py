"""Takes a dark seal's ink away from a copy without colour, so that text below it can be read.

On a grey copy the seal is paler than print: the contrast between the two is stretched until only
print is left. On a black copy both are black; there the ring's own stroke is bridged from what
lies inside and outside of it, and the star is taken out.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.masking.seals.seal_detection import Seal
from zcdesk.picture import GreyPicture

PALER = 40
"""Level of a ring, where print is 0 and paper 255, from which on the two can be told apart; grey
copies of red seals have 55 and more, black copies 0."""

_ANGLES = 720
_REACHES = np.linspace(1.16, 0.78, 96, dtype=np.float32)  # from outside inwards, in radii
_WIDEST = 0.14  # of the radius; a stroke with its inner hairline takes .10
_EDGE = 0.014  # of the radius: the stroke's softened edge
_LEAST_BEGUN = 60  # angles at which the stroke must be seen to begin
_TURNS = np.arange(_ANGLES) * (math.tau / _ANGLES)
_WAVES = np.stack(
    [np.ones(_ANGLES), *(wave(k * _TURNS) for k in (1, 2) for wave in (np.cos, np.sin))], axis=1
)
_SEAL = 0.25  # of the ring's stroke is darker than what becomes paper
_CORE = 0.075  # of the radius; the arms of a star are thicker, the strokes of letters thinner
_PRINT = 0.25  # percentile of the levels around a seal that print surely reaches
_LEAST_SPAN = 70
_FADED = 215  # level of what is left of a seal; at 255 thin strokes of print would go too
_STAR = 0.42  # radii from the middle within which a star lies


def without_dark_seal(page: GreyPicture, seal: Seal) -> GreyPicture:
    """Return the page with one dark ring's ink taken away as far as it can be told from print.

    Args:
        page: Page in grey whose paper is white, contrast as it is; left as it is.
        seal: A dark ring of it.
    """
    page = _contrasted(page)
    band = _around(page, seal)
    outer, inner = _stroke(band)
    stroke = band[(outer + inner) // 2, np.arange(_ANGLES)]
    level = float(np.percentile(stroke, 100 * _SEAL))
    if level >= PALER:
        return _paled(page, seal, level)
    return _without_star(_bridged(page, band, outer, inner, seal), seal)


def disc(shape: tuple[int, ...], seal: Seal, reach: float = 1.0) -> NDArray[np.bool_]:
    """Mark the inside of a ring, grown to ``reach`` radii, on a page of ``shape``."""
    inside = np.zeros(shape[:2], np.uint8)
    axes = tuple(max(1, round(radius * reach)) for radius in seal.radii)
    middle = (round(seal.centre[0]), round(seal.centre[1]))
    cv2.ellipse(inside, middle, axes, seal.angle, 0, 360, 1, thickness=-1)
    return np.asarray(inside > 0)


def _contrasted(page: GreyPicture) -> GreyPicture:
    """Make the darkest print black."""
    dark = min(float(np.percentile(page, _PRINT)), 255.0 - _LEAST_SPAN)
    levels = (np.arange(256) - dark) * (255 / (255 - dark))
    return np.asarray(cv2.LUT(page, np.clip(levels, 0, 255).astype(np.uint8)), np.uint8)


def _paled(page: GreyPicture, seal: Seal, level: float) -> GreyPicture:
    """Make the ring's level nearly paper; what is darker is print."""
    levels = np.interp(np.arange(256), (0, level, 255), (0, _FADED, 255))
    faded = cv2.LUT(page, levels.astype(np.uint8))
    return np.where(disc(page.shape, seal, 1.06), faded, page).astype(np.uint8)


def _bridged(
    page: GreyPicture,
    band: GreyPicture,
    outer: NDArray[np.int64],
    inner: NDArray[np.int64],
    seal: Seal,
) -> GreyPicture:
    """Fill the ring's stroke from both its sides: print that crosses it goes on."""
    rows = np.arange(len(band), dtype=np.float32)[:, None]
    share = np.clip((rows - outer) / np.maximum(inner - outer, 1), 0, 1)
    every = np.arange(band.shape[1])
    filled = band[outer, every] * (1 - share) + band[inner, every] * share
    on = (rows > outer) & (rows < inner)
    return _laid_back(page, np.where(on, filled, band).astype(np.float32), on, seal)


def _around(page: GreyPicture, seal: Seal) -> GreyPicture:
    """Return the ring and what lies beside it, unrolled: rows from outside inwards."""
    turns = np.arange(_ANGLES, dtype=np.float32) * np.float32(math.tau / _ANGLES)
    tilt = math.radians(seal.angle)
    along = seal.radii[0] * np.cos(turns)[None, :] * _REACHES[:, None]
    across = seal.radii[1] * np.sin(turns)[None, :] * _REACHES[:, None]
    x = seal.centre[0] + along * math.cos(tilt) - across * math.sin(tilt)
    y = seal.centre[1] + along * math.sin(tilt) + across * math.cos(tilt)
    return np.asarray(
        cv2.remap(
            page,
            x.astype(np.float32),
            y.astype(np.float32),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=255,
        ),
        np.uint8,
    )


def _stroke(band: GreyPicture) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for each angle the rows just outside and just inside of the ring's stroke.

    A low wave through the places where ink begins stands for what is left of a wrong middle and
    of a wrong shape; print that touches the ring begins elsewhere and is left out step by step.
    """
    step = float(_REACHES[0] - _REACHES[1])
    ink = band < 128
    begins = np.zeros_like(ink)
    begins[1:-1] = ink[1:-1] & ~ink[:-2] & ink[2:]
    rows, angles = np.nonzero(begins)
    starts = np.arange(0.94, 1.09, 0.03)
    fits = [_wave(rows, angles, (_REACHES[0] - reach) / step, step) for reach in starts]
    _, first = max(fits, key=lambda fit: fit[0])
    ends = ~ink & (np.arange(len(band))[:, None] > first + 1)
    last = np.where(ends.any(axis=0), np.argmax(ends, axis=0), len(band))
    wide = min(float(np.median(last - first)), _WIDEST / step)
    edge = _EDGE / step
    outer = np.clip(np.rint(first - edge), 0, len(band) - 1)
    inner = np.clip(np.rint(first + wide + edge), 0, len(band) - 1)
    return outer.astype(np.int64), inner.astype(np.int64)


def _wave(
    rows: NDArray[np.int64], angles: NDArray[np.int64], row: float, step: float
) -> tuple[int, NDArray[np.float64]]:
    """Fit a wave to beginnings of ink around ``row``; returns how many lie on it, and its rows."""
    first = np.full(_ANGLES, row)
    for off in (0.06, 0.04, 0.025, 0.015):
        near = np.abs(rows - first[angles]) <= off / step
        if np.count_nonzero(near) < _LEAST_BEGUN:
            return 0, first
        solved = np.linalg.lstsq(_WAVES[angles[near]], rows[near].astype(np.float64), rcond=None)
        first = _WAVES @ solved[0]
    return int(np.count_nonzero(np.abs(rows - first[angles]) <= 0.015 / step)), first


def _laid_back(
    page: GreyPicture, band: NDArray[np.float32], on: NDArray[np.bool_], seal: Seal
) -> GreyPicture:
    """Return the page with the pixels of ``band`` that are ``on`` back where they came from."""
    height, width = page.shape
    reach = max(seal.radii) * 1.2
    left, right = max(0, int(seal.centre[0] - reach)), min(width, int(seal.centre[0] + reach) + 2)
    top, bottom = max(0, int(seal.centre[1] - reach)), min(height, int(seal.centre[1] + reach) + 2)
    ys, xs = np.mgrid[top:bottom, left:right].astype(np.float32)
    tilt = math.radians(seal.angle)
    dx, dy = xs - seal.centre[0], ys - seal.centre[1]
    along = (dx * math.cos(tilt) + dy * math.sin(tilt)) / seal.radii[0]
    across = (-dx * math.sin(tilt) + dy * math.cos(tilt)) / seal.radii[1]
    turn = np.arctan2(across, along) % math.tau * (_ANGLES / math.tau)
    row = (_REACHES[0] - np.hypot(along, across)) / (_REACHES[0] - _REACHES[1])

    def looked_up(values: NDArray[np.float32]) -> NDArray[np.float32]:
        wrapped = np.concatenate([values, values[:, :1]], axis=1)
        found = cv2.remap(
            wrapped, turn.astype(np.float32), row.astype(np.float32), cv2.INTER_LINEAR
        )
        return np.asarray(found, np.float32)

    cleared = page.copy()
    part = cleared[top:bottom, left:right]
    changed = looked_up(on.astype(np.float32)) > 0.5
    part[changed] = np.clip(looked_up(band)[changed], 0, 255).astype(np.uint8)
    return cleared


def _without_star(page: GreyPicture, seal: Seal) -> GreyPicture:
    """Take out what is thicker than a stroke in the middle of the ring."""
    radius = min(seal.radii)
    inside = disc(page.shape, seal, _STAR)
    ink = ((page < 128) & inside).astype(np.uint8)
    size = max(3, round(_CORE * radius)) | 1
    reach = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    core = cv2.morphologyEx(ink, cv2.MORPH_OPEN, reach)
    star = np.asarray(cv2.dilate(core, np.ones((3, 3), np.uint8)) > 0)
    return np.where(star, np.uint8(255), page)
