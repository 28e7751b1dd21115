"""Draws pages with a code that says her name or employer, or somebody else's.

Each page bears one code of 110 to 260 pixels (bars up to 700 wide) below a passage of text: in
plain or packed letters of several encodings, upright, turned, white on black, in colour, after JPEG
and after the usual ways of being scanned. Half of them say a word of the applicant, the others an
address, a number or somebody else. Only name and employer are to be covered.
"""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from urllib.parse import quote

import cv2
import numpy as np
import zxingcpp
from PIL import Image

from benchmarks.codes import TEXT, covered
from tools.drawing.damage import damage
from tools.drawing.lexicon import Lexicon
from tools.drawing.marks import DrawnPage, Role
from tools.drawing.paper import Paper, Style
from tools.drawing.people import Person, invent_person
from zcdesk.applicant import Target
from zcdesk.geometry import box
from zcdesk.masking.codes.qr_and_bar_codes import judge_codes
from zcdesk.names.search_words import words
from zcdesk.names.spellings import latin_forms
from zcdesk.picture import Picture
from zcdesk.reading.codes import decoded_codes
from zcdesk.verification.marks.codes import named_codes_left

WANTED = frozenset({Target.NAME, Target.EMPLOYER})
SQUARE = ("QRCode", "QRCode", "QRCode", "DataMatrix", "Aztec")
WIDE = ("PDF417", "MicroQRCode", "RMQRCode")
BARS = ("Code128", "Code39", "Code93")
LOOKS = ("clean", "clean", "turned", "inverted", "ink", "ground", "jpeg", "blurred")
SCANS = ("clean", "scan", "skewed", "grey", "phone")
INKS = ((150, 20, 20), (20, 40, 150), (10, 90, 40), (190, 30, 30), (90, 20, 110), (200, 90, 0))
GROUNDS = ((255, 240, 150), (200, 230, 255), (255, 215, 225), (215, 245, 205), (225, 225, 225))


@dataclass(frozen=True)
class NamedCode:
    """A page with one code, what it says, and the words to look for."""

    page: DrawnPage
    person: Person
    says: str
    how: str


def judged(made: NamedCode) -> set[str]:
    """Return what became of a code: silent, sure, asked; and missed where verification passes."""
    every = words(made.person.applicant())
    picture = made.page.picture
    hits = [each for each in judge_codes(picture, (), WANTED, every) if each.covers_by_default]
    (mark,) = made.page.having(Role.CODE)
    whole = covered(mark.characters[0], hits) >= 0.9
    seen = {"silent"} if not whole else {"asked"} if hits[0].is_doubt else {"sure"}
    wanted = [word for word in every if word.kind.target in WANTED]
    if not list(named_codes_left(decoded_codes(picture), wanted)):
        seen.add("missed")
    return seen if whole or not hits else {*seen, "half"}


def drawn(seed: int, own: bool) -> NamedCode:
    """Return one page; every second one of its choices follows from the seed."""
    random = Random(f"named code {seed} {own}")
    person, other = invent_person(random), invent_person(random)
    bars = random.random() < 0.25
    kind = random.choice(BARS if bars else (*SQUARE, *SQUARE, *WIDE))
    text = None
    while text is None:
        text = fitting(
            kind, content(person if own else other, own, bars or kind in WIDE[1:], random)
        )
    image = printed(kind, text, random)
    look, scan = random.choice(LOOKS), random.choice(SCANS)
    page = damage(placed(image, look, person, random), (scan,), random)
    return NamedCode(page, person, str(text), f"{kind} {look} {scan} {image.shape}")


