"""Reads a line in Arabic script, as Uyghur and Kazakh are written: Tesseract inside PyMuPDF.

The recogniser of the Chinese lines knows no letter of it. PyMuPDF's wheels carry Tesseract on all
three systems, and its model for Uyghur (``resources/models/uig.traineddata``) reads printed letters
from some 12 pixels on. Tesseract first looks for the lines of a picture and finds none in one short
word. So a line is laid out as a small page: several times below itself, short ones also beside
themselves. The copies are read apart from each other, and where they agree the reading is trusted:
MuPDF hands on no probability.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

import cv2
import numpy as np
import pymupdf

from zcdesk.disk.native_messages import kept_messages
from zcdesk.picture import GreyPicture
from zcdesk.reading.engine import shipped_model

MODEL = "uig.traineddata"
"""Name of the model's file in ``resources/models``."""

_LANGUAGE = MODEL.partition(".")[0]
_DPI = 150
_ROWS = 3
_WIDE = 8.0  # line heights; a shorter line stands several times in each row
_MOST_ACROSS = 4
_LEADING = 0.5  # line heights between two rows
_LONGEST = 60.0  # line heights; what is longer is no line of a document
_AGREE = 0.8  # likeness of two copies' letters from which on both count as read
_LEAST = 2  # letters
_KEPT = 64  # lines of the page in hand

_LOOKS = ((40, 2.0), (40, 1.0), (32, 2.0), (60, 1.0), (24, 1.0), (48, 0.5), (16, 0.6))
"""Heights in pixels at which a line is looked at, and its margins in line heights, one after the
other, until two copies agree. Of 23 words in six sizes, half of them noisy, 85 % were read at
(40, 1), most others at 60; of 15 short labels (ئىسمى, جىنسى) 7 at (40, 1), 11 at (40, 2), 12 with
(32, 2) behind it. Of 11 lines that none of these four read, the last three read 8."""


@dataclass(frozen=True)
class ArabicLetter:
    """One letter and where it stands.

    Attributes:
        text: The letter, in its plain form.
        left, right: Shares of the line's width, from the left edge. Those of a word's letters are
            equally wide, since only the word's place is told.
        begins: Whether a printed word begins with it.
    """

    text: str
    left: float
    right: float
    begins: bool


Look = tuple[ArabicLetter, ...]
"""The letters of one copy, first read first: from the right edge to the left."""


@dataclass(frozen=True)
class ArabicReading:
    """What was read of one line.

    Attributes:
        looks: The different readings, the one that most copies gave first.
        agreed: Whether two copies gave (nearly) the same letters.
    """

    looks: tuple[Look, ...]
    agreed: bool

    @property
    def text(self) -> str:
        """The letters of the first look without spaces, empty where nothing was read."""
        return text_of(self.looks[0]) if self.looks else ""


def text_of(look: Look) -> str:
    """Return the letters of a look as they follow each other."""
    return "".join(letter.text for letter in look)


def read_arabic_script(line: GreyPicture) -> ArabicReading:
    """Read a straightened line in Arabic script.

    Args:
        line: Dark letters on a light ground, as
            :func:`zcdesk.reading.recognising.crop_line` gives it.

    Raises:
        MissingModelError: The model's file is not there.
        AlteredModelError: It is another one.
    """
    if line.size == 0 or line.shape[1] > _LONGEST * line.shape[0]:
        return ArabicReading((), agreed=False)
    return _read(line.tobytes(), line.shape[1])


def forget_lines() -> None:
    """Forget the lines of the page before; those of one page are asked for more than once."""
    _read.cache_clear()


@lru_cache(maxsize=_KEPT)
def _read(pixels: bytes, width: int) -> ArabicReading:
    line = np.frombuffer(pixels, np.uint8).reshape(-1, width)
    looks: list[Look] = []
    for height, margin in _LOOKS:
        looks += _looks(line, height, margin)
        if (best := _agreed(looks)) is not None:
            return ArabicReading(_different([best, *looks]), agreed=True)
    return ArabicReading(_different(sorted(looks, key=len, reverse=True)), agreed=False)


def _agreed(looks: Sequence[Look]) -> Look | None:
    """Return the look that most others are like, None where none is like another."""
    texts = [text_of(look) for look in looks]
    backing = [
        sum(SequenceMatcher(None, text, other, autojunk=False).ratio() >= _AGREE for other in texts)
        for text in texts
    ]
    most = max(backing, default=0)
    return looks[backing.index(most)] if most > 1 else None


