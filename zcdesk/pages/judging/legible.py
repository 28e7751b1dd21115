"""The second look at clarity: what our own recogniser could read of a page, and where it could not.

The first look (:mod:`zcdesk.pages.judging.clarity`) measures strokes and knows nothing of letters.
Here the page has been read: how sure the recogniser was of each letter says how many it got wrong,
and writing that it did not find at all counts too. A line without a word that is drawn as sharply
as the words that were read is a seal's rim, another script or an ornament: it has no vote. Why
print is unclear is measured on the lines that voted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.finding_facts import About, codes_about, finding_of
from zcdesk.geometry import Polygon, bounds, box
from zcdesk.pages.judging.clarity import (
    CLEAR,
    NO_TEXT,
    SURELY,
    UNREADABLE,
    cause,
    line_measures,
    line_score,
)
from zcdesk.pages.judging.text_boxes import TextBox, find_writing, steps_across
from zcdesk.pages.page import Clarity, Page
from zcdesk.picture import GreyPicture, Picture, grey_of, level_at, reduced
from zcdesk.reading.certainty import PLAIN
from zcdesk.reading.line import Line, Reading
from zcdesk.reading.other_side import OtherSide, other_side
from zcdesk.reading.page_reading import read_line

DOUBTFUL, LOST = 0.10, 0.35
"""Share of the small print expected to be misread from which a page is borderline, unreadable.

