"""Draws what looks like a seal at first sight, and seals: small crops with their kinds.

The makers are ``rings`` and ``extras`` beside and ``zcdesk.training.seals``; those of
``benchmarks/real_paper`` judge, and so do pages of the
public, of which none is kept. A crop is what the program cuts at a place that its rules found.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from enum import IntEnum
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw

from benchmarks.codes import KINDS as CODES
from benchmarks.codes import printed
from benchmarks.things.busts import bust, scenery
from benchmarks.things.extras import Sheet
from benchmarks.things.rings import embossed, ring_ink, worn
from benchmarks.things.spoiling import spoilt
from zcdesk.geometry import Box, bounds
from zcdesk.masking.seals.seal_likeness import cut_around
from zcdesk.picture import Picture
from zcdesk.training import seals as office_seals
from zcdesk.training.fonts import Face, font

_SIDE = 300
_MIDDLE = _SIDE / 2
_FACES = (Face.HEAVY, Face.HEI, Face.KAI, Face.SONG, Face.FANGSONG)
_HAN = (
    "荣誉证书获奖励学位毕业执照营业中华人民共和国特发此以资鼓励优秀等奖聘登记专利发明实用新型合格培训职称职业资格教育部省市局委员会"
    "国柳传统要陽图围圆团因固回田由甲申目四西酉百白面酮圈囤园品晶品器同用周圃唱唐晋善普"
)
_REDS = ((208, 30, 40), (226, 66, 60), (186, 30, 60), (214, 40, 90), (160, 20, 30))
_GOLDS = ((200, 160, 60), (222, 184, 96), (170, 124, 40), (236, 200, 90))
_OTHERS = ((30, 70, 180), (30, 90, 170), (10, 122, 92), (60, 130, 70), (90, 60, 150))
_BLACKS = ((20, 20, 24), (60, 60, 64), (100, 100, 100))
_NAMES = (
    "天岭水利大学",
    "恒野集团有限公司",
    "沙湖县市场监督管理局",
    "和顺县农业农村局",
    "星河建设工程有限责任公司第一分公司",
)


Tone = int | tuple[int, ...]


class Looks(IntEnum):
    """What a crop shows; the first two are seals."""

    RING = 0
    BOX = 1
    LETTER = 2
    SIGN = 3
    ORNAMENT = 4
    PRINT = 5
    PHOTO = 6


def drawn_crop(random: Random) -> tuple[Picture, Looks]:
    """Return a crop, as the network takes it, and what it shows."""
    looks, makers = random.choice(list(_MAKERS.items()))
    page, place = random.choice(makers)(random)
    if random.random() < 0.12:
        grey = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
        page = np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), np.uint8)
    if random.random() < 0.65:
        page = spoilt(page, random)
    left, top, right, bottom = place
    wide, tall = right - left, bottom - top
    loose = 0.15 if looks <= Looks.BOX and random.random() < 0.15 else 0.03
    shift = [random.gauss(0, loose) * max(wide, tall) for _ in range(4)]
    jittered = (left + shift[0], top + shift[1], right + shift[2], bottom + shift[3])
    return cut_around(page, jittered), looks


def _paper(random: Random) -> Picture:
    """Return paper with or without a tint, some of it with print or a guilloche."""
    tint = random.choice(((255, 255, 255), (252, 248, 236), (236, 244, 252), (250, 236, 236)))
    level = random.uniform(0.7, 1)
    page = np.full((_SIDE, _SIDE, 3), np.array(tint) * level, np.uint8)
    way = random.random()
    if way < 0.6:
        image = Image.fromarray(page)
        pen, em = ImageDraw.Draw(image), random.randint(10, 34)
        letters = font(random.choice(_FACES), em)
        for row in range(random.randint(-em, 0), _SIDE, round(em * random.uniform(1.3, 4))):
            text = "".join(random.choices(_HAN + "0123456789，。", k=_SIDE // em + 1))
            pen.text((random.randint(-40, 60), row), text, random.choice(_BLACKS), letters)
        page = np.array(image)
    elif way < 0.75:
        across = np.arange(0, _SIDE, 3)
        colour = tuple(round(tone * level * 0.88) for tone in tint)
        for row in range(0, _SIDE, random.randint(6, 20)):
            wave = row + random.uniform(3, 14) * np.sin(across / random.uniform(8, 30) + row)
            line = np.stack([across, wave], 1).astype(np.int32)
            cv2.polylines(page, [line], False, colour, 1, cv2.LINE_AA)
    return page


def _around(wide: float, tall: float) -> Box:
    return (_MIDDLE - wide / 2, _MIDDLE - tall / 2, _MIDDLE + wide / 2, _MIDDLE + tall / 2)


def _tinted(page: Picture, ink: Picture, colour: tuple[int, ...], strength: float = 1) -> None:
    """Lay ink, 0 to 255, on the middle of a page."""
    tall, wide = ink.shape[:2]
    left, top = (_SIDE - wide) // 2, (_SIDE - tall) // 2
    part = page[top : top + tall, left : left + wide]
    share = ink.astype(np.float32)[: part.shape[0], : part.shape[1], None] / 255 * strength
    part[:] = part * (1 - share * (1 - np.array(colour) / 255))


def _seal_colour(random: Random) -> tuple[int, ...]:
    return random.choice((*_REDS, *_REDS, *_REDS, *_OTHERS[:2], _BLACKS[1], _BLACKS[2]))


def _ring(random: Random) -> tuple[Picture, Box]:
    page, wide = _paper(random), random.randint(50, 220)
    tall = round(wide / random.choice((1, 1, 1, 1.3, 1.5)))
    image = ring_ink(wide, tall, random)
    if wide == tall:
        image = image.rotate(random.uniform(-40, 40), Image.Resampling.BICUBIC)
    if random.random() < 0.07:
        left, top = (_SIDE - wide) // 2, (_SIDE - tall) // 2
        part = page[top : top + tall, left : left + wide]
        part[:] = embossed(part, np.asarray(image), random)
    else:
        ink = np.asarray(worn(np.asarray(image), random) * 255, np.uint8)
        _tinted(page, ink, _seal_colour(random), random.uniform(0.3, 1))
    return page, _around(wide, tall)


def _oval(random: Random) -> tuple[Picture, Box]:
    """An oval or round seal for invoices: words on an arc, rows of words and figures inside."""
    page, wide = _paper(random), random.randint(70, 230)
    side, flat = wide * 2, random.choice((1.0, 1.25, 1.35, 1.5, 1.65))
    image = Image.new("L", (side, side), 0)
    pen, rim = ImageDraw.Draw(image), round(side * random.uniform(0.012, 0.04))
    pen.ellipse((1, 1, side - 2, side - 2), outline=255, width=rim)
    if random.random() < 0.5:
        inner = rim * random.uniform(1.8, 3)
        pen.ellipse((inner, inner, side - inner, side - inner), outline=255, width=max(1, rim // 3))
    text, letters = (
        random.choice(_NAMES),
        font(random.choice(_FACES), round(side * random.uniform(0.1, 0.14))),
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
        pen.text((side / 2, side * y), row, 255, font(random.choice(_FACES), max(6, em)), "mm")
    small = image.resize((wide, round(wide / flat)), Image.Resampling.LANCZOS)
    turn = random.choice((0, 0, 90, 180, random.uniform(-25, 25)))
    small = small.rotate(turn, Image.Resampling.BICUBIC, expand=True)
    ink = (
        np.asarray(worn(np.asarray(small), random) * 255, np.uint8)
        if random.random() < 0.6
        else np.asarray(small)
    )
    _tinted(page, ink, _seal_colour(random), random.uniform(0.5, 1))
    return page, _around(*small.size)


def _office_ring(random: Random) -> tuple[Picture, Box]:
    page, wide = _paper(random), random.randint(50, 220)
    below = random.choice(("", "", "财务专用章", "合同专用章", "登记专用章"))
    ink = office_seals._drawn(office_seals.Seal(random.choice(_NAMES), below), wide, random)
    turned = Image.fromarray(ink).rotate(random.uniform(-30, 30), Image.Resampling.BICUBIC)
    _tinted(
        page,
        office_seals._worn(np.array(turned), random),
        _seal_colour(random),
        random.uniform(0.3, 1),
    )
    return page, _around(wide, wide)


def _state_ring(random: Random) -> tuple[Picture, Box]:
    """A seal with the state's emblem in its middle: a ring of words around a filled disc."""
    page, wide = _paper(random), random.randint(70, 220)
    side = wide * 2
    image = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(image)
    pen.ellipse(
        (1, 1, side - 2, side - 2), outline=255, width=round(side * random.uniform(0.015, 0.04))
    )
    reach = side * random.uniform(0.22, 0.3)
    _emblem(pen, (side / 2, side / 2), reach, 255, 0, random)
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
    _tinted(page, small, random.choice(_REDS), random.uniform(0.4, 1))
    return page, _around(wide, wide)


