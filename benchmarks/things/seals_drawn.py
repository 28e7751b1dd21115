"""Seals as crops: rings, ovals, a state's, box stamps."""

from __future__ import annotations

import math
from random import Random

import numpy as np
from PIL import Image, ImageDraw

from benchmarks.things.crop_paper import (
    BLACKS,
    FACES,
    HAN,
    OTHERS,
    REDS,
    SIDE,
    around,
    emblem,
    paper,
    tint,
)
from benchmarks.things.rings import embossed, ring_ink, worn
from tools.drawing import seals as office_seals
from tools.drawing.fonts import Face, font
from zcdesk.geometry import Box
from zcdesk.picture import Picture

_NAMES = (
    "天岭水利大学",
    "恒野集团有限公司",
    "沙湖县市场监督管理局",
    "和顺县农业农村局",
    "星河建设工程有限责任公司第一分公司",
)


def _seal_colour(random: Random) -> tuple[int, ...]:
    return random.choice((*REDS, *REDS, *REDS, *OTHERS[:2], BLACKS[1], BLACKS[2]))


def ring(random: Random) -> tuple[Picture, Box]:
    page, wide = paper(random), random.randint(50, 220)
    tall = round(wide / random.choice((1, 1, 1, 1.3, 1.5)))
    image = ring_ink(wide, tall, random)
    if wide == tall:
        image = image.rotate(random.uniform(-40, 40), Image.Resampling.BICUBIC)
    if random.random() < 0.07:
        left, top = (SIDE - wide) // 2, (SIDE - tall) // 2
        part = page[top : top + tall, left : left + wide]
        part[:] = embossed(part, np.asarray(image), random)
    else:
        ink = np.asarray(worn(np.asarray(image), random) * 255, np.uint8)
        tint(page, ink, _seal_colour(random), random.uniform(0.3, 1))
    return page, around(wide, tall)


