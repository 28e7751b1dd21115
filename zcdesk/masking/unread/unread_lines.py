"""Lines that nobody could read: told to a person instead of being passed over."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from zcdesk.applicant import Target
from zcdesk.geometry import Box, Polygon, bounds, box, centre, holds
from zcdesk.masking.fields.key_value_pairs import is_label
from zcdesk.masking.hits import Hit, Mask, Origin, covered_places
from zcdesk.masking.lines.line_confidence import FEW, UNREADABLE
from zcdesk.names.spellings import is_han
from zcdesk.picture import GreyPicture
from zcdesk.reading.certainty import PLAIN, PROVEN, READ
from zcdesk.reading.lattice import COLUMN_WIDTH
from zcdesk.reading.line import Line
from zcdesk.reading.recognising import crop_line
from zcdesk.reading.script_shapes import ScriptKind, is_too_thick, script_kind_of

LEAST_THICKNESS = 8.0  # px; what is thinner is a rule or dirt
_LEAST_LENGTH = 1.5  # times the thickness
LEAST_LETTERS = 2
_SURELY_WHOLE = READ  # mean probability of a look that stands for the line, whatever others show
_SAME_PRINT = 1.5  # times the height of other print of the same row or paragraph
_SAME_ROW = 0.3  # of the lower one's height by which the middles of two boxes of a row are apart
_IN_ROW = 6.0  # heights between two boxes of a row: the next cell's
_NEXT_ROW = 2.2  # heights between the middles of two rows
_MANY_LATIN, _HALF_SURE = 5, 0.5
"""Different letters of a Latin word, and their mean probability: of 51 places on 54 public scans
those that came out so, bar codes and key patterns, had fewer or less."""
_PART = 0.75  # of the letters that another look shows; with fewer a look leaves some out
_MANY = 6  # letters that another look shows; in a word of two that may be anything
_AS_LONG = 0.8  # of the line's length that such a look has at least; one of two rows is no longer
_FIGURES = 0.3  # mean probability that is enough for page numbers, dashes and the like
_INKED = 0.25  # share of a line's pixel columns that hold ink when it is written on
_WRITTEN = 0.98  # writing has gaps between its words, a border of ornaments has none
_SURELY = PLAIN  # mean probability; Arabic script was read as odd letters with up to .88
_PLAIN = PROVEN  # probability of a Han letter that proves that the line is read
_NUMBER = re.compile(r"[\d.,:%-]{4,}")  # one that stands for itself
_PLAIN_FIGURES = 0.65  # share of them that are surely read

_LONE = 3.5  # times the thickness; in a longer line one letter that is hardly read is none

_STROKE = 3  # inked pixels of a column, of 48; a rule to write on has fewer
_LEAST_STRETCH = 1.5  # letters
_HALF_FULL = 0.5  # share of a stretch that is inked


@dataclass(frozen=True, eq=False)
class Unread:
    """A line that no look could read, and what it looks like. ``hardly`` tells that letters were
    read there, which may be an invention; ``part`` that it is a stretch between read letters."""

    line: Line
    shape: ScriptKind
    hardly: bool = False
    part: bool = False


def unread_lines(
    page: GreyPicture, lines: Sequence[Line], again: Sequence[Line]
) -> tuple[Unread, ...]:
    """Return the lines that no look could read; ornaments are none."""
    unread = []
    for line in lines:
        looks = [line, *(other for other in again if holds(bounds(line.quad), centre(other.quad)))]
        if line.thickness < LEAST_THICKNESS or line.length < _LEAST_LENGTH * line.thickness:
            continue
        written = _has_gaps(line)
        most = max(
            len(look.lattice.letters)
            for look in looks
            if _AS_LONG <= look.length / line.length <= 1 / _AS_LONG
        )
        doubted = written and not any(_is_read(look, most) for look in looks)
        if not doubted and not _hardly_read(line):
            continue
        crop = crop_line(page, line.quad)
        shape = script_kind_of(crop)
        if shape is ScriptKind.WRITING and is_too_thick(crop):
            continue
        if line.vertical and shape is not ScriptKind.ORNAMENT:
            shape = ScriptKind.WRITING
        if shape is ScriptKind.ARABIC or (doubted and shape is ScriptKind.WRITING):
            unread.append(Unread(line, shape, not doubted))
    return tuple(unread)


def unread_stretches(page: GreyPicture, lines: Sequence[Line]) -> tuple[Unread, ...]:
    """Return the parts of lines where ink gave no letter: another script beside Han letters, a pen.
    ``lines``: the page's lines; columns of vertical text are left out."""
    stretches = []
    for line in lines:
        for first, last in _without_letters(line):
            part = line.part(first, last)
            if part.length >= _LEAST_LENGTH * part.thickness >= LEAST_THICKNESS:
                stretches.append(Unread(part, script_kind_of(crop_line(page, part.quad))))
    return tuple(stretches)


