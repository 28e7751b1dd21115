"""Pages for what hardly any other page shows: each kind is drawn for certain steps of masking.

A maker of its own, which shares faces and invented people with ``tools/drawing`` but none of its
documents. ``benchmarks/same_hits.py`` lays so many of them that each step finds something on five
pages at least.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageOps

from tools.drawing.fonts import Face, face_for, font
from tools.drawing.ornaments import joined_uyghur
from tools.drawing.people import Person, invent_colleagues, invent_person
from zcdesk.applicant import Applicant, Target
from zcdesk.names.spellings import is_han
from zcdesk.picture import Picture

WIDTH, HEIGHT = 1654, 2339
"""A4 at 200 dpi."""

DARK, MARGIN, EM = 30, 150, 34
PRINT = (
    "现场监测结果表明各测点位移均小于预警值施工期间应加强巡视",
    "根据设计文件和现行规范对全部构件进行了抽样检验结论为合格",
    "课题组完成了资料收集外业测量与数据整理并按期提交阶段报告",
    "渠道衬砌采用现浇混凝土分缝间距四米缝内填充闭孔泡沫板材料",
    "会议听取了项目进展汇报并对下一步工作提出了具体要求与建议",
)
PLACES = {
    "Urumqi": "乌鲁木齐", "Xinjiang": "新疆", "Changji": "昌吉", "Hotan": "和田", "Aksu": "阿克苏",
}  # fmt: skip
BRANDS = {
    "Yunling": "云岭", "Beichen": "北辰", "Hengye": "恒野", "Ruifeng": "瑞峰", "Tianhe": "天禾",
}  # fmt: skip
UYGHUR = "شىنجاڭ قۇرۇلۇش چەكلىك شىركىتى"


@dataclass(frozen=True)
class RarePage:
    """A page, whose it is, and what is to be covered on it."""

    picture: Picture
    applicant: Applicant
    targets: frozenset[Target]


class _Leaf:
    """A sheet on which is written."""

    def __init__(self, random: Random, ground: tuple[int, int, int] = (255, 255, 255)) -> None:
        self.random = random
        self.image = Image.new("RGB", (WIDTH, HEIGHT), ground)
        self.pen = ImageDraw.Draw(self.image)

    def write(
        self, text: str, x: float, y: float, em: int = EM, level: int = DARK, face: Face = Face.SONG
    ) -> float:
        """Write a line whose top is at ``y``; return where it ends."""
        for letter in text:
            drawn = font(face if letter.isspace() else face_for(letter, face), em)
            self.pen.text((x, y + 0.86 * em), letter, fill=(level,) * 3, font=drawn, anchor="ls")
            x += em if letter == "\u3000" else drawn.getlength(letter)
        return x

    def rows(self, top: int, bottom: int, step: int = 62) -> None:
        """Fill a part of the sheet with print."""
        for place, y in enumerate(range(top, bottom, step)):
            text = PRINT[(place + self.random.randrange(5)) % len(PRINT)]
            self.write(f"{text}，{text[:8]}。", MARGIN, y)

    def darken(self, ink: Image.Image, level: int) -> None:
        """Let pale ink lie on the sheet; print on it stays as dark as it is."""
        pale = 255 - np.asarray(ink, np.float32)[..., None] / 255 * (255 - level)
        page = np.minimum(np.asarray(self.image, np.float32), pale)
        self.image = Image.fromarray(page.astype(np.uint8))
        self.pen = ImageDraw.Draw(self.image)

    def slanting(
        self, text: str, middle: tuple[float, float], degrees: float, em: int, level: int
    ) -> None:
        """Write a pale word askew around a place, turned clockwise by ``degrees``."""
        ink = Image.new("L", (WIDTH, HEIGHT), 0)
        pen = ImageDraw.Draw(ink)
        if is_han(text[0]):
            step = 1.15 * em
            for place, letter in enumerate(text):
                x = WIDTH / 2 + (place - (len(text) - 1) / 2) * step
                drawn = font(face_for(letter, Face.HEI), em)
                pen.text((x, HEIGHT / 2), letter, fill=255, font=drawn, anchor="mm")
        else:
            shaped = joined_uyghur(text)
            drawn = font(Face.UYGHUR, em)
            pen.text((WIDTH / 2, HEIGHT / 2), shaped, fill=255, font=drawn, anchor="mm")
        moved = (round(middle[0] - WIDTH / 2), round(middle[1] - HEIGHT / 2))
        turned = ink.rotate(-degrees, resample=Image.Resampling.BICUBIC, translate=moved)
        self.darken(turned, level)

    def scrawl(self, x: float, y: float, width: float, height: float) -> None:
        """Draw what a hasty pen leaves."""
        turns = [number / 60 * math.tau for number in range(150)]
        points = [
            (
                x + width * number / 150,
                y + height / 2 + height * 0.45 * math.sin(3.1 * turn) * math.cos(0.7 * turn + x),
            )
            for number, turn in enumerate(turns)
        ]
        self.pen.line(points, fill=(30, 34, 60), width=4, joint="curve")

    def on_its_head(self, place: tuple[int, int, int, int]) -> None:
        """Turn a part of the sheet over."""
        part = self.image.crop(place).transpose(Image.Transpose.ROTATE_180)
        self.image.paste(part, place)

    def scanned(self) -> Picture:
        """Return the sheet with the grain of a scan."""
        page = np.asarray(self.image, np.float32)
        chance = np.random.default_rng(self.random.randrange(1 << 30))
        grain = chance.normal(0, 1.5, page.shape[:2])[..., None]
        return np.asarray(np.clip(np.rint(page + grain), 0, 255), np.uint8)


def _watermarks(leaf: _Leaf, person: Person) -> Applicant:
    """Her name or her employer's again and again, askew, some of it cut off by the rim."""
    applicant, random = person.applicant(), leaf.random
    leaf.rows(260, 2100)
    text = random.choice((applicant.name, person.employer.short or applicant.name))
    degrees, em, level = random.uniform(-36, -24), random.randint(84, 110), random.randint(198, 222)
    for middle in ((480, 600), (1150, 900), (480, 1250), (1150, 1550), (480, 1900)):
        leaf.slanting(text, middle, degrees, em, level)
    for middle in ((WIDTH - 40, 480), (30, 1560)):
        leaf.slanting(text, middle, degrees, em, level)
    return applicant


