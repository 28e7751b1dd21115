"""Finds a picture in a picture, at any size and quarter turn, and pixels in plain bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageSequence, UnidentifiedImageError

from zcdesk.picture import Picture

LONGEST = 220
"""Pixels to which the longer side of what is searched is brought down at first."""
SMALLEST = 14
"""Pixels of the longer side below which nobody recognises the picture."""
ALIKE = 0.8
"""Correlation from which a place shows the picture.

Measured on the sentinel's pages, from 620 pixels wide downwards: at least 0.86 where the portrait
stands (to 70 pixels) and 0.87 where the name does (to 170); at most 0.73 on covered pages, other
print and bytes taken for pixels.
"""

_STEP = 1.13  # from one tried size to the next; half of it costs up to 0.25 of correlation
_PROMISING = 0.5  # of which sizes and places a closer look is taken
_CLOSER = 3  # such looks for each turn
_FINE = np.linspace(1 / _STEP, _STEP, 15)
_FRAMES = 20
_ROWS = (160, 24_000)  # bytes of a row of pixels
_STRIDES = 6


class Sought:
    """A picture that is looked for, kept at every size and turn that was tried."""

    def __init__(self, picture: Picture) -> None:
        self._turns = [np.ascontiguousarray(np.rot90(_grey(picture), turns)) for turns in range(4)]
        self._made: dict[tuple[int, int], NDArray[np.uint8]] = {}

    def stands_in(self, picture: Picture) -> bool:
        """Tell whether it can be seen anywhere in ``picture``."""
        return self.likeness(picture) >= ALIKE

    def likeness(self, picture: Picture) -> float:
        """Return its best correlation with any place of ``picture``, from -1 to 1.

        First every size at few pixels, then the best places at more of them and at sizes between.
        """
        near, ground = _small(picture, 2 * LONGEST), _small(picture, LONGEST)
        times = max(near.shape) / max(ground.shape)
        best = -1.0
        for turns in range(4):
            sizes = _sizes(max(ground.shape))
            looks = [(*_matched(ground, self._at(turns, size)), size) for size in sizes]
            looks.sort(key=lambda look: look[0], reverse=True)
            best = max(best, looks[0][0] if looks else -1.0)
            for score, (left, top), size in looks[:_CLOSER]:
                if score < _PROMISING or best >= ALIKE:
                    break
                reach = round(times * 0.25 * size) + 4
                x, y, side = (round(times * one) for one in (left, top, size))
                down, across = (slice(max(0, at - reach), at + side + reach) for at in (y, x))
                for fine in _FINE:
                    sought = self._at(turns, round(times * size * fine))
                    best = max(best, _matched(near[down, across], sought)[0])
        return best

    def _at(self, turns: int, longer: int) -> NDArray[np.uint8]:
        key = turns, longer
        if key not in self._made:
            self._made[key] = _small(self._turns[turns], longer)
        return self._made[key]


def _matched(ground: NDArray[np.uint8], sought: NDArray[np.uint8]) -> tuple[float, tuple[int, int]]:
    """Return the best correlation of a picture with a place, and that place's left top corner."""
    if sought.shape[0] > ground.shape[0] or sought.shape[1] > ground.shape[1]:
        return -1.0, (0, 0)
    found = cv2.matchTemplate(ground, sought, cv2.TM_CCOEFF_NORMED)
    found[~np.isfinite(found) | (found > 1.001)] = -1  # flat places have no correlation
    _, best, _, place = cv2.minMaxLoc(found)
    return float(best), (int(place[0]), int(place[1]))


def decoded(content: bytes) -> list[tuple[Picture, bytes]]:
    """Return the frames of a picture file with what their metadata tell; [] when it is none.

    Of a file that is cut off its upper part is returned.
    """
    frames: list[tuple[Picture, bytes]] = []
    try:
        with Image.open(io.BytesIO(content)) as image:
            told = _metadata(image)
            for number, frame in enumerate(ImageSequence.Iterator(image)):
                if number < _FRAMES:
                    frames.append((np.array(frame.convert("RGB")), told))
    except UnidentifiedImageError:
        return []
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        half = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR_RGB)
        if half is not None and not frames:
            frames.append((np.asarray(half, dtype=np.uint8), b""))
    return frames


def raw_pictures(content: bytes) -> Iterator[Picture]:
    """Yield pictures that bytes without a header may be: rows of grey, RGB or RGBA pixels.

    Rows of a picture resemble the next ones, so that the length of a row is where the bytes
    resemble themselves most.
    """
    data = np.frombuffer(content, dtype=np.uint8)
    if data.size < 40 * _ROWS[0]:
        return
    for stride in _strides(data):
        rows = data[: data.size // stride * stride].reshape(-1, stride)
        for channels in (3, 4, 1):
            if stride % channels == 0 and len(rows) >= SMALLEST:
                shaped = rows.reshape(len(rows), -1, channels)
                yield np.repeat(shaped[..., :1], 3, axis=2) if channels == 1 else shaped[..., :3]


def _strides(data: NDArray[np.uint8]) -> list[int]:
    """Return the likeliest lengths of rows in bytes, by the autocorrelation of the bytes."""
    signal = data[: 1 << 22].astype(np.float32)
    signal -= signal.mean()
    if float(signal.std()) < 2:
        return []
    size = 1 << (2 * len(signal) - 1).bit_length()
    power = np.abs(np.fft.rfft(signal, size)) ** 2
    alike = np.fft.irfft(power)[: min(_ROWS[1], len(signal) // SMALLEST)]
    alike /= max(float(alike[0]), 1.0)
    middle = alike[1:-1]
    peaks = np.flatnonzero((middle > alike[:-2]) & (middle >= alike[2:]) & (middle > 0.15)) + 1
    peaks = peaks[peaks >= _ROWS[0]]
    best = peaks[np.argsort(alike[peaks])[::-1]]
    return [int(stride) for stride in best[:_STRIDES]]


def _sizes(longest: int) -> list[int]:
    sizes, size = [], float(SMALLEST)
    while size <= longest:
        sizes.append(round(size))
        size *= _STEP
    return [one for one, after in pairwise([*sizes, 0]) if one != after]


def _small(picture: Picture, longest: int) -> NDArray[np.uint8]:
    grey = _grey(picture)
    scale = longest / max(grey.shape)
    if scale >= 1:
        return grey
    size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _grey(picture: Picture) -> NDArray[np.uint8]:
    if picture.ndim == 2:
        return np.ascontiguousarray(picture)
    return np.asarray(cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_RGB2GRAY), np.uint8)


def _metadata(image: Image.Image) -> bytes:
    """Return what a picture tells besides its pixels, as bytes to be searched."""
    parts: list[bytes] = []
    for key, value in image.info.items():
        parts += [str(key).encode(), value if isinstance(value, bytes) else str(value).encode()]
    for tag in image.getexif().values():
        parts.append(tag if isinstance(tag, bytes) else str(tag).encode())
    return b"\n".join(parts)
