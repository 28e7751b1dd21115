"""Draws the ink of round and oval seals for the network, unlike that of the other makers."""

from __future__ import annotations

import math
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from tools.drawing.fonts import Face, font
from zcdesk.picture import GreyPicture, Picture

_NAMES = (
    "天岭水利大学",
    "恒野集团有限公司",
    "职称评审办公室",
    "沙湖县农业技术推广中心",
    "和顺学院",
)
_BELOW = ("", "", "财务专用章", "人事处", "6501020034571", "合同专用章", "2021", "(2)")
_ARCS = (0.62, 0.66, 0.72, 0.78)  # of the way around that the name takes
_FINE = 2


def ring_ink(wide: int, tall: int, random: Random) -> Image.Image:
    """Draw a seal's ink, 0 to 255: one or two rings, a name on an arc, a star or words inside."""
    side = max(16, wide * _FINE)
    image = Image.new("L", (side, side), 0)
    pen, middle = ImageDraw.Draw(image), side / 2
    stroke = max(1, round(side * random.uniform(0.012, 0.035)))
    pen.ellipse((1, 1, side - 2, side - 2), outline=255, width=stroke)
    inner = random.choice((0.0, 0.0, 0.06, 0.24)) * side
    if inner:
        pen.ellipse((inner, inner, side - inner, side - inner), outline=255, width=stroke // 2 or 1)
    _name(image, random)
    if random.random() < 0.7:
        reach, turn = side * random.uniform(0.1, 0.17), random.uniform(-0.1, 0.1)
        turns = [turn + math.pi * step / 5 for step in range(10)]
        away = [reach * (1 if step % 2 == 0 else 0.4) for step in range(10)]
        star = [
            (middle + r * math.sin(t), middle - r * math.cos(t))
            for t, r in zip(turns, away, strict=True)
        ]
        pen.polygon(star, fill=255)
    elif random.random() < 0.7:
        letters = font(Face.HEI, max(6, round(side * 0.13)))
        pen.text((middle, middle), random.choice(("检验", "2021.06", "审核")), 255, letters, "mm")
    below = font(random.choice((Face.SONG, Face.HEI)), max(6, round(side * 0.075)))
    pen.text((middle, side * 0.76), random.choice(_BELOW), 255, below, "mm")
    return image.resize((max(8, wide), max(8, tall)), Image.Resampling.BOX)


def _name(image: Image.Image, random: Random) -> None:
    """Write a name along the ring, its letters standing on the middle."""
    side, text = image.width, random.choice(_NAMES)
    letters = font(random.choice((Face.SONG, Face.FANGSONG, Face.HEI)), max(6, round(side * 0.12)))
    share, reach = random.choice(_ARCS), side * random.uniform(0.36, 0.4)
    for number, letter in enumerate(text):
        turn = math.tau * share * (number / (len(text) - 1) - 0.5)
        tile = Image.new("L", (side // 5, side // 5), 0)
        ImageDraw.Draw(tile).text((side / 10, side / 10), letter, 255, letters, "mm")
        tile = tile.rotate(-math.degrees(turn), Image.Resampling.BILINEAR)
        at = (side / 2 + reach * math.sin(turn), side / 2 - reach * math.cos(turn))
        image.paste(255, (round(at[0] - side / 10), round(at[1] - side / 10)), tile)


def worn(ink: GreyPicture, random: Random) -> NDArray[np.float32]:
    """Return which share of the paper ink covers, 0 to 1: grain, and places that hardly touched."""
    noise = np.random.default_rng(random.getrandbits(32))
    grain = noise.random(ink.shape, np.float32)
    share = ink / np.float32(255) * (random.uniform(0.75, 0.98) - random.uniform(0, 0.4) * grain)
    if random.random() < 0.4:
        coarse = noise.random((random.randint(2, 6), random.randint(2, 6)), np.float32)
        size = (ink.shape[1], ink.shape[0])
        touch = cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC)
        share = share * np.clip(touch * 1.6 + random.uniform(-0.2, 0.6), 0, 1)
    return np.asarray(share, np.float32)


def embossed(part: Picture, ink: GreyPicture, random: Random) -> Picture:
    """Return paper with a seal pressed into it without ink: light on one side of each stroke."""
    soft = cv2.GaussianBlur(ink, (0, 0), random.uniform(0.8, 1.6)).astype(np.float32)
    relief = soft - np.roll(soft, (random.choice((-1, 1)), random.choice((-1, 1))), (0, 1))
    deep = random.uniform(0.3, 0.9)
    return np.asarray(np.clip(part + deep * relief[..., None], 0, 255), np.uint8)
