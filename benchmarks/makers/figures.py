"""Draws portraits of fictional people in wide variety: clothes, hair, scarves, hats and grounds.

The photos of the drawn documents show dark suits before three grounds. What finds them must also
find a white shirt before a white wall, a scarf, a bald head, a hat.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from tools.drawing.paper import Colour
from zcdesk.picture import Picture

HEADS = ("short", "parted", "long", "bald", "hat", "scarf", "bun", "bob")
CLOTHES: dict[str, Colour] = {
    "suit": (35, 40, 55),
    "white": (236, 238, 242),
    "blue": (150, 180, 215),
    "striped": (150, 90, 90),
    "red": (170, 40, 50),
    "grey": (140, 142, 148),
}
GROUNDS: tuple[Colour, ...] = (
    (67, 142, 219),
    (245, 245, 245),
    (230, 236, 242),
    (196, 32, 40),
    (120, 170, 220),
    (215, 220, 226),
    (255, 255, 255),
    (90, 110, 140),
)
_SKINS: tuple[Colour, ...] = (
    (238, 205, 178), (222, 180, 148), (200, 155, 120), (170, 120, 88), (246, 220, 200),
)  # fmt: skip
_HAIRS: tuple[Colour, ...] = ((20, 18, 18), (45, 33, 28), (80, 60, 45), (120, 115, 112))
_FINE = 4


@dataclass(frozen=True)
class Figure:
    """What is drawn: a key of ``HEADS``, one of ``CLOTHES``, the ground's colour."""

    head: str
    clothes: str
    ground: Colour


def invented(random: Random) -> Figure:
    """Return a figure by chance."""
    ground, clothes = random.choice(GROUNDS), random.choice(list(CLOTHES))
    return Figure(random.choice(HEADS), clothes, ground)


def drawn(figure: Figure, width: int, height: int, random: Random) -> Picture:
    """Draw a figure as a photo of so many pixels; the same ``random`` state gives the same one."""
    wide, tall = width * _FINE, height * _FINE
    image = Image.new("RGB", (wide, tall), figure.ground)
    _Drawing(figure, ImageDraw.Draw(image), wide, tall, random).everything()
    image = image.filter(ImageFilter.GaussianBlur(wide / 140))
    small = image.resize((width, height), Image.Resampling.LANCZOS)
    levels = np.asarray(small, np.float32)
    light = np.linspace(random.uniform(0.88, 1.05), random.uniform(0.88, 1.05), width)
    grain = np.random.default_rng(random.randrange(10**6)).normal(0, 3, levels.shape)
    return np.clip(levels * light[None, :, None] + grain, 0, 255).astype(np.uint8)


