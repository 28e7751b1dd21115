"""A scan without what covers hide, taken out before anything is made of its pixels.

Ink that a cover hides has left traces beside it: in the blocks in which a JPEG packed it, and, once
the page is straightened or lit evenly, in whatever is reckoned from its pixels. So covered ink is
taken out of the picture as it was decoded, with every pixel that shares a block with it, and what
was there is told anew by pixels that never knew it. Two scans that differ only in what is taken out
are equal from here on, whatever is beside a cover and whatever becomes of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Polygon, bounds
from zcdesk.pages.opening.formats.format import DecodedPage
from zcdesk.pages.opening.packing import unpacked
from zcdesk.picture import GreyPicture, Picture, grey_of, square

ROOM = 3
"""Pixels between what is taken out and the edge of the paint. A block of 8 pixels that holds hidden
ink reaches up to 7 beyond it: 3 of these are below the paint, so that at most 4 beside it are told
anew (``benchmarks/beside_covers.py`` says how much of a neighbour's ink that changes)."""

_BAND = 64  # grey levels whose colour is told together: letters apart from paper and from a seal
_DARKER = 0.7
"""Pixels by which a colour counts as farther away for each grey level that it is darker or lighter:
letters beside a red seal stay black, and the seal red."""

_RING = 16  # pixels around, of which the paper has one colour
_NOISE = 10.0  # levels by which paper is darker than paper and ink around it on the average
_ONE_COLOUR = 3.0  # levels by which the colours of black print on one paper spread, noise and all
_INK = 40  # levels below the paper from which on a pixel is ink
_WHITE = 255

Part = tuple[slice, slice]
"""Rows and columns of a picture."""

Places = NDArray[np.bool_]


def emptied(decoded: DecodedPage, covers: Sequence[Polygon], spread: int = 0) -> Picture:
    """Return the pixels of a decoded page without covered ink and without its traces.

    Args:
        decoded: The page; its own pixels are left as they are.
        covers: Through the centres of the outermost pixels of what is hidden.
        spread: Pixels beyond them that are taken out, too, as the outlines are not quite exact.
    """
    picture = decoded.picture.copy()
    height, width = picture.shape[:2]
    packing = decoded.packing or unpacked(width, height)
    halved = packing.colours != packing.blocks
    bright = packing.brightness() if halved and packing.brightness is not None else None
    for outline in covers:
        # A cover farther away may reach into what is ``far``, not into what is ``near``.
        near, far = (_around(outline, t * (packing.reach + 2), width, height) for t in (2, 3))
        hidden, part = _hidden(covers, far, spread), _inside(near, far)
        if not hidden[part].any():
            continue
        seen = picture[near]
        unknown = (packing.sharing(hidden, far, packing.blocks) | hidden)[part]
        if halved:
            # Colours of a lower resolution are blended into the next pixel when they are enlarged.
            tinted = _grown(packing.sharing(hidden, far, packing.colours) | hidden, 1)[part]
            unknown |= tinted.all()
            light = grey_of(seen) if bright is None else bright[near]
            _recolour(seen, light, unknown, ~tinted)
        beside = unknown & ~hidden[part]
        told = _nearest(seen, ~unknown, beside)[1]
        seen[hidden[part]] = np.median(told, axis=0) if len(told) else _WHITE
        seen[beside] = told
    return picture


def _around(outline: Polygon, room: int, width: int, height: int) -> Part:
    """Return the part of a picture that is around an outline; it may have no pixels."""
    left, top, right, bottom = (round(side) for side in bounds(outline))
    rows = slice(*np.clip((top - room, bottom + room), 0, height).tolist())
    return rows, slice(*np.clip((left - room, right + room), 0, width).tolist())


def _inside(near: Part, far: Part) -> Part:
    """Return where a part is in a larger one."""
    rows, columns = (
        slice(inner.start - outer.start, inner.stop - outer.start)
        for inner, outer in zip(near, far, strict=True)
    )
    return rows, columns


def _hidden(covers: Sequence[Polygon], part: Part, spread: int) -> Places:
    """Return which pixels of a part are taken out."""
    rows, columns = part
    hidden = np.zeros((rows.stop - rows.start, columns.stop - columns.start), np.uint8)
    for outline in covers:
        corners = np.array(outline) - (columns.start + 0.5, rows.start + 0.5)
        cv2.fillPoly(hidden, [np.rint(corners).astype(np.int32)], 1)
    return _grown(hidden, spread)


def _grown(places: NDArray[Any], pixels: int) -> Places:
    """Return places with so many pixels more on every side."""
    reach = square(2 * pixels + 1)
    return np.asarray(cv2.dilate(places.astype(np.uint8), reach) > 0)


def _recolour(part: Picture, bright: GreyPicture, unknown: Places, sure: Places) -> None:
    """Tell anew the colours that know of hidden ink, by pixels whose colours do not.

    Ink that runs on has its own colour, wherever it was cut off; paper, and ink that is all beside
    the cover, have that of the nearest pixel that is as dark.

    Args:
        part: The part of a picture that is changed.
        bright: Its brightness.
        unknown: Where that knows of hidden ink, too.
        sure: Where nothing does; in between the colours alone do.
    """
    alone = ~unknown & ~sure
    if not alone.any():
        return
    levels = np.asarray(cv2.cvtColor(part, cv2.COLOR_RGB2YCrCb), np.uint8)
    mean, deviation = cv2.meanStdDev(levels, mask=sure.view(np.uint8))
    colours = np.full((np.count_nonzero(alone), 3), mean.ravel(), np.uint8)
    if deviation[1:].max() > _ONE_COLOUR:
        own, inked = bright[alone].astype(np.float32), bright < np.median(bright[sure]) - _INK
        least = np.full(len(colours), np.inf, np.float32)
        for low in range(0, 256, _BAND):
            alike = (bright >= low) & (bright < low + _BAND)
            away, colour = _nearest(levels, sure & alike, alone)
            away += _DARKER * np.abs(own - np.clip(own, low, low + _BAND - 1))
            nearer = away < least
            least[nearer], colours[nearer] = away[nearer], colour[nearer]
            told, running = _by_stroke(levels, alike & inked & ~unknown, sure)
            colours[running[alone]] = told[running & alone]
            least[running[alone]] = 0.0
    colours[:, 0] = bright[alone]
    part[alone] = cv2.cvtColor(colours[:, None], cv2.COLOR_YCrCb2RGB)[:, 0]


def _by_stroke(levels: Picture, inked: Places, source: Places) -> tuple[Picture, Places]:
    """Return for each pixel the mean levels of its stroke in a source, and whether it is of a
    stroke that reaches there."""
    count, labels = cv2.connectedComponents(inked.view(np.uint8))
    own = labels[source]
    pixels = np.bincount(own, minlength=count)
    sums = [np.bincount(own, levels[source, plane], count) for plane in range(3)]
    told = np.rint(np.stack(sums, axis=1) / np.maximum(pixels, 1)[:, None]).astype(np.uint8)
    return told[labels], (pixels > 0)[labels] & inked


def _nearest(
    levels: Picture, source: Places, wanted: Places
) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    """Return for each wanted pixel how far the nearest one of a source is, and the levels there;
    infinity where the source has none."""
    pixels = np.flatnonzero(source)
    if not len(pixels):
        count = np.count_nonzero(wanted)
        return np.full(count, np.inf, np.float32), np.full((count, 3), _WHITE, np.uint8)
    away, labels = cv2.distanceTransformWithLabels(
        (~source).view(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    at = np.flatnonzero(wanted)
    # Pixels of the source are labelled row by row, from 1.
    nearest = pixels[labels.ravel()[at] - 1]
    return np.asarray(away, np.float32).ravel()[at], levels.reshape(-1, 3)[nearest]
