"""Letters among which more white is enclosed than they have room for: two prints in one place.

内部资料 stamped across a name in the same ink is read as it is, with full probability, and so
is a name below a hatch as some other word. But strokes that cross each other cut the ground into
pieces: 品 encloses three, with a name below it ten. How many pieces a letter encloses, and how many
in the heaviest of faces, whose strokes touch, is in a table (`tools/making/enclosed.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.connected_components import components
from zcdesk.geometry import Box, Polygon, bounds, share_in
from zcdesk.names.spellings import is_han
from zcdesk.picture import GreyPicture
from zcdesk.reading.certainty import BEYOND_DOUBT
from zcdesk.reading.line import Line
from zcdesk.reading.recognising import LINE_HEIGHT, crop_line
from zcdesk.resources import resource

_INK, _LIGHT = 150, 185  # level of ink, and that an enclosed piece of ground reaches: no grain does
_LEAST, _LARGEST = 4, 0.35  # pixels of a piece, and its share of a square as high as the line
_GRAIN = 2.0  # pixels of the page that a piece has at least
_RULE = 2 * LINE_HEIGHT  # px; a longer stroke is a rule
_MORE = 1.0  # pieces for each letter that may be added by a blot
_EXCESS, _TIMES, _EACH, _HEAVY = 6.0, 3, 4.5, 2
"""Pieces too many of a run of letters; times as many as they have; pieces for each of its letters;
and those beyond what the heaviest faces enclose."""
_OWN = 0.5  # of a square as high as the line, from a letter's middle: what is beyond is a box
_LETTERS = 2  # Han letters of a run
_UNKNOWN = (4, 9)  # of a letter that the table does not have
_SURELY = (
    BEYOND_DOUBT  # probability of each letter where one print is read; below a stamp some had less
)

Counts = NDArray[np.float64]


def crowded_letters(page: GreyPicture, lines: Sequence[Line]) -> Iterator[Polygon]:
    """Yield the places of letters that another print, a pen or a hatch crosses, one of a line.

    Where all lines of a page enclose too much its ground has a pattern, and none of them counts.

    Args:
        page: Evened page.
        lines: Its lines; columns of vertical text are left out.
    """
    level = [(line, counts) for line in lines if len(counts := _counts(page, line))]
    usual = [float((counts[0] - counts[1]).mean()) for _, counts in level]
    more = _MORE + max(0.0, float(np.percentile(usual or [0.0], 50, method="lower")))
    for line, (share, plain, heavy, columns) in level:
        first, last = _largest_run(share - plain - more)
        own = slice(first, last)
        pieces, least = share[own].sum(), plain[own].sum()
        if (
            pieces - least - more * (last - first) >= _EXCESS
            and pieces >= max(_TIMES * least, _EACH * (last - first), heavy[own].sum() + _HEAVY)
            and last - first >= _LETTERS
        ):
            half = line.lattice.han_columns / 2
            yield line.span(columns[first] - half, columns[last - 1] + half)


def is_one_print(page: GreyPicture, line: Line, place: Box) -> bool:
    """Tell whether all ink of a place is that of a line's letters: each is surely read, and they
    enclose no more ground than they do anywhere. Strokes of a second print would cut it up.

    Args:
        page: Evened page.
        line: One of its lines.
        place: What may hold two prints.
    """
    half = line.lattice.han_columns / 2
    counts = _counts(page, line)
    inside = [
        (character.probability, *column)
        for character, column in zip(
            (character for character in line.lattice.characters if is_han(character.text)),
            counts.T,
            strict=False,
        )
        if share_in(bounds(line.span(character.column - half, character.column + half)), place) > 0
    ]
    sure = all(probability >= _SURELY for probability, *_ in inside)
    return bool(inside) and sure and sum(share - plain for _, share, plain, *_ in inside) <= 0


def _counts(page: GreyPicture, line: Line) -> Counts:
    """Return for each Han letter of a line how many pieces it encloses, has, has in a heavy face,
    and its column; shape (4, letters)."""
    letters = [character for character in line.lattice.characters if is_han(character.text)]
    if line.vertical or len(letters) < _LETTERS:
        return np.empty((0, 0))
    every = np.array([letter.column for letter in line.lattice.letters]) + 0.5
    crop = crop_line(page, line.quad)
    pieces = _enclosed(crop, LINE_HEIGHT / max(1.0, line.thickness)) * line.columns / crop.shape[1]
    apart = np.abs(pieces[:, None] - every)
    near = apart.min(axis=1) <= _OWN * line.lattice.han_columns if len(pieces) else apart
    nearest = every[apart.argmin(axis=1)][near] if len(pieces) else pieces
    pixels = [np.count_nonzero(nearest == letter.column + 0.5) for letter in letters]
    plain, heavy = zip(*(_table().get(letter.text, _UNKNOWN) for letter in letters), strict=True)
    return np.array([pixels, plain, heavy, [letter.column for letter in letters]], np.float64)


def _enclosed(crop: GreyPicture, scale: float) -> Counts:
    """Return where along a line pieces of ground are enclosed by ink, in pixels of its crop."""
    ink: cv2.typing.MatLike = np.asarray(crop < _INK, np.uint8)
    height, width = ink.shape
    for kernel in ((1, _RULE), (height - 3, 1)):
        if width >= kernel[1]:
            rule = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(kernel, np.uint8))
            ink = cv2.subtract(ink, cv2.dilate(rule, np.ones((3, 1), np.uint8)))
    count, labels, stats, middles = components(np.asarray(ink == 0, np.uint8), connectivity=4)
    lightest = np.zeros(count, np.uint8)
    np.maximum.at(lightest, labels.ravel(), crop.ravel())
    left, top, wide, high, area = stats.T
    inside = (left > 0) & (top > 0) & (left + wide < width) & (top + high < height)
    size = (area >= max(_LEAST, _GRAIN * scale**2)) & (area < _LARGEST * height**2)
    light = inside & size & (lightest >= _LIGHT)
    light[0] = False
    return np.asarray(middles[light, 0], np.float64)


def _largest_run(gains: Counts) -> tuple[int, int]:
    """Return the first letter of the run with the largest sum, and the one behind its last."""
    best, run, start, place = 0.0, 0.0, 0, (0, 0)
    for number, gain in enumerate(gains.tolist()):
        if run <= 0:
            run, start = 0.0, number
        run += gain
        if run > best:
            best, place = run, (start, number + 1)
    return place


@cache
def _table() -> dict[str, tuple[int, int]]:
    """Return how many pieces each letter encloses, usually and in a heavy face."""
    text = resource("characters", "enclosed.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {
        letter: (int(plain), int(heavy)) for plain, heavy, letters in rows for letter in letters
    }
