"""The one form in which decoded pictures travel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Point

Picture = NDArray[np.uint8]
"""Shape (height, width, 3), RGB, 0–255, sRGB, without any turning left to be done."""

GreyPicture = NDArray[np.uint8]
"""Shape (height, width), 0 black to 255 white."""

Ink = NDArray[np.uint8]
"""Shape (height, width), 1 where ink is and 0 elsewhere."""

_HALVED = 3.0  # times as large as the copy: what is lost by halving it then cannot be seen


_COUNTED = 1 << 24  # pixels: OpenCV's counts are 32-bit fractions, which are exact up to there


def require_picture(picture: Picture) -> None:
    """Check the promise of the type.

    Raises:
        ValueError: Not an RGB picture of bytes.
    """
    if picture.ndim != 3 or picture.shape[2] != 3 or picture.dtype != np.uint8:
        raise ValueError(f"not an RGB picture: shape {picture.shape}, {picture.dtype}")


def square(side: int) -> Ink:
    """Return what is put around each pixel where ink grows or shrinks: a square of so many px."""
    return np.ones((side, side), np.uint8)


def corners_of(polygon: Sequence[Point]) -> NDArray[np.int32]:
    """Return the corners of a polygon as OpenCV draws them, in whole pixels."""
    return np.asarray(np.rint(np.array(polygon)), np.int32)


def grey_of(picture: Picture) -> GreyPicture:
    """Return a picture in grey; who looks at it several times asks once and hands it on."""
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)


def level_at(levels: NDArray[np.uint8], percent: float) -> float:
    """Return the percentile of grey levels that ``numpy.percentile`` gives, counted, not sorted.

    Args:
        levels: Any shape, at least one pixel.
        percent: 0 to 100.
    """
    row = np.ascontiguousarray(levels).reshape(1, -1)
    upto = np.zeros(256, np.int64)
    for first in range(0, levels.size, _COUNTED):
        counts = cv2.calcHist([row[:, first : first + _COUNTED]], [0], None, [256], [0, 256])
        upto += np.cumsum(counts.ravel().astype(np.int64))
    place = percent / 100 * (levels.size - 1)
    around = (int(place), min(int(place) + 1, levels.size - 1))
    lower, upper = np.searchsorted(upto, around, "right")
    part, step = place - int(place), upper - lower
    return float(lower + step * part if part < 0.5 else upper - step * (1 - part))


def darkest(picture: Picture) -> GreyPicture:
    """Return the lowest of the three levels of each pixel; numpy alone takes ten times as long."""
    red, green, blue = cv2.split(picture)
    return np.asarray(cv2.min(cv2.min(red, green), blue), dtype=np.uint8)


def reduced(picture: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """Return a much smaller copy; two halvings come first where they can, which is far quicker.

    Args:
        picture: In colour or grey.
        width: Of the copy, in pixels.
        height: Of the copy, in pixels.
    """
    for _ in range(2):
        if min(picture.shape[1] / width, picture.shape[0] / height) < _HALVED:
            break
        across, down = picture.shape[1] // 2, picture.shape[0] // 2
        even = picture[: 2 * down, : 2 * across]  # an odd row would make it ten times as slow
        picture = np.asarray(
            cv2.resize(even, (across, down), interpolation=cv2.INTER_AREA), np.uint8
        )
    small = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.uint8)


def reduced_by(picture: Picture, step: int) -> Picture:
    """Return every ``step`` × ``step`` pixels as one; other ratios take ten times as long."""
    height, width = (length // step for length in picture.shape[:2])
    if step == 1 or min(height, width) == 0:
        return picture
    part = picture[: height * step, : width * step]
    return np.asarray(cv2.resize(part, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def scaled(picture: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
    """Return a copy, in colour or grey, of which each side is so many times as long."""
    size = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def exif_turned(picture: Picture, orientation: int) -> Picture:
    """Undo an EXIF orientation, 1 to 8."""
    return np.ascontiguousarray(turned_view(picture, orientation))


def turned_view(pixels: NDArray[Any], orientation: int) -> NDArray[Any]:
    """Return pixels with an EXIF orientation undone, none of them copied.

    Source:
        Exif 2.32, section 4.6.4, tag 274.
    """
    if orientation in {5, 6, 7, 8}:
        pixels = pixels.swapaxes(0, 1)
    if orientation in {2, 3, 6, 7}:
        pixels = pixels[:, ::-1]
    if orientation in {3, 4, 7, 8}:
        pixels = pixels[::-1]
    return pixels
