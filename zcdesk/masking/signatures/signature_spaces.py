"""Finds what somebody wrote beside “签字” and the like, where nothing could be read.

Cursive writing is rarely read as the name it is; its place tells what it is. A label that plainly
belongs to somebody else, an empty space and a date give no hit.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.applicant import Target
from zcdesk.geometry import Point, Polygon, bounds, box, centre, contains, rounded
from zcdesk.masking.hits import Hit, Mask, Origin
from zcdesk.masking.signatures.below_the_label import written_below
from zcdesk.masking.signatures.label_words import (
    Signer,
    label_keywords,
    label_tail,
    next_label,
    signing_words,
    standing_labels,
)
from zcdesk.masking.signatures.pen_strokes import INKED, strokes
from zcdesk.masking.signatures.running_text import PLAIN, is_printed, runs_on
from zcdesk.masking.signatures.who_signs import is_signed_for_unit, name_letters, shared_letters
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.masking.spotting.lattice_search import Spot, letter_columns, spot
from zcdesk.names.organisation_names import organisation_in
from zcdesk.names.spellings import folded, is_han
from zcdesk.picture import GreyPicture
from zcdesk.reading.evening import DARK
from zcdesk.reading.lattice import Character
from zcdesk.reading.line import Line
from zcdesk.runs import runs_of

_REACH = 6.0
"""Line heights to the right of a label in which a signature is looked for: 0 of 36 were missed."""

_LABEL = -8.0  # score above which a label is read
_SEARCHED = 10.0  # line heights that are cut out: a cell border may be before the signature
_ABOVE = 0.6  # line heights above and below the line that are cut out
_ROW = 0.4  # a stroke's middle is at most that far above or below the line
_NEXT_CELL = 3.0  # line heights within which the border of the label's own cell may follow
_OWN_HAND = 2  # letters of the own name that make handwriting beside a bare label the own
_COVERED = 0.7  # of the ink is under covers of the name already

_ENDS_ITEM = re.compile("[：:；;。，]")
_DATE = re.compile(r"(?:19|20)\d\d\s*[年./-]|\d\s*年|年\s*月|月\s*日|年\s*\d+\s*月")


@dataclass(frozen=True)
class _Label:
    """A label: its line, the column where the space behind it begins, the text that follows.
    ``first`` is the label's own first column, and ``closed`` tells that it ends with a colon."""

    line: Line
    start: float
    rest: tuple[Character, ...]
    signer: Signer
    first: int
    closed: bool


@dataclass(frozen=True, eq=False)
class _Strip:
    """The row behind a label: ink, how to get back to the page, and the line's height. The strip's
    origin is at the label's end and ``top`` pixels above the line."""

    ink: NDArray[np.uint8]
    back: NDArray[np.float64]
    height: float
    top: float


def judge_signatures(
    page: GreyPicture,
    lines: Sequence[Line],
    masks: Sequence[Mask],
    targets: Collection[Target],
    keywords: Sequence[Keyword],
    seals: Sequence[Polygon],
) -> tuple[Hit, ...]:
    """Return a hit for each space beside a signing label that somebody filled.

    Args:
        masks: What is covered already; a name that was read there needs no second hit.
        targets: What is to be covered; without ``Target.SIGNATURE`` a person decides.
        seals: Where seals of units are.
    """
    hits: list[Hit] = []
    letters = name_letters(keywords)
    for label in _labels(lines):
        polygon = _written(page, lines, masks, label, letters, seals)
        if polygon is None:
            polygon = _below(page, lines, label, letters, (*seals, *(m.polygon for m in masks)))
        if polygon is None or any(contains(hit.mask.polygon, centre(polygon)) for hit in hits):
            continue
        shared = len(shared_letters(lines, polygon, letters, signing_words()))
        wanted, own = Target.SIGNATURE in targets, shared >= _OWN_HAND or label.signer is Signer.OWN
        asked, code = wanted and own, f"{'maybe_' * (wanted > own)}signature"
        mask = Mask(Target.SIGNATURE, rounded(polygon), "", 0.5, Origin.SIGNATURE)
        hits.append(mask.hit(f"hit.{code}", sure=asked, key="signature"))
    return tuple(hits)


