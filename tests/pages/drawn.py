"""Small drawn pages for the tests of this folder: writing, a table, a certificate, an ID card."""

import math
from collections.abc import Callable
from functools import cache
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tools.drawing.documents import draw_page
from tools.drawing.marks import DrawnPage
from tools.drawing.people import invent_colleagues, invent_person
from zcdesk.picture import Picture
from zcdesk.resources import resource

WIDTH, HEIGHT = 1240, 1754  # A4 at 150 dpi

_WORDS = (
    "关于组织开展本年度职称评审工作的通知各单位要认真组织好申报人员材料审核把关确保真实有效"
    "同志在工程技术岗位从事水利建设管理获得优秀个人荣誉称号特发此证以资鼓励"
)
_UYGHUR = "شىنجاڭ ئۇيغۇر ئاپتونوم رايونى خوتەن ۋىلايىتى كادىرلار باشقارمىسى"


@cache
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(resource("fonts", name)), size)


def words(start: int, count: int) -> str:
    return "".join(_WORDS[(start + step) % len(_WORDS)] for step in range(count))


def _sheet(width: int = WIDTH, height: int = HEIGHT) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (width, height), (255, 255, 255))
    return image, ImageDraw.Draw(image)


def letter(face: str = "song.otf", size: int = 30) -> Picture:
    image, pen = _sheet()
    pen.text((330, 130), words(3, 10), font=font(face, size * 5 // 3), fill=(0, 0, 0))
    for row, top in enumerate(range(300, HEIGHT - 200, size * 8 // 5)):
        count = 9 if row % 5 == 4 else 960 // size
        pen.text((130, top), words(row * 7, count), font=font(face, size), fill=(20, 20, 20))
    return np.asarray(image)


def certificate(face: str = "kai.ttf") -> Picture:
    image = Image.new("RGB", (HEIGHT, WIDTH), (250, 244, 228))
    pen = ImageDraw.Draw(image)
    pen.rectangle((60, 60, HEIGHT - 60, WIDTH - 60), outline=(180, 30, 30), width=10)
    pen.text((640, 150), "荣誉证书", font=font(face, 110), fill=(190, 20, 20))
    for row, line in enumerate((words(9, 4) + "：", words(20, 24), words(2, 26), words(40, 12))):
        pen.text((260, 430 + row * 90), line, font=font(face, 46), fill=(10, 10, 10))
    pen.text((1050, 930), words(15, 10), font=font(face, 46), fill=(10, 10, 10))
    pen.ellipse((1080, 770, 1340, 1030), outline=(220, 30, 30), width=9)
    return np.asarray(image)


def table(face: str = "fangsong.otf") -> Picture:
    image, pen = _sheet()
    pen.text((330, 90), words(5, 11), font=font(face, 48), fill=(0, 0, 0))
    for row in range(19):
        pen.line((100, 200 + row * 78, WIDTH - 100, 200 + row * 78), fill=(0, 0, 0), width=3)
    for column in range(6):
        pen.line((100 + column * 208, 200, 100 + column * 208, 1604), fill=(0, 0, 0), width=3)
    for row in range(18):
        for column in range(5):
            cell = words(row * 5 + column * 3, 2 + (row + column) % 5)
            place = (112 + column * 208, 224 + row * 78)
            pen.text(place, cell, font=font(face, 28), fill=(0, 0, 0))
    return np.asarray(image)


def id_card(face: str = "hei.otf") -> Picture:
    image, pen = _sheet()
    outline = (300, 300, 940, 704)
    pen.rounded_rectangle(outline, 30, fill=(225, 235, 245), outline=(160, 170, 190), width=3)
    lines = ("姓名  " + words(1, 3), "性别  男  民族  汉", "出生  1980 年 1 月 1 日", words(9, 13))
    for row, line in enumerate(lines):
        pen.text((340, 350 + row * 62), line, font=font(face, 28), fill=(20, 30, 60))
    pen.text((340, 640), "公民身份号码  110101198001011234", font=font(face, 28), fill=(0, 0, 0))
    pen.rectangle((740, 360, 900, 560), fill=(150, 130, 120))
    return np.asarray(image)


def uyghur() -> Picture:
    image, pen = _sheet()
    for top in range(150, 1600, 60):
        pen.text((1120, top), _UYGHUR, font=font("uyghur.ttf", 34), fill=(0, 0, 0), anchor="ra")
    return np.asarray(image)


def english() -> Picture:
    image, pen = _sheet()
    sentence = "This is to certify that the training course was completed with good results. "
    pen.text((330, 130), "Certificate of Completion", font=font("song.otf", 52), fill=(0, 0, 0))
    for row, top in enumerate(range(300, HEIGHT - 300, 48)):
        line = (sentence * 2)[row % 7 : row % 7 + 62]
        pen.text((130, top), line, font=font("song.otf", 30), fill=(20, 20, 20))
    return np.asarray(image)


def downwards(face: str = "song.otf") -> Picture:
    image, pen = _sheet()
    for column, right in enumerate(range(WIDTH - 160, 120, -70)):
        for row in range(34 - 9 * (column % 5 == 4)):
            letter_at = words(column * 9 + row, 1)
            pen.text((right, 150 + row * 42), letter_at, font=font(face, 36), fill=(10, 10, 10))
    return np.asarray(image)


def short_message() -> Picture:
    """A few short lines at the top of a sheet, as a printed e-mail has them."""
    image, pen = _sheet()
    rows = (
        "发件人：沈知遥 <a@example.com>",
        "收件人：陆听澜 <b@example.com>",
        "附件为试验室提交的第三版图纸，请查收。",
        "沈知遥",
    )
    for number, row in enumerate(rows):
        pen.text((140, 150 + number * 34), row, font=font("hei.otf", 21), fill=(10, 10, 10))
    return np.asarray(image)


def letters_apart() -> Picture:
    """A few columns of letters with paper between them, far from each other."""
    image, pen = _sheet()
    columns = (
        "聘书",
        "兹聘请沈知遥同志为我院",
        "技术委员会委员聘期三年",
        "某某水利工程勘测设计院",
        "二〇二〇年三月",
    )
    for column, text in enumerate(columns):
        for row, letter_at in enumerate(text):
            place = (1000 - column * 145, 150 + row * 50)
            pen.text(place, letter_at, font=font("kai.ttf", 38), fill=(10, 10, 10))
    return np.asarray(image)


def landscape_table() -> Picture:
    image, pen = _sheet(HEIGHT, WIDTH)
    pen.text((600, 70), words(5, 11), font=font("song.otf", 48), fill=(0, 0, 0))
    for row in range(16):
        pen.line((80, 170 + row * 64, HEIGHT - 80, 170 + row * 64), fill=(0, 0, 0), width=2)
    for column in range(9):
        x = 80 + column * 199
        pen.line((x, 170, x, 170 + 15 * 64), fill=(0, 0, 0), width=2)
    for row in range(15):
        for column in range(8):
            cell = words(row * 3 + column * 5, 2 + (row + column) % 5)
            pen.text((92 + column * 199, 186 + row * 64), cell, font=font("kai.ttf", 28), fill=0)
    return np.asarray(image)


def seal_alone() -> Picture:
    image, pen = _sheet()
    pen.ellipse((500, 900, 800, 1200), outline=(220, 30, 30), width=9)
    corners = [
        (650 + reach * math.sin(step * math.pi / 5), 1050 - reach * math.cos(step * math.pi / 5))
        for step, reach in zip(range(10), (80, 31) * 5, strict=True)
    ]
    pen.polygon(corners, fill=(220, 30, 30))
    return np.asarray(image)


def blank() -> Picture:
    return np.full((HEIGHT, WIDTH, 3), 255, dtype=np.uint8)


def landscape_photo() -> Picture:
    """Something soft and colourful without a letter on it."""
    coarse = np.random.default_rng(4).integers(40, 220, (12, 9, 3), dtype=np.uint8)
    photo = cv2.resize(coarse, (900, 1200), interpolation=cv2.INTER_CUBIC)
    return np.asarray(photo, dtype=np.uint8)


def document(kind: str, random: Random, dpi: int = 100) -> DrawnPage:
    """Draw a document of somebody who does not exist."""
    person = invent_person(random)
    return draw_page(kind, person, invent_colleagues(person, random), random, dpi)


WRITTEN: dict[str, Callable[[], Picture]] = {
    "letter": letter,
    "certificate": certificate,
    "table": table,
    "id_card": id_card,
    "uyghur": uyghur,
    "english": english,
    "landscape_table": landscape_table,
}


def rotated(picture: Picture, degrees: int) -> Picture:
    """Turn clockwise by a quarter, a half or three quarters."""
    return np.ascontiguousarray(np.rot90(picture, -degrees // 90))


def leaning(picture: Picture, degrees: float) -> Picture:
    """Lean clockwise by some degrees; the sheet grows and keeps its own colour."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1)
    cosine, sine = abs(matrix[0, 0]), abs(matrix[0, 1])
    wide, high = int(width * cosine + height * sine) + 1, int(height * cosine + width * sine) + 1
    matrix[0, 2] += (wide - width) / 2
    matrix[1, 2] += (high - height) / 2
    colour = tuple(int(value) for value in picture[2, 2])
    leant = cv2.warpAffine(picture, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderValue=colour)
    return np.asarray(leant, dtype=np.uint8)


def patches() -> Picture:
    """Four different colours in the corners: red, green, blue, black from the top left on."""
    picture = np.full((90, 140, 3), 255, dtype=np.uint8)
    picture[:30, :40] = (230, 20, 20)
    picture[:30, -40:] = (20, 200, 20)
    picture[-30:, -40:] = (20, 20, 230)
    picture[-30:, :40] = (10, 10, 10)
    return picture


def close(picture: Picture, expected: Picture, tolerance: int = 6) -> bool:
    """Whether the middles of all four corner patches have the expected colours."""
    height, width = expected.shape[:2]
    if picture.shape != expected.shape:
        return False
    places = [(10, 10), (10, width - 10), (height - 10, width - 10), (height - 10, 10)]
    gaps = [abs(picture[at].astype(int) - expected[at].astype(int)).max() for at in places]
    return bool(max(gaps) <= tolerance)
