"""Damage that is held aside for measuring: nobody tunes on it (``benchmarks/held_aside.toml``)."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import cv2
import numpy as np

from tools.drawing import damage
from tools.drawing.marks import DrawnPage


def streaks(page: DrawnPage, random: Random) -> DrawnPage:
    """Dirt on the glass of a copier: thin grey lines from top to bottom, and a lack of toner."""
    picture = page.picture.astype(np.float32)
    height, width = picture.shape[:2]
    for _ in range(random.randint(2, 6)):
        x, wide = random.randrange(width), random.choice((1, 1, 2))
        picture[:, x : x + wide] *= random.uniform(0.55, 0.85)
    band, tall = random.randrange(height), round(height * random.uniform(0.04, 0.12))
    share = random.uniform(0.5, 0.75)
    picture[band : band + tall] = 255 - (255 - picture[band : band + tall]) * share
    return replace(page, picture=np.clip(picture, 0, 255).astype(np.uint8))


def bleeding(page: DrawnPage, random: Random) -> DrawnPage:
    """Thin paper: the other side's print shows through, mirrored."""
    back = np.roll(page.picture[:, ::-1], random.randrange(40, 240), axis=0)
    soft = cv2.GaussianBlur(np.ascontiguousarray(back), (0, 0), page.dpi / 130)
    ink = (255 - soft.astype(np.float32)) * random.uniform(0.10, 0.22)
    return replace(page, picture=np.clip(page.picture - ink, 0, 255).astype(np.uint8))


def shaken(page: DrawnPage, random: Random) -> DrawnPage:
    """A camera that moved a little."""
    reach = max(3, round(page.dpi / 60 * random.uniform(0.7, 1.2)))
    kernel = np.zeros((reach, reach), np.float32)
    angle = random.uniform(0, np.pi)
    middle, half = (reach - 1) / 2, (reach - 1) / 2
    for step in np.linspace(-half, half, reach * 4):
        x, y = middle + step * np.cos(angle), middle + step * np.sin(angle)
        kernel[round(y), round(x)] = 1
    moved = cv2.filter2D(page.picture, -1, kernel / kernel.sum())
    return replace(page, picture=moved.astype(np.uint8))


def glare(page: DrawnPage, random: Random) -> DrawnPage:
    """A lamp mirrored in the film around a document: a pale patch over the print."""
    height, width = page.picture.shape[:2]
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = width * random.uniform(0.2, 0.8), height * random.uniform(0.2, 0.8)
    reach = width * random.uniform(0.12, 0.25)
    share = np.exp(-(((columns - x) / reach) ** 2 + ((rows - y) / (reach * 0.7)) ** 2))
    share = (share * random.uniform(0.35, 0.6))[:, :, None]
    return replace(page, picture=(page.picture * (1 - share) + 255 * share).astype(np.uint8))


def squeezed(page: DrawnPage, random: Random) -> DrawnPage:
    """Sent through a messenger: saved as JPEG twice, badly, with colour at half resolution."""
    once = damage.saved_as_jpeg(page, random.choice((35, 45, 55)))
    return damage.saved_as_jpeg(once, random.choice((40, 50, 60)))


UNSEEN_DAMAGES: dict[str, tuple[damage.Damage, ...]] = {
    "copier": (damage.faint, streaks, damage.noise),
    "thin-paper": (bleeding, damage.skew, damage.blur, damage.noise),
    "shaken": (damage.phone, damage.uneven_light, shaken, damage.noise),
    "film": (glare, damage.edge, damage.noise),
    "messenger": (damage.blur, squeezed),
}
"""What usually comes together, by name."""


def damage_unseen(page: DrawnPage, name: str, random: Random) -> DrawnPage:
    """Return ``page`` after one of :data:`UNSEEN_DAMAGES`.

    Raises:
        KeyError: No such damage.
    """
    for happen in UNSEEN_DAMAGES[name]:
        page = happen(page, random)
    return replace(page, damages=(*page.damages, name))
