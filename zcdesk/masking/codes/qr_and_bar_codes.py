"""Finds QR codes and bar codes, and the verification codes by which a register shows a record.

What can be read is told by zxing-cpp. What it cannot read is searched as patches of evenly mixed
black and white on a reduced copy; a patch then has to show the three corner squares, or to be
striped like a bar code. Codes that are seen and not read go to a person.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.applicant import Target
from zcdesk.findings import info
from zcdesk.geometry import Polygon, area, around, bounds, box, centre, holds
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.spotting.character_runs import cover_of, plain_text
from zcdesk.names.spellings import is_han
from zcdesk.picture import GreyPicture, Picture, require_picture
from zcdesk.reading.codes import DecodedCode, decoded_codes, is_book_number
from zcdesk.reading.line import Line

_COPY_SIDE = 1000  # px, about, of the copy that is searched; a 15 mm code on A4 has 50 there
_LEAST_SIDE = 0.03  # of the long side: 9 mm on A4; smaller codes are not printed
_LARGEST_SIDE = 0.45  # of the long side
_MODULE = 5.0  # px of a module that the reader likes; smaller codes are enlarged before it reads

STRIPES = 36
"""Changes between bar and space from which on a striped patch is a bar code; EAN-8 has 43, rows of
letters that stand below each other 24."""

_LIKENESS = 0.8  # correlation of any two fifths of a bar code's height, which may stand askew
_UNEVEN = 0.16  # deviation along bars, share of contrast; letters below each other have .25
_LEAST_CONTRAST = 40.0  # grey levels from ink to white; faint copies have 60, grain of wood 25
_RIGHT_ANGLES, _LARGE = 0.10, 110
"""Order of the edges of modules, and the side in pixels from which on it is asked for: codes of 117
px and more had .36, blurred by 1.5 px more .14; rosettes and holograms .09 at most."""

_JOINS = ((17, 3), (3, 17), (5, 5), (9, 9), (15, 15))
"""Width and height, in pixels of the copy, of the white that is closed: the spaces of bar codes
that lie and that stand, then the white between modules of small and of large QR codes."""

_MARGIN = 0.12  # of a patch, cut out around it: corner squares may stand at its edge
_LEAST_BAND = 0.06
"""Ink in any sixteenth of an unread code; the white between lines of text has none."""

_RIM = 0.05  # of a patch, added to its cover
_UNSEEN_BARS = 0.4
"""Of the height of bars that was read, added on both sides; where pages stand askew .37 was missing
on one side."""

_LARGEST_CUT = 640  # px
_LARGEST_GROWTH = 2.2  # times its area to which a code may grow by other patches
_SQUARE = (0.72, 1.4)

_TEXT, _WORD = 6, 4  # Han letters in a place that is no code; in its inner part, without caption
_INNER = 0.25  # of its height, above and below that part
_ROWS, _ROW = 3, 4  # lines in such a place, and letters of each
_PLAINLY = 0.95  # the probability of them all, and of a book number's digits
_LABELS = ("ISSN", "ISBN")
_APART = " -—>"  # what stands between groups of digits
_BESIDE = 0.4  # of the bars' height to the middle of their number, above or below
_LABEL_OF_CODE = re.compile(
    r"(?:在线验证码|验证码|防伪码|防伪编码|验证编号|核验码|校验码|查询码|识别码|授权码)[】）)]?[：:]?"
)
_VALUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-—–]{3,38}[A-Za-z0-9]")
_NEXT_CELL = 6.0  # line heights to the right of a label, or below it, where its value may stand


class Kind(StrEnum):
    """What was seen of a code."""

    READ = "read"
    CORNERS = "corners"
    TEXTURE = "texture"
    STRIPES = "stripes"


@dataclass(frozen=True)
class Code:
    """A code's place in pixels of the page, and how it was recognised."""

    polygon: Polygon
    kind: Kind


