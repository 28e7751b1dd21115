"""How hard a picture was squeezed as a JPEG, told from its pixels: also of one saved anew since.

JPEG rounds the frequencies of each square of 8 × 8 pixels to multiples of a step; the steps stay
in the decoded pixels as long as these are not resampled, so this looks at the decoded picture.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.picture import GreyPicture, Picture, grey_of, require_picture

_SIDE = 8  # px of a square, ITU-T T.81
_BLOCKS = 2000  # squares with the most drawing in them that are looked at
_MANY = 20_000  # squares; of more only every second one each way is looked at
_LARGE_STEP = 12  # grey levels between neighbours: larger ones count as this
_BOTH_ENDS = (np.maximum, np.minimum)
_STEPS = np.arange(5, 130)
_USUAL = {(0, 1): 11, (1, 0): 12, (1, 1): 12}
"""Frequencies (down, across) that are looked at, and their steps at quality 50, T.81 table K.1."""

_EVIDENT = 0.55  # length of the mean of the frequencies as angles: 1 for multiples, 0 for chance
_LEAST = 60  # frequencies beyond half a step; with fewer nothing is reported
_AGREE = 2  # frequencies of three whose steps must tell the same
_TOLERANCE = 0.25  # of the scale: steps are whole numbers, and tables differ

HARD = 25
"""JPEG quality (1–100, as the IJG library counts) up to which edges of letters visibly suffer."""

_DCT = np.array(
    [
        [np.sqrt((1 if row == 0 else 2) / _SIDE) * np.cos((2 * place + 1) * row * np.pi / 16)
         for place in range(_SIDE)]
        for row in range(_SIDE)
    ],
    dtype=np.float32,
)  # fmt: skip


def jpeg_quality(picture: Picture, grey: GreyPicture | None = None) -> int | None:
    """Return about which JPEG quality ``picture`` was saved with, 1–100.

    Args:
        picture: As decoded, in any quarter turn.
        grey: The same in grey, where somebody has it.

    Returns:
        None where no steps are seen: never squeezed, hardly squeezed, or resampled since.

    Source:
        Fan and de Queiroz, Identification of bitmap compression history, IEEE Transactions on
        Image Processing 12 (2003): steps from the histogram of decoded frequencies.
    """
    require_picture(picture)
    grey = grey_of(picture) if grey is None else grey
    squares = _squares(grey, _phase(grey[::3]), _phase(np.ascontiguousarray(grey[:, ::3].T)))
    if len(squares) < _LEAST:
        return None
    frequencies = np.asarray(_DCT @ squares @ _DCT.T, dtype=np.float32)
    scales = []
    for (down, across), usual in _USUAL.items():
        step = _step(frequencies[:, down, across])
        if step is not None:
            scales.append(100 * step / usual)
    if not scales:
        return None
    scale = float(np.median(scales))
    if sum(abs(one / scale - 1) <= _TOLERANCE for one in scales) < _AGREE:
        return None
    return max(1, round(5000 / scale if scale > 100 else (200 - scale) / 2))


def _phase(rows: GreyPicture) -> int:
    """Return at which pixel, 0–7, the squares begin across: there steps are more frequent."""
    if rows.shape[1] < _SIDE + 3:
        return 0
    steps = cv2.absdiff(rows[:, 1:], rows[:, :-1])
    lone = cv2.subtract(steps[:, 1:-1], cv2.max(steps[:, :-2], steps[:, 2:]))
    sums = cv2.reduce(np.minimum(lone, _LARGE_STEP), 0, cv2.REDUCE_SUM, dtype=cv2.CV_32S).ravel()
    whole = sums[: len(sums) // _SIDE * _SIDE].reshape(-1, _SIDE).sum(axis=0)
    return (int(whole.argmax()) + 2) % _SIDE


def _squares(grey: GreyPicture, left: int, top: int) -> NDArray[np.float32]:
    """Return the squares with the most drawing, shape (n, 8, 8)."""
    part = grey[top:, left:]
    rows, columns = part.shape[0] // _SIDE, part.shape[1] // _SIDE
    if rows == 0 or columns == 0:
        return np.zeros((0, _SIDE, _SIDE), np.float32)
    part = part[: rows * _SIDE, : columns * _SIDE].reshape(rows, _SIDE, columns, _SIDE)
    every = 2 if rows * columns > _MANY else 1
    some = part[::every]
    # Whole rows of the page first: along a square's own eight pixels it takes ten times as long.
    brightest, darkest = (
        end.reduce(end.reduce(some, axis=1)[:, ::every], axis=2).ravel() for end in _BOTH_ENDS
    )
    squares = some[:, :, ::every].transpose(0, 2, 1, 3).reshape(-1, _SIDE * _SIDE)
    spread = (brightest - darkest).astype(np.float32)
    # Full black and full white were cut off after the rounding: the steps are lost there.
    clipped = (darkest == 0) | (brightest == 255)
    chosen = np.argsort(np.where(clipped, spread / 4, spread))[::-1][:_BLOCKS]
    kept = squares[chosen[spread[chosen] >= 8]]
    return np.asarray(kept.reshape(-1, _SIDE, _SIDE), dtype=np.float32)


def _step(values: NDArray[np.float32]) -> int | None:
    """Return the largest step of which nearly all values beyond half of it are multiples."""
    sizes = np.sort(np.abs(values))
    for step in _STEPS[::-1].tolist():
        beyond = sizes[np.searchsorted(sizes, 0.5 * step, "right") :]
        if len(beyond) < _LEAST:
            continue
        if float(np.cos(beyond * np.float32(2 * np.pi / step)).mean()) >= _EVIDENT:
            return int(step)
    return None
