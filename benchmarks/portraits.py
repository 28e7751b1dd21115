"""Measures portraits and codes on drawn pages: found, missed, falsely told, time.

python benchmarks/portraits.py [people] [first seed]

Pages that carry them and pages that only look so: charts, maps, pictures of places, logos,
letterheads, tables, seals. A portrait counts as missed when less than .9 of it is under a cover, a
code when any of its ink is left; both count whatever the verdict, which is told beside it.
"""

from __future__ import annotations

import math
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tools.drawing.damage import damage
from tools.drawing.documents import draw_page
from tools.drawing.fonts import Face
from tools.drawing.lexicon import Lexicon
from tools.drawing.marks import DrawnPage, InkMark, Role
from tools.drawing.ornaments import paste_code, paste_photo
from tools.drawing.paper import RED, Colour, Paper, Style
from tools.drawing.people import Person, invent_colleagues, invent_person
from tools.drawing.words import sentences
from zcdesk.geometry import bounds, box
from zcdesk.masking.codes.qr_and_bar_codes import Code, find_codes
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.masking.portraits.portrait_verdicts import judge_portraits
from zcdesk.masking.seals.seal_detection import find_seals
from zcdesk.picture import Picture
from zcdesk.reading.detecting import look
from zcdesk.reading.evening import evened
from zcdesk.reading.line import PhotoPlace
from zcdesk.reading.photo_places import photo_places

CONDITIONS = (
    ("clean",),
    ("scan",),
    ("grey",),
    ("phone",),
    ("faint",),
    ("skew", "scan"),
    ("yellowed", "grey", "dark", "jpeg"),
)
DPI = (150, 200, 300)
WITH = (
    "id_card",
    "diploma",
    "degree_certificate",
    "title_certificate",
    "education_check",
    "training_certificate",
)
WITHOUT = (
    "roster_table",
    "posting",
    "journal_cover",
    "award_certificate",
    "sealed_statement",
    "uyghur_notice",
    "dense_text",
    "vertical_certificate",
    "inch_photo",
)


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    table: dict[str, Counter[str]] = {}
    spent: Counter[str] = Counter()
    for seed in range(first, first + people):
        for name, draw in _drawings():
            for place, condition in enumerate(CONDITIONS):
                dpi = DPI[(seed + place) % len(DPI)]
                random = Random(f"{name} {seed} {place}")
                page = damage(draw(random, dpi), condition, random)
                row = table.setdefault(name, Counter())
                row["pages"] += 1
                note = f"{seed} {condition} {dpi} dpi"
                _portraits(page, row, spent, note)
                _codes(page, row, spent, note)
    for name, row in table.items():
        print(f"{name:22}", "  ".join(f"{key} {row[key]}" for key in sorted(row)))
    total: Counter[str] = sum(table.values(), Counter())
    print("all                   ", "  ".join(f"{key} {total[key]}" for key in sorted(total)))
    print({key: f"{value / total['pages'] / 1000:.0f} ms a page" for key, value in spent.items()})


def _portraits(page: DrawnPage, row: Counter[str], spent: Counter[str], note: str) -> None:
    photos, seals = photos_on(page.picture), find_seals(page.picture)
    began = time.process_time()
    found = judge_portraits(page.picture, (), seals, photos)
    found = tuple(hit for hit in found if hit.covers_by_default)
    spent["portraits"] += round((time.process_time() - began) * 1e6)
    # A picture that is a photo and nothing else holds none: its slot asks for it.
    marks = () if page.kind == "inch_photo" else page.having(Role.PHOTO)
    strays = list(found)
    for mark in marks:
        here = [one for one in found if _shared(one.mask.polygon, mark, page.picture) > 0.3]
        strays = [one for one in strays if one not in here]
        share = max((_shared(one.mask.polygon, mark, page.picture) for one in here), default=0.0)
        level = "missed" if share < 0.9 else _sureness(here[0])
        row[f"photo {level}"] += 1
        _tell(level == "missed", note, page.kind, level, f"{share:.2f}")
    for one in strays:
        row[f"false photo {_sureness(one)}"] += 1
        _tell(True, note, page.kind, "false", _sureness(one), str(bounds(one.mask.polygon)))


def _sureness(one: Hit) -> str:
    return "sure" if one.verdict is Verdict.COVER else "doubt"


