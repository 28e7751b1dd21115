"""Which kind of occurrence a mark is: what the rows of the leak table are made of."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from tools.drawing.marks import DrawnPage, InkMark, Role, Setting
from tools.drawing.people import DOTS
from zcdesk.geometry import Polygon, bounds

WORDS = (Role.NAME, Role.NAME_LATIN, Role.EMPLOYER, Role.EMPLOYER_SHORT)
COLOURLESS = frozenset({"grey", "fax"})
"""Damages that leave no colour, so that a seal cannot be told from print by it."""

_SPACED = 1.45  # em between the middles of neighbouring letters
_BACK = 2.0  # em that a line break goes back at least


class Kind(StrEnum):
    """How the applicant's name or employer stands on a page; the first that fits counts."""

    HAND = "written by hand"
    ARABIC = "Arabic script"
    WATERMARK = "watermark"
    DISPLAY = "display letters of a logo"
    UNDER_COLOUR = "below a colour seal"
    UNDER_GREY = "below a grey or black seal"
    VERTICAL = "vertical"
    SPLIT = "split over two lines"
    LATIN = "pinyin"
    SPACED = "spaced out"
    CELL = "table cell"
    SHORT = "short form of the employer"
    EMPLOYER = "employer"
    NAME = "name"


PRINTED = tuple(
    kind
    for kind in Kind
    if kind
    not in (
        Kind.HAND,
        Kind.ARABIC,
        Kind.WATERMARK,
        Kind.DISPLAY,
        Kind.UNDER_COLOUR,
        Kind.UNDER_GREY,
    )
)
"""The kinds that the bars for printed text are about."""


def kind_of(mark: InkMark, page: DrawnPage) -> Kind | None:
    """Return the kind of an occurrence; None when the mark is none of the applicant's words."""
    if mark.role not in WORDS:
        return None
    if mark.hand:
        return Kind.HAND
    if mark.setting in (Setting.ARABIC, Setting.WATERMARK, Setting.VERTICAL, Setting.DISPLAY):
        below = _below_seal(mark, page)
        if mark.setting is Setting.VERTICAL and below:
            return below
        return Kind[mark.setting.name]
    return _below_seal(mark, page) or _set(mark)


def _set(mark: InkMark) -> Kind:
    if _goes_back(mark):
        return Kind.SPLIT
    if mark.role is Role.NAME_LATIN:
        return Kind.LATIN
    if mark.role is Role.NAME and _spaced(mark):
        return Kind.SPACED
    if mark.setting is Setting.CELL:
        return Kind.CELL
    return {Role.EMPLOYER: Kind.EMPLOYER, Role.EMPLOYER_SHORT: Kind.SHORT}.get(mark.role, Kind.NAME)


def _below_seal(mark: InkMark, page: DrawnPage) -> Kind | None:
    seals = [seal.characters[0] for seal in page.having(Role.SEAL, Role.OTHER_SEAL)]
    if not any(_within(_middle(letter), seal) for letter in mark.characters for seal in seals):
        return None
    return Kind.UNDER_GREY if COLOURLESS & set(page.damages) else Kind.UNDER_COLOUR


def _goes_back(mark: InkMark) -> bool:
    middles = [_middle(letter) for letter in mark.characters]
    return any(after[0] < before[0] - _BACK * mark.em for before, after in pairwise(middles))


def _spaced(mark: InkMark) -> bool:
    if any(dot in mark.text for dot in DOTS):
        return False
    middles = [_middle(letter) for letter in mark.characters]
    steps = [after[0] - before[0] for before, after in pairwise(middles)]
    return bool(steps) and float(np.median(steps)) > _SPACED * mark.em


def inside_own(page: DrawnPage) -> Callable[[InkMark], list[bool]]:
    """Return a function that tells for each letter of a mark if an own seal or signature is on it.

    What stands below those cannot stay when they are covered.
    """
    marks = page.having(Role.SEAL, Role.SIGNATURE, Role.PHOTO)
    places = [place for mark in marks for place in mark.characters]

    def below(mark: InkMark) -> list[bool]:
        return [any(_touching(letter, place) for place in places) for letter in mark.characters]

    return below


def crosses_own(page: DrawnPage) -> Callable[[InkMark], bool]:
    """Return a function that tells if a letter of a mark lies below an own watermark.

    The watermark's words must be covered, and with them what stands between their edges; where its
    cover only reaches further than that, what it takes is not excused.
    """
    marks = [mark for mark in page.having(*WORDS) if mark.setting is Setting.WATERMARK]
    strips = [
        np.asarray(cv2.convexHull(np.array(corners, np.float32)), np.float32)
        for corners in ([corner for place in mark.characters for corner in place] for mark in marks)
    ]

    def crosses(mark: InkMark) -> bool:
        letters = [np.array(letter, np.float32) for letter in mark.characters]
        return any(_shared(letter, strip) > 0 for letter in letters for strip in strips)

    return crosses


def is_one_off(text: str, name: str) -> bool:
    """Tell whether a name is as long as the applicant's and differs from it by one character."""
    first, second = _bare(text), _bare(name)
    return len(first) == len(second) and sum(map(str.__ne__, first, second)) == 1


def _bare(text: str) -> str:
    return "".join(letter for letter in text if letter not in DOTS and not letter.isspace())


def _middle(polygon: Polygon) -> tuple[float, float]:
    left, top, right, bottom = bounds(polygon)
    return (left + right) / 2, (top + bottom) / 2


def _within(point: tuple[float, float], polygon: Polygon) -> bool:
    return cv2.pointPolygonTest(np.array(polygon, np.float32), point, False) >= 0


def _shared(letter: NDArray[np.float32], strip: NDArray[np.float32]) -> float:
    return float(cv2.intersectConvexConvex(letter, strip)[0])


def _touching(letter: Polygon, place: Polygon) -> bool:
    left, top, right, bottom = bounds(letter)
    left2, top2, right2, bottom2 = bounds(place)
    return left < right2 and left2 < right and top < bottom2 and top2 < bottom