def oval(random: Random) -> tuple[Picture, Box]:
    """An oval or round seal for invoices: words on an arc, rows of words and figures inside."""
    page, wide = paper(random), random.randint(70, 230)
    side, flat = wide * 2, random.choice((1.0, 1.25, 1.35, 1.5, 1.65))
    image = Image.new("L", (side, side), 0)
    pen, rim = ImageDraw.Draw(image), round(side * random.uniform(0.012, 0.04))
    pen.ellipse((1, 1, side - 2, side - 2), outline=255, width=rim)
    if random.random() < 0.5:
        inner = rim * random.uniform(1.8, 3)
        pen.ellipse((inner, inner, side - inner, side - inner), outline=255, width=max(1, rim // 3))
    text, letters = (
        random.choice(_NAMES),
        font(random.choice(FACES), round(side * random.uniform(0.1, 0.14))),
    )
    span = math.tau * random.uniform(0.35, 0.75)
    for number, letter in enumerate(text):
        turn = span * (number / max(1, len(text) - 1) - 0.5)
        glyph = Image.new("L", (round(side * 0.2),) * 2, 0)
        ImageDraw.Draw(glyph).text((glyph.width / 2,) * 2, letter, 255, letters, "mm")
        glyph = glyph.rotate(-math.degrees(turn), Image.Resampling.BICUBIC)
        at = [side / 2 + side * 0.38 * math.sin(turn), side / 2 - side * 0.38 * math.cos(turn)]
        image.paste(255, (round(at[0] - glyph.width / 2), round(at[1] - glyph.height / 2)), glyph)
    rows = random.sample(
        (
            "91440300192478382J",
            "发票专用章",
            "财务监制",
            "国家税务总局",
            "(1)",
            "2020.06.30",
            "验讫",
        ),
        2,
    )
    for row, y in zip(rows, (random.uniform(0.45, 0.55), random.uniform(0.65, 0.78)), strict=True):
        em = round(min(side * 0.12, side * 0.7 / len(row) * (1.8 if row.isascii() else 1)))
        pen.text((side / 2, side * y), row, 255, font(random.choice(FACES), max(6, em)), "mm")
    small = image.resize((wide, round(wide / flat)), Image.Resampling.LANCZOS)
    turn = random.choice((0, 0, 90, 180, random.uniform(-25, 25)))
    small = small.rotate(turn, Image.Resampling.BICUBIC, expand=True)
    ink = (
        np.asarray(worn(np.asarray(small), random) * 255, np.uint8)
        if random.random() < 0.6
        else np.asarray(small)
    )
    tint(page, ink, _seal_colour(random), random.uniform(0.5, 1))
    return page, around(*small.size)


def office_ring(random: Random) -> tuple[Picture, Box]:
    page, wide = paper(random), random.randint(50, 220)
    below = random.choice(("", "", "财务专用章", "合同专用章", "登记专用章"))
    ink = office_seals._drawn(office_seals.DrawnSeal(random.choice(_NAMES), below), wide, random)
    turned = Image.fromarray(ink).rotate(random.uniform(-30, 30), Image.Resampling.BICUBIC)
    tint(
        page,
        office_seals._worn(np.array(turned), random),
        _seal_colour(random),
        random.uniform(0.3, 1),
    )
    return page, around(wide, wide)


def state_ring(random: Random) -> tuple[Picture, Box]:
    """A seal with the state's emblem in its middle: a ring of words around a filled disc."""
    page, wide = paper(random), random.randint(70, 220)
    side = wide * 2
    image = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(image)
    pen.ellipse(
        (1, 1, side - 2, side - 2), outline=255, width=round(side * random.uniform(0.015, 0.04))
    )
    reach = side * random.uniform(0.22, 0.3)
    emblem(pen, (side / 2, side / 2), reach, 255, 0, random)
    letters, text = (
        font(Face.SONG, round(side * 0.13)),
        random.choice(("国家知识产权局", "中华人民共和国教育部", "某省人民政府")),
    )
    for number, letter in enumerate(text):
        turn = math.tau * (0.7 * number / max(1, len(text) - 1) - 0.35)
        glyph = Image.new("L", (round(side * 0.2),) * 2, 0)
        ImageDraw.Draw(glyph).text((glyph.width / 2,) * 2, letter, 255, letters, "mm")
        glyph = glyph.rotate(-math.degrees(turn), Image.Resampling.BICUBIC)
        at = [side / 2 + side * 0.39 * math.sin(turn), side / 2 - side * 0.39 * math.cos(turn)]
        image.paste(255, (round(at[0] - glyph.width / 2), round(at[1] - glyph.height / 2)), glyph)
    small = np.asarray(image.resize((wide, wide), Image.Resampling.LANCZOS))
    tint(page, small, random.choice(REDS), random.uniform(0.4, 1))
    return page, around(wide, wide)


def stamp(random: Random) -> tuple[Picture, Box]:
    """An oblong or square stamp with a frame and rows of words, straight or askew."""
    page = paper(random)
    rows, columns = random.choice(((1, 4), (1, 6), (2, 2), (2, 3), (2, 6), (3, 6), (3, 3), (4, 4)))
    em = random.randint(14, 44)
    while max(rows, columns) * em > 200:
        em -= 2
    wide, tall = round(columns * em * 1.15 + em * 0.5), round(rows * em * 1.2 + em * 0.4)
    image = Image.new("L", (wide, tall), 0)
    pen = ImageDraw.Draw(image)
    carved = rows == columns and random.random() < 0.3
    pen.rectangle(
        (0, 0, wide - 1, tall - 1),
        255 if carved else None,
        255,
        max(1, round(em * random.uniform(0.05, 0.16))),
    )
    letters = font(random.choice(FACES), em)
    for row in range(rows):
        text = "".join(random.choices(HAN, k=columns))
        pen.text((wide / 2, tall * (row + 0.5) / rows), text, 0 if carved else 255, letters, "mm")
    image = image.rotate(
        random.choice((0, random.uniform(-15, 15))), Image.Resampling.BICUBIC, expand=True
    )
    ink = np.asarray(worn(np.asarray(image), random) * 255, np.uint8)
    tint(page, ink, _seal_colour(random), random.uniform(0.4, 1))
    return page, around(*image.size)
