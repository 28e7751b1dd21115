"""Reads the text below seals: through the colour in which a seal fades, or with its ring gone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Polygon, bounds, centre
from zcdesk.masking.rereading.dark_seal_removal import without_dark_seal
from zcdesk.masking.seals.ink_colours import Colour, white_paper
from zcdesk.masking.seals.seal_detection import Seal, Shape
from zcdesk.picture import GreyPicture, Picture, level_at
from zcdesk.reading.detecting import DETECTION_SIDE, detect
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_line

ABOVE = 0.3
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


def reread_below_seals(
    picture: Picture, seals: Sequence[Seal], page: GreyPicture | None = None
) -> tuple[Line, ...]:
    """Return the lines that touch a seal, read as if the seal were not there.

    They are to be searched besides the page's ordinary lines, never instead of them: on a reddish
    page a cell may pass as a seal, and its text must not be lost.

    Args:
        picture: Upright page, RGB; left as it is.
        seals: The seals of the page; dark boxes cannot be told from cells and are left out.
        page: The same page evened out, where it is at hand.
    """
    lines: list[Line] = []
    for seal in seals:
        top, bottom = _around(seal, picture.shape[0])
        if seal.colour in _CHANNEL:
            page = evened(picture) if page is None else page
            clear = _without_seal(picture[top:bottom], page[top:bottom], seal, top)
        elif seal.shape is Shape.RING:
            clear = _without_dark_ring(picture[top:bottom], seal, top)
        else:
            continue
        here = np.array([(x, y - top) for x, y in seal.polygon], np.float32)
        quads = _quads(clear, max(picture.shape[:2]))
        if seal.colour is Colour.DARK:
            quads = (*quads, *rows_through(quads, here))
        touching = [quad for quad in quads if _touches(quad, here)]
        sharpen = _SHARPEN if seal.colour is Colour.DARK else 0.0
        read = [read_line(clear, quad, sharpen, full_width=True) for quad in touching]
        lines += [_moved(line, top) for line in read]
    return tuple(lines)


def _quads(clear: GreyPicture, page_side: int) -> tuple[Polygon, ...]:
    # The detector sees letters as large as on a whole page.
    return detect(clear, max(320, DETECTION_SIDE * max(clear.shape) // page_side))


def rows_through(quads: Sequence[Polygon], seal: NDArray[np.float32]) -> tuple[Polygon, ...]:
    """Return whole rows through a seal whose letters and ring cut them into pieces.

    Args:
        quads: The pieces that were detected; lone letters of the seal are among them.
        seal: Corners of the seal.
    """
    left, right = float(seal[:, 0].min()), float(seal[:, 0].max())
    pieces = [_Piece.of(quad) for quad in quads if math.dist(quad[0], quad[3]) > 0]
    lying = [one for one in pieces if one.right - one.left > _LYING * one.thickness]
    rows: list[Polygon] = []
    taken: set[int] = set()
    for first, longest in sorted(enumerate(lying), key=lambda one: one[1].left - one[1].right):
        if first in taken:
            continue
        same = {n for n, one in enumerate(lying) if longest.goes_on(one)}
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
class _Piece:
    """A piece of a row: its ends, the height of its middle at the left end, slope, thickness."""

    left: float
    right: float
    height: float
    slope: float
    thickness: float

    @classmethod
    def of(cls, quad: Polygon) -> _Piece:
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = quad
        left, right = (x0 + x3) / 2, (x1 + x2) / 2
        slope = ((y1 + y2) - (y0 + y3)) / 2 / max(1.0, right - left)
        return cls(left, right, (y0 + y3) / 2, slope, math.dist(quad[0], quad[3]))

    def at(self, x: float) -> float:
        return self.height + (x - self.left) * self.slope

    def goes_on(self, other: _Piece) -> bool:
        """Tell whether another piece lies in the same row; the seal's own letters mostly do not."""
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


def _without_dark_ring(part: Picture, seal: Seal, top: int) -> GreyPicture:
    grey = np.asarray(cv2.cvtColor(white_paper(part), cv2.COLOR_RGB2GRAY), np.uint8)
    middle = (seal.centre[0], seal.centre[1] - top)
    return without_dark_seal(grey, replace(seal, centre=middle))


def _around(seal: Seal, height: int) -> tuple[int, int]:
    """Return top and bottom of the strip in which lines are looked for, as wide as the page."""
    _, top, _, bottom = bounds(seal.polygon)
    above = ABOVE * (bottom - top) / 2
    return max(0, math.floor(top - above)), min(height, math.ceil(bottom + above))


def _without_seal(part: Picture, grey: GreyPicture, seal: Seal, top: int) -> GreyPicture:
    """Return the evened page with the channel in which the seal fades where its colour lies."""
    own = _CHANNEL[seal.colour]
    channel, one, other = (np.ascontiguousarray(part[:, :, number]) for number in (own, 1, 2 - own))
    lead = cv2.subtract(channel, cv2.max(one, other) if own == 0 else cv2.min(one, other))
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
    near = cv2.dilate(coloured, np.ones((reach, reach), np.uint8)) > 0
    return np.where(near, cv2.LUT(channel, faded.astype(np.uint8)), grey)


def _touches(quad: Polygon, polygon: NDArray[np.float32]) -> bool:
    """Tell whether a line and a seal overlap: a point of one lies in the other."""
    corners = np.array(quad, np.float32)
    start = (corners[0] + corners[3]) / 2
    end = (corners[1] + corners[2]) / 2
    points = [start + (end - start) * share for share in np.linspace(0, 1, 9)]
    if any(cv2.pointPolygonTest(polygon, (float(x), float(y)), False) >= 0 for x, y in points):
        return True
    middle = centre([(float(x), float(y)) for x, y in polygon])
    return bool(cv2.pointPolygonTest(corners, middle, False) >= 0)


def _moved(line: Line, down: int) -> Line:
    quad = tuple((x, y + down) for x, y in line.quad)
    return Line(quad, line.lattice, line.ink, line.vertical)
