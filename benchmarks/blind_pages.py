"""Draws what a reading may throw away before it looks: letters as grey as their ground, and small
letters on large sheets.

Everything comes from the seed. A page of letters as grey as their ground has plain print beside a
coloured panel, row of cells, stamp, band or whole ground; a large sheet is a plan with a title
block and plot stamps, A3 to A0 at 150 to 400 dpi within 80 megapixels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from tools.drawing.fonts import PRINTED, Face, face_for, font
from tools.drawing.people import Person, invent_colleagues, invent_person
from zcdesk.geometry import Polygon, box
from zcdesk.picture import Picture

Colour = tuple[int, int, int]

SAME, APART = 8.0, 96
"""Levels of grey that two colours differ by at most, and levels of a channel at least."""

GROUNDS = ("whole", "panel", "cells", "stamp", "band")
SMALLEST, LARGEST = 14, 40
"""Pixels that letters as grey as their ground are high."""

SHEETS = {"A3": (420, 297), "A2": (594, 420), "A1": (841, 594), "A0": (1189, 841)}
"""Millimetres."""

_DPIS = (150, 200, 250, 300, 400)
_MOST = 80_000_000


@dataclass
class BlindPage:
    """A page, who is on it, and where each of her words stands: the places of its letters."""

    image: Image.Image
    person: Person
    kind: str
    words: list[tuple[str, list[Polygon]]] = field(default_factory=list)

    def write(self, at: tuple[float, float], text: str, em: int, face: Face, ink: Colour) -> float:
        """Write a row, remember her words in it, and return where it ends."""
        pen, (x, y) = ImageDraw.Draw(self.image), at
        places: list[Polygon] = []
        for letter in text:
            used = font(face_for(letter, face), em)
            pen.text((x, y), letter, fill=ink, font=used)
            left, top, right, bottom = pen.textbbox((x, y), letter, font=used)
            places.append(box(left, top, right, bottom))
            x += used.getlength(letter)
        for word in (self.person.name, self.person.employer.name):
            start = text.find(word)
            if start >= 0:
                self.words.append((word, places[start : start + len(word)]))
        return x

    def picture(self) -> Picture:
        """Return its pixels."""
        return np.array(self.image)


def luma(colour: Colour) -> float:
    """Return the grey of a colour, ITU-R BT.601."""
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]


def colour_pair(random: Random) -> tuple[Colour, Colour]:
    """Return ink and ground that no grey picture tells apart."""
    while True:
        ink, ground = (_colour(random) for _ in range(2))
        apart = max(abs(a - b) for a, b in zip(ink, ground, strict=True))
        if abs(luma(ink) - luma(ground)) <= SAME and apart >= APART:
            return ink, ground


def _colour(random: Random) -> Colour:
    return random.randrange(256), random.randrange(256), random.randrange(256)


def same_grey(seed: int) -> BlindPage:
    """Draw a page of letters as grey as their ground."""
    random = Random(seed)
    person = invent_person(random)
    width = random.choice((900, 1240, 1654))
    ground_kind = random.choice(GROUNDS)
    ink, ground = colour_pair(random)
    em, face = random.randint(SMALLEST, LARGEST), random.choice(PRINTED)
    paper = ground if ground_kind == "whole" else (252, 251, 248)
    image = Image.new("RGB", (width, round(width * 1.3)), paper)
    page = BlindPage(image, person, f"{ground_kind}, {em} px, {ink} on {ground}")
    bottom = _plain_rows(page, random, 60)
    rows = [f"姓名：{person.name}", f"工作单位：{person.employer.name}", "评审意见：同意"]
    if ground_kind in ("panel", "cells", "stamp"):
        random.shuffle(rows)
    _GROUND[ground_kind](page, rows, bottom + 40, em, face, (ink, ground))
    _plain_rows(page, random, round(width * 1.05))
    return _scanned(page, random)


def _plain_rows(page: BlindPage, random: Random, top: int) -> int:
    """Write some rows of plain print and return where they end."""
    texts = ("专业技术职务任职资格评审申报材料", "以下内容由申报人填写并对其真实性负责",
             "经审核原件与复印件一致", "二〇二四年六月十五日")  # fmt: skip
    em = random.choice((22, 26, 30))
    for text in random.sample(texts, 3):
        page.write((70, top), text, em, Face.SONG, (20, 20, 24))
        top += 2 * em
    return top


def _on_panel(page: BlindPage, rows: list[str], top: int, em: int, face: Face,
              pair: tuple[Colour, Colour]) -> None:  # fmt: skip
    pen, pad = ImageDraw.Draw(page.image), em
    width = max(font(face, em).getlength(row) for row in rows)
    pen.rectangle((60, top, 60 + width + 2 * pad, top + 1.8 * em * len(rows) + pad), fill=pair[1])
    _on_ground(page, rows, top + pad // 2, em, face, pair)


def _on_ground(page: BlindPage, rows: list[str], top: int, em: int, face: Face,
               pair: tuple[Colour, Colour]) -> None:  # fmt: skip
    for number, row in enumerate(rows):
        page.write((60 + em, top + 1.8 * em * number + 0.3 * em), row, em, face, pair[0])


def _in_cells(page: BlindPage, rows: list[str], top: int, em: int, face: Face,
              pair: tuple[Colour, Colour]) -> None:  # fmt: skip
    """Labels are plain print on paper; the values beside them stand on the ground."""
    pen, high = ImageDraw.Draw(page.image), 1.7 * em
    for number, row in enumerate(rows):
        label, value = row.split("：")
        y = top + high * number
        end = page.write((70, y + 0.3 * em), label, em, face, (20, 20, 24)) + 8
        width = font(face, em).getlength(value) + em
        pen.rectangle((end, y, end + width, y + high), fill=pair[1], outline=(40, 40, 40))
        page.write((end + em / 2, y + 0.3 * em), value, em, face, pair[0])


def _in_stamp(page: BlindPage, rows: list[str], top: int, em: int, face: Face,
              pair: tuple[Colour, Colour]) -> None:  # fmt: skip
    """A frame in the ink's colour around its letters."""
    _on_panel(page, rows, top, em, face, pair)
    pen = ImageDraw.Draw(page.image)
    width = max(font(face, em).getlength(row) for row in rows)
    frame = (66, top + 6, 54 + width + 2 * em, top + 1.8 * em * len(rows) + em - 6)
    pen.rectangle(frame, outline=pair[0], width=3)


