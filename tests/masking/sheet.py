"""A sheet of paper on which tests write at will, and which knows where each letter's ink lies."""

import re

import cv2
import numpy as np
from PIL import Image, ImageDraw

from tools.drawing.fonts import Face, face_for, font
from tools.drawing.ornaments import joined_uyghur
from zcdesk.applicant import Applicant, Target
from zcdesk.masking.hits import Hit
from zcdesk.masking.proposing import propose
from zcdesk.names.search_words import words
from zcdesk.picture import Picture
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Reading
from zcdesk.reading.page_reading import read_evened

Box = tuple[float, float, float, float]
BOTH = (Target.NAME, Target.EMPLOYER)


class Sheet:
    """White paper; each run that is written returns the ink boxes of its letters."""

    def __init__(self, width: int = 1240, height: int = 900) -> None:
        self.image = Image.new("RGB", (width, height), "white")
        self.pen = ImageDraw.Draw(self.image)

    def write(
        self,
        text: str,
        x: float,
        y: float,
        em: int = 36,
        face: Face = Face.SONG,
        down: bool = False,
        gap: float = 0.0,
    ) -> list[Box]:
        """Write Han or Latin letters from (x, y), the top left; ``gap`` is added between them."""
        boxes = []
        for letter in text:
            drawn = font(face if letter.isspace() else face_for(letter, face), em)
            if not letter.isspace():
                self.pen.text((x, y + 0.86 * em), letter, fill=(25,) * 3, font=drawn, anchor="ls")
                left, top, right, bottom = drawn.getbbox(letter, anchor="ls")
                base = y + 0.86 * em
                boxes.append((x + left, base + top, x + right, base + bottom))
            if down:
                y += em * 1.12 + gap
            else:
                x += (em if letter == "\u3000" else drawn.getlength(letter)) + gap
        return boxes

    def uyghur(self, text: str, x: float, y: float, em: int = 36, middle: bool = False) -> Box:
        """Write Uyghur from ``x`` on, or around it; returns the ink box of the whole run."""
        drawn, shaped = font(Face.UYGHUR, em), joined_uyghur(text)
        x -= drawn.getlength(shaped) / 2 if middle else 0
        self.pen.text((x, y + 0.86 * em), shaped, fill=(25,) * 3, font=drawn, anchor="ls")
        left, top, right, bottom = drawn.getbbox(shaped, anchor="ls")
        return x + left, y + 0.86 * em + top, x + right, y + 0.86 * em + bottom

    @property
    def picture(self) -> Picture:
        """The sheet as a page."""
        return np.array(self.image)

    def hits(self, applicant: Applicant, *targets: Target) -> tuple[Hit, ...]:
        """Read the sheet and return what is proposed."""
        grey = evened(self.picture)
        return self.hits_of(read_evened(grey), applicant, *targets)

    def hits_of(self, reading: Reading, applicant: Applicant, *targets: Target) -> tuple[Hit, ...]:
        """Return what is proposed for a reading of the sheet."""
        wanted = targets or BOTH
        return propose(self.picture, evened(self.picture), reading, words(applicant), wanted)


def marked(text: str, em: int = 36, step: int = 160) -> tuple[Sheet, list[Box], list[Box]]:
    """Write lines on a sheet that fits them; returns also the letters in 【】 and those in 〔〕.

    A test expects that the first are covered and that the others stay.
    """
    lines = text.splitlines()
    sheet = Sheet(1240 if max(map(len, lines)) > 22 else 900, 240 + step * (len(lines) - 1))
    places: dict[str, list[Box]] = {"【": [], "〔": [], "": []}
    for number, line in enumerate(lines):
        boxes = iter(sheet.write(re.sub("[【】〔〕]", "", line), 60, 80 + step * number, em))
        within = ""
        for letter in line:
            if letter in "【】〔〕":
                within = letter if letter in places else ""
            elif not letter.isspace():
                places[within].append(next(boxes))
    return sheet, places["【"], places["〔"]


def told(hits: tuple[Hit, ...]) -> str:
    """Return verdicts and reasons in short, as ``cover read, doubt brand``."""
    return ", ".join(f"{hit.verdict} {hit.reason.code.removeprefix('hit.')}" for hit in hits)


def covered(hits: tuple[Hit, ...], box: Box) -> float:
    """Return how much of a box lies under proposed covers."""
    left, top, right, bottom = (round(value) for value in box)
    map_ = np.zeros((max(bottom, 1) + 1, max(right, 1) + 1), np.uint8)
    for hit in hits:
        if hit.covers_by_default:
            cv2.fillPoly(map_, [np.rint(np.array(hit.mask.polygon)).astype(np.int32)], 1)
    return float(map_[top:bottom, left:right].mean())


def all_covered(hits: tuple[Hit, ...], boxes: list[Box]) -> bool:
    """Tell whether at least nine tenths of each letter are covered."""
    return all(covered(hits, box) >= 0.9 for box in boxes)


def none_covered(hits: tuple[Hit, ...], boxes: list[Box]) -> bool:
    """Tell whether no letter is covered by a quarter or more."""
    return all(covered(hits, box) < 0.25 for box in boxes)


def assert_told(who: Applicant, text: str, said: str, **written: int) -> None:
    """Hold what is said and covered of marked lines against what shall be."""
    sheet, own, others = marked(text, **written)
    hits = sheet.hits(who)
    assert told(hits) == said
    assert all_covered(hits, own)
    assert none_covered(hits, others)
