"""What must not be left besides words: seals, portraits, codes, signatures, as far as asked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import cv2
import numpy as np

from zcdesk.applicant import Target, Word
from zcdesk.geometry import Polygon, bounds, box, centre, share_in
from zcdesk.picture import GreyPicture, Picture, grey_of, scaled
from zcdesk.reading.codes import DecodedCode, decoded_codes, printed_codes
from zcdesk.reading.line import Line
from zcdesk.resources import resource
from zcdesk.verification.marks.codes import codes_left, named_codes_left
from zcdesk.verification.marks.seals import seals_left
from zcdesk.verification.words.judging import Certainty
from zcdesk.verification.words.seeing import Sight

_IN_LINE, _AS_HIGH = 0.7, 0.6
"""Share of a place within a line, and of the line's height, from which on it is its letter."""

_PLAIN, _LETTERS = 0.95, 2  # mean probability and letters of such a line


@dataclass(frozen=True)
class MarkLeft:
    """Something that had to be covered and is still to be seen, or may be.

    ``code`` has a sentence under ``verify.…``.
    """

    target: Target
    code: str
    certainty: Certainty
    place: Polygon


@dataclass(frozen=True, eq=False)
class FinishedView:
    """A finished picture as the searches for what was left see it.

    Attributes:
        picture: As it is; the dark squares of a code look like covers.
        bare: The same with what is surely a cover painted over.
        cleaned: The same with all that looks like an opaque cover painted over.
        grey: It in grey.
        sight: What was seen on what is cleaned: the evened page and its lines.
        words: The applicant's words.
        targets: What had to be covered.
    """

    picture: Picture
    bare: Picture
    cleaned: Picture
    grey: GreyPicture
    sight: Sight
    words: Sequence[Word]
    targets: Collection[Target]

    @cached_property
    def decoded(self) -> tuple[DecodedCode, ...]:
        """The codes that can be decoded."""
        return decoded_codes(self.picture, self.grey)


_Search = Callable[[FinishedView], Iterable[MarkLeft]]


def marks_left(view: FinishedView) -> Iterator[MarkLeft]:
    """Yield what was left of the targets that are no words, and codes that say a word."""
    for target, search in LEFT:
        if target is None or target in view.targets:
            yield from search(view)


def _seals(view: FinishedView) -> Iterator[MarkLeft]:
    for certainty, place in seals_left(view.cleaned, view.words):
        yield MarkLeft(Target.SEAL, "verify.seal_left", certainty, place)


def _named_codes(view: FinishedView) -> Iterator[MarkLeft]:
    wanted = [word for word in view.words if word.kind.target in view.targets]
    codes = (*view.decoded, *printed_codes(view.sight.lines))
    for word, place in named_codes_left(codes, wanted):
        code = "verify.named_code" if word.sure else "verify.code_left"
        certainty = Certainty.LEAK if word.sure else Certainty.REVIEW
        yield MarkLeft(word.kind.target, code, certainty, place)


def _portraits(view: FinishedView) -> Iterator[Polygon]:
    return (
        place for place in portraits_left(view.cleaned) if not _is_letter(place, view.sight.lines)
    )


def _asked(
    target: Target, code: str, search: Callable[[FinishedView], Iterable[Polygon]]
) -> tuple[Target, _Search]:
    """Return the row of a thing whose finds a person looks at: none of them is sure."""
    return target, lambda view: (
        MarkLeft(target, code, Certainty.REVIEW, place) for place in search(view)
    )


def _is_letter(place: Polygon, lines: Sequence[Line]) -> bool:
    """Tell whether a place is a letter of a line that was read plainly: a golden 执 on cream has
    the tones of a head with shoulders."""
    left, top, right, bottom = bounds(place)
    return any(
        len(line.lattice.text.strip()) >= _LETTERS
        and line.lattice.confidence >= _PLAIN
        and bottom - top >= _AS_HIGH * line.thickness
        and share_in((left, top, right, bottom), bounds(line.quad)) >= _IN_LINE
        for line in lines
    )


# --- Portraits: a face between hair and shoulders, by a search of its own -------------------------
# A rectangle of middle tones in a photo's shape is taken for a portrait when down its middle a
# dark part, a lighter even one and another part follow each other, and both sides above are alike.


_SIDE = 600  # px of the long side of the copy
_LEAST, _LARGEST = 0.05, 0.62  # of the long side
_SHAPE = (0.55, 1.1)  # width by height
_FILLED = 0.45
_STROKE = 5  # px of the copy: thinner is text
_LEVELS = (22, 60)  # below the paper's level
_LIGHTER = 28.0  # levels from hair to face
_ALIKE = 24.0  # levels between both upper corners
_EVEN = 40.0  # levels of deviation in a corner or in the face