class _Drawing:
    """Draws one figure, from what is behind to what is in front."""

    def __init__(
        self, figure: Figure, pen: ImageDraw.ImageDraw, wide: int, tall: int, random: Random
    ) -> None:
        self._figure, self._pen, self._wide, self._tall = figure, pen, wide, tall
        self._random = random
        self._skin, self._hair = random.choice(_SKINS), random.choice(_HAIRS)
        red, green, blue = self._skin
        self._shade = round(red * 0.85), round(green * 0.85), round(blue * 0.85)
        self._x = wide * (0.5 + random.uniform(-0.05, 0.05))
        self._y = tall * random.uniform(0.38, 0.46)
        self._half = wide * random.uniform(0.17, 0.25)
        self._high = self._half * random.uniform(1.25, 1.45)

    def everything(self) -> None:
        """Draw it all."""
        self._behind()
        self._body()
        self._head()
        self._face()

    def _box(self, x: float, y: float, rx: float, ry: float) -> tuple[float, float, float, float]:
        """Return a box around a point of the face, all in half widths and half heights of it."""
        middle, level = self._x + x * self._half, self._y + y * self._high
        across, down = rx * self._half, ry * self._high
        return middle - across, level - down, middle + across, level + down

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self._x + x * self._half, self._y + y * self._high

    def _behind(self) -> None:
        head = self._figure.head
        if head in ("long", "bob"):
            low = 1.7 if head == "long" else 1.0
            left, top = self._at(-1.25, -1.1)
            right, bottom = self._at(1.25, low)
            self._pen.rounded_rectangle((left, top, right, bottom), int(self._half), self._hair)
        if head == "scarf":
            plain = self._figure.clothes == "white"
            colour = (120, 60, 110) if plain else CLOTHES[self._figure.clothes]
            self._pen.ellipse(self._box(0, -0.03, 1.35, 1.33), colour)

    def _body(self) -> None:
        colour = CLOTHES[self._figure.clothes]
        shoulder = self._wide * self._random.uniform(0.4, 0.52)
        neck, end = self._y + 1.35 * self._high, self._tall
        lower = neck + 0.35 * self._high
        self._pen.polygon(
            [
                self._at(-0.5, 1.05),
                self._at(0.5, 1.05),
                self._at(0.55, 1.55),
                self._at(-0.55, 1.55),
            ],
            self._shade,
        )
        outline = [(-0.6 * self._half, neck), (-0.85 * shoulder, lower), (-shoulder, end)]
        mirrored = [(-x, y) for x, y in reversed(outline)]
        self._pen.polygon([(self._x + x, y) for x, y in (*outline, *mirrored)], colour)
        if self._figure.clothes == "striped":
            for x in range(0, self._wide, self._wide // 12):
                self._pen.line((x, lower, x, end), (220, 220, 225), self._wide // 60)
        if self._figure.clothes == "suit":
            shirt = [self._at(-0.45, 1.35), self._at(0.45, 1.35), (self._x, 0.97 * end)]
            self._pen.polygon(shirt, (245, 245, 247))
            tie = self._random.choice(((140, 20, 30), (30, 50, 110), (40, 40, 40)))
            self._pen.polygon([self._at(-0.1, 1.5), self._at(0.1, 1.5), (self._x, end)], tie)

    def _head(self) -> None:
        head = self._figure.head
        if head != "scarf":
            for side in (-1, 1):
                self._pen.ellipse(self._box(side, 0.05, 0.15, 0.2), self._skin)
        if head not in ("bald", "scarf"):
            self._pen.ellipse(self._box(0, -0.31, 1.08, 0.87), self._hair)
        forehead = 1.05 if head == "bald" else 0.75
        left, top = self._at(-1, -forehead)
        right, bottom = self._at(1, 1)
        self._pen.ellipse((left, top, right, bottom), self._skin)
        if head in ("short", "long", "bob", "bun"):
            self._pen.pieslice(self._box(0, -0.33, 1.05, 0.83), 185, 355, self._hair)
        if head == "parted":
            fringe = ((-1, -0.2), (-0.5, -1.1), (0.9, -0.9), (1, -0.1), (0.3, -0.75))
            self._pen.polygon([self._at(x, y) for x, y in fringe], self._hair)
        if head == "bun":
            self._pen.ellipse(self._box(0, -1.22, 0.4, 0.28), self._hair)
        if head == "hat":
            place = self._box(0, -0.9, 1.0, 0.35)
            self._pen.rounded_rectangle(place, int(0.2 * self._half), (30, 70, 50))
            for number in range(5):
                self._pen.ellipse(self._box(-0.7 + 0.35 * number, -0.9, 0.1, 0.1), (240, 230, 220))

    def _face(self) -> None:
        fine = max(1, self._wide // 70)
        for side in (-0.42, 0.42):
            self._pen.ellipse(self._box(side, -0.01, 0.2, 0.07), (250, 250, 250))
            self._pen.ellipse(self._box(side, -0.01, 0.09, 0.07), (30, 25, 25))
            brow = (*self._at(side - 0.22, -0.2), *self._at(side + 0.22, -0.22))
            self._pen.line(brow, self._hair, fine)
        if self._random.random() < 0.3:
            for side in (-0.42, 0.42):
                glass = self._box(side, -0.01, 0.32, 0.19)
                self._pen.ellipse(glass, outline=(20, 20, 20), width=max(2, self._wide // 60))
        if self._figure.head in ("short", "parted", "bald", "hat") and self._random.random() < 0.2:
            self._pen.chord(self._box(0, 0.58, 0.8, 0.48), 20, 160, self._hair)
        self._pen.line((*self._at(0, 0.05), *self._at(-0.08, 0.35)), self._shade, fine)
        self._pen.ellipse(self._box(0, 0.58, 0.3, 0.06), (175, 85, 85))