def _different(looks: Sequence[Look]) -> tuple[Look, ...]:
    found: dict[str, Look] = {}
    for look in looks:
        found.setdefault(text_of(look), look)
    return tuple(found.values())


def _looks(line: GreyPicture, height: int, beside: float) -> list[Look]:
    """Return what each copy of the line gave, laid out at ``height`` pixels. ``beside``: line
    heights around the page, and between copies that stand beside each other."""
    width = max(1, round(line.shape[1] * height / line.shape[0]))
    shrinks = height < line.shape[0]
    way = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    scaled = np.asarray(cv2.resize(line, (width, height), interpolation=way), np.uint8)
    across = min(_MOST_ACROSS, max(1, math.ceil(_WIDE * height / (width + beside * height))))
    margin, leading = round(beside * height), round(_LEADING * height)
    step_x, step_y = width + margin, height + leading
    size = (margin * 2 + _ROWS * step_y, margin + across * step_x)
    page = np.full(size, int(np.percentile(scaled, 90)), np.uint8)
    for row in range(_ROWS):
        for column in range(across):
            top, left = margin + row * step_y, margin + column * step_x
            page[top : top + height, left : left + width] = scaled
    copies: defaultdict[tuple[int, int], list[list[ArabicLetter]]] = defaultdict(list)
    for read in _lines(page):
        parts: defaultdict[tuple[int, int], list[ArabicLetter]] = defaultdict(list)
        for text, x, right, y, begins in read:
            middle = (x + right) / 2
            column, row = int((middle - margin) // step_x), int((y - margin) // step_y)
            start = margin + column * step_x
            if 0 <= column < across and 0 <= row < _ROWS and right - x <= width:
                place = _share(x - start, width), _share(right - start, width)
                parts[row, column].append(ArabicLetter(text, *place, begins))
        for copy, part in parts.items():
            _add(copies[copy], part)
    looks = [
        tuple(sorted(letters, key=lambda letter: -letter.left))
        for copy in sorted(copies)
        for letters in copies[copy]
    ]
    return [look for look in looks if len(look) >= _LEAST]


def _add(readings: list[list[ArabicLetter]], part: list[ArabicLetter]) -> None:
    """Add a line that Tesseract read: to a part of the same copy beside which it stands, or as a
    reading of its own where the row was read twice."""
    left, right = min(one.left for one in part), max(one.right for one in part)
    for reading in readings:
        if right <= min(one.left for one in reading) or left >= max(one.right for one in reading):
            reading += part
            return
    readings.append(part)


def _share(x: float, width: int) -> float:
    return min(1.0, max(0.0, x / width))


_Read = list[tuple[str, float, float, float, bool]]
"""Letters with their left, right and middle row in pixels, and whether a word begins with them."""


def _lines(page: GreyPicture) -> Iterator[_Read]:
    """Yield the letters of each line that Tesseract finds on a small page."""
    folder = str(shipped_model(MODEL).parent)
    height, width = page.shape
    rgb = np.ascontiguousarray(np.repeat(page[:, :, None], 3, axis=2))
    inches = _DPI / 72
    with kept_messages(), pymupdf.open() as paper:
        sheet = paper.new_page(width=width / inches, height=height / inches)
        pixels = pymupdf.Pixmap(pymupdf.csRGB, width, height, rgb.tobytes(), False)
        sheet.insert_image(sheet.rect, pixmap=pixels)
        read = sheet.get_textpage_ocr(language=_LANGUAGE, tessdata=folder, dpi=_DPI, full=True)
        blocks = sheet.get_text("rawdict", textpage=read)["blocks"]
    for line in (line for block in blocks for line in block.get("lines", ())):
        letters: _Read = []
        begins = True
        for letter in (letter for span in line["spans"] for letter in span["chars"]):
            left, top, right, bottom = (value * inches for value in letter["bbox"])
            if is_arabic(letter["c"]):
                letters.append((letter["c"], left, right, (top + bottom) / 2, begins))
            begins = letter["c"].isspace()
        yield letters


def is_arabic(letter: str) -> bool:
    """Tell whether a character is a letter of the Arabic script, in its plain form."""
    return "\u0620" <= letter <= "\u06ff" and letter.isalpha()
