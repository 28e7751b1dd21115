"""Reads the text below seals: through the colour in which a seal fades, or with its ring gone.

On a grey copy the seal is paler than print: the contrast between the two is stretched until only
print is left. On a black copy both are black; there the ring's own stroke is bridged from what
is inside and outside of it, and the star is taken out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Polygon, bounds, centre
from zcdesk.masking.seals.ink_colours import Colour, contrasted, white_paper
from zcdesk.masking.seals.seal_detection import Seal, Shape
from zcdesk.picture import GreyPicture, Picture, grey_of, level_at, square
from zcdesk.reading.detecting import DETECTION_SIDE, detect
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_line

_ABOVE = 0.3
"""Radii above and below the seal that are looked at; lines are looked at in their whole width."""

_SEAL_LEVEL = 12  # percentile of the seal's own pixels that becomes paper
_LEAD = 24  # levels by which the seal's channel leads, halos of halved chroma included
_INK_LEVEL = 0.5  # of the dark percentile: text stays dark
_LYING = 0.8  # times its thickness; a piece that is shorter has no direction
_ALIKE = 0.6  # the thinner piece's share of the thicker one
_SAME_ROW = 0.3  # thicknesses between the middles of two pieces of one row
_BEYOND = 8.0  # thicknesses that a row may go on below a seal
_SHARPEN = 0.5  # lines below dark seals are second looks: read at full width
_CHANNEL = {Colour.RED: 0, Colour.BLUE: 2}

_PALER = 40
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
_FRAME = 0.12  # of half a stamp's side: where its frame is, which is found within a few pixels
_FADED = 215  # level of what is left of a seal; at 255 thin strokes of print would go too
_STAR = 0.42  # radii from the middle within which a star lies


def reread_below_seals(
    picture: Picture, seals: Sequence[Seal], page: GreyPicture
) -> tuple[Line, ...]:
    """Return the lines that touch a seal, read as if the seal were not there. They are to be
    searched besides the page's ordinary lines, never instead of them: on a reddish page a cell may
    pass as a seal, and its text must not be lost. ``seals``: the seals of the page; dark boxes
    that no print crosses may be cells and are left out."""
    lines: list[Line] = []
    for seal in seals:
        top, bottom = _around(seal, picture.shape[0])
        if seal.colour in _CHANNEL:
            clear = _without_seal(picture[top:bottom], page[top:bottom], seal, top)
        elif seal.certain:
            clear = _without_dark_seal(picture[top:bottom], seal, top)
        else:
            continue
        here = np.array([(x, y - top) for x, y in seal.polygon], np.float32)
        # The detector sees letters as large as on a whole page.
        side = DETECTION_SIDE * max(clear.shape) // max(picture.shape[:2])
        quads = detect(clear, max(320, side))
        if seal.colour is Colour.DARK:
            quads = (*quads, *_rows_through(quads, here))
        touching = [quad for quad in quads if _touches(quad, here)]
        sharpen = _SHARPEN if seal.colour is Colour.DARK else 0.0
        read = [read_line(clear, quad, sharpen, full_width=True) for quad in touching]
        lines += [replace(line, quad=tuple((x, y + top) for x, y in line.quad)) for line in read]
    return tuple(lines)


def _rows_through(quads: Sequence[Polygon], seal: NDArray[np.float32]) -> tuple[Polygon, ...]:
    """Return whole rows through a seal whose letters and ring cut them into pieces. ``quads``: the
    pieces that were detected; lone letters of the seal are among them. ``seal``: corners of the
    seal."""
    left, right = float(seal[:, 0].min()), float(seal[:, 0].max())
    pieces = [_RowPiece.of(quad) for quad in quads if math.dist(quad[0], quad[3]) > 0]
    lying = [piece for piece in pieces if piece.right - piece.left > _LYING * piece.thickness]
    rows: list[Polygon] = []
    taken: set[int] = set()
    for first, longest in sorted(enumerate(lying), key=lambda one: one[1].left - one[1].right):
        if first in taken:
            continue
        same = {n for n, piece in enumerate(lying) if longest.goes_on(piece)}
        taken |= same
        begins = min(lying[n].left for n in same)
        ends = max(lying[n].right for n in same)
        # What the seal's edge cuts off may go on below it.
        if left < begins < right:
            begins = max(left, begins - _BEYOND * longest.thickness)
        if left < ends < right:
            ends = min(right, ends + _BEYOND * longest.thickness)
        if ends - begins > longest.right - longest.left + longest.thickness / 2:
            rows.append(longest.stretched(begins, ends))
    return tuple(rows)


@dataclass(frozen=True)
class _RowPiece:
    """A piece of a row: its ends, the height of its middle at the left end, slope, thickness."""

    left: float
    right: float
    height: float
    slope: float
    thickness: float

    @classmethod
    def of(cls, quad: Polygon) -> _RowPiece:
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = quad
        left, right = (x0 + x3) / 2, (x1 + x2) / 2
        slope = ((y1 + y2) - (y0 + y3)) / 2 / max(1.0, right - left)
        return cls(left, right, (y0 + y3) / 2, slope, math.dist(quad[0], quad[3]))

    def at(self, x: float) -> float:
        return self.height + (x - self.left) * self.slope

    def goes_on(self, other: _RowPiece) -> bool:
        """Tell whether another piece is in the same row; the seal's own letters mostly do not."""
        middle = (other.left + other.right) / 2
        alike = min(self.thickness, other.thickness) > _ALIKE * max(self.thickness, other.thickness)
        return alike and abs(other.at(middle) - self.at(middle)) < _SAME_ROW * self.thickness

    def stretched(self, left: float, right: float) -> Polygon:
        half = self.thickness / 2
        above, below = self.at(left), self.at(right)
        return (
            (left, above - half),
            (right, below - half),
            (right, below + half),
            (left, above + half),
        )


