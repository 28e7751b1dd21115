"""Looks for QR codes, bar codes and printed verification codes that were left, by its own search.

The corner squares of a QR code are found by their runs of 1 : 1 : 3 : 1 : 1 along rows and columns,
a bar code by rows that all change between ink and paper at the same places. Codes of other kinds
are read by zxing-cpp, as the search before the covers does: for them there is no second means.

Source: ISO/IEC 18004 for the finder pattern.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import combinations

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.applicant import PLACELESS, Word
from zcdesk.connected_components import blobs
from zcdesk.geometry import Polygon, bounds, box, centre, holds
from zcdesk.names.arabic_letters import is_arabic, plain_letters
from zcdesk.names.encoded_words import readings_of, sounded, spaced
from zcdesk.names.organisations import is_another_body
from zcdesk.names.spellings import is_han, is_latin
from zcdesk.picture import GreyPicture, Picture, grey_of, scaled
from zcdesk.reading.codes import QR_CODES, SQUARES, DecodedCode
from zcdesk.reading.line import Line
from zcdesk.verification.words.segments import plain

_SIDE = 1400  # px of the long side of the copy
_RUNS = np.array((1, 1, 3, 1, 1)) / 7
_LEAST_MODULE = 1.0  # px
_MOST_CORNERS = 24  # that are tried; each pair costs a look
_VALUE = re.compile(
    r"(?:验证码|防伪码|防伪编码|核验码|校验码|查询码|验证编号)[】）)]?[：:]?\s*"
    r"([A-Za-z0-9][A-Za-z0-9\-]{4,})"
)
_OTHER_SQUARES = set(SQUARES) - set(QR_CODES)
_BARS = 36  # changes between bar and space
_HAN, _READ = 3, 0.8  # Han characters of a line that is print, and its mean probability
_CONTRAST = 30.0  # grey levels; faint copies of bars have 60, the grain of a dark band has less
_SAME = 0.8  # correlation of the upper with the lower part
_FIRM, _LEAST_SHARED = 8, 5
"""Latin letters that count within other letters too, and those of a form that others share."""

_Corner = tuple[float, float, float]  # middle, and width of a module


def named_codes_left(
    decoded: Sequence[DecodedCode], words: Sequence[Word]
) -> Iterator[tuple[Word, Polygon]]:
    """Yield the codes that say one of the words, a sure one first, and where they are."""
    names = [plain(word.text) for word in words if word.kind not in PLACELESS]
    for code in decoded:
        texts = [plain(text) for text in readings_of(code.text, code.data)]
        told = sorted(words, key=_shared)
        word = next((word for word in told if any(_says(t, word, names) for t in texts)), None)
        if word is not None:
            yield word, code.polygon


def _shared(word: Word) -> bool:
    return not word.sure


def _says(text: str, word: Word, names: Sequence[str]) -> bool:
    """Tell whether a word is among the words of a text: in Latin letters as some words in a
    row, else as letters in a row. ``names``: of the employer, by which a school is the own one."""
    if is_arabic(word.text):
        return plain_letters(word.text) in plain_letters(text)
    letters = plain(spaced(word.text)).replace(" ", "")
    run = text.replace(" ", "")
    if not is_latin(letters):
        before, found, _ = run.partition(letters)
        another = word.kind in PLACELESS and is_another_body(before, letters, names)
        # Any number that is opened as base64 may give a single Han letter.
        han = bool(found and letters[1:]) and not another
        return han or any(sound in run for sound in sounded(word))
    if not word.sure and len(letters) < _LEAST_SHARED:
        return False
    tokens = re.findall(r"[^\W\d_]+", text)
    rows = ("".join(tokens[a:b]) for a in range(len(tokens)) for b in range(a + 1, a + 5))
    return (len(letters) >= _FIRM and letters in run) or letters in rows


def codes_left(
    picture: Picture,
    bare: Picture,
    lines: Sequence[Line],
    decoded: Sequence[DecodedCode],
) -> Iterator[Polygon]:
    """Yield the places of codes on a finished picture.

    Args:
        picture: The finished picture as it is; the dark squares of a code look like covers.
        bare: The same with covers painted over; one below the other they look like bars.
        lines: What was read of it.
        decoded: Its codes that can be read.
    """
    scale = min(1.0, _SIDE / max(picture.shape[:2]))
    for polygon in _squares(_ink(scaled(grey_of(picture), scale))):
        yield tuple((x / scale, y / scale) for x, y in polygon)
    print_lines = [line for line in lines if _is_print(line)]
    copy = scaled(grey_of(bare), scale)
    ink = _ink(copy)
    upright = [tuple((x, y) for y, x in polygon) for polygon in _bars(copy.T, ink.T)]
    for polygon in (*_bars(copy, ink), *upright):
        place = tuple((x / scale, y / scale) for x, y in polygon)
        # In small print 关事项通知 has as many upright strokes as bars, of one height.
        if not any(holds(bounds(line.quad), centre(place)) for line in print_lines):
            yield place
    yield from (code.polygon for code in decoded if code.kind in _OTHER_SQUARES)
    for line in lines:
        value = _VALUE.search(line.lattice.text)
        if value is not None:
            first = line.lattice.characters[value.start(1)].column
            last = line.lattice.characters[value.end(1) - 1].column
            yield line.span(first - 1, last + 2)


def _is_print(line: Line) -> bool:
    """Tell whether a line was read as Han characters."""
    han = sum(is_han(character.text) for character in line.lattice.characters)
    return han >= _HAN and line.lattice.confidence >= _READ


def _ink(copy: GreyPicture) -> NDArray[np.bool_]:
    light = cv2.blur(copy, (41, 41), borderType=cv2.BORDER_REPLICATE).astype(np.float32)
    return np.asarray(copy < light * 0.85)


def _squares(ink: NDArray[np.bool_]) -> Iterator[Polygon]:
    """Yield the squares that three corner marks of one size span."""
    taken: set[_Corner] = set()
    for marks in combinations(_corners(ink)[:_MOST_CORNERS], 3):
        if taken.isdisjoint(marks) and _span_a_code(marks):
            taken.update(marks)
            left, top, _ = np.min(marks, axis=0).tolist()
            right, bottom, module = np.max(marks, axis=0).tolist()
            rim = 4.5 * module
            yield box(left - rim, top - rim, right + rim, bottom + rim)


def _span_a_code(marks: Sequence[_Corner]) -> bool:
    """Tell whether three marks are alike and at the corners of half a square."""
    modules = [module for _, _, module in marks]
    short, other, long = sorted(math.dist(a[:2], b[:2]) for a, b in combinations(marks, 2))
    alike = max(modules) <= 1.5 * min(modules)
    sized = 12 * max(modules) < short < 180 * max(modules)
    return alike and sized and other < 1.2 * short and 1.2 * other < long < 1.6 * other


def _corners(ink: NDArray[np.bool_]) -> list[_Corner]:
    """Return middles and module widths of corner marks, those seen in most rows first."""
    seen: dict[tuple[int, int], list[_Corner]] = {}
    for row, x, module in _crossings(ink[::2]):
        y = 2 * row
        column = ink[max(0, y - round(7 * module)) : y + round(7 * module), round(x)]
        offset = y - max(0, y - round(7 * module))
        near = [c for _, c, m in _crossings(column[None]) if 0.6 < m / module < 1.6]
        middle = min(near, key=lambda c: abs(c - offset), default=None)
        if middle is not None and abs(middle - offset) <= 2 * module:
            key = (round(x / (4 * module)), round((y - offset + middle) / (4 * module)))
            seen.setdefault(key, []).append((x, y - offset + middle, module))
    groups = sorted(seen.values(), key=len, reverse=True)
    corners: list[_Corner] = []
    for group in groups:
        x, y, module = np.mean(group, axis=0).tolist()
        if all(math.dist((x, y), other[:2]) > 4 * module for other in corners):
            corners.append((x, y, module))
    return corners


def _crossings(rows: NDArray[np.bool_]) -> Iterator[tuple[int, float, float]]:
    """Yield row, middle and module width of each 1 : 1 : 3 : 1 : 1 along rows, ink first."""
    lies, before = np.nonzero(rows[:, 1:] != rows[:, :-1])
    edges = before + 1
    places = np.flatnonzero((lies[:-5] == lies[5:]) & rows[lies[:-5], edges[:-5]])
    runs = np.stack([edges[places + step + 1] - edges[places + step] for step in range(5)], axis=1)
    total = runs.sum(axis=1)
    off = np.abs(runs / total[:, None] - _RUNS) * 7
    good = (off[:, [0, 1, 3, 4]].max(axis=1) < 0.55) & (off[:, 2] < 0.8)
    good &= total >= 7 * _LEAST_MODULE
    for place, whole in zip(places[good], total[good], strict=True):
        yield int(lies[place]), float(edges[place]) + float(whole) / 2, float(whole) / 7


def _bars(copy: GreyPicture, ink: NDArray[np.bool_]) -> Iterator[Polygon]:
    """Yield the places of bars that are side by side."""
    joined = cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((1, 13), np.uint8))
    joined = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((15, 45), np.uint8))
    for own, left, top in blobs(joined):
        height, width = own.shape
        if _is_striped(copy[top : top + height, left : left + width]):
            yield box(left, top, left + width, top + height)


def _is_striped(part: NDArray[np.uint8]) -> bool:
    height = part.shape[0]
    upper = part[round(0.15 * height) : round(0.45 * height)].astype(np.float32).mean(axis=0)
    lower = part[round(0.45 * height) : round(0.75 * height)].astype(np.float32).mean(axis=0)
    dark, light = (float(value) for value in np.percentile(upper, (10, 90)))
    level = (dark + light) / 2
    changes = np.count_nonzero(np.diff((upper < level).astype(np.int8)))
    return bool(
        light - dark >= _CONTRAST and changes >= _BARS and np.corrcoef(upper, lower)[0, 1] >= _SAME
    )
