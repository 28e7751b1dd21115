"""Pages with one drawn seal for the tests, and what poor scans make of them."""

from collections.abc import Callable, Set
from functools import cache
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw

from tools.drawing import seals as drawn_seals
from tools.drawing.fonts import Face, font
from tools.drawing.lexicon import Lexicon
from tools.drawing.paper import Paper, Style
from tools.drawing.people import han_person
from tools.drawing.words import Organisation
from zcdesk.applicant import Applicant, Target
from zcdesk.geometry import Point
from zcdesk.masking.hits import Hit
from zcdesk.masking.owners.seal_verdicts import judge_seals
from zcdesk.masking.seals.seal_detection import Seal, find_seals
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.names.search_words import words
from zcdesk.picture import GreyPicture, Picture

OWN = "乌鲁木齐恒野建设工程有限公司"
ONE_OFF = "乌鲁木齐恒源建设工程有限公司"
SAME_TRADE = "喀什瑞泰建设工程有限公司"
OFFICE = "昆河地区人力资源和社会保障厅"
APPLICANT = Applicant(name="李文强", employer=OWN)
TARGETS = frozenset({Target.NAME, Target.EMPLOYER})
SEALS = TARGETS | {Target.SEAL}
MIDDLE: Point = (1150.0, 1300.0)
Ink = tuple[int, int, int]
Scan = Callable[[Picture], Picture]
INKS: dict[str, Ink] = {
    "red": (206, 36, 44),
    "pale red": (228, 110, 108),
    "palest": (246, 205, 205),
    "blue": (40, 62, 190),
}


def sheet() -> Paper:
    """A page with a few lines of text, some of them where the seals go."""
    random = Random(5)
    person = han_person("李", "文强", Organisation(OWN), "男", random)
    paper = Paper(Lexicon(person, ()))
    style = Style(size=13)
    text = "经研究决定，现将有关事项通知如下，请各单位结合实际认真贯彻执行。" * 2
    y = paper.mm(40)
    for _ in range(3):
        y = paper.paragraph(text, paper.mm(26), y, paper.width - paper.mm(52), style)
    paper.line("特此证明，二〇二四年六月十八日", 800, 1290, style)
    return paper


def pixels(paper: Paper) -> Picture:
    """What was drawn on a sheet."""
    return np.array(paper.image, dtype=np.uint8)


@cache
def sealed(name: str, ink: str = "red", diameter: float = 40.0) -> Picture:
    """The sheet with one round seal at ``MIDDLE``; who draws on it takes a copy."""
    paper = sheet()
    imprint(paper, name, ink=INKS[ink], diameter=diameter)
    picture = pixels(paper)
    picture.flags.writeable = False  # all tests share it
    return picture


def grey(picture: Picture) -> Picture:
    level = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.cvtColor(level, cv2.COLOR_GRAY2RGB), dtype=np.uint8)


def compressed(picture: Picture) -> Picture:
    coded = cv2.imencode(".jpg", picture[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 40])[1]
    decoded = np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), dtype=np.uint8)
    return np.ascontiguousarray(decoded[:, :, ::-1])


def coarse(picture: Picture) -> Picture:
    size = (round(picture.shape[1] * 0.5), round(picture.shape[0] * 0.5))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def tinted(picture: Picture) -> Picture:
    """A reddish, unevenly lit photo of the page."""
    light = np.linspace(0.6, 1.0, picture.shape[1])[None, :, None] * np.array([1.0, 0.9, 0.84])
    return np.asarray(picture * light, dtype=np.uint8)


def pale(picture: Picture) -> Picture:
    """A copy with hardly any toner left."""
    noise = np.random.default_rng(3).normal(0, 2, picture.shape)
    level = 255 - (255 - picture.astype(np.float32)) * 0.36 + noise
    return compressed(np.clip(level, 0, 255).astype(np.uint8))


def black(picture: Picture) -> Picture:
    """A copy in black and white, as it comes by fax."""
    level = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    lines = np.where(level > 165, 255, 0).astype(np.uint8)
    return np.asarray(cv2.cvtColor(lines, cv2.COLOR_GRAY2RGB), dtype=np.uint8)


def only(picture: Picture) -> Seal:
    """The one seal of a picture."""
    seals = find_seals(picture)
    assert len(seals) == 1
    return seals[0]


def hits(
    picture: Picture, targets: Set[Target] = TARGETS, who: Applicant | str = APPLICANT
) -> tuple[Hit, ...]:
    """What is told of the seals of a picture; instead of ``who`` an employer may be given."""
    own = Applicant("李文强", who) if isinstance(who, str) else who
    return judge_seals(picture, find_seals(picture), keywords(words(own)), targets)


def codes(
    picture: Picture, targets: Set[Target] = TARGETS, who: Applicant | str = APPLICANT
) -> list[str]:
    """The codes of what is told of the seals of a picture."""
    return [hit.reason.code for hit in hits(picture, targets, who)]


def imprint(
    paper: Paper,
    name: str,
    middle: Point = MIDDLE,
    seed: int | None = None,
    ink: Ink = INKS["red"],
    diameter: float = 40.0,
) -> None:
    """Stamp a round seal on a sheet, worn by chance after its name unless after ``seed``."""
    random = Random(name if seed is None else seed)
    drawn_seals.stamp(paper, drawn_seals.DrawnSeal(name, "", diameter), middle, random, ink)


def boxed(letters: str, side: int, columns: int, frame: int) -> GreyPicture:
    """A square stamp that is read in columns from the right."""
    image = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, side - 1, side - 1), outline=255, width=frame)
    rows = -(-len(letters) // columns)
    wide, tall = (side - 3 * frame) / columns, (side - 3 * frame) / rows
    for number, letter in enumerate(letters):
        column, row = divmod(number, rows)
        x = side - 1.5 * frame - wide * (column + 0.5)
        y = 1.5 * frame + tall * (row + 0.5)
        size = round(min(wide, tall) * 0.92)
        pen.text((x, y), letter, fill=255, font=font(Face.HEAVY, size), anchor="mm")
    return np.array(image, dtype=np.uint8)


def stamped(letters: str, columns: int, side: int) -> Picture:
    """The sheet with a square stamp."""
    paper = sheet()
    paper.tint(boxed(letters, side, columns, side // 18), 1100, 1240, INKS["red"])
    return pixels(paper)
