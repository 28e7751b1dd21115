"""Whose signature is beside a bare “签字”: told by the block that it is in.

Two blocks are a superior's own: a row of a form whose first cell is called 单位意见, 主管领导意见
or the like, and the end of a paper that the unit itself issues (公示, 推荐意见), above its name
and a date.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence

import cv2
import numpy as np

from zcdesk.applicant import Target
from zcdesk.geometry import Polygon, bounds, centre, holds
from zcdesk.masking.hits import Mask
from zcdesk.masking.signatures.running_text import PLAIN
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.names.organisations import legal_forms
from zcdesk.names.spellings import folded, is_han
from zcdesk.picture import GreyPicture
from zcdesk.quantities.numerals import HAN_DIGITS
from zcdesk.reading.evening import DARK
from zcdesk.reading.line import Line

RULE = 0.9  # of a band's length that a border takes
_BELOW = 4.5  # line heights from a label to the date that ends the sign-off
_SWOLLEN = 1.8  # times the usual height of a line: it holds another row as well
_BESIDE = 12.0  # line heights to the right of a label that belong to its sign-off
_WHOLE_NAME = 6  # letters of a unit's name at least that is no part of a signature
_CENTRED = 0.06  # of the page's width

_LONGEST_LABEL = 14  # letters: 所在单位推荐和审核意见

_DATE = re.compile(rf"(?:19|20)\d\d\s*[年./-]|[{HAN_DIGITS}]{{4}}年")
_PUNCTUATION = re.compile("[，。；、：:]")

_Words = Mapping[str, Sequence[str]]


def is_signed_for_unit(
    page: GreyPicture,
    lines: Sequence[Line],
    masks: Sequence[Mask],
    label: Line,
    words: _Words,
    seals: Sequence[Polygon],
) -> bool:
    """Tell whether what is signed beside ``label`` is signed for the unit, not by the applicant.

    Args:
        masks: What is covered; the applicant's own employer is a unit too.
        label: Line of a signing label that does not say itself who signs.
        words: ``own`` and ``other`` name signers, ``issued`` ends the headings of a unit's papers,
            ``units`` the names of units.
        seals: Where seals of units are, whoever's.
    """
    row = _row_label(page, lines, masks, label)
    if row:
        return any(word in row for word in words["other"]) and not any(
            word in row for word in words["own"]
        )
    issued = any(_is_heading(page, line, label, words["issued"]) for line in lines)
    return issued and _ends_with_unit(lines, masks, label, words["units"], seals)


def name_letters(keywords: Sequence[Keyword]) -> frozenset[str]:
    """Return the Han letters of the applicant's names; loops are read as Latin letters anyway."""
    words = (keyword.word for keyword in keywords if keyword.word.is_name)
    return frozenset(letter for word in words for letter in word.text if is_han(letter))


def shared_letters(
    lines: Sequence[Line], place: Polygon, letters: Collection[str], words: _Words
) -> frozenset[str]:
    """Return those of ``letters`` that were read, however unsurely, on a line in ``place``. The
    printed name of a unit, into which strokes may run, may hold any letter. ``words``: ``units``
    end the names of units."""
    return frozenset(letters).intersection(
        letter
        for line in lines
        if holds(bounds(place), centre(line.quad)) and not _is_unit(line, words)
        for letter in line.lattice.text
    )


def _is_unit(line: Line, words: _Words) -> bool:
    """Tell whether a line is plainly a unit's name and nothing else."""
    text = folded(line.lattice.text)
    endings = (*legal_forms(), *words["units"])
    whole = len(text) >= _WHOLE_NAME and text.endswith(endings)
    return whole and line.lattice.confidence >= PLAIN


