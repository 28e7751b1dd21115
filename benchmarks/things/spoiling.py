"""Spoils pages for the network as screens, copies of copies and messengers do; nothing moves."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random

import cv2
import numpy as np

from zcdesk.picture import Picture


def spoilt(picture: Picture, random: Random) -> Picture:
    """Return a page to which one to three things were done, in any order."""
    for spoil in random.sample(_WAYS, random.randint(1, 3)):
        picture = spoil(picture, random)
    return picture


def _screen(picture: Picture, random: Random) -> Picture:
    """Waves between a screen's points and a camera's, another phase for each colour."""
    rows, columns = (np.arange(side, dtype=np.float32) for side in picture.shape[:2])
    lit = picture.astype(np.float32)
    for _ in range(random.randint(1, 2)):
        pitch, turn = random.uniform(2, 40), random.uniform(0, math.tau)
        across = columns * math.cos(turn) / pitch * math.tau
        down = rows * math.sin(turn) / pitch * math.tau
        deep, apart = random.uniform(0.02, 0.16), random.uniform(0, 2)
        for channel in range(3):
            # The sine of a sum, so that only two lines of a page are computed.
            phase = channel * apart
            wave = np.outer(np.sin(down + phase), np.cos(across))
            wave += np.outer(np.cos(down + phase), np.sin(across))
            lit[..., channel] *= 1 + deep * wave
    return np.asarray(np.clip(lit, 0, 255), np.uint8)


def _copied(picture: Picture, random: Random) -> Picture:
    """Fewer pixels and back, a steeper or flatter curve of levels, grain."""
    share = random.uniform(0.45, 0.9)
    small = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    back = cv2.resize(small, picture.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    steep, middle = random.uniform(0.6, 1.8), random.uniform(90, 190)
    levels = (np.arange(256) - middle) * steep + middle + random.uniform(-20, 30)
    curved = cv2.LUT(back, np.clip(levels, 0, 255).astype(np.uint8))
    noise = np.random.default_rng(random.getrandbits(32))
    size = (*picture.shape[:2], 1 if random.random() < 0.6 else 3)
    grain = noise.standard_normal(size, np.float32) * random.uniform(0, 14)
    return np.asarray(np.clip(curved + grain, 0, 255), np.uint8)


def _sent(picture: Picture, random: Random) -> Picture:
    """Compressed a few times, as messengers do."""
    share = random.uniform(0.6, 1)
    sent = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    for _ in range(random.randint(1, 3)):
        _, packed = cv2.imencode(".jpg", sent, [cv2.IMWRITE_JPEG_QUALITY, random.randint(12, 55)])
        sent = np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)
    back = cv2.resize(sent, picture.shape[1::-1], interpolation=cv2.INTER_CUBIC)
    return np.asarray(back, np.uint8)


def _tinted(picture: Picture, random: Random) -> Picture:
    """Lamps of any colour, a camera's own curve, colours that fade."""
    curve, spread = random.uniform(0.6, 1.7), np.arange(256) / 255
    channels = [
        cv2.LUT(channel, np.clip(spread**curve * 255 * random.uniform(0.75, 1.05), 0, 255))
        for channel in cv2.split(picture)
    ]
    tinted = np.stack(channels, 2)
    faded = tinted.mean(2, keepdims=True)
    return (
        np.asarray(faded + (tinted - faded) * random.uniform(0.4, 1.3), np.float64)
        .clip(0, 255)
        .astype(np.uint8)
    )


def _uneven(picture: Picture, random: Random) -> Picture:
    """Light that falls in from somewhere, and a lens that is not quite sharp."""
    noise = np.random.default_rng(random.getrandbits(32))
    coarse = noise.uniform(random.uniform(0.45, 0.9), 1.1, (3, 3)).astype(np.float32)
    light = cv2.resize(coarse, picture.shape[1::-1], interpolation=cv2.INTER_CUBIC)
    soft = cv2.GaussianBlur(picture, (0, 0), random.uniform(0.4, 2.2))
    return np.asarray(np.clip(soft * light[..., None], 0, 255), np.uint8)


_WAYS: tuple[Callable[[Picture, Random], Picture], ...] = (
    *(_screen, _screen), _copied, _sent, _tinted, _uneven,
)  # fmt: skip
