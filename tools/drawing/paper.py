"""A sheet of paper that remembers where each character's ink is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from random import Random

import numpy as np
from PIL import Image, ImageDraw

from tools.drawing.fonts import Face, Wearable, face_for, font
from tools.drawing.lexicon import Lexicon, LexiconFind
from tools.drawing.marks import DrawnPage, InkMark, Role, Setting
from zcdesk.geometry import Polygon, box
from zcdesk.picture import GreyPicture

Colour = tuple[int, int, int]
INK: Colour = (28, 28, 30)
RED: Colour = (205, 28, 32)

_NOT_AT_LINE_START = "，。；：、！？）》」』】’”%℃)]},.;:!?·…"
_NOT_AT_LINE_END = "（《「『【‘“([{"


@dataclass(frozen=True)
class Style:
    """How a run looks: face, size in points, colour, extra weight in hundredths of an em.

    ``spacing`` is added between characters, ``leading`` is the distance of lines, both in em.
    """

    face: Face = Face.SONG
    size: float = 12.0
    colour: Colour = INK
    weight: float = 0.0
    spacing: float = 0.0
    leading: float = 1.7

    def at(self, size: float) -> Style:
        """Return the same look at another size in points."""
        return replace(self, size=size)

    def wearing(self, face: Face) -> Style:
        """Return the same look in another face."""
        return replace(self, face=face)


@dataclass(frozen=True)
class Placed:
    """One character of a run: its number in the run, and its origin on the baseline."""

    index: int
    letter: str
    x: float
    y: float


@cache
def _ink_box(
    face: Wearable, size: int, letter: str, stroke: int
) -> tuple[float, float, float, float]:
    """Return the ink of a letter relative to its origin; empty where left is right."""
    drawn, (x, y) = font(face, size).getmask2(letter, anchor="ls", stroke_width=stroke)
    left, top, right, bottom = drawn.getbbox() or (0, 0, 0, 0)
    return x + left, y + top, x + right, y + bottom


@cache
def _advance(face: Wearable, size: int, letter: str) -> float:
    return font(face, size).getlength(letter)


@dataclass
class Paper:
    """The page under the pen. Lengths are pixels; ``mm`` and ``em`` convert.

    ``text`` runs are looked up in the lexicon, so that every occurrence becomes a mark by itself.
    """

    lexicon: Lexicon
    dpi: int = 200
    width_mm: float = 210.0
    height_mm: float = 297.0
    colour: Colour = (255, 255, 255)
    marks: list[InkMark] = field(default_factory=list)
    _setting: Setting = field(default=Setting.RUNNING, init=False)

    def __post_init__(self) -> None:
        size = (round(self.mm(self.width_mm)), round(self.mm(self.height_mm)))
        self.image = Image.new("RGB", size, self.colour)
        self.pen = ImageDraw.Draw(self.image)

    @property
    def width(self) -> int:
        """Width in pixels."""
        return self.image.width

    @property
    def height(self) -> int:
        """Height in pixels."""
        return self.image.height

    @contextmanager
    def set_as(self, setting: Setting) -> Iterator[None]:
        """Remember of all that is written meanwhile that it is set in this way."""
        before, self._setting = self._setting, setting
        yield
        self._setting = before

    def mm(self, length: float) -> float:
        """Convert millimetres to pixels."""
        return length * self.dpi / 25.4

    def em(self, style: Style) -> int:
        """Return the em of a style in pixels."""
        return max(6, round(style.size * self.dpi / 72))

    def length(self, text: str, style: Style) -> float:
        """Return the width of a run, without the gap after its last character."""
        em = self.em(style)
        total = sum(self._step(letter, style) for letter in text)
        return total - style.spacing * em if text else 0.0

    def fitted(self, text: str, style: Style, room: float, step: float = 0.94) -> Style:
        """Return the style made smaller, by factors of ``step``, until ``text`` fits ``room``."""
        while self.length(text, style) > room and style.size > 5:
            style = style.at(style.size * step)
        return style

    def line(self, text: str, x: float, y: float, style: Style, role: Role | None = None) -> float:
        """Write one line from ``x``; ``y`` is the top of the em box. Returns the right end."""
        placed = []
        for index, letter in enumerate(text):
            placed.append(Placed(index, letter, x, self._baseline(y, style)))
            x += self._step(letter, style)
        self._write(text, placed, style, role)
        return x

    def centred(self, text: str, y: float, style: Style, around: float | None = None) -> float:
        """Write one line centred on the page or ``around`` an x; returns the next line's top."""
        middle = self.width / 2 if around is None else around
        self.line(text, middle - self.length(text, style) / 2, y, style)
        return y + self.em(style) * style.leading

    def flush_right(self, text: str, right: float, y: float, style: Style) -> float:
        """Write one line that ends at ``right``; returns the next line's top."""
        self.line(text, right - self.length(text, style), y, style)
        return y + self.em(style) * style.leading

    def spread(self, text: str, left: float, right: float, y: float, style: Style) -> None:
        """Write one line spread out evenly between ``left`` and ``right`` (分散对齐)."""
        em, count = self.em(style), len(text)
        gap = (right - left - self.length(text, replace(style, spacing=0.0))) / max(1, count - 1)
        self.line(text, left, y, replace(style, spacing=gap / em))

    def paragraph(
        self,
        text: str,
        left: float,
        top: float,
        width: float,
        style: Style,
        indent: float = 2.0,
    ) -> float:
        """Write a paragraph with line breaks after Chinese custom; returns the next line's top."""
        em = self.em(style)
        placed, y = [], top
        first = True
        for line in self._broken(text, width, style, indent * em):
            x = left + (indent * em if first else 0.0)
            first = False
            for index in line:
                placed.append(Placed(index, text[index], x, self._baseline(y, style)))
                x += self._step(text[index], style)
            y += em * style.leading
        self._write(text, placed, style, None)
        return y

    def paragraphs(
        self,
        texts: Iterable[str],
        left: float,
        top: float,
        width: float,
        style: Style,
        indent: float = 2.0,
    ) -> float:
        """Write paragraphs below each other; returns the next line's top."""
        for text in texts:
            top = self.paragraph(text, left, top, width, style, indent)
        return top

    def vertical(self, text: str, right: float, top: float, bottom: float, style: Style) -> float:
        """Write columns from right to left; returns the left edge of the last column."""
        em, x, y = self.em(style), right - self.em(style), top
        placed = []
        for index, letter in enumerate(text):
            if y + em > bottom or letter == "\n":
                x, y = x - em * style.leading, top
            if letter == "\n":
                continue
            # A comma is in the upper right corner of its square when lines run downwards.
            corner = em * 0.5 if letter in "，。、；：" else 0.0
            inset = (em - _advance(face_for(letter, style.face), em, letter)) / 2 + corner
            placed.append(Placed(index, letter, x + inset, self._baseline(y - corner, style)))
            y += em * (1 + style.spacing)
        with self.set_as(Setting.VERTICAL):
            self._write(text, placed, style, None)
        return x

    def cell(
        self,
        text: str,
        left: float,
        top: float,
        right: float,
        bottom: float,
        style: Style,
        align: str = "centre",
    ) -> None:
        """Write ``text`` in the middle of a cell, in as many lines as it needs.

        Too long a text is written smaller, as a form's clerk would.
        """
        pad = self.em(style) * 0.35
        room, tall = right - left - 2 * pad, bottom - top
        while True:
            parts = [list(self._broken(part, room, style, 0.0)) for part in text.split("\n")]
            count = sum(len(lines) for lines in parts)
            if count * self.em(style) * 1.25 <= tall or style.size < 6.5:
                break
            style = style.at(style.size * 0.9)
        em = self.em(style)
        y, placed, start = top + (tall - count * em * 1.25) / 2 + em * 0.125, [], 0
        for part, lines in zip(text.split("\n"), parts, strict=True):
            for line in lines:
                long = sum(self._step(part[index], style) for index in line)
                x = left + pad + ((room - long) / 2 if align == "centre" else 0.0)
                for index in line:
                    base = self._baseline(y, style)
                    placed.append(Placed(start + index, part[index], x, base))
                    x += self._step(part[index], style)
                y += em * 1.25
            start += len(part) + 1
        with self.set_as(Setting.CELL):
            self._write(text, placed, style, None)

    def row(
        self,
        texts: Iterable[str],
        edges: Sequence[float],
        top: float,
        tall: float,
        style: Style,
        rule: float = 0.25,
    ) -> float:
        """Write ruled cells side by side, parted at ``edges``; returns the y below them."""
        for text, left, right in zip(texts, edges, edges[1:], strict=False):
            self.frame(left, top, right, top + tall, rule)
            self.cell(text, left, top, right, top + tall, style)
        return top + tall

    def handwriting(
        self, text: str, x: float, y: float, style: Style, random: Random, role: Role | None = None
    ) -> float:
        """Write as a pen does: each character a little larger, higher or turned."""
        em = self.em(style)
        polygons: dict[int, Polygon] = {}
        slope, start = random.uniform(-0.06, 0.02), x
        for index, letter in enumerate(text):
            size = max(6, round(em * random.uniform(0.92, 1.12)))
            if letter.isspace():
                x += em * 0.4
                continue
            face = face_for(letter, style.face)
            glyph = Image.new("L", (size * 2, size * 2), 0)
            place = (size // 2, size + size // 2)
            ImageDraw.Draw(glyph).text(place, letter, fill=255, font=font(face, size), anchor="ls")
            glyph = glyph.rotate(random.uniform(-7, 5), resample=Image.Resampling.BICUBIC)
            left = round(x - size / 2)
            lift = slope * (x - start) + random.uniform(-0.05, 0.05) * em
            top = round(y + lift - size / 2)
            self.image.paste(style.colour, (left, top), glyph)
            ink = glyph.point([255 if value > 60 else 0 for value in range(256)]).getbbox()
            if ink:
                polygons[index] = box(left + ink[0], top + ink[1], left + ink[2], top + ink[3])
            x += _advance(face, size, letter) * random.uniform(0.86, 1.0)
        self._remember(text, polygons, float(em), role, hand=True)
        return x

    def rule(self, *points: tuple[float, float], width: float = 0.25, colour: Colour = INK) -> None:
        """Draw a line of ``width`` millimetres through ``points``."""
        self.pen.line(list(points), fill=colour, width=max(1, round(self.mm(width))))

    def frame(
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
        width: float = 0.25,
        colour: Colour = INK,
    ) -> None:
        """Draw the four sides of a rectangle."""
        thick = max(1, round(self.mm(width)))
        self.pen.rectangle((left, top, right, bottom), outline=colour, width=thick)

    def mark(self, role: Role, text: str, polygons: Iterable[Polygon], em: float) -> None:
        """Remember ink that was not written as text: a seal, a photo, a code."""
        self.marks.append(InkMark(role, text, tuple(polygons), em))

    def tint(self, mask: GreyPicture, left: int, top: int, colour: Colour) -> None:
        """Lay transparent ``colour`` over the page, as a stamp does: the darker of both shows.

        Args:
            mask: How much ink, 0–255, shape (height, width).
            left: Column of the page where the mask begins; parts outside are cut off.
            top: Row where it begins.
            colour: The ink at full strength.
        """
        x0, y0 = max(0, left), max(0, top)
        x1 = min(self.width, left + mask.shape[1])
        y1 = min(self.height, top + mask.shape[0])
        if x1 <= x0 or y1 <= y0:
            return
        under = np.asarray(self.image.crop((x0, y0, x1, y1)), dtype=np.float32)
        share = mask[y0 - top : y1 - top, x0 - left : x1 - left, None].astype(np.float32) / 255
        ink = np.asarray(colour, dtype=np.float32) / 255
        mixed = under * (1 - share * (1 - ink))
        self.image.paste(Image.fromarray(mixed.astype(np.uint8)), (x0, y0))

    def finished(self, kind: str) -> DrawnPage:
        """Return the page with its marks."""
        picture = np.array(self.image, dtype=np.uint8)
        return DrawnPage(picture, tuple(self.marks), kind, self.dpi)

    def _baseline(self, y: float, style: Style) -> float:
        return y + self.em(style) * 0.86

    def _step(self, letter: str, style: Style) -> float:
        em = self.em(style)
        if letter == "\u3000":  # not every face has it
            return em * (1 + style.spacing)
        return _advance(face_for(letter, style.face), em, letter) + style.spacing * em

    def _broken(
        self, text: str, width: float, style: Style, indent: float
    ) -> Iterator[Sequence[int]]:
        """Yield the character numbers of each line."""
        line: list[int] = []
        room = width - indent
        for index, letter in enumerate(text):
            step = self._step(letter, style)
            if line and step > room and letter not in _NOT_AT_LINE_START:
                carried: list[int] = []
                while line and self._must_move(text, line[-1], index):
                    carried.insert(0, line.pop())
                yield line or carried
                line = carried if line else []
                room = width - sum(self._step(text[number], style) for number in line)
            line.append(index)
            room -= step
        if line:
            yield line

    @staticmethod
    def _must_move(text: str, last: int, coming: int) -> bool:
        """Tell whether the character before a break has to go along to the next line."""
        if text[last] in _NOT_AT_LINE_END:
            return True
        latin = text[last].isascii() and text[last].isalnum()
        return latin and text[coming].isascii() and text[coming].isalnum() and coming - last < 20

    def _write(self, text: str, placed: Sequence[Placed], style: Style, role: Role | None) -> None:
        em = self.em(style)
        stroke = round(style.weight * em / 100)
        polygons: dict[int, Polygon] = {}
        for one in placed:
            if one.letter.isspace():
                continue
            face = face_for(one.letter, style.face)
            x, y = round(one.x), round(one.y)
            self.pen.text(
                (x, y),
                one.letter,
                fill=style.colour,
                font=font(face, em),
                anchor="ls",
                stroke_width=stroke,
            )
            left, top, right, bottom = _ink_box(face, em, one.letter, stroke)
            if right > left and bottom > top:
                polygons[one.index] = box(x + left, y + top, x + right, y + bottom)
        self._remember(text, polygons, float(em), role)

    def _remember(
        self,
        text: str,
        polygons: dict[int, Polygon],
        em: float,
        role: Role | None,
        hand: bool = False,
    ) -> None:
        finds = self.lexicon.finds(text) if role is None else [LexiconFind(0, len(text), role)]
        for find in finds:
            own = tuple(polygons[i] for i in range(find.start, find.end) if i in polygons)
            if own:
                written = text[find.start : find.end]
                self.marks.append(
                    InkMark(find.role, written, own, em, find.near, hand, self._setting)
                )
