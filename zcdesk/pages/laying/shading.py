"""Takes shadows and a cast of colour from a photographed page, and nothing from what is on it.

Every pixel is brightened by a smooth factor that is measured on bare paper only; across a photo
or a seal it goes on as it was around it. So the colours of a seal or a face change as their paper
does, and never by themselves.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.picture import Picture, darkest, reduced, require_picture, square

_SIDE = 360  # px of the copy on which the light is measured
STROKE = 9  # px of the copy: darker things narrower than this are writing
_WIDE = 91  # px of the copy: a photo is narrower, a shadow goes on
_PAPER = 0.62  # of the brightest paper nearby: what is darker is no paper, even in a shadow
_TINT = 13.0  # CIELAB: paper that is more coloured than this beside its median is printed
_SMOOTH = 7.0  # px of the copy
_QUARTER = 4  # the light changes so slowly that a copy of a quarter of each side shows it
_WHITE = 248.0  # where the paper comes out
_MOST = 2.6  # brightening beyond this would only show noise
_STRIP = 512  # rows that are brightened at once, to bound memory

Light = NDArray[np.float32]


def with_even_light(picture: Picture) -> Picture:
    """Return a copy of a page on which the paper is evenly white.

    Args:
        picture: Upright page; it is left as it is. A page without bare paper comes back unchanged.
    """
    require_picture(picture)
    factors = _factors(picture)
    if factors is None:
        return picture.copy()
    height, width = picture.shape[:2]
    result = np.empty_like(picture)
    across = (np.arange(width, dtype=np.float32) + 0.5) * (factors.shape[1] / width) - 0.5
    for top in range(0, height, _STRIP):
        rows = np.arange(top, min(top + _STRIP, height), dtype=np.float32)
        down = (rows + 0.5) * (factors.shape[0] / height) - 0.5
        grid = np.meshgrid(across, down)
        here = cv2.remap(
            factors, grid[0], grid[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        lit = picture[top : top + len(rows)] * here
        result[top : top + len(rows)] = np.clip(np.rint(lit), 0, 255).astype(np.uint8)
    return result


def unevenness(picture: Picture) -> float:
    """Return by which share the darkest paper is below the brightest, 0 on an even page."""
    light = paper_light(picture)
    if light is None:
        return 0.0
    red, green, blue = (np.asarray(channel) for channel in cv2.split(light))
    dark, bright = np.percentile((red + green + blue) / 3, (4, 96))
    return float(1 - dark / max(bright, 1.0))


def _factors(picture: Picture) -> Light | None:
    light = paper_light(picture)
    if light is None:
        return None
    return np.asarray(np.clip(_WHITE / np.maximum(light, 1.0), 1.0, _MOST), dtype=np.float32)


def paper_light(picture: Picture) -> Light | None:
    """Return the colour of bare paper everywhere on a reduced copy, or None where there is none.

    Returns:
        Shape (height, width, 3) of a copy of at most 360 px a side, RGB.
    """
    height, width = picture.shape[:2]
    ratio = min(1.0, _SIDE / max(height, width))
    size = (max(1, round(width * ratio)), max(1, round(height * ratio)))
    if min(size) < 8:
        return None
    small = reduced(picture, *size)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (STROKE, STROKE))
    flat = cv2.medianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel), 5)
    bare = _bare(np.asarray(flat, dtype=np.uint8))
    if float(bare.mean()) < 0.15:
        return None
    weight = np.maximum(cv2.GaussianBlur(bare, (0, 0), _SMOOTH), 1e-6)
    values = flat.astype(np.float32) * bare[:, :, None]
    light = cv2.GaussianBlur(values, (0, 0), _SMOOTH) / weight[:, :, None]
    # Far inside a photo there is no paper nearby: there the wider surroundings speak.
    near = np.clip(weight / 0.1, 0, 1)[:, :, None]
    if near.min() == 1:
        return np.asarray(light, dtype=np.float32)
    far = np.maximum(_softened(bare), 1e-6)
    broad = _softened(values) / far[:, :, None]
    return np.asarray(light * near + broad * (1 - near), dtype=np.float32)


def _softened(levels: Light) -> Light:
    """Return levels blurred so widely that a copy of a quarter of the size tells the same."""
    height, width = levels.shape[:2]
    size = (max(1, width // _QUARTER), max(1, height // _QUARTER))
    few = cv2.resize(levels, size, interpolation=cv2.INTER_AREA)
    few = cv2.GaussianBlur(few, (0, 0), 6 * _SMOOTH / _QUARTER)
    wide = cv2.resize(few, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(wide, dtype=np.float32)


def _bare(flat: Picture) -> NDArray[np.float32]:
    """Return 1 where there is bare paper, 0 on photos, seals and coloured print."""
    colours = cv2.cvtColor(flat.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    level = darkest(flat)
    # Largest value of a wide square: of every third pixel it is the same to within a shade.
    few = cv2.dilate(level[::3, ::3], square(_WIDE // 3))
    size = (level.shape[1], level.shape[0])
    brightest = cv2.resize(few, size, interpolation=cv2.INTER_LINEAR).astype(np.float32)
    bright = level >= _PAPER * cv2.GaussianBlur(brightest, (0, 0), _SMOOTH)
    tints = [np.asarray(cv2.extractChannel(colours, number)) for number in (1, 2)]
    usual = [np.median(tint[bright]) if bright.any() else np.float64(0.0) for tint in tints]
    away = [np.square(tint - level) for tint, level in zip(tints, usual, strict=True)]
    plain = np.sqrt(away[0] + away[1]) <= _TINT
    paper = (bright & plain).astype(np.uint8)
    return cv2.erode(paper, square(3)).astype(np.float32)