def find_codes(picture: Picture) -> tuple[Code, ...]:
    """Return the QR codes and bar codes of an upright page.

    The number of a book or journal (ISBN, ISSN) is no code in this sense.

    Raises:
        ValueError: ``picture`` is not an RGB picture.
    """
    require_picture(picture)
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
    places = list(_patches(grey))
    seen = [code for place in places if (code := _striped(grey, place) or _square(grey, place))]
    decoded = list(decoded_codes(grey))
    books = [_whole(decoded_code, seen).polygon for decoded_code in decoded if decoded_code.is_book]
    found = [_whole(decoded_code, seen) for decoded_code in decoded if not decoded_code.is_book]
    for code in sorted(seen, key=lambda one: (_CERTAINTY.index(one.kind), -area(one.polygon))):
        known = (*books, *(other.polygon for other in found))
        if not any(_inside(code.polygon, other) for other in known):
            found.append(_completed(code, places))
    return tuple(found)


def _whole(decoded: DecodedCode, seen: Sequence[Code]) -> Code:
    """Return a code that was read with its rim; the reader looks at a part of the bars' height."""
    left, top, right, bottom = bounds(decoded.polygon)
    if decoded.has_bars:
        rim = _UNSEEN_BARS * min(right - left, bottom - top)
        left, top, right, bottom = left - rim, top - rim, right + rim, bottom + rim
    place = _grown((left, top, right, bottom), _RIM)
    near = (code for code in seen if _inside(decoded.polygon, code.polygon))
    whole = around((bounds(place), *(bounds(code.polygon) for code in near)))
    return Code(box(*whole), Kind.READ)


def judge_codes(
    picture: Picture, lines: Sequence[Line], targets: Collection[Target]
) -> tuple[Hit, ...]:
    """Return a hit for each code and each printed verification code when codes are a target."""
    if Target.CODE not in targets:
        return ()
    seen = (code for code in find_codes(picture) if not _is_text(code, lines))
    # Bars too coarse to be decoded are a book's where its number is printed at them.
    found = (
        code
        for code in seen
        if code.kind is not Kind.STRIPES or not _has_printed_book_number(code.polygon, lines)
    )
    return (*map(_hit, found), *_verification_codes(lines))


def _is_text(code: Code, lines: Sequence[Line]) -> bool:
    """Tell whether text is plainly read there: the same words or numbers below each other look like
    the bars of a code, and so does one word in a cell. A code has a line of digits at its edge, or
    a few words."""
    if code.kind not in (Kind.STRIPES, Kind.TEXTURE):
        return False
    left, top, right, bottom = bounds(code.polygon)
    rim = _INNER * (bottom - top)
    rows = letters = inner = 0
    for line in lines:
        plain = 0
        for character in line.lattice.characters:
            x, y = centre(line.span(character.column, character.column + 1))
            if not (left <= x <= right and top <= y <= bottom) or character.probability < _PLAINLY:
                continue
            plain += 1
            letters += is_han(character.text)
            inner += is_han(character.text) and top + rim <= y <= bottom - rim
        rows += plain >= _ROW
    return letters >= _TEXT or inner >= _WORD or rows >= _ROWS


def _hit(code: Code) -> Hit:
    confidence = {Kind.READ: 1.0, Kind.CORNERS: 0.9, Kind.STRIPES: 0.7, Kind.TEXTURE: 0.5}
    mask = Mask(Target.CODE, code.polygon, "", confidence[code.kind], Origin.CODE)
    if code.kind is Kind.READ:
        return Hit(mask, Verdict.COVER, info("hit.code"))
    return Hit(mask, Verdict.DOUBT, info("hit.unread_code"))


Place = tuple[int, int, int, int]
_CERTAINTY = (Kind.CORNERS, Kind.STRIPES, Kind.TEXTURE)


