"""Finds the rings of seals on copies without colour, where text is as dark as they are."""

from __future__ import annotations

import math
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.connected_components import blobs, components
from zcdesk.masking.seals.ring_fitting import (
    FLATTEST,
    STEPS,
    FittedRing,
    apart,
    fitted_ring,
    inked,
    pixels_of,
    searched_rings,
    within,
)
from zcdesk.pages.judging.text_boxes import straight_runs
from zcdesk.picture import GreyPicture, Ink, level_at, square

_DARK_WHOLE = 0.86
"""Share of an outline with ink from which on it is a ring; 80 % let rows of dense text pass."""

DARK = 190
"""Level of an evened page below which worn grey ink counts; thin strokes turn pale when reduced."""

_WORN = 0.66
"""The same for rings that are worn into arcs, after everything as small as a letter is gone."""

_MOST = 8
"""Rings of a page, each of which is read: six parties stamp the acceptance of a building, and a
copy of it may be stamped again. Whatever else looks round on a page comes behind them."""

_FADED = 14  # levels below those of paper from which on a page without grain shows ink
_GRAIN = 4.0  # times the grain of the paper that ink is darker by
_LEAST_FADED = 10  # levels above ``DARK``, else the second look sees what the first one saw
_BESIDE = (0.7, 0.8, 0.88, 1.12, 1.2, 1.3)  # radii within and outside of a ring
_MOST_BESIDE = 0.36  # of them is inked; .04 to .2 on black copies of seals, from .42 on in grain
_OUTSIDE = (1.06, 1.12, 1.2, 1.3)  # radii around a ring
_ALL_DARK = 0.9  # of each is inked around a light disc, of one at most .2 around black seals
_ARC = 1.2  # smallest half axes; letters of a text are smaller
_ARC_FILLED = 0.5  # of its box: arcs are thin
_CRUMBLED = 2.0  # smallest half axes; smaller ones are met in any line of large letters
_ARCS = 0.36  # of the way around is found in arcs; .42 to .65 on black copies of drawn seals
_WITH_CRUMBS = 0.6  # of it in arcs and crumbs, .63 to .84 there
_FREE_AROUND = 0.2  # of the way just outside is inked at most; .03 to .16 there, .22 to .7 in text
_AROUND_WORN = 0.4  # of the way around that is more inked on a worn ring than just outside


def dark_rings(level: GreyPicture, least: float, largest: float) -> list[FittedRing]:
    """Return dark circles and ovals of an evened page, for copies without colour. Letters that
    touch nothing and straight lines are taken away first; a ring is sought in each group of ink
    that is left. ``level``: evened page, 0 black to 255 white."""
    every = (level < DARK).astype(np.uint8)
    ink = without_lines(every, least)
    fitted: list[FittedRing] = []
    for blob, left, top in blobs(ink, least, (2 * least, math.inf)):
        oval = fitted_ring(blob, least, largest) if max(blob.shape) < 2.2 * largest else None
        rings = searched_rings(blob, ink, left, top, least, largest)
        rings += [oval.moved(left, top)] if oval is not None else []
        fitted += [ring for ring in rings if ring.share >= _DARK_WHOLE and _on_paper(ink, ring)]
    broken = _broken_rings(ink, least, largest)
    fitted += [ring for ring in broken if not any(ring.overlaps(whole) for whole in fitted)]
    rings = [ring for ring in fitted if not _is_light_disc(every, ring)]
    return [_polished(ink, ring) for ring in apart(rings, _MOST)]


def _is_light_disc(every: Ink, ring: FittedRing) -> bool:
    """Tell whether a ring is the edge of something light in the dark, such as a round portrait. The
    lines that were taken away count: what is dark far and wide is full of them."""
    return all(inked(every, ring, reach)[0] >= _ALL_DARK for reach in _OUTSIDE)


def _on_paper(ink: Ink, ring: FittedRing) -> bool:
    """Tell whether there is paper beside an outline; in grain every outline is half ink."""
    beside = [inked(ink, ring, reach)[0] for reach in _BESIDE]
    return sum(beside) < _MOST_BESIDE * len(beside)


def faint_rings(level: GreyPicture, least: float, largest: float) -> list[FittedRing]:
    """Return rings with so little ink that beside black print they are nearly paper. They have
    levels of 215 to 235. Only whole circles count: the edges of print have such levels too, and the
    corners of cards are round. ``level``: evened page, 0 black to 255 white."""
    some = level[::3, ::3]
    lower, middle = level_at(some, 25), level_at(some, 50)
    bound = middle - _FADED - _GRAIN * (middle - lower)
    if bound < DARK + _LEAST_FADED:
        return []
    levels = np.clip(np.arange(256) * (DARK / bound), 0, 255).astype(np.uint8)
    rings = dark_rings(np.asarray(cv2.LUT(level, levels), np.uint8), least, largest)
    return [ring for ring in rings if ring.round and ring.share >= _DARK_WHOLE]


