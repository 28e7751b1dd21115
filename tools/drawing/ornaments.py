"""What is on documents besides text: frames, portraits, codes, Uyghur lines."""

from __future__ import annotations

import math
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from tools.drawing.fonts import Face
from tools.drawing.marks import Role
from tools.drawing.paper import INK, Colour, Paper, Style
from zcdesk.geometry import Polygon, box
from zcdesk.picture import Picture

# Isolated, final, initial and medial form of each letter that Uyghur is written with.
_FORMS = {
    "ا": "ﺍﺎ", "ە": "ﻩﻪ", "ب": "ﺏﺐﺑﺒ", "پ": "ﭖﭗﭘﭙ", "ت": "ﺕﺖﺗﺘ", "ج": "ﺝﺞﺟﺠ", "چ": "ﭺﭻﭼﭽ",
    "خ": "ﺥﺦﺧﺨ", "د": "ﺩﺪ", "ر": "ﺭﺮ", "ز": "ﺯﺰ", "ژ": "ﮊﮋ", "س": "ﺱﺲﺳﺴ", "ش": "ﺵﺶﺷﺸ",
    "غ": "ﻍﻎﻏﻐ", "ف": "ﻑﻒﻓﻔ", "ق": "ﻕﻖﻗﻘ", "ك": "ﻙﻚﻛﻜ", "گ": "ﮒﮓﮔﮕ", "ڭ": "ﯓﯔﯕﯖ",
    "ل": "ﻝﻞﻟﻠ", "م": "ﻡﻢﻣﻤ", "ن": "ﻥﻦﻧﻨ", "ھ": "ﮪﮫﮬﮭ", "و": "ﻭﻮ", "ۇ": "ﯗﯘ", "ۆ": "ﯙﯚ",
    "ۈ": "ﯛﯜ", "ۋ": "ﯞﯟ", "ې": "ﯤﯥﯦﯧ", "ى": "ﻯﻰﯨﯩ", "ي": "ﻱﻲﻳﻴ", "ئ": "ﺋﺋﺋﺌ",
}  # fmt: skip

UYGHUR_LINES = (
    "كەسپىي تېخنىكا خادىملىرىنىڭ كەسپىي ئۇنۋان گۇۋاھنامىسى",
    "كەسپىي ئۇنۋان گۇۋاھنامىسى",
    "شەرەپ گۇۋاھنامىسى",
    "داۋاملىق تەربىيە ئېلىش گۇۋاھنامىسى",
    "شىنجاڭ",
)


def joined_uyghur(text: str) -> str:
    """Return Uyghur ``text`` in presentation forms, in the order in which it is on paper."""
    shaped = []
    for place, letter in enumerate(text):
        forms = _FORMS.get(letter)
        if forms is None:
            shaped.append(letter)
            continue
        before = _FORMS.get(text[place - 1], "") if place else ""
        after = text[place + 1] if place + 1 < len(text) else ""
        joins_before = len(before) == 4
        joins_after = len(forms) == 4 and after in _FORMS
        shaped.append(forms[(1 if joins_before else 0) + (2 if joins_after else 0)])
    return "".join(reversed(shaped))


def uyghur_line(paper: Paper, text: str, middle: float, y: float, size: float) -> None:
    """Write one Uyghur line centred around ``middle``; it is text that stays."""
    style = Style(Face.UYGHUR, size)
    shaped = joined_uyghur(text)
    x = middle - paper.length(shaped, style) / 2
    paper.line(shaped, x, y, style, role=Role.TEXT)


def wave_border(paper: Paper, inset: float, colour: Colour, random: Random) -> None:
    """Draw a border of interlaced waves, as on certificates, ``inset`` millimetres inside."""
    edge, swing = paper.mm(inset), paper.mm(random.uniform(1.6, 2.6))
    period = paper.mm(random.uniform(5.0, 9.0))
    right, bottom = paper.width - edge, paper.height - edge
    for phase in (0.0, math.pi / 2, math.pi, 3 * math.pi / 2):
        across = np.arange(edge, right, 2)
        down = np.arange(edge, bottom, 2)
        wave_x = swing * np.sin(across / period * math.tau + phase)
        wave_y = swing * np.sin(down / period * math.tau + phase)
        for level in (edge, bottom):
            points = list(zip(across.tolist(), (level + wave_x).tolist(), strict=True))
            paper.pen.line(points, fill=colour, width=max(1, round(paper.mm(0.15))))
        for level in (edge, right):
            points = list(zip((level + wave_y).tolist(), down.tolist(), strict=True))
            paper.pen.line(points, fill=colour, width=max(1, round(paper.mm(0.15))))
    for gap in (swing + paper.mm(1.2), -swing - paper.mm(1.0)):
        inner = edge + gap
        paper.frame(inner, inner, paper.width - inner, paper.height - inner, 0.4, colour)