def _patches(grey: GreyPicture) -> Iterator[Place]:
    """Yield left, top, right, bottom of patches that may be codes, in pixels of the page."""
    step = max(1, round(max(grey.shape) / _COPY_SIDE))
    height, width = grey.shape[0] // step, grey.shape[1] // step
    part = grey[: height * step, : width * step]
    copy = cv2.resize(part, (width, height), interpolation=cv2.INTER_AREA) if step > 1 else part
    side = max(copy.shape)
    light = cv2.blur(copy, (61, 61), borderType=cv2.BORDER_REPLICATE)
    ink = (copy < light.astype(np.float32) * 0.88).astype(np.uint8)
    seen: set[tuple[int, ...]] = set()
    for join in _JOINS:
        joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(join[::-1], np.uint8))
        # Rules and text that touch a patch fall off again.
        joined = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((13, 13), np.uint8))
        outlines, _ = cv2.findContours(joined, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        for left, top, wide, tall in (cv2.boundingRect(outline) for outline in outlines):
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
    cut = _cut(grey, place)
    inner = grey[top:bottom, left:right]
    if not _mixed(_binary(inner)) or not _two_levels(inner):
        return None
    scale = min(4.0, max(1.0, _MODULE * 33 / max(cut.shape)), _LARGEST_CUT / max(cut.shape))
    large = cv2.resize(cut, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    outline = _grown(place, _RIM)
    bands = _bands(_binary(inner))
    if bands.min() < _LEAST_BAND:
        return None  # a block of text; squares in squares are letters like 回
    corners_seen = len(_finders(np.asarray(large, np.uint8)))
    if corners_seen >= 3:
        return Code(outline, Kind.CORNERS)
    textured = 0.8 <= wide / tall <= 1.25 and _square_texture(_binary(inner))
    if corners_seen == 2 or (textured and _at_right_angles(inner)):
        return Code(outline, Kind.TEXTURE)
    return None


def _cut(grey: GreyPicture, place: Place) -> GreyPicture:
    left, top, right, bottom = place
    rim = round(_MARGIN * max(right - left, bottom - top))
    return grey[max(0, top - rim) : bottom + rim, max(0, left - rim) : right + rim]


def _finders(cut: GreyPicture) -> list[tuple[float, float]]:
    """Return the middles of the corner squares: a square in a square in a square, 3 : 5 : 7."""
    binary = (255 - _binary(cut) * 255).astype(np.uint8)
    outlines, tree = cv2.findContours(255 - binary, cv2.RETR_TREE, cv2.CHAIN_APPROX_SIMPLE)
    if tree is None:
        return []
    areas = [cv2.contourArea(outline) for outline in outlines]
    found = []
    for outer, (_, _, child, _) in enumerate(tree[0]):
        inner = int(tree[0][child][2]) if child >= 0 else -1
        if inner < 0 or areas[outer] < 30:
            continue
        ring, core = areas[child] / areas[outer], areas[inner] / areas[outer]
        x, y, wide, tall = cv2.boundingRect(outlines[outer])
        square = 0.75 <= wide / tall <= 1.33 and areas[outer] >= 0.6 * wide * tall
        if square and 0.32 <= ring <= 0.85 and 0.06 <= core <= 0.36:
            found.append((x + wide / 2, y + tall / 2))
    return found


def _binary(part: GreyPicture) -> NDArray[np.uint8]:
    """Return 1 for ink, by the level that divides the part best."""
    smooth = cv2.GaussianBlur(part, (0, 0), 0.8)
    return np.asarray(
        cv2.threshold(smooth, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)[1], np.uint8
    )


def _mixed(ink: NDArray[np.uint8]) -> bool:
    """Tell whether ink and white change as often down as across, as text never does."""
    if not 0.25 <= float(ink.mean()) <= 0.75:
        return False
    across, down = _changes(ink), _changes(ink.T)
    return min(across, down) >= 7 and 0.6 <= across / max(down, 0.1) <= 1.66


def _two_levels(part: GreyPicture) -> bool:
    """Tell whether ink and white are far apart: the grain of a desk is not."""
    ink = _binary(part) > 0
    return float(part[~ink].mean()) - float(part[ink].mean()) >= _LEAST_CONTRAST


def _changes(ink: NDArray[np.uint8]) -> float:
    """Return the mean number of changes between ink and white along a row."""
    return float(np.count_nonzero(np.diff(ink.astype(np.int8), axis=1), axis=1).mean())


def _bands(ink: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return the inked share of sixteen columns and rows, without the outermost ones."""
    small = cv2.resize(ink * 255, (16, 16), interpolation=cv2.INTER_AREA)[1:15, 1:15] / 255.0
    return np.asarray(np.concatenate([small.mean(axis=0), small.mean(axis=1)]), np.float64)


def _square_texture(ink: NDArray[np.uint8]) -> bool:
    """Tell whether every band of a patch is mixed, across and down: a code that is too coarse."""
    bands = _bands(ink)
    if not (bands.min() >= 0.22 and bands.max() <= 0.8):
        return False
    return min(_changes(ink), _changes(ink.T)) >= 10


def _at_right_angles(part: GreyPicture) -> bool:
    """Tell whether edges run as those of modules do, however the code lies; those of a rosette or
    a hologram run every way. In small patches too little can be seen of it."""
    smooth = cv2.GaussianBlur(part.astype(np.float32), (0, 0), 1.0)
    edges = cv2.Sobel(smooth, cv2.CV_32F, 1, 0) + 1j * cv2.Sobel(smooth, cv2.CV_32F, 0, 1)
    strength = np.square(np.abs(edges)) + 1e-6
    order = abs((edges**4 / strength).sum()) / float(strength.sum())
    return min(part.shape) < _LARGE or bool(order >= _RIGHT_ANGLES)


def _striped(grey: GreyPicture, place: Place) -> Code | None:
    """Return the bar code in a patch, None when its rows do not repeat each other."""
    left, top, right, bottom = place
    part = grey[top:bottom, left:right]
    for turned in (False, True):
        seen = part.T if turned else part
        high, wide = seen.shape
        if wide < 1.3 * high:
            continue
        band = seen[round(0.15 * high) : max(round(0.75 * high), 4)].astype(np.float32)
        if _repeats(band):
            return Code(_grown(place, _RIM), Kind.STRIPES)
    return None


def _repeats(band: NDArray[np.float32]) -> bool:
    """Tell whether all rows show the same bars, and enough of them; a small slant is allowed."""
    fifths = [part for part in np.array_split(band, 5, axis=0) if len(part)]
    rows = [part.mean(axis=0) for part in fifths]
    middle = rows[len(rows) // 2]
    light, ink = float(np.percentile(middle, 85)), float(np.percentile(middle, 15))
    if light - ink < _LEAST_CONTRAST:  # the rules of a table are too thin to count
        return False
    level = (light + ink) / 2
    if np.count_nonzero(np.diff((middle < level).astype(np.int8))) < STRIPES:
        return False
    likeness = [max(_likeness(middle, row, shift) for shift in range(-6, 7)) for row in rows]
    uneven = float(np.mean([part.std(axis=0).mean() for part in fifths])) / (light - ink)
    return min(likeness) >= _LIKENESS and uneven <= _UNEVEN


def _likeness(first: NDArray[np.float32], second: NDArray[np.float32], shift: int) -> float:
    """Return the correlation of two rows of which one is moved by ``shift`` pixels."""
    one = first[max(0, shift) : len(first) + min(0, shift)]
    other = second[max(0, -shift) : len(second) + min(0, -shift)]
    one, other = one - one.mean(), other - other.mean()
    scale = float(np.sqrt((one * one).sum() * (other * other).sum()))
    return float((one * other).sum()) / scale if scale > 0 else 0.0


def _grown(place: tuple[float, float, float, float], share: float) -> Polygon:
    left, top, right, bottom = place
    rim = share * max(right - left, bottom - top)
    return box(max(0.0, left - rim), max(0.0, top - rim), right + rim, bottom + rim)


def _inside(polygon: Polygon, other: Polygon) -> bool:
    """Tell whether a place lies mostly in another one."""
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
        shaped = code.kind is Kind.STRIPES or 0.8 <= shape <= 1.25
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
                if _VALUE.fullmatch(whole) and any(one.isdigit() for one in whole):
                    yield _code_hit(cover_of(below, its), other)


def _beside(lines: Sequence[Line], label: Line) -> Iterator[tuple[int, Line]]:
    left, top, right, bottom = bounds(label.quad)
    high = bottom - top
    for number, line in enumerate(lines):
        x, y = centre(line.quad)
        start = bounds(line.quad)[0]
        right_of = top <= y <= bottom and right - high <= start <= right + _NEXT_CELL * high
        below = left - high <= x <= right + high and bottom < y <= bottom + 2 * high
        if line is not label and (right_of or below):
            yield number, line


def _code_hit(polygon: Polygon, line: int) -> Hit:
    mask = Mask(Target.CODE, polygon, "", 0.9, Origin.CODE)
    return Hit(mask, Verdict.COVER, info("hit.verification_code", line=line + 1))
