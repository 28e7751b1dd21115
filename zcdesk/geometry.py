"""Points, polygons and plane transforms.

Points are ``(x, y)`` in pixels from the top left of a picture, pixel centres at ``.5``; polygons
run clockwise as seen on screen; angles are degrees, clockwise.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

Point = tuple[float, float]
Polygon = tuple[Point, ...]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom of an upright rectangle."""

Row = tuple[float, float, float]


@dataclass(frozen=True)
class Transform:
    """A projective map of the plane, rows of a 3 × 3 matrix that acts on ``[x, y, 1]``."""

    rows: tuple[Row, Row, Row] = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))

    @classmethod
    def from_rows(cls, rows: Iterable[Sequence[float]]) -> Self:
        """Build a transform from any 3 × 3 sequence, for example a numpy array."""
        first, second, third = ((float(row[0]), float(row[1]), float(row[2])) for row in rows)
        return cls((first, second, third))

    @classmethod
    def quarter_turn(cls, degrees: int, width: float, height: float) -> Self:
        """Turn a picture of ``width`` × ``height`` clockwise by 0, 90, 180 or 270 degrees.

        The turned picture's top left corner is the origin again.

        Raises:
            ValueError: ``degrees`` is not a quarter turn.
        """
        if degrees == 0:
            return cls()
        if degrees == 90:
            return cls(((0.0, -1.0, height), (1.0, 0.0, 0.0), (0.0, 0.0, 1.0)))
        if degrees == 180:
            return cls(((-1.0, 0.0, width), (0.0, -1.0, height), (0.0, 0.0, 1.0)))
        if degrees == 270:
            return cls(((0.0, 1.0, 0.0), (-1.0, 0.0, width), (0.0, 0.0, 1.0)))
        raise ValueError(f"not a quarter turn: {degrees}")

    @classmethod
    def rotation(cls, degrees: float, centre: Point) -> Self:
        """Rotate clockwise (on screen) by ``degrees`` about ``centre``."""
        cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        x, y = centre
        return cls(
            (
                (cosine, -sine, x - cosine * x + sine * y),
                (sine, cosine, y - sine * x - cosine * y),
                (0.0, 0.0, 1.0),
            )
        )

    @classmethod
    def shift(cls, x: float, y: float) -> Self:
        """Move by ``(x, y)`` pixels."""
        return cls(((1.0, 0.0, x), (0.0, 1.0, y), (0.0, 0.0, 1.0)))

    @classmethod
    def scale(cls, x: float, y: float) -> Self:
        """Scale about the origin."""
        return cls(((x, 0.0, 0.0), (0.0, y, 0.0), (0.0, 0.0, 1.0)))

    @classmethod
    def stretch(cls, place: Box, over: Box) -> Self:
        """Stretch one upright rectangle over another."""
        (left, top, right, bottom), (new_left, new_top, new_right, new_bottom) = place, over
        across = (new_right - new_left) / max(right - left, 1e-6)
        down = (new_bottom - new_top) / max(bottom - top, 1e-6)
        shift = new_left - across * left, new_top - down * top
        return cls(((across, 0.0, shift[0]), (0.0, down, shift[1]), (0.0, 0.0, 1.0)))

    @property
    def only_turns(self) -> bool:
        """Whether every pixel becomes a whole pixel: no lean, no scale, no perspective."""
        straight = {abs(value) for row in self.rows[:2] for value in row[:2]}
        shifts = self.rows[0][2] % 1, self.rows[1][2] % 1
        return straight == {0.0, 1.0} and shifts == (0.0, 0.0) and self.rows[2] == (0.0, 0.0, 1.0)

    def then(self, later: Transform) -> Transform:
        """Return the transform that applies ``self`` first and ``later`` second."""
        product = [
            [sum(later.rows[i][k] * self.rows[k][j] for k in range(3)) for j in range(3)]
            for i in range(3)
        ]
        return Transform.from_rows(product)

    def inverse(self) -> Transform:
        """Return the inverse map.

        Raises:
            ValueError: The map flattens the plane.
        """
        (a, b, c), (d, e, f), (g, h, i) = self.rows
        determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
        if abs(determinant) < 1e-12:
            raise ValueError("transform cannot be inverted")
        cofactors = (
            (e * i - f * h, c * h - b * i, b * f - c * e),
            (f * g - d * i, a * i - c * g, c * d - a * f),
            (d * h - e * g, b * g - a * h, a * e - b * d),
        )
        return Transform.from_rows([[value / determinant for value in row] for row in cofactors])

    def apply(self, point: Point) -> Point:
        """Map one point."""
        x, y = point
        first, second, third = (row[0] * x + row[1] * y + row[2] for row in self.rows)
        return first / third, second / third

    def apply_all(self, points: Iterable[Point]) -> Polygon:
        """Map each point of a polygon."""
        return tuple(self.apply(point) for point in points)