def _in_bands(page: BlindPage, rows: list[str], top: int, em: int, face: Face,
              pair: tuple[Colour, Colour]) -> None:  # fmt: skip
    """Each row on a band across the page, paper between them."""
    pen = ImageDraw.Draw(page.image)
    for number, row in enumerate(rows):
        y = top + 2.6 * em * number
        pen.rectangle((0, y, page.image.width, y + 1.6 * em), fill=pair[1])
        page.write((60 + em, y + 0.25 * em), row, em, face, pair[0])


_GROUND: dict[str, Callable[..., None]] = {
    "whole": _on_ground, "panel": _on_panel, "cells": _in_cells, "stamp": _in_stamp,
    "band": _in_bands,
}  # fmt: skip


def _scanned(page: BlindPage, random: Random) -> BlindPage:
    """Soften and compress a page as scanners do, its colours at half the resolution."""
    if random.random() < 0.5:
        page.image = page.image.filter(ImageFilter.GaussianBlur(random.uniform(0.3, 0.6)))
    pixels = np.array(page.image)
    if random.random() < 0.5:
        grain = np.random.default_rng(random.getrandbits(32)).normal(0, 3, pixels.shape)
        pixels = np.clip(pixels + grain, 0, 255).astype(np.uint8)
    packed = BytesIO()
    quality = random.choice((75, 85, 92))
    Image.fromarray(pixels).save(packed, "JPEG", quality=quality, subsampling=2)
    page.image = Image.open(packed).convert("RGB")
    return page


# --- Large sheets ---------------------------------------------------------------------------------


def sheet_sizes() -> Iterator[tuple[str, int, int, int]]:
    """Yield format, dpi, width and height in pixels of the sheets that are taken, lying."""
    for name, (long, short) in SHEETS.items():
        for dpi in _DPIS:
            width, height = round(long / 25.4 * dpi), round(short / 25.4 * dpi)
            if width * height <= _MOST:
                yield name, dpi, width, height


def large_sheet(seed: int, size: tuple[int, int] | None = None) -> BlindPage:
    """Draw a plan; ``size`` in pixels stands for what the seed chooses."""
    random = Random(seed)
    person = invent_person(random)
    name, dpi, width, height = random.choice(list(sheet_sizes()))
    if size is not None:
        name, dpi, (width, height) = "plan", 0, size
    image = Image.new("RGB", (width, height), (254, 254, 252))
    em = random.randint(16, 40)
    page = BlindPage(image, person, f"{name} at {dpi} dpi, {width} x {height}, {em} px")
    _plan(page, random, em)
    _title_block(page, random, em)
    _plot_stamps(page, random)
    packed = BytesIO()
    page.image.save(packed, "JPEG", quality=88, subsampling=2)
    page.image = Image.open(packed).convert("RGB")
    return page