def _around(seal: Seal, height: int) -> tuple[int, int]:
    """Return top and bottom of the strip in which lines are looked for, as wide as the page."""
    _, top, _, bottom = bounds(seal.polygon)
    above = _ABOVE * (bottom - top) / 2
    return max(0, math.floor(top - above)), min(height, math.ceil(bottom + above))


def _without_seal(part: Picture, grey: GreyPicture, seal: Seal, top: int) -> GreyPicture:
    """Return the evened page with the channel in which the seal fades where its colour is."""
    own = _CHANNEL[seal.colour]
    channel, second, other = (
        np.ascontiguousarray(part[:, :, number]) for number in (own, 1, 2 - own)
    )
    lead = cv2.subtract(channel, cv2.max(second, other) if own == 0 else cv2.min(second, other))
    coloured = (lead > _LEAD).astype(np.uint8)
    inside = np.zeros_like(coloured)
    corners = np.array(seal.polygon, np.float32) - (0, top)
    cv2.fillPoly(inside, [np.rint(corners).astype(np.int32)], 1)
    coloured *= inside  # red letterheads beside a seal stay
    if not coloured.any():
        return grey
    level = level_at(channel[coloured > 0], _SEAL_LEVEL)
    dark = min(level_at(channel, 1), level * _INK_LEVEL)
    faded = np.clip((np.arange(256, dtype=np.float32) - dark) * (255 / (level - dark)), 0, 255)
    reach = max(3, round(min(seal.radii) * 0.03)) | 1
    near = cv2.dilate(coloured, square(reach)) > 0
    return np.where(near, cv2.LUT(channel, faded.astype(np.uint8)), grey)


def _touches(quad: Polygon, polygon: NDArray[np.float32]) -> bool:
    """Tell whether a line and a seal overlap: a point of one is in the other."""
    corners = np.array(quad, np.float32)
    start = (corners[0] + corners[3]) / 2
    end = (corners[1] + corners[2]) / 2
    points = [start + (end - start) * share for share in np.linspace(0, 1, 9)]
    if any(cv2.pointPolygonTest(polygon, (float(x), float(y)), False) >= 0 for x, y in points):
        return True
    middle = centre([(float(x), float(y)) for x, y in polygon])
    return bool(cv2.pointPolygonTest(corners, middle, False) >= 0)


