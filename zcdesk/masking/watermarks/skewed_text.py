"""Pale words that run slantwise behind the print: watermarks with a company's name.

The detector joins them to the lines they cross, or passes them over. So the print is taken off the
page first; what stays is pale, and is turned until it is straight and read like any other page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.applicant import Target
from zcdesk.finding_facts import finding_of
from zcdesk.geometry import Polygon, Transform, direction
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict, covered_places
from zcdesk.masking.watermarks.pale_layer import PALE, PaleLayer, holds, meet, read_turned
from zcdesk.picture import GreyPicture, Ink
from zcdesk.reading.certainty import READ
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_line

STRAIGHT = 12.0
"""Degrees; what is straighter is read with the page."""

_PALE = (PALE, 235)  # levels below which what is not print counts as a pale word
_JOINED = (9, 17, 29)  # px of the copy; letters of one word are so near to each other
_THICK, _THIN = 14.0, 9.0  # px of the copy; a thin strip must be long, or it is a rim of print
_SLENDER, _LONG = 1.7, 5.0  # length of a strip to its thickness; less is a seal, one letter
_ASKED = 2.8  # the same of a strip that a person is asked about; less may belong to a picture
_INKED = (0.12, 0.75)  # share of a strip that is inked; letters leave white between their strokes
_LETTERS = 2  # parts of a strip that are as large as letters, at least ...
_LETTERS_ASKED = 3  # ... and where a person is asked: of a seal's ring one piece or two are left
_LETTER = 0.35  # thickness of the strip; a part of a letter is as large
SAME = 6.0  # degrees between strips that are turned together
ANGLES = 2  # of one page; more is no watermark
_READ = READ  # mean probability of letters that are read
_FEW = 0.45  # letters for each square of the strip's thickness; fewer leave some unread
LARGER = 1.4  # thickness of a watermark's letters to that of the print
_WITHIN, _FURTHER = 3.0, 8.0
"""Thicknesses of a line that are read again at its end, and what is read behind it."""

_BOXED = 0.45  # length of a line to the strip it was found in; the least of 40 watermarks had 0.49
_BOXED_DEEP = (0.45, 3.0)  # thickness of the same, which may take in Arabic tails
_BOXED_TURN = 9.0  # degrees between the two
_HIDDEN = 0.7  # share of a strip below one cover that needs no question


@dataclass(frozen=True)
class Strip:
    """A pale row of letters that is askew.

    Attributes:
        quad: Its corners, clockwise from the top left of the text, pixels of the page.
        degrees: How far it is turned, clockwise, -90 to 90.
        letters: Parts of it that are as large as letters.
    """

    quad: Polygon
    degrees: float
    letters: int


def skewed_strips(layer: PaleLayer, seals: Sequence[Polygon]) -> tuple[Strip, ...]:
    """Return where pale letters run slantwise. ``seals``: where seals are; the words of their rings
    are no strips."""
    return tuple(strips_on(layer, seals))


def read_skewed_strips(layer: PaleLayer, strips: Sequence[Strip]) -> tuple[Line, ...]:
    """Read the slanting strips of a page; the lines are in pixels of the page."""
    return tuple(read_strips(layer.pixels, strips))


def read_strips(
    page: GreyPicture,
    strips: Sequence[Strip],
    apart: float = SAME,
    levels: tuple[int, int] = (0, PALE),
) -> Iterator[Line]:
    """Yield what is read of strips, those that lie alike together.

    Args:
        page: A page without its print.
        apart: Degrees between strips that are read together.
        levels: Between which the words' ink lies.
    """
    for degrees in turns(strips):
        near = [strip for strip in strips if abs(strip.degrees - degrees) <= apart]
        rim, quads = max(map(length, near)) / 4, [strip.quad for strip in near]
        yield from read_turned(page, degrees, quads, rim, levels)


def read_on_into_skewed_text(
    page: GreyPicture, lines: Sequence[Line], strips: Sequence[Strip]
) -> tuple[Line, ...]:
    """Read what runs on from a line of print into a slanting strip, or comes out of one. Where a
    watermark crosses the print, the detector may end a line early; two letters behind the end
    (编写：张伟) would be read by nobody."""
    regions = {
        region
        for line in lines
        if not line.vertical
        for region in _beyond(line, page.shape[1])
        if any(_touch(strip.quad, region) for strip in strips)
    }
    return tuple(read_line(page, region) for region in sorted(regions))


def _beyond(line: Line, width: int) -> Iterator[Polygon]:
    """Yield both ends of a line, each with as much paper behind it as a long name takes."""
    (x0, y0), (x1, y1) = line.quad[:2]
    across, down = (x1 - x0) / max(line.length, 1.0), (y1 - y0) / max(line.length, 1.0)
    to_right = max(across, 1e-6)  # a line that stands upright meets no side of the page
    within, further = _WITHIN * line.thickness, _FURTHER * line.thickness
    for first, last in ((line.length - within, line.length + further), (-further, within)):
        first, last = max(first, -x0 / to_right), min(last, (width - x0) / to_right)
        if last - first <= within + line.thickness:
            continue
        yield tuple(
            (x + across * along, y + down * along)
            for (x, y), along in (
                (line.quad[0], first),
                (line.quad[0], last),
                (line.quad[3], last),
                (line.quad[3], first),
            )
        )


def _touch(polygon: Polygon, other: Polygon) -> bool:
    both, _ = cv2.intersectConvexConvex(np.array(polygon, np.float32), np.array(other, np.float32))
    return float(both) > 0


def judge_unread_skewed_text(
    strips: Sequence[Strip],
    lines: Sequence[Line],
    hits: Sequence[Hit],
    elsewhere: Sequence[Polygon],
    print_lines: Sequence[Line],
) -> tuple[Hit, ...]:
    """Return a doubt for each slanting strip that nobody could read; it points, it never covers.

    A strip in which not even a line was found, once it lay straight, is no writing: a crease, the
    stripes of a photographed screen, cloudy paper.

    Args:
        hits: What was found so far; a strip below a cover needs no question.
        elsewhere: Seals and portraits, which are judged by themselves.
        print_lines: The straight lines of the page. One short strip that is no larger than they
            are is what soft print leaves behind; watermarks are large, long or come more than once.
    """
    large = LARGER * float(np.median([line.thickness for line in print_lines] or [0.0]))
    covers = covered_places(hits)
    return tuple(
        Hit(
            Mask(Target.EMPLOYER, strip.quad, "", 0.0, Origin.SCRIPT),
            Verdict.DOUBT,
            finding_of("hit.slanting"),
        )
        for strip in strips
        if _squares(strip) >= _ASKED
        and strip.letters >= _LETTERS_ASKED
        and (_squares(strip) >= _LONG or thickness(strip) >= large or is_repeated(strip, strips))
        and _is_boxed(strip, lines)
        and not _is_read(strip, lines)
        and not any(_hides(cover, strip.quad) for cover in covers)
        and not any(holds(place, strip.quad) for place in elsewhere)
    )


def strips_on(
    layer: PaleLayer, seals: Sequence[Polygon], levels: Sequence[int] = _PALE, softened: float = 0.0
) -> Iterator[Strip]:
    """Yield the strips of letters that are askew.

    Args:
        seals: Where seals are; the words of their rings are no strips.
        levels: Grey levels below which there is ink, the darkest first.
        softened: Pixels of the small copy by which grain is smoothed away.
    """
    copy = layer.small
    (height, width), (down, across) = layer.pixels.shape, copy.shape
    to_page = Transform.scale(width / across, height / down)
    if softened:
        copy = np.asarray(cv2.GaussianBlur(copy, (0, 0), softened), np.uint8)
    taken: list[Polygon] = [*seals]
    for pale in levels:
        strips = list(_joined_strips((copy < pale).astype(np.uint8)))
        for strip in sorted(strips, key=length, reverse=True):
            quad = to_page.apply_all(strip.quad)
            if not any(holds(place, quad) for place in taken):
                taken.append(quad)
                yield replace(strip, quad=quad)


def _joined_strips(ink: Ink) -> Iterator[Strip]:
    """Yield the strips that letters form when they are joined over wider and wider gaps."""
    for joined in _JOINED:
        brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (joined, joined))
        closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, brush)
        outlines, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        strips = (_strip(np.asarray(outline), ink) for outline in outlines)
        yield from (strip for strip in strips if strip is not None)


def _strip(outline: NDArray[np.integer[Any]], ink: Ink) -> Strip | None:
    middle, sides, angle = cv2.minAreaRect(outline)
    thickness, length = min(sides), max(sides)
    if thickness < _THIN or length < (_SLENDER if thickness >= _THICK else _LONG) * thickness:
        return None
    along = angle if sides[0] >= sides[1] else angle + 90.0
    degrees = (along + 90.0) % 180.0 - 90.0  # turned by half a circle it lies the same way
    if min(abs(degrees), 90.0 - abs(degrees)) < STRAIGHT:
        return None
    turn = Transform.rotation(degrees, (0.0, 0.0)).then(Transform.shift(*middle))
    half, deep = length / 2, thickness / 2
    corners = ((-half, -deep), (half, -deep), (half, deep), (-half, deep))
    quad = turn.apply_all(corners)
    letters = _letters(ink, quad, length, thickness)
    return Strip(quad, degrees, letters) if letters >= _LETTERS else None


def _letters(ink: Ink, quad: Polygon, length: float, thickness: float) -> int:
    """Count the letters with white between their strokes that are in a strip."""
    target = np.array([(0, 0), (length, 0), (length, thickness), (0, thickness)], np.float32)
    turn = cv2.getPerspectiveTransform(np.array(quad, np.float32), target)
    part = cv2.warpPerspective(ink * 255, turn, (round(length), round(thickness))) > 127
    if not _INKED[0] <= float(part.mean()) <= _INKED[1]:
        return 0
    _, _, stats, _ = cv2.connectedComponentsWithStats(part.astype(np.uint8))
    large = stats[1:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1) >= _LETTER * thickness
    return int(large.sum())


def turns(strips: Sequence[Strip]) -> list[float]:
    """Return the angles of most strips, the longest first."""
    angles: list[float] = []
    for strip in sorted(strips, key=length, reverse=True):
        if len(angles) < ANGLES and all(abs(strip.degrees - angle) > SAME for angle in angles):
            angles.append(strip.degrees)
    return angles


def length(strip: Strip) -> float:
    """Return how long a strip is, in pixels."""
    (x0, y0), (x1, y1) = strip.quad[:2]
    return float(np.hypot(x1 - x0, y1 - y0))


def _squares(strip: Strip) -> float:
    """Return the length of a strip in its thicknesses: letters it has room for."""
    return length(strip) / max(1.0, thickness(strip))


def thickness(strip: Strip) -> float:
    """Return how high the letters of a strip are, with the white above and below them."""
    (x0, y0), (x1, y1) = strip.quad[1:3]
    return float(np.hypot(x1 - x0, y1 - y0))


def is_repeated(strip: Strip, strips: Sequence[Strip], apart: float = SAME) -> bool:
    """Tell whether another strip of the page is turned alike, but for some degrees."""
    return any(
        other is not strip and abs(other.degrees - strip.degrees) <= apart for other in strips
    )


def _is_read(strip: Strip, lines: Sequence[Line]) -> bool:
    read = (line for line in _lines_along(strip, lines) if line.lattice.confidence >= _READ)
    return sum(len(line.lattice.letters) for line in read) >= _FEW * _squares(strip)


def _is_boxed(strip: Strip, lines: Sequence[Line]) -> bool:
    """Tell whether a line of writing was found along a strip."""
    least, most = (share * thickness(strip) for share in _BOXED_DEEP)
    return any(
        line.length >= _BOXED * length(strip)
        and least <= line.thickness <= most
        and abs(direction(line.quad) - strip.degrees) <= _BOXED_TURN
        for line in _lines_along(strip, lines)
    )


def _lines_along(strip: Strip, lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if meet(strip.quad, line.quad)]


def _hides(cover: Polygon, quad: Polygon) -> bool:
    cover_corners, other = (np.array(polygon, np.float32) for polygon in (cover, quad))
    both, _ = cv2.intersectConvexConvex(cover_corners, other)
    return float(both) > _HIDDEN * float(cv2.contourArea(other))