def _row_label(page: GreyPicture, lines: Sequence[Line], masks: Sequence[Mask], label: Line) -> str:
    """Return what the first cell of the label's row says; nothing without a table, and nothing in a
    list of people, where a row has words of its own."""
    cell = _row(page, label)
    if cell is None:
        return ""
    left = bounds(label.quad)[0]
    before = (-math.inf, cell[0], left, cell[1])
    if any(holds(before, centre(mask.polygon)) for mask in masks):
        return ""
    labels = []
    for line in lines:
        x0, y0, x1, _ = bounds(line.quad)
        inside = holds(before, (x1, centre(line.quad)[1]))
        if inside and _is_parted(page[cell[0] : cell[1], int(x1) : int(left)]):
            labels.append((y0, x0, line.lattice.text))
    text = folded("".join(text for _, _, text in sorted(labels)))
    return text if len(text) <= _LONGEST_LABEL else ""


def _row(page: GreyPicture, label: Line) -> tuple[int, int] | None:
    """Return the rows of pixels between the borders above and below the label."""
    left, top, right, bottom = (round(edge) for edge in bounds(label.quad))
    right = min(right, left + round(4 * label.thickness))
    ink = (page[:, max(0, left) : right] < DARK).astype(np.uint8)
    ink = np.asarray(cv2.dilate(ink, np.ones((3, 1), np.uint8)), np.uint8)
    rules = np.flatnonzero(ink.mean(axis=1) >= RULE) if ink.size else np.array([], np.int64)
    inner = 0.1 * label.thickness
    above, below = rules[rules < top + inner], rules[rules > bottom - inner]
    return (int(above[-1]) + 1, int(below[0])) if above.size and below.size else None


def _is_parted(between: GreyPicture) -> bool:
    """Tell whether an upright border runs between two things of a row."""
    if not between.size:
        return False
    ink = cv2.dilate((between < DARK).astype(np.uint8), np.ones((1, 3), np.uint8))
    return float(np.asarray(ink).mean(axis=0).max()) >= RULE


def _is_heading(page: GreyPicture, line: Line, label: Line, endings: Sequence[str]) -> bool:
    text = folded(line.lattice.text)
    if _PUNCTUATION.search(text) or not text.endswith(tuple(endings)):
        return False
    x, y = centre(line.quad)
    return abs(x - page.shape[1] / 2) <= _CENTRED * page.shape[1] and y < centre(label.quad)[1]


def _ends_with_unit(
    lines: Sequence[Line],
    masks: Sequence[Mask],
    label: Line,
    endings: Sequence[str],
    seals: Sequence[Polygon],
) -> bool:
    """Tell whether a unit's name follows the label, and below it a date, or a seal over it. A seal
    over the date leaves little of it to be read."""
    usual = float(np.median([line.thickness for line in lines if not line.vertical]))

    def following(places: Iterable[Polygon]) -> list[float]:
        return [centre(place)[1] for place in places if _follows(label, place, usual)]

    dates = following(line.quad for line in lines if _DATE.search(line.lattice.text))
    names = following(
        (
            *(line.quad for line in lines if folded(line.lattice.text).endswith(tuple(endings))),
            *(mask.polygon for mask in masks if mask.target is Target.EMPLOYER),
        )
    )
    last = math.inf if following(seals) else max(dates, default=-math.inf)
    return min(names, default=math.inf) < last


def _follows(label: Line, place: Polygon, usual: float) -> bool:
    """Tell whether something is in the rows below a label, not far to its side. ``usual`` is
    how high the page's lines are: a seal may squeeze the label's own line. One that begins within
    the line swells it, so that its box reaches over the rows below; the label is where the box
    begins."""
    left, _, _, bottom = bounds(label.quad)
    if label.thickness > _SWOLLEN * usual:
        (_, first), (_, last) = label.quad[0], label.quad[3]
        bottom = (first + last + usual) / 2
    height = max(label.thickness, usual)
    x, y = centre(place)
    down, across = y - bottom, x - left
    return 0 < down <= _BELOW * height and -_BESIDE / 2 * height <= across <= _BESIDE * height
