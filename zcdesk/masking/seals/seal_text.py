"""Reads a seal's words: rings are unrolled into lines, boxes cut into rows and columns."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import islice, pairwise, product

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Polygon, bounds, centre, direction
from zcdesk.masking.seals.ink_colours import Colour, white_paper
from zcdesk.masking.seals.seal_detection import Seal, Shape
from zcdesk.masking.seals.stamp_frames import SLANTING
from zcdesk.picture import GreyPicture, Picture, darkest, level_at, square
from zcdesk.reading.detecting import detect
from zcdesk.reading.lattice import Lattice
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_line
from zcdesk.reading.recognising import LINE_HEIGHT, recognise

_TURNS = 1.35  # how far a ring is unrolled: words may cross the place where unrolling starts
_BANDS = ((0.45, 1.02), (0.55, 0.97), (0.50, 0.93))
"""Inner and outer edge of the unrolled band in radii; the best of the three counts."""

LETTERS_ALONE = ((0.66, 0.97), (0.70, 1.00))
"""Without what is further inside: 合同专用章 touches the first or last letter of long names."""

_MARGIN = 1.12  # radii around the middle that are cut out
_LARGEST = 360  # px of half a cut; letters of a seal need no more
_LINE_SIDE = 480  # long side at which rows are looked for in a box
_SQUARISH = 1.7
_PALEST = 236.0  # level of the palest ink that is stretched; noise of the sheet is paler
_PALER = 40  # levels by which a grey stamp is paler than print


def ring_readings(
    picture: Picture, seal: Seal, bands: Sequence[tuple[float, float]] = _BANDS
) -> Iterator[Lattice]:
    """Yield readings of a ring's words, clockwise with their tops outwards, most telling first."""
    yield from map(recognise, unrolled_bands(picture, seal, bands))


def unrolled_bands(
    picture: Picture, seal: Seal, bands: Sequence[tuple[float, float]]
) -> Iterator[GreyPicture]:
    """Yield a ring unrolled in bands with these inner and outer edges, in radii."""
    for cut, middle, radii in _inks(*_cut(picture, seal), seal):
        for inner, outer in bands:
            yield _unrolled(cut, middle, radii, seal.angle, inner, outer)


def inward_readings(picture: Picture, seal: Seal) -> Iterator[Lattice]:
    """Yield readings of words with their tops inwards, as some seals have them at the bottom."""
    for cut, middle, radii in _inks(*_cut(picture, seal), seal):
        line = _unrolled(cut, middle, radii, seal.angle, *_BANDS[0], start=-0.5)
        yield recognise(np.ascontiguousarray(line[::-1, ::-1]))


def mirrored_readings(picture: Picture, seal: Seal) -> Iterator[Lattice]:
    """Yield readings of a ring on the sheet's other side that shows through thin paper."""
    for line in islice(unrolled_bands(picture, seal, _BANDS), len(_BANDS)):
        yield recognise(np.ascontiguousarray(line[:, ::-1]))


def box_readings(picture: Picture, seal: Seal) -> Iterator[Lattice]:
    """Yield readings of a stamp: its rows as found, and its four corners as a name seal's."""
    upright = _upright(picture, seal)
    across, down = seal.radii
    squarish = max(across, down) <= min(across, down) * _SQUARISH
    if not squarish:
        yield recognise(_as_line(upright))
    for order in _CORNERS if squarish else ():
        yield recognise(_row_of_parts(upright, order))
    quads = detect(upright, min(_LINE_SIDE, max(upright.shape)))
    own = [quad for quad in quads if not _crosses(quad, seal)]
    lines = [read_line(upright, quad, full_width=True) for quad in own]
    if lines:
        yield _joined(sorted(lines, key=lambda line: centre(line.quad)[1]), across=False)
        yield from _through_the_grid(lines)
    if any(line.vertical for line in lines):
        yield _joined(sorted(lines, key=lambda line: -centre(line.quad)[0]), across=True)
    for order in _OTHER_PARTS if squarish else ():
        yield recognise(_row_of_parts(upright, order))


def inner_readings(picture: Picture, seal: Seal) -> Iterator[Lattice]:
    """Yield the straight lines within a coloured ring, in its ink alone: print across it is none of
    them. A league's or a union's seal has its body on the arc and the unit below the star."""
    upright = _upright(picture, seal)
    for quad in detect(upright, min(_LINE_SIDE, max(upright.shape))):
        yield read_line(upright, quad, full_width=True).lattice


