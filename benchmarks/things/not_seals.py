"""What looks like a seal at first sight, as crops: letters, emblems, medals, ornaments, print."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw

from benchmarks.codes import KINDS as CODES
from benchmarks.codes import printed
from benchmarks.things.busts import bust, scenery
from benchmarks.things.crop_paper import (
    BLACKS,
    FACES,
    GOLDS,
    HAN,
    MIDDLE,
    OTHERS,
    REDS,
    SIDE,
    around,
    emblem,
    paper,
    tint,
)
from benchmarks.things.extras import Sheet
from tools.drawing.fonts import Face, font
from zcdesk.geometry import Box, bounds
from zcdesk.picture import Picture


def letter(random: Random) -> tuple[Picture, Box]:
    """One letter of a title or of print, in one colour, shaded or hollow, with its neighbours."""
    page = paper(random)
    if random.random() < 0.6:
        page[:] = page.max(axis=(0, 1))
    em = random.randint(40, 170)
    letters, text = font(random.choice(FACES), em), "".join(random.choices(HAN, k=3))
    colour = random.choice((*REDS, *GOLDS, *GOLDS, *OTHERS, *BLACKS, *BLACKS))
    image = Image.new("L", (SIDE, SIDE), 0)
    pen, step = ImageDraw.Draw(image), em * random.uniform(1, 2)
    hollow = random.random() < 0.15
    for number, letter in enumerate(text):
        at = (MIDDLE + (number - 1) * step, MIDDLE)
        pen.text(
            at,
            letter,
            0 if hollow else 255,
            letters,
            "mm",
            stroke_width=2 if hollow else random.choice((0, em // 30)),
            stroke_fill=255,
        )
    shade = np.linspace(random.uniform(0.5, 1), 1, SIDE)[:, None]
    if random.random() < 0.3:
        shade = np.roll(shade, random.randrange(SIDE)) + 0 * shade.T
    tint(page, np.asarray(np.asarray(image) * shade, np.uint8), colour)
    left, top, right, bottom = pen.textbbox((MIDDLE, MIDDLE), text[1], letters, "mm")
    if random.random() < 0.25:  # only a part of it, or more than it
        grown = em * random.uniform(-0.2, 0.35)
        left, top, right, bottom = left - grown, top - grown, right + grown, bottom + grown
    if random.random() < 0.12:
        page = 255 - page
    return page, (left, top, right, bottom)


def state_emblem(random: Random) -> tuple[Picture, Box]:
    page, wide = paper(random), random.randint(60, 220)
    side = wide * 2
    image = Image.fromarray(cv2.resize(page, (SIDE * 2, SIDE * 2)))
    ground = random.choice((*REDS, *REDS, *GOLDS, *BLACKS))
    inside = random.choice((*GOLDS, (250, 220, 120), (255, 255, 255), (230, 230, 230)))
    if random.random() < 0.3:  # as fine lines of red on white
        ground, inside = (255, 255, 255), random.choice(REDS)
    pen = ImageDraw.Draw(image)
    if ground == (255, 255, 255):
        pen.ellipse(
            (SIDE - side / 2, SIDE - side / 2, SIDE + side / 2, SIDE + side / 2),
            ground,
            inside,
            3,
        )
    emblem(pen, (SIDE, SIDE), side / 2, ground, inside, random)
    return np.asarray(image.resize((SIDE, SIDE), Image.Resampling.LANCZOS)).copy(), around(
        wide, wide
    )


def on_sheet(lay: str) -> Callable[[Random], tuple[Picture, Box]]:
    def drawn(random: Random) -> tuple[Picture, Box]:
        while True:
            sheet = Sheet(paper(random), random.choice((90, 120, 150)), (), random)
            getattr(sheet, lay)()
            if sheet.things:
                return np.asarray(sheet.picture), bounds(sheet.things[0].places[0])

    return drawn


def medal(random: Random) -> tuple[Picture, Box]:
    """A gold or coloured medal with a rim, on ribbons or in a wreath."""
    page, wide = paper(random), random.randint(60, 200)
    image, reach = Image.fromarray(page), wide / 2
    pen, colour = (
        ImageDraw.Draw(image),
        random.choice((*GOLDS, *GOLDS, *OTHERS, *BLACKS, (240, 150, 40))),
    )
    if random.random() < 0.5:
        band = random.choice((*REDS, *OTHERS, *GOLDS))
        for sign in (-1, 1):
            pen.polygon(
                [
                    (MIDDLE, MIDDLE),
                    (MIDDLE + sign * reach * 0.9, MIDDLE + reach * 2),
                    (MIDDLE + sign * reach * 0.3, MIDDLE + reach * 2),
                ],
                fill=band,
            )
    teeth = random.choice((12, 24, 36, 48))
    wheel = [
        (MIDDLE + r * math.sin(t), MIDDLE + r * math.cos(t))
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
            (MIDDLE - r, MIDDLE - r, MIDDLE + r, MIDDLE + r),
            random.choice((tone, (255, 250, 240))),
            tone,
            3,
        )
    pen.text(
        (MIDDLE, MIDDLE),
        random.choice(("1", "优", "AWARD", "2022", "★", "金奖")),
        random.choice((*REDS, *BLACKS, (255, 255, 255))),
        font(Face.HEAVY, round(reach * 0.5)),
        "mm",
    )
    return np.asarray(image).copy(), around(wide, wide)


def curls(random: Random) -> tuple[Picture, Box]:
    """A piece of a certificate's frame: curls, meanders or waves, in a band or in a corner."""
    page = paper(random)
    colour: tuple[int, ...] = random.choice((*REDS, *GOLDS, *OTHERS, *OTHERS, *BLACKS))
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
        for x in range(-step, SIDE + step, step):
            for y in range(-step, SIDE + step, step):
                if random.random() < 0.8:
                    cv2.rectangle(
                        page,
                        (x, y),
                        (x + step - thick, y + step * random.randint(1, 2)),
                        colour,
                        thick,
                    )
    else:
        across = np.arange(0, SIDE)
        for phase in np.linspace(0, math.tau, random.choice((2, 4, 6)), endpoint=False):
            wave = MIDDLE + random.uniform(20, 60) * np.sin(across / random.uniform(8, 30) + phase)
            cv2.polylines(
                page,
                [np.stack([across, wave], 1).astype(np.int32)],
                False,
                colour,
                max(1, thick // 3),
                cv2.LINE_AA,
            )
        for y in (random.randint(60, 100), random.randint(200, 240)):
            cv2.line(page, (0, y), (SIDE, y), colour, max(1, thick // 2))
    wide, tall = random.uniform(60, 220), random.uniform(60, 220)
    return page, around(wide, min(tall, wide * 2))


def grid(random: Random) -> tuple[Picture, Box]:
    """A month of a calendar, or cells of a table with words or a figure."""
    page = paper(random)
    page[:] = page.max(axis=(0, 1))
    image = Image.fromarray(page)
    pen, colour = ImageDraw.Draw(image), random.choice((*BLACKS, *BLACKS, *REDS, *OTHERS))
    rows, columns = random.choice(((5, 7), (6, 7), (1, 1), (2, 1), (3, 2), (4, 4), (8, 3)))
    wide, tall = random.randint(70, 230), random.randint(60, 230)
    left, top = (SIDE - wide) / 2, (SIDE - tall) / 2
    lined, em = (
        random.random() < 0.7,
        max(6, round(min(tall / rows, wide / columns) * random.uniform(0.3, 0.7))),
    )
    letters = font(random.choice(FACES), min(em, 60))
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
                    random.choices(HAN, k=random.randint(0, max(1, int(wide / columns / em))))
                )
            )
            pen.text(
                ((cell[0] + cell[2]) / 2, (cell[1] + cell[3]) / 2),
                word,
                random.choice((colour, BLACKS[0])),
                letters,
                "mm",
            )
    return np.asarray(image).copy(), around(wide, tall)


def code_printed(random: Random) -> tuple[Picture, Box]:
    page, wide = paper(random), random.randint(60, 220)
    kind, text = random.choice([*CODES.values()])
    size = (wide, wide if kind not in ("PDF417", "Code128", "Code39", "EAN13") else wide // 3)
    code = cv2.resize(printed(kind, text, size), size, interpolation=cv2.INTER_AREA)
    left, top = (SIDE - size[0]) // 2, (SIDE - size[1]) // 2
    page[top : top + size[1], left : left + wide] = code[..., None] if code.ndim == 2 else code
    share = random.choice((1, 1, 0.6))
    return page, around(size[0] * share, size[1] * share)


def print_alone(random: Random) -> tuple[Picture, Box]:
    """Print and nothing else, somewhere."""
    page = paper(random)
    reach = random.uniform(40, 200)
    return page, around(reach, reach * random.uniform(0.5, 1))


def photo(random: Random) -> tuple[Picture, Box]:
    page, wide, tall = paper(random), random.randint(80, 260), random.randint(80, 260)
    part = bust(wide, tall, random) if random.random() < 0.5 else scenery(wide, tall, random)
    left, top = (SIDE - wide) // 2, (SIDE - tall) // 2
    page[top : top + tall, left : left + wide] = part[:tall, :wide]
    reach = random.uniform(40, 160)
    x, y = random.uniform(-40, 40), random.uniform(-40, 40)
    return page, (
        MIDDLE + x - reach / 2,
        MIDDLE + y - reach / 2,
        MIDDLE + x + reach / 2,
        MIDDLE + y + reach / 2,
    )


def patch(random: Random) -> tuple[Picture, Box]:
    """A patch of colour, a ribbon, a fold, a sticker."""
    page = paper(random)
    colour = random.choice((*REDS, *GOLDS, *OTHERS))
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
