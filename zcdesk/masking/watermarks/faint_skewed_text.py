"""Words that are hardly darker than the paper, and yet plain to the eye: they are large.

Their level (evened, 237 to 246) is that of grain, of thin shadows and of what is left around
print. So they are looked for on a smoothed copy, only where they are larger than the print
and long or repeated, and they raise no question: what cannot be read is left.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from zcdesk.geometry import Polygon
from zcdesk.masking.watermarks.pale_layer import PALE, PaleLayer
from zcdesk.masking.watermarks.skewed_text import (
    LARGER,
    is_repeated,
    length,
    read_strips,
    strips_on,
    thickness,
)
from zcdesk.reading.line import Line

_FAINT = 246  # grey level; paper without grain has 250 and more
_SOFTENED = 0.8, 1.2  # px by which the small copy, and what is read, is smoothed
_SAME = 8.0  # degrees between strips that stand for each other
_LONG_FAINT = 4.0  # length to thickness of one that stands alone


def read_faint_skewed_text(
    layer: PaleLayer, seals: Sequence[Polygon], lines: Sequence[Line]
) -> tuple[Line, ...]:
    """Read the large slanting words of a page that are too faint for ``skewed_strips``."""
    large = LARGER * float(np.median([line.thickness for line in lines] or [0.0]))
    found = strips_on(layer, seals, (_FAINT,), _SOFTENED[0])
    strips = [strip for strip in found if thickness(strip) >= large]
    likely = [
        strip
        for strip in strips
        if length(strip) >= _LONG_FAINT * thickness(strip) or is_repeated(strip, strips, _SAME)
    ]
    if not likely:
        return ()
    smooth = np.asarray(cv2.GaussianBlur(layer.pixels, (0, 0), _SOFTENED[1]), np.uint8)
    return tuple(read_strips(smooth, likely, _SAME, (PALE, _FAINT)))
