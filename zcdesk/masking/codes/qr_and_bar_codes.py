"""Finds QR codes and bar codes, and the verification codes by which a register shows a record.

What can be read is told by zxing-cpp. What it cannot read is searched as patches of evenly mixed
black and white on a reduced copy; a patch then has to show the three corner squares, or to be
striped like a bar code. What is seen and not read goes to a person, but for codes with their three
corner squares where all codes are to be covered: whatever they say.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.applicant import Target, Word
from zcdesk.geometry import Polygon, area, around, bounds, box, centre, holds
from zcdesk.masking.codes.words_in_codes import word_said
from zcdesk.masking.hits import Hit, Mask, Origin
from zcdesk.masking.spotting.character_runs import cover_of, plain_text
from zcdesk.picture import GreyPicture, Picture, grey_of, reduced_by, require_picture, square
from zcdesk.reading.certainty import CERTAIN
from zcdesk.reading.code_places import (
    COPY_SIDE,
    at_right_angles,
    bands,
    binary,
    changes,
    corner_likeness,
    has_solid_sides,
    mixed,
    repeats,
    two_levels,
)
from zcdesk.reading.codes import (
    DecodedCode,
    codes_from_near,
    decoded_codes,
    is_book_number,
    printed_codes,
)
from zcdesk.reading.line import Line

_LEAST_SIDE = 0.03  # of the long side: 9 mm on A4; smaller codes are not printed
_LARGEST_SIDE = 0.45  # of the long side
_JOINS = ((17, 3), (3, 17), (5, 5), (9, 9), (15, 15))
"""Width and height, in pixels of the copy, of the white that is closed: the spaces of bar codes
that lie and that stand, then the white between modules of small and of large QR codes."""

_LEAST_BAND = 0.06
"""Ink in any sixteenth of an unread code; the white between lines of text has none."""

_RIM = 0.05  # of a patch, added to its cover
_UNSEEN_BARS = 0.4
"""Of the height of bars that was read, added on both sides; where pages are askew .37 was missing
on one side."""

_LARGEST_GROWTH = 2.2  # times its area to which a code may grow by other patches
_SQUARE = (0.72, 1.4)
_CORNER, _CORNER_LESS = 0.45, 0.1
"""Likeness of a corner to a QR code's corner square, and how much less the fourth corner has. On 87
public pages 28 of 31 codes have three of .45 and more; halftone letters, rosettes and engraved
grounds .42, .34 and .31 at most, and the fourth as much."""

_PLAINLY = CERTAIN  # the probability of a book number's digits
_LABELS = ("ISSN", "ISBN")
_APART = " -—>"  # what is between groups of digits
_BESIDE = 0.4  # of the bars' height to the middle of their number, above or below
_LABEL_OF_CODE = re.compile(
    r"(?:在线验证码|验证码|防伪码|防伪编码|验证编号|核验码|校验码|查询码|识别码|授权码)[】）)]?[：:]?"
)
_VALUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-—–]{3,38}[A-Za-z0-9]")
_WHOLE_VALUE = re.compile(rf"(?=.*[0-9]){_VALUE.pattern}")
_NEXT_CELL = 6.0  # line heights to the right of a label, or below it, where its value may be


class CodeKind(StrEnum):
    """What was seen of a code."""

    READ = "read"
    CORNERS = "corners"
    TEXTURE = "texture"
    STRIPES = "stripes"


_OF_REGISTER = {
    CodeKind.STRIPES: re.compile("专利号|申请号|发文序号"),
    CodeKind.CORNERS: re.compile("软著登字|作登字|信用信息公示系统"),
}
"""What the papers of a register print: their codes lead to it by a number. A square code on a
patent's paper may be anything; three of licences and one of a copyright on public pages said no
name."""


@dataclass(frozen=True)
class Code:
    """A code's place in pixels of the page, how it was recognised, and what was read of it. Kinds
    whose reading proves nothing (ITF) count for the words alone that they say."""

    polygon: Polygon
    kind: CodeKind
    read: DecodedCode | None = None

    @property
    def is_certain(self) -> bool:
        """Whether it is a code and nothing else."""
        return self.read.is_proven if self.read else self.kind is CodeKind.CORNERS


def find_codes(picture: Picture) -> tuple[Code, ...]:
    """Return the QR codes and bar codes of an upright page.

    The number of a book or journal (ISBN, ISSN) is no code in this sense.

    Raises:
        ValueError: ``picture`` is not an RGB picture.
    """
    require_picture(picture)
    grey = grey_of(picture)
    places = list(_patches(grey))
    seen = [code for place in places if (code := _striped(grey, place) or _square(grey, place))]
    texts = list(decoded_codes(picture, grey))
    for code in seen:
        if not any(_inside(text.polygon, code.polygon) for text in texts):
            texts += codes_from_near(picture, code.polygon)
    books = [_whole(text, seen).polygon for text in texts if text.is_book]
    codes = [_whole(text, seen) for text in texts if not text.is_book]
    for code in sorted(seen, key=lambda one: (_CERTAINTY.index(one.kind), -area(one.polygon))):
        known = (*books, *(other.polygon for other in codes))
        if not any(_inside(code.polygon, other) for other in known):
            codes.append(_completed(code, places))
    return tuple(codes)


def _whole(decoded: DecodedCode, seen: Sequence[Code]) -> Code:
    """Return a code that was read with its rim; the reader looks at a part of the bars' height."""
    left, top, right, bottom = bounds(decoded.polygon)
    if decoded.has_bars:
        rim = _UNSEEN_BARS * min(right - left, bottom - top)
        left, top, right, bottom = left - rim, top - rim, right + rim, bottom + rim
    place = _grown((left, top, right, bottom), _RIM)
    near = (bounds(code.polygon) for code in seen if _inside(decoded.polygon, code.polygon))
    whole = around((bounds(place), *near))
    return Code(box(*whole), CodeKind.READ, decoded)


