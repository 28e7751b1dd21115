"""What is printed and stuck on certificates of real paper: guilloche, borders, labels, logos."""

from __future__ import annotations

import colorsys
import math
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from tools.drawing.fonts import Face, face_for, font
from tools.drawing.marks import InkMark, Setting
from tools.drawing.paper import Colour, Paper
from zcdesk.geometry import Point, Polygon, box

Floats = NDArray[np.float32]
_SUB = 4
"""Binary places of a curve's coordinates, as OpenCV takes them."""

_FINE = 3
_LIGHT = 380  # sum of a colour's three levels from which white cannot be read on it
_DARK: Colour = (34, 36, 44)


def _curves(paper: Paper, lines: list[Floats], colour: Colour, width: float) -> None:
    """Draw smooth curves, each of shape (points, 2), ``width`` millimetres wide."""
    picture = np.asarray(paper.image).copy()
    thick = max(1, round(paper.mm(width)))
    scaled = [np.rint(line * (1 << _SUB)).astype(np.int32) for line in lines]
    cv2.polylines(picture, scaled, False, colour, thick, cv2.LINE_AA, _SUB)
    paper.image.paste(Image.fromarray(picture))


def rosette(paper: Paper, centre: Point, radius: float, colour: Colour, random: Random) -> None:
    """Draw a guilloche rosette: curves of a circle that rolls within another."""
    turns = np.linspace(0, math.tau, 900, dtype=np.float32)
    petals, rings = random.choice((8, 12, 16, 24)), random.randint(5, 9)
    lines = []
    for ring in range(rings):
        phase = ring / rings * math.tau / petals
        reach = radius * (0.55 + 0.45 * (ring + 1) / rings)
        away = reach * (0.72 + 0.28 * np.cos(petals * (turns + phase)))
        x, y = centre[0] + away * np.cos(turns), centre[1] + away * np.sin(turns)
        lines.append(np.stack([x, y], axis=1).astype(np.float32))
    _curves(paper, lines, colour, 0.1)


def guilloche(paper: Paper, colour: Colour, random: Random) -> None:
    """Cover the ground with fine pale waves that cross, and a rosette in the middle."""
    across = np.arange(0, paper.width, 3, dtype=np.float32)
    step, period = paper.mm(random.uniform(2.2, 4.5)), paper.mm(random.uniform(28, 60))
    swing, lines = step * random.uniform(1.2, 3.0), []
    for number, y in enumerate(np.arange(-2 * step, paper.height + 2 * step, step)):
        for sign in (-1, 1):
            wave = y + sign * swing * np.sin(across / period * math.tau + number * 0.35)
            lines.append(np.stack([across, wave], axis=1).astype(np.float32))
    _curves(paper, lines, colour, 0.1)
    middle = (paper.width / 2, paper.height / 2)
    red, green, blue = (max(0, level - 10) for level in colour)
    reach = paper.height * random.uniform(0.28, 0.4)
    rosette(paper, middle, reach, (red, green, blue), random)


def ornate_border(paper: Paper, inset: float, colour: Colour, random: Random) -> None:
    """Draw a border of interlaced guilloche ``inset`` millimetres inside, a rosette a corner."""
    edge, tall = paper.mm(inset), paper.mm(random.uniform(2.6, 4.2))
    right, bottom = paper.width - edge, paper.height - edge
    period = paper.mm(random.uniform(6, 11))
    lines = []
    for phase in np.linspace(0, math.tau, random.choice((4, 6, 8)), endpoint=False):
        x = np.arange(edge, right, 2, dtype=np.float32)
        y = np.arange(edge, bottom, 2, dtype=np.float32)
        wave_x = tall * np.sin(x / period * math.tau + phase) * (0.7 + 0.3 * np.cos(x / period))
        wave_y = tall * np.sin(y / period * math.tau + phase) * (0.7 + 0.3 * np.cos(y / period))
        lines += [np.stack([x, level + wave_x], axis=1) for level in (edge, bottom)]
        lines += [np.stack([level + wave_y, y], axis=1) for level in (edge, right)]
    _curves(paper, [line.astype(np.float32) for line in lines], colour, 0.18)
    for gap, width in ((tall + paper.mm(1.0), 0.5), (-tall - paper.mm(1.2), 0.3)):
        inner = edge + gap
        paper.frame(inner, inner, paper.width - inner, paper.height - inner, width, colour)
    for x_corner in (edge, right):
        for y_corner in (edge, bottom):
            reach = tall * 2.0
            place = (x_corner - reach, y_corner - reach, x_corner + reach, y_corner + reach)
            paper.pen.ellipse(place, fill=paper.colour)
            rosette(paper, (x_corner, y_corner), reach, colour, random)


def hologram(paper: Paper, left: float, top: float, side: float, random: Random) -> None:
    """Stick a holographic label, ``side`` millimetres wide: colours of the rainbow, tiny words."""
    size, x, y = round(paper.mm(side)), round(left), round(top)
    rows, columns = np.mgrid[0:size, 0:size].astype(np.float32) / size - 0.5
    turn = np.arctan2(rows, columns) / math.tau + np.hypot(rows, columns) * random.uniform(1, 3)
    bright = 0.82 + 0.18 * np.cos((columns + rows) * math.tau * random.uniform(1, 2))
    wheel = [colorsys.hsv_to_rgb(step / 60, random.uniform(0.22, 0.4), 0.92) for step in range(60)]
    colours = np.array(wheel, np.float32)[(turn * 120).astype(int) % 60] * bright[..., None]
    label = Image.fromarray(np.clip(colours * 255, 0, 255).astype(np.uint8))
    pen = ImageDraw.Draw(label)
    letters = font(Face.HEI, max(6, round(size / 9)))
    for row in range(4):
        pen.text((size * 0.1, size * (0.08 + 0.24 * row)), "防伪标识" * 2, (170, 170, 184), letters)
    shape = Image.new("L", (size, size), 0)
    if random.random() < 0.6:
        ImageDraw.Draw(shape).ellipse((0, 0, size - 1, size - 1), fill=236)
    else:
        ImageDraw.Draw(shape).rounded_rectangle((0, 0, size - 1, size - 1), size / 8, fill=236)
    paper.image.paste(label, (x, y), shape)