def is_signed(page: GreyPicture, lines: Sequence[Line]) -> bool | None:
    """Tell whether somebody wrote where the applicant may have to sign, None without such a label.
    ``page``: evened page, shape (height, width), as it was before anything was covered."""
    signed: bool | None = None
    for label in _labels(lines):
        if _is_filled(page, lines, label) or _below(page, lines, label, ()) is not None:
            return True
        signed = False
    return signed


def _labels(lines: Sequence[Line]) -> Iterator[_Label]:
    """Yield the labels whose space is not plainly somebody else's."""
    flat = [line for line in lines if not line.vertical]
    spots = spot([line.lattice for line in flat], label_keywords(), _LABEL)
    labels: list[Spot] = []
    for one in sorted(spots, key=lambda one: (-one.score, one.line, one.first)):
        # Labels that share a letter are spotted over each other.
        if any(one.line == k.line and one.first <= k.last and k.first <= one.last for k in labels):
            continue
        labels.append(one)
        label = _label(flat[one.line], one)
        if label is not None and label.signer is not Signer.OTHER:
            yield label


def _label(line: Line, one: Spot) -> _Label | None:
    """Return the label that a spot is, None in running text and where no letter of it was read."""
    read = (c.text for c in line.lattice.characters if one.first - 1 <= c.column <= one.last + 1)
    if set(one.keyword.word.text).isdisjoint(read):
        return None
    width = letter_columns(one, line.lattice.han_columns)
    before = [c for c in line.lattice.characters if _is_before(c, one)]
    after = [c for c in line.lattice.characters if c.column > one.last + 1]
    taken = len(label_tail().match(_text(after)).group())  # type: ignore[union-attr]
    rest = after[taken:]
    closed = re.search("[:：]", _text(after[:taken])) is not None
    last = after[taken - 1].column if taken else one.last
    if rest and not closed and runs_on(before, rest, (rest[0].column - last) / width, 1 / width):
        return None
    standing = standing_labels().get(one.keyword.word.text)
    printed = standing is not None and is_printed(rest)
    if printed or organisation_in(_text(rest), whole=True):  # 申请人：同济大学
        return None
    signer = standing or _signer(_text(before))
    gap = 0.35 if taken else 0.6
    return _Label(
        line, last + 0.5 + gap * width, tuple(rest), signer, _item_start(before, one), closed
    )


def _text(letters: Iterable[Character]) -> str:
    return "".join(letter.text for letter in letters)


def _is_before(letter: Character, one: Spot) -> bool:
    """Tell whether a letter is before a spotted word and is not its first letter itself, which
    may have been read a column earlier; in a narrowed line its neighbour is as near."""
    near = 1 if letter.text == one.keyword.word.text[0] else 0
    return letter.column < one.first - near


def _item_start(before: Sequence[Character], one: Spot) -> int:
    """Return the column in which the item begins that a spotted word ends."""
    ends = [number for number, c in enumerate(before) if _ENDS_ITEM.fullmatch(c.text)]
    item = before[ends[-1] + 1 if ends else 0 :]
    return item[0].column if item else one.first


def _signer(before: str) -> Signer:
    """Tell who signs by the nearest word before the signing word, in the same item."""
    text = folded(_ENDS_ITEM.split(before)[-1])[-12:]
    places = [
        (text.rfind(word) + len(word), len(word), signer)
        for signer, words in (
            (Signer.OWN, signing_words()["own"]),
            (Signer.OTHER, signing_words()["other"]),
        )
        for word in words
        if word in text
    ]
    return max(places, key=lambda place: place[:2])[2] if places else Signer.UNKNOWN


