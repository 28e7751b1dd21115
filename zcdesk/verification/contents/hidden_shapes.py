"""Shapes on a drawn page that nobody sees: below a box, beside the page, white, far too small.

Letters that were made shapes ("text as curves") are no text of the file, and what is over them is
all that drawing the page shows. So MuPDF is asked what it draws, where, and in which order.
"""

from __future__ import annotations

import numpy as np
import pymupdf
from numpy.typing import NDArray

from zcdesk.pages.opening.formats.pdf_contents import contents_of

_SHAPES = ("fill-path", "stroke-path", "clip-path")
_LETTERS = ("fill-text", "stroke-text", "clip-text", "ignore-text")
_OVER = ("fill-path", "fill-image", "fill-shade", "fill-imgmask")
_LEAST = 3.0  # pt of both sides of a shape that may be a letter; rules and dots have less
_LARGEST = 150.0  # pt of the longer side
_LONG = 3.0  # times its height that a letter is wide at most
_SEVERAL = 2  # shapes that could be letters; a single one spells nothing
_MOST = 4000  # shapes over others that one page is looked through for
_WHITE = 0.97  # of each colour, from which on a shape is as good as paper
_CURVED = 5  # parts of a shape that is no plain box
_SHRUNK = 0.1  # of a drawing's width and height that all in it takes at least

Boxes = NDArray[np.float64]


def hides_shapes(page: pymupdf.Page) -> bool:
    """Tell whether something is drawn on a page that cannot be seen there.

    Raises:
        TooLargeScanError: It takes more steps to draw than any real page.
    """
    contents_of(page)  # raises where the next line would never end
    log = page.get_bboxlog()
    kinds = np.array([str(kind) for kind, _ in log])
    boxes = np.array([box for _, box in log], np.float64).reshape(-1, 4)
    counted = _SHAPES if _is_known_text(page) else (*_SHAPES, *_LETTERS)
    letters = np.isin(kinds, counted) & (_are_letters(boxes) | np.isin(kinds, _LETTERS))
    return (
        _beside(boxes[letters], page.rect)
        or _below(kinds, boxes, letters)
        or (bool(letters.any()) and _white_shapes(page))
    )


def is_shrunk(page: pymupdf.Page) -> bool:
    """Tell whether all that a drawing holds is on a spot of it, too small to be read there."""
    boxes = np.array([box for _, box in page.get_bboxlog()], np.float64).reshape(-1, 4)
    if not len(boxes):
        return False
    across = (boxes[:, 2].max() - boxes[:, 0].min()) / max(float(page.rect.width), 1.0)
    down = (boxes[:, 3].max() - boxes[:, 1].min()) / max(float(page.rect.height), 1.0)
    return bool(max(across, down) < _SHRUNK)


def _is_known_text(page: pymupdf.Page) -> bool:
    """Tell whether every letter that is drawn as text is known, and so was searched."""
    text = str(page.get_text(flags=0, clip=pymupdf.INFINITE_RECT()))
    return "\ufffd" not in text


def _are_letters(boxes: Boxes) -> NDArray[np.bool_]:
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    sized = (np.minimum(wide, high) >= _LEAST) & (np.maximum(wide, high) <= _LARGEST)
    return np.asarray(sized & (wide <= _LONG * high), np.bool_)


def _beside(boxes: Boxes, page: pymupdf.Rect) -> bool:
    outside = (
        (boxes[:, 2] <= page.x0)
        | (boxes[:, 0] >= page.x1)
        | (boxes[:, 3] <= page.y0)
        | (boxes[:, 1] >= page.y1)
    )
    return int(outside.sum()) >= _SEVERAL or (bool(outside.any()) and bool(outside.all()))


def _below(kinds: NDArray[np.str_], boxes: Boxes, letters: NDArray[np.bool_]) -> bool:
    """Tell whether several shapes, or one row of letters, are wholly below one that follows."""
    worth = np.where(np.isin(kinds, _LETTERS), _SEVERAL, 1) * letters
    over = np.flatnonzero(np.isin(kinds, _OVER))
    if len(over) > _MOST:
        return True
    for number in over:
        left, top, right, bottom = boxes[number]
        before = boxes[:number]
        inside = (before[:, 0] >= left) & (before[:, 1] >= top)
        inside &= (before[:, 2] <= right) & (before[:, 3] <= bottom)
        if int(worth[:number][inside].sum()) >= _SEVERAL:
            return True
    return False


def _white_shapes(page: pymupdf.Page) -> bool:
    drawn = (drawing for drawing in page.get_drawings() if drawing.get("fill"))
    white = [
        drawing
        for drawing in drawn
        if min(drawing["fill"]) >= _WHITE and len(drawing["items"]) >= _CURVED
    ]
    return len(white) >= _SEVERAL
