"""What lies around and below a page that somebody photographs: desks, cloths, odds and ends."""

from __future__ import annotations

from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

Ground = NDArray[np.float32]
"""Shape (height, width, 3), grey levels 0 to 255 before any light falls on it."""

_WOODS = (
    (134, 96, 66), (172, 136, 98), (92, 60, 42), (60, 40, 30), (196, 164, 124), (150, 84, 52),
)  # fmt: skip
_PLAIN = (
    (96, 98, 104), (60, 58, 58), (32, 32, 34), (128, 132, 134), (44, 66, 96), (84, 40, 44),
    (58, 92, 70), (150, 146, 138),
)  # fmt: skip
_LIGHT = ((206, 202, 196), (222, 220, 216), (214, 196, 168))
_THINGS = ((24, 24, 26), (196, 30, 40), (34, 70, 150), (230, 228, 220), (120, 122, 126))


def desk(size: tuple[int, int], random: Random) -> tuple[Ground, str]:
    """Return a desk of ``size`` (width, height) and what it is made of.

    The kinds are ``wood``, ``plain``, ``cloth``, ``check``, ``stone`` and ``light``; upon any of
    them something may lie.
    """
    kind = random.choice(("wood", "wood", "wood", "plain", "plain", "cloth", "check", "stone"))
    if random.random() < 0.12:
        kind = "light"
    ground = {
        "wood": _wood,
        "plain": _plain,
        "cloth": _cloth,
        "check": _check,
        "stone": _stone,
        "light": _light,
    }[kind](size, random)
    return ground.astype(np.float32), kind


def things(ground: Ground, random: Random) -> Ground:
    """Lay up to two pens, cups or telephones near the rim of a desk."""
    height, width = ground.shape[:2]
    for _ in range(random.choice((0, 0, 0, 1, 1, 2))):
        colour = tuple(float(level) for level in random.choice(_THINGS))
        x = random.choice((random.uniform(0, 0.1), random.uniform(0.9, 1.0))) * width
        y = random.uniform(0, 1) * height
        if random.random() < 0.5:
            x, y = random.uniform(0, 1) * width, random.choice((0.03, 0.97)) * height
        reach = min(width, height)
        shape = random.choice(("pen", "cup", "box"))
        if shape == "cup":
            cv2.circle(ground, (round(x), round(y)), round(reach * 0.09), colour, -1, cv2.LINE_AA)
            continue
        long, wide = (0.3, 0.018) if shape == "pen" else (0.2, 0.1)
        place = ((x, y), (reach * long, reach * wide), random.uniform(0, 180))
        corners = np.rint(cv2.boxPoints(place)).astype(np.int32)
        cv2.fillConvexPoly(ground, corners, colour, cv2.LINE_AA)
    return ground


def _base(size: tuple[int, int], colour: tuple[int, int, int]) -> Ground:
    width, height = size
    return np.broadcast_to(np.asarray(colour, np.float32), (height, width, 3)).copy()


def _grown(coarse: NDArray[np.float64], size: tuple[int, int]) -> NDArray[np.float32]:
    grown = cv2.resize(coarse.astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
    return np.asarray(grown, dtype=np.float32)


def _wood(size: tuple[int, int], random: Random) -> Ground:
    """Boards with a grain that runs one way."""
    chance = np.random.default_rng(random.getrandbits(64))
    width, height = size
    along = random.random() < 0.5
    fine = (height, max(2, width // 70)) if along else (max(2, height // 70), width)
    broad = (9, max(2, width // 300)) if along else (max(2, height // 300), 9)
    grain = cv2.GaussianBlur(_grown(chance.normal(0, 9, fine), size), (0, 0), 1.5)
    shade = _grown(chance.normal(0, 7, broad), size)
    return np.asarray(_base(size, random.choice(_WOODS)) + (grain + shade)[:, :, None])


def _plain(size: tuple[int, int], random: Random) -> Ground:
    chance = np.random.default_rng(random.getrandbits(64))
    shade = _grown(chance.normal(0, 3, (6, 6)), size)
    return np.asarray(_base(size, random.choice(_PLAIN)) + shade[:, :, None])


def _cloth(size: tuple[int, int], random: Random) -> Ground:
    """Woven threads and a few soft creases."""
    chance = np.random.default_rng(random.getrandbits(64))
    width, height = size
    weave = cv2.GaussianBlur(chance.normal(0, 26, (height, width)).astype(np.float32), (0, 0), 1.2)
    creases = _grown(chance.normal(0, 10, (5, 9)), size)
    return np.asarray(_base(size, random.choice(_PLAIN)) + (weave + creases)[:, :, None])


def _check(size: tuple[int, int], random: Random) -> Ground:
    """A tablecloth of coloured stripes that cross."""
    width, height = size
    step = max(8, round(min(size) * random.uniform(0.04, 0.09)))
    first, second = random.sample(_WOODS + _PLAIN, 2)
    across = ((np.arange(width) // step) % 2).astype(np.float32)[None, :, None]
    down = ((np.arange(height) // step) % 2).astype(np.float32)[:, None, None]
    share = (across + down) / 2 * 0.7
    return np.asarray(_base(size, first) * (1 - share) + _base(size, second) * share)


def _stone(size: tuple[int, int], random: Random) -> Ground:
    """Speckled stone."""
    chance = np.random.default_rng(random.getrandbits(64))
    coarse = _grown(chance.normal(0, 16, (max(2, size[1] // 12), max(2, size[0] // 12))), size)
    broad = _grown(chance.normal(0, 10, (7, 7)), size)
    return np.asarray(_base(size, random.choice(_PLAIN)) + (coarse + broad)[:, :, None])


def _light(size: tuple[int, int], random: Random) -> Ground:
    """A desk nearly as bright as paper."""
    chance = np.random.default_rng(random.getrandbits(64))
    shade = _grown(chance.normal(0, 2.5, (6, 6)), size)
    return np.asarray(_base(size, random.choice(_LIGHT)) + shade[:, :, None])
