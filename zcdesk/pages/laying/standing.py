"""How a page stands: from four corners, turn and skew to the flat page, and what a person changes.

Every change starts again from the decoded picture, so that it can be taken back, however often it
was changed, and pixels are resampled once.
"""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.finding_facts import About, codes_about
from zcdesk.findings import Finding
from zcdesk.geometry import Polygon, Transform, area
from zcdesk.pages.page import Clarity, FoundLaying, Page

_FOCALS = (0.45, 1.6)
"""Shares of the diagonal: focal lengths that cameras have, from wide angle to portrait."""

_USUAL_FOCAL = 0.66  # of the diagonal: a telephone's main camera, 26 to 28 mm on film

_KNOWN = (math.sqrt(2), 85.6 / 53.98)
"""Proportions of papers (ISO 216, rows A and B) and of identity cards (ISO/IEC 7810, ID-1)."""

_LIKE_KNOWN = 0.035  # a proportion as near as this to a known one is taken for it

_FLAT = 0.004  # of the diagonal: sides that meet no nearer than this are seen as parallel


def flattened(corners: Polygon, width: int, height: int) -> tuple[Transform, int, int]:
    """Return how the quadrilateral ``corners`` becomes a page, and the page's size.

    Args:
        corners: Clockwise from the one that becomes the page's top left; pixels of a picture.
        width: Width of that picture.
        height: Its height.

    Returns:
        The map from the picture to the page, width and height of the page in pixels. No side of
        the page has fewer pixels than the longer of the two sides that it was seen as.

    Raises:
        ValueError: The corners do not span a convex quadrilateral.

    Source:
        Proportions of a rectangle from one view: Zhang and He, Whiteboard scanning and image
        enhancement, Digital Signal Processing 17 (2007), section 3.
    """
    require_convex(corners)
    across = max(math.dist(corners[0], corners[1]), math.dist(corners[3], corners[2]))
    down = max(math.dist(corners[0], corners[3]), math.dist(corners[1], corners[2]))
    proportion = _known(_proportion(corners, width, height))
    wide = max(1, round(max(across, down * proportion)))
    high = max(1, round(max(down, across / proportion)))
    target = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32)
    matrix = cv2.getPerspectiveTransform(np.array(corners, np.float32), target)
    return Transform.from_rows(matrix.tolist()), wide, high


def require_convex(corners: Polygon) -> None:
    """Check that four corners can be those of a page.

    Raises:
        ValueError: They do not span a convex quadrilateral, clockwise.
    """
    if len(corners) != 4 or area(corners) < 16:
        raise ValueError("four corners that span a page are needed")
    around = [*corners, corners[0], corners[1]]
    steps = [(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(around)]
    if any(x0 * y1 - y0 * x1 <= 0 for (x0, y0), (x1, y1) in pairwise(steps)):
        raise ValueError("corners must run clockwise around a convex shape")


def is_perspective(corners: Polygon) -> bool:
    """Tell whether corners deviate from right angles as only a view from aside makes them."""
    return any(abs(angle - 90) > 0.8 for angle in _angles(corners))


def _angles(corners: Polygon) -> list[float]:
    angles = []
    for number, (x, y) in enumerate(corners):
        (x0, y0), (x1, y1) = corners[number - 1], corners[(number + 1) % 4]
        before, other = math.atan2(y0 - y, x0 - x), math.atan2(y1 - y, x1 - x)
        angles.append(math.degrees((before - other) % math.tau))
    return angles


def _proportion(corners: Polygon, width: int, height: int) -> float:
    """Return width to height of the rectangle that is seen at ``corners``."""
    if not is_perspective(corners):
        return math.dist(corners[0], corners[1]) / math.dist(corners[0], corners[3])
    middle = (width / 2, height / 2)
    diagonal = math.hypot(width, height)
    square = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], np.float32)
    seen = (np.array(corners, np.float64) - middle) / diagonal
    matrix = np.asarray(
        cv2.getPerspectiveTransform(square, seen.astype(np.float32)), dtype=np.float64
    )
    across, down = matrix[:, 0], matrix[:, 1]
    focal = _focal(across, down)

    def length(column: NDArray[np.float64]) -> float:
        return math.hypot(column[0] / focal, column[1] / focal, column[2])

    return length(across) / length(down)


def _focal(
    across: NDArray[np.float64],
    down: NDArray[np.float64],
) -> float:
    """Return the focal length as a share of the diagonal; the usual one where the view is weak."""
    depth = float(across[2] * down[2])
    if abs(depth) > _FLAT:
        squared = -float(across[0] * down[0] + across[1] * down[1]) / depth
        if _FOCALS[0] ** 2 <= squared <= _FOCALS[1] ** 2:
            return math.sqrt(squared)
    return _USUAL_FOCAL


