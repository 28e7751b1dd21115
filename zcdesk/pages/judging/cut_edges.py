"""Whether a page ends where its writing or its table goes on: half of it was not scanned."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.pages.judging.text_boxes import TextBox
from zcdesk.picture import GreyPicture, level_at
from zcdesk.runs import runs_of

_LINES = 5  # lines of writing; with fewer it is a card or a slip, trimmed close
_LONG = 5.0  # heights: a page number or a footer is shorter
_CLOSE = 1.3  # heights between the last line and the edge; sheets leave two and more
_ROOMIER = 2.0  # times so much room on the other side; trimmed pictures have little on both

_SIDES = 0.03  # share of the width at both sides: edges of the paper and of the glass lie there
_THIN = 0.006  # share of the width that a ruled line takes at most
_REACH = 0.04  # share of the height along which a line must go on
_DARKER = 50  # grey levels between ink and paper
_BAR = 0.2  # share of ink at the edge from which on a bar or a picture lies there
_APART = 0.2  # share of the width between two lines that are sides of one frame
_BESIDE, _LIKE = 4, 25  # px beside a line, and grey levels by which its two sides may differ
_ACROSS = 0.04  # share of the width beside a line that a rule takes which ends there
_RULE = (0.9, 0.2)  # ink of such a rule there, and on the other side of the line
_SAME_LINE = 0.012  # share of the width by which a line may lean from one edge to the other
_UNBROKEN = 0.97  # share of a line's columns with ink: an ornament; letters have gaps
_BESIDE_FLOURISH = 0.15  # share of the width that a rule takes without a gap; words have gaps
_IMPRINT, _CLOSING = 3.0, 0.6  # line heights up to a frame's lower rule, and its inked share
_PALE = 20  # grey levels between paper and such a frame
_INK = 0.35  # of the way from paper to the darkest, within a line


def is_cut_below(grey: GreyPicture, boxes: Sequence[TextBox]) -> bool:
    """Tell whether the writing or a frame runs on beyond the lower edge.

    Args:
        grey: The upright page.
        boxes: Its lines of writing.
    """
    return _text_goes_on(grey, boxes) or _frame_goes_on(grey)


def is_cut_above(grey: GreyPicture, boxes: Sequence[TextBox]) -> bool:
    """Tell the same of the upper edge."""
    height = grey.shape[0]
    upside_down = [TextBox(b.left, height - b.bottom, b.right, height - b.top) for b in boxes]
    flipped = np.asarray(cv2.flip(grey, 0), dtype=np.uint8)
    return _text_goes_on(flipped, upside_down) or _frame_goes_on(flipped)


def _text_goes_on(grey: GreyPicture, boxes: Sequence[TextBox]) -> bool:
    """Tell whether the last long line stands at the lower edge, and the first far from its own."""
    lines = [box for box in boxes if box.length >= _LONG]
    if len(lines) < _LINES:
        return False
    usual = float(np.median([box.height for box in lines]))
    last = max(lines, key=lambda box: box.bottom)
    over = min(box.top for box in boxes)
    close = grey.shape[0] - last.bottom < _CLOSE * usual and over > _ROOMIER * usual
    return close and not _is_ornament(grey, last) and not _is_below_frame(grey, last)


def _is_ornament(grey: GreyPicture, line: TextBox) -> bool:
    """Tell whether a line is the lower band of a certificate's frame: it has no gaps, or is a
    flourish in the middle of the frame's rule, which goes on beside it."""
    row = grey[line.top : line.bottom]
    patch = row[:, line.left : line.right]
    paper, ink = level_at(patch, 95), level_at(patch, 2)
    dark = np.asarray((row < paper - _INK * (paper - ink)).any(axis=0))
    beside = dark.copy()
    beside[line.left : line.right] = False
    ruled = max((end - start for start, end in runs_of(beside)), default=0)
    unbroken = float(dark[line.left : line.right].mean()) >= _UNBROKEN
    return unbroken or ruled >= _BESIDE_FLOURISH * grey.shape[1]


def _is_below_frame(grey: GreyPicture, line: TextBox) -> bool:
    """Tell whether a line is an imprint (监制, an address) below the frame that ends above it."""
    above = grey[max(0, line.top - round(_IMPRINT * line.height)) : line.top]
    drawn = level_at(grey[::4, ::4], 70) - _PALE
    closed = above.size and float((above < drawn).mean(axis=1).max()) >= _CLOSING
    return bool(closed) and not _ruled(grey[line.top :], drawn)


def _frame_goes_on(grey: GreyPicture) -> bool:
    """Tell whether ruled lines, two of them far apart, run out at the lower edge.

    What runs out at the upper edge too, and ends no rules, is dirt on a copier's glass.
    """
    height, width = grey.shape
    reach = max(8, round(_REACH * height))
    darkest = level_at(grey[::4, ::4], 70) - _DARKER
    below = _ruled(grey[-reach:], darkest)
    if len(below) < 2:
        return False
    above = _ruled(grey[:reach], darkest)
    lean = max(2.0, _SAME_LINE * width)
    sides = [
        x
        for x in below
        if all(abs(x - other) > lean for other in above) or _ends_rules(grey < darkest, x)
    ]
    return len(sides) >= 2 and bool(sides[-1] - sides[0] > _APART * width)


def _ends_rules(ink: NDArray[np.bool_], x: int) -> bool:
    """Tell whether rows of a table or a form begin or end at the line at ``x``."""
    reach, gap = round(_ACROSS * ink.shape[1]), 2 * _BESIDE
    right = ink[:, x + gap : x + gap + reach].mean(axis=1)
    left = ink[:, max(0, x - gap - reach) : max(1, x - gap)].mean(axis=1)
    rule, bare = _RULE
    return bool((((left > rule) & (right < bare)) | ((right > rule) & (left < bare))).any())


def _ruled(strip: GreyPicture, darkest: float) -> list[int]:
    """Return where thin lines run through a strip along an edge; none where a bar lies there.

    The edge of a sheet in a larger picture has paper on one side only.
    """
    ink = strip < darkest
    if ink.mean() > _BAR:
        return []
    width = strip.shape[1]
    side = round(_SIDES * width)
    down = (ink.mean(axis=0) > 0.97).astype(np.int8)
    down[:side] = down[width - side :] = 0
    steps = np.diff(np.concatenate(([0], down, [0])))
    first, last = np.flatnonzero(steps > 0).tolist(), np.flatnonzero(steps < 0).tolist()
    levels = np.median(strip, axis=0)
    return [
        start
        for start, end in zip(first, last, strict=True)
        if end - start <= max(4, _THIN * width)
        and abs(levels[max(0, start - _BESIDE)] - levels[min(width - 1, end + _BESIDE)]) < _LIKE
    ]