def portraits_left(picture: Picture) -> Iterator[Polygon]:
    """Yield the places of portraits on a finished picture.

    Args:
        picture: The finished picture, opaque covers painted over.
    """
    scale = min(1.0, _SIDE / max(picture.shape[:2]))
    copy = scaled(picture, scale)
    grey, side = grey_of(copy), max(copy.shape[:2])
    paper = float(np.percentile(grey, 85))
    darkest = copy.min(axis=2)
    seen: list[tuple[int, int]] = []
    for level in _LEVELS:
        ink = (darkest < paper - level).astype(np.uint8)
        ink = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((_STROKE, _STROKE), np.uint8))
        outlines, _ = cv2.findContours(ink, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        for outline in outlines:
            left, top, width, height = cv2.boundingRect(outline)
            sized = _LEAST * side <= height <= _LARGEST * side
            shaped = _SHAPE[0] <= width / max(1, height) <= _SHAPE[1]
            if not sized or not shaped or cv2.contourArea(outline) < _FILLED * width * height:
                continue
            new = all(abs(left - x) + abs(top - y) > 0.3 * height for x, y in seen)
            if new and _is_portrait(grey[top : top + height, left : left + width]):
                seen.append((left, top))
                corners = (left, top, left + width, top + height)
                yield box(*(value / scale for value in corners))


def _is_portrait(part: GreyPicture) -> bool:
    small = cv2.resize(part, (32, 40), interpolation=cv2.INTER_AREA).astype(np.float32)
    hair = float(np.percentile(small[3:14, 12:20], 15))
    face = small[15:22, 13:19]
    corners = small[3:9, 2:6], small[3:9, 26:30]
    sides = [float(np.median(corner)) for corner in corners]
    low = small[34:38, 6:26]
    return bool(
        float(np.median(face)) - hair >= _LIGHTER
        and float(face.std()) <= _EVEN
        and abs(sides[0] - sides[1]) <= _ALIKE
        and max(float(corner.std()) for corner in corners) <= _EVEN
        and abs(float(np.median(low)) - float(np.mean(sides))) >= _LIGHTER
        and min(sides) - hair >= _LIGHTER / 2
    )


# --- Signatures beside the applicant's own labels, by a search of their own -----------------------


_REACH = 6.0  # line heights behind a label
_INK = 0.10  # squares of the line height; an empty space has none
_DARK = 170  # level of an evened page
_DATE = re.compile(r"\d\s*[年月日./-]|年|月\s*日")
_BREAK = re.compile(r"[：:；;。，]")


def signatures_left(page: GreyPicture, lines: Sequence[Line]) -> Iterator[Polygon]:
    """Yield the spaces beside own signing labels in which something is written.

    Args:
        page: The finished picture evened out, opaque covers painted over.
        lines: What was read of it.
    """
    for line in lines:
        if line.vertical:
            continue
        text = line.lattice.text
        for match in _label().finditer(text):
            ahead = _BREAK.split(text[: match.start()])[-1][-8:]
            own = match.group("own") or any(word in ahead for word in _words()["own"])
            behind = text[match.end() :].strip()
            if not own or any(word in ahead for word in _words()["other"]) or _DATE.match(behind):
                continue
            place = _written(page, lines, line, match.end())
            if place is not None:
                yield place


def _written(page: GreyPicture, lines: Sequence[Line], line: Line, end: int) -> Polygon | None:
    """Return the space behind the letter before ``end`` when there is ink in it."""
    height = line.thickness
    last = line.lattice.characters[end - 1].column + 1
    start = last + 0.4 * height / line.column_pixels
    stop = start + _REACH * height / line.column_pixels
    for other in lines:
        if other is not line and _DATE.search(other.lattice.text):
            x, y = centre((other.quad[0], other.quad[3]))
            along = (x - line.quad[0][0]) / max(1.0, line.length) * line.columns
            middle = centre(line.quad)[1]
            if along > start and abs(y - middle) < height:
                stop = min(stop, along - 0.5)
    for character in line.lattice.characters[end:]:
        if character.text.isdigit():
            stop = min(stop, character.column - 1)
    if stop <= start:
        return None
    place = line.span(start, stop, above=0.1, below=0.1)
    size = (max(4, round((stop - start) * line.column_pixels)), max(4, round(1.2 * height)))
    target = np.array([(0, 0), (size[0], 0), size, (0, size[1])], np.float32)
    turn = cv2.getPerspectiveTransform(np.array(place, np.float32), target)
    cut = cv2.warpPerspective(page, turn, size, borderValue=255)
    ink = (cut < _DARK).astype(np.uint8)
    rules = cv2.morphologyEx(
        ink, cv2.MORPH_OPEN, np.ones((1, max(3, round(2.2 * height))), np.uint8)
    )
    uprights = cv2.morphologyEx(
        ink, cv2.MORPH_OPEN, np.ones((max(3, round(1.1 * height)), 1), np.uint8)
    )
    ruled = cv2.dilate(cv2.bitwise_or(rules, uprights), np.ones((3, 3), np.uint8))
    strokes = cv2.countNonZero(cv2.subtract(ink, ruled))
    return place if strokes >= _INK * height * height else None


@cache
def _words() -> dict[str, list[str]]:
    table: dict[str, list[str]] = tomllib.loads(
        resource("characters", "labels.toml").read_text(encoding="utf-8")
    )
    return table


@cache
def _label() -> re.Pattern[str]:
    signing = "|".join(_words()["signing"])
    standing = "|".join(_words()["standing"])
    tail = "|".join(_words()["tail"])
    return re.compile(
        rf"(?:(?P<own>(?:{standing}))[（(]?(?:{signing})?|(?:{signing}))"
        rf"[）)]?[（(]?(?:{tail})?[）)]?[：:]"
    )


LEFT: tuple[tuple[Target | None, _Search], ...] = (
    (Target.SEAL, _seals),
    _asked(Target.PHOTO, "verify.portrait_left", _portraits),
    (None, _named_codes),
    _asked(
        Target.CODE,
        "verify.code_left",
        lambda view: codes_left(view.picture, view.bare, view.sight.lines, view.decoded, view.grey),
    ),
    _asked(
        Target.SIGNATURE,
        "verify.signature_left",
        lambda view: signatures_left(view.sight.page, view.sight.lines),
    ),
)
"""What finds each thing that was left, in the order in which it is told; None: always."""