def _known(proportion: float) -> float:
    for known in _KNOWN:
        for like in (known, 1 / known):
            if abs(proportion / like - 1) <= _LIKE_KNOWN:
                return like
    return proportion


def straightened(page: Page) -> Page:
    """Fill in transform and size for the page's corners, turn and skew."""
    transform, width, height = Transform(), page.source_width, page.source_height
    if page.corners is not None:
        transform, width, height = flattened(page.corners, width, height)
    transform = transform.then(Transform.quarter_turn(page.turn, width, height))
    if page.turn in {90, 270}:
        width, height = height, width
    transform, width, height = levelled(transform, width, height, page.skew)
    return replace(page, transform=transform, width=width, height=height)


def as_decoded(page: Page) -> Page:
    """Return the page with the geometry of its decoded picture.

    Corners, turn and skew are still told, but no longer applied. What else was found on ``page``
    is carried over by ``page.transform.inverse()``.
    """
    back = page.transform.inverse()
    return replace(
        page,
        transform=Transform(),
        width=page.source_width,
        height=page.source_height,
        unclear=tuple(back.apply_all(each) for each in page.unclear),
    )


def turned(page: Page, degrees: int) -> Page:
    """Return ``page`` turned clockwise by a person, who then is sure of it.

    Args:
        page: Page as it is.
        degrees: 90, 180 or 270 more.

    Raises:
        ValueError: ``degrees`` is not a quarter turn.
    """
    more = Transform.quarter_turn(degrees, page.width, page.height)
    sideways = degrees in {90, 270}
    return replace(
        unjudged(page),
        transform=page.transform.then(more),
        width=page.height if sideways else page.width,
        height=page.width if sideways else page.height,
        turn=(page.turn + degrees) % 360,
        turn_sure=True,
        findings=_without(unjudged(page).findings, About.TURN),
    )


def page_from_corners(page: Page, corners: Polygon | None) -> Page:
    """Return ``page`` with the outline that a person chose, its turn kept.

    Args:
        page: The page as it is.
        corners: Pixels of the decoded picture, clockwise from the one that is top left there;
            None takes the whole picture again. Only what the program laid has a skew.

    Raises:
        ValueError: The corners do not span a convex page.
    """
    known = unjudged(page)
    findings = _without(known.findings, About.OUTLINE)
    chosen = replace(known, corners=corners, skew=0.0, offered=(), findings=findings)
    return straightened(replace(chosen, skew=found_skew(chosen)))


def found_laying(page: Page) -> FoundLaying:
    """Return how the program laid ``page``; an old page tells only how it stands."""
    return page.found or FoundLaying(page.corners, page.turn, page.skew, page.offered)


def found_skew(page: Page) -> float:
    """Return the skew that was found for the outline that ``page`` has now; 0.0 for any other."""
    laying = found_laying(page)
    return laying.skew if page.corners == laying.corners else 0.0


def with_skew(page: Page, skew: float) -> Page:
    """Return ``page`` turned by another small angle, in degrees clockwise, instead of its own."""
    return straightened(replace(unjudged(page), skew=skew))


def with_light(page: Page, *, even: bool) -> Page:
    """Return ``page`` with shadows and cast of colour taken away, or as they were."""
    return replace(unjudged(page), even_light=even)


def unjudged(page: Page) -> Page:
    """Return ``page`` without what was said of its look, which no longer holds once it is laid
    anew; :func:`zcdesk.pages.preparing.judge` says it again.
    """
    return replace(
        page,
        clarity=Clarity.UNMEASURED,
        measures={},
        text_height=None,
        unclear=(),
        look="",
        findings=_without(page.findings, About.LOOK, About.SHARPNESS),
    )


def levelled(
    transform: Transform, width: int, height: int, degrees: float
) -> tuple[Transform, int, int]:
    """Add a small turn; the page grows so that no corner, and no name in a corner, is lost."""
    if degrees == 0:
        return transform, width, height
    cosine, sine = math.cos(math.radians(degrees)), abs(math.sin(math.radians(degrees)))
    wide = math.ceil(width * cosine + height * sine)
    high = math.ceil(height * cosine + width * sine)
    lean = Transform.rotation(degrees, (width / 2, height / 2))
    centring = Transform.shift((wide - width) / 2, (high - height) / 2)
    return transform.then(lean).then(centring), wide, high


def _without(findings: tuple[Finding, ...], *about: About) -> tuple[Finding, ...]:
    codes = codes_about(*about)
    return tuple(each for each in findings if each.code not in codes)
