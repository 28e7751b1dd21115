"""Draws pages with seals for the benchmarks: whose they are, of which shape, over which words."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np
from PIL import Image, ImageDraw

from tools.drawing.fonts import Face, face_for, font
from tools.drawing.lexicon import Lexicon
from tools.drawing.marks import InkMark
from tools.drawing.ornaments import UYGHUR_LINES, joined_uyghur, paste_photo, wave_border
from tools.drawing.paper import RED, Colour, Paper, Style
from tools.drawing.people import Person, invent_colleagues, invent_person
from tools.drawing.seals import DrawnSeal, stamp
from tools.drawing.words import invent_authority, similar_organisation
from zcdesk.geometry import Point, Polygon
from zcdesk.names.spellings import is_han
from zcdesk.picture import GreyPicture, Picture

TEXT = (
    "经研究决定现将有关事项通知如下请各单位结合实际认真贯彻执行"
    "该同志在工作中能够严格要求自己完成各项任务"
)
KINDS = (
    *("own", "oval", "blue", "square", "name", "bilingual", "pair", "half"),
    *("other", "near", "authority", "other-square", "other-name", "other-half", "none"),
)
"""The first eight show the own employer or the applicant's name."""

OWN = frozenset(KINDS[:8])


@dataclass(frozen=True)
class Sheet:
    picture: Picture
    person: Person
    marks: tuple[InkMark, ...]
    seal: Polygon | None


def drawn(kind: str, random: Random) -> Sheet:
    person = invent_person(random)
    authority = invent_authority(random)
    colleagues = invent_colleagues(person, random)
    paper = Paper(Lexicon(person, colleagues, (authority,)), dpi=200)
    at = _body(paper, person, kind, random)
    employer = person.employer.name
    seal: Polygon | None = None
    if kind in ("own", "blue"):
        colour = (40, 62, 190) if kind == "blue" else _red(random)
        seal = stamp(
            paper, DrawnSeal(employer, _below(random), random.uniform(38, 45)), at, random, colour
        )
    elif kind in ("other", "near", "authority"):
        near = similar_organisation(person.employer, random).name
        names = {"other": invent_person(random).employer.name, "near": near, "authority": authority}
        seal = stamp(paper, DrawnSeal(names[kind], _below(random)), at, random, _red(random))
    elif kind == "pair":
        seal = stamp(paper, DrawnSeal(employer), at, random, _red(random))
        beside = (at[0] - paper.mm(random.uniform(20, 34)), at[1] + paper.mm(random.uniform(-8, 8)))
        stamp(paper, DrawnSeal(authority), beside, random, _red(random))
    elif kind in ("half", "other-half"):
        name = employer if kind == "half" else authority
        edge = random.choice((0.0, float(paper.width)))
        at = (edge + paper.mm(random.uniform(-6, 6)), paper.mm(random.uniform(60, 200)))
        seal = stamp(paper, DrawnSeal(name, "", random.uniform(38, 45)), at, random, _red(random))
    elif kind != "none":
        seal = _stamp(paper, _ink(paper, kind, person, random), at, random)
    return Sheet(np.array(paper.image), person, tuple(paper.marks), seal)


def _ink(paper: Paper, kind: str, person: Person, random: Random) -> GreyPicture:
    """Draw a seal that the training does not know."""
    if kind == "oval":
        return _oval(paper, person.employer.name, random)
    if kind == "bilingual":
        return _bilingual(paper, person.employer.name, random)
    shown = person if kind in ("square", "name") else invent_person(random)
    if kind.endswith("square"):
        return _square(paper, shown.employer.name, random)
    return _name_seal(paper, shown.name, random)


def _below(random: Random) -> str:
    return random.choice(("", "", "合同专用章", "人力资源部", "6599001234567"))


def _red(random: Random) -> Colour:
    return random.choice(((214, 30, 42), (190, 40, 50), (225, 70, 70), (205, 45, 90)))


