"""Looks for the words in the pixels of a picture: reads it at another scale and searches anew."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from zcdesk.applicant import Word
from zcdesk.geometry import Polygon, bounds, overlap, share_in, turned_back
from zcdesk.names.spellings import folded
from zcdesk.picture import GreyPicture, Picture, grey_of
from zcdesk.reading.certainty import LEGIBLE
from zcdesk.reading.detecting import detect
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Line
from zcdesk.reading.long_pages import detect_in_pieces, is_long
from zcdesk.reading.page_reading import read_evened, read_line
from zcdesk.verification.words.aligning import Alignment, Strand, align
from zcdesk.verification.words.faint_print import faint_lines
from zcdesk.verification.words.judging import PLAIN, Certainty, bound, judge
from zcdesk.verification.words.large_sheets import fine_lines
from zcdesk.verification.words.parted_letters import plainly_parted
from zcdesk.verification.words.segments import ABSENT, letters_of
from zcdesk.verification.words.spaced_out import PageLetters, spaced_out
from zcdesk.verification.words.strands import strands
from zcdesk.verification.words.turned_lines import LineTurn, lines_turned

SIDE = 1184
"""Long side in pixels at which the detector looks this time (the masker's reading: 960)."""

_UNCERTAIN = LEGIBLE  # mean probability of a line below which it is looked at again
_MOST_LINES = 10  # of one page that are looked at again
_TALLER = 0.08  # share of a line's thickness that a second crop adds
_SHARPEN = 0.8
_SAME = 0.5  # of a place in another one: both show the same
_PAD = 0.55  # character widths from the middle of an outer character to the end of its place


@dataclass(frozen=True)
class Sighting:
    """A word that can still be read, or perhaps.

    ``price`` is 0 for a word that was read letter by letter; ``place`` is in pixels of the picture.
    """

    word: Word
    certainty: Certainty
    price: float
    place: Polygon

    @property
    def confidence(self) -> float:
        """From 0 to 1: half of it where reading becomes guessing."""
        return round(1 / (1 + math.exp((self.price - PLAIN) / 2)), 3)


@dataclass(frozen=True, eq=False)
class Sight:
    """What was seen: the lines on the evened page, and the words that are still there."""

    page: GreyPicture
    lines: tuple[Line, ...]
    sightings: tuple[Sighting, ...]


def look(picture: Picture, words: Sequence[Word]) -> Sight:
    """Read a picture and return the words that are seen in it, in reading order.

    Args:
        picture: RGB; opaque covers may have been painted over with paper.
        words: What must not be readable.
    """
    page = evened(picture)
    lines = read_evened(page, SIDE).lines
    lines = (*lines, *fine_lines(page, lines))
    return Sight(page, lines, separate(_seen(picture, page, lines, words)))


def look_around(
    picture: Picture, sight: Sight, areas: Sequence[Polygon], words: Sequence[Word]
) -> tuple[Sighting, ...]:
    """Return the words in lines that have one of some areas in them, as they are in a picture.

    Args:
        picture: RGB; the areas may be strokes of letters, and are painted over where ``sight``
            was read.
        sight: What was seen there; its other lines are not read again.
        areas: The areas.
        words: What must not be readable.
    """
    page = evened(picture)
    near = [
        quad
        for quad in (detect_in_pieces if is_long(page) else detect)(page, SIDE)
        if any(overlap(bounds(quad), bounds(area)) > 0 for area in areas)
    ]
    new = [read_line(page, quad) for quad in near]
    other = [
        line
        for line in sight.lines
        if not any(share_inside(line.quad, quad) > _SAME for quad in near)
    ]
    lines = sorted((*other, *new), key=lambda line: min((y, x) for x, y in line.quad))
    return separate([*_seen(picture, page, new, words), *search(lines, words)])


def _seen(
    picture: Picture, page: GreyPicture, lines: Sequence[Line], words: Sequence[Word]
) -> list[Sighting]:
    """Return the words in lines, read again where they are doubtful, and where they are turned."""
    rows = strands(lines)
    seen = list(_searched(lines, rows, words))
    doubtful = _doubtful(lines, rows, words, seen)
    grey = grey_of(picture)
    for number in doubtful:
        seen += _looks_again(grey, page, lines[number], words)
    size = page.shape[1], page.shape[0]
    for way in LineTurn:
        there = search(lines_turned(page, lines, way), words)
        for sighting in there if way is LineTurn.OVER else _surely(there):
            seen.append(replace(sighting, place=way.place(sighting.place, size)))
    return seen


def look_for_faint(picture: Picture, words: Sequence[Word]) -> tuple[Sighting, ...]:
    """Return the words that are in large print so pale that :func:`look` may pass it over.

    Args:
        picture: RGB, with all its covers: letters may be on them.
        words: What must not be readable; only sure words count.
    """
    groups = faint_lines(picture)
    return separate(sighting for lines in groups for sighting in _surely(search(lines, words)))


def search(lines: Sequence[Line], words: Sequence[Word]) -> Iterator[Sighting]:
    """Return every place where the lines show one of the words."""
    return _searched(lines, strands(lines), words)


def _searched(
    lines: Sequence[Line], rows: Sequence[Strand], words: Sequence[Word]
) -> Iterator[Sighting]:
    names = [folded(word.text) for word in words if word.is_employer]
    yield from _far_apart(lines, rows, words)
    for word in words:
        letters, highest = letters_of(word.text), bound(word)
        for strand in rows:
            if strand.seam and not word.sure:
                continue
            parted = plainly_parted(strand, letters) if word.sure else ()
            for sighting in (*_plainly(strand, letters), *parted, *align(strand, letters, highest)):
                if strand.seam and not strand.crosses(sighting.places):
                    continue
                certainty = judge(lines, strand, word, sighting, names)
                if certainty is not None:
                    for place in _places(lines, strand, sighting):
                        yield Sighting(word, certainty, sighting.cost, place)


def _far_apart(
    lines: Sequence[Line], rows: Sequence[Strand], words: Sequence[Word]
) -> Iterator[Sighting]:
    """Yield the sure words whose letters were not read as one line; one that lacks a letter, or has
    two of unequal lines, is worth a look."""
    page = PageLetters(lines, rows)
    for word in words:
        letters = letters_of(word.text) if word.sure else ()
        for strand in spaced_out(page, letters):
            every = tuple(range(len(strand.segments)))
            alignment = Alignment(0.0 if len(every) == len(letters) else 2 * PLAIN, 0.0, every, 0.0)
            certainty = judge(lines, strand, word, alignment)
            if certainty is not None:
                for place in _places(lines, strand, alignment):
                    yield Sighting(word, certainty, 0.0, place)


def _surely(sightings: Iterable[Sighting]) -> Iterator[Sighting]:
    """Keep what was read rather than guessed: these looks are at what is no text as a rule."""
    return (sighting for sighting in sightings if sighting.word.sure and sighting.price <= PLAIN)


def _plainly(strand: Strand, letters: Sequence[str]) -> Iterator[Alignment]:
    """Yield where the letters simply are in the text that was read."""
    text, segments = strand.read
    word = "".join(letters)
    start = text.find(word)
    while start >= 0:
        yield Alignment(0.0, 0.0, segments[start : start + len(word)], 0.0)
        start = text.find(word, start + 1)


def _places(lines: Sequence[Line], strand: Strand, found: Alignment) -> Iterator[Polygon]:
    """Yield the place of a find, one for each line that it is in."""
    segments = [strand.segments[place] for place in found.places]
    for number in dict.fromkeys(segment.line for segment in segments):
        columns = [segment.column + 0.5 for segment in segments if segment.line == number]
        line = lines[number]
        count = len(columns)
        pitch = (columns[-1] - columns[0]) / (count - 1) if count > 1 else 6.0
        pad = _PAD * min(max(pitch, 3.0), 7.0)
        yield line.span(columns[0] - pad, columns[-1] + pad)


def separate(sightings: Iterable[Sighting]) -> tuple[Sighting, ...]:
    """Keep the surest of the sightings that are in the same place, in reading order."""
    apart: list[Sighting] = []
    order = sorted(
        sightings,
        key=lambda sighting: (-sighting.certainty, -len(sighting.word.text), sighting.price),
    )
    for sighting in order:
        if not any(share_inside(sighting.place, other.place) > _SAME for other in apart):
            apart.append(sighting)
    return tuple(
        sorted(apart, key=lambda sighting: (round(sighting.place[0][1] / 20), sighting.place[0][0]))
    )


def share_inside(inner: Polygon, outer: Polygon) -> float:
    """Return which share of the upright box around ``inner`` is in the box around ``outer``."""
    return share_in(bounds(inner), bounds(outer))


def _doubtful(
    lines: Sequence[Line], rows: Sequence[Strand], words: Sequence[Word], seen: Sequence[Sighting]
) -> list[int]:
    """Return the lines that may hide a word: one is nearly read, or the reading is poor."""
    plain = [sighting.place for sighting in seen if sighting.certainty is Certainty.LEAK]
    near: list[tuple[float, int]] = []
    for strand in rows:
        if strand.seam:
            continue
        number = strand.segments[0].line
        prices = [
            alignment.cost
            for word in words
            if word.sure
            for alignment in align(strand, letters_of(word.text), ABSENT - 0.1)
            if alignment.cost > PLAIN
        ]
        if prices:
            near.append((min(prices), number))
        elif lines[number].lattice.confidence < _UNCERTAIN:
            near.append((ABSENT, number))
    chosen = [number for _, number in sorted(near)][:_MOST_LINES]
    return [n for n in chosen if not any(share_inside(p, lines[n].quad) > _SAME for p in plain)]


def _looks_again(
    grey: GreyPicture, page: GreyPicture, line: Line, words: Sequence[Word]
) -> list[Sighting]:
    """Read one line from other crops: of the page evened out, and of the page in ``grey``."""
    quad, taller = line.quad, _taller(line.quad)
    if line.vertical:
        quad, taller = turned_back(quad), turned_back(taller)
    crops = (page, taller, 0.0), (page, quad, _SHARPEN), (_stretched(grey, taller), taller, 0.0)
    lines = [read_line(*crop, full_width=True) for crop in crops]
    return [sighting for line in lines for sighting in search([line], words)]


def _stretched(grey: GreyPicture, quad: Polygon) -> GreyPicture:
    """Return the page in grey with the contrast of one line stretched to its limits."""
    left, top, right, bottom = (max(0, round(edge)) for edge in bounds(quad))
    part = grey[top : bottom + 1, left : right + 1]
    dark, light = np.percentile(part, (1, 95))
    levels = (np.arange(256) - dark) * (255.0 / max(1.0, light - dark))
    return np.asarray(cv2.LUT(grey, np.clip(levels, 0, 255).astype(np.uint8)), dtype=np.uint8)


def _taller(quad: Polygon) -> Polygon:
    """Grow a line's place at both long sides."""
    corners = np.array(quad)
    down = (corners[3] - corners[0] + corners[2] - corners[1]) / 2 * _TALLER
    grown = [corners[0] - down, corners[1] - down, corners[2] + down, corners[3] + down]
    return tuple((float(x), float(y)) for x, y in grown)