def _without_dark_seal(part: Picture, seal: Seal, top: int) -> GreyPicture:
    """Return a strip of the page with one dark seal's ink taken away as far as it can be told from
    print; of a stamp as black as the print nothing is taken. ``top``: where the strip begins."""
    grey = grey_of(white_paper(part))
    page, corners = contrasted(grey, grey), tuple((x, y - top) for x, y in seal.polygon)
    seal = replace(seal, centre=(seal.centre[0], seal.centre[1] - top), polygon=corners)
    if seal.shape is Shape.BOX:
        level = _frame_level(page, seal)
        return _paled(page, seal, level) if level >= _PALER else page
    band = _ring_around(page, seal)
    outer, inner = _stroke(band)
    stroke = band[(outer + inner) // 2, np.arange(_ANGLES)]
    level = float(np.percentile(stroke, 100 * _SEAL))
    if level >= _PALER:
        return _paled(page, seal, level)
    return _without_star(_bridged(page, band, outer, inner, seal), seal)


def _frame_level(page: GreyPicture, seal: Seal) -> float:
    """Return the grey level of a stamp's frame, 0 for one as black as print. Black parts of a paler
    frame are print that crosses it."""
    outline = np.zeros(page.shape, np.uint8)
    wide = max(3, round(_FRAME * min(seal.radii)))
    cv2.polylines(outline, [np.rint(np.array(seal.polygon)).astype(np.int32)], True, 1, wide)
    ink = page[(outline > 0) & (page < _FADED)]
    paler = ink[ink >= _PALER]
    return float(np.percentile(paler, 100 * _SEAL)) if 2 * len(paler) > len(ink) else 0.0


def _disc(shape: tuple[int, ...], seal: Seal, reach: float) -> NDArray[np.bool_]:
    """Mark the inside of a ring, grown to ``reach`` radii, or of a stamp on a page of ``shape``."""
    inside = np.zeros(shape[:2], np.uint8)
    if seal.shape is Shape.BOX:
        cv2.fillPoly(inside, [np.rint(np.array(seal.polygon)).astype(np.int32)], 1)
        return np.asarray(inside > 0)
    axes = tuple(max(1, round(radius * reach)) for radius in seal.radii)
    middle = (round(seal.centre[0]), round(seal.centre[1]))
    cv2.ellipse(inside, middle, axes, seal.angle, 0, 360, 1, thickness=-1)
    return np.asarray(inside > 0)


def _paled(page: GreyPicture, seal: Seal, level: float) -> GreyPicture:
    """Make the ring's level nearly paper; what is darker is print."""
    levels = np.interp(np.arange(256), (0, level, 255), (0, _FADED, 255))
    faded = cv2.LUT(page, levels.astype(np.uint8))
    return np.where(_disc(page.shape, seal, 1.06), faded, page).astype(np.uint8)


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


def _ring_around(page: GreyPicture, seal: Seal) -> GreyPicture:
    """Return the ring and what is beside it, unrolled: rows from outside inwards."""
    turns = np.arange(_ANGLES, dtype=np.float32) * np.float32(math.tau / _ANGLES)
    tilt = math.radians(seal.angle)
    along = seal.radii[0] * np.cos(turns)[None, :] * _REACHES[:, None]
    across = seal.radii[1] * np.sin(turns)[None, :] * _REACHES[:, None]
    x = seal.centre[0] + along * math.cos(tilt) - across * math.sin(tilt)
    y = seal.centre[1] + along * math.sin(tilt) + across * math.cos(tilt)
    x, y, beyond = x.astype(np.float32), y.astype(np.float32), cv2.BORDER_CONSTANT
    band = cv2.remap(page, x, y, cv2.INTER_LINEAR, borderMode=beyond, borderValue=255)
    return np.asarray(band, np.uint8)


def _stroke(band: GreyPicture) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for each angle the rows just outside and just inside of the ring's stroke. A low wave
    through the places where ink begins stands for what is left of a wrong middle and of a wrong
    shape; print that touches the ring begins elsewhere and is left out step by step."""
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
        turned = cv2.remap(
            wrapped, turn.astype(np.float32), row.astype(np.float32), cv2.INTER_LINEAR
        )
        return np.asarray(turned, np.float32)

    cleared = page.copy()
    part = cleared[top:bottom, left:right]
    changed = looked_up(on.astype(np.float32)) > 0.5
    part[changed] = np.clip(looked_up(band)[changed], 0, 255).astype(np.uint8)
    return cleared


def _without_star(page: GreyPicture, seal: Seal) -> GreyPicture:
    """Take out what is thicker than a stroke in the middle of the ring."""
    radius = min(seal.radii)
    inside = _disc(page.shape, seal, _STAR)
    ink = ((page < 128) & inside).astype(np.uint8)
    size = max(3, round(_CORE * radius)) | 1
    reach = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    core = cv2.morphologyEx(ink, cv2.MORPH_OPEN, reach)
    star = np.asarray(cv2.dilate(core, square(3)) > 0)
    return np.where(star, np.uint8(255), page)
