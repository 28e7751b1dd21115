"""Looks once more where only the hue of a picture changes: letters as grey as their ground.

Reading makes them ink in one way (``reading/evening.py``); here the two planes of hue of a
picture are read as they are, so that what that way passes over is seen or asked about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.connected_components import components
from zcdesk.geometry import Polygon, bounds, centre, holds
from zcdesk.names.spellings import is_han
from zcdesk.picture import GreyPicture, Picture, reduced_by, square
from zcdesk.reading.certainty import PLAIN
from zcdesk.reading.detecting import detect
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_line
from zcdesk.verification.words.seeing import SIDE

_SMALL = 1400  # px of the long side up to which a picture is looked at in its own size
_TURNS = 20  # levels of hue across an edge
_LEVEL = 16  # levels of brightness that change less around it
_EDGE, _AROUND = square(3), square(5)
_JOIN = np.ones((7, 25), np.uint8)  # px of the copy between letters of a row, and between rows
_OPEN = np.ones((5, 12), np.uint8)  # px of the copy; what is smaller is no word
_BUSY = 0.12  # share of such edges in a place of letters
_BEYOND = 12  # px of the copy
_TWICE = 2.0  # times as large as they are, small places are looked at
_READ = PLAIN  # mean probability of a line that was read: small letters in hue alone are soft
_LETTERS = 2.0  # times as long as high is a row that somebody is asked about
_HAN, _LATIN = 2, 7  # different letters of such a row: a rule of ornaments gave six Latin ones
_MOST = 24  # places of a picture, the largest first

Mask = NDArray[np.uint8]


@dataclass(frozen=True)
class Hues:
    """What the planes of hue show.

    Attributes:
        lines: The lines that were read in them, one tuple for each place and plane.
        unread: Rows that nobody could read, neither here nor in the picture in grey.
    """

    lines: tuple[tuple[Line, ...], ...]
    unread: tuple[Polygon, ...]


NO_HUES = Hues((), ())


def read_hues(picture: Picture, known: Sequence[Line]) -> Hues:
    """Read a picture where its hue changes and its brightness does not.

    Args:
        picture: RGB.
        known: The lines that were read in it already.
    """
    places = _places(picture)
    groups: list[tuple[Line, ...]] = []
    unread: list[Polygon] = []
    for left, top, right, bottom in places:
        part = np.ascontiguousarray(picture[top:bottom, left:right])
        readings = [_moved(lines, left, top) for lines in _read(part)]
        groups += readings
        lines = [line for lines in readings for line in lines]
        legible = [line for line in (*lines, *known) if line.lattice.confidence >= _READ]
        # Skin before a wall changes in hue alone, too: where nothing looks like a row, nobody asks.
        unread += [line.quad for line in lines if not _is_read(line, legible)]
    return Hues(tuple(groups), tuple(unread))


def _places(picture: Picture) -> list[tuple[int, int, int, int]]:
    """Return the places of hidden letters, the largest first: left, top, right, bottom."""
    step = 2 if max(picture.shape) > _SMALL else 1
    edges = hidden_edges(reduced_by(picture, step))
    joined = cv2.morphologyEx(edges, cv2.MORPH_CLOSE, _JOIN)
    joined = cv2.morphologyEx(joined, cv2.MORPH_OPEN, _OPEN)
    _, labels, stats, _ = components(np.asarray(joined, np.uint8))
    inked = np.bincount(labels.ravel(), edges.ravel(), minlength=len(stats))
    busy = [n for n in range(1, len(stats)) if inked[n] >= _BUSY * stats[n, 2] * stats[n, 3]]
    height, width = picture.shape[:2]
    places = []
    for n in sorted(busy, key=lambda n: -int(stats[n, cv2.CC_STAT_AREA]))[:_MOST]:
        x, y, across, down = (int(value) for value in stats[n, :4])
        places.append((
            max(0, (x - _BEYOND) * step), max(0, (y - _BEYOND) * step),
            min(width, (x + across + _BEYOND) * step), min(height, (y + down + _BEYOND) * step),
        ))  # fmt: skip
    return places


def hidden_edges(copy: Picture) -> Mask:
    """Return one where the hue of a picture changes and its brightness does not."""
    bright, red, blue = cv2.split(cv2.cvtColor(copy, cv2.COLOR_RGB2YCrCb))
    turns = cv2.max(*(cv2.morphologyEx(cv2.blur(p, (3, 3)), cv2.MORPH_GRADIENT, _EDGE)
                      for p in (red, blue)))  # fmt: skip
    changes = cv2.morphologyEx(cv2.blur(bright, (3, 3)), cv2.MORPH_GRADIENT, _AROUND)
    return np.asarray((turns >= _TURNS) & (changes <= _LEVEL), np.uint8)


def _read(part: Picture) -> Iterator[tuple[Line, ...]]:
    """Yield the lines of both planes of hue of a part of a picture."""
    _, *planes = cv2.split(cv2.cvtColor(part, cv2.COLOR_RGB2YCrCb))
    side = min(SIDE, round(_TWICE * max(part.shape)))
    for plane in planes:
        page = _stretched(np.asarray(plane, np.uint8))
        yield tuple(read_line(page, quad, full_width=True) for quad in detect(page, side))


def _stretched(plane: GreyPicture) -> GreyPicture:
    low, high = np.percentile(plane[::2, ::2], (1, 99))
    levels = (np.arange(256) - low) * (255.0 / max(1.0, high - low))
    return np.asarray(cv2.LUT(plane, np.clip(levels, 0, 255).astype(np.uint8)), np.uint8)


def _moved(lines: Sequence[Line], left: int, top: int) -> tuple[Line, ...]:
    return tuple(
        Line(tuple((x + left, y + top) for x, y in line.quad), line.lattice, line.ink,
             line.vertical)
        for line in lines
    )  # fmt: skip


def _is_read(line: Line, legible: Sequence[Line]) -> bool:
    """Tell whether a row is short, gives no letters that differ, as rules of ornaments, or was read
    in one way or the other."""
    middle, letters = centre(line.quad), set(line.lattice.text.replace(" ", ""))
    few = len(letters) < (_HAN if any(map(is_han, letters)) else _LATIN)
    short = line.length < _LETTERS * line.thickness
    return short or few or any(holds(bounds(line.quad), middle) for line in legible)