def _crosses(quad: Polygon, seal: Seal) -> bool:
    """Tell whether a row found in a dark stamp is print that runs through it: it leans with it.
    Where a stamp has the print's own ink, its words may be read worse than what they are on."""
    off, askew = ((angle + 45) % 90 - 45 for angle in (direction(quad), seal.angle))
    return seal.colour is Colour.DARK and abs(askew) >= SLANTING and abs(off) > abs(askew) / 2


def grid_readings(picture: Picture, seal: Seal) -> Iterator[Lattice]:
    """Yield readings of a square stamp cut into even rows and letters, for print across it. Where
    print crosses the letters no rows of them are detected."""
    if max(seal.radii) > min(seal.radii) * _SQUARISH:
        return
    upright = _upright(picture, seal)
    height, width = upright.shape
    for rows in _GRID:
        edges = [round(height * row / rows) for row in range(rows + 1)]
        size = (round(width * LINE_HEIGHT * rows / height), LINE_HEIGHT)
        strips = [cv2.resize(upright[begin:other], size) for begin, other in pairwise(edges)]
        yield recognise(np.asarray(np.hstack(strips), np.uint8))
    for rows, columns in product(_GRID, _GRID):
        yield recognise(_row_of_parts(upright, _columns_from_right(rows, columns)))


def _columns_from_right(rows: int, columns: int) -> tuple[Part, ...]:
    return tuple(
        (column / columns, row / rows, (column + 1) / columns, (row + 1) / rows)
        for column in reversed(range(columns))
        for row in range(rows)
    )


_Letter = tuple[float, float, Lattice]


def _through_the_grid(lines: Sequence[Line]) -> Iterator[Lattice]:
    """Read letters in columns from the right, and in rows from the top, however they were found."""
    letters = [letter for line in lines for letter in _letters(line)]
    if len(letters) < 2:
        return
    apart = float(np.median([line.thickness for line in lines])) / 2
    columns = _grouped(sorted(letters, key=lambda one: -one[0]), 0, apart)
    yield _in_order(quad for column in columns for quad in sorted(column, key=lambda one: one[1]))
    rows = _grouped(sorted(letters, key=lambda one: one[1]), 1, apart)
    yield _in_order(quad for row in rows for quad in sorted(row, key=lambda one: one[0]))


def _grouped(letters: Sequence[_Letter], axis: int, apart: float) -> list[list[_Letter]]:
    """Group letters that are within ``apart`` of each other's mean along an axis."""
    groups: list[list[_Letter]] = []
    for letter in letters:
        near = groups and abs(_mean(groups[-1], axis) - _mean([letter], axis)) < apart
        if near:
            groups[-1].append(letter)
        else:
            groups.append([letter])
    return groups


def _mean(letters: Sequence[_Letter], axis: int) -> float:
    return sum(letter[1] if axis else letter[0] for letter in letters) / len(letters)


def _in_order(letters: Iterable[_Letter]) -> Lattice:
    return reduce(Lattice.joined, (part for _, _, part in letters))


