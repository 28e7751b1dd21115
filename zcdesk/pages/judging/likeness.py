"""Whether two pages show the same sheet, be it scanned twice, turned, brighter or smaller.

A *look* is a page's ink in coarse cells, in a few hundred letters that a case can keep. Two forms
of one kind that are filled in differently look alike too, so likeness is a question for a person
and never an answer.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.picture import Picture, reduced, square

_CELLS = (36, 48)  # across, down: 4 × 4 mm of an A4 page upright
_FINE = 8  # px of a cell before it is averaged
_SHIFT = 2  # cells by which a second scan may be elsewhere
_LEAST_INK = 6.0  # spread of the cells; an empty page looks like every other

ALIKE = 0.975
"""Correlation from which two pages may be the same sheet.

On 58 tuning pages scanned a second time (lower resolution, grey, noise, up to 0.6 degrees askew)
the lowest was 0.98. Of 1,653 pairs of different pages 3 reached it: two portraits, two covers of
one journal, two degree certificates.
"""


_COARSE = 4  # cells on a side of what is averaged before pages are compared roughly
_ROUGHLY = 0.85
"""Correlation of the averages from which two pages are compared finely; comparing 300 pages finely
with each other would take seconds. On 40 drawn pages scanned a second time (100 dpi, grey, noise,
up to 0.6 degrees askew) the lowest was 0.977; 5 of 780 pairs of different pages reached it.
"""


def look_of(picture: Picture) -> str:
    """Return what an upright page looks like, as text; "" for a page with hardly any ink."""
    size = (_CELLS[0] * _FINE, _CELLS[1] * _FINE)
    small = reduced(picture, *size)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    paper = cv2.GaussianBlur(cv2.dilate(grey, square(15)), (0, 0), 8)
    depth = cv2.subtract(paper, grey).astype(np.float32)
    soft = cv2.GaussianBlur(depth, (0, 0), _FINE / 2)
    cells = cv2.resize(soft, _CELLS, interpolation=cv2.INTER_AREA)
    if float(cells.std()) * 255 / max(float(cells.max()), 1.0) < _LEAST_INK:
        return ""
    levels = np.clip(np.rint(cells * (255 / max(float(cells.max()), 1.0))), 0, 255)
    return base64.b85encode(levels.astype(np.uint8).tobytes()).decode("ascii")


def likeness(one: str, other: str) -> float:
    """Return how alike two looks are, at the best shift: 1 for the same sheet, 0 for strangers."""
    first, second = _cells(one), _cells(other)
    if first is None or second is None:
        return 0.0
    inner = first[_SHIFT:-_SHIFT, _SHIFT:-_SHIFT]
    return float(cv2.matchTemplate(second, np.ascontiguousarray(inner), cv2.TM_CCOEFF_NORMED).max())


def alike(looks: Iterable[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of pages that look alike, each pair once, in the order given.

    Args:
        looks: Number and look of each page; pages without a look are passed over.
    """
    known = [(number, look) for number, look in looks if look and _cells(look) is not None]
    if len(known) < 2:
        return
    rough = np.stack([_averages(look) for _, look in known])
    for first, second in np.argwhere(np.triu(rough @ rough.T, 1) >= _ROUGHLY).tolist():
        if _fine(known[first][1], known[second][1]) >= ALIKE:
            yield known[first][0], known[second][0]


_fine = lru_cache(maxsize=4096)(likeness)


@lru_cache(maxsize=2048)
def _averages(look: str) -> NDArray[np.float32]:
    """Return the averages of a look's cells, of mean 0 and length 1."""
    cells = _cells(look)
    if cells is None:
        raise ValueError("not a look")
    across, down = _CELLS[0] // _COARSE, _CELLS[1] // _COARSE
    means = cells.reshape(down, _COARSE, across, _COARSE).mean(axis=(1, 3)).ravel()
    means -= means.mean()
    return np.asarray(means / max(float(np.linalg.norm(means)), 1e-6), dtype=np.float32)


@lru_cache(maxsize=2048)
def _cells(look: str) -> NDArray[np.float32] | None:
    try:
        levels = np.frombuffer(base64.b85decode(look), np.uint8)
    except ValueError:
        return None
    if levels.size != _CELLS[0] * _CELLS[1]:
        return None
    return levels.reshape(_CELLS[1], _CELLS[0]).astype(np.float32)
