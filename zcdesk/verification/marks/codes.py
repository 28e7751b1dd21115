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

from zcdesk.applicant import Word
from zcdesk.connected_components import components
from zcdesk.geometry import Point, Polygon, bounds, box, centre, holds, share_in
from zcdesk.names.arabic_letters import is_arabic, plain_letters
from zcdesk.names.encoded_words import readings_of, sounded, spaced
from zcdesk.names.spellings import is_han, is_latin
from zcdesk.picture import GreyPicture, Picture, grey_of, scaled
from zcdesk.reading.codes import QR_CODES, DecodedCode, decoded_codes
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
_BARS = 36  # changes between bar and space
_HAN, _READ = 3, 0.8  # Han characters of a line that is print, and its mean probability
_CONTRAST = 30.0  # grey levels; faint copies of bars have 60, the grain of a dark band has less
_WRITTEN = 0.3  # of a square that lines of print take; in a code there are none
_SAME = 0.8  # correlation of the upper with the lower part
_FIRM, _LEAST_SHARED = 8, 5
"""Latin letters that count within other letters too, and those of a form that others share."""


def named_codes_left(
    decoded: Sequence[DecodedCode], words: Sequence[Word]
) -> Iterator[tuple[Word, Polygon]]:
    """Yield the codes that say one of the words, a sure one first, and where they are."""
    for code in decoded:
        texts = [plain(text) for text in readings_of(code.text, code.data)]
        said = (word for word in sorted(words, key=_shared) if any(_says(t, word) for t in texts))
        word = next(said, None)
        if word is not None:
            yield word, code.polygon


def _shared(word: Word) -> bool:
    return not word.sure


def _says(text: str, word: Word) -> bool:
    """Tell whether a word is among the words of a text: in Latin letters as some words in a
    row, else as letters in a row."""
    if is_arabic(word.text):
        return plain_letters(word.text) in plain_letters(text)
    letters = plain(spaced(word.text)).replace(" ", "")
    run = text.replace(" ", "")
    if not is_latin(letters):
        # Any number that is opened as base64 may give a single Han letter.
        han = letters in run and bool(letters[1:])
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
    decoded: Sequence[DecodedCode] | None = None,
    grey: GreyPicture | None = None,
) -> Iterator[Polygon]:
    """Yield the places of codes on a finished picture.

    Args:
        picture: The finished picture as it is; the dark squares of a code look like covers.
        bare: The same with covers painted over; one below the other they look like bars.
        lines: What was read of it.
        decoded: Its codes that can be read, where they were read already.
        grey: ``picture`` in grey, where somebody has it.
    """
    scale = min(1.0, _SIDE / max(picture.shape[:2]))
    grey = grey_of(picture) if grey is None else grey
    print_lines = [line for line in lines if _is_print(line)]
    for polygon in _squares(_ink(scaled(grey, scale))):
        place = tuple((x / scale, y / scale) for x, y in polygon)
        # Among small letters three may look like the corners of a code as large as a paragraph.
        written = sum(share_in(bounds(place), bounds(line.quad)) for line in print_lines)
        if written < _WRITTEN:
            yield place
    copy = scaled(grey_of(bare), scale)
    for polygon in _bars(copy, _ink(copy)):
        place = tuple((x / scale, y / scale) for x, y in polygon)
        # In small print 关事项通知 has as many upright strokes as bars, of one height.
        if not any(holds(bounds(line.quad), centre(place)) for line in print_lines):
            yield place
    for code in decoded_codes(picture) if decoded is None else decoded:
        if code.is_proven and not code.has_bars and code.kind not in QR_CODES:
            yield code.polygon
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
    corners = _corners(ink)[:_MOST_CORNERS]
    taken: set[int] = set()
    for triple in combinations(range(len(corners)), 3):
        if taken & set(triple):
            continue
        marks = [corners[number] for number in triple]
        modules = [module for _, _, module in marks]
        if max(modules) > 1.5 * min(modules):
            continue
        sides = sorted(math.dist(a[:2], b[:2]) for a, b in combinations(marks, 2))
        alike = sides[1] < 1.2 * sides[0] and 1.2 < sides[2] / sides[1] < 1.6
        if alike and 12 < sides[0] / max(modules) < 180:
            taken |= set(triple)
            rim = 4.5 * max(modules)
            across, down = [x for x, _, _ in marks], [y for _, y, _ in marks]
            yield box(min(across) - rim, min(down) - rim, max(across) + rim, max(down) + rim)


def _corners(ink: NDArray[np.bool_]) -> list[tuple[float, float, float]]:
    """Return middles and module widths of corner marks, those seen in most rows first."""
    seen: dict[tuple[int, int], list[tuple[float, float, float]]] = {}
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
    means = [tuple(float(v) for v in np.mean(group, axis=0)) for group in groups]
    corners: list[tuple[float, float, float]] = []
    for mean in means:
        if all(math.dist(mean[:2], other[:2]) > 4 * mean[2] for other in corners):
            corners.append((mean[0], mean[1], mean[2]))
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
    for turned in (False, True):
        seen, part = (ink.T, copy.T) if turned else (ink, copy)
        joined = cv2.morphologyEx(
            seen.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((1, 13), np.uint8)
        )
        joined = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((15, 45), np.uint8))
        count, _, stats, _ = components(joined)
        for number in range(1, count):
            left, top, width, height = (int(value) for value in stats[number, :4])
            if _is_striped(part[top : top + height, left : left + width]):
                corners: tuple[Point, ...] = box(left, top, left + width, top + height)
                yield tuple((y, x) for x, y in corners) if turned else corners


def _is_striped(part: NDArray[np.uint8]) -> bool:
    height = part.shape[0]
    upper = part[round(0.15 * height) : round(0.45 * height)].astype(np.float32).mean(axis=0)
    lower = part[round(0.45 * height) : round(0.75 * height)].astype(np.float32).mean(axis=0)
    dark, light = (float(value) for value in np.percentile(upper, (10, 90)))
    if light - dark < _CONTRAST:
        return False
    level = (dark + light) / 2
    if np.count_nonzero(np.diff((upper < level).astype(np.int8))) < _BARS:
        return False
    return bool(np.corrcoef(upper, lower)[0, 1] >= _SAME)