def judge_codes(
    picture: Picture,
    lines: Sequence[Line],
    targets: Collection[Target],
    words: Sequence[Word] = (),
    codes: Sequence[Code] | None = None,
) -> tuple[Hit, ...]:
    """Return a hit for each code that says one of ``words`` or cannot be read, and where codes are
    a target for each other one and each printed verification code. ``codes``: those of the page,
    where they were found already."""
    codes = find_codes(picture) if codes is None else codes
    sought = [word for word in words if word.kind.target in targets]
    every = Target.CODE in targets
    printed = [Code(code.polygon, CodeKind.READ, code) for code in printed_codes(lines)]
    hits = [hit for code in (*codes, *printed) if (hit := _judged(code, lines, sought, every))]
    return (*hits, *(_verification_codes(lines) if every else ()))


def _judged(code: Code, lines: Sequence[Line], sought: Sequence[Word], every: bool) -> Hit | None:
    if code.read is None:
        told = every or (bool(sought) and code.kind is not CodeKind.TEXTURE)
    else:
        word = word_said(code.read, sought)
        if word is not None:
            mask = Mask(word.kind.target, code.polygon, word.label, 1.0, Origin.CODE)
            reason = "hit.named_code" if word.sure else "hit.maybe_named_code"
            return mask.hit(reason, sure=word.sure)
        told = every and code.read.is_proven
    # Bars too coarse to be decoded are a book's where its number is printed at them. On the paper
    # of a register a code is the number that the paper prints, which is a code all the same.
    book = code.kind is CodeKind.STRIPES and _has_printed_book_number(code.polygon, lines)
    register = None if every else _OF_REGISTER.get(code.kind)
    number = register and any(register.search(plain_text(line)[0]) for line in lines)
    return _hit(code, every) if told and not (book or number) else None


def _hit(code: Code, every: bool) -> Hit:
    confidence = {
        CodeKind.READ: 1.0,
        CodeKind.CORNERS: 0.9,
        CodeKind.STRIPES: 0.7,
        CodeKind.TEXTURE: 0.5,
    }
    mask = Mask(Target.CODE, code.polygon, "", confidence[code.kind], Origin.CODE)
    sure = every and code.kind in (CodeKind.READ, CodeKind.CORNERS)
    return mask.hit("hit.code" if sure else "hit.unread_code", sure=sure)


Place = tuple[int, int, int, int]
_CERTAINTY = (CodeKind.CORNERS, CodeKind.STRIPES, CodeKind.TEXTURE)


