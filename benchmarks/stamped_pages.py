"""Draws pages with an office's oblong stamp across the person's words, on copies without colour.

审查, 核验 and 与原件一致 are set upright across whatever stands there: no slant and no colour tells
such a frame from a cell, and its letters cut those below. Kind of page, words, size and wear come
from the seed.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw

from benchmarks.drawing import FAX_LEAST, FINE, Drawn
from tools.drawing.damage import PRESETS, damage, lowered_to
from tools.drawing.documents import KINDS, draw_page
from tools.drawing.fonts import Face, font
from tools.drawing.marks import DrawnPage, InkMark, Role
from tools.drawing.people import Person, invent_colleagues, invent_person
from zcdesk.geometry import bounds, box
from zcdesk.picture import GreyPicture

WORDS = (
    *("审查", "核验", "存档", "同意", "收讫", "已审核", "已查验", "情况属实"),
    *("同意上报", "复印无效"),
    *("与原件一致", "原件核对无误", "档案室\n查验", "核对\n一致", "审核人\n签章"),
)
RESOLUTIONS = (200, 200, 150, 100)
DAMAGES = ("clean", "scan", "grey", "faint", "fax", "skewed")
LEVELS = (0, 0, 60, 90, 120)
"""Of the stamp's ink on the copy; print has 0."""

_ROW = (7.0, 16.0)  # mm: height of stamps with one row of words
_ROWS = (11.0, 20.0)
_WIDEST = 60.0
_LEAST_LETTER = 16  # px at 200 dpi; smaller words are no matter of stamps


def drawn(seed: int) -> Drawn:
    """Draw the page of one seed."""
    return with_place(seed)[0]


def with_place(seed: int) -> tuple[Drawn, InkMark]:
    """Draw the page of one seed; return it and the mark of its stamp, which is none of its own."""
    random = Random(f"stamped {seed}")
    person, page, marks = _with_words(random)
    ink = _ink(random)
    page = _stamped(page, random.choice(random.choice(marks).characters), ink, random)
    dpi, name = random.choice(RESOLUTIONS), random.choice(DAMAGES)
    name = "grey" if name == "fax" and dpi < FAX_LEAST else name
    page = lowered_to(page, dpi) if dpi < FINE else page
    page = damage(page, PRESETS[name], random)
    page, stamp = replace(page, marks=page.marks[:-1]), page.marks[-1]
    return Drawn(page, person, dpi, name, other_faces=False), stamp


def _with_words(random: Random) -> tuple[Person, DrawnPage, list[InkMark]]:
    """Return a page with words of the person that are large enough, and these."""
    while True:
        person = invent_person(random)
        colleagues = invent_colleagues(person, random)
        page = draw_page(random.choice(KINDS), person, colleagues, random, dpi=FINE)
        marks = [mark for mark in page.marks if _is_sought(mark)]
        if marks:
            return person, page, marks


def _is_sought(mark: InkMark) -> bool:
    if mark.role not in (Role.NAME, Role.EMPLOYER) or not mark.text:
        return False
    _, top, _, bottom = bounds(mark.characters[0])
    return bottom - top > _LEAST_LETTER


def _ink(random: Random) -> GreyPicture:
    """Return a stamp: one or two rows of words in a frame, about upright."""
    rows = random.choice(WORDS).split("\n")
    mm = FINE / 25.4
    height = random.uniform(*(_ROW if len(rows) == 1 else _ROWS)) * mm
    long = max(random.uniform(1.1, 4.2 if len(rows) == 1 else 2.2), 0.75 * len(rows[0]))
    width = min(height * long, _WIDEST * mm)
    stroke = random.choice((2, 3, 4, 5))
    image = Image.new("L", (round(width), round(height)), 0)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, image.width - 1, image.height - 1), outline=255, width=stroke)
    tall, wide = (height - 4 * stroke) / len(rows), (width - 6 * stroke) / len(rows[0])
    letter = font(random.choice((Face.HEAVY, Face.SONG)), int(min(tall * 0.85, wide * 0.95)))
    for down, row in enumerate(rows):
        for along, one in enumerate(row):
            step = (width - 6 * stroke) / len(row)
            at = (3 * stroke + step * (along + 0.5), 2 * stroke + tall * (down + 0.5))
            pen.text(at, one, fill=255, font=letter, anchor="mm")
    turned = image.rotate(random.uniform(-2.2, 2.2), Image.Resampling.BICUBIC, expand=True)
    return np.array(turned, dtype=np.uint8)


def _stamped(
    page: DrawnPage, letter: tuple[tuple[float, float], ...], ink: GreyPicture, random: Random
) -> DrawnPage:
    """Return a page with a stamp somewhere over a letter, colours gone; its mark is the last."""
    height, width = page.picture.shape[:2]
    left, top, right, bottom = bounds(letter)
    across = (left + right) / 2 + ink.shape[1] * (random.uniform(-0.3, 0.3) - 0.5)
    down = (top + bottom) / 2 + ink.shape[0] * (random.uniform(-0.3, 0.3) - 0.5)
    x = round(min(max(0, across), width - ink.shape[1]))
    y = round(min(max(0, down), height - ink.shape[0]))
    wear = np.random.default_rng(random.getrandbits(32)).random(ink.shape, np.float32)
    share = ink.astype(np.float32) / 255 * (0.95 - 0.25 * wear)
    grey = np.array(cv2.cvtColor(page.picture, cv2.COLOR_RGB2GRAY), np.uint8)
    part = grey[y : y + ink.shape[0], x : x + ink.shape[1]]
    inked = part * (1 - share) + random.choice(LEVELS) * share
    part[:] = np.minimum(part, inked).astype(np.uint8)
    place = box(x, y, x + ink.shape[1], y + ink.shape[0])
    stamp = InkMark(Role.OTHER_SEAL, "", (place,), ink.shape[0] / 2)
    picture = np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), np.uint8)
    return replace(page, picture=picture, marks=(*page.marks, stamp))