def _stamp(random: Random) -> tuple[Picture, Box]:
    """An oblong or square stamp with a frame and rows of words, straight or askew."""
    page = _paper(random)
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
    letters = font(random.choice(_FACES), em)
    for row in range(rows):
        text = "".join(random.choices(_HAN, k=columns))
        pen.text((wide / 2, tall * (row + 0.5) / rows), text, 0 if carved else 255, letters, "mm")
    image = image.rotate(
        random.choice((0, random.uniform(-15, 15))), Image.Resampling.BICUBIC, expand=True
    )
    ink = np.asarray(worn(np.asarray(image), random) * 255, np.uint8)
    _tinted(page, ink, _seal_colour(random), random.uniform(0.4, 1))
    return page, _around(*image.size)


def _letter(random: Random) -> tuple[Picture, Box]:
    """One letter of a title or of print, in one colour, shaded or hollow, with its neighbours."""
    page = _paper(random)
    if random.random() < 0.6:
        page[:] = page.max(axis=(0, 1))
    em = random.randint(40, 170)
    letters, text = font(random.choice(_FACES), em), "".join(random.choices(_HAN, k=3))
    colour = random.choice((*_REDS, *_GOLDS, *_GOLDS, *_OTHERS, *_BLACKS, *_BLACKS))
    image = Image.new("L", (_SIDE, _SIDE), 0)
    pen, step = ImageDraw.Draw(image), em * random.uniform(1, 2)
    hollow = random.random() < 0.15
    for number, letter in enumerate(text):
        at = (_MIDDLE + (number - 1) * step, _MIDDLE)
        pen.text(
            at,
            letter,
            0 if hollow else 255,
            letters,
            "mm",
            stroke_width=2 if hollow else random.choice((0, em // 30)),
            stroke_fill=255,
        )
    shade = np.linspace(random.uniform(0.5, 1), 1, _SIDE)[:, None]
    if random.random() < 0.3:
        shade = np.roll(shade, random.randrange(_SIDE)) + 0 * shade.T
    _tinted(page, np.asarray(np.asarray(image) * shade, np.uint8), colour)
    left, top, right, bottom = pen.textbbox((_MIDDLE, _MIDDLE), text[1], letters, "mm")
    if random.random() < 0.25:  # only a part of it, or more than it
        grown = em * random.uniform(-0.2, 0.35)
        left, top, right, bottom = left - grown, top - grown, right + grown, bottom + grown
    if random.random() < 0.12:
        page = 255 - page
    return page, (left, top, right, bottom)


def _emblem(
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


def _state_emblem(random: Random) -> tuple[Picture, Box]:
    page, wide = _paper(random), random.randint(60, 220)
    side = wide * 2
    image = Image.fromarray(cv2.resize(page, (_SIDE * 2, _SIDE * 2)))
    ground = random.choice((*_REDS, *_REDS, *_GOLDS, *_BLACKS))
    inside = random.choice((*_GOLDS, (250, 220, 120), (255, 255, 255), (230, 230, 230)))
    if random.random() < 0.3:  # as fine lines of red on white
        ground, inside = (255, 255, 255), random.choice(_REDS)
    pen = ImageDraw.Draw(image)
    if ground == (255, 255, 255):
        pen.ellipse(
            (_SIDE - side / 2, _SIDE - side / 2, _SIDE + side / 2, _SIDE + side / 2),
            ground,
            inside,
            3,
        )
    _emblem(pen, (_SIDE, _SIDE), side / 2, ground, inside, random)
    return np.asarray(image.resize((_SIDE, _SIDE), Image.Resampling.LANCZOS)).copy(), _around(
        wide, wide
    )


def _on_sheet(lay: str) -> Callable[[Random], tuple[Picture, Box]]:
    def drawn(random: Random) -> tuple[Picture, Box]:
        while True:
            sheet = Sheet(_paper(random), random.choice((90, 120, 150)), (), random)
            getattr(sheet, lay)()
            if sheet.things:
                return np.asarray(sheet.picture), bounds(sheet.things[0].places[0])

    return drawn


def _medal(random: Random) -> tuple[Picture, Box]:
    """A gold or coloured medal with a rim, on ribbons or in a wreath."""
    page, wide = _paper(random), random.randint(60, 200)
    image, reach = Image.fromarray(page), wide / 2
    pen, colour = (
        ImageDraw.Draw(image),
        random.choice((*_GOLDS, *_GOLDS, *_OTHERS, *_BLACKS, (240, 150, 40))),
    )
    if random.random() < 0.5:
        band = random.choice((*_REDS, *_OTHERS, *_GOLDS))
        for sign in (-1, 1):
            pen.polygon(
                [
                    (_MIDDLE, _MIDDLE),
                    (_MIDDLE + sign * reach * 0.9, _MIDDLE + reach * 2),
                    (_MIDDLE + sign * reach * 0.3, _MIDDLE + reach * 2),
                ],
                fill=band,
            )
    teeth = random.choice((12, 24, 36, 48))
    wheel = [
        (_MIDDLE + r * math.sin(t), _MIDDLE + r * math.cos(t))
        for step in range(teeth * 2)
        for r, t in [
            (reach * (1 if step % 2 else random.uniform(0.88, 0.96)), math.pi * step / teeth)
        ]
    ]
    pen.polygon(wheel, fill=colour)
    for share in (0.85, 0.7):
        tone = tuple(min(255, round(level * random.uniform(0.7, 1.4))) for level in colour)
        r = reach * share
        pen.ellipse(
            (_MIDDLE - r, _MIDDLE - r, _MIDDLE + r, _MIDDLE + r),
            random.choice((tone, (255, 250, 240))),
            tone,
            3,
        )
    pen.text(
        (_MIDDLE, _MIDDLE),
        random.choice(("1", "优", "AWARD", "2022", "★", "金奖")),
        random.choice((*_REDS, *_BLACKS, (255, 255, 255))),
        font(Face.HEAVY, round(reach * 0.5)),
        "mm",
    )
    return np.asarray(image).copy(), _around(wide, wide)


def _curls(random: Random) -> tuple[Picture, Box]:
    """A piece of a certificate's frame: curls, meanders or waves, in a band or in a corner."""
    page = _paper(random)
    colour: tuple[int, ...] = random.choice((*_REDS, *_GOLDS, *_OTHERS, *_OTHERS, *_BLACKS))
    if random.random() < 0.4:
        page[:] = np.array(colour)
        colour = tuple(min(255, level + random.randint(60, 160)) for level in colour)
    thick, way = random.randint(2, 14), random.random()
    if way < 0.5:
        for _ in range(random.randint(2, 8)):
            x, y = random.uniform(60, 240), random.uniform(60, 240)
            turns = np.linspace(0, random.choice((-1, 1)) * random.uniform(3, 11), 80)
            away = random.uniform(15, 70) * np.exp(-np.abs(turns) * random.uniform(0.1, 0.3))
            turns += random.uniform(0, 6)
            line = np.stack([x + away * np.cos(turns), y + away * np.sin(turns)], 1).astype(
                np.int32
            )
            cv2.polylines(page, [line], False, colour, thick, cv2.LINE_AA)
    elif way < 0.75:
        step = random.randint(18, 50)
        for x in range(-step, _SIDE + step, step):
            for y in range(-step, _SIDE + step, step):
                if random.random() < 0.8:
                    cv2.rectangle(
                        page,
                        (x, y),
                        (x + step - thick, y + step * random.randint(1, 2)),
                        colour,
                        thick,
                    )
    else:
        across = np.arange(0, _SIDE)
        for phase in np.linspace(0, math.tau, random.choice((2, 4, 6)), endpoint=False):
            wave = _MIDDLE + random.uniform(20, 60) * np.sin(across / random.uniform(8, 30) + phase)
            cv2.polylines(
                page,
                [np.stack([across, wave], 1).astype(np.int32)],
                False,
                colour,
                max(1, thick // 3),
                cv2.LINE_AA,
            )
        for y in (random.randint(60, 100), random.randint(200, 240)):
            cv2.line(page, (0, y), (_SIDE, y), colour, max(1, thick // 2))
    wide, tall = random.uniform(60, 220), random.uniform(60, 220)
    return page, _around(wide, min(tall, wide * 2))


def _grid(random: Random) -> tuple[Picture, Box]:
    """A month of a calendar, or cells of a table with words or a figure."""
    page = _paper(random)
    page[:] = page.max(axis=(0, 1))
    image = Image.fromarray(page)
    pen, colour = ImageDraw.Draw(image), random.choice((*_BLACKS, *_BLACKS, *_REDS, *_OTHERS))
    rows, columns = random.choice(((5, 7), (6, 7), (1, 1), (2, 1), (3, 2), (4, 4), (8, 3)))
    wide, tall = random.randint(70, 230), random.randint(60, 230)
    left, top = (_SIDE - wide) / 2, (_SIDE - tall) / 2
    lined, em = (
        random.random() < 0.7,
        max(6, round(min(tall / rows, wide / columns) * random.uniform(0.3, 0.7))),
    )
    letters = font(random.choice(_FACES), min(em, 60))
    for row in range(rows):
        for column in range(columns):
            cell = (
                left + wide * column / columns,
                top + tall * row / rows,
                left + wide * (column + 1) / columns,
                top + tall * (row + 1) / rows,
            )
            if lined:
                pen.rectangle(cell, outline=colour, width=random.choice((1, 1, 2)))
            word = (
                str(row * columns + column + 1)
                if rows > 4
                else "".join(
                    random.choices(_HAN, k=random.randint(0, max(1, int(wide / columns / em))))
                )
            )
            pen.text(
                ((cell[0] + cell[2]) / 2, (cell[1] + cell[3]) / 2),
                word,
                random.choice((colour, _BLACKS[0])),
                letters,
                "mm",
            )
    return np.asarray(image).copy(), _around(wide, tall)


def _code(random: Random) -> tuple[Picture, Box]:
    page, wide = _paper(random), random.randint(60, 220)
    kind, text = random.choice([*CODES.values()])
    size = (wide, wide if kind not in ("PDF417", "Code128", "Code39", "EAN13") else wide // 3)
    code = cv2.resize(printed(kind, text, size), size, interpolation=cv2.INTER_AREA)
    left, top = (_SIDE - size[0]) // 2, (_SIDE - size[1]) // 2
    page[top : top + size[1], left : left + wide] = code[..., None] if code.ndim == 2 else code
    share = random.choice((1, 1, 0.6))
    return page, _around(size[0] * share, size[1] * share)


def _text(random: Random) -> tuple[Picture, Box]:
    """Print and nothing else, somewhere."""
    page = _paper(random)
    reach = random.uniform(40, 200)
    return page, _around(reach, reach * random.uniform(0.5, 1))


def _photo(random: Random) -> tuple[Picture, Box]:
    page, wide, tall = _paper(random), random.randint(80, 260), random.randint(80, 260)
    part = bust(wide, tall, random) if random.random() < 0.5 else scenery(wide, tall, random)
    left, top = (_SIDE - wide) // 2, (_SIDE - tall) // 2
    page[top : top + tall, left : left + wide] = part[:tall, :wide]
    reach = random.uniform(40, 160)
    x, y = random.uniform(-40, 40), random.uniform(-40, 40)
    return page, (
        _MIDDLE + x - reach / 2,
        _MIDDLE + y - reach / 2,
        _MIDDLE + x + reach / 2,
        _MIDDLE + y + reach / 2,
    )


def _ground(random: Random) -> tuple[Picture, Box]:
    """A patch of colour, a ribbon, a fold, a sticker."""
    page = _paper(random)
    colour = random.choice((*_REDS, *_GOLDS, *_OTHERS))
    points = np.array(
        [[random.uniform(30, 270), random.uniform(30, 270)] for _ in range(random.randint(3, 7))],
        np.int32,
    )
    if random.random() < 0.7:
        cv2.fillPoly(page, [points], colour)
    else:
        cv2.polylines(
            page, [points], random.random() < 0.5, colour, random.randint(2, 20), cv2.LINE_AA
        )
    left, top, wide, tall = cv2.boundingRect(points)
    return page, (left, top, left + wide, top + tall)


_Maker = Callable[[Random], tuple[Picture, Box]]
_MAKERS: dict[Looks, tuple[_Maker, ...]] = {
    Looks.RING: (_ring, _ring, _office_ring, _oval, _oval, _state_ring),
    Looks.BOX: (_stamp,),
    Looks.LETTER: (_letter,),
    Looks.SIGN: (
        _state_emblem,
        _state_emblem,
        _medal,
        _medal,
        _on_sheet("emblem"),
        _on_sheet("rosette"),
    ),
    Looks.ORNAMENT: (_curls,),
    Looks.PRINT: (_grid, _grid, _code, _text, _on_sheet("pen_mark")),
    Looks.PHOTO: (_photo, _ground),
}