def _body(paper: Paper, person: Person, kind: str, random: Random) -> Point:
    """Write a page; returns where the seal goes, over the lines that name person and employer."""
    style = Style(
        random.choice((Face.SONG, Face.FANGSONG, Face.HEI, Face.KAI)), random.uniform(11, 15)
    )
    left, wide = paper.mm(26), paper.width - paper.mm(52)
    y = paper.mm(24)
    if random.random() < 0.5:
        y = paper.centred("关于表彰的决定", y, Style(Face.HEAVY, 30, RED))
        paper.rule((left, y), (left + wide, y), width=0.7, colour=RED)
    if kind == "none" and random.random() < 0.4:
        wave_border(paper, 9, RED, random)
    if random.random() < 0.35:
        paste_photo(paper, paper.width - paper.mm(60), y + paper.mm(4), random)
        wide -= paper.mm(40)
    y += paper.mm(8)
    for _ in range(random.randrange(2, 6)):
        start = random.randrange(len(TEXT))
        text = (TEXT * 3)[start : start + random.randrange(50, 100)] + "。"
        y = paper.paragraph(text, left, y, wide, style)
    if random.random() < 0.5:
        y = _table(paper, left, y + paper.mm(4), wide, style)
    y += paper.mm(14)
    paper.flush_right(person.employer.name, left + wide, y, style)
    lower = paper.flush_right(f"{person.name}同志", left + wide, y + paper.mm(9), style)
    paper.flush_right("二〇二四年六月十八日", left + wide, lower, style)
    return left + wide - paper.mm(random.uniform(14, 26)), y + paper.mm(random.uniform(4, 12))


def _table(paper: Paper, left: float, top: float, wide: float, style: Style) -> float:
    tall = paper.mm(11)
    for row in range(4):
        for column in range(3):
            x, y = left + wide / 3 * column, top + tall * row
            paper.frame(x, y, x + wide / 3, y + tall)
            paper.cell(TEXT[(row * 3 + column) * 3 :][:4], x, y, x + wide / 3, y + tall, style)
    return top + tall * 4


