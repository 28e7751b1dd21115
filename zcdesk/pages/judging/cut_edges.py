"""Whether a page ends where its writing or its table goes on: half of it was not scanned."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from zcdesk.pages.judging.text_boxes import TextBox
from zcdesk.picture import GreyPicture, level_at

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


def is_cut_below(grey: GreyPicture, boxes: Sequence[TextBox]) -> bool:
    """Tell whether the writing or a frame runs on beyond the lower edge.

    Args:
        grey: The upright page.
        boxes: Its lines of writing.
    """
    return _text_goes_on(boxes, grey.shape[0]) or _frame_goes_on(grey)


def is_cut_above(grey: GreyPicture, boxes: Sequence[TextBox]) -> bool:
    """Tell the same of the upper edge."""
    height = grey.shape[0]
    upside_down = [TextBox(b.left, height - b.bottom, b.right, height - b.top) for b in boxes]
    flipped = np.asarray(cv2.flip(grey, 0), dtype=np.uint8)
    return _text_goes_on(upside_down, height) or _frame_goes_on(flipped)


def _text_goes_on(boxes: Sequence[TextBox], height: int) -> bool:
    """Tell whether the last long line stands at the lower edge, and the first far from its own."""
    lines = [box for box in boxes if box.length >= _LONG]
    if len(lines) < _LINES:
        return False
    usual = float(np.median([box.height for box in lines]))
    below = height - max(box.bottom for box in lines)
    over = min(box.top for box in boxes)
    return below < _CLOSE * usual and over > _ROOMIER * usual


def _frame_goes_on(grey: GreyPicture) -> bool:
    """Tell whether ruled lines, two of them far apart, run out at the lower edge."""
    height, width = grey.shape
    ends = grey[-max(8, round(_REACH * height)) :]
    ink = ends < level_at(grey[::4, ::4], 70) - _DARKER
    if ink.mean() > _BAR:
        return False
    side = round(_SIDES * width)
    down = (ink.mean(axis=0) > 0.97).astype(np.int8)
    down[:side] = down[width - side :] = 0
    steps = np.diff(np.concatenate(([0], down, [0])))
    first, last = np.flatnonzero(steps > 0), np.flatnonzero(steps < 0)
    thin = first[(last - first) <= max(4, _THIN * width)]
    return len(thin) >= 2 and bool(thin[-1] - thin[0] > _APART * width)
