"""Print over which a title of the sheet's other side shines through: read without the pale letters.

A box around large pale letters takes in the small dark ones that are on them. What is read of it
is neither, and the words of this side would pass for print of the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

import cv2
import numpy as np

from zcdesk.geometry import bounds
from zcdesk.masking.lines.line_confidence import FEW, reading_confidence
from zcdesk.masking.rereading.split_boxes import MOST_REREAD
from zcdesk.picture import GreyPicture, square
from zcdesk.reading.certainty import PLAIN
from zcdesk.reading.line import Line
from zcdesk.reading.other_side import contrast_of_print
from zcdesk.reading.page_reading import read_at_once

_READ = (
    PLAIN  # mean probability of a line whose letters are this side's; other boxes are looked into
)
_DARK = 0.75  # of the contrast of print that its strokes have
_PALER = 0.65  # of that contrast at most; what shines through had .10 to .45
_SEEN = 0.06  # of that contrast at least; less is the paper's grain
_RIM = 3  # pixels around a stroke that are grey at its edge
_LEAST_PALE = 0.03  # share of a box that pale letters fill
_LEAST_DARK = 24  # pixels of two letters' strokes
_STRONGEST = 95  # percentile of the pale pixels' contrast
_WHITE = 0.4  # of a box's height that is looked at around it


@dataclass(frozen=True, eq=False)
class _PrintPart:
    """A box of a page with its print alone, and the place of its top left corner."""

    pixels: GreyPicture
    left: int
    top: int


def reread_over_show_through(page: GreyPicture, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return what is read of badly read boxes once the pale letters in them are taken away.

    Returns:
        Further looks, in pixels of the page; none where no box holds ink of two strengths.
    """
    read = [line for line in lines if line.lattice.confidence >= _READ]
    rest = [line for line in lines if reading_confidence(line, FEW) < _READ]
    if not read or not rest:
        return ()
    contrast = contrast_of_print(page, read)
    rest.sort(key=lambda line: -line.length * line.thickness)
    parts = (_without_pale(page, line, contrast) for line in rest)
    parts_read = islice((part for part in parts if part is not None), MOST_REREAD)
    return tuple(
        replace(line, quad=tuple((x + part.left, y + part.top) for x, y in line.quad))
        for part in parts_read
        for line in read_at_once(part.pixels).lines
    )


def _without_pale(page: GreyPicture, line: Line, contrast: float) -> _PrintPart | None:
    """Return a box without its pale letters, None where it has none, or nothing else. ``contrast``
    is that of the page's print."""
    left, top, right, bottom = bounds(line.quad)
    white = _WHITE * min(right - left, bottom - top)
    first, last = max(0, round(left - white)), min(page.shape[1], round(right + white))
    upper, lower = max(0, round(top - white)), min(page.shape[0], round(bottom + white))
    part = page[upper:lower, first:last]
    if not part.size:
        return None
    ink = 255.0 - part.astype(np.float32)
    strokes = (ink >= _DARK * contrast).astype(np.uint8)
    if np.count_nonzero(strokes) < _LEAST_DARK:
        return None
    around = cv2.dilate(strokes, square(2 * _RIM + 1))
    pale = ink[(around == 0) & (ink >= _SEEN * contrast)]
    if len(pale) < _LEAST_PALE * part.size:
        return None
    level = float(np.percentile(pale, _STRONGEST))
    if level > _PALER * contrast:
        return None
    alone = np.clip((ink - level) / (contrast - level), 0.0, 1.0) * 255.0
    return _PrintPart(np.asarray(255.0 - alone, np.uint8), first, upper)
