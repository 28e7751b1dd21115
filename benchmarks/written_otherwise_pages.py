"""Draws pages on which a name or an employer is written otherwise than it was typed.

Pinyin with tones, signs between the letters, Cyrillic, variant and taken-apart letters, half pinyin
and half Han, words ruled through, on hatch, as a staircase, along a wave. Seeds whose hundreds are
odd show another person, one letter off from the applicant, and must stay as they are. People of
seeds from ``ASIDE`` on are never looked at while tuning.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

import numpy as np
import pymupdf
from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

from tools.drawing.damage import PRESETS, damage
from tools.drawing.fonts import Face, covers, font
from tools.drawing.marks import DrawnPage, InkMark, Role
from zcdesk.geometry import Polygon, box

ASIDE = 1000
SIZES = (18, 20, 22, 24, 28, 32, 36, 40, 48)
DAMAGES = ("clean", "clean", "scan", "scan", "skewed", "faint", "grey", "phone", "fax")
FACES = (Face.SONG, Face.HEI, Face.KAI, Face.FANGSONG)
WIDE = Path("/usr/share/fonts/truetype/dejavu")
LATIN = ("DejaVuSans.ttf", "DejaVuSerif.ttf", "DejaVuSans-Bold.ttf")
_ROWS = 11
_BASE = 0.86


@dataclass(frozen=True)
class Someone:
    """A person with her name's other writings, and the name and employer of another, one letter
    off in each."""

    name: str
    surname: int
    toned: tuple[str, ...]
    numbers: str
    cyrillic: tuple[str, ...]
    variants: tuple[str, ...]
    apart: tuple[str, ...]
    employer: str
    near: tuple[str, str]


TUNING = (
    Someone("欧阳喆", 2, ("Ōu", "yáng", "Zhé"), "212", ("Оу", "ян", "Чжэ"),
            ("歐陽喆", "欧阳嚞", "歐陽嚞"), ("欧阳吉吉", "区欠阳喆"), "新疆天山桥梁工程有限公司",
            ("欧阳敏", "新疆天池桥梁工程有限公司")),
    Someone("张建军", 1, ("Zhāng", "Jiàn", "jūn"), "141", ("Чжан", "Цзянь", "цзюнь"),
            ("張建軍",), ("弓长建军",), "和田地区农业技术推广中心",
            ("张建平", "和田地区林业技术推广中心")),
    Someone("赵启明", 1, ("Zhào", "Qǐ", "míng"), "432", ("Чжао", "Ци", "мин"),
            ("趙啟明", "赵啓明"), ("赵启日月", "走肖启明"), "新疆昆仑水利设计院",
            ("赵启亮", "新疆昆仑水电设计院")),
    Someone("李静", 1, ("Lǐ", "Jìng"), "34", ("Ли", "Цзин"),
            ("李靜",), ("木子静",), "喀什市第二人民医院",
            ("李娟", "喀什市第一人民医院")),
    Someone("吕淼", 1, ("Lǚ", "Miǎo"), "33", ("Люй", "Мяо"),
            ("呂淼",), ("口口淼",), "阿克苏胡杨农业有限责任公司",
            ("吕鑫", "阿克苏红杨农业有限责任公司")),
)  # fmt: skip
MEASURING = (
    Someone("林晓峰", 1, ("Lín", "Xiǎo", "fēng"), "231", ("Линь", "Сяо", "фэн"),
            ("林曉峯", "林曉峰"), ("木木晓峰",), "伊犁河谷勘测设计研究院",
            ("林晓东", "伊犁河流勘测设计研究院")),
    Someone("章昊", 1, ("Zhāng", "Hào"), "14", ("Чжан", "Хао"),
            ("章昦",), ("立早昊", "章日天"), "吐鲁番葡萄沟食品有限公司",
            ("章斌", "吐鲁番火焰沟食品有限公司")),
    Someone("胡海群", 1, ("Hú", "Hǎi", "qún"), "232", ("Ху", "Хай", "цюнь"),
            ("胡海羣",), ("古月海群",), "石河子市绿洲中学",
            ("胡海涛", "石河子市绿园中学")),
    Someone("司马贤", 2, ("Sī", "mǎ", "Xián"), "132", ("Сы", "ма", "Сянь"),
            ("司馬賢",), ("司马贝贤",), "库尔勒香梨研究所",
            ("司马旭", "库尔勒红枣研究所")),
    Someone("杨凯", 1, ("Yáng", "Kǎi"), "23", ("Ян", "Кай"),
            ("楊凱",), ("木易凯",), "哈密盛达矿业有限公司",
            ("杨波", "哈密盛源矿业有限公司")),
    Someone("陈鑫", 1, ("Chén", "Xīn"), "21", ("Чэнь", "Синь"),
            ("陳鑫",), ("耳东鑫", "陈金金金"), "昌吉州特种设备检验所",
            ("陈磊", "昌吉州特种材料检验所")),
)  # fmt: skip


@dataclass(frozen=True)
class Set:
    """A word as it is to be set: its text, which letters, and how it lies."""

    kind: str
    text: str
    latin: bool = False
    far: float = 0.0
    """Em between two letters."""
    lying: str = "level"
    rules: str = ""
    target: str = "name"


def _given(one: Someone) -> tuple[str, str]:
    return "".join(one.toned[: one.surname]), "".join(one.toned[one.surname :])


def toned(one: Someone, random: Random) -> Set:
    """Pinyin with tone marks, in any order, spacing and case."""
    first, last = _given(one)
    forms = [f"{first} {last}", f"{last} {first}", f"{first}{last.lower()}", " ".join(one.toned),
             f"{first.upper()} {last}", f"{first} {last}".upper(), f"{first}, {last}",
             "-".join(one.toned), f"{first} {last}".lower()]  # fmt: skip
    return Set("tones", random.choice(forms), latin=True)


def numbered(one: Someone, random: Random) -> Set:
    """Pinyin with a digit for each tone."""
    plain = [_bare(part) for part in one.toned]
    parts = [part + tone for part, tone in zip(plain, one.numbers, strict=True)]
    first, last = "".join(parts[: one.surname]), "".join(parts[one.surname :])
    joined = random.choice((f"{first} {last}", " ".join(parts), f"{last} {first}"))
    return Set("tone digits", random.choice((joined, joined.lower())), latin=True)


def parted(one: Someone, random: Random) -> Set:
    """Signs between the letters."""
    wide = (" / ", " | ", "\u3000", "   ", " , ")
    sign = random.choice((*"，、/|·-.*_+;:~。；\\＋—=>→", *wide))
    return Set("signs", sign.join(one.name))


def in_cells(one: Someone, random: Random) -> Set:
    """One letter in each cell of a table."""
    return Set("cells", one.name, far=random.choice((0.5, 0.9, 1.6)), rules="cells")


def cyrillic(one: Someone, random: Random) -> Set:
    """The name in Cyrillic letters, as Palladius transcribes pinyin."""
    first = "".join(one.cyrillic[: one.surname])
    last = "".join(one.cyrillic[one.surname :])
    forms = (f"{first} {last}", f"{last} {first}", f"{first} {last}".upper(), f"{first}, {last}")
    return Set("Cyrillic", random.choice(forms), latin=True)


def variant(one: Someone, random: Random) -> Set:
    """Traditional and variant letters."""
    return Set("variants", random.choice(one.variants))


def taken_apart(one: Someone, random: Random) -> Set:
    """A letter in two, as people spell it out."""
    return Set("taken apart", random.choice(one.apart))


def mixed(one: Someone, random: Random) -> Set:
    """Half pinyin, half Han."""
    syllables = [_bare(part) for part in one.toned]
    place = random.randrange(len(one.name))
    latin = random.choice((str.upper, str.lower, str.title))(syllables[place])
    join = random.choice(("", "", " "))
    return Set("mixed", one.name[:place] + join + latin + join + one.name[place + 1 :])


def ruled(one: Someone, random: Random) -> Set:
    """Ruled through by one line or several, or on hatch."""
    rules = random.choice(("1", "2", "3", "3", "hatch", "crosshatch"))
    text, target = _either(one, random)
    return Set(f"ruled {rules}", text, rules=rules, target=target)


def staircase(one: Someone, random: Random) -> Set:
    """Letters that step down or up."""
    text, target = _either(one, random)
    if target == "employer":
        return Set("staircase", text, lying=random.choice(("step .12", "step -.12")), target=target)
    lying = random.choice(("step .35", "step -.35", "step .7", "step -.7", "step 1.0"))
    return Set("staircase", text, lying=lying, target=target)


def wave(one: Someone, random: Random) -> Set:
    """The employer along a wave."""
    lying = random.choice(("wave .25", "wave .4", "wave .6", "wave .9"))
    return Set("wave", one.employer, lying=lying, target="employer")


def _either(one: Someone, random: Random) -> tuple[str, str]:
    return random.choice(((one.name, "name"), (one.employer, "employer")))


KINDS: tuple[Callable[[Someone, Random], Set], ...] = (
    toned, numbered, parted, in_cells, cyrillic, variant, taken_apart, mixed, ruled, staircase,
    wave,
)  # fmt: skip

_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüĀÁǍÀĒÉĚÈŌÓǑÒŪÚǓÙ",
                       "aaaaeeeeiiiioooouuuuvvvvvAAAAEEEEOOOOUUUU")  # fmt: skip


def _bare(pinyin: str) -> str:
    return pinyin.translate(_TONES)


PLAIN = (
    "兹有本单位职工参加评审材料公示无异议",
    "上述内容真实有效如有虚假愿承担责任",
    "根据文件要求完成年度考核工作任务",
    "在项目中负责现场测量和资料整理工作",
    "论文发表于二〇二一年第三期共五页",
)
_LABELS = ("姓名：", "参加人：", "", "经办：", "作者：")
_ORGANISED = ("单位：", "", "工作单位：")


@dataclass(frozen=True)
class Otherwise:
    """A page with its truth: what each mark is called, besides its role."""

    page: DrawnPage
    kinds: tuple[str, ...]
    applicant: tuple[str, str]
    foreign: bool
    size: int
    damage: str


def drawn(seed: int) -> Otherwise:
    """Draw the page of one seed: every kind of writing once, each between plain lines."""
    random = Random(seed)
    someone = random.choice(MEASURING if seed >= ASIDE else TUNING)
    size, name = random.choice(SIZES), random.choice(DAMAGES)
    face = random.choice(FACES)
    step = round(3.4 * size)
    width = max(1240, 34 * size)
    image = Image.new("RGB", (width, step * (_ROWS + 1)), (252, 252, 250))
    pen = ImageDraw.Draw(image)
    marks, kinds = [], []
    for row, kind in enumerate(random.sample(KINDS, len(KINDS))):
        top = step * row + size
        words = kind(someone, random)
        labels = _ORGANISED if words.target == "employer" else _LABELS
        label = random.choice(labels)
        ink = (30, 30, 30)
        base = top + _BASE * size
        pen.text((2 * size, base), label, fill=ink, font=font(face, size), anchor="ls")
        left = 2 * size + pen.textlength(label, font=font(face, size))
        place = _set(image, words, (round(left), top), size, face, random)
        role = Role.EMPLOYER if words.target == "employer" else Role.NAME
        marks.append(InkMark(role, words.text, (place,), size))
        kinds.append(words.kind)
        if row % 2 == 0:
            plain = random.choice(PLAIN)[:9]
            pen.text((18 * size + 200, base), plain, fill=ink, font=font(face, size), anchor="ls")
    page = DrawnPage(np.array(image, np.uint8), tuple(marks), "written otherwise", 200)
    page = damage(page, PRESETS[name], random)
    foreign = bool(seed // 100 % 2)
    applicant = someone.near if foreign else (someone.name, someone.employer)
    return Otherwise(page, tuple(kinds), applicant, foreign, size, name)


def _set(
    image: Image.Image, words: Set, at: tuple[int, int], em: int, face: Face, random: Random
) -> Polygon:
    """Set a word and return the box of its ink."""
    layer = Image.new("L", image.size, 0)
    pen = ImageDraw.Draw(layer)
    x, y = float(at[0]), at[1]
    latin = ImageFont.truetype(str(WIDE / random.choice(LATIN)), round(0.84 * em))
    if words.latin:
        pen.text((x, y + _BASE * em), words.text, fill=255, font=latin, anchor="ls")
    else:
        move, amount, *_ = (*words.lying.split(), "0")
        for number, letter in enumerate(words.text):
            high = float(amount) * em
            shift = {"step": number * high, "wave": high * math.sin(number / 2.2)}.get(move, 0.0)
            width = pen.textlength(letter, font=_face(letter, face, em, latin))
            spot = (
                round(x),
                round(y + _BASE * em + shift - (len(words.text) * high if high < 0 else 0)),
            )
            worn = _face(letter, face, em, latin)
            pen.text(spot, letter, fill=255, font=worn, anchor="ls")
            if words.rules == "cells":
                pen.rectangle((x - em * words.far / 2, y - 0.3 * em, x + em * (1 + words.far / 2),
                               y + 1.4 * em), outline=255)  # fmt: skip
            x += (width if not "\u4e00" <= letter <= "\u9fff" else em) + words.far * em
    ink = np.array(layer)
    place = _around(ink)
    _rule(pen, words.rules, place, em)
    paper = np.array(image)
    dark = np.array(layer).astype(np.float32)[..., None] / 255
    image.paste(Image.fromarray((paper * (1 - dark) + 28 * dark).astype(np.uint8)))
    left, top, right, bottom = place
    return box(left, top, right, bottom)


def _face(letter: str, face: Face, em: int, latin: FreeTypeFont) -> FreeTypeFont:
    if ord(letter) < 0x2E80:
        return latin
    return font(face, em) if covers(face, letter) or ord(letter) > 0xFF00 else _any_letter(em)


@cache
def _any_letter(em: int) -> FreeTypeFont:
    """Return the face that MuPDF brings along, which has all letters of the table."""
    return ImageFont.truetype(BytesIO(pymupdf.Font("cjk").buffer), em)


def _around(ink: np.ndarray) -> tuple[int, int, int, int]:
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _rule(pen: ImageDraw.ImageDraw, rules: str, place: tuple[int, int, int, int], em: int) -> None:
    left, top, right, bottom = place
    thick = max(1, em // 16)
    if rules.isdigit():
        for number in range(int(rules)):
            y = top + (bottom - top) * (number + 1) / (int(rules) + 1)
            pen.line((left - em / 3, y, right + em / 3, y), fill=255, width=thick)
    elif rules in ("hatch", "crosshatch"):
        for x in range(round(left - em), round(right + em), max(5, em // 4)):
            pen.line((x, bottom + 2, x + (bottom - top), top - 2), fill=150, width=1)
            if rules == "crosshatch":
                pen.line((x, top - 2, x + (bottom - top), bottom + 2), fill=150, width=1)