def emblem(paper: Paper, left: float, top: float, size: float, random: Random) -> Colour:
    """Draw a company's sign, ``size`` pixels wide; return its colour."""
    colour = random.choice(((18, 82, 162), (196, 30, 44), (10, 122, 92), (226, 120, 20)))
    right, bottom = left + size, top + size
    shape = random.randrange(3)
    if shape == 0:
        paper.pen.ellipse((left, top, right, bottom), fill=colour)
        paper.pen.pieslice((left, top, right, bottom), 200, 320, fill=paper.colour)
        inner = size * 0.28
        paper.pen.ellipse((left + inner, top + inner, right - inner, bottom - inner), fill=colour)
    elif shape == 1:
        for step in range(3):
            x = left + size * step / 3
            peak = [(x, bottom), (x + size / 6, top + size * step / 8), (x + size / 3, bottom)]
            paper.pen.polygon(peak, fill=colour)
    else:
        paper.pen.rounded_rectangle((left, top, right, bottom), size / 6, fill=colour)
        for step in range(1, 4):
            y = top + size * step / 4
            swing = [
                (x, y + size / 14 * math.sin(x / size * 12))
                for x in range(int(left), int(right), 2)
            ]
            paper.pen.line(swing, fill=paper.colour, width=max(1, round(size / 18)))
    return colour


def display_letters(
    paper: Paper, text: str, left: float, top: float, em: int, colour: Colour, random: Random
) -> float:
    """Write a name as a logo does; return where it ends.

    Leaning, narrow, close together, heavy, hollow, on a plate or with a shadow; each of its words
    becomes a mark whose letters have the boxes of their ink.
    """
    face = random.choice((Face.HEAVY, Face.HEI, Face.KAI, Face.RUNNING))
    lean, narrow = random.choice((0.0, 0.0, 0.18, 0.26)), random.choice((0.82, 1.0, 1.0, 1.15))
    gap = random.choice((-0.06, 0.0, 0.12)) * em
    look = random.choice(("heavy", "hollow", "plate", "shadow", "fading"))
    glyphs = [_glyph(letter, face, em, lean, narrow, hollow=look == "hollow") for letter in text]
    steps = [em * narrow * (0.62 if letter.isascii() else 1.0) + gap for letter in text]
    if look == "plate":
        plate = (left - em * 0.4, top - em * 0.25, left + sum(steps) + em * 0.4, top + em * 1.3)
        paper.pen.rectangle(plate, fill=colour)
        colour = _DARK if sum(colour) > _LIGHT else (250, 250, 250)
    polygons: dict[int, Polygon] = {}
    x = left
    for index, (glyph, step) in enumerate(zip(glyphs, steps, strict=True)):
        place = (round(x - em / 2), round(top - em / 2))
        ink = glyph.point([255 if value > 60 else 0 for value in range(256)]).getbbox()
        if look == "shadow":
            paper.image.paste((190, 190, 194), (place[0] + em // 14, place[1] + em // 14), glyph)
        paper.image.paste(_filling(glyph.size, colour, fading=look == "fading"), place, glyph)
        if ink:
            shifted = (place[0], place[1], place[0], place[1])
            polygons[index] = box(*(a + b for a, b in zip(ink, shifted, strict=True)))
        x += step
    for find in paper.lexicon.finds(text):
        own = tuple(polygons[i] for i in range(find.start, find.end) if i in polygons)
        word = text[find.start : find.end]
        mark = InkMark(find.role, word, own, float(em), find.near, setting=Setting.DISPLAY)
        paper.marks.append(mark)
    return x


def _filling(size: tuple[int, int], colour: Colour, *, fading: bool) -> Image.Image:
    if not fading:
        return Image.new("RGB", size, colour)
    share = np.linspace(0.0, 0.45, size[1], dtype=np.float32)[:, None, None]
    lighter = np.asarray(colour, np.float32) * (1 - share) + 255 * share
    return Image.fromarray(np.broadcast_to(lighter, (size[1], size[0], 3)).astype(np.uint8))


def _glyph(
    letter: str, face: Face, em: int, lean: float, narrow: float, *, hollow: bool
) -> Image.Image:
    """Draw one letter, 0–255, its em square in the middle of a sheet twice as large."""
    weight = max(1, em // 30)
    image = Image.new("L", (2 * em, 2 * em), 0)
    pen = ImageDraw.Draw(image)
    worn = font(face_for(letter, face), em)
    place = (em // 2, em // 2 + round(0.86 * em))
    pen.text(place, letter, 255, worn, anchor="ls", stroke_width=weight)
    if hollow and em > 40:
        inside = Image.new("L", image.size, 0)
        ImageDraw.Draw(inside).text(place, letter, 255, worn, anchor="ls")
        core = cv2.erode(np.asarray(inside), np.ones((2, 2), np.uint8))
        image = Image.fromarray(np.asarray(image) - np.minimum(np.asarray(image), core))
    # x' = x0 + narrow (x - x0) - lean (y - base): PIL wants the way back.
    base, start = place[1], place[0]
    back = (1 / narrow, lean / narrow, start - start / narrow - lean * base / narrow)
    return image.transform(
        image.size, Image.Transform.AFFINE, (*back, 0, 1, 0), Image.Resampling.BICUBIC
    )