def _broken_rings(ink: Ink, least: float, largest: float) -> list[FittedRing]:
    """Return rings whose stroke is worn into arcs: what is as small as a letter does not count."""
    _, labels, stats, _ = components(ink)
    wide, tall, area = stats[:, 2], stats[:, 3], stats[:, 4]
    arcs = np.maximum(wide, tall) >= _ARC * least
    arcs &= area < _ARC_FILLED * wide * tall
    arcs[0] = False
    if not arcs.any():
        return []
    strokes = (ink * arcs[labels]).astype(np.uint8)
    reach = round(least)
    near = cv2.dilate(strokes, square(reach))
    broken: list[FittedRing] = []
    for blob, left, top in blobs(near, 2 * least, of=strokes):
        rings = searched_rings(blob, strokes, left, top, least, largest, _WORN)
        rings = [ring for ring in rings if _on_paper(ink, ring)]
        whole = [ring for ring in rings if ring.share > inked(ink, ring, 1.09)[0] + _AROUND_WORN]
        broken += whole or _from_arcs(ink, blob, strokes, left, top, least, largest)
    return broken


def _from_arcs(
    ink: Ink, blob: Ink, strokes: Ink, left: int, top: int, least: float, largest: float
) -> list[FittedRing]:
    """Return rings of which some arcs are left and crumbs between them, with nothing around. The
    crumbs are as small as letters, so the arcs alone are searched and all ink is counted then."""
    stroke = np.asarray(cv2.dilate(ink, square(3)), np.uint8)
    fitted = []
    for ring in searched_rings(blob, strokes, left, top, _CRUMBLED * least, largest, _ARCS):
        tried = [replace(ring, share=inked(stroke, ring)[0]), _polished(ink, ring)]
        best = max(tried, key=lambda one: one.share)
        if best.share >= _WITH_CRUMBS and inked(stroke, best, 1.12)[0] <= _FREE_AROUND:
            fitted.append(best)
    return fitted


def _polished(ink: Ink, ring: FittedRing) -> FittedRing:
    """Return the ellipse through the outermost ink, where a ring ran along its letters."""
    stroke = np.asarray(cv2.dilate(ink, square(3)), np.uint8)
    best = ring
    for _ in range(3):
        points = _outermost(ink, best)
        for share in (0.8, 0.8):
            if len(points) < STEPS // 3:
                return best
            (x, y), (width, height), angle = cv2.fitEllipseDirect(points)
            fitted = FittedRing(x, y, width / 2, height / 2, angle)
            tilt = math.radians(fitted.angle)
            dx, dy = points[:, 0] - fitted.x, points[:, 1] - fitted.y
            along = (dx * math.cos(tilt) + dy * math.sin(tilt)) / fitted.along
            across = (dy * math.cos(tilt) - dx * math.sin(tilt)) / fitted.across
            away = np.asarray(np.abs(np.hypot(along, across) - 1.0), np.float64)
            points = points[away <= max(0.02, float(np.quantile(away, share)))]
        fitted = replace(fitted, share=inked(stroke, fitted)[0])
        short, long = sorted((fitted.along, fitted.across))
        moved = math.dist((fitted.x, fitted.y), (ring.x, ring.y))
        grown = short * long / (ring.along * ring.across)
        if moved > 0.25 * ring.along or not 0.7 < grown < 1.5 or long > short * FLATTEST:
            return best
        if fitted.share <= best.share:
            return best
        best = fitted
    return best


def _outermost(ink: Ink, ring: FittedRing) -> NDArray[np.float32]:
    """Return for each angle the outermost ink near a ring, shape (count, 2)."""
    outermost = []
    clear = np.zeros(STEPS, np.bool_)
    for reach in np.arange(1.2, 0.88, -0.01):
        x, y = pixels_of(ring, float(reach))
        seen = within(ink, x, y) & ~clear
        on = np.zeros(STEPS, np.bool_)
        on[seen] = ink[y[seen], x[seen]] > 0
        outermost.append(np.stack([x[on], y[on]], axis=1))
        clear |= on
    return np.concatenate(outermost).astype(np.float32)


def without_lines(ink: Ink, least: float) -> Ink:
    """Take straight lines away that are longer than the flat top of the largest ring."""
    length = round(least * 5)
    rest = ink
    for across in (True, False):
        lines = straight_runs(ink, length, across)
        rest = rest if lines is None else np.asarray(cv2.subtract(rest, lines), np.uint8)
    return rest
