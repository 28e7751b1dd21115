"""Measures seals on drawn pages: found, missed, wrongly doubted, text below them, time.

    python benchmarks/seals.py [pages per kind] [first seed]

Each page carries the own employer's seal, another organisation's, the applicant's square name
seal, or none (with red letterheads, frames and photos), in several conditions of scanning.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw

from zcdesk.applicant import Target
from zcdesk.geometry import Point, Polygon, bounds, centre
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.masking.keywords import keywords
from zcdesk.masking.seal_verdicts import judge_seals
from zcdesk.masking.seals import find_seals
from zcdesk.masking.searching import search
from zcdesk.masking.under_seals import lines_under_seals
from zcdesk.picture import GreyPicture, Picture
from zcdesk.spellings import is_han, words
from zcdesk.training.fonts import Face, face_for, font
from zcdesk.training.lexicon import Lexicon
from zcdesk.training.marks import Mark, Role
from zcdesk.training.organisations import invent_authority, similar_organisation
from zcdesk.training.ornaments import paste_photo, wave_border
from zcdesk.training.paper import RED, Colour, Paper, Style
from zcdesk.training.people import Person, invent_colleagues, invent_person
from zcdesk.training.seals import Seal, stamp

TEXT = (
    "经研究决定现将有关事项通知如下请各单位结合实际认真贯彻执行"
    "该同志在工作中能够严格要求自己完成各项任务"
)
KINDS = ("own", "oval", "blue", "square", "name", "other", "near", "authority", "none")


@dataclass(frozen=True)
class Sheet:
    picture: Picture
    person: Person
    marks: tuple[Mark, ...]
    seal: Polygon | None


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    spent: Counter[str] = Counter()
    for kind in KINDS:
        rows: dict[str, Counter[str]] = {name: Counter() for name in CONDITIONS}
        for seed in range(first, first + count):
            sheet = drawn(kind, Random(f"{kind} {seed}"))
            for name, condition in CONDITIONS.items():
                rows[name] += measured(sheet, condition, Random(seed), spent)
                rows[name]["pages"] += 1
        for name, row in rows.items():
            values = "  ".join(f"{key} {value}" for key, value in row.items())
            print(f"{kind:10} {name:8} {values}", flush=True)
    pages = spent.pop("pages")
    print({key: f"{value / pages / 1000:.0f} ms" for key, value in spent.items()})


def measured(
    sheet: Sheet,
    condition: Callable[[Picture, Random], tuple[Picture, float]],
    random: Random,
    spent: Counter[str],
) -> Counter[str]:
    picture, scale = condition(sheet.picture, random)
    sought = keywords(words(sheet.person.applicant()))
    row: Counter[str] = Counter()
    began = time.process_time()
    seals = find_seals(picture)
    found = time.process_time()
    hits = judge_seals(picture, seals, sought, {Target.NAME, Target.EMPLOYER})
    judged = time.process_time()
    lines = lines_under_seals(picture, seals)
    read = time.process_time()
    spent["find"] += round((found - began) * 1e6)
    spent["judge"] += round((judged - found) * 1e6)
    spent["under"] += round((read - judged) * 1e6)
    spent["pages"] += 1
    place = centre(sheet.seal) if sheet.seal else None
    here = [s for s in seals if place and _near(s.centre, place, scale, sheet.seal)]
    row["located"] += bool(here)
    row["extra rings"] += len(seals) - len(here)
    for hit in hits:
        own = hit.reason.code == "hit.own_seal"
        there = place is not None and _near(centre(hit.mask.polygon), place, scale, sheet.seal)
        row[("" if there else "stray ") + ("own" if own else "unread")] += 1
    if sheet.seal is not None:
        covers = search(lines, sought, {Target.NAME, Target.EMPLOYER})
        for mark in sheet.marks:
            if mark.role in (Role.NAME, Role.EMPLOYER) and _overlaps(mark, sheet.seal):
                row["under"] += 1
                row["under found"] += _covered(mark, covers, scale)
    return row


def _near(point: Point, place: Point, scale: float, seal: Polygon | None) -> bool:
    assert seal is not None
    left, top, right, bottom = bounds(seal)
    reach = max(right - left, bottom - top) * scale / 4
    return abs(point[0] - place[0] * scale) < reach and abs(point[1] - place[1] * scale) < reach


def _overlaps(mark: Mark, seal: Polygon) -> bool:
    hull = np.array(seal, np.float32)
    return any(cv2.pointPolygonTest(hull, centre(one), False) >= 0 for one in mark.characters)


def _covered(mark: Mark, covers: tuple[Hit, ...], scale: float) -> bool:
    polygons = [
        np.array(hit.mask.polygon, np.float32) for hit in covers if hit.verdict is not Verdict.LEAVE
    ]
    for one in mark.characters:
        x, y = centre(one)
        point = (x * scale, y * scale)
        if not any(cv2.pointPolygonTest(polygon, point, False) >= 0 for polygon in polygons):
            return False
    return True


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
            paper, Seal(employer, _below(random), random.uniform(38, 45)), at, random, colour
        )
    elif kind in ("other", "near", "authority"):
        near = similar_organisation(person.employer, random).name
        name = {"other": invent_person(random).employer.name, "near": near, "authority": authority}
        seal = stamp(paper, Seal(name[kind], _below(random)), at, random, _red(random))
    elif kind == "oval":
        seal = _stamp(paper, _oval(paper, employer, random), at, random)
    elif kind == "square":
        seal = _stamp(paper, _square(paper, employer, random), at, random)
    elif kind == "name":
        person_name = person.name
        seal = _stamp(paper, _name_seal(paper, person_name, random), at, random)
    return Sheet(np.array(paper.image), person, tuple(paper.marks), seal)


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


def _clean(picture: Picture, random: Random) -> tuple[Picture, float]:
    return picture, 1.0


def _low(picture: Picture, random: Random) -> tuple[Picture, float]:
    size = (round(picture.shape[1] * 0.75), round(picture.shape[0] * 0.75))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8), 0.75


def _jpeg(picture: Picture, random: Random) -> tuple[Picture, float]:
    bgr = cv2.cvtColor(picture, cv2.COLOR_RGB2BGR)
    coded = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, 40])[1]
    decoded = np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR))
    return np.asarray(cv2.cvtColor(decoded, cv2.COLOR_BGR2RGB), dtype=np.uint8), 1.0


def _grey(picture: Picture, random: Random) -> tuple[Picture, float]:
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), dtype=np.uint8), 1.0


def _phone(picture: Picture, random: Random) -> tuple[Picture, float]:
    height, width = picture.shape[:2]
    light = np.linspace(0.62, 1.0, width)[None, :, None] * np.array([1.0, 0.93, 0.80])
    dim = picture.astype(np.float32) * light
    noise = np.random.default_rng(random.getrandbits(32)).normal(0, 5, (height, width, 1))
    soft = cv2.GaussianBlur((dim + noise).clip(0, 255).astype(np.uint8), (0, 0), 0.8)
    return _jpeg(np.asarray(soft, dtype=np.uint8), random)


CONDITIONS: dict[str, Callable[[Picture, Random], tuple[Picture, float]]] = {
    "clean": _clean,
    "150 dpi": _low,
    "jpeg 40": _jpeg,
    "grey": _grey,
    "phone": _phone,
}

if __name__ == "__main__":
    main()
