"""Words of which a part is lost below a black seal: what is left tells where the whole one is.

On black copies nothing separates a seal from print. Where some letters of a word are plainly read
beside the seal, and those below it could be anything, the whole place is proposed to a person.
A colour seal is taken off first; what it still changed are single letters of a long word, and
where the seal is the own employer's such a word is hers, elsewhere it is a doubt.

Source: a partial find of two fifths of the employer is extended across the ring to its expected
length; without that 3 of 6 words below black rings stayed readable.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.applicant import OWN_WORDS, Target
from zcdesk.geometry import Polygon, bounds, centre, near, rounded, share_in
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.matching.context import context_of
from zcdesk.masking.seals.ink_colours import Colour
from zcdesk.masking.seals.seal_detection import Seal
from zcdesk.masking.spotting.class_scores import ClassScores
from zcdesk.masking.spotting.cover_extent import cover
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.masking.spotting.lattice_search import LEGIBLE, LETTER_STANDS, Spot, letter_scores, spot
from zcdesk.names.organisations import BRAND, without_place
from zcdesk.names.spellings import folded, is_han
from zcdesk.reading.certainty import CERTAIN
from zcdesk.reading.lattice import BLANK, Lattice, alphabet
from zcdesk.reading.line import Line

_ANYTHING = -2.0  # price of a letter that a seal may have destroyed
_READ = 0.4  # share of a word's letters that must be read beside the seal or through it
OWN_SEAL = "hit.own_seal"
"""Code of a find that is, or likely is, the own employer's seal."""

_BELOW_SEAL = "hit.below_seal"
_HALF = 0.5  # the same of a long word below the own colour seal
_ARCH = 0.22  # of the seal's width; lines that hold a piece of its arc are higher
_ON_ARC = 0.45  # radii above a dark ring's middle, where its own letters are
_BESIDE = 0.07  # of the seal's width; a cover reaches so far beyond its letters
_LEAST_READ = 3  # letters of words of six and more
_LONG = 6
_OUTSIDE = -8.0  # least sum of the letters that nothing hides
_PITCH = (0.3, 1.5)  # line heights from one letter to the next, in loose boxes to spaced type
_APART = 2.6  # times the usual distance of two letters; a bracket may be between them
_TOGETHER = 1.6  # the usual distance by that of two letters, which nothing brings together
_PLAIN = CERTAIN  # probability from which on another letter was read
_CONTRADICTED = 0.25  # of the letters may be read as others: ring and star change them
_SURELY_READ = 2 / 3  # of a long word's letters, both ends and the brand among them
_CLIMB, _ASLANT = 0.2, 0.05  # rise by run of an arc's pieces, low and high on it; print lies
_SAME_PLACE = 0.6
_WHOLE = 0.95  # of a word that a cover takes in; a short form's leaves its place or its ending open


@dataclass(frozen=True)
class _Found:
    """A word of which ``read`` letters were read, and the columns between which it stands. ``sure``
    tells that nobody need be asked: what the seal hides are letters between others; ``strange``
    that another letter was plainly read where one of its letters should be."""

    line: int
    spot: Spot
    read: int
    first: float
    last: float
    sure: bool = False
    strange: bool = False


def judge_words_below_dark_seals(
    lines: Sequence[Line], seals: Sequence[Seal], keywords: Sequence[Keyword], hits: Sequence[Hit]
) -> tuple[Hit, ...]:
    """Return ``hits`` and a doubt for each word that a dark seal hides in part. Near misses that
    the seal's own ink made of a word give way to the doubt. ``lines``: all readings of the page's
    lines, those without the seal's ring among them. ``seals``: the seals of the page; only dark
    ones destroy what is below them."""
    dark = [seal for seal in seals if seal.colour is Colour.DARK and seal.certain]
    joined = list(hits)
    for seal in dark:
        for word in _found(lines, seal, _told(keywords), _READ):
            line, kind = lines[word.line], word.spot.keyword.word.kind
            if kind.target is not Target.EMPLOYER or not _is_on_arc(line, dark):
                joined = _with(joined, word, cover(line, word.spot, word.first, word.last))
    return tuple(joined)


