"""The place of a page in a photograph: its four corners, and whether they are sure.

Proposers guess roughly (light against dark, other than the rim, within edges); each guess is then
fitted to the edges that are really there, and one judge decides by the same evidence for all of
them. A page is cropped by the program alone only when the judge is sure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations, product

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Polygon, area
from zcdesk.pages.laying.sides import Colours, Grounds, Mask, Side, clockwise, fitted, runs_on
from zcdesk.picture import square

_LEAST_LENGTH = 0.05  # of the picture's long side: shorter edges are texture
_LINES = 7  # longest lines of each direction that are tried
_SAME_ANGLE, _SAME_PLACE = 4.0, 4.0  # degrees and px within which two edges are one line
_COVERED = 0.45  # share of each side on which edges were found
_MOST = 4  # quadrilaterals proposed
_LEAST_SHARE = 0.12  # of the picture


@dataclass
class _Line:
    """Edges in one line: ``a x + b y = c`` with the ends of each edge measured along it."""

    normal: NDArray[np.float64]
    offset: float
    ends: list[tuple[float, float]]

    @property
    def length(self) -> float:
        return sum(last - first for first, last in self.ends)

    def covered(self, start: NDArray[np.float64], end: NDArray[np.float64]) -> float:
        """Return the share of the way from ``start`` to ``end`` that follows edges."""
        along = np.array([-self.normal[1], self.normal[0]])
        low, high = sorted((float(start @ along), float(end @ along)))
        inside = sum(max(0.0, min(last, high) - max(first, low)) for first, last in self.ends)
        return inside / max(high - low, 1.0)


def edge_quads(light: NDArray[np.uint8]) -> Iterator[NDArray[np.float64]]:
    """Yield corners, shape (4, 2), clockwise from the top left, the largest quadrilateral first.

    Args:
        light: Page without its writing in grey levels, shape (height, width).
    """
    height, width = light.shape
    detector = cv2.createLineSegmentDetector(cv2.LSD_REFINE_STD, 1.0)
    segments_found = detector.detect(light)[0]
    if segments_found is None:
        return
    segments = np.asarray(segments_found, np.float64).reshape(-1, 4) + 0.5
    lengths = np.hypot(segments[:, 2] - segments[:, 0], segments[:, 3] - segments[:, 1])
    order = np.argsort(-lengths)
    longest = segments[order][lengths[order] >= _LEAST_LENGTH * max(height, width)][:120]
    upright, level = _lines(longest)
    quads = []
    for (left, right), (top, bottom) in product(combinations(upright, 2), combinations(level, 2)):
        quad = _quad(left, right, top, bottom, (width, height))
        if quad is not None:
            quads.append(quad)
    quads.sort(key=lambda quad: -cv2.contourArea(quad.astype(np.float32)))
    yield from quads[:_MOST]


def _lines(segments: NDArray[np.float64]) -> tuple[list[_Line], list[_Line]]:
    """Join edges that are in one line; returns the longest upright and the longest level ones."""
    upright: list[_Line] = []
    level: list[_Line] = []
    for x0, y0, x1, y1 in segments.tolist():
        along = np.array([x1 - x0, y1 - y0])
        along /= np.hypot(*along)
        normal = np.array([along[1], -along[0]])
        group = upright if abs(along[1]) > abs(along[0]) else level
        main = 0 if group is upright else 1
        if normal[main] < 0:
            normal = -normal
        offset = float(normal @ ((x0 + x1) / 2, (y0 + y1) / 2))
        for line in group:
            turn = abs(float(line.normal[0] * normal[1] - line.normal[1] * normal[0]))
            ends_off = max(
                abs(float(line.normal @ (x0, y0)) - line.offset),
                abs(float(line.normal @ (x1, y1)) - line.offset),
            )
            if turn < np.sin(np.radians(_SAME_ANGLE)) and ends_off < _SAME_PLACE:
                line.ends.append(_ends(line.normal, (x0, y0), (x1, y1)))
                break
        else:
            group.append(_Line(normal, offset, [_ends(normal, (x0, y0), (x1, y1))]))
    return _longest(upright), _longest(level)


def _ends(
    normal: NDArray[np.float64], one: tuple[float, float], other: tuple[float, float]
) -> tuple[float, float]:
    along = np.array([-normal[1], normal[0]])
    first, last = sorted((float(along @ one), float(along @ other)))
    return first, last


def _longest(lines: list[_Line]) -> list[_Line]:
    return sorted(lines, key=lambda line: -line.length)[:_LINES]


def _quad(
    left: _Line, right: _Line, top: _Line, bottom: _Line, size: tuple[int, int]
) -> NDArray[np.float64] | None:
    """Return the quadrilateral of four lines, where edges cover enough of each side."""
    if left.offset > right.offset:
        left, right = right, left
    if top.offset > bottom.offset:
        top, bottom = bottom, top
    around = (top, right, bottom, left)
    corners = []
    for number, line in enumerate(around):
        before = around[number - 1]
        matrix = np.array([before.normal, line.normal])
        if abs(float(np.linalg.det(matrix))) < 0.3:
            return None
        corners.append(np.linalg.solve(matrix, np.array([before.offset, line.offset])))
    quad = np.array(corners)
    width, height = size
    if (quad < -2).any() or (quad > (width + 2, height + 2)).any():
        return None
    if not cv2.isContourConvex(quad.astype(np.float32)):
        return None
    if cv2.contourArea(quad.astype(np.float32)) < _LEAST_SHARE * width * height:
        return None
    covered = [
        line.covered(quad[number], quad[(number + 1) % 4]) for number, line in enumerate(around)
    ]
    return quad if min(covered) >= _COVERED else None


_AREAS = (0.12, 0.985)  # share of the picture that a page may take
_RIM = 2.5  # px of the copy: a corner nearer to the picture's rim may be cut off
_ANGLES = (52.0, 128.0)  # degrees at a corner; a page seen from farther aside cannot be read
_OPPOSITE = 0.55  # the shorter of two opposite sides to the longer one

_SURE_SUPPORT, _LEAST_SUPPORT = 0.72, 0.5
"""Share of a side along which an edge was seen where the side runs: each side, all four."""

_SURE_CONTRAST, _LEAST_CONTRAST = 9.0, 3.0
"""Distance in CIELAB between the page and what surrounds it, along its weakest side."""

_PAPER_LIGHT, _PAPER_CHROMA = 90.0, 7.0
"""CIELAB: ground lighter and greyer than this may be a scanner's lid or a sheet, not a desk."""