def photos_on(picture: Picture) -> tuple[PhotoPlace, ...]:
    """Return the portraits that the text detector's look at a page shows as well."""
    return photo_places(picture, look(evened(picture))[1])


def _codes(page: DrawnPage, row: Counter[str], spent: Counter[str], note: str) -> None:
    began = time.process_time()
    found = find_codes(page.picture)
    spent["codes"] += round((time.process_time() - began) * 1e6)
    strays = list(found)
    for mark in page.having(Role.CODE):
        here = [one for one in found if _shared(one.polygon, mark, page.picture) > 0.3]
        strays = [one for one in strays if one not in here]
        left = _ink_left(page.picture, mark, here)
        level = "missed" if not here else "in part" if left > 0.002 else str(here[0].kind)
        row[f"{mark.text or 'code'} {level}"] += 1
        _tell(level in ("missed", "in part"), note, page.kind, mark.text, level, f"{left:.3f}")
    for one in strays:
        row[f"false {one.kind}"] += 1
        _tell(True, note, page.kind, "false", str(one.kind), str(bounds(one.polygon)))


def _tell(wanted: bool, *words: str) -> None:
    if wanted and "-v" in sys.argv:
        print("   ", *words)


def _area_of(mark: InkMark, picture: Picture) -> NDArray[np.uint8]:
    truth = np.zeros(picture.shape[:2], np.uint8)
    cv2.fillPoly(truth, [np.array(mark.characters[0], np.int32)], 1)
    return truth


def _cover_of(polygon: object, picture: Picture) -> NDArray[np.uint8]:
    cover = np.zeros(picture.shape[:2], np.uint8)
    cv2.fillPoly(cover, [np.array(polygon, np.int32)], 1)
    return cover


def _shared(polygon: object, mark: InkMark, picture: Picture) -> float:
    truth = _area_of(mark, picture)
    return float((truth & _cover_of(polygon, picture)).sum() / max(1, truth.sum()))


def _ink_left(picture: Picture, mark: InkMark, codes: list[Code]) -> float:
    """Return the share of a code's ink that no cover hides."""
    truth = _area_of(mark, picture)
    grey = picture.min(axis=2)
    inside = grey[truth > 0]
    level = (float(np.percentile(inside, 5)) + float(np.percentile(inside, 97))) / 2
    ink = (truth > 0) & (grey < level)
    for code in codes:
        ink &= _cover_of(code.polygon, picture) == 0
    return float(ink.sum() / max(1, np.count_nonzero((truth > 0) & (grey < level))))


def _drawings() -> Iterator[tuple[str, Callable[[Random, int], DrawnPage]]]:
    for kind in (*WITH, *WITHOUT):
        yield kind, _document(kind)
    yield from (("figures", figures), ("codes", codes), ("form with photo", form))


def _document(kind: str) -> Callable[[Random, int], DrawnPage]:
    def draw(random: Random, dpi: int) -> DrawnPage:
        person = invent_person(random)
        return draw_page(kind, person, invent_colleagues(person, random), random, dpi=dpi)

    return draw


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


def codes(random: Random, dpi: int) -> DrawnPage:
    """Draw two QR codes and a bar code between text."""
    paper, _, y = _sheet(random, dpi)
    address = "https://www.example.cn/bg.do?vcode=A3F9XQ27LMPD8K4E&srcid=bgcx"
    side = random.choice((15, 18, 20, 25, 30))
    paste_code(paper, random.choice(("A9146523", address)), paper.mm(30), y, side)
    paste_code(paper, f"CE-{random.random()}", paper.mm(110), y, 20)
    paper.line("扫码查询真伪", paper.mm(132), y + paper.mm(8), STYLE)
    x, top, bar = paper.mm(70), y + paper.mm(45), paper.mm(0.33)
    start = x
    for _ in range(random.choice((10, 16)) * 3):
        wide = random.choice((1, 1, 2, 3)) * bar
        stroke = (round(x), top, round(x + wide) - 1, top + paper.mm(10))
        paper.pen.rectangle(stroke, fill=(20, 20, 20))
        x += wide + random.choice((1, 1, 2, 3)) * bar
    paper.mark(Role.CODE, "bars", [box(start, top, x, top + paper.mm(10))], paper.mm(4))
    paper.paragraph(sentences(random, 6), paper.mm(25), top + paper.mm(14), paper.mm(160), STYLE)
    return paper.finished("codes")


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


if __name__ == "__main__":
    main()