def judge_words_below_colour_seals(
    lines: Sequence[Line], seals: Sequence[Seal], keywords: Sequence[Keyword], hits: Sequence[Hit]
) -> tuple[Hit, ...]:
    """Return ``hits`` and each long word below a colour seal of which half was read, where it is
    not the own one two thirds and no other letter. Small print below a seal loses many letters;
    what is left must be evenly, and next to nothing may be read as other letters. ``lines``: all
    readings of the page's lines, those without the seal among them. ``hits``: what was found so
    far, the own seals among them."""
    own = [hit.mask.polygon for hit in hits if hit.reason.code == OWN_SEAL]
    long = [keyword for keyword in _told(keywords) if len(keyword.classes) >= _LONG]
    joined = list(hits)
    for seal in seals:
        if seal.colour is Colour.DARK:
            continue
        is_own = any(share_in(bounds(seal.polygon), bounds(place)) > _SAME_PLACE for place in own)
        for word in _found(lines, seal, long, _HALF if is_own else _SURELY_READ):
            line, hers = lines[word.line], is_own or not word.strange
            polygon = cover(line, word.spot, word.first, word.last)
            aslant = not line.lies(_ASLANT) and _is_on_arc(line, seals)
            if hers and not aslant and not _is_arched(line, polygon, seal.polygon):
                joined = _with(joined, replace(word, sure=word.sure and is_own), polygon)
    return tuple(joined)


def _told(keywords: Sequence[Keyword]) -> list[Keyword]:
    """Return the words in Han letters that the person told."""
    return [k for k in keywords if k.word.sure and k.word.kind.target in OWN_WORDS and not k.latin]


def _with(hits: list[Hit], found: _Found, polygon: Polygon) -> list[Hit]:
    """Return hits with the one of a word, unless covers of words take all of it in."""
    for hit in (hit for hit in hits if hit.covers_by_default and hit.reason.code != OWN_SEAL):
        least = _SAME_PLACE if hit.reason.code == _BELOW_SEAL else _WHOLE
        if share_in(bounds(polygon), bounds(hit.mask.polygon)) > least:
            return hits
    return [*(hit for hit in hits if not _gives_way(hit, polygon)), _hit(found, polygon)]


def _is_arched(line: Line, word: Polygon, seal: Polygon) -> bool:
    """Tell whether a word is the seal's own, on its arc: so high a row of six ends beyond it."""
    left, _, right, _ = bounds(seal)
    return _ends_within(word, seal) and line.thickness >= _ARCH * (right - left)


def _is_on_arc(line: Line, seals: Sequence[Seal]) -> bool:
    """Tell whether a line is a piece of a ring's own letters: it ends within the ring, high up."""
    y = centre(line.quad)[1]
    above = (seal for seal in seals if seal.centre[1] - y >= _ON_ARC * min(seal.radii))
    return any(_ends_within(line.quad, seal.polygon) for seal in above)


def _ends_within(place: Polygon, seal: Polygon) -> bool:
    left, _, right, _ = bounds(place)
    first, _, last, _ = bounds(seal)
    slack = _BESIDE * (last - first)
    return first - slack <= left and right <= last + slack


def _hit(found: _Found, polygon: Polygon) -> Hit:
    word = found.spot.keyword.word
    mask = Mask(
        word.kind.target,
        rounded(polygon),
        word.label,
        round(0.3 + 0.3 * found.read / len(found.spot.columns), 3),
        Origin.SPOTTED,
    )
    return mask.hit(_BELOW_SEAL, sure=found.sure)