Fitted on 130 tuning pages of ``benchmarks/clarity.py``: pages with a fifth or more of their small
print misread were expected to have 0.13 and more misread, others hardly ever 0.08.
"""

_SMALL_PRINT = 0.3  # share of a page's letters, the smallest ones, that the verdict is about
_SAME_SIZE = 1.15  # letters at most so much higher than those belong to them
_COLOURED = 22.0  # CIELAB beyond the page's own tint: ink of a seal
_STAMPED = 0.06  # share of a line that such ink takes: then the seal is unclear, not the print
_ENOUGH = 8  # letters; with less the first look's verdict stands
_PLAINLY = PLAIN  # probability of a letter that is surely read
_LOST_LINES = 8  # lines that were not found, at most so many of them are read one by one
_LINE_LENGTH = 5.0  # heights: shorter things that were not found may be grain
_READABLE = 0.45  # letters that must come out of such a line for each of its heights
_GRAINY = 5.0  # grey levels between neighbours on most of the page
_AS_SHARP = 0.8  # of the words' least detail: other scripts have fewer strokes than Han
_AROUND = 1.3  # times the height of its letters: the box in which a line is read
_PLACES = 5
_PLACE_ERROR = 0.35  # expected share of a line's letters misread from which its place is shown


Boxes = tuple[TextBox, ...]


@dataclass(frozen=True)
class _Part:
    """A line: where, how high, how many letters, how many of them plainly read, and which share of
    all is expected wrong."""

    place: Polygon
    height: float
    letters: float
    plain: int
    error: float

    @property
    def is_words(self) -> bool:
        """Tell whether words were read there: a lone sign is none, nor what is mostly guessed."""
        return self.plain > 1 and 2 * self.plain >= self.letters


def judge_legibility(
    page: Page,
    picture: Picture,
    grey: GreyPicture,
    reading: Reading,
    boxes: Boxes | None = None,
    behind: OtherSide | None = None,
) -> Page:
    """Return ``page`` with the verdict on its clarity that follows from its reading.

    Args:
        page: As prepared; its ``measures`` are those of the first look.
        picture: Its pixels.
        grey: The same, evened out.
        reading: What was read on it.
        boxes: Its lines of writing as the first look found them, where they are at hand.
        behind: What the page shows of its other side, which nobody need be able to read.

    Returns:
        The page with ``clarity``, ``measures`` (``read``: expected share of small print read
        right; ``legibility``: the same on the scale of the first look), ``unclear`` places (after
        those that it has) and findings. With hardly any letters the first look's verdict stays.
    """
    if "steadiness" not in page.measures:
        return _read_after_all(page, reading)
    thin = other_side(grey, reading.lines) if behind is None else behind
    parts = list(_parts(picture, grey, reading, boxes, thin))
    if sum(part.letters for part in parts) < _ENOUGH:
        return page
    if _error_of(_small_print(parts)) >= DOUBTFUL:
        parts = _voting(parts, grey_of(picture))
    small = _small_print(parts)
    error = _error_of(small)
    score = float(np.interp(error, (0, DOUBTFUL, LOST, 1), (1, CLEAR, UNREADABLE, 0)))
    measures = {**page.measures, "legibility": round(score, 3), "read": round(1 - error, 3)}
    blurs = codes_about(About.SHARPNESS)
    eaches = tuple(each for each in page.findings if each.code not in blurs)
    read = replace(page, clarity=Clarity.CLEAR, measures=measures, findings=eaches)
    if error < DOUBTFUL:
        return read
    measures |= _strokes(small, grey_of(picture))
    finding = finding_of(cause(measures), value=f"{score:.2f}", needed=f"{CLEAR:.2f}")
    return replace(
        read,
        clarity=Clarity.UNREADABLE if error >= LOST else Clarity.BORDERLINE,
        measures=measures,
        unclear=(*page.unclear, *_unclear(parts))[:_PLACES],
        findings=(*eaches, finding),
    )


def _read_after_all(page: Page, reading: Reading) -> Page:
    """Return a page without lines as a clear one where letters were plainly read, and hardly one
    that was not: set far apart they are no lines to the first look.
    """
    read = [each.probability for line in reading.lines for each in line.lattice.characters]
    plain = sum(map(_plain, reading.lines))
    others = tuple(each for each in page.findings if each.code != NO_TEXT)
    if plain < _ENOUGH or sum(read) < (1 - DOUBTFUL) * len(read) or others == page.findings:
        return page
    return replace(page, clarity=Clarity.CLEAR, findings=others)


def _parts(
    picture: Picture,
    grey: GreyPicture,
    reading: Reading,
    boxes: Boxes | None,
    behind: OtherSide,
) -> Iterator[_Part]:
    height, width = (length // 2 for length in picture.shape[:2])
    even = picture[: max(1, 2 * height), : max(1, 2 * width)]  # one row alone has no half
    half = reduced(even, max(1, width), max(1, height))
    tint = float(np.median(_chroma(half[::4, ::4])))
    for line in reading.lines:
        if behind.holds(line) or _is_ornament(line) or _stamped(half, tint, line.quad):
            continue
        letters = _letters(line)
        if letters:
            yield _Part(line.quad, line.thickness, letters, _plain(line), _error(line))
    for missed in _not_found(_writing(picture, boxes), reading):
        quad = box(missed.left, missed.top, missed.right, missed.bottom)
        line = read_line(grey, quad)
        if behind.shows(grey, line):
            continue
        # Grain and ornaments give no letters at all, print that nobody can read gives some.
        if len(line.lattice.characters) >= _READABLE * missed.length:
            yield _Part(quad, missed.height * _AROUND, missed.length, _plain(line), _error(line))


def _is_ornament(line: Line) -> bool:
    """Tell whether a line is the frame of a certificate: the same few letters over and over."""
    text = line.lattice.text
    return len(text) >= _ENOUGH and len(text) >= 3 * len(set(text))


def _writing(picture: Picture, boxes: Boxes | None) -> Boxes:
    """Return the lines of writing; a page so grainy that grain looks like it is smoothed before."""
    some = np.asarray(cv2.cvtColor(picture[::4], cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    grainy = level_at(steps_across(some), 50) >= _GRAINY
    if not grainy and boxes is not None:
        return boxes
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    if not grainy:
        return find_writing(grey).boxes
    smooth = np.asarray(cv2.GaussianBlur(grey, (0, 0), 1.6), dtype=np.uint8)
    return find_writing(smooth).boxes


def _letters(line: Line) -> float:
    """Return how many letters a line probably has; one that gave none counts by its length."""
    read = len(line.lattice.characters)
    by_length = line.length / max(line.thickness, 1.0)
    if read == 0:
        return 0.8 * by_length if by_length > 1.2 else 0.0
    return max(float(read), 0.6 * by_length)


def _plain(line: Line) -> int:
    return sum(each.probability > _PLAINLY for each in line.lattice.characters)


def _error(line: Line) -> float:
    return 1.0 - line.lattice.confidence


def _not_found(boxes: Sequence[TextBox], reading: Reading) -> list[TextBox]:
    """Return the longest lines of writing in which the reading has no line."""
    boxes_read = [bounds(line.quad) for line in reading.lines]
    missed = [
        each
        for each in boxes
        if each.length >= _LINE_LENGTH and not any(_holds(line, each) for line in boxes_read)
    ]
    return sorted(missed, key=lambda each: -each.length)[:_LOST_LINES]


def _holds(line: tuple[float, float, float, float], each: TextBox) -> bool:
    x, y = (each.left + each.right) / 2, (each.top + each.bottom) / 2
    return line[0] - 3 <= x <= line[2] + 3 and line[1] - 3 <= y <= line[3] + 3


def _voting(parts: Sequence[_Part], page: GreyPicture) -> list[_Part]:
    """Return the lines whose letters tell whether the page can be read.

    Where enough words are surely read, a line without any that is drawn as sharply as they are
    or as the best pages was not lost by the camera; with fewer every line is needed.
    """
    sure = [part for part in parts if part.is_words and part.error < DOUBTFUL]
    if sum(part.letters for part in sure) < _ENOUGH:
        return list(parts)
    details = (_measured(part, page)["detail"] for part in sure)
    least = _AS_SHARP * min(SURELY["detail"], *details)
    return [part for part in parts if part.is_words or _may_be_lost(part, page, least)]


def _may_be_lost(part: _Part, page: GreyPicture, least: float) -> bool:
    """Tell whether blur, grain or size may have taken the words from a line."""
    measures = _measured(part, page)
    return measures["detail"] < least or line_score(measures) < CLEAR


def _measured(part: _Part, page: GreyPicture) -> dict[str, float]:
    """Measure the strokes of a line; one that runs down is laid on its side."""
    left, top, right, bottom = bounds(part.place)
    if bottom - top > right - left:
        page = np.ascontiguousarray(np.rot90(page))
        left, top, right, bottom = top, len(page) - right, bottom, len(page) - left
    middle, reach = (top + bottom) / 2, max(1.0, part.height / _AROUND / 2)
    above, below = max(0, int(middle - reach)), int(middle + reach) + 1
    return line_measures(page, TextBox(max(0, int(left)), above, int(right) + 1, below))


def _strokes(parts: Sequence[_Part], page: GreyPicture) -> dict[str, float]:
    """Return the measures in the middle of the lines that are expected to have errors."""
    some = [_measured(part, page) for part in parts if part.error >= DOUBTFUL]
    names = some[0].keys() - {"characters"}
    return {name: round(float(np.median([each[name] for each in some])), 3) for name in names}


def _small_print(parts: Sequence[_Part]) -> list[_Part]:
    """Return the lines that have the smallest letters of the page."""
    ordered = sorted(parts, key=lambda part: part.height)
    letters = np.cumsum([part.letters for part in ordered])
    last = int(np.searchsorted(letters, letters[-1] * _SMALL_PRINT))
    limit = ordered[min(last, len(ordered) - 1)].height * _SAME_SIZE
    return [part for part in ordered if part.height <= limit]


def _error_of(parts: Sequence[_Part]) -> float:
    """Return which share of their letters is expected to be misread."""
    weight = sum(part.letters for part in parts)
    return sum(part.letters * part.error for part in parts) / weight


def _unclear(parts: Sequence[_Part]) -> tuple[Polygon, ...]:
    worst = sorted(parts, key=lambda part: -part.error * part.letters**0.5)
    return tuple(part.place for part in worst if part.error >= _PLACE_ERROR)[:_PLACES]


def _chroma(picture: Picture) -> NDArray[np.float32]:
    """Return how far from grey each pixel is, CIELAB."""
    colours = cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    return np.asarray(np.hypot(colours[:, :, 1], colours[:, :, 2]), dtype=np.float32)


def _stamped(half: Picture, tint: float, quad: Polygon) -> bool:
    """Tell whether much of a line is more coloured than the page as a whole; half its pixels."""
    left, top, right, bottom = (max(0, int(edge / 2)) for edge in bounds(quad))
    part = half[top : bottom + 1, left : right + 1]
    if part.size == 0 or _spread(part) < _COLOURED:
        return False
    return float((_chroma(part) > tint + _COLOURED).mean()) > _STAMPED


def _spread(part: Picture) -> int:
    """Return the most by which the colours of a pixel differ; its CIELAB chroma is never larger."""
    red, green, blue = cv2.split(part)
    most = cv2.max(cv2.max(red, green), blue)
    return int(cv2.subtract(most, cv2.min(cv2.min(red, green), blue)).max())
