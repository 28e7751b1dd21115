"""Paper, colours and letters of the crops, and an emblem, which seals and signs carry."""

from __future__ import annotations

import math
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw

from tools.drawing.fonts import Face, font
from zcdesk.geometry import Box
from zcdesk.picture import Picture

SIDE = 300

MIDDLE = SIDE / 2

FACES = (Face.HEAVY, Face.HEI, Face.KAI, Face.SONG, Face.FANGSONG)

HAN = (
    "荣誉证书获奖励学位毕业执照营业中华人民共和国特发此以资鼓励优秀等奖聘登记专利发明实用新型合格培训职称职业资格教育部省市局委员会"
    "国柳传统要陽图围圆团因固回田由甲申目四西酉百白面酮圈囤园品晶品器同用周圃唱唐晋善普"
)

REDS = ((208, 30, 40), (226, 66, 60), (186, 30, 60), (214, 40, 90), (160, 20, 30))

GOLDS = ((200, 160, 60), (222, 184, 96), (170, 124, 40), (236, 200, 90))

OTHERS = ((30, 70, 180), (30, 90, 170), (10, 122, 92), (60, 130, 70), (90, 60, 150))

BLACKS = ((20, 20, 24), (60, 60, 64), (100, 100, 100))

Tone = int | tuple[int, ...]


def paper(random: Random) -> Picture:
    """Return paper with or without a tint, some of it with print or a guilloche."""
    tint = random.choice(((255, 255, 255), (252, 248, 236), (236, 244, 252), (250, 236, 236)))
    level = random.uniform(0.7, 1)
    page = np.full((SIDE, SIDE, 3), np.array(tint) * level, np.uint8)
    way = random.random()
    if way < 0.6:
        image = Image.fromarray(page)
        pen, em = ImageDraw.Draw(image), random.randint(10, 34)
        letters = font(random.choice(FACES), em)
        for row in range(random.randint(-em, 0), SIDE, round(em * random.uniform(1.3, 4))):
            text = "".join(random.choices(HAN + "0123456789，。", k=SIDE // em + 1))
            pen.text((random.randint(-40, 60), row), text, random.choice(BLACKS), letters)
        page = np.array(image)
    elif way < 0.75:
        across = np.arange(0, SIDE, 3)
        colour = tuple(round(tone * level * 0.88) for tone in tint)
        for row in range(0, SIDE, random.randint(6, 20)):
            wave = row + random.uniform(3, 14) * np.sin(across / random.uniform(8, 30) + row)
            line = np.stack([across, wave], 1).astype(np.int32)
            cv2.polylines(page, [line], False, colour, 1, cv2.LINE_AA)
    return page


def around(wide: float, tall: float) -> Box:
    return (MIDDLE - wide / 2, MIDDLE - tall / 2, MIDDLE + wide / 2, MIDDLE + tall / 2)


def tint(page: Picture, ink: Picture, colour: tuple[int, ...], strength: float = 1) -> None:
    """Lay ink, 0 to 255, on the middle of a page."""
    tall, wide = ink.shape[:2]
    left, top = (SIDE - wide) // 2, (SIDE - tall) // 2
    part = page[top : top + tall, left : left + wide]
    share = ink.astype(np.float32)[: part.shape[0], : part.shape[1], None] / 255 * strength
    part[:] = part * (1 - share * (1 - np.array(colour) / 255))


def emblem(
    pen: ImageDraw.ImageDraw,
    middle: tuple[float, float],
    reach: float,
    fill: Tone,
    inside: Tone,
    random: Random,
) -> None:
    """A disc with five stars, a gate, two ears of grain and a wheel, as states have."""
    x, y = middle
    pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=fill)
    for step in range(24):
        turn = math.tau * step / 24
        ear = reach * 0.86
        at = (x + ear * math.sin(turn), y - ear * math.cos(turn))
        size = reach * 0.09
        if abs(turn - math.pi) > 0.5:
            pen.ellipse(
                (at[0] - size, at[1] - size * 1.4, at[0] + size, at[1] + size * 1.4), fill=inside
            )
    for dx, dy, size in (
        (0, -0.35, 0.2),
        (-0.4, -0.2, 0.08),
        (0.4, -0.2, 0.08),
        (-0.25, -0.02, 0.08),
        (0.25, -0.02, 0.08),
    ):
        points = [
            (
                x + reach * (dx + size * (1 if n % 2 == 0 else 0.4) * math.sin(math.pi * n / 5)),
                y + reach * (dy - size * (1 if n % 2 == 0 else 0.4) * math.cos(math.pi * n / 5)),
            )
            for n in range(10)
        ]
        pen.polygon(points, fill=inside)
    pen.rectangle(
        (x - reach * 0.45, y + reach * 0.25, x + reach * 0.45, y + reach * 0.42), fill=inside
    )
    pen.polygon(
        [
            (x - reach * 0.5, y + reach * 0.2),
            (x, y + reach * 0.08),
            (x + reach * 0.5, y + reach * 0.2),
        ],
        fill=inside,
    )
    if random.random() < 0.7:
        base = y + reach * 1.05
        pen.polygon(
            [
                (x - reach * 0.4, base),
                (x + reach * 0.4, base),
                (x + reach * 0.2, base - reach * 0.3),
                (x - reach * 0.2, base - reach * 0.3),
            ],
            fill=fill,
        )