def content(person: Person, own: bool, short: bool, random: Random) -> str | bytes:
    """Return what a code says of a person, or an address or a number of nobody."""
    if not own and random.random() < 0.7:
        number = "".join(random.choice("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(16))
        token = base64.urlsafe_b64encode(random.randbytes(24)).decode()
        return random.choice(
            (number, f"https://www.example.cn/bg.do?vcode={number}&srcid=bgcx", number[:8].lower(),
             f"http://zzcx.example.gov.cn/q/{token}", f"HTTPS://EX.CN/{number}",
             str(random.getrandbits(60)),             json.dumps({"id": number, "t": token}))
        )  # fmt: skip
    name, employer = person.applicant().name, person.applicant().employer
    latin = random.choice(latin_forms(name) or (name,))
    pinyin = random.choice((latin, latin.title(), latin.lower().replace(" ", ""), latin.upper(),
                            latin.replace(" ", "."), latin.replace(" ", "_")))  # fmt: skip
    if short:
        packed = base64.b64encode(name.encode()).decode()
        return random.choice((pinyin, pinyin, f"ID-{pinyin}-07", packed, quote(name)))
    word = random.choice((name, name, employer))
    return random.choice(list(packings(word, pinyin)))


def packings(word: str, pinyin: str) -> Iterator[str | bytes]:
    """Yield the ways to pack a word."""
    vcard = "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:"
    yield from (
        word,
        f"姓名：{word}\n专业：水利",
        f"https://x.cn/v?n={quote(word)}",
        word.encode("gb18030"),
    )
    yield from (f"https://x.cn/v?n={quote(quote(word))}", f"n={quote(word.encode('gb18030'))}")
    yield json.dumps({"name": word, "id": 77})
    yield "https://x.cn/d/" + base64.urlsafe_b64encode(word.encode()).decode().rstrip("=")
    yield base64.b64encode(json.dumps({"n": word}, ensure_ascii=False).encode()).decode()
    yield vcard + "".join(f"={byte:02X}" for byte in word.encode()) + ";;;\nEND:VCARD"
    yield f"BEGIN:VCARD\nN:{word[0]};{word[1:]}\nEND:VCARD"
    yield "".join(f"&#{ord(letter)};" for letter in html.escape(word))
    yield from (word.encode("utf-16"), word.encode().hex(), " ".join(word))
    yield from (pinyin, f"mailto:{pinyin.replace(' ', '.')}@example.cn")


def fitting(kind: str, text: str | bytes) -> str | bytes | None:
    """Return the text as a kind of code takes it, None when it does not."""
    if isinstance(text, str) and kind == "Code39":
        if re.search("[a-z][A-Z]", text):
            return None  # it has no small letters, by which base64 would be another text
        text = text.upper()
    try:
        made = zxingcpp.create_barcode(text, zxingcpp.barcode_format_from_str(kind))
    except Exception:
        return None
    wide = np.asarray(zxingcpp.write_barcode_to_image(made, scale=1)).shape[1]
    return text if kind not in BARS or wide <= 380 else None


def printed(kind: str, text: str | bytes, random: Random) -> Picture:
    """Return a code with its white rim at the size it has on the page, in pixels."""
    made = zxingcpp.create_barcode(text, zxingcpp.barcode_format_from_str(kind))
    grey = np.asarray(zxingcpp.write_barcode_to_image(made, scale=1, add_quiet_zones=True))
    if kind in BARS:
        grey = grey[grey.shape[0] // 2 :][:1]
        module = max(2, min(4, 560 // grey.shape[1]))
        grey = np.repeat(grey, random.randint(50, 110), axis=0)
        grey = np.repeat(grey, module, axis=1)
    else:
        wide = random.uniform(110, 260) * (1.6 if grey.shape[1] > 1.5 * grey.shape[0] else 1)
        wide = max(wide, 2.6 * grey.shape[1])
        size = (round(wide), round(wide * grey.shape[0] / grey.shape[1]))
        grey = cv2.resize(
            grey, size, interpolation=cv2.INTER_AREA if wide % 2 < 1 else cv2.INTER_NEAREST
        )
    return np.asarray(cv2.cvtColor(np.ascontiguousarray(grey), cv2.COLOR_GRAY2RGB), np.uint8)


def placed(image: Picture, look: str, person: Person, random: Random) -> DrawnPage:
    """Return a page at 150 dpi with some text and the code."""
    paper = Paper(Lexicon(person, ()), dpi=150, height_mm=297)
    paper.paragraph(TEXT, paper.mm(26), paper.mm(20), paper.mm(158), Style(size=12))
    ink, ground = (0, 0, 0), (255, 255, 255)
    if look == "ink":
        ink = random.choice(INKS)
    elif look == "ground":
        ground = random.choice(GROUNDS)
    elif look == "inverted":
        ink, ground = (255, 255, 255), (10, 10, 10)
    share = image.astype(np.float32) / 255
    coloured = np.asarray(share * ground + (1 - share) * ink, np.uint8)
    if look == "jpeg":
        packed = cv2.imencode(".jpg", coloured, [1, random.randint(20, 50)])[1]
        coloured = np.asarray(cv2.imdecode(packed, 1), np.uint8)
    elif look == "blurred":
        blurred = cv2.GaussianBlur(coloured, (0, 0), random.uniform(0.6, 1.1))
        coloured = np.asarray(blurred, np.uint8)
    pasted = Image.fromarray(coloured)
    if look == "turned":
        pasted = pasted.rotate(random.choice((90, 180, 270, random.uniform(-45, 45))),
                               expand=True, fillcolor=ground,
                               resample=Image.Resampling.BICUBIC)  # fmt: skip
    wide, tall = pasted.size
    x = random.randint(80, max(81, 1150 - wide))
    y = random.randint(600, max(601, 1650 - tall))
    paper.image.paste(pasted, (x, y))
    dark = np.nonzero(np.abs(np.asarray(pasted, np.int16) - ground).max(axis=2) > 60)
    place = box(x + dark[1].min(), y + dark[0].min(), x + dark[1].max(), y + dark[0].max())
    paper.mark(Role.CODE, "", [place], paper.mm(4))
    return paper.finished("sheet")