_OTHER_PAPER = 5.0
"""CIELAB: least distance of the page's own margin from the picture's rim."""

_SAME_SIZE = 0.95  # share of the larger of two sure outlines that the smaller one has

_SAME_GROUND, _SHADE = 14.0, 0.35
"""CIELAB: what is beside a side must be like the picture's rim, light counting less than colour.
Else the side may be an edge printed on the page, as of a coloured title."""


class Doubt(StrEnum):
    """Why an outline is only proposed."""

    FAINT_EDGE = "faint_edge"
    LIGHT_GROUND = "light_ground"
    OTHER_GROUND = "other_ground"
    RUNS_ON = "runs_on"
    TWO_OUTLINES = "two_outlines"


@dataclass(frozen=True)
class Outline:
    """The outline of one page.

    Attributes:
        corners: Clockwise from the corner nearest to the picture's top left, pixels of the picture.
        doubt: Why it is not applied without asking, or None when it is sure.
        support: Share of edge seen along the weakest side, 0 to 1.
        contrast: Distance in CIELAB to the ground along the weakest side.
    """

    corners: Polygon
    doubt: Doubt | None
    support: float
    contrast: float

    @property
    def sure(self) -> bool:
        """Whether it may be applied without asking."""
        return self.doubt is None


def find_outline(ground: Grounds) -> Outline | None:
    """Find the page in a photograph.

    Returns:
        The outline, or None where no page can be told from its ground: a scan, a page that
        reaches beyond the picture, a ground of the page's own colour.
    """
    outline = _settled(_judged_all(ground, _regions(ground)))
    if outline is None or not outline.sure:
        edges = _settled(_judged_all(ground, edge_quads(ground.light)))
        outline = max(
            (candidate for candidate in (outline, edges) if candidate is not None),
            key=_rank,
            default=None,
        )
    if outline is None:
        return None
    corners = tuple((x / ground.ratio, y / ground.ratio) for x, y in outline.corners)
    return replace(outline, corners=corners)


def _judged_all(ground: Grounds, proposed: Iterable[NDArray[np.float64]]) -> list[Outline]:
    judged = (_judged(ground, rough) for rough in proposed)
    return [each for each in judged if each is not None]


def _settled(outlines: list[Outline]) -> Outline | None:
    """Return the best outline; sure ones of different size are two pages or one, nobody knows."""
    sure = [each for each in outlines if each.sure]
    if not sure:
        return max(outlines, key=_rank, default=None)
    small, large = (choose(sure, key=lambda each: area(each.corners)) for choose in (min, max))
    if area(small.corners) < _SAME_SIZE * area(large.corners):
        return replace(small, doubt=Doubt.TWO_OUTLINES)
    return large


def _rank(outline: Outline) -> tuple[bool, float]:
    """Sure ones first, then by area: of two outlines the larger one cuts less away."""
    return outline.sure, area(outline.corners)


def _regions(ground: Grounds) -> Iterator[NDArray[np.float64]]:
    """Yield rough corners, shape (4, 2), of anything that may be the page."""
    for mask in _masks(ground):
        region = _main_region(mask)
        if region is not None:
            yield _four_corners(region)


def _masks(ground: Grounds) -> Iterator[Mask]:
    yield _split(ground.light)
    yield _split(np.clip(ground.unlike_rim * 3, 0, 255).astype(np.uint8))
    yield np.asarray(1 - _split(np.clip(ground.chroma * 3, 0, 255).astype(np.uint8)), np.uint8)
    steps = _steps(ground.colours)
    for least in (2.5, 5.0, 10.0):
        yield np.asarray(steps < least, dtype=np.uint8)