def box(left: float, top: float, right: float, bottom: float) -> Polygon:
    """Return an upright rectangle as a polygon, clockwise from its top left corner."""
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def clipped(polygon: Polygon, width: float, height: float) -> Polygon:
    """Return the part of a polygon on a page of that size; fewer corners than three where hardly
    any is on it. What falls apart there, as a ring's half, stays joined along the page's edge.

    Source:
        Sutherland and Hodgman, "Reentrant polygon clipping", 1974.
    """
    points = list(polygon)
    for axis, bound, sign in ((0, 0.0, 1), (0, width, -1), (1, 0.0, 1), (1, height, -1)):
        inside: list[Point] = []
        for before, point in zip([points[-1], *points[:-1]] if points else [], points, strict=True):
            ways = [sign * (end[axis] - bound) for end in (before, point)]
            if (ways[0] < 0) != (ways[1] < 0):
                share = ways[0] / (ways[0] - ways[1])
                x, y = (a + share * (b - a) for a, b in zip(before, point, strict=True))
                inside.append((x, y))
            if ways[1] >= 0:
                inside.append(point)
        points = inside
    return tuple(points)


def bounds(polygon: Sequence[Point]) -> Box:
    """Return ``(left, top, right, bottom)`` of a polygon."""
    across = [point[0] for point in polygon]
    down = [point[1] for point in polygon]
    return min(across), min(down), max(across), max(down)


def around(places: Iterable[Box]) -> Box:
    """Return the upright rectangle around some others, at least one."""
    lefts, tops, rights, bottoms = zip(*places, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def shared(first: Box, second: Box) -> float:
    """Return the area that two upright rectangles share, in square pixels."""
    across = min(first[2], second[2]) - max(first[0], second[0])
    down = min(first[3], second[3]) - max(first[1], second[1])
    return max(0.0, across) * max(0.0, down)


def share_in(inner: Box, outer: Box) -> float:
    """Return how much of an upright rectangle lies in another one, 0 to 1; one without extent
    counts as a square pixel."""
    left, top, right, bottom = inner
    return shared(inner, outer) / max(1.0, (right - left) * (bottom - top))


def overlap(first: Box, second: Box) -> float:
    """Return how much of what two upright rectangles cover is covered by both, 0 to 1."""
    both = shared(first, second)
    sizes = sum((right - left) * (bottom - top) for left, top, right, bottom in (first, second))
    return both / max(sizes - both, 1.0)


def near(first: Box, second: Box, apart: float) -> bool:
    """Tell whether two upright rectangles lie ``apart`` pixels or less from each other, across and
    down."""
    across = max(first[0], second[0]) - min(first[2], second[2])
    down = max(first[1], second[1]) - min(first[3], second[3])
    return max(across, down) <= apart


def holds(place: Box, point: Point) -> bool:
    """Tell whether a point is in an upright rectangle or on its edge."""
    left, top, right, bottom = place
    return left <= point[0] <= right and top <= point[1] <= bottom


def area(polygon: Sequence[Point]) -> float:
    """Return the area in square pixels (shoelace formula)."""
    total = 0.0
    for (x0, y0), (x1, y1) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        total += x0 * y1 - x1 * y0
    return abs(total) / 2


def centre(polygon: Sequence[Point]) -> Point:
    """Return the mean of the corners."""
    count = len(polygon)
    return sum(point[0] for point in polygon) / count, sum(point[1] for point in polygon) / count


def between(start: Point, end: Point, share: float) -> Point:
    """Return the point at a share of the way from one point to another, beyond 1 behind it."""
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def direction(quad: Sequence[Point]) -> float:
    """Return by how many degrees the top of a quadrilateral is turned."""
    (x0, y0), (x1, y1) = quad[:2]
    return math.degrees(math.atan2(y1 - y0, x1 - x0))


def contains(polygon: Sequence[Point], point: Point) -> bool:
    """Tell whether a point is inside a polygon (even-odd rule)."""
    x, y = point
    inside = False
    for (x0, y0), (x1, y1) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
            inside = not inside
    return inside


def lies_within(inner: Sequence[Point], outer: Sequence[Point]) -> bool:
    """Tell whether a polygon is wholly in another one, edges included.

    A polygon with a dent holds only what is on the same side of all of its edges: less than it
    could, never more.

    Args:
        inner: Its corners, in any order.
        outer: Its corners, clockwise or not.
    """
    sides = [
        _side(outer[at - 1], corner, point) for at, corner in enumerate(outer) for point in inner
    ]
    return bool(sides) and area(outer) > 0 and (min(sides) >= 0 or max(sides) <= 0)


def _side(first: Point, second: Point, point: Point) -> float:
    """Return on which side of the line through two points a third one lies, 0 on it."""
    return (second[0] - first[0]) * (point[1] - first[1]) - (second[1] - first[1]) * (
        point[0] - first[0]
    )


def rounded(polygon: Iterable[Point]) -> Polygon:
    """Return the corners to a tenth of a pixel, as they are kept."""
    return tuple((round(x, 1), round(y, 1)) for x, y in polygon)


def reading_order(polygon: Polygon) -> tuple[float, float]:
    """Return what sorts places from the top of a page down, those of one row from the left."""
    left, top, _, bottom = bounds(polygon)
    return round((top + bottom) / 40), left


def turned_back(quad: Polygon) -> Polygon:
    """Return corners that begin at the corner before: a column as a row that climbs."""
    return quad[3], quad[0], quad[1], quad[2]
