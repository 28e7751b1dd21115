"""Which way up a portrait is that fills its picture, as one-inch photos do.

The model of ``upright`` knows pages, not faces. A head and shoulders on a plain ground tell by
themselves: the figure is cut by one side of the picture, the ground runs along the other three.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.picture import Picture

_SIDE = 160  # px of the reduced copy's long side
_RIM = 0.035  # of the shorter side: frames and shadows of the lid lie there
_LEAN_RIM = 0.16  # of the same, where a leaning photo leaves corners of another colour
_UNLIKE = 15.0  # CIELAB: what is so far from the ground is figure
_EVEN = 9.0  # CIELAB: spread of the ground of a portrait
_CUT, _CLEAR = 0.45, 0.12
"""Shares of a side that the figure takes: the one that cuts it, and the others."""

_TALL = 0.62  # share of the way from there to the far side that the figure reaches
_HEAD = (0.18, 0.8)  # width of the head as a share of the picture's
_CENTRED = 0.17  # how far the head's middle may lie from the middle
_SKIN = 0.1  # share of the figure that has the colour of skin
_SHAPES = (1.1, 1.65)  # long side to short side


def portrait_turn(picture: Picture) -> int | None:
    """Return the clockwise quarter turn that a portrait needs, or None for anything else."""
    height, width = picture.shape[:2]
    if not _SHAPES[0] <= max(height, width) / min(height, width) <= _SHAPES[1]:
        return None
    ratio = min(1.0, _SIDE / max(height, width))
    size = (max(1, round(width * ratio)), max(1, round(height * ratio)))
    if min(size) < 48:
        return None
    small = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    for rim in (_RIM, _LEAN_RIM):
        cut = round(rim * min(size))
        inner = np.ascontiguousarray(small[cut : size[1] - cut, cut : size[0] - cut])
        for view in (inner, _stretched(inner)):
            turn = _turn_of(view)
            if turn is not None:
                return turn
    return None


def _stretched(small: Picture) -> Picture:
    """Return a picture with full contrast, so that a faint copy is judged like a strong one."""
    low, high = np.percentile(small, (1, 99))
    levels = (small.astype(np.float32) - low) * (255 / max(float(high - low), 24.0))
    return np.asarray(np.clip(levels, 0, 255), dtype=np.uint8)


def _turn_of(small: Picture) -> int | None:
    figure = _figure(small)
    if figure is None or not _has_skin(small, figure):
        return None
    fitting = [turn for turn in (0, 90, 180, 270) if _stands(np.rot90(figure, -turn // 90))]
    return fitting[0] if len(fitting) == 1 else None


def _figure(small: Picture) -> NDArray[np.bool_] | None:
    """Return what stands before the ground; None where there is no plain ground."""
    colours = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    band = 4
    strips = [colours[:band], colours[-band:], colours[:, :band], colours[:, -band:]]
    # Of four sides at least three show the ground: the median of their medians is one of them.
    medians = np.array([np.median(strip.reshape(-1, 3), axis=0) for strip in strips])
    apart = np.linalg.norm(medians[:, None] - medians[None], axis=2)
    ground = medians[int(np.sort(apart, axis=1)[:, 1].argmin())]
    away = np.linalg.norm(colours - ground, axis=2)
    near = colours[away <= _UNLIKE]
    if len(near) < 0.15 * away.size or float(near.std(axis=0).max()) > _EVEN:
        return None
    mask = cv2.morphologyEx((away > _UNLIKE).astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3)))
    return np.asarray(mask > 0)


def _stands(figure: NDArray[np.bool_]) -> bool:
    """Tell whether the figure is cut by the lower side alone and carries a head in the middle."""
    height, width = figure.shape
    if height < width * 0.95:
        return False
    below = float(figure[-3:].any(axis=0).mean())
    above = float(figure[:2].mean())
    beside = max(float(figure[: height // 2, column].mean()) for column in (0, 1, -1, -2))
    if below < _CUT or above > _CLEAR or beside > _CLEAR:
        return False
    middle = figure[:, width // 3 : width - width // 3].mean(axis=1) > 0.4
    if float(middle.mean()) < _TALL or not middle[height // 2]:
        return False
    head = np.flatnonzero(figure[height // 4 : height // 2].mean(axis=0) > 0.5)
    if not len(head):
        return False
    share = (head[-1] - head[0] + 1) / width
    centred = abs((head[0] + head[-1]) / 2 / width - 0.5) <= _CENTRED
    return bool(_HEAD[0] <= share <= _HEAD[1] and centred)


def _has_skin(small: Picture, figure: NDArray[np.bool_]) -> bool:
    """Tell whether enough of the figure looks like skin; a grey photo has none to show."""
    colours = cv2.cvtColor(small, cv2.COLOR_RGB2YCrCb).astype(np.int16)
    red, blue = colours[:, :, 1], colours[:, :, 2]
    if float(np.abs(colours[:, :, 1:] - 128).mean()) < 3:
        return True
    skin = figure & (red >= 135) & (red <= 180) & (blue >= 80) & (blue <= 130)
    return float(skin.sum()) >= _SKIN * float(figure.sum())