def watermark(paper: Paper, colour: Colour, random: Random) -> None:
    """Cover the page with pale rings, as the paper of certificates has them."""
    step = paper.mm(random.uniform(9, 15))
    rows, columns = int(paper.height / step) + 2, int(paper.width / step) + 2
    for row in range(rows):
        for column in range(columns):
            x, y = column * step + (row % 2) * step / 2, row * step
            for radius in (0.25, 0.42, 0.55):
                reach = step * radius
                paper.pen.ellipse((x - reach, y - reach, x + reach, y + reach), outline=colour)


def portrait(width: int, height: int, gender: str, ground: Colour, random: Random) -> Picture:
    """Draw a fictional head and shoulders; the same ``random`` state gives the same face."""
    fine = 3
    image = Image.new("RGB", (width * fine, height * fine), ground)
    pen = ImageDraw.Draw(image)
    wide, tall = width * fine, height * fine
    skin = random.choice(((236, 200, 172), (226, 186, 156), (242, 210, 186)))
    shade = (skin[0] - 26, skin[1] - 30, skin[2] - 32)
    hair = random.choice(((28, 24, 24), (44, 34, 30), (60, 52, 48)))
    suit = random.choice(((32, 36, 52), (54, 54, 58), (26, 52, 78), (84, 36, 42)))

    def oval(x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
        place = ((x - rx) * wide, (y - ry) * tall, (x + rx) * wide, (y + ry) * tall)
        pen.ellipse(place, fill=colour)

    if gender == "女":
        oval(0.5, 0.42, 0.27, 0.30, hair)
        oval(0.5, 0.58, 0.24, 0.22, hair)
    oval(0.5, 1.06, 0.47, 0.34, suit)
    pen.polygon(
        [(0.36 * wide, 0.74 * tall), (0.64 * wide, 0.74 * tall), (0.5 * wide, 0.95 * tall)],
        fill=(244, 244, 246),
    )
    oval(0.5, 0.69, 0.085, 0.12, shade)
    oval(0.5, 0.36, 0.215, 0.24, hair)
    oval(0.5, 0.45, 0.185, 0.235, skin)
    pen.pieslice((0.29 * wide, 0.14 * tall, 0.71 * wide, 0.5 * tall), 180, 360, fill=hair)
    oval(0.315, 0.46, 0.024, 0.045, skin)
    oval(0.685, 0.46, 0.024, 0.045, skin)
    for x in (0.425, 0.575):
        oval(x, 0.43, 0.036, 0.014, (250, 250, 250))
        oval(x, 0.43, 0.015, 0.014, (34, 26, 24))
        brow = ((x - 0.05) * wide, 0.385 * tall, (x + 0.05) * wide, 0.43 * tall)
        pen.arc(brow, 200, 340, fill=hair, width=max(2, wide // 70))
    pen.line(
        [(0.5 * wide, 0.45 * tall), (0.485 * wide, 0.525 * tall), (0.515 * wide, 0.53 * tall)],
        fill=shade,
        width=max(2, wide // 120),
    )
    mouth = (0.445 * wide, 0.54 * tall, 0.555 * wide, 0.6 * tall)
    pen.arc(mouth, 20, 160, fill=(172, 84, 80), width=max(3, wide // 60))
    soft = image.filter(ImageFilter.GaussianBlur(wide / 160))
    return np.array(soft.resize((width, height), Image.Resampling.LANCZOS), dtype=np.uint8)


def paste_photo(paper: Paper, left: float, top: float, random: Random, height: float = 35) -> None:
    """Stick the applicant's portrait on the page, ``height`` millimetres tall, and mark it."""
    tall, wide = round(paper.mm(height)), round(paper.mm(height * 5 / 7))
    person = paper.lexicon.person
    ground = random.choice(((67, 142, 219), (245, 245, 245), (196, 32, 40)))
    picture = portrait(wide, tall, person.gender, ground, Random(f"face of {person.id_number}"))
    x, y = round(left), round(top)
    paper.image.paste(Image.fromarray(picture), (x, y))
    paper.mark(Role.PHOTO, "", [box(x, y, x + wide, y + tall)], paper.mm(4))


def paste_code(paper: Paper, text: str, left: float, top: float, side: float) -> Polygon:
    """Print a QR code of ``text``, ``side`` millimetres wide, and mark it."""
    modules = cv2.QRCodeEncoder.create().encode(text)
    size = round(paper.mm(side))
    grown = cv2.resize(modules, (size, size), interpolation=cv2.INTER_NEAREST)
    x, y = round(left), round(top)
    paper.image.paste(Image.fromarray(grown).convert("RGB"), (x, y))
    place = box(x, y, x + size, y + size)
    paper.mark(Role.CODE, "", [place], paper.mm(4))
    return place


def dotted_rule(paper: Paper, left: float, right: float, y: float, colour: Colour = INK) -> None:
    """Draw the dotted line that a form wants written on."""
    step = paper.mm(1.0)
    x = left
    while x < right:
        paper.rule((x, y), (min(right, x + step * 0.5), y), width=0.2, colour=colour)
        x += step