def _plan(page: BlindPage, random: Random, em: int) -> None:
    """Draw frame, axes, walls, hatches and dimensions, and some large lettering."""
    pen, (width, height) = ImageDraw.Draw(page.image), page.image.size
    dark, rim = (25, 25, 28), width // 60
    pen.rectangle((rim, rim, width - rim, height - rim), outline=dark, width=4)
    for _ in range(width // 200):
        x, y = random.randrange(2 * rim, width * 2 // 3), random.randrange(2 * rim, height * 2 // 3)
        across, down = random.randrange(200, 900), random.randrange(150, 700)
        pen.rectangle((x, y, x + across, y + down), outline=dark, width=random.choice((2, 3, 6)))
        sort = random.randrange(4)
        if sort == 0:
            for step in range(0, min(across, down), 22):
                pen.line((x + step, y, x, y + step), fill=dark, width=1)
        elif sort == 1:
            pen.ellipse((x, y, x + down, y + down), outline=dark, width=2)
        elif sort == 2:
            for step in range(0, across, 40):
                pen.line((x + step, y - 8, x + step, y + 8), fill=dark, width=2)
        page.write((x + 20, y + down + 6), str(random.randrange(900, 9900)), em, Face.HEI, dark)
    large = max(60, height // 50)
    page.write((width // 3, height - rim - 2 * large), "平面布置图", large, Face.HEI, dark)
    notes = ("说明：", "一、本图尺寸以毫米计，标高以米计。", "二、混凝土强度等级为C30。",
             "三、钢筋保护层厚度不小于25毫米。")  # fmt: skip
    for number, note in enumerate(notes):
        at = width * 0.72, height * 0.2 + 1.8 * em * number
        page.write(at, note, em, Face.FANGSONG, dark)


def _title_block(page: BlindPage, random: Random, em: int) -> None:
    pen, (width, height) = ImageDraw.Draw(page.image), page.image.size
    face, dark, rim = random.choice((Face.HEI, Face.FANGSONG, Face.SONG)), (20, 20, 24), width // 60
    others = [one.name for one in invent_colleagues(page.person, random)]
    name, employer = page.person.name, page.person.employer.name
    rows = [("设计单位", employer), ("审定", others[0]), ("项目负责人", name),
            ("校核", others[-1]), ("设计", random.choice((name, others[0]))), ("制图", name),
            ("图号", f"S-{random.randrange(100):02d}")]  # fmt: skip
    high, label = 1.7 * em, 6 * em
    left = width - rim - label - (len(employer) + 2) * em
    top = height - rim - high * len(rows)
    for number, (what, value) in enumerate(rows):
        y = top + high * number
        pen.rectangle((left, y, left + label, y + high), outline=dark, width=2)
        pen.rectangle((left + label, y, width - rim, y + high), outline=dark, width=2)
        page.write((left + em / 2, y + em * 0.3), what, em, face, dark)
        page.write((left + label + em, y + em * 0.3), value, em, face, dark)


def _plot_stamps(page: BlindPage, random: Random) -> None:
    """Write who plotted the sheet in its corner, small, and a stamp of the office somewhere."""
    (width, height), rim = page.image.size, page.image.width // 60
    em = random.randint(16, 24)
    stamp = f"{page.person.name} 2024-03-{random.randrange(10, 28)} 10:32"
    page.write((rim, height - rim + 8), stamp, em, Face.HEI, (60, 60, 60))
    blue, em = (40, 60, 150), random.randint(18, 40)
    at = random.uniform(0.05, 0.6) * width, random.uniform(0.72, 0.8) * height
    end = at[0] + font(Face.SONG, em).getlength(page.person.employer.name)
    frame = (at[0] - em, at[1] - em, end + em, at[1] + 3.5 * em)
    ImageDraw.Draw(page.image).rectangle(frame, fill=(254, 254, 252), outline=blue, width=3)
    page.write(at, page.person.employer.name, em, Face.SONG, blue)
    page.write((at[0], at[1] + 1.5 * em), "出图专用章", em, Face.SONG, blue)