def _letters(line: Line) -> Iterator[tuple[float, float, Lattice]]:
    """Yield the letters of a line: middle on the page, and the columns around it."""
    places = [character.column for character in line.lattice.characters]
    if not places:
        return
    ends = [0, *((a + b + 1) // 2 for a, b in pairwise(places)), line.lattice.columns]
    for place, (first, last) in zip(places, pairwise(ends), strict=True):
        x, y = centre(line.span(place, place + 1))
        yield x, y, line.lattice.part(first, last)


def _joined(lines: Sequence[Line], across: bool) -> Lattice:
    """Join rows from the top, or columns (``across``) from the right, into one reading."""
    groups: list[list[Line]] = []
    for line in lines:
        apart = line.thickness / 2
        place = centre(line.quad)[0 if across else 1]
        if groups and abs(place - centre(groups[-1][0].quad)[0 if across else 1]) < apart:
            groups[-1].append(line)
        else:
            groups.append([line])
    along = 1 if across else 0
    ordered = [one for g in groups for one in sorted(g, key=lambda x: centre(x.quad)[along])]
    return reduce(Lattice.joined, (line.lattice for line in ordered))


Part = tuple[float, float, float, float]
"""Left, top, right and bottom in shares of a stamp."""

_GRID = (3, 4)  # rows and columns of stamps with the name of an organisation
_UPPER_LEFT, _UPPER_RIGHT = (0.0, 0.0, 0.5, 0.5), (0.5, 0.0, 1.0, 0.5)
_LOWER_LEFT, _LOWER_RIGHT = (0.0, 0.5, 0.5, 1.0), (0.5, 0.5, 1.0, 1.0)
_LEFT, _RIGHT = (0.0, 0.0, 0.5, 1.0), (0.5, 0.0, 1.0, 1.0)

# Four letters: right column first, then rows from the left.
_CORNERS: tuple[tuple[Part, ...], ...] = (
    (_UPPER_RIGHT, _LOWER_RIGHT, _UPPER_LEFT, _LOWER_LEFT),
    (_UPPER_LEFT, _UPPER_RIGHT, _LOWER_LEFT, _LOWER_RIGHT),
)
# Three letters: one of them as high as the stamp; two letters: below or beside each other.
_OTHER_PARTS: tuple[tuple[Part, ...], ...] = (
    (_RIGHT, _UPPER_LEFT, _LOWER_LEFT),
    (_UPPER_RIGHT, _LOWER_RIGHT, _LEFT),
    ((0.0, 0.0, 1.0, 0.5), (0.0, 0.5, 1.0, 1.0)),
    (_RIGHT, _LEFT),
)


def _cut(picture: Picture, seal: Seal) -> tuple[Picture, tuple[float, float]]:
    """Return the evened square around a seal, and its middle there in pixels."""
    left, top, right, bottom = bounds(seal.polygon)
    pad = max(right - left, bottom - top) * (_MARGIN - 1)
    x0, y0 = max(0, math.floor(left - pad)), max(0, math.floor(top - pad))
    x1 = min(picture.shape[1], math.ceil(right + pad))
    y1 = min(picture.shape[0], math.ceil(bottom + pad))
    part = picture[y0:y1, x0:x1]
    return white_paper(part), (seal.centre[0] - x0, seal.centre[1] - y0)


_Cut = tuple[GreyPicture, tuple[float, float], tuple[float, float]]


def _inks(cut: Picture, middle: tuple[float, float], seal: Seal) -> Iterator[_Cut]:
    """Yield the seal as dark ink on white: alone by its colour, then with all other ink. On a grey
    copy it is told from print by its level, where it can be."""
    scale = min(1.0, _LARGEST / max(seal.radii))
    if scale < 1:
        size = (round(cut.shape[1] * scale), round(cut.shape[0] * scale))
        cut = np.asarray(cv2.resize(cut, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    middle = (middle[0] * scale, middle[1] * scale)
    radii = (seal.radii[0] * scale, seal.radii[1] * scale)
    if seal.colour is not Colour.DARK:
        yield _seal_ink(cut, seal.colour), middle, radii
    level = darkest(cut)
    yield _stretched(level), middle, radii
    if seal.colour is Colour.DARK:
        band = _unrolled(level, middle, radii, seal.angle, 0.95, 1.05)
        ring = float(np.median(band.min(axis=0)))
        if (cleared := _without_print(level, ring)) is not level:
            yield _stretched(cleared), middle, radii


def _seal_ink(cut: Picture, colour: Colour) -> GreyPicture:
    """Return only the ink of one colour, dark on white; black text disappears."""
    red, green, blue = (channel.astype(np.int16) for channel in cv2.split(cut))
    if colour is Colour.RED:
        amount = red - np.maximum(green, blue)
    else:
        amount = blue - np.minimum(red, green)
    return _stretched(np.clip(255 - amount, 0, 255).astype(np.uint8))


def _stretched(level: GreyPicture) -> GreyPicture:
    """Stretch the darkest twentieth to black."""
    dark = min(_PALEST, level_at(level, 5))
    return np.asarray(
        np.clip((level.astype(np.float32) - dark) * (255 / (255 - dark)), 0, 255), dtype=np.uint8
    )


def _unrolled(
    cut: GreyPicture,
    middle: tuple[float, float],
    radii: tuple[float, float],
    angle: float,
    inner: float,
    outer: float,
    start: float = 0.0,
) -> GreyPicture:
    """Return a ring's band as a line: clockwise from the bottom, its outer edge on top. ``start``
    shifts the beginning by a share of a turn."""
    mean = (inner + outer) / 2
    length = math.tau * _TURNS * mean / (outer - inner) * LINE_HEIGHT
    turns = np.linspace(0, math.tau * _TURNS, round(length), dtype=np.float32)
    turns += np.float32(math.pi / 2 + math.tau * start)
    reach = np.linspace(outer, inner, LINE_HEIGHT, dtype=np.float32)[:, None]
    # Letters are at a fixed distance from the edge, which an oval's own scaling would not keep.
    x, y = _on_ellipse(turns, reach, radii, angle)
    return np.asarray(
        cv2.remap(
            cut,
            (x + middle[0]).astype(np.float32),
            (y + middle[1]).astype(np.float32),
            cv2.INTER_CUBIC if max(radii) < 150 else cv2.INTER_AREA,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=255,
        ),
        dtype=np.uint8,
    )


def _on_ellipse(
    turns: NDArray[np.float32], reach: NDArray[np.float32], radii: tuple[float, float], angle: float
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    short = min(radii)
    depth = (1 - reach) * short  # pixels inwards from the outline
    tilt = math.radians(angle)
    along, across = radii
    # Equal steps along the outline instead of equal angles, so that letters keep their width.
    fine = np.linspace(0, math.tau, 721)
    steps = np.hypot(along * np.sin(fine), across * np.cos(fine))
    walked = np.concatenate([[0], np.cumsum((steps[1:] + steps[:-1]) / 2)])
    walked *= math.tau / walked[-1]
    own = turns - tilt
    whole = np.floor(own / math.tau)
    turn = np.interp(own - whole * math.tau, walked, fine).astype(np.float32)
    cosine, sine = np.cos(turn), np.sin(turn)
    edge_x, edge_y = along * cosine, across * sine
    normal_x, normal_y = across * cosine, along * sine
    size = np.hypot(normal_x, normal_y)
    x = edge_x - depth * normal_x / size
    y = edge_y - depth * normal_y / size
    return (x * math.cos(tilt) - y * math.sin(tilt), x * math.sin(tilt) + y * math.cos(tilt))


def _upright(picture: Picture, seal: Seal) -> GreyPicture:
    """Return a box's inside as dark letters on white, turned upright, at a fair size."""
    cut, middle = _cut(picture, seal)
    across, down = seal.radii
    scale = min(2.0, 300 / max(across, down))
    size = (max(16, round(2 * across * scale)), max(16, round(2 * down * scale)))
    turn = np.array(cv2.getRotationMatrix2D(middle, seal.angle, scale), np.float64)
    turn[:, 2] += (size[0] / 2 - middle[0], size[1] / 2 - middle[1])
    dark = seal.colour is Colour.DARK
    level = darkest(cut) if dark else _seal_ink(cut, seal.colour)
    warped = cv2.warpAffine(level, turn, size, flags=cv2.INTER_CUBIC, borderValue=255)
    turned = np.asarray(warped, np.uint8)
    inside = _without_frame(
        _stretched(_without_print(turned, _level_of_frame(turned))) if dark else turned
    )
    return 255 - inside if inside.mean() < 128 else inside


def _level_of_frame(upright: GreyPicture) -> float:
    edge = max(2, round(min(upright.shape) * 0.05))
    rows, columns = (upright[:edge], upright[-edge:]), (upright[:, :edge], upright[:, -edge:])
    sides = [*(row.min(axis=0) for row in rows), *(column.min(axis=1) for column in columns)]
    return float(np.median(np.concatenate(sides)))


def _without_print(level: GreyPicture, edge: float) -> GreyPicture:
    """Take out print over a grey copy of a stamp, where it is plainly darker than its ``edge``."""
    dark = level_at(level, 0.5)
    if edge < dark + _PALER:
        return level
    covered = (level < (edge + dark) / 2).astype(np.uint8)
    covered = cv2.dilate(covered, square(5)).astype(np.uint8)
    return np.asarray(cv2.inpaint(level, covered, 3, cv2.INPAINT_TELEA), np.uint8)


def _without_frame(upright: GreyPicture) -> GreyPicture:
    """Cut the frame away and leave a white edge."""
    edge = max(2, round(min(upright.shape) * 0.06))
    inner = upright[edge:-edge, edge:-edge]
    return np.asarray(
        cv2.copyMakeBorder(inner, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=255),
        dtype=np.uint8,
    )


def _row_of_parts(upright: GreyPicture, parts: tuple[Part, ...]) -> GreyPicture:
    """Lay parts of a seal side by side, in the order in which they are read."""
    height, width = upright.shape
    cells = []
    for left, top, right, bottom in parts:
        rows = slice(round(top * height), round(bottom * height))
        part = upright[rows, round(left * width) : round(right * width)]
        cells.append(cv2.resize(part, (LINE_HEIGHT, LINE_HEIGHT), interpolation=cv2.INTER_AREA))
    return np.asarray(np.hstack(cells), dtype=np.uint8)


def _as_line(upright: GreyPicture) -> GreyPicture:
    width = max(16, round(upright.shape[1] * LINE_HEIGHT / upright.shape[0]))
    line = cv2.resize(upright, (width, LINE_HEIGHT), interpolation=cv2.INTER_AREA)
    return np.asarray(line, dtype=np.uint8)


def readings(picture: Picture, seal: Seal) -> Iterator[Lattice]:
    """Yield the plain readings of a seal of either shape."""
    if seal.shape is Shape.RING:
        return ring_readings(picture, seal)
    return box_readings(picture, seal)
