"""Signatures beside the applicant's own labels, by a search of their own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache

import cv2
import numpy as np

from zcdesk.geometry import Polygon, centre
from zcdesk.picture import GreyPicture, square
from zcdesk.reading.line import Line
from zcdesk.resources import resource

_REACH = 6.0  # line heights behind a label
_INK = 0.10  # squares of the line height; an empty space has none
_DARK = 170  # level of an evened page
_DATE = re.compile(r"\d\s*[年月日./-]|年|月\s*日")
_BREAK = re.compile(r"[：:；;。，]")


def signatures_left(page: GreyPicture, lines: Sequence[Line]) -> Iterator[Polygon]:
    """Yield the spaces beside own signing labels in which something is written.

    Args:
        page: The finished picture evened out, opaque covers painted over.
        lines: What was read of it.
    """
    for line in lines:
        text = line.lattice.text
        for match in _label().finditer(text):
            ahead = _BREAK.split(text[: match.start()])[-1][-8:]
            own = match.group("own") or any(word in ahead for word in _words()["own"])
            behind = text[match.end() :].strip()
            if not own or any(word in ahead for word in _words()["other"]) or _DATE.match(behind):
                continue
            place = _written(page, lines, line, match.end())
            if place is not None:
                yield place


def _written(page: GreyPicture, lines: Sequence[Line], line: Line, end: int) -> Polygon | None:
    """Return the space behind the letter before ``end`` when there is ink in it."""
    height = line.thickness
    last = line.lattice.characters[end - 1].column + 1
    start = last + 0.4 * height / line.column_pixels
    stop = start + _REACH * height / line.column_pixels
    for other in lines:
        x, y = centre((other.quad[0], other.quad[3]))
        along = (x - line.quad[0][0]) / max(1.0, line.length) * line.columns
        follows = along > start and abs(y - centre(line.quad)[1]) < height
        if follows and _DATE.search(other.lattice.text):
            stop = min(stop, along - 0.5)
    behind = line.lattice.characters[end:]
    digits = [character.column - 1 for character in behind if character.text.isdigit()]
    stop = min((stop, *digits))
    if stop <= start:
        return None
    place = line.span(start, stop, above=0.1, below=0.1)
    size = (max(4, round((stop - start) * line.column_pixels)), max(4, round(1.2 * height)))
    target = np.array([(0, 0), (size[0], 0), size, (0, size[1])], np.float32)
    turn = cv2.getPerspectiveTransform(np.array(place, np.float32), target)
    cut = cv2.warpPerspective(page, turn, size, borderValue=255)
    ink = (cut < _DARK).astype(np.uint8)
    rules = cv2.morphologyEx(
        ink, cv2.MORPH_OPEN, np.ones((1, max(3, round(2.2 * height))), np.uint8)
    )
    uprights = cv2.morphologyEx(
        ink, cv2.MORPH_OPEN, np.ones((max(3, round(1.1 * height)), 1), np.uint8)
    )
    ruled = cv2.dilate(cv2.bitwise_or(rules, uprights), square(3))
    strokes = cv2.countNonZero(cv2.subtract(ink, ruled))
    return place if strokes >= _INK * height * height else None


@cache
def _words() -> dict[str, list[str]]:
    table: dict[str, list[str]] = tomllib.loads(
        resource("characters", "labels.toml").read_text(encoding="utf-8")
    )
    return table


@cache
def _label() -> re.Pattern[str]:
    signing = "|".join(_words()["signing"])
    standing = "|".join(_words()["standing"])
    tail = "|".join(_words()["tail"])
    return re.compile(
        rf"(?:(?P<own>(?:{standing}))[（(]?(?:{signing})?|(?:{signing}))"
        rf"[）)]?[（(]?(?:{tail})?[）)]?[：:]"
    )