def _split(levels: Mask) -> Mask:
    _, mask = cv2.threshold(levels, 0, 1, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return np.asarray(mask, dtype=np.uint8)


def _steps(colours: Colours) -> NDArray[np.float32]:
    """Return the size of the step at each pixel, in CIELAB for a distance of two pixels."""
    across = cv2.Sobel(colours, cv2.CV_32F, 1, 0, ksize=3) / 4
    down = cv2.Sobel(colours, cv2.CV_32F, 0, 1, ksize=3) / 4
    squares = cv2.split(across**2 + down**2)
    return np.asarray(np.sqrt(squares[0] + squares[1] + squares[2]), dtype=np.float32)


def _main_region(mask: Mask) -> NDArray[np.int32] | None:
    """Return the outer contour of the largest connected part, or None where it is no page."""
    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, square(5))
    contours, _ = cv2.findContours(opened, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    largest = max(contours, key=cv2.contourArea)
    share = cv2.contourArea(largest) / mask.size
    return np.asarray(largest, np.int32) if _AREAS[0] <= share <= _AREAS[1] else None


def _four_corners(contour: NDArray[np.int32]) -> NDArray[np.float64]:
    """Return the corners of the quadrilateral that the region's hull resembles."""
    hull = cv2.convexHull(contour)
    around = cv2.arcLength(hull, True)
    for share in (0.015, 0.02, 0.03, 0.04, 0.06, 0.08):
        few = cv2.approxPolyDP(hull, share * around, True)
        if len(few) == 4:
            return clockwise(few[:, 0, :].astype(np.float64))
        if len(few) < 4:
            break
    return clockwise(np.asarray(cv2.boxPoints(cv2.minAreaRect(hull)), np.float64))


def _judged(ground: Grounds, rough: NDArray[np.float64]) -> Outline | None:
    """Fit rough corners to the edges and judge what came out."""
    border = fitted(ground.colours, rough, least=_LEAST_SUPPORT)
    if border is None or not _page_shaped(border.corners, ground.colours.shape[:2]):
        return None
    support = min(side.support for side in border.sides)
    contrast = min(side.contrast for side in border.sides)
    if contrast < _LEAST_CONTRAST:
        return None
    sure = support >= _SURE_SUPPORT and contrast >= _SURE_CONTRAST
    doubt = _doubt(ground, border.sides) if sure else Doubt.FAINT_EDGE
    if doubt is None and runs_on(ground.colours, border.corners):
        doubt = Doubt.RUNS_ON
    corners = tuple((float(x), float(y)) for x, y in border.corners)
    return Outline(corners, doubt, support, contrast)


def _page_shaped(corners: NDArray[np.float64], shape: tuple[int, ...]) -> bool:
    height, width = shape[:2]
    inside = (corners > _RIM).all() and (corners < (width - _RIM, height - _RIM)).all()
    if not inside or not cv2.isContourConvex(corners.astype(np.float32)):
        return False
    if not _AREAS[0] <= area([(x, y) for x, y in corners]) / (height * width) <= _AREAS[1]:
        return False
    edges = np.roll(corners, -1, axis=0) - corners
    lengths = np.linalg.norm(edges, axis=1)
    if min(lengths[0] / lengths[2], lengths[2] / lengths[0]) < _OPPOSITE:
        return False
    if min(lengths[1] / lengths[3], lengths[3] / lengths[1]) < _OPPOSITE:
        return False
    before = -np.roll(edges, 1, axis=0)
    cosines = (before * edges).sum(axis=1) / (lengths * np.roll(lengths, 1))
    angles = np.degrees(np.arccos(np.clip(cosines, -1, 1)))
    return bool((angles >= _ANGLES[0]).all() and (angles <= _ANGLES[1]).all())


def _doubt(ground: Grounds, sides: Sequence[Side]) -> Doubt | None:
    """Return why a clear outline may still be none of a page on a desk."""
    around = np.array([side.outside for side in sides])
    greyness = np.hypot(around[:, 1], around[:, 2])
    if ((around[:, 0] > _PAPER_LIGHT) & (greyness < _PAPER_CHROMA)).any():
        return Doubt.LIGHT_GROUND
    papers = np.array([side.inside for side in sides])
    if (papers[:, 0] < around[:, 0]).sum() >= 3:
        return Doubt.LIGHT_GROUND
    rim = ground.rim[None, :, :]
    if np.linalg.norm(papers[:, None, :] - rim, axis=2).min() < _OTHER_PAPER:
        return Doubt.OTHER_GROUND  # on one side more ground is within
    away = (around[:, None, :] - rim) * (_SHADE, 1.0, 1.0)
    if np.linalg.norm(away, axis=2).min(axis=1).max() > _SAME_GROUND:
        return Doubt.OTHER_GROUND
    return None