def _is_filled(page: GreyPicture, lines: Sequence[Line], label: _Label) -> bool:
    """Tell whether anything is in the space behind a label."""
    strip = _strip(page, label)
    ink = _signature_ink(strip, *_space(strip, lines, label), _other_rows(strip, lines))
    return int(np.count_nonzero(ink)) >= INKED * strip.height**2


def _below(
    page: GreyPicture,
    lines: Sequence[Line],
    label: _Label,
    own_letters: Collection[str],
    taken: Sequence[Polygon] = (),
) -> Polygon | None:
    """Return the box around what is written below a label that nothing is behind."""
    if not label.closed or _is_filled(page, lines, label):
        return None
    left, _, right, _ = bounds(label.line.span(label.first, label.start))
    return written_below(page, lines, label.line, (left, right), own_letters, taken)


def _written(
    page: GreyPicture,
    lines: Sequence[Line],
    masks: Sequence[Mask],
    label: _Label,
    own_letters: frozenset[str],
    seals: Sequence[Polygon],
) -> Polygon | None:
    """Return the box around what is written behind a label, None when nothing new is."""
    strip = _strip(page, label)
    start, end = _space(strip, lines, label)
    ink = _signature_ink(strip, start, end, _other_rows(strip, lines))
    if np.count_nonzero(ink) < INKED * strip.height**2:
        return None
    if label.signer is Signer.UNKNOWN and _names_somebody_else(label, end, own_letters):
        return None
    names = (m.polygon for m in masks if m.target in (Target.NAME, Target.SIGNATURE))
    left = _left_open(ink, strip, names)
    if left < min((1 - _COVERED) * np.count_nonzero(ink), INKED * strip.height**2):
        return None
    x, y, width, height = cv2.boundingRect(ink)
    pad = 0.15 * strip.height
    place = _to_page(strip, box(x - pad, y - pad, x + width + pad, y + height + pad))
    if label.signer is Signer.UNKNOWN and not shared_letters(
        lines, place, own_letters, signing_words()
    ):
        own = any(c.text in own_letters for c in label.rest)
        if not own and is_signed_for_unit(page, lines, masks, label.line, signing_words(), seals):
            return None
    return place


def _strip(page: GreyPicture, label: _Label) -> _Strip:
    """Cut out the row behind a label, straightened."""
    line = label.line
    (x0, y0), (x1, y1) = line.quad[0], line.quad[1]
    height = line.thickness
    along = ((x1 - x0) / line.length, (y1 - y0) / line.length)
    across = (-along[1], along[0])
    offset = label.start * line.column_pixels
    top = _ABOVE * height
    origin = (x0 + along[0] * offset - across[0] * top, y0 + along[1] * offset - across[1] * top)
    back = np.array([[along[0], across[0], origin[0]], [along[1], across[1], origin[1]]])
    size = (max(1, round(_SEARCHED * height)), max(1, round((1 + 2 * _ABOVE) * height)))
    cut = cv2.warpAffine(
        page, back, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderValue=255
    )
    return _Strip((cut < DARK).astype(np.uint8), back, height, top)


def _space(strip: _Strip, lines: Sequence[Line], label: _Label) -> tuple[float, float]:
    """Return where in the strip the space for the signature begins and ends."""
    start, end = 0.0, _REACH * strip.height
    borders = _borders(strip)
    if borders and borders[0] < _NEXT_CELL * strip.height and not label.rest:
        before = strip.ink[:, : max(0, int(borders[0]) - 2)]
        if np.count_nonzero(strokes(before, strip.height)) < INKED * strip.height**2:
            start = borders[0] + max(2.0, 0.08 * strip.height)
            end = start + _REACH * strip.height
    end = min([end, *(border - 1 for border in borders if border > start)])
    return start, max(start, min(end, *_next_labels(strip, lines, label, start)))