def _crossed_watermarks(leaf: _Leaf, person: Person) -> Applicant:
    """Her name askew, two of six below print of the other side that shines through."""
    applicant, random = person.applicant(), leaf.random
    degrees, level = random.uniform(-33, -27), random.randint(200, 212)
    leaf.rows(200, 400)
    em = random.randint(70, 78)
    for middle in ((480, 720), (1150, 920), (480, 1220), (1150, 1420), (480, 1720), (1150, 1920)):
        leaf.slanting(applicant.name, middle, degrees, em, level)
    behind = _Leaf(random)
    for left, top in ((1150, 1420), (480, 1720)):
        for y in range(top - 170, top + 170, 34):
            behind.write((PRINT[y % 5] * 2)[:16], WIDTH - left - 230, y, 28)
    mirrored = ImageOps.invert(ImageOps.mirror(behind.image).convert("L"))
    leaf.darken(mirrored, 170)
    return applicant


def _faint_watermarks(leaf: _Leaf, person: Person) -> Applicant:
    """Large letters that are hardly darker than the paper."""
    applicant, random = person.applicant(), leaf.random
    leaf.rows(260, 2100)
    text = random.choice((applicant.name, person.employer.short or applicant.name))
    degrees = random.choice((-1, 1)) * random.uniform(26, 36)
    for middle in ((500, 700), (1150, 1200), (500, 1700)):
        leaf.slanting(text, middle, degrees, random.randint(96, 116), 241)
    return applicant


def _strange_watermarks(leaf: _Leaf, person: Person) -> Applicant:
    """Askew in a script that the program does not read."""
    random = leaf.random
    leaf.rows(260, 2100)
    degrees = random.choice((-1, 1)) * random.uniform(24, 36)
    for middle in ((800, 640), (800, 1250), (800, 1860)):
        leaf.slanting(UYGHUR, middle, degrees, random.randint(86, 104), random.randint(190, 210))
    return person.applicant()


