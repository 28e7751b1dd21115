"""What makes a scan hard to read, each by a chosen strength: for measuring clarity, not for looks.

Unlike :mod:`tools.drawing.damage`, nothing here is part of a preset; marks stay where they are
unless it is said otherwise.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from dataclasses import replace
from random import Random

import cv2
import numpy as np
from PIL import Image

from tools.drawing.marks import DrawnPage
from zcdesk.picture import Picture

Spoil = Callable[[Picture, float, Random], Picture]
"""Takes a page, a strength from 0 (hardly any) to 1 (ruined) and chance; returns a new page."""


def defocused(picture: Picture, strength: float, random: Random) -> Picture:
    """A lens out of focus, up to a circle of 9 px."""
    reach = 0.5 + 4.5 * strength
    size = 2 * math.ceil(reach) + 1
    away = np.arange(size) - size // 2
    disc = np.clip(reach + 0.5 - np.hypot(away[:, None], away[None, :]), 0, 1)
    return np.asarray(cv2.filter2D(picture, -1, disc / disc.sum()), dtype=np.uint8)


def shaken(picture: Picture, strength: float, random: Random) -> Picture:
    """A hand that moved, along a straight way of up to 22 px."""
    return motion_blurred(picture, 2 + 20 * strength, random.uniform(0, 180))


def motion_blurred(picture: Picture, length: float, degrees: float) -> Picture:
    """Move a page by ``length`` pixels while its picture is taken; 0 degrees is to the right."""
    size = 2 * math.ceil(length / 2) + 3
    line = np.zeros((size * 8, size * 8), np.float32)
    middle, reach = size * 4, length * 4
    x, y = math.cos(math.radians(degrees)) * reach, math.sin(math.radians(degrees)) * reach
    start, end = (round(middle - x), round(middle - y)), (round(middle + x), round(middle + y))
    cv2.line(line, start, end, 1.0, 8)
    kernel = cv2.resize(line, (size, size), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.filter2D(picture, -1, kernel / kernel.sum()), dtype=np.uint8)


def coarse(picture: Picture, strength: float, random: Random) -> Picture:
    """Too few pixels: reduced to as little as a fifth and enlarged again by some program."""
    height, width = picture.shape[:2]
    share = 1 - 0.8 * strength**0.7
    size = (max(8, round(width * share)), max(8, round(height * share)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


def faded(picture: Picture, strength: float, random: Random) -> Picture:
    """Hardly any toner, and the grain of the glass."""
    left = 1 - 0.93 * strength
    chance = np.random.default_rng(random.getrandbits(64))
    grain = chance.normal(0, 3 + 5 * strength, picture.shape[:2]).astype(np.float32)
    pale = 255 - (255 - picture.astype(np.float32)) * left - 6 + grain[:, :, None]
    return np.asarray(np.clip(np.rint(pale), 0, 255), dtype=np.uint8)


def grainy(picture: Picture, strength: float, random: Random) -> Picture:
    """A telephone in the dark."""
    chance = np.random.default_rng(random.getrandbits(64))
    grain = chance.normal(0, 8 + 90 * strength, picture.shape[:2]).astype(np.float32)
    soft = cv2.GaussianBlur(grain, (0, 0), 0.8)
    dark = picture.astype(np.float32) * (1 - 0.3 * strength) + soft[:, :, None]
    return np.asarray(np.clip(np.rint(dark), 0, 255), dtype=np.uint8)


def squeezed(picture: Picture, strength: float, random: Random) -> Picture:
    """Sent around: reduced somewhat and saved as JPEG of low quality, twice."""
    height, width = picture.shape[:2]
    share = 1 - 0.55 * strength
    size = (max(8, round(width * share)), max(8, round(height * share)))
    small = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    for _ in range(2):
        file = io.BytesIO()
        Image.fromarray(small).save(file, "JPEG", quality=max(3, round(45 - 42 * strength)))
        small = np.array(Image.open(file).convert("RGB"), dtype=np.uint8)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


SPOILS: dict[str, Spoil] = {
    "defocused": defocused,
    "shaken": shaken,
    "coarse": coarse,
    "faded": faded,
    "grainy": grainy,
    "squeezed": squeezed,
}
"""What spoils a whole page, by name."""


def spoiled(page: DrawnPage, name: str, strength: float, random: Random) -> DrawnPage:
    """Return the page spoiled in one way.

    Raises:
        KeyError: No such way.
    """
    return replace(page, picture=SPOILS[name](page.picture, strength, random))


def glare(picture: Picture, random: Random, reach: float = 0.16) -> tuple[Picture, tuple[int, int]]:
    """Reflect a flash on shiny paper; returns the page and the middle of the reflection.

    Args:
        picture: The page; elsewhere it is lit like a photograph, below white.
        random: Where the flash is reflected.
        reach: Radius of what is burnt out, as a share of the page's width.
    """
    height, width = picture.shape[:2]
    x, y = round(random.uniform(0.25, 0.75) * width), round(random.uniform(0.25, 0.75) * height)
    rows = np.arange(height, dtype=np.float32)[:, None] - y
    columns = np.arange(width, dtype=np.float32)[None, :] - x
    away = np.hypot(rows, columns) / (reach * width)
    light = np.clip(1.6 * np.exp(-(away**4)) + 0.25 * np.exp(-(away**2) / 3), 0, 1.0)
    lit = picture.astype(np.float32) * 0.82
    lit += (255 - lit) * light[:, :, None]
    return np.asarray(np.clip(np.rint(lit), 0, 255), dtype=np.uint8), (x, y)


def moire(picture: Picture, random: Random, strength: float = 0.12) -> Picture:
    """Photograph a screen: slanting waves of colour lie over everything."""
    height, width = picture.shape[:2]
    rows = np.arange(height, dtype=np.float32)[:, None]
    columns = np.arange(width, dtype=np.float32)[None, :]
    waves = np.zeros((height, width, 3), np.float32)
    period, angle = random.uniform(5, 11), random.uniform(0.2, 1.3)
    for channel in range(3):
        turn, step = angle + 0.03 * channel, period * (1 + 0.02 * channel)
        phase = (columns * math.cos(turn) + rows * math.sin(turn)) / step
        waves[:, :, channel] = np.sin(phase * math.tau)
    return np.clip(picture * (1 - strength + strength * waves), 0, 255).astype(np.uint8)


def shone_through(picture: Picture, behind: Picture, strength: float = 0.16) -> Picture:
    """Let the back of the sheet shine through, mirrored and soft."""
    height, width = picture.shape[:2]
    back = cv2.resize(behind, (width, height), interpolation=cv2.INTER_AREA)[:, ::-1]
    soft = cv2.GaussianBlur(back, (0, 0), 1.6).astype(np.float32)
    shown = picture.astype(np.float32) * (1 - strength * (1 - soft / 255))
    return np.clip(np.rint(shown), 0, 255).astype(np.uint8)
