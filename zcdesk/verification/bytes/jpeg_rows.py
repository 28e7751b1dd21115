"""Rows of a JPEG behind those that its header shows.

A picture whose height was made smaller: a decoder stops where the header says so, and the
rest stays in the file for whoever writes the old height back. So the picture is decoded once
more as if it were higher, an eighth in size: behind a whole picture there is one even
ground.
"""

from __future__ import annotations

import io
import re

import numpy as np
from PIL import Image

_FRAME = re.compile(rb"\xff[\xc0-\xc2]\0[\x0b-\x14]\x08(..)(..)", re.S)
_FURTHER = 96  # rows; six of the tallest blocks
_BLOCK = 16  # px of the tallest blocks, with chroma halved
_SCALE = 8  # the decoder's smallest: a pixel a block
_EVEN = 2.0  # grey levels by which the ground behind a picture differs at most
_HIGHEST = 65_500  # px, the most that libjpeg decodes (JPEG_MAX_DIMENSION)


def hides_jpeg_rows(data: bytes, size: tuple[int, int]) -> bool:
    """Tell whether a JPEG holds rows below those that it shows.

    Args:
        data: The whole file.
        size: Height and width as decoded, turned or not.
    """
    frame = next((match for match in _FRAME.finditer(data) if _is_size(match, size)), None)
    if frame is None:
        return False
    height = int.from_bytes(frame[1], "big")
    further = min(height + _FURTHER, _HIGHEST)
    taller = data[: frame.start(1)] + further.to_bytes(2, "big") + data[frame.end(1) :]
    try:
        with Image.open(io.BytesIO(taller), formats=("JPEG", "MPO")) as image:
            image.draft("L", (max(1, image.width // _SCALE), max(1, image.height // _SCALE)))
            rows = np.asarray(image.convert("L"), np.float32)
    except (OSError, ValueError, SyntaxError):
        return False  # a decoder that refuses it shows nothing of it
    blocks = height // _BLOCK + 2  # the last one may end in noise
    behind = rows[-(-blocks * _BLOCK * rows.shape[0] // further) :]
    return behind.size > 0 and float(np.ptp(behind)) > _EVEN


def _is_size(frame: re.Match[bytes], size: tuple[int, int]) -> bool:
    sides = {int.from_bytes(frame[1], "big"), int.from_bytes(frame[2], "big")}
    return sides == set(size)