def _found(
    lines: Sequence[Line], seal: Seal, sought: Sequence[Keyword], share: float
) -> list[_Found]:
    """Return the words below a seal, those with most letters read first. Words of which too few
    letters are read anywhere in a line are not looked for there. ``share``: share of a word's
    letters that must be read at least."""
    place = bounds(seal.polygon)
    hidden_of = {
        number: _hidden(line, seal)
        for number, line in enumerate(lines)
        if line.lies(_CLIMB) and near(bounds(line.quad), place, 1.0)
    }
    below = [number for number, hidden in hidden_of.items() if hidden.any()]
    if not below or not sought:
        return []
    table = ClassScores([lines[number].lattice for number in below], sought)
    readable = [table.letters_above(number, LETTER_STANDS) for number in range(len(sought))]
    symbols = frozenset().union(*chain.from_iterable(keyword.classes for keyword in sought))
    least = _ANYTHING * max(len(keyword.classes) for keyword in sought) + _OUTSIDE
    words: list[_Found] = []
    for row, number in enumerate(below):
        likely = [
            keyword
            for keyword, counts in zip(sought, readable, strict=True)
            if _enough(int(counts[row]), len(keyword.classes), share)
        ]
        if not likely:
            continue
        line, hidden = lines[number], hidden_of[number]
        softened = _softened(line.lattice, hidden, symbols)
        for likely_spot in spot([softened], likely, least):
            there = _placed(line.lattice, hidden, replace(likely_spot, line=number), share)
            if there is not None:
                words.append(there)
    return sorted(words, key=lambda one: -one.read)


def _hidden(line: Line, seal: Seal) -> NDArray[np.bool_]:
    """Tell of each column whether its middle is below the seal."""
    corners, count = np.array(seal.polygon, np.float32), line.lattice.columns
    first, last = centre(line.span(0, 1)), centre(line.span(count - 1, count))
    places = np.linspace(first, last, count).tolist()
    return np.array([cv2.pointPolygonTest(corners, place, False) >= 0 for place in places])


def _softened(lattice: Lattice, hidden: NDArray[np.bool_], symbols: frozenset[int]) -> Lattice:
    """Return a lattice in which every hidden column may hold any of ``symbols``, or nothing."""
    wanted = np.append(np.array(sorted(symbols), np.int64), BLANK)
    prices = np.where(wanted == BLANK, 0.0, _ANYTHING).astype(np.float16)
    columns = np.flatnonzero(hidden)
    row = np.concatenate([lattice.rows, np.repeat(columns, len(wanted))])
    symbol = np.concatenate([lattice.symbols.astype(np.int64), np.tile(wanted, len(columns))])
    score = np.concatenate([lattice.scores, np.tile(prices, len(columns))])
    best = np.argsort(np.negative(score), kind="stable")
    _, first = np.unique((row * len(alphabet()) + symbol)[best], return_index=True)
    kept = best[first]
    row, symbol, score = row[kept], symbol[kept], score[kept]
    starts = np.searchsorted(row, np.arange(lattice.columns + 1)).astype(np.int32)
    kept_symbols, kept_scores = symbol.astype(np.uint16), score.astype(np.float16)
    return replace(lattice, starts=starts, symbols=kept_symbols, scores=kept_scores)


def _placed(lattice: Lattice, hidden: NDArray[np.bool_], one: Spot, share: float) -> _Found | None:
    """Return where a word is, None when too little of it was read or the letters do not fit."""
    columns, count = np.array(one.columns), len(one.columns)
    own, hides = np.array(letter_scores(lattice, one)), hidden[columns]
    stands = (own > LETTER_STANDS) & (lattice.certain[columns] >= LEGIBLE)
    read, lost = np.flatnonzero(stands), np.flatnonzero(hides & ~stands)
    if not _enough(len(read), count, share) or own[~hides].sum() <= _OUTSIDE:
        return None
    if not len(lost) and not _cut_off(lattice, hidden, one):
        return None
    pitch = _pitch(read, columns[read], lattice)
    others = _contradicted(lattice, one, lost, columns[lost])
    if pitch is None or others > max(1, _CONTRADICTED * count):
        return None
    # The path has lost letters where they cost least; between and beside the others they stood.
    first, *expected, last = _expected([0, *lost, count - 1], read, columns[read], pitch)
    if not _below(hidden, (first, columns[read[0]]), (columns[read[-1]], last)):
        return None
    strange = _contradicted(lattice, one, lost, np.rint(expected)) > 0
    sure = not strange and _is_surely_read(one, read)
    return _Found(one.line, one, len(read), first, last, sure, strange)


