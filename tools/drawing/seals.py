"""Round seals: ring, star, a name on an arc, stamped unevenly over whatever is there."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw

from tools.drawing.fonts import Face, face_for, font
from tools.drawing.marks import Role
from tools.drawing.ornaments import joined_uyghur
from tools.drawing.paper import Colour, Paper
from zcdesk.geometry import Point, Polygon
from zcdesk.picture import GreyPicture

SEAL_RED: Colour = (214, 30, 42)
_FINE = 3


@dataclass(frozen=True)
class DrawnSeal:
    """A round seal: the name on its arc, a line below the star, its diameter in millimetres.

    Where the name is in Uyghur too (``uyghur``), this is the outer arc and the Han name the
    inner one; a seal without a Han name has the Uyghur one alone.
    """

    name: str
    below: str = ""
    diameter: float = 40.0
    uyghur: str = ""


def stamp(
    paper: Paper, seal: DrawnSeal, centre: Point, random: Random, colour: Colour = SEAL_RED
) -> Polygon:
    """Stamp ``seal`` with its middle at ``centre`` (pixels); returns and marks its disc.

    The mark is ``Role.SEAL`` for the applicant's own employer and ``Role.OTHER_SEAL`` otherwise.
    """
    size = round(paper.mm(seal.diameter))
    ink = _drawn(seal, size, random)
    turned = Image.fromarray(ink).rotate(
        random.uniform(-14, 14), resample=Image.Resampling.BICUBIC, fillcolor=0
    )
    mask = _worn(np.array(turned, dtype=np.uint8), random)
    x, y = centre
    paper.tint(mask, round(x - mask.shape[1] / 2), round(y - mask.shape[0] / 2), colour)
    radius = size / 2
    disc = tuple(
        (x + radius * math.sin(math.tau * step / 24), y - radius * math.cos(math.tau * step / 24))
        for step in range(24)
    )
    own = seal.name in paper.lexicon.person.employer.written_forms()
    em = radius * 0.3
    paper.mark(Role.SEAL if own else Role.OTHER_SEAL, seal.name, [disc], em)
    return disc


def _drawn(seal: DrawnSeal, size: int, random: Random) -> GreyPicture:
    """Draw the seal's ink, 0–255, on a square a little larger than ``size`` pixels."""
    side = round(size * 1.04) * _FINE
    middle, radius = side / 2, size * _FINE / 2
    image = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(image)
    ring = radius * random.uniform(0.045, 0.065)
    around = (middle - radius, middle - radius, middle + radius, middle + radius)
    pen.ellipse(around, outline=255, width=round(ring))
    if random.random() < 0.2:
        inner = radius * 0.9
        thin = (middle - inner, middle - inner, middle + inner, middle + inner)
        pen.ellipse(thin, outline=255, width=max(1, round(ring * 0.25)))
    pen.polygon(_star((middle, middle), radius * (0.2 if seal.uyghur else 0.3)), fill=255)
    face = random.choice((Face.SONG, Face.SONG, Face.FANGSONG, Face.HEAVY))
    if seal.uyghur:
        _write_uyghur_arc(image, seal.uyghur, middle, radius)
    _write_arc(image, seal.name, (middle, middle), radius * (0.72 if seal.uyghur else 1.0), face)
    if seal.below:
        width = min(radius * 0.2, radius * 1.1 / len(seal.below))
        letters = font(face_for(seal.below[0], face), max(6, round(width)))
        weight = max(1, round(width / 30))
        below = (middle, middle + radius * 0.52)
        pen.text(below, seal.below, fill=255, font=letters, anchor="mm", stroke_width=weight)
    small = image.resize((side // _FINE, side // _FINE), Image.Resampling.LANCZOS)
    return np.array(small, dtype=np.uint8)


def _star(middle: Point, radius: float) -> list[Point]:
    points = []
    for step in range(10):
        reach = radius if step % 2 == 0 else radius * 0.382
        angle = math.pi * step / 5
        points.append((middle[0] + reach * math.sin(angle), middle[1] - reach * math.cos(angle)))
    return points


def _write_arc(image: Image.Image, name: str, middle: Point, radius: float, face: Face) -> None:
    """Write ``name`` clockwise on the upper arc; long names get narrow characters."""
    span = math.radians(min(285, 110 + 13 * len(name)))
    step = span / max(1, len(name) - 1)
    tall = radius * 0.27
    wide = min(tall, radius * 0.72 * step * 0.92)
    for number, letter in enumerate(name):
        angle = -span / 2 + number * step
        size = round(tall)
        glyph = Image.new("L", (size * 2, size * 2), 0)
        letters = font(face_for(letter, face), size)
        weight = max(1, round(size / 28))
        ImageDraw.Draw(glyph).text(
            (size, size), letter, fill=255, font=letters, anchor="mm", stroke_width=weight
        )
        glyph = glyph.resize((max(2, round(wide * 2)), size * 2), Image.Resampling.LANCZOS)
        glyph = glyph.rotate(
            -math.degrees(angle), resample=Image.Resampling.BICUBIC, expand=True, fillcolor=0
        )
        reach = radius * 0.75
        x = middle[0] + reach * math.sin(angle) - glyph.width / 2
        y = middle[1] - reach * math.cos(angle) - glyph.height / 2
        image.paste(255, (round(x), round(y)), glyph)


def _write_uyghur_arc(image: Image.Image, name: str, middle: float, radius: float) -> None:
    """Bend ``name``, written straight first since its letters join, to the upper arc."""
    shaped, letters = joined_uyghur(name), font(face_for("ئ", Face.UYGHUR), 64)
    left, top, right, bottom = letters.getbbox(shaped)
    straight = Image.new("L", (round(right - left) + 8, round(bottom - top) + 8), 0)
    ImageDraw.Draw(straight).text((4 - left, 4 - top), shaped, font=letters, fill=255)
    rows, columns = np.mgrid[0 : image.height, 0 : image.width].astype(np.float32)
    away = np.hypot(columns - middle, rows - middle)
    turn = np.arctan2(columns - middle, middle - rows)
    span, inner, tall = math.radians(min(250, 110 + 4.5 * len(name))), radius * 0.68, radius * 0.22
    across = (turn + span / 2) / span * straight.width
    down = (inner + tall - away) / tall * straight.height
    bent = cv2.remap(np.asarray(straight), across, down, cv2.INTER_AREA, borderValue=0)
    image.paste(255, (0, 0), Image.fromarray(bent))


def _worn(ink: GreyPicture, random: Random) -> GreyPicture:
    """Take ink away where the rubber did not touch the paper."""
    noise = np.random.default_rng(random.getrandbits(64))
    height, width = ink.shape
    coarse = noise.random((max(2, height // 40), max(2, width // 40)), dtype=np.float32)
    patches = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    grain = noise.random((height, width), dtype=np.float32)
    strength = random.uniform(0.72, 0.95)
    share = np.clip(strength - 0.35 * np.clip(patches - 0.45, 0, 1) - 0.16 * grain, 0, 1)
    worn: GreyPicture = (ink * share).astype(np.uint8)
    return worn