def _name_plates(leaf: _Leaf, person: Person) -> Applicant:
    """A plate to be folded: her name above on its head, below as it is read."""
    applicant, random = person.applicant(), leaf.random
    em = min(random.randint(120, 190), 1200 // len(applicant.name))
    leaf.write(applicant.name, 240, 420, em, face=Face.HEI)
    small = min(46, 1300 // len(applicant.employer))
    leaf.write(applicant.employer, 180, 420 + em + 60, small)
    leaf.on_its_head((100, 300, WIDTH - 100, 420 + em + 180))
    leaf.write("评审会座次安排", 600, 1250, 44)
    leaf.rows(1400, 1900)
    return applicant


def _tinted_covers(leaf: _Leaf, person: Person) -> Applicant:
    """White letters on a coloured cover, with a shadow that is little darker than it."""
    applicant, random = person.applicant(), leaf.random
    ground = random.choice(((176, 198, 220), (220, 180, 184), (188, 206, 180), (206, 196, 224)))
    leaf.pen.rectangle((0, 0, WIDTH, HEIGHT), fill=ground)
    titles = ("JOURNAL OF REGIONAL ENGINEERING", "INTERNAL REPORT OF THE YEAR", PRINT[0][:16])
    for place in range(20):
        text = (applicant.employer, *titles, f"作者：{applicant.name}")[place % 5]
        x, y, em = 200 + 30 * (place % 5), 160 + 84 * place, random.choice((22, 26, 30))
        leaf.write(text, x + 1, y + 1, em, min(ground) - random.randrange(24))
        leaf.write(text, x, y, em, 252)
    for place in range(3):
        leaf.write(PRINT[place], 200, 1960 + 80 * place, 36)
    return applicant


def _thin_paper(leaf: _Leaf, person: Person) -> Applicant:
    """Her words on the other side of thin paper."""
    applicant, random = person.applicant(), leaf.random
    for y in range(240, 900, 66):
        leaf.write(PRINT[y % 5][:24], MARGIN, y, 36)
    behind = _Leaf(random)
    lines = (PRINT[0][:20], f"编写人：{applicant.name}　审核", PRINT[3][:22], applicant.employer,
             f"以上情况属实，{applicant.name}", PRINT[4][:20])  # fmt: skip
    for place, text in enumerate(lines * 2):
        behind.write(text, 220, 1020 + 88 * place, 36)
    ink = np.asarray(ImageOps.invert(ImageOps.mirror(behind.image).convert("L")))
    soft = cv2.GaussianBlur(ink, (0, 0), 1.4)
    leaf.darken(Image.fromarray(np.asarray(soft, np.uint8)), random.randint(200, 214))
    return applicant


def _identity_numbers(leaf: _Leaf, person: Person) -> Applicant:
    """A list with numbers of identity cards of people who are not told apart by them."""
    random = leaf.random
    leaf.write("参加社会保险人员花名册", 560, 200, 44)
    for place, one in enumerate((person, *invent_colleagues(person, random)[:7])):
        y = 380 + 120 * place
        end = leaf.write(f"{place + 1}　{one.name}　", MARGIN, y)
        number = "6501" + one.id_number[4:17]
        leaf.write(f"身份证号：{number}{_check(number)}", max(end, 620), y)
    leaf.rows(1500, 1900)
    return replace(person.applicant(), id_number="")


def _check(number: str) -> str:
    """Return the last sign of a number (GB 11643-1999)."""
    total = sum(int(digit) * pow(2, 17 - place) for place, digit in enumerate(number))
    return "10X98765432"[total % 11]


def _filled_forms(leaf: _Leaf, person: Person) -> Applicant:
    """Labels whose values a hasty pen wrote."""
    random = leaf.random
    leaf.write("专业技术人员登记表", 560, 220, 46)
    for place, label in enumerate(("姓　名：", "工作单位：", "申报人：", "所在单位：")):
        y = 420 + 150 * place
        end = leaf.write(label, MARGIN, y, 40)
        leaf.scrawl(end + 20, y - 6, random.uniform(160, 320), random.uniform(44, 56))
        leaf.write("性　别：女", 1150, y, 40)
    leaf.rows(1200, 1800)
    return person.applicant()


def _affiliations(leaf: _Leaf, person: Person) -> Applicant:
    """The head of an English paper with her employer's name, which nobody told in English."""
    random = leaf.random
    place, brand = random.choice([*PLACES]), random.choice([*BRANDS])
    employer = f"{PLACES[place]}{BRANDS[brand]}智能装备制造有限公司"
    applicant = replace(person.applicant(), employer=employer, employer_aliases=())
    leaf.write("Study on Equipment of Irrigation Districts", 300, 240, 44)
    leaf.write("LI Hong1, WANG Fang2", 560, 340, 32)
    name = f"{place} {brand} Intelligent Equipment Manufacturing Co., Ltd."
    leaf.write(f"1. {name}", 180, 420, 32)
    leaf.write("2. Shihezi University, Shihezi 832000, China", 180, 480, 32)
    leaf.write(f"Abstract: The test group of {brand} was compared.", 180, 580, 32)
    leaf.rows(700, 1900)
    return applicant


ALL = frozenset(
    {Target.NAME, Target.EMPLOYER, Target.SEAL, Target.SIGNATURE, Target.PHOTO, Target.CODE}
)
KINDS: dict[str, Callable[[_Leaf, Person], Applicant]] = {
    "watermarks": _watermarks,
    "crossed watermarks": _crossed_watermarks,
    "faint watermarks": _faint_watermarks,
    "strange watermarks": _strange_watermarks,
    "name plates": _name_plates,
    "tinted covers": _tinted_covers,
    "thin paper": _thin_paper,
    "identity numbers": _identity_numbers,
    "filled forms": _filled_forms,
    "affiliations": _affiliations,
}


def rare_page(kind: str, seed: int) -> RarePage:
    """Draw one page; the same kind and seed give the same pixels.

    Raises:
        KeyError: No such kind.
    """
    random = Random(f"{kind} {seed}")
    leaf = _Leaf(random)
    applicant = KINDS[kind](leaf, invent_person(random))
    targets = ALL | {Target.ID_NUMBER} if kind == "identity numbers" else ALL
    return RarePage(leaf.scanned(), applicant, targets)


SEEDS = {"tinted covers": (0, 4, 5, 7, 10, 11, 15)}
"""Seeds of a kind that shows its step only on some; the others begin with 0."""


def rare_pages(each: int) -> Iterator[tuple[str, str, int]]:
    """Yield name, kind and seed of so many pages of each kind."""
    for kind in KINDS:
        for seed in SEEDS.get(kind, range(each))[:each]:
            yield f"rare-{kind.replace(' ', '_')}_{seed}", kind, seed