def _patches(grey: GreyPicture) -> Iterator[Place]:
    """Yield left, top, right, bottom of patches that may be codes, in pixels of the page."""
    step = max(1, round(max(grey.shape) / COPY_SIDE))
    copy = reduced_by(grey, step)
    side = max(copy.shape)
    light = cv2.blur(copy, (61, 61), borderType=cv2.BORDER_REPLICATE)
    ink = (copy < light.astype(np.float32) * 0.88).astype(np.uint8)
    seen: set[tuple[int, ...]] = set()
    for join in _JOINS:
        joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(join[::-1], np.uint8))
        # Rules and text that touch a patch fall off again.
        joined = cv2.morphologyEx(joined, cv2.MORPH_OPEN, square(13))
        outlines, _ = cv2.findContours(joined, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        for left, top, wide, tall in map(cv2.boundingRect, outlines):
            inked = int(cv2.countNonZero(joined[top : top + tall, left : left + wide]))
            if not _sized(wide, tall, inked, side):
                continue
            rough = tuple(value // 8 for value in (left, top, wide, tall))
            if rough not in seen:
                seen.add(rough)
                yield left * step, top * step, (left + wide) * step, (top + tall) * step


def _sized(wide: int, tall: int, inked: int, side: int) -> bool:
    least, long, short = _LEAST_SIDE * side, max(wide, tall), min(wide, tall)
    fits = least <= long <= _LARGEST_SIDE * side and short >= 0.4 * least
    return fits and inked >= 0.6 * wide * tall


def _square(grey: GreyPicture, place: Place) -> Code | None:
    """Return the QR code in a patch, None when there is none."""
    left, top, right, bottom = place
    wide, tall = right - left, bottom - top
    if not _SQUARE[0] <= wide / tall <= _SQUARE[1]:
        return None
    inner = grey[top:bottom, left:right]
    ink = binary(inner)
    # White bands are in a block of text; squares in squares are letters like 回 there.
    if not mixed(ink) or not two_levels(inner) or bands(ink).min() < _LEAST_BAND:
        return None
    outline = _grown(place, _RIM)
    first, second, third, fourth = corner_likeness(inner)
    if third >= max(_CORNER, fourth + _CORNER_LESS):
        return Code(outline, CodeKind.CORNERS)
    if second >= max(_CORNER, third + _CORNER_LESS):
        return Code(outline, CodeKind.TEXTURE)
    marked = first >= _CORNER or has_solid_sides(ink)
    textured = 0.8 <= wide / tall <= 1.25 and _square_texture(ink)
    squared = marked and textured and at_right_angles(inner)
    return Code(outline, CodeKind.TEXTURE) if squared else None


def _square_texture(ink: NDArray[np.uint8]) -> bool:
    """Tell whether every band of a patch is mixed, across and down: a code that is too coarse."""
    shares = bands(ink)
    return shares.min() >= 0.22 and shares.max() <= 0.8 and min(changes(ink), changes(ink.T)) >= 10


def _striped(grey: GreyPicture, place: Place) -> Code | None:
    """Return the bar code in a patch, None when its rows do not repeat each other."""
    left, top, right, bottom = place
    part = grey[top:bottom, left:right]
    lying = part if right - left > bottom - top else part.T
    high, wide = lying.shape
    band = lying[round(0.15 * high) : max(round(0.75 * high), 4)].astype(np.float32)
    if wide >= 1.3 * high and repeats(band):
        return Code(_grown(place, _RIM), CodeKind.STRIPES)
    return None


def _grown(place: tuple[float, float, float, float], share: float) -> Polygon:
    left, top, right, bottom = place
    rim = share * max(right - left, bottom - top)
    return box(max(0.0, left - rim), max(0.0, top - rim), right + rim, bottom + rim)


def _inside(polygon: Polygon, other: Polygon) -> bool:
    """Tell whether a place is mostly in another one."""
    return holds(bounds(other), centre(polygon))


def _completed(code: Code, places: Sequence[Place]) -> Code:
    """Return the code with what other patches hold of it; one patch may have lost a corner."""
    polygon = code.polygon
    left, top, right, bottom = bounds(polygon)
    most = _LARGEST_GROWTH * area(polygon)
    for place in places:
        grown = _grown(place, _RIM)
        whole = around(((left, top, right, bottom), bounds(grown)))
        shape = (whole[2] - whole[0]) / (whole[3] - whole[1])
        shaped = code.kind is CodeKind.STRIPES or 0.8 <= shape <= 1.25
        if shaped and _inside(polygon, grown) and area(box(*whole)) <= most:
            left, top, right, bottom = whole
    return Code(box(left, top, right, bottom), code.kind)


def _has_printed_book_number(place: Polygon, lines: Sequence[Line]) -> bool:
    """Tell whether the number of a book or journal (ISBN, ISSN), or the number's name, is plainly
    printed at bars that cannot be decoded. ``place``: where the bars are, in pixels of the page."""
    left, top, right, bottom = bounds(place)
    beside = _BESIDE * (bottom - top)
    around_bars = (left, top - beside, right, bottom + beside)
    return any(
        line.lattice.confidence >= _PLAINLY and _names_a_book(line.lattice.text)
        for line in lines
        if holds(around_bars, centre(line.quad))
    )


def _names_a_book(text: str) -> bool:
    digits = "".join(letter for letter in text if letter not in _APART)
    return is_book_number(digits) or any(label in text.upper() for label in _LABELS)


def _verification_codes(lines: Sequence[Line]) -> Iterator[Hit]:
    """Yield a hit for each value behind, beside or below a label like 在线验证码."""
    for number, line in enumerate(lines):
        text, characters = plain_text(line)
        label = _LABEL_OF_CODE.search(text)
        if label is None:
            continue
        value = _VALUE.match(text, label.end())
        if value is not None:
            part = characters[value.start() : value.end()]
            yield _code_hit(cover_of(line, part), number)
        elif label.end() == len(text):
            for other, below in _beside(lines, line):
                whole, its = plain_text(below)
                if _WHOLE_VALUE.fullmatch(whole):
                    yield _code_hit(cover_of(below, its), other)


def _beside(lines: Sequence[Line], label: Line) -> Iterator[tuple[int, Line]]:
    """Yield the lines that begin in the next cell to the right, and those right below."""
    left, top, right, bottom = bounds(label.quad)
    high = bottom - top
    next_cell = (right - high, top, right + _NEXT_CELL * high, bottom)
    below = (left - high, bottom, right + high, bottom + 2 * high)
    for number, line in enumerate(lines):
        x, y = centre(line.quad)
        if holds(next_cell, (bounds(line.quad)[0], y)) or holds(below, (x, y)):
            yield number, line


def _code_hit(polygon: Polygon, line: int) -> Hit:
    return Mask(Target.CODE, polygon, "", 0.9, Origin.CODE).hit(
        "hit.verification_code", line=line + 1, sure=True
    )