def _letters(text: str, size: int, face: Face) -> Image.Image:
    image = Image.new("L", (size, size), 0)
    pen = ImageDraw.Draw(image)
    pen.text(
        (size / 2, size / 2),
        text,
        fill=255,
        font=font(face_for(text, face), round(size * 0.94)),
        anchor="mm",
        stroke_width=max(1, size // 40),
    )
    return image


def _oval(paper: Paper, name: str, random: Random) -> GreyPicture:
    long, short = paper.mm(random.uniform(42, 48)) / 2, paper.mm(random.uniform(29, 33)) / 2
    size = (round(long * 2.06), round(short * 2.06))
    image = Image.new("L", size, 0)
    pen = ImageDraw.Draw(image)
    middle = (size[0] / 2, size[1] / 2)
    pen.ellipse(
        (middle[0] - long, middle[1] - short, middle[0] + long, middle[1] + short),
        outline=255,
        width=round(long * 0.05),
    )
    span = np.radians(min(270, 120 + 11 * len(name)))
    em = round(short * 0.33)
    for number, letter in enumerate(name):
        turn = -span / 2 + span * number / max(1, len(name) - 1)
        glyph = _letters(letter, em, Face.SONG).resize((round(em * 0.8), em))
        x = middle[0] + (long * 0.93 - em * 0.62) * np.sin(turn)
        y = middle[1] - (short * 0.93 - em * 0.62) * np.cos(turn)
        tilt = np.degrees(np.arctan2(np.sin(turn) / long, np.cos(turn) / short))
        glyph = glyph.rotate(-tilt, Image.Resampling.BICUBIC, expand=True)
        image.paste(255, (round(x - glyph.width / 2), round(y - glyph.height / 2)), glyph)
    pen.text(middle, "财务专用章", fill=255, font=font(Face.SONG, round(short * 0.3)), anchor="mm")
    return np.array(image, dtype=np.uint8)


def _bilingual(paper: Paper, name: str, random: Random) -> GreyPicture:
    """Draw a ring with Arabic script along its edge and the Han name inside or opposite."""
    radius = paper.mm(random.uniform(42, 46)) / 2
    size = round(radius * 2.06)
    image = Image.new("L", (size, size), 0)
    pen = ImageDraw.Draw(image)
    edge = (size / 2 - radius, size / 2 - radius, size / 2 + radius, size / 2 + radius)
    pen.ellipse(edge, outline=255, width=round(radius * 0.05))
    words = joined_uyghur(random.choice(UYGHUR_LINES[:4]))
    if random.random() < 0.5:
        _arc(image, words, radius * 0.83, radius * 0.17, 200, Face.UYGHUR)
        _arc(image, name, radius * 0.58, radius * 0.2, min(290, 130 + 13 * len(name)), Face.SONG)
    else:
        _arc(image, name, radius * 0.76, radius * 0.24, min(230, 100 + 10 * len(name)), Face.SONG)
        _arc(image, words, radius * 0.78, radius * 0.16, 110, Face.UYGHUR, below=True)
    star = [
        (size / 2 + reach * np.sin(turn), size / 2 - reach * np.cos(turn))
        for turn, reach in (
            (np.pi * step / 5, radius * (0.22 if step % 2 == 0 else 0.085)) for step in range(10)
        )
    ]
    pen.polygon(star, fill=255)
    return np.array(image, dtype=np.uint8)


def _arc(
    image: Image.Image,
    text: str,
    reach: float,
    em: float,
    degrees: float,
    face: Face,
    below: bool = False,
) -> None:
    """Write ``text`` on an arc, clockwise at the top or, ``below``, anticlockwise at the foot."""
    middle = image.width / 2
    for number, letter in enumerate(text):
        turn = np.radians(degrees * (number / max(1, len(text) - 1) - 0.5))
        glyph = _letters(letter, round(em), face)
        tilt = -np.degrees(turn) if not below else np.degrees(turn)
        glyph = glyph.rotate(tilt, Image.Resampling.BICUBIC, expand=True)
        x = middle + reach * np.sin(turn)
        y = middle + reach * np.cos(turn) * (1 if below else -1)
        image.paste(255, (round(x - glyph.width / 2), round(y - glyph.height / 2)), glyph)


def _square(paper: Paper, name: str, random: Random) -> GreyPicture:
    side = round(paper.mm(random.uniform(28, 36)))
    image = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, side - 1, side - 1), outline=255, width=max(2, side // 26))
    columns = 3 if len(name) <= 12 else 4
    rows = -(-len(name) // columns)
    em = round(min(side * 0.86 / columns, side * 0.86 / rows))
    for number, letter in enumerate(name):
        row, column = divmod(number, columns)
        x = side * (0.07 + 0.86 * (column + 0.5) / columns) - em / 2
        y = side * (0.07 + 0.86 * (row + 0.5) / rows) - em / 2
        image.paste(_letters(letter, em, Face.SONG), (round(x), round(y)))
    return np.array(image, dtype=np.uint8)


def _name_seal(paper: Paper, name: str, random: Random) -> GreyPicture:
    side = round(paper.mm(random.uniform(12, 18)))
    image = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, side - 1, side - 1), outline=255, width=max(2, side // 18))
    name = "".join(letter for letter in name if is_han(letter))
    text = name + "之印" if len(name) == 2 else name + "印"
    em = round(side * 0.42)
    for number, letter in enumerate(text[:4]):
        column, row = divmod(number, 2)
        x = side * (0.72 if column == 0 else 0.29) - em / 2
        y = side * (0.29 if row == 0 else 0.72) - em / 2
        image.paste(_letters(letter, em, Face.HEAVY), (round(x), round(y)))
    return np.array(image, dtype=np.uint8)


def _stamp(paper: Paper, ink: GreyPicture, at: Point, random: Random) -> Polygon:
    turned = Image.fromarray(ink).rotate(
        random.uniform(-8, 8), Image.Resampling.BICUBIC, expand=True
    )
    mask = np.array(turned, dtype=np.float32)
    noise = np.random.default_rng(random.getrandbits(32)).random(mask.shape, np.float32)
    worn = (mask * np.clip(0.95 - 0.25 * noise, 0, 1)).astype(np.uint8)
    left, top = round(at[0] - worn.shape[1] / 2), round(at[1] - worn.shape[0] / 2)
    paper.tint(worn, left, top, _red(random))
    right, bottom = left + worn.shape[1], top + worn.shape[0]
    return ((left, top), (right, top), (right, bottom), (left, bottom))
