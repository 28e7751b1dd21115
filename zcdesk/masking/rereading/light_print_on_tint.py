"""Light print on a tinted ground: read once more from the page's own pixels.

Evening makes paper of every ground. Fine white letters on a pale cover lose their strokes by it;
in the page's own pixels they are as plainly as dark ones on paper do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from zcdesk.masking.lines.line_confidence import FEW, UNREADABLE, reading_confidence
from zcdesk.masking.rereading.split_boxes import MOST_REREAD
from zcdesk.picture import GreyPicture, Picture, level_at
from zcdesk.reading.certainty import PLAIN
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import ink_of
from zcdesk.reading.recognising import crop_line, recognise

_PLAIN = PLAIN
"""Mean probability of a look that counts: it stands for the line, so that nobody is asked."""

_DARKEST, _LIGHTEST = 2, 98  # per cent of a line's pixels between which its levels lie
_LEAST = 24  # levels between them; less is grain
_TINTED = 242  # level of a ground that is not paper


def reread_light_print(picture: Picture, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return further looks at badly read lines with light letters.

    Args:
        lines: Its lines, as they were read from the evened page.

    Returns:
        Looks that are plain, in pixels of the page.
    """
    unread = [line for line in lines if not line.vertical and line.lattice.confidence < UNREADABLE]
    if not unread:
        return ()
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
    largest = sorted(unread, key=lambda line: -line.length * line.thickness)[:MOST_REREAD]
    return tuple(_read(grey, largest))


def _read(grey: GreyPicture, lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines:
        crop = _as_dark_on_white(crop_line(grey, line.quad))
        if crop is None:
            continue
        lattice = recognise(crop)
        look = Line(line.quad, lattice, ink_of(crop, lattice))
        if lattice.confidence >= _PLAIN and reading_confidence(look, FEW) >= _PLAIN:
            yield look


def _as_dark_on_white(crop: GreyPicture) -> GreyPicture | None:
    """Return light letters as dark ones on white, None where the letters are not light."""
    if not crop.size:
        return None
    low, high = level_at(crop, _DARKEST), level_at(crop, _LIGHTEST)
    ground = level_at(crop, 50)
    light = ground < min((low + high) / 2, _TINTED)
    if not light or high - low < _LEAST:
        return None
    stretched = (high - crop.astype(np.float32)) / (high - low) * 255.0
    return np.asarray(np.clip(stretched, 0.0, 255.0), np.uint8)
