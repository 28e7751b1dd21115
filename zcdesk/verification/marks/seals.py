"""Looks for seals that still show the applicant's words, by a search of its own.

Coloured ink is grouped on a reduced copy, each round group is straightened into a line by a polar
map and read; the words are then aligned with the line as everywhere in this package.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.applicant import OWN_WORDS, Word
from zcdesk.connected_components import components
from zcdesk.geometry import Polygon, box, centre
from zcdesk.picture import GreyPicture, Picture, grey_of, scaled, square
from zcdesk.reading.detecting import detect
from zcdesk.reading.page_reading import read_line
from zcdesk.reading.recognising import LINE_HEIGHT, recognise
from zcdesk.verification.words.aligning import Strand, align
from zcdesk.verification.words.judging import BOUND, PLAIN, Certainty
from zcdesk.verification.words.segments import cut, letters_of

_SIDE = 800  # px of the long side of the copy
_LEAST, _LARGEST = 0.03, 0.5  # of the long side
_FLATTEST = 1.9  # times its height that a ring is wide: ovals are
_ROUND = 0.85  # share of the hull in the ellipse around it, and the other way round
_TURNS = 1.3  # of the way around that is read: words may cross the beginning
_BANDS = ((0.48, 1.0), (0.56, 0.94))  # radii
_RADIUS = 150  # px of the straightened ring
_PALE = 11.0  # levels by which pale ink leads
_MOST = 8  # rings of a page that are read, the largest first
_DARK_MOST = 4  # the same of rings without a colour, of which more are none
_RING = 0.8  # of a dark circle is inked
_LETTER = 0.022  # of the long side: what is smaller is no ring
_NEAR = ((-2, 0, 2), (-2, 0, 2), range(-4, 5))  # px of the copy: right, down, wider
_STEPS = np.linspace(0, math.tau, 180, endpoint=False)


@dataclass(frozen=True)
class _Place:
    """Middle, half axes along and across, degrees clockwise of the first, in pixels of a page."""

    x: float
    y: float
    along: float
    across: float
    angle: float
    channel: int | None

    @property
    def polygon(self) -> Polygon:
        reach = max(self.along, self.across)
        return box(self.x - reach, self.y - reach, self.x + reach, self.y + reach)


def seals_left(picture: Picture, words: Sequence[Word]) -> Iterator[tuple[Certainty, Polygon]]:
    """Yield the places of seals on which one of the words can still be read, and how surely.

    Args:
        picture: The finished picture, opaque covers painted over.
        words: The applicant's words; only sure ones in Han characters count.
    """
    sought = [letters_of(word.text) for word in words if _counts(word)]
    scale = min(1.0, _SIDE / max(picture.shape[:2]))
    for place in _places(scaled(picture, scale), scale):
        disc = _disc(picture, place)
        strands = [*_of_ring(disc)]
        if place.channel is not None:
            strands += [*_of_quarters(disc), *_of_lines(disc)]
        found = [certainty for strand in strands for certainty in _found(strand, sought)]
        if found:
            yield max(found), place.polygon


def _counts(word: Word) -> bool:
    wanted = word.kind.target in OWN_WORDS
    return word.sure and wanted and not "".join(letters_of(word.text)).isascii()


def _places(copy: Picture, scale: float) -> list[_Place]:
    """Return where seals may be, coloured ones and dark circles, the largest first."""
    red, green, blue = (channel.astype(np.int16) for channel in cv2.split(copy))
    inks = ((0, red - np.maximum(green, blue)), (2, blue - np.minimum(red, green)))
    places: list[_Place] = []
    for channel, lead in inks:
        ink = ((lead > 30) & (lead * 6 > copy[:, :, channel].astype(np.int16))).astype(np.uint8)
        places += _groups(ink, channel)
    pale = [_groups(ink, channel) for channel, ink in _pale_inks(copy)]
    for groups in (*pale, _circles(grey_of(copy))):
        places += [place for place in groups if not any(_same(place, known) for known in places)]
    return [
        _Place(p.x / scale, p.y / scale, p.along / scale, p.across / scale, p.angle, p.channel)
        for p in sorted(places, key=lambda place: -place.along)[:_MOST]
    ]


def _pale_inks(copy: Picture) -> Iterator[tuple[int, NDArray[np.uint8]]]:
    """Yield red and blue ink as faint copies have it: little of it, but hardly any other colour.

    The paper's own colour is the level that nine tenths of the pixels do not exceed.
    """
    paper = np.percentile(copy.reshape(-1, 3)[::7], 90, axis=0)
    white = np.clip(copy * (255.0 / np.maximum(paper, 1.0)), 0, 255).astype(np.int16)
    red, green, blue = (white[:, :, channel] for channel in range(3))
    for channel, lead in ((0, red - np.maximum(green, blue)), (2, blue - np.maximum(red, green))):
        middle, upper = np.percentile(lead[::5, ::5], (50, 80))
        least = _PALE + middle + 4 * (upper - middle)
        taken = 255 - white.min(axis=2)
        yield channel, ((lead > least) & (lead * 5 > taken * 2)).astype(np.uint8)


def _same(place: _Place, other: _Place) -> bool:
    return math.dist((place.x, place.y), (other.x, other.y)) < max(place.along, other.along)


def _groups(ink: NDArray[np.uint8], channel: int) -> Iterator[_Place]:
    side = max(ink.shape)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, square(7))
    outlines, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    for outline in outlines:
        _, _, width, height = cv2.boundingRect(outline)
        long, short = max(width, height), min(width, height)
        if short < _LEAST * side or long > _LARGEST * side or long > _FLATTEST * short:
            continue
        hull = cv2.convexHull(outline)
        if len(hull) < 5:
            continue
        (x, y), (wide, tall), angle = cv2.fitEllipse(hull)
        share = cv2.contourArea(hull) / max(1.0, math.pi / 4 * wide * tall)
        if not _ROUND <= share <= 1 / _ROUND:
            (x, y), (wide, tall), angle = cv2.minAreaRect(outline)
        yield _Place(x, y, wide / 2, tall / 2, angle, channel)


def _circles(grey: GreyPicture) -> list[_Place]:
    """Return dark circles of a copy without colour (Hough transform), each fitted to its ink.

    The transform's middles and radii are off by some pixels, so that a thin ring was passed over:
    fitted, 23 of 25 rings on grey copies and faxes are found, 20 before; of print in small pieces
    it makes most of its work and no circle.
    """
    side = max(grey.shape)
    ink = (grey < 170).astype(np.uint8)
    circles = cv2.HoughCircles(
        cv2.GaussianBlur(_without_letters(grey, ink), (5, 5), 0),
        cv2.HOUGH_GRADIENT,
        2,
        side * 0.05,
        param1=140,
        param2=70,
        minRadius=round(side * 0.03),
        maxRadius=round(side * 0.14),
    )
    if circles is None:
        return []
    framed = np.pad(cv2.dilate(ink, square(3)).astype(np.float32), 1)
    framed[[0, -1]] = framed[:, [0, -1]] = np.nan  # what is outside of the page counts as nothing
    fits = [_fitted(framed, *circle) for circle in np.asarray(circles).reshape(-1, 3)[:20].tolist()]
    return [place for share, place in fits if share >= _RING][:_DARK_MOST]


def _without_letters(grey: GreyPicture, ink: NDArray[np.uint8]) -> GreyPicture:
    _, labels, stats, _ = components(ink)
    small = stats[:, cv2.CC_STAT_WIDTH : cv2.CC_STAT_HEIGHT + 1].max(axis=1) < _LETTER * max(
        grey.shape
    )
    small[0] = False
    return np.where(small[labels], np.uint8(255), grey)


def _fitted(framed: NDArray[np.float32], x: float, y: float, radius: float) -> tuple[float, _Place]:
    """Return the circle near one whose line is inked most, and how much of it is.

    Args:
        framed: 1 where ink is, not a number in the frame of one pixel around the picture.
    """
    right, down, wider = (part[..., None] for part in np.meshgrid(*_NEAR))
    rows = np.rint(y + down + (radius + wider) * np.sin(_STEPS)).astype(int) + 1
    columns = np.rint(x + right + (radius + wider) * np.cos(_STEPS)).astype(int) + 1
    rows, columns = rows.clip(0, framed.shape[0] - 1), columns.clip(0, framed.shape[1] - 1)
    line = framed[rows, columns]
    inked = np.nansum(line, axis=-1) / np.maximum(1, np.count_nonzero(~np.isnan(line), axis=-1))
    at = np.unravel_index(int(np.argmax(inked)), inked.shape)
    radius += float(wider[at][0])
    place = _Place(x + float(right[at][0]), y + float(down[at][0]), radius, radius, 0.0, None)
    return float(inked[at]), place


def _of_ring(disc: GreyPicture) -> Iterator[Strand]:
    """Yield the letters along the rim of a seal, from two bands of it."""
    height = round(_RADIUS * math.tau)
    polar = cv2.warpPolar(
        disc, (_RADIUS, height), (disc.shape[1] / 2, disc.shape[0] / 2), _RADIUS, cv2.INTER_LINEAR
    )
    # Rows are turns from the right, clockwise; reading begins at the bottom.
    turned = np.roll(polar, -height // 4, axis=0)
    whole = np.concatenate([turned, turned[: round(height * (_TURNS - 1))]], axis=0)
    for inner, outer in _BANDS:
        band = whole[:, round(inner * _RADIUS) : round(outer * _RADIUS)].T[::-1]
        width = round(band.shape[1] * (inner + outer) / 2 * LINE_HEIGHT / band.shape[0])
        line = cv2.resize(np.ascontiguousarray(band), (width, LINE_HEIGHT))
        yield Strand(cut(recognise(np.asarray(line, np.uint8)), 0))


def _disc(picture: Picture, place: _Place) -> GreyPicture:
    """Cut a seal out, straightened to a circle, as dark ink on white."""
    side = 2 * _RADIUS + 8
    turn = np.array(cv2.getRotationMatrix2D((place.x, place.y), place.angle, 1.0), np.float64)
    stretch = np.diag([_RADIUS / max(1.0, place.along), _RADIUS / max(1.0, place.across)])
    turn[:, 2] -= (place.x, place.y)
    turn = stretch @ turn
    # The ellipse's own turn goes back, so that the top of the page stays on top.
    angle = math.radians(place.angle)
    back = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    turn = back @ turn
    turn[:, 2] += side / 2
    cut_out = cv2.warpAffine(picture, turn, (side, side), borderValue=(255, 255, 255))
    if place.channel is None:
        grey = np.asarray(cv2.cvtColor(cut_out, cv2.COLOR_RGB2GRAY), np.float32)
    else:
        others = np.delete(cut_out, place.channel, axis=2).astype(np.float32)
        lead = cut_out[:, :, place.channel].astype(np.float32) - others.max(axis=2)
        grey = 255 - np.clip(lead, 0, 255)
    dark = min(232.0, float(np.percentile(grey, 4)))
    return np.asarray(np.clip((grey - dark) * (255 / (255 - dark)), 0, 255), np.uint8)


def _of_quarters(stamp: GreyPicture) -> Iterator[Strand]:
    """Yield the four letters of a name seal, columns first."""
    half, rim = stamp.shape[0] // 2, stamp.shape[0] // 14
    rows = columns = slice(rim, half), slice(half, -rim)
    for order in (((0, 1), (1, 1), (0, 0), (1, 0)), ((0, 0), (0, 1), (1, 0), (1, 1))):
        size = (LINE_HEIGHT, LINE_HEIGHT)
        parts = [cv2.resize(stamp[rows[row], columns[column]], size) for row, column in order]
        yield Strand(cut(recognise(np.asarray(np.hstack(parts), np.uint8)), 0))


def _of_lines(stamp: GreyPicture) -> Iterator[Strand]:
    """Yield the letters of a stamp in columns from the right, and in rows."""
    lines = [read_line(stamp, quad) for quad in detect(stamp, 2 * _RADIUS)]
    letters = [
        (*centre(line.span(segment.column, segment.column + 1)), segment)
        for line in lines
        for segment in cut(line.lattice, 0)
    ]
    apart = _RADIUS / 5
    columns = sorted(letters, key=lambda letter: (-round(letter[0] / apart), letter[1]))
    rows = sorted(letters, key=lambda letter: (round(letter[1] / apart), letter[0]))
    for order in (columns, rows):
        yield Strand(tuple(segment for _, _, segment in order))


def _found(strand: Strand, sought: Sequence[tuple[str, ...]]) -> Iterator[Certainty]:
    for letters in sought:
        for alignment in align(strand, letters, BOUND):
            yield Certainty.LEAK if alignment.cost <= PLAIN else Certainty.REVIEW
