"""Seals as they are cut and pressed: round or oval, with ink or without (钢印)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw

from tools.drawing.fonts import Face, face_for, font
from tools.drawing.marks import Role
from tools.drawing.paper import Colour, Paper
from zcdesk.geometry import Point
from zcdesk.picture import GreyPicture

_FINE = 3


@dataclass(frozen=True)
class Stamp:
    """A seal to be cut: the name on its arc, what stands in its middle and on its lower arc.

    ``size`` is width and height in millimetres; where they differ it is oval, as on invoices.
    """

    name: str
    middle: str = ""
    below: str = ""
    number: str = ""
    size: tuple[float, float] = (42.0, 42.0)


def press(
    paper: Paper, seal: Stamp, centre: Point, random: Random, colour: Colour = (208, 34, 44)
) -> None:
    """Press a seal with ink, more on one side than on the other; its mark is own or other's."""
    ink = _cut(paper, seal, random)
    height, width = ink.shape
    angle = random.uniform(0, math.tau)
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    lean = (columns / width - 0.5) * math.cos(angle) + (rows / height - 0.5) * math.sin(angle)
    chance = np.random.default_rng(random.getrandbits(64))
    grain = cv2.GaussianBlur(chance.random((height, width), dtype=np.float32), (0, 0), 1.2)
    share = random.uniform(0.7, 0.95) - random.uniform(0, 0.4) * lean - 1.2 * (0.5 - grain)
    mask: GreyPicture = (ink * np.clip(share, 0.05, 1)).astype(np.uint8)
    turn = random.uniform(-18, 18)
    turned = np.array(Image.fromarray(mask).rotate(turn, Image.Resampling.BICUBIC), np.uint8)
    paper.tint(turned, round(centre[0] - width / 2), round(centre[1] - height / 2), colour)
    _remember(paper, seal, centre, turn)


def emboss(paper: Paper, seal: Stamp, centre: Point, random: Random) -> None:
    """Press a seal without ink (钢印): only the light on its edges shows it."""
    relief = cv2.GaussianBlur(_cut(paper, seal, random), (0, 0), paper.mm(0.12)).astype(np.float32)
    step = max(1, round(paper.mm(0.15)))
    light = np.roll(relief, (step, step), (0, 1)) - np.roll(relief, (-step, -step), (0, 1))
    light *= random.uniform(0.1, 0.22)
    height, width = relief.shape
    left = max(0, min(round(centre[0] - width / 2), paper.width - width))
    top = max(0, min(round(centre[1] - height / 2), paper.height - height))
    under = np.asarray(paper.image.crop((left, top, left + width, top + height)), np.float32)
    lit = np.clip(under + light[..., None], 0, 255).astype(np.uint8)
    paper.image.paste(Image.fromarray(lit), (left, top))
    _remember(paper, seal, (left + width / 2, top + height / 2), 0.0)


def _remember(paper: Paper, seal: Stamp, centre: Point, turn: float) -> None:
    wide, tall = (paper.mm(length) / 2 for length in seal.size)
    lean = math.radians(-turn)
    disc = []
    for step in range(24):
        x, y = wide * math.sin(math.tau * step / 24), -tall * math.cos(math.tau * step / 24)
        disc.append(
            (
                centre[0] + x * math.cos(lean) - y * math.sin(lean),
                centre[1] + x * math.sin(lean) + y * math.cos(lean),
            )
        )
    own = seal.name in paper.lexicon.person.employer.written_forms()
    paper.mark(Role.SEAL if own else Role.OTHER_SEAL, seal.name, [tuple(disc)], tall * 0.3)


def _cut(paper: Paper, seal: Stamp, random: Random) -> GreyPicture:
    """Draw a seal's ink, 0–255, on a sheet with a little room around."""
    wide, tall = (paper.mm(length) * _FINE for length in seal.size)
    image = Image.new("L", (round(wide * 1.08), round(tall * 1.08)), 0)
    pen = ImageDraw.Draw(image)
    middle = (image.width / 2, image.height / 2)
    rim = min(wide, tall) * random.uniform(0.022, 0.034)
    for share, width in ((1.0, rim), (0.93, rim / 3))[: random.choice((1, 1, 2))]:
        pen.ellipse(
            (
                middle[0] - wide / 2 * share,
                middle[1] - tall / 2 * share,
                middle[0] + wide / 2 * share,
                middle[1] + tall / 2 * share,
            ),
            outline=255,
            width=max(1, round(width)),
        )
    face = random.choice((Face.SONG, Face.SONG, Face.FANGSONG))
    span = math.radians(min(290, 90 + 14 * len(seal.name)))
    _arc(image, seal.name, (wide * 0.39, tall * 0.39), span, tall * 0.135, face)
    if seal.number:
        _arc(image, seal.number, (wide * 0.41, tall * 0.41), -1.1, tall * 0.06, Face.HEI)
    if seal.middle:
        size = min(tall * 0.14, wide * 0.7 / (0.55 * len(seal.middle)))
        pen.text(middle, seal.middle, 255, font(Face.HEI, max(6, round(size))), anchor="mm")
    else:
        points = [(math.pi * n / 5, tall * (0.13 if n % 2 == 0 else 0.05)) for n in range(10)]
        star = [(middle[0] + r * math.sin(a), middle[1] - r * math.cos(a)) for a, r in points]
        pen.polygon(star, fill=255)
    if seal.below:
        size = max(6, round(min(tall * 0.1, wide * 0.5 / len(seal.below))))
        place = (middle[0], middle[1] + tall * 0.25)
        pen.text(place, seal.below, 255, font(face_for(seal.below[0], face), size), anchor="mm")
    small = image.resize((image.width // _FINE, image.height // _FINE), Image.Resampling.LANCZOS)
    return np.array(small, dtype=np.uint8)


def _arc(
    image: Image.Image, text: str, reach: tuple[float, float], span: float, em: float, face: Face
) -> None:
    """Write ``text`` along an oval; a negative ``span`` (radians) writes it on the lower arc."""
    middle, lower = (image.width / 2, image.height / 2), span < 0
    fine = np.linspace(-abs(span) / 2, abs(span) / 2, 400)
    x, y = reach[0] * np.sin(fine), -reach[1] * np.cos(fine)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
    gap = along[-1] / max(1, len(text) - 1)
    wide = min(em, gap * 0.9)
    for number, letter in enumerate(text):
        turn = float(np.interp(number * gap, along, fine))
        size = max(6, round(em))
        glyph = Image.new("L", (size * 2, size * 2), 0)
        letters = font(face_for(letter, face), size)
        weight = max(1, size // 26)
        ImageDraw.Draw(glyph).text(
            (size, size), letter, fill=255, font=letters, anchor="mm", stroke_width=weight
        )
        glyph = glyph.resize((max(2, round(wide * 2)), size * 2), Image.Resampling.LANCZOS)
        place = (reach[0] * math.sin(turn), -reach[1] * math.cos(turn))
        outward = math.atan2(place[0] / reach[0] ** 2, -place[1] / reach[1] ** 2)
        if lower:
            place, outward = (place[0], -place[1]), -outward
        glyph = glyph.rotate(-math.degrees(outward), Image.Resampling.BICUBIC, expand=True)
        corner = (middle[0] + place[0] - glyph.width / 2, middle[1] + place[1] - glyph.height / 2)
        image.paste(255, (round(corner[0]), round(corner[1])), glyph)