def _expected(
    letters: Sequence[int], read: NDArray[np.intp], columns: NDArray[np.int_], pitch: float
) -> list[float]:
    """Return the column where each of some letters should be, by the columns of those read."""
    before, behind = read[0] + 1, letters[-1] + 1 - read[-1]
    places = [columns[0] - pitch * before, *columns, columns[-1] + pitch * behind]
    expected: list[float] = np.interp(letters, [-1, *read, letters[-1] + 1], places).tolist()
    return expected


def _is_surely_read(one: Spot, read: NDArray[np.intp]) -> bool:
    """Tell whether a long employer's ends and brand are read, and most letters between them."""
    count, text = len(one.columns), folded(one.keyword.word.text)
    brand = len(text) - len(without_place(text))
    telling = {0, count - 1, *range(brand, brand + BRAND)}
    long_employer = one.keyword.word.is_employer and len(text) == count >= _LONG
    return long_employer and telling <= set(read) and len(read) >= _SURELY_READ * count


def _cut_off(lattice: Lattice, hidden: NDArray[np.bool_], one: Spot) -> bool:
    """Tell whether the seal cuts off what follows a name, which then looks like a longer one."""
    around = replace(context_of(lattice, one), runs_on=True)
    behind = min(one.last + round(lattice.han_columns), len(hidden) - 1)
    return bool(around.after) and around.stopped and bool(hidden[behind])


def _enough(read: int, count: int, share: float) -> bool:
    """Tell whether a share of a long word's letters is read, or of a short one nearly _READ."""
    if count >= _LONG:
        return read >= max(_LEAST_READ, share * count)
    return read >= max(1, _READ * count - 0.3)


def _pitch(read: NDArray[np.intp], columns: NDArray[np.int_], lattice: Lattice) -> float | None:
    """Return the columns from one letter to the next, None when the letters are unevenly."""
    least, most = np.multiply(_PITCH, lattice.han_columns).tolist()
    if len(read) == 1:
        return _usual_pitch(lattice, least, most)
    steps = np.diff(columns) / np.diff(read)
    usual = float(np.median(steps))
    even = usual <= steps.min() * _TOGETHER and steps.max() <= usual * _APART
    return usual if even and least <= usual <= most else None


def _usual_pitch(lattice: Lattice, least: float, most: float) -> float:
    """Return the middle distance of the line's Han characters."""
    places = [character.column for character in lattice.characters if is_han(character.text)]
    steps = np.diff(places)
    close = steps[steps <= 2 * most]
    usual = float(np.median(close)) if len(close) else 0.8 * lattice.han_columns
    return min(max(usual, least), most)


def _contradicted(
    lattice: Lattice, one: Spot, lost: Iterable[int], columns: Iterable[float]
) -> int:
    """Count the lost letters in whose place, a column, another one is plainly read."""
    plain = [c for c in lattice.characters if c.probability >= _PLAIN and is_han(c.text)]
    names = alphabet()
    count = 0
    for number, column in zip(lost, columns, strict=True):
        own = {names[symbol] for symbol in one.keyword.classes[number]}
        there = {c.text for c in plain if abs(c.column - column) <= 2}
        count += bool(there) and own.isdisjoint(there)
    return count


def _below(hidden: NDArray[np.bool_], *ends: tuple[float, float]) -> bool:
    """Tell whether what is missing at either end is below the seal, or beyond the line's end."""
    for start, end in ends:
        missing = hidden[max(0, math.floor(start) + 3) : max(0, math.ceil(end) - 2)]
        if 2 * missing.sum() < len(missing):
            return False
    return True


def _gives_way(hit: Hit, polygon: Polygon) -> bool:
    """A near miss, or a shorter find that the doubt takes in."""
    same = share_in(bounds(hit.mask.polygon), bounds(polygon)) > _SAME_PLACE
    return same and hit.verdict is not Verdict.COVER
