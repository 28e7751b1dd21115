"""The one form in which decoded pictures travel."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Shape (height, width, 3), RGB, 0–255, sRGB, without any turning left to be done."""

GreyPicture = NDArray[np.uint8]
"""Shape (height, width), 0 black to 255 white."""


def require_picture(picture: Picture) -> None:
    """Check the promise of the type.

    Raises:
        ValueError: Not an RGB picture of bytes.
    """
    if picture.ndim != 3 or picture.shape[2] != 3 or picture.dtype != np.uint8:
        raise ValueError(f"not an RGB picture: shape {picture.shape}, {picture.dtype}")
