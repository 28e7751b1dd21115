"""From an opened scan to an upright, judged page, and the same page again from its pixels."""

from __future__ import annotations

import math
from dataclasses import replace

import cv2
import numpy as np

from zcdesk.findings import Finding, warning
from zcdesk.geometry import Transform
from zcdesk.pages.clarity import legibility
from zcdesk.pages.page import Page, PageSource
from zcdesk.pages.scan import Scan, decode
from zcdesk.pages.skew import skew
from zcdesk.pages.upright import Turn, quarter_turn
from zcdesk.picture import Picture, require_picture

_LEAST_SKEW = 0.1
"""Degrees; a smaller lean cannot be seen, and turning by it would only soften the print."""

_LONGEST_WARP = 32_000  # px a side; OpenCV's resampling addresses pixels with 16 bits

_LOOK_SIDE = 1600  # px of the reduced copy on which turn and skew are found


def prepare(scan: Scan, index: int = 0, straighten: bool = True) -> tuple[Page, Picture]:
    """Decode a page, stand it upright and judge it.

    Args:
        scan: From :func:`zcdesk.pages.scan.open_scan`.
        index: Page of the file, from 0.
        straighten: False leaves the pixels as decoded; turn and skew are then told, not applied.

    Returns:
        The page and its pixels.

    Raises:
        ScanError: The page cannot be decoded.
        MissingModelError: The orientation model is not installed.
    """
    source = decode(scan, index)
    height, width = source.shape[:2]
    turn, lean = _found(source)
    page = Page(
        source=PageSource(str(scan.path), scan.sha256, index),
        source_width=width,
        source_height=height,
        width=width,
        height=height,
        turn=turn.degrees,
        turn_sure=turn.sure,
        skew=lean,
        dpi=scan.headers[index].dpi,
    )
    if straighten:
        page = straightened(page)
    picture = upright_picture(source, page)
    del source
    judged = picture if straighten else np.rot90(picture, -turn.degrees // 90)
    verdict = legibility(np.asarray(judged))
    page = replace(
        page,
        clarity=verdict.clarity,
        measures=verdict.measures,
        text_height=verdict.text_height,
        findings=(*scan.findings, *_turn_findings(turn, verdict.findings), *verdict.findings),
    )
    return page, picture


def upright_picture(source: Picture, page: Page) -> Picture:
    """Return the pixels of ``page`` from those of its source, always the same ones.

    Quarter turns move pixels; anything else is one cubic interpolation. What was not on the
    source gets the colour of its paper.

    Args:
        source: The decoded, EXIF-turned picture; it is left as it is and may be returned itself.
        page: Whose transform is applied.

    Raises:
        ValueError: ``source`` is not of the size that the page was made from.
    """
    require_picture(source)
    if source.shape[:2] != (page.source_height, page.source_width):
        raise ValueError(f"page was made from another picture: {source.shape}")
    for degrees in (0, 90, 180, 270):
        plain = Transform.quarter_turn(degrees, page.source_width, page.source_height)
        if page.transform == plain:
            return np.ascontiguousarray(np.rot90(source, -degrees // 90))
    # OpenCV counts from the centre of the first pixel, we from its corner.
    centred = Transform.shift(0.5, 0.5).then(page.transform).then(Transform.shift(-0.5, -0.5))
    warped = cv2.warpPerspective(
        source,
        np.array(centred.rows),
        (page.width, page.height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=paper_colour(source),
    )
    return np.asarray(warped, dtype=np.uint8)


def turned(page: Page, degrees: int) -> Page:
    """Return ``page`` turned clockwise by a person, who then is sure of it.

    Args:
        page: Page as it stands.
        degrees: 90, 180 or 270 more.

    Raises:
        ValueError: ``degrees`` is not a quarter turn.
    """
    more = Transform.quarter_turn(degrees, page.width, page.height)
    sideways = degrees in {90, 270}
    return replace(
        page,
        transform=page.transform.then(more),
        width=page.height if sideways else page.width,
        height=page.width if sideways else page.height,
        turn=(page.turn + degrees) % 360,
        turn_sure=True,
        findings=tuple(each for each in page.findings if each.code != "page.turn_unsure"),
    )


def thumbnail(picture: Picture, width: int, height: int) -> Picture:
    """Return a reduced copy that fits into ``width`` × ``height`` px; never an enlarged one."""
    ratio = min(1.0, width / picture.shape[1], height / picture.shape[0])
    size = (max(1, round(picture.shape[1] * ratio)), max(1, round(picture.shape[0] * ratio)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def paper_colour(picture: Picture) -> tuple[int, int, int]:
    """Return the colour of the paper: the commonest bright colour near the edges.

    A page without bright edges (a photo of a desk) gets white.
    """
    small = thumbnail(picture, 400, 400)
    band = max(1, min(small.shape[:2]) // 12)
    inner = np.zeros(small.shape[:2], dtype=bool)
    inner[band:-band, band:-band] = True
    edge = small[~inner]
    bright = edge[edge.min(axis=1) >= 160]
    if len(bright) * 3 < len(edge):
        return (255, 255, 255)
    red, green, blue = (int(value) for value in np.median(bright, axis=0))
    return (red, green, blue)


def _found(source: Picture) -> tuple[Turn, float]:
    """Return the quarter turn and the skew; skew first, for a leaning page is harder to turn."""
    look = thumbnail(source, _LOOK_SIDE, _LOOK_SIDE)
    lean = skew(look)
    if max(source.shape) > _LONGEST_WARP or abs(lean) <= _LEAST_SKEW:
        lean = 0.0
    height, width = look.shape[:2]
    transform, width, height = _levelled(Transform(), width, height, lean)
    level = cv2.warpPerspective(
        look, np.array(transform.rows), (width, height), borderValue=paper_colour(look)
    )
    return quarter_turn(np.asarray(level, dtype=np.uint8)), lean


def straightened(page: Page) -> Page:
    """Fill in transform and size for the page's turn and skew."""
    width, height = page.source_width, page.source_height
    transform = Transform.quarter_turn(page.turn, width, height)
    if page.turn in {90, 270}:
        width, height = height, width
    transform, width, height = _levelled(transform, width, height, page.skew)
    return replace(page, transform=transform, width=width, height=height)


def _levelled(
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


def _turn_findings(turn: Turn, others: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Tell a doubtful turn, except of a blank page, which looks the same from all sides."""
    if turn.sure or any(each.code == "page.blank" for each in others):
        return ()
    return (warning("page.turn_unsure"),)
