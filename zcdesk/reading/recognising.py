"""Reads one text line: a crop of the page becomes a lattice of character probabilities."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import blake2b

import cv2
import numpy as np

from zcdesk.geometry import Polygon
from zcdesk.picture import GreyPicture
from zcdesk.reading.certainty import PLAIN
from zcdesk.reading.engine import recognition_session
from zcdesk.reading.lattice import COLUMN_WIDTH, HAN_COLUMNS, Lattice

LINE_HEIGHT = 48
"""Height in pixels at which the recogniser was trained."""

NARROWED = 0.7
"""Width of a large line as a share of its true width when it is recognised."""

LARGE = 24.0
"""Thickness in pixels of the page from which on a line is narrowed; smaller print is never."""

_VERTICAL = 1.5  # times as high as wide
_WIDTH_STEP = 32  # px to which lines are padded, so that lines of one width share a run
_SLIM_SHARE = 0.3  # of a line's characters: Latin letters and digits need the full width
_SLIM_COUNT = 6
_HARDLY_READ = PLAIN  # mean probability; of 334.88 a narrowed line showed 3488
_WIDEST = 3200  # px that are recognised at once; a wider line is taken piece by piece
_LONGEST = 32_000  # px at line height; a line of more than 660 letters is squeezed
_CUT_WITHIN = 0.25  # of a piece, at its end, where the whitest place for a cut is sought
_INK = 200  # grey level below which a pixel is ink
_ANSWERS: ContextVar[dict[bytes, Lattice] | None] = ContextVar("answers", default=None)


@contextmanager
def equal_crops_once() -> Iterator[None]:
    """Recognise crops that are equal to the byte once while the block runs, and keep nothing after.

    A page is looked at several times (re-readings, second looks, neighbours of a heading), and
    some of its lines come back as they were: 165 of 2 173 model runs on 18 pages.
    """
    before = _ANSWERS.set({})
    try:
        yield
    finally:
        _ANSWERS.reset(before)


def is_vertical(quad: Polygon) -> bool:
    """Tell whether a box is so much higher than wide that it holds a column of text.

    Args:
        quad: Corners clockwise from the text's top left.
    """
    return math.dist(quad[0], quad[3]) >= _VERTICAL * math.dist(quad[0], quad[1])


def crop_line(page: GreyPicture, quad: Polygon, sharpen: float = 0.0) -> GreyPicture:
    """Return the straightened line, ``LINE_HEIGHT`` pixels high.

    Args:
        page: Evened page.
        quad: Corners clockwise from the text's top left, pixels of ``page``.
        sharpen: Weight of an unsharp mask, for second looks at blurred lines.
    """
    top_left, top_right, bottom_right, bottom_left = (np.array(corner) for corner in quad)
    across = max(np.linalg.norm(top_right - top_left), np.linalg.norm(bottom_right - bottom_left))
    down = max(np.linalg.norm(bottom_left - top_left), np.linalg.norm(bottom_right - top_right))
    width, height = max(1, round(float(across))), max(1, round(float(down)))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    turn = cv2.getPerspectiveTransform(np.array(quad, np.float32), target)
    crop = cv2.warpPerspective(
        page, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    scaled = min(_LONGEST, max(COLUMN_WIDTH, round(width * LINE_HEIGHT / height)))
    shrinks = height > LINE_HEIGHT
    crop = cv2.resize(
        crop,
        (scaled, LINE_HEIGHT),
        interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC,
    )
    if sharpen:
        soft = cv2.GaussianBlur(crop, (0, 0), 1.5)
        crop = cv2.addWeighted(crop, 1 + sharpen, soft, -sharpen, 0)
    return np.asarray(crop, dtype=np.uint8)


def recognise_line(line: GreyPicture, thickness: float) -> Lattice:
    """Recognise a line, a large one at less than its width.

    A Han character takes 6 columns at full width and is read as well from 4.2: on 137 drawn pages
    every word found at full width was found narrowed, in 30 % less time; of 9 380 letters .2 %
    were lost, most of them below seals. Small print and lines of Latin letters lost more, so these
    are read at full width, and so are lines with many digits: equal neighbours need room.

    Args:
        line: The straightened line at full width, shape (``LINE_HEIGHT``, width).
        thickness: Height of the line on the page, in pixels.
    """
    if thickness < LARGE:
        return recognise(line)
    width = max(COLUMN_WIDTH, round(line.shape[1] * NARROWED))
    narrow = cv2.resize(line, (width, LINE_HEIGHT), interpolation=cv2.INTER_AREA)
    lattice = recognise(np.asarray(narrow, dtype=np.uint8), HAN_COLUMNS * NARROWED)
    return recognise(line) if is_slim(lattice) else lattice


def is_slim(lattice: Lattice) -> bool:
    """Tell whether a line holds so many slim letters, or mostly such ones and hardly read, that
    it needs its full width."""
    text = lattice.text
    letters = sum(letter.isascii() and letter.isalnum() for letter in text)
    mostly = letters > len(text) / 2 and lattice.confidence < _HARDLY_READ
    return mostly or letters >= max(_SLIM_COUNT, _SLIM_SHARE * len(text))


def recognise(line: GreyPicture, han_columns: float = HAN_COLUMNS) -> Lattice:
    """Run the recogniser on one line, shape (``LINE_HEIGHT``, width), as wide as it is.

    Each line is one run, padded to a fixed step: a line that was padded to the width of a
    neighbour in a batch moved its log probabilities by up to 4.9. A line of more than some 65
    letters is several runs: squeezed into one, it lost names (2 of 30 on two dense pages).

    Args:
        line: The straightened line.
        han_columns: Columns of a Han character as high as the line; less in a narrowed line.
    """
    lattice = _recognised_once(line[:, : _first_cut(line)], han_columns)
    while (done := lattice.columns * COLUMN_WIDTH) < line.shape[1]:
        rest = line[:, done:]
        lattice = lattice.joined(_recognised_once(rest[:, : _first_cut(rest)], han_columns))
    return lattice


def _first_cut(line: GreyPicture) -> int:
    """Return the width of a line's first piece: where no letter is, a whole column's edge."""
    width: int = line.shape[1]
    if width <= _WIDEST:
        return width
    least = round(_WIDEST * (1 - _CUT_WITHIN)) // COLUMN_WIDTH * COLUMN_WIDTH
    ink = np.count_nonzero(line[:, least - COLUMN_WIDTH // 2 :] < _INK, axis=0)
    steps = (_WIDEST - least) // COLUMN_WIDTH
    around = ink[: steps * COLUMN_WIDTH].reshape(steps, COLUMN_WIDTH).sum(axis=1)
    return int(least + np.argmin(around) * COLUMN_WIDTH)


def _recognised_once(line: GreyPicture, han_columns: float) -> Lattice:
    answers = _ANSWERS.get()
    if answers is None:
        return _recognised(line, han_columns)
    key = blake2b(np.ascontiguousarray(line).data, salt=f"{han_columns:.9f}".encode()).digest()
    if key not in answers:
        answers[key] = _recognised(line, han_columns)
    return answers[key]


def _recognised(line: GreyPicture, han_columns: float) -> Lattice:
    width = line.shape[1]
    padded = -(-width // _WIDTH_STEP) * _WIDTH_STEP
    levels = np.zeros((1, 3, LINE_HEIGHT, padded), np.float32)
    levels[:, :, :, :width] = line.astype(np.float32) / 127.5 - 1.0
    table = recognition_session().run(None, {"x": levels})[0][0]
    columns = max(1, min(len(table), -(-width // COLUMN_WIDTH)))
    return Lattice.from_probabilities(table[:columns], han_columns)
