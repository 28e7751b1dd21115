"""Finds what somebody wrote below a label that asks for a signature and has nothing beside it.

At the end of a contract the space for it is often below 乙方（签字）：.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import numpy as np

from zcdesk.geometry import Box, Polygon, bounds, box, centre, contains
from zcdesk.masking.signatures.pen_strokes import INKED, strokes
from zcdesk.masking.signatures.running_text import PLAIN
from zcdesk.masking.signatures.who_signs import RULE
from zcdesk.names.spellings import simplified
from zcdesk.picture import GreyPicture
from zcdesk.reading.evening import DARK
from zcdesk.reading.line import Line
from zcdesk.reading.recognising import crop_line
from zcdesk.reading.script_shapes import ScriptKind, script_kind_of

_FURTHEST = 3.5  # line heights from the label to the writing below it
_OVERLAP = 0.4  # line heights by which tall strokes may reach up beside the label
_BEFORE, _BEHIND = 1.0, 6.0  # line heights on both sides of the label where it may be
_SMALLEST = 0.7  # of the label's height; people write larger than print
_LONGEST = 4  # letters read in a signature; more of them in a row are print
_PAD = 0.15  # of the label's height around a signature

_LABELLED = re.compile(r"[：:]|(?:19|20)\d\d|年|月|日期")


def written_below(
    page: GreyPicture,
    lines: Sequence[Line],
    label: Line,
    across: tuple[float, float],
    own_letters: Collection[str],
    taken: Sequence[Polygon],
) -> Polygon | None:
    """Return the box around what is written below a label, None where print or nothing is.

    Args:
        label: The line that holds the label.
        across: Where the label begins and ends, in pixels of the page.
        taken: Seals, and what is covered already.
    """
    high, foot = label.thickness, bounds(label.quad)[3]
    left, right = across[0] - _BEFORE * high, across[1] + _BEHIND * high
    for line in sorted(lines, key=lambda one: bounds(one.quad)[1]):
        x, top = centre(line.quad)[0], bounds(line.quad)[1]
        below = foot - _OVERLAP * high <= top <= foot + _FURTHEST * high
        hidden = any(contains(place, centre(line.quad)) for place in taken)
        if not below or not left <= x <= right or hidden:
            continue
        if _is_print(line, own_letters):
            return None
        if _is_written(page, line, high):
            ends = bounds(line.quad)
            other = _is_labelled(line, lines) or _crosses_a_rule(page, foot, top, ends)
            return None if other else _padded(ends, high)
    return None


def _is_print(line: Line, own_letters: Collection[str]) -> bool:
    """Tell whether a line is print or somebody else's name, plainly read."""
    letters = line.lattice.letters
    if _LABELLED.search(line.lattice.text):
        return True
    if len(letters) > _LONGEST:
        return line.lattice.confidence >= PLAIN
    return bool(letters) and all(
        letter.probability >= PLAIN and simplified(letter.text) not in own_letters
        for letter in letters
    )


def _is_labelled(line: Line, lines: Sequence[Line]) -> bool:
    """Tell whether a label of its own row is before a line."""
    left, top, _, bottom = bounds(line.quad)
    labels = [bounds(line.quad) for line in lines if _LABELLED.search(line.lattice.text)]
    return any(x < left and y <= (top + bottom) / 2 <= y2 for x, y, _, y2 in labels)


def _is_written(page: GreyPicture, line: Line, high: float) -> bool:
    """Tell whether a line holds the ink of a signature, and no other script's print."""
    left, top, right, bottom = map(round, bounds(line.quad))
    ink = (page[max(0, top) : bottom, max(0, left) : right] < DARK).astype(np.uint8)
    return (
        min(line.thickness, line.length) >= _SMALLEST * high
        and int(np.count_nonzero(strokes(ink, high))) >= INKED * high**2
        and (line.vertical or script_kind_of(crop_line(page, line.quad)) is ScriptKind.WRITING)
    )


def _crosses_a_rule(page: GreyPicture, foot: float, top: float, ends: Box) -> bool:
    """Tell whether a border is between the label and what is below it."""
    left, _, right, _ = (max(0, round(side)) for side in ends)
    band = page[max(0, round(foot)) : max(0, round(top)), left:right] < DARK
    return bool(band.size) and bool((band.mean(axis=1) >= RULE).any())


def _padded(ends: Box, high: float) -> Polygon:
    left, top, right, bottom = ends
    pad = _PAD * high
    return box(left - pad, top - pad, right + pad, bottom + pad)
