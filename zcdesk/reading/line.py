"""A text line of a page, and the reading of a whole page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Point, Polygon, between
from zcdesk.reading.lattice import COLUMN_WIDTH, Lattice

_HIDDEN = 0.5  # share of a line's thickness that a cover hides
_AT_END = 0.8  # line heights between a line's end and the cover that cuts it


@dataclass(frozen=True, eq=False)
class Line:
    """One line: its place on the page and its lattice.

    Attributes:
        quad: Corners clockwise from the top left of the text as it is read, pixels of the page. For
            a column of vertical text the first corner is the one where reading starts.
        lattice: Scores of the characters.
        ink: For each pixel column of the line, as wide as it was recognised, how many of its pixels
            are dark; ``COLUMN_WIDTH`` of them are below each column of the lattice.
        vertical: The text runs from top to bottom.
        rows: Shares of the thickness between which the letters' ink lies, where that was measured:
            a box around large slanting letters is far higher than they are.
    """

    quad: Polygon
    lattice: Lattice
    ink: NDArray[np.uint8]
    vertical: bool = False
    rows: tuple[float, float] = (0.0, 1.0)

    @cached_property
    def length(self) -> float:
        """Extent in pixels along the reading direction."""
        return math.dist(self.quad[0], self.quad[1])

    @cached_property
    def thickness(self) -> float:
        """Extent in pixels across the reading direction."""
        return math.dist(self.quad[0], self.quad[3])

    def lies(self, climb: float) -> bool:
        """Tell whether it is a row that climbs or falls by a share of its length at most."""
        (x0, y0), (x1, y1) = self.quad[:2]
        return not self.vertical and abs(y1 - y0) <= climb * abs(x1 - x0)

    @property
    def inked(self) -> float:
        """Share of its pixel columns that hold ink: a border of ornaments leaves none white."""
        return np.count_nonzero(self.ink) / max(1, len(self.ink))

    @property
    def inked_columns(self) -> NDArray[np.bool_]:
        """Tell for each column of the lattice whether it holds ink."""
        starts = np.arange(self.lattice.columns) * COLUMN_WIDTH
        counts = np.concatenate([[0], np.cumsum(self.ink > 0)])
        ends = np.minimum(starts + COLUMN_WIDTH, len(self.ink))
        return np.asarray(counts[ends] > counts[np.minimum(starts, ends)], np.bool_)

    @property
    def columns(self) -> float:
        """Columns that the line is long; the last one of the lattice may reach beyond its end."""
        exact = len(self.ink) / COLUMN_WIDTH
        whole = self.lattice.columns
        return exact if whole - 1 < exact <= whole else float(whole)

    @property
    def column_pixels(self) -> float:
        """Pixels of the page for one column of the lattice."""
        return self.length / self.columns

    def span(self, first: float, last: float, above: float = 0.0, below: float = 0.0) -> Polygon:
        """Return the part of the line between two columns.

        Args:
            first: Column where the part starts, may be outside the line.
            last: Column where it ends.
            above: How far it reaches over the top edge, as a share of the thickness.
            below: How far it reaches below the bottom edge.
        """
        top_left, top_right, bottom_right, bottom_left = self.quad
        start, end = first / self.columns, last / self.columns
        top = between(top_left, top_right, start), between(top_left, top_right, end)
        bottom = (
            between(bottom_left, bottom_right, start),
            between(bottom_left, bottom_right, end),
        )
        return (
            between(bottom[0], top[0], 1 + above),
            between(bottom[1], top[1], 1 + above),
            between(top[1], bottom[1], 1 + below),
            between(top[0], bottom[0], 1 + below),
        )

    def hidden_by(self, cover: Polygon) -> tuple[float, float] | None:
        """Return the columns of the line that a cover hides, or None when it is elsewhere.

        A cover that runs aslant, as over a watermark, reaches elsewhere beside other lines.
        """
        (x0, y0), (x1, y1), _, (x3, y3) = self.quad
        long, thick = max(self.length, 1e-6), max(self.thickness, 1e-6)
        along = [((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / long for x, y in cover]
        across = [((x - x0) * (x3 - x0) + (y - y0) * (y3 - y0)) / thick for x, y in cover]
        top, bottom = max(min(across), 0.0), min(max(across), thick)
        if bottom - top < _HIDDEN * thick:
            return None
        corners = list(zip(along, across, strict=True))
        hidden = list(_within(corners, top, bottom))
        return min(hidden) / self.column_pixels, max(hidden) / self.column_pixels

    def ends_below(self, covers: Sequence[Polygon]) -> tuple[bool, bool]:
        """Tell of its left and its right end whether the line may go on below a cover there."""
        spans = [span for cover in covers if (span := self.hidden_by(cover)) is not None]
        near = _AT_END * self.thickness / self.column_pixels
        return (
            any(first < 0 and abs(last) <= near for first, last in spans),
            any(last > self.columns and abs(first - self.columns) <= near for first, last in spans),
        )

    def part(self, first: int, last: int) -> Line:
        """Return what is between two columns of the lattice as a line of its own."""
        ink = self.ink[first * COLUMN_WIDTH : last * COLUMN_WIDTH]
        return Line(self.span(first, last), self.lattice.part(first, last), ink)


def _within(corners: Sequence[Point], top: float, bottom: float) -> Iterator[float]:
    """Yield how far along a line a cover's outline lies, as far as it is between two heights."""
    for (a, c), (a2, c2) in zip(corners, (*corners[1:], corners[0]), strict=True):
        if top <= c <= bottom:
            yield a
        for edge in (top, bottom):
            if min(c, c2) < edge < max(c, c2):
                yield a + (a2 - a) * (edge - c) / (c2 - c)


@dataclass(frozen=True)
class PhotoPlace:
    """Where a portrait may be: an upright rectangle in pixels of the page; 0 to 1."""

    polygon: Polygon
    probability: float


@dataclass(frozen=True, eq=False)
class Reading:
    """All lines of a page in the order of their tops, and the page's size in pixels.

    ``photos`` are the portraits that the text detector's look at the page showed as well.
    """

    width: int
    height: int
    lines: tuple[Line, ...]
    photos: tuple[PhotoPlace, ...] = ()