def _without_letters(line: Line) -> Iterator[tuple[int, int]]:
    """Yield the first and the last column of long inked stretches without a plainly read letter."""
    plain = [c.column for c in line.lattice.characters if c.probability >= UNREADABLE]
    if line.vertical or not plain:
        return
    half = round(line.lattice.han_columns / 2)
    least = _LEAST_STRETCH * line.lattice.han_columns
    for left, right in pairwise([-half, *plain, line.lattice.columns + half]):
        inked, _ = inked_columns(line, left + half, right - half)
        enough = len(inked) >= least * COLUMN_WIDTH * _HALF_FULL
        if enough and inked[-1] - inked[0] >= least:
            yield int(inked[0]), int(inked[-1]) + 1


def inked_columns(line: Line, first: float, last: float) -> tuple[NDArray[np.int64], int]:
    """Return, of the part of a line between two columns, the column of each of its pixel columns
    that hold a stroke, and how many pixel columns the part has in all."""
    start = max(0, math.ceil(first))
    end = max(start, min(line.lattice.columns, math.floor(last)))
    strokes = np.flatnonzero(line.ink[start * COLUMN_WIDTH : end * COLUMN_WIDTH] >= _STROKE)
    return start + strokes // COLUMN_WIDTH, (end - start) * COLUMN_WIDTH


def unreadable_places(
    unread: Sequence[Unread],
    readings: tuple[Sequence[Line], Sequence[Line]],
    hits: Sequence[Hit],
    seals: Sequence[Polygon],
) -> tuple[Hit, ...]:
    """Return doubts for unread lines that may hold words and that no cover hides.

    Args:
        unread: Lines that are not accounted for otherwise.
        readings: The page's lines, and further readings of them.
        hits: What was found of the page.
        seals: Where seals are; they are judged by themselves.
    """
    return tuple(
        unreadable_place(each.line.quad)
        for each in unread
        if (each.part or stands_as_words(bounds(each.line.quad), *readings))
        and not is_accounted_for(each.line, hits, seals)
    )


def stands_as_words(place: Box, lines: Sequence[Line], again: Sequence[Line]) -> bool:
    """Tell whether a place that nobody could read may hold words: it stands in the row of words
    that are read, as a row between two such rows, or some look makes several letters of it. An
    ornament, a picture or a pattern stands elsewhere, and comes out as a letter or two at most.

    Args:
        place: An upright rectangle.
        lines: The page's lines.
        again: Further readings of them.
    """
    looks = [line for line in (*lines, *again) if holds(place, centre(line.quad))]
    if any(map(_gives_letters, looks)):
        return True
    sides = {_side(place, line) for line in lines if line not in looks and _is_words(line)}
    return place[2] - place[0] >= place[3] - place[1] and (0 in sides or {-1, 1} <= sides)


def _side(place: Box, line: Line) -> int | None:
    """Return 0 for words in the row of a place, -1 and 1 for the next row of its paragraph above
    and below it, None for others and for print of another size."""
    left, top, right, bottom = place
    first, upper, last, lower = bounds(line.quad)
    low, high = sorted((bottom - top, lower - upper))
    down = (upper + lower - top - bottom) / 2
    flush = min(abs(left - first), abs(left + right - first - last) / 2) <= bottom - top
    if high > _SAME_PRINT * low:
        return None
    if abs(down) <= _SAME_ROW * low:
        return 0 if max(left, first) - min(right, last) <= _IN_ROW * high else None
    return round(math.copysign(1, down)) if flush and abs(down) <= _NEXT_ROW * high else None


