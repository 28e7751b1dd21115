"""Boxes and rings that are no seals: letters like 国 and 限 in coloured headings.

Their strokes close a frame, all the more where a streak of the copier crosses them.
"""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.geometry import bounds, centre
from zcdesk.masking.seals.seal_detection import Seal
from zcdesk.reading.line import Line

_PLAIN = 0.95  # probability of the letter, and mean probability of its line
_LEAST_LETTERS = 4  # of the line; a name in a stamp may have as many, but not in a row with it
_AS_HIGH = 1.25  # of the line's thickness; a seal on a line is higher
_WIDE = 1.3  # steps from letter to letter


def without_letters(seals: Sequence[Seal], lines: Sequence[Line]) -> tuple[Seal, ...]:
    """Return the seals without those that are one plainly read letter in a row of letters, or two.

    Args:
        seals: What was found on the page.
        lines: The page's lines.
    """
    return tuple(seal for seal in seals if not any(_is_letter(seal, line) for line in lines))


def _is_letter(seal: Seal, line: Line) -> bool:
    letters = [one for one in line.lattice.characters if one.text.strip()]
    if line.vertical or len(letters) < _LEAST_LETTERS or line.lattice.confidence < _PLAIN:
        return False
    left, top, right, bottom = bounds(seal.polygon)
    _, line_top, _, line_bottom = bounds(line.quad)
    high = bottom - top > _AS_HIGH * line.thickness
    if high or not line_top <= (top + bottom) / 2 <= line_bottom:
        return False
    step = line.column_pixels * (letters[-1].column - letters[0].column) / (len(letters) - 1)
    at = [(_middle(line, one.column), one.probability) for one in letters]
    touched = [p for x, p in at if left - step / 2 <= x <= right + step / 2]
    return right - left <= _WIDE * step and bool(touched) and min(touched) >= _PLAIN


def _middle(line: Line, column: int) -> float:
    return centre(line.span(column, column + 1))[0]
