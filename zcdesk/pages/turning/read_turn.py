"""Whether a page reads well as it stands: the recogniser's word on a turn the model half knows.

A line that reads well need not stand upright. The recogniser also reads a row of letters that each
lie on their left side, for that is how a column of upright letters comes to it. So each line is
read twice: as it is, and with every letter turned clockwise in its place. A column of an upright
page reads well both times; so does such a column that lies on its side, seen as a row, while a row
of print reads well only as it is. Upside down neither does.

Latin words are never set letter by letter, so that a row of them that reads well stands, and a
column of them lies on its side. What is no Han is read as Arabic script, which stands on bilingual
pages: a row of it that reads well stands as well, one that reads well turned over does not.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from zcdesk.geometry import Polygon
from zcdesk.names.spellings import is_han
from zcdesk.picture import GreyPicture, Picture
from zcdesk.reading.arabic.script import read_arabic_script
from zcdesk.reading.detecting import detect
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import DARK, read_line
from zcdesk.reading.recognising import crop_line, recognise

_LINES = 8  # the longest lines are read
_LETTERS = 4  # Han letters of a line that has a say
_LATIN = 12  # Latin letters of one without so many; on 7 letters upside down none reached .83
_SCRIPT = 6  # letters of Arabic script, which are about half as wide
_TOGETHER = 12  # Han letters that must read well on the page
_SHARE = 0.75  # of the letters with a say
_WELL = 0.93  # confidence of a line that reads well; upside down none of four letters reached .83
_CELL = 0.62  # of the line's height: an upright letter takes at least so much of its length
_GAP = 8  # px of paper between letters that were turned, at the recogniser's line height


def read_turn(picture: Picture, likely: Sequence[int]) -> int | None:
    """Return the clockwise quarter turn after which the page reads well, None without one.

    Args:
        picture: The page or a reduced copy of it.
        likely: The turns to be tried, the likeliest first.

    Raises:
        MissingModelError: The recogniser is not installed.
    """
    page = evened(picture)
    for degrees in likely:
        turned = np.ascontiguousarray(np.rot90(page, -degrees // 90))
        lines = sorted(detect(turned), key=_longest)
        if sum(map(_length, lines)) < _TOGETHER:
            return None  # from no side there is more to read
        if _stands(turned, lines[:_LINES]):
            return degrees
    return None


def _stands(page: GreyPicture, lines: Sequence[Polygon]) -> bool:
    """Return whether most of the lines read well, and could not be on their side."""
    said = [one for quad in lines for one in _said(page, quad)]
    upright = sum(letters for letters, stands in said if stands)
    return upright >= max(_TOGETHER, _SHARE * sum(letters for letters, _ in said))


def _length(quad: Polygon) -> float:
    """Return the length of a line in its heights, which is about how many letters it has."""
    sides = math.dist(quad[0], quad[1]), math.dist(quad[0], quad[3])
    return max(sides) / max(min(sides), 1.0)


def _longest(quad: Polygon) -> float:
    return -max(math.dist(quad[0], quad[1]), math.dist(quad[0], quad[3]))


def _said(page: GreyPicture, quad: Polygon) -> Iterator[tuple[int, bool]]:
    """Yield how many letters of a line have a say, and whether they stand; short lines have none.

    A line that cannot be read counts by its length.
    """
    line = read_line(page, quad)
    letters = sum(is_han(character.text) for character in line.lattice.characters)
    reads = line.lattice.confidence >= _WELL
    if reads and letters >= _LETTERS:
        yield letters, _reads_with_turned_letters(page, line) == line.vertical
    elif reads and (latin := _latin_letters(line)) >= _LATIN:
        yield latin // 2, not line.vertical
    elif not line.vertical and (script := _as_script(page, line)):
        yield script
    elif not reads and (length := round(line.length / max(line.thickness, 1.0))) >= _LETTERS:
        yield length, False


def _as_script(page: GreyPicture, line: Line) -> tuple[int, bool] | None:
    """Return what a line says as one in Arabic script, None where it does not read well."""
    reading = read_arabic_script(crop_line(page, line.quad))
    well = reading.agreed and reading.confidence >= _WELL and len(reading.text) >= _SCRIPT
    return (len(reading.text) // 2, not reading.turned) if well else None


def _latin_letters(line: Line) -> int:
    read = (character.text for character in line.lattice.characters)
    return sum(text.isascii() and text.isalpha() for text in read)


def _reads_with_turned_letters(page: GreyPicture, line: Line) -> bool:
    row = recognise(_turned_letters(crop_line(page, line.quad)))
    letters = sum(is_han(character.text) for character in row.characters)
    wanted = sum(is_han(character.text) for character in line.lattice.characters)
    return row.confidence >= _WELL and letters >= _SHARE * wanted


def _turned_letters(row: GreyPicture) -> GreyPicture:
    """Return a row of letters, each of them turned clockwise in its place."""
    height = row.shape[0]
    paper = np.full((height, _GAP), 255, np.uint8)
    parts = [paper]
    for start, end in _cells(row):
        cell = np.rot90(row[:, start:end], -1)
        wide = max(1, round(cell.shape[1] * height / max(cell.shape[0], height)))
        shrunk = cv2.resize(
            np.ascontiguousarray(cell),
            (wide, min(height, cell.shape[0])),
            interpolation=cv2.INTER_AREA,
        )
        above = (height - shrunk.shape[0]) // 2
        below = height - shrunk.shape[0] - above
        parts += [
            np.pad(np.asarray(shrunk, np.uint8), ((above, below), (0, 0)), constant_values=255),
            paper,
        ]
    return np.ascontiguousarray(np.hstack(parts))


def _cells(row: GreyPicture) -> Iterator[tuple[int, int]]:
    """Yield where letters begin and end along a row, parted where least ink is.

    Each is about as long as the row is high; between letters that are set apart there is paper.
    """
    ink = (row < DARK).sum(axis=0).astype(np.int64)
    height, length = row.shape
    start = 0
    while (inked := np.flatnonzero(ink[start:])).size:
        start += int(inked[0])
        first = start + round(_CELL * height)
        last = min(length, start + round(1.25 * height))
        if last >= length or first >= last:
            yield start, length
            return
        end = first + int(ink[first:last].argmin())
        yield start, end
        start = end
