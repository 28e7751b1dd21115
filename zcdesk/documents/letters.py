"""Fonts of the PDF: which one draws a letter, how wide it is, where a line may break."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import pymupdf

if TYPE_CHECKING:  # loaded by whoever cuts a font
    from fontTools.ttLib import TTFont

from zcdesk.names.arabic_forms import FONT as ARABIC
from zcdesk.names.arabic_forms import is_of_script
from zcdesk.resources import resource

_FILES = {
    "仿宋": ("fangsong.otf", "fangsong.otf"),
    "宋体": ("song.otf", "song-heavy.otf"),
    "黑体": ("hei.otf", "hei.otf"),
    "楷体": ("kai.ttf", "kai.ttf"),
}
"""The fonts of each kind, plain and bold."""

_KINDS = {"fang": "仿宋", "仿宋": "仿宋", "hei": "黑体", "黑": "黑体", "kai": "楷体", "楷": "楷体"}

_ROOM = "＿"
"""Room to write by hand; the narrow kinds leave gaps in the line."""

_ARABIC = "[\u0620-\u06ff\ufb50-\ufdff\ufe70-\ufefc]+"

NUMBER = r"[A-Za-z0-9]+(?:[-–—./:@]{1,2}[A-Za-z0-9]+)*"
"""Pattern of what no line break parts: words and numbers, a telephone number with its dashes."""

_PIECES = re.compile(rf"{NUMBER}|{_ARABIC}|.", re.DOTALL)

_NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕”’％…—·,.;:?!)]}%")
_NOT_LAST = frozenset("（《〈「『【〔“‘([{")


@cache
def _font(file: str) -> pymupdf.Font:
    if file == "cjk":
        return pymupdf.Font("cjk")
    return pymupdf.Font(fontfile=str(resource("fonts", file)))


def font_for(letter: str, name: str, bold: bool) -> tuple[str, pymupdf.Font]:
    """Return the font that draws a letter: the form's own kind, else the one with most letters.

    Args:
        letter: One character.
        name: The font's name in the form; an unknown one is drawn in 宋体.
        bold: Whether the form prints it bold.

    Returns:
        The name of the font's file, and the font.
    """
    if is_of_script(letter) and _font(ARABIC).has_glyph(ord(letter)):
        return ARABIC, _font(ARABIC)
    kind = next((kind for part, kind in _KINDS.items() if part in name.lower()), "宋体")
    file = _FILES[kind][bold] if letter != _ROOM else "song.otf"
    if letter.isspace() or _font(file).has_glyph(ord(letter)):
        return file, _font(file)
    return "cjk", _font("cjk")


def subset(file: str, letters: Iterable[str]) -> pymupdf.Font:
    """Return a font with no more than some letters, to be embedded."""
    return pymupdf.Font(fontbuffer=_cut_down(file, "".join(sorted(set("".join(letters))))))


@lru_cache(maxsize=64)
def _cut_down(file: str, letters: str) -> bytes:
    """Return the bytes of a font with no more than some letters.

    fontTools does it before the font gets to MuPDF, whose own subsetting of fonts with CFF
    outlines gave empty pages (seen with PyMuPDF 2.0).

    Args:
        file: Name of the font's file, as :func:`font_for` gives it.
        letters: What is drawn with it, sorted.
    """
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(layout_features=[], notdef_outline=True, recalc_timestamp=False)
    options.name_IDs = []
    options.drop_tables += ["meta", "VORG", "vhea", "vmtx", "BASE", "GDEF", "gasp"]
    # The box around all letters holds those that are left, too; to reckon it draws each of them.
    whole = TTFont(io.BytesIO(_font(file).buffer), recalcBBoxes=False, recalcTimestamp=False)
    cutter = Subsetter(options)
    cutter.populate(text=letters)
    cutter.subset(whole)
    _number_by_place(whole)
    stream = io.BytesIO()
    whole.save(stream, reorderTables=False)
    return stream.getvalue()


def _number_by_place(font: TTFont) -> None:
    """Give each glyph of a CID-keyed font the number of its place.

    A PDF names glyphs by CID while MuPDF writes their places; in a subset the two differ, and
    the wrong letters would be drawn.
    """
    if "CFF " not in font or not hasattr(font["CFF "].cff[0], "ROS"):
        return
    top = font["CFF "].cff[0]
    old = font.getGlyphOrder()
    new = [".notdef", *(f"cid{place:05d}" for place in range(1, len(old)))]
    named = dict(zip(old, new, strict=True))
    for table in font["cmap"].tables:
        table.cmap = {code: named[glyph] for code, glyph in table.cmap.items()}
    font["hmtx"].metrics = {named[glyph]: value for glyph, value in font["hmtx"].metrics.items()}
    letters = top.CharStrings
    letters.charStrings = {named[glyph]: value for glyph, value in letters.charStrings.items()}
    top.charset = new
    font.setGlyphOrder(new)


def can_be_drawn(letter: str) -> bool:
    """Tell whether any of our fonts has the letter."""
    return letter.isspace() or bool(
        _font(font_for(letter, "", bold=False)[0]).has_glyph(ord(letter))
    )


def width(text: str, name: str, bold: bool, size: float) -> float:
    """Return the length of a text on one line, in points."""
    return sum(_advance(letter, name, bold) * size for letter in text)


@lru_cache(maxsize=1 << 14)  # a form measures the same letters many times before its lines fit
def _advance(letter: str, name: str, bold: bool) -> float:
    """Return the width of a letter of size 1."""
    return float(font_for(letter, name, bold)[1].glyph_advance(ord(letter)))


def broken(
    text: str, name: str, bold: bool, size: float, room: float, first_room: float
) -> Sequence[str]:
    """Break a text into lines that fit.

    A line begins with no closing mark and ends with no opening one; letters and digits that
    belong together, and telephone numbers with their dashes, stay together where they fit on a
    line at all.

    Args:
        room: Length of a line in points; ``first_room`` that of the first line.
    """
    lines: list[str] = []
    for part in text.split("\n"):
        line: list[str] = []
        for piece in _PIECES.findall(part):
            limit = room if lines else first_room
            over = width("".join((*line, piece)), name, bold, size) > limit + 0.01
            length = _ends_well(line, piece) if over else 0
            if length:
                lines.append("".join(line[:length]))
                line = [*line[length:], piece]
                line[0] = line[0].lstrip(" ")
            else:
                line.append(piece)
        lines.append("".join(line))
    return [fitting for line in lines for fitting in _cut(line, name, bold, size, room)]


def _ends_well(line: Sequence[str], following: str) -> int:
    """Return how many pieces may stay on a line before ``following`` begins the next, or 0."""
    length = len(line)
    first = following
    while length and (first[0] in _NOT_FIRST or line[length - 1][-1] in _NOT_LAST):
        length -= 1
        first = line[length]
    return length


def longest_piece(text: str, name: str, bold: bool, size: float) -> float:
    """Return the length of the longest run of a text that no line break parts, in points."""
    return max((width(piece, name, bold, size) for piece in _PIECES.findall(text)), default=0.0)


def _cut(line: str, name: str, bold: bool, size: float, room: float) -> list[str]:
    """Cut a line whose one piece is longer than the room, between any two letters."""
    if width(line, name, bold, size) <= room + 0.01:
        return [line]
    parts, part = [], ""
    for letter in line:
        if part and width(part + letter, name, bold, size) > room:
            parts.append(part)
            part = ""
        part += letter
    return [*parts, part]
