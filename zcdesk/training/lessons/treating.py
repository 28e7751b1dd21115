"""What happened to the paper of a lesson's page before it was scanned, and how it lay then."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Transform
from zcdesk.picture import Picture
from zcdesk.training.lessons.lesson import Damage, PageEntry

_STRIP = 0.032
"""Share of the longer side that the strips above and below a page have; they say: practice."""

_GLASS = 58
"""Grey level of the scanner's glass where the lower part of a page is torn off."""


def treated(picture: Picture, entry: PageEntry) -> Picture:
    """Return a page as it was scanned: damages in the order of real life, then how it lay."""
    for damage in Damage:
        if damage in entry.damage:
            picture = _DAMAGES[damage](picture)
    if entry.skew:
        picture = _skewed(picture, entry.skew)
    return np.ascontiguousarray(np.rot90(picture, -entry.turned // 90))


def lying(entry: PageEntry, width: int, height: int) -> Transform:
    """Return the places of a page's ink, turned back to how it lay on the glass."""
    lean = Transform.rotation(entry.skew, (width / 2, height / 2))
    return lean.then(Transform.quarter_turn(entry.turned, width, height))


def _skewed(picture: Picture, degrees: float) -> Picture:
    height, width = picture.shape[:2]
    lean = Transform.rotation(degrees, ((width - 1) / 2, (height - 1) / 2))
    paper = np.median(picture[0], axis=0).tolist()
    rows = np.array(lean.rows[:2])
    return np.asarray(
        cv2.warpAffine(picture, rows, (width, height), flags=cv2.INTER_CUBIC, borderValue=paper),
        np.uint8,
    )


def _scaled(
    share: float | tuple[float, float, float], least: float
) -> Callable[[Picture], Picture]:
    """Return what keeps this share of the light, of each colour, above a least one."""
    part = np.asarray(share, np.float32)
    return lambda picture: _bytes(picture * part + np.float32(least))


def _grey(picture: Picture) -> Picture:
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), np.uint8)


def _shadowed(picture: Picture) -> Picture:
    """Light from the right: two thirds of it are left at the other side."""
    light = np.linspace(0.68, 1.0, picture.shape[1], dtype=np.float32)
    return _bytes(picture * light[None, :, None])


def _blurred(picture: Picture) -> Picture:
    """So far out of focus that nobody reads print of nine points."""
    return np.asarray(cv2.blur(picture, (11, 11)), np.uint8)


def _half(picture: Picture) -> Picture:
    """The lower part torn off: the glass is seen there, and the strip below."""
    torn, strip = picture.copy(), round(_STRIP * max(picture.shape))
    torn[picture.shape[0] * 55 // 100 : -strip] = _GLASS
    return torn


def _bytes(picture: NDArray[np.float32]) -> Picture:
    return np.clip(np.rint(picture), 0, 255).astype(np.uint8)


_DAMAGES: dict[Damage, Callable[[Picture], Picture]] = {
    Damage.SCAN: lambda picture: picture,  # what ships was scanned
    Damage.GREY: _grey,
    Damage.YELLOW: _scaled((0.98, 0.93, 0.80), 0),
    Damage.FAINT: _scaled(0.45, 255 * 0.55),
    Damage.SHADOW: _shadowed,
    Damage.DARK: _scaled(0.17, 6),  # black and white are two greys that are hardly apart
    Damage.BLURRED: _blurred,
    Damage.HALF: _half,
}