def _borders(strip: _Strip) -> list[float]:
    """Return the middles of upright rules that are longer than a letter is high."""
    tall = max(3, round(1.7 * strip.height))
    rules = cv2.morphologyEx(strip.ink, cv2.MORPH_OPEN, np.ones((tall, 1), np.uint8)).any(axis=0)
    return [(left + right) / 2 for left, right in runs_of(np.asarray(rules))]


def _next_labels(
    strip: _Strip, lines: Sequence[Line], label: _Label, start: float
) -> Iterator[float]:
    """Yield where dates and other labels begin behind the label, in pixels of the strip."""
    yield math.inf
    text = _text(label.rest)
    for match in filter(None, (_DATE.search(text), next_label().search(text))):
        column = label.rest[match.start()].column
        yield (column - label.start) * label.line.column_pixels - 0.4 * strip.height
    for line in lines:
        middle = (line.quad[0][0] + line.quad[3][0]) / 2, centre(line.quad)[1]
        left, y = _in_strip(strip, [middle])[0]
        behind = left > start + 0.1 * strip.height
        text = line.lattice.text
        label_like = re.search("[：:]", text[1:]) and line.lattice.confidence > PLAIN
        begins = _DATE.search(text) or next_label().match(text) or label_like
        if begins and behind and _is_in_row(strip, y) and not line.vertical:
            yield float(left)


def _is_in_row(strip: _Strip, y: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell of heights in the strip whether they are in the label's row."""
    return np.asarray(np.abs((y - strip.top) / strip.height - 0.5) < 0.5 + _ROW)


def _other_rows(strip: _Strip, lines: Sequence[Line]) -> list[NDArray[np.int32]]:
    """Return the lines above and below in the strip: their ink is no signature."""
    return [
        np.rint(_in_strip(strip, line.quad)).astype(np.int32)
        for line in lines
        if not _is_in_row(strip, _in_strip(strip, [centre(line.quad)])[0, 1])
    ]


def _signature_ink(
    strip: _Strip, start: float, end: float, others: Sequence[NDArray[np.int32]]
) -> NDArray[np.uint8]:
    """Return the strokes whose middles are in the space."""
    ink = strip.ink.copy()
    cv2.fillPoly(ink, list(others), 0)
    written = strokes(ink, strip.height)
    _, labels, _, middles = cv2.connectedComponentsWithStats(written)
    x, y = middles.T
    inside = (start <= x) & (x <= end) & _is_in_row(strip, y)
    inside[0] = False  # the paper
    return np.asarray(inside[labels], np.uint8)


def _names_somebody_else(label: _Label, end: float, own_letters: frozenset[str]) -> bool:
    """Tell whether another name is plainly read behind a label that does not say whose it is."""
    last = label.start + end / label.line.column_pixels
    read = [c for c in label.rest if c.column < last and c.text.strip()]
    return 2 <= len(read) <= 4 and all(
        c.probability >= PLAIN and is_han(c.text) and c.text not in own_letters for c in read
    )


def _left_open(ink: NDArray[np.uint8], strip: _Strip, covers: Iterable[Polygon]) -> int:
    """Return how many pixels of the ink no cover hides."""
    rest = ink.copy()
    for cover in covers:
        cv2.fillPoly(rest, [np.rint(_in_strip(strip, cover)).astype(np.int32)], 0)
    return int(np.count_nonzero(rest))


def _to_page(strip: _Strip, polygon: Polygon) -> Polygon:
    points = np.array(polygon) @ strip.back[:, :2].T + strip.back[:, 2]
    return tuple((float(x), float(y)) for x, y in points)


def _in_strip(strip: _Strip, points: Sequence[Point]) -> NDArray[np.float64]:
    """Map points of the page into the strip; the map is a rotation, its inverse the transpose."""
    return np.asarray((np.array(points) - strip.back[:, 2]) @ strip.back[:, :2])
