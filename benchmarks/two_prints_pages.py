"""Draws pages with one odd sighting each: print over print, letters out of row, stumps of a line.

A box stamp or a hatch over a word; letters of unequal size, up and down, one below the other; gold
letters in a disc, a needle's dots; names with signs between their letters; and a line of which a
seal, a signature or a fold takes the middle. Seeds from ``ASIDE`` on show people, employers, stamps
and colours that were never looked at while tuning.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from benchmarks.uyghur_words import Words
from benchmarks.written_otherwise_pages import PLAIN
from tools.drawing.fonts import Face, font
from tools.drawing.ornaments import joined_uyghur
from zcdesk.applicant import Applicant
from zcdesk.geometry import Polygon, box

ASIDE = 1000
_WIDE = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
_BOLD = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"


class Someone(NamedTuple):
    """A name: letters of its surname, in pinyin, by Wade and Giles; and an employer."""

    name: str
    surname: int
    last: str
    first: str
    wade: tuple[str, str]
    employer: str


TUNING = (
    Someone("尉迟若岚", 2, "Yuchi", "Ruolan", ("Yü-ch'ih", "Jo-lan"), "新疆恒岳水利设计有限公司"),
    Someone("张建军", 1, "Zhang", "Jianjun", ("Chang", "Chien-chün"), "和田地区农业技术推广中心"),
    Someone("赵启明", 1, "Zhao", "Qiming", ("Chao", "Ch'i-ming"), "新疆昆仑桥梁工程有限公司"),
)
MEASURING = (
    Someone("司马贤德", 2, "Sima", "Xiande", ("Ssu-ma", "Hsien-te"), "伊犁河谷勘测设计研究院"),
    Someone("林晓峰", 1, "Lin", "Xiaofeng", ("Lin", "Hsiao-feng"), "吐鲁番葡萄沟食品有限公司"),
    Someone("陈国栋", 1, "Chen", "Guodong", ("Ch'en", "Kuo-tung"), "哈密盛达矿业有限责任公司"),
    Someone("胡海群", 1, "Hu", "Haiqun", ("Hu", "Hai-ch'ün"), "昌吉州特种设备检验所"),
)
STAMPS = ("已归档2023", "受理", "与原件一致", "审核通过", "作废", "复印无效")
STAMPS_ASIDE = ("存档", "已核对", "原件已验", "收讫2024", "内部资料", "准予登记")
INKS = ((20, 20, 20), (35, 55, 150), (200, 30, 40))
INKS_ASIDE = ((60, 60, 60), (70, 40, 130), (170, 20, 60), (20, 90, 70))
LATIN = ("Xinjiang Hengyue Water Design Co., Ltd.", "Kunlun Bridge Engineering Company Limited")
LATIN_ASIDE = ("Yili Valley Survey Institute", "Hami Shengda Mining Co., Ltd.")
_PLAIN = (*PLAIN, "经审核原件与复印件一致准予存入档案")


@dataclass
class OddPage:
    """A page, whose it is, and her one word on it: the places of its letters."""

    image: Image.Image
    random: Random
    aside: bool
    kind: str
    applicant: Applicant
    letters: list[Polygon] = field(default_factory=list)
    targets: tuple[str, ...] = ("name", "employer")
    text: str = ""
    hidden: list[Polygon] = field(default_factory=list)
    """What the page itself hides, as a fold does."""

    @property
    def pen(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.image)

    def put(
        self, text: str, x: float, y: float, size: int, ink: tuple[int, int, int] = (25, 25, 25),
        face: Face | str = Face.SONG, *, hers: bool = True, ups: Sequence[float] = (0.0,),
        sizes: Sequence[int] = (), turn: float = 0.0,
    ) -> float:  # fmt: skip
        """Write letters one by one; returns where they end."""
        self.text += text if hers else ""
        for number, letter in enumerate(text):
            em = sizes[number % len(sizes)] if sizes else size
            worn = _worn(letter, face, em)
            wide = worn.getlength(letter)
            layer = Image.new("L", (2 * em + 8, 2 * em + 8), 0)
            ImageDraw.Draw(layer).text((em + 4, em + 4), letter, fill=255, font=worn, anchor="mm")
            layer = layer.rotate(turn, resample=Image.Resampling.BICUBIC)
            at = round(x + wide / 2 - em - 4), round(y + size / 2 - em - 4 + ups[number % len(ups)])
            self.image.paste(Image.new("RGB", layer.size, ink), at, layer)
            inked = layer.getbbox()
            if hers and inked:
                left, top, right, bottom = inked
                self.letters.append(box(at[0] + left, at[1] + top, at[0] + right, at[1] + bottom))
            x += wide
        return x


def _worn(letter: str, face: Face | str, em: int) -> ImageFont.FreeTypeFont:
    if ord(letter) < 0x2E80 and ord(letter) != 0xB7:
        return ImageFont.truetype(str(_WIDE), round(0.86 * em))
    return ImageFont.truetype(face, em, index=2) if "/" in str(face) else font(Face(face), em)


def drawn(seed: int, kind: str) -> OddPage:
    """Draw the page of one seed."""
    random, aside = Random(seed), seed >= ASIDE
    one = random.choice(MEASURING if aside else TUNING)
    applicant = Applicant(name=one.name, employer=one.employer)
    page = OddPage(Image.new("RGB", (1100, 900), (253, 252, 250)), random, aside, kind, applicant)
    size = random.choice((20, 24, 28, 34))
    for row, text in enumerate(random.sample(_PLAIN, 4)):
        page.put(text, 70, 50 + 50 * row + (480 if row > 1 else 0), 26, hers=False)
    if kind in ("sizes", "gold disc", "needle"):
        size = max(size, 24)
    KINDS[kind](page, one, size)
    grain = np.random.default_rng(seed).normal(0, 2, (900, 1100, 3))
    noisy = np.clip(np.asarray(page.image) + grain, 0, 255).astype(np.uint8)
    page.image = Image.fromarray(noisy)
    return page


def _word(page: OddPage, one: Someone, size: int) -> tuple[float, float, float]:
    """Write a labelled name or an employer; returns left, right and top."""
    name = page.random.random() < 0.5
    label = page.random.choice(("姓名：", "参加人：", "") if name else ("工作单位：", ""))
    x = page.put(label, 90, 330, size, hers=False)
    end = page.put(one.name if name else one.employer, x, 330, size)
    return x, end, 330


def stamped(page: OddPage, one: Someone, size: int) -> None:
    """A box stamp's bold letters over a name or an employer."""
    left, right, top = _word(page, one, size)
    random = page.random
    text = random.choice(STAMPS_ASIDE if page.aside else STAMPS)
    ink = random.choice(INKS_ASIDE if page.aside else INKS)
    em = round(size * random.uniform(1.1, 1.9))
    long, pad = float(em * len(text)), em // 4
    x = left + random.uniform(-0.2, 0.5) * max(10, right - left - 0.5 * long)
    y = top + size / 2 - em / 2 + random.uniform(-0.2, 0.2) * size
    layer = Image.new("L", page.image.size, 0)
    pen = ImageDraw.Draw(layer)
    pen.text((x, y - em * 0.12), text, fill=255, font=ImageFont.truetype(_BOLD, em, index=2))
    long = pen.textlength(text, font=ImageFont.truetype(_BOLD, em, index=2))
    if random.random() < 0.8:
        pen.rectangle(
            (x - pad, y - pad, x + long + pad, y + em + pad), outline=255, width=max(2, em // 12)
        )
    layer = layer.rotate(
        random.uniform(-6, 6), center=(x + long / 2, y + em / 2), resample=Image.Resampling.BICUBIC
    )
    share = np.asarray(layer, np.float32)[..., None] / 255 * random.choice((0.75, 0.9, 1.0))
    paper = np.asarray(page.image, np.float32)
    inked = np.minimum(paper, paper * (1 - share) + np.array(ink) * share)
    page.image = Image.fromarray(inked.astype(np.uint8))


def crossed(page: OddPage, one: Someone, size: int) -> None:
    """A word below crossed grey lines."""
    left, right, top = _word(page, one, size)
    grey, step = page.random.choice((110, 140, 160)), size * page.random.uniform(0.3, 0.6)
    wide = max(2, size // 11)
    for number in range(-4, int((right - left + size * 2) / step)):
        x = left - size / 2 + number * step
        page.pen.line((x, top - 4, x + size * 1.2, top + size + 4), fill=(grey,) * 3, width=wide)
        page.pen.line((x + size * 1.2, top - 4, x, top + size + 4), fill=(grey,) * 3, width=wide)


def sizes(page: OddPage, one: Someone, size: int) -> None:
    """Letters of very unequal size side by side."""
    choice = page.random.sample((24, 36, 52, 80, 110), 4)
    page.put(one.name, 110, 300, 60, sizes=choice)


def lifted(page: OddPage, one: Someone, size: int) -> None:
    """Letters that go up and down."""
    high = size * page.random.uniform(0.7, 1.6)
    ups = page.random.choice(((0, 1), (0, 1, 0.3), (0.5, 1, 0)))
    page.put(
        page.random.choice((one.name, one.employer)),
        100,
        320,
        size,
        ups=[high * up for up in ups],
    )


def below(page: OddPage, one: Someone, size: int) -> None:
    """Latin letters one below the other."""
    text = page.random.choice((one.last + one.first, (one.last + one.first).upper()))
    step = min(1.1 * size, 420 / len(text))
    for number, letter in enumerate(text):
        page.put(letter, 400, 160 + number * step, min(size, int(step)))


def gold_disc(page: OddPage, one: Someone, size: int) -> None:
    """Gold letters round or in a red disc: a firm's mark."""
    gold = page.random.choice(((230, 190, 70), (245, 215, 120)))
    red = page.random.choice(
        ((170, 20, 30), (196, 30, 40)) if not page.aside else ((150, 20, 70), (120, 20, 20))
    )
    text = one.employer
    radius = len(text) * size * 1.25 / (1.5 * math.pi)
    middle = 520, 310
    reach = radius + size * page.random.choice((1.0, 0.9))
    page.pen.ellipse(
        (middle[0] - reach, middle[1] - reach, middle[0] + reach, middle[1] + reach), fill=red
    )
    for number, letter in enumerate(text):
        angle = (number - (len(text) - 1) / 2) * 1.5 * math.pi / len(text)
        at = middle[0] + radius * math.sin(angle), middle[1] - radius * math.cos(angle)
        page.put(
            letter,
            at[0] - size / 2,
            at[1] - size / 2,
            size,
            gold,
            Face.HEI,
            turn=-math.degrees(angle),
        )


def _dots(
    page: OddPage, text: str, pitch: int, dot: float, ink: tuple[int, int, int], at: tuple[int, int]
) -> None:
    """Set letters in a grid of 16 dots."""
    for letter in text:
        glyph = Image.new("L", (64, 64), 0)
        ImageDraw.Draw(glyph).text((32, 32), letter, fill=255, font=font(Face.HEI, 62), anchor="mm")
        grid = np.asarray(glyph.resize((16, 16), Image.Resampling.BOX))
        for row, column in zip(*np.nonzero(grid > 95), strict=True):
            x, y = at[0] + column * pitch, at[1] + row * pitch
            page.pen.ellipse((x - dot, y - dot, x + dot, y + dot), fill=ink)
        page.letters.append(box(at[0], at[1], at[0] + 16 * pitch, at[1] + 16 * pitch))
        at = at[0] + 17 * pitch, at[1]
    page.text += text


def needle(page: OddPage, one: Someone, size: int) -> None:
    """A needle printer's wide dots."""
    text = page.random.choice((one.name, one.employer))
    pitch = page.random.choice((3, 4) if len(text) > 6 else (3, 4, 5))
    _dots(
        page,
        text,
        pitch,
        pitch * page.random.uniform(0.25, 0.34),
        page.random.choice(((40, 40, 40), (60, 60, 110))),
        (70, 300),
    )


def signs(page: OddPage, one: Someone, size: int) -> None:
    """A name with signs, figures between its letters, given name first, circled, Wade-Giles."""
    name, cut = one.name, one.surname
    hash_, figures = "#".join(name), "".join(f"{x}{n + 1}" for n, x in enumerate(name))[:-1]
    more = "～※★" if page.aside else "，#、"
    circled = "".join(
        chr(0x24B6 + ord(c) - 65) if c.isupper() else chr(0x24D0 + ord(c) - 97)
        for c in one.last + one.first
    )
    wade = one.wade
    texts = (
        f"{name[cut:]}·{name[:cut]}", page.random.choice(more).join(name), figures, circled,
        f"{figures}{len(name)}", hash_, f"#{hash_}#", f"{wade[0]} {wade[1]}",
        f"{wade[1]} {wade[0]}", f"{name[cut:]}，{name[:cut]}",
    )  # fmt: skip
    text = texts[page.random.randrange(len(texts))]
    label = page.random.choice(("姓名：", "作者：", ""))
    page.put(text, page.put(label, 90, 330, size, hers=False), 330, size)


def stump(page: OddPage, one: Someone, size: int) -> None:
    """An employer's line of which something that is covered takes the middle."""
    random = page.random
    script = random.choice(("uyghur", "uyghur", "han", "latin"))
    size = max(size, 28)
    words = Words(measuring=page.aside)
    uyghur = words.name(random)[0], words.employer(random)
    english = random.choice(LATIN_ASIDE if page.aside else LATIN)
    page.applicant = replace(
        page.applicant, aliases=(uyghur[0],), employer_aliases=(uyghur[1], english)
    )
    text = {"uyghur": uyghur[1], "han": one.employer, "latin": english}[script]
    top, x = 330, 120.0
    if script == "uyghur":
        worn = font(Face.UYGHUR, size)
        shaped = joined_uyghur(text)
        page.pen.text((x, top), shaped, fill=(25, 25, 25), font=worn)
        wide = worn.getlength(shaped)
        page.letters += [
            box(x + wide * n / 12, top + 2, x + wide * (n + 1) / 12, top + size * 1.1)
            for n in range(12)
        ]
        page.text = text
        page.put(
            one.employer if random.random() < 0.5 else "单位名称", x, top + 150, size, hers=False
        )
    else:
        wide = page.put(text, x, top, size) - x
    middle = x + wide * random.uniform(0.4, 0.6), top + size / 2 + random.uniform(-0.4, 0.4) * size
    half = wide * random.uniform(0.14, 0.24)
    THINGS[random.choice(tuple(THINGS))](page, middle, half, one)
    page.kind = f"stump {script}"


def _seal(page: OddPage, middle: tuple[float, float], half: float, one: Someone) -> None:
    """A round seal of the employer's, whole."""
    reach = max(70.0, half)
    ink = (208, 30, 42)
    around = (middle[0] - reach, middle[1] - reach, middle[0] + reach, middle[1] + reach)
    page.pen.ellipse(around, outline=ink, width=5)
    _sized = max(12, round(reach * 0.24))
    kept, page.text, held = list(page.letters), page.text, page.text
    for number, letter in enumerate(one.employer):
        angle = (number - (len(one.employer) - 1) / 2) * 1.55 * math.pi / len(one.employer)
        at = middle[0] + reach * 0.78 * math.sin(angle), middle[1] - reach * 0.78 * math.cos(angle)
        page.put(
            letter,
            at[0] - _sized / 2,
            at[1] - _sized / 2,
            _sized,
            ink,
            turn=-math.degrees(angle),
            hers=False,
        )
    page.letters, page.text = kept, held
    page.put(
        "★",
        middle[0] - 20,
        middle[1] - 20,
        40,
        ink,
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
        hers=False,
    )
    page.targets = ("name", "employer", "seal")


def _fold(page: OddPage, middle: tuple[float, float], half: float, one: Someone) -> None:
    """A black band or a white one from top to bottom."""
    shade = page.random.choice(((20, 20, 20), (245, 243, 240), (120, 118, 115)))
    page.pen.rectangle((middle[0] - half / 2, 250, middle[0] + half / 2, 460), fill=shade)
    page.hidden.append(box(middle[0] - half / 2, 250, middle[0] + half / 2, 460))


def _signature(page: OddPage, middle: tuple[float, float], half: float, one: Someone) -> None:
    """Her name by hand, large, across the line, behind its label."""
    em = round(min(2.2 * half / len(one.name) * 1.4, 90))
    page.put("签名：", 90, round(middle[1] - em * 1.6), 26, hers=False)
    page.put(
        one.name, middle[0] - half, middle[1] - em / 2, em, (30, 40, 90), Face.RUNNING, hers=False
    )
    page.targets = ("name", "employer", "signature")


THINGS: dict[str, Callable[..., None]] = {"seal": _seal, "fold": _fold, "signature": _signature}
KINDS: dict[str, Callable[..., None]] = {
    "stamped": stamped, "crossed": crossed, "sizes": sizes, "lifted": lifted, "below": below,
    "gold disc": gold_disc, "needle": needle, "signs": signs, "stump": stump,
}  # fmt: skip