def _is_words(line: Line) -> bool:
    sure = line.lattice.confidence >= _SURELY_WHOLE
    return sure and not line.vertical and _differ(letters_of_line(line))


def _gives_letters(look: Line) -> bool:
    """Tell whether a look makes letters of a place: Han ones that differ, or a word of Latin ones.
    A key pattern is read as 回 several times over, a bar code as four Latin letters."""
    letters = letters_of_line(look)
    many = len(set(letters)) >= _MANY_LATIN and look.lattice.confidence >= _HALF_SURE
    return many or _differ(list(filter(is_han, letters)))


def _differ(letters: Sequence[str]) -> bool:
    return len(set(letters)) >= max(LEAST_LETTERS, min(len(letters), _MANY) / 2)


def unreadable_place(place: Polygon) -> Hit:
    """Return the doubt about a place where letters are that nobody could read."""
    # Without evidence for a word (confidence 0) the place is shown, not covered.
    return Mask(Target.NAME, box(*bounds(place)), "", 0.0, Origin.SCRIPT).hit("hit.unreadable")


def is_accounted_for(line: Line, hits: Sequence[Hit], seals: Sequence[Polygon]) -> bool:
    """Tell whether a line is under a cover or in a seal."""
    return is_hidden(line, [*covered_places(hits), *seals])


def is_hidden(line: Line, places: Sequence[Polygon]) -> bool:
    """Tell whether the middle of a line is in one of some places."""
    return any(holds(bounds(place), centre(line.quad)) for place in places)


def letters_of_line(line: Line) -> list[str]:
    """Return the letters that a look read, without blanks."""
    return [letter.text for letter in line.lattice.letters]


def _is_read(line: Line, most: int) -> bool:
    """Tell whether a look shows what is there, and not a part of it. Of a note that a pen wrote
    askew across other print one look shows 仅供…他用无效, half sure, and another one four letters
    more between them."""
    letters = letters_of_line(line)
    leaves_out = most >= _MANY and len(letters) < _PART * most
    if leaves_out and line.lattice.confidence < _SURELY_WHOLE:
        return False
    if len(letters) >= LEAST_LETTERS:
        least = UNREADABLE if any(map(str.isalpha, letters)) else _FIGURES
        return line.lattice.confidence >= least
    # In a long line one letter is a dash or a rule's end, or the rest of a row that was worn away.
    short = line.length <= _LONE * line.thickness
    return len(letters) == 1 and (short or line.lattice.confidence >= UNREADABLE)


def _has_gaps(line: Line) -> bool:
    """Tell whether an empty reading is worth a doubt: ink, but no unbroken border of it."""
    return bool(line.lattice.letters) or _INKED <= line.inked <= _WRITTEN


def _hardly_read(line: Line) -> bool:
    """Tell whether the reading may be an invention: Arabic script comes out as odd letters, too.
    Han print gives .8 letters and more for each square of the line's height. No invention makes up
    the label of a field, a word of two letters and more."""
    letters = line.lattice.letters
    proven = any(is_han(letter.text) and letter.probability >= _PLAIN for letter in letters)
    if proven or _is_number(line) or is_label(line.lattice.text):
        return False
    few = len(letters) < FEW * line.length / line.thickness
    return _has_gaps(line) and (few or line.lattice.confidence < _SURELY)


def _is_number(line: Line) -> bool:
    """Tell whether a line is a sum like 495.53, of which a figure or two may be blurred."""
    letters = line.lattice.letters
    surely = sum(letter.probability >= _SURELY for letter in letters)
    is_one = _NUMBER.fullmatch("".join(line.lattice.text.split())) is not None
    return is_one and surely >= _PLAIN_FIGURES * len(letters)
