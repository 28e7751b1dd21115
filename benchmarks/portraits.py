"""Draws pages that only look like portraits: charts, maps, pictures of places, logos, tables."""

from __future__ import annotations

import math
from random import Random

import cv2
import numpy as np
from PIL import Image

from tools.drawing.fonts import Face
from tools.drawing.lexicon import Lexicon
from tools.drawing.marks import DrawnPage
from tools.drawing.ornaments import paste_photo
from tools.drawing.paper import RED, Colour, Paper, Style
from tools.drawing.people import Person, invent_person
from tools.drawing.words import sentences
from zcdesk.picture import Picture
from zcdesk.reading.detecting import look
from zcdesk.reading.evening import evened
from zcdesk.reading.line import PhotoPlace
from zcdesk.reading.photo_places import photo_places


def photos_on(picture: Picture) -> tuple[PhotoPlace, ...]:
    """Return the portraits that the text detector's look at a page shows as well."""
    return photo_places(picture, look(evened(picture))[1])


STYLE = Style(size=12)


def _sheet(random: Random, dpi: int) -> tuple[Paper, Person, float]:
    person = invent_person(random)
    paper = Paper(Lexicon(person, ()), dpi=dpi)
    y = paper.paragraph(sentences(random, 4), paper.mm(25), paper.mm(25), paper.mm(160), STYLE)
    return paper, person, y + paper.mm(5)


def figures(random: Random, dpi: int) -> DrawnPage:
    """Draw what reports show: a chart, a map, a picture of a place, a logo, a shaded table."""
    paper, _, y = _sheet(random, dpi)
    paper.pen.rectangle((0, 0, paper.width, paper.mm(14)), fill=random.choice((RED, (30, 80, 160))))
    _logo(paper, random, paper.mm(30), y)
    _chart(paper, random, paper.mm(70), y)
    _pie(paper, random, paper.mm(135), y)
    _map(paper, random, paper.mm(25), y + paper.mm(60))
    _place(paper, random, paper.mm(90), y + paper.mm(60))
    for row in range(5):
        top = y + paper.mm(130 + row * 9)
        shade = (214, 224, 240) if row == 0 else (255, 255, 255)
        cells = (paper.mm(25), top, paper.mm(185), top + paper.mm(9))
        paper.pen.rectangle(cells, fill=shade, outline=(60, 60, 60))
        paper.line("项目　　　数量　　　单位　　　备注", paper.mm(28), top + paper.mm(2), STYLE)
    return paper.finished("figures")


def _logo(paper: Paper, random: Random, x: float, y: float) -> None:
    colour = random.choice((RED, (20, 90, 170), (20, 120, 70)))
    side = paper.mm(random.uniform(16, 30))
    paper.pen.rectangle((x, y, x + side, y + side * 1.2), fill=colour)
    paper.pen.ellipse(
        (x + side * 0.2, y + side * 0.2, x + side * 0.8, y + side * 0.8), fill="white"
    )
    style = Style(Face.HEAVY, side * 72 / paper.dpi * 0.3, (250, 250, 250))
    paper.line("天岭", x + side * 0.2, y + side * 0.85, style)


def _chart(paper: Paper, random: Random, x: float, y: float) -> None:
    paper.frame(x, y, x + paper.mm(55), y + paper.mm(45))
    for bar in range(6):
        left = x + paper.mm(5 + bar * 8)
        tall = paper.mm(random.uniform(8, 38))
        colour = random.choice(((70, 120, 190), (220, 120, 50), (120, 160, 80)))
        paper.pen.rectangle(
            (left, y + paper.mm(44) - tall, left + paper.mm(6), y + paper.mm(44)), fill=colour
        )


def _pie(paper: Paper, random: Random, x: float, y: float) -> None:
    start = 0.0
    for colour in ((70, 120, 190), (220, 120, 50), (150, 150, 150), (240, 190, 40)):
        end = start + random.uniform(50, 120)
        paper.pen.pieslice((x, y, x + paper.mm(40), y + paper.mm(40)), start, end, fill=colour)
        start = end


def _map(paper: Paper, random: Random, x: float, y: float) -> None:
    wide, tall = paper.mm(45), paper.mm(random.uniform(40, 60))
    paper.pen.rectangle((x, y, x + wide, y + tall), fill=(226, 236, 220), outline=(60, 60, 60))
    tints: tuple[Colour, ...] = ((206, 220, 170), (240, 224, 180), (190, 214, 230), (236, 206, 196))
    for tint in tints * 2:
        middle = (x + random.uniform(0.2, 0.8) * wide, y + random.uniform(0.2, 0.8) * tall)
        corners = [
            (
                min(max(middle[0] + wide * random.uniform(0.1, 0.3) * math.cos(turn), x), x + wide),
                min(max(middle[1] + tall * random.uniform(0.1, 0.3) * math.sin(turn), y), y + tall),
            )
            for turn in np.linspace(0, math.tau, 9)[:-1]
        ]
        paper.pen.polygon(corners, fill=tint, outline=(120, 110, 100))
    for number in range(4):
        paper.line(
            "塔河镇", x + paper.mm(4 + 9 * number), y + tall * 0.2 * (number + 1), STYLE.at(7)
        )


def _place(paper: Paper, random: Random, x: float, y: float) -> None:
    """A photograph of a building site: sky, ground, machines, grain."""
    wide, tall = round(paper.mm(random.choice((52, 60, 80)))), round(paper.mm(60))
    chance = np.random.default_rng(random.getrandbits(32))
    picture = np.zeros((tall, wide, 3), np.float32)
    horizon = int(tall * random.uniform(0.3, 0.6))
    picture[:horizon] = np.linspace(0.6, 1, horizon)[:, None, None] * (150, 185, 225)
    picture[horizon:] = (160, 140, 110)
    for _ in range(14):
        left, top = random.randrange(wide), random.randrange(horizon // 2, tall)
        size = random.randint(tall // 20, tall // 5)
        picture[top : top + size, left : left + size] = chance.uniform(30, 220, 3)
    picture += cv2.resize(
        chance.normal(0, 18, (tall // 4, wide // 4, 1)).astype(np.float32), (wide, tall)
    )[:, :, None]
    image = np.clip(picture, 0, 255).astype(np.uint8)
    paper.image.paste(Image.fromarray(image), (round(x), round(y)))


def form(random: Random, dpi: int) -> DrawnPage:
    """Draw a registration form with a photo in its cell, some a little crooked or over the rule."""
    paper, _, y = _sheet(random, dpi)
    left, right, wide = paper.mm(25), paper.mm(185), paper.mm(34)
    for row in range(8):
        top = y + row * paper.mm(11)
        edge = right - wide if row < 4 else right
        paper.frame(left, top, edge, top + paper.mm(11))
        paper.line("姓名　　　性别　　　民族", left + paper.mm(3), top + paper.mm(3), STYLE)
    paper.frame(right - wide, y, right, y + paper.mm(44))
    x = right - wide + paper.mm(random.uniform(0, 5))
    paste_photo(paper, x, y + paper.mm(random.uniform(0, 5)), random, random.choice((33, 35, 40)))
    return paper.finished("form")
