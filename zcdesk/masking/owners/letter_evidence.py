"""Weighs what several readings of one seal say of an own word, letter by letter.

One reading of a ring loses letters that another one has, and a letter that is plainly another one
in several readings is no accident: it tells a company of nearly the same name apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

import numpy as np

from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.masking.spotting.lattice_search import Spot, letter_scores, spot
from zcdesk.names.organisations import BRAND, without_place
from zcdesk.names.spellings import folded, is_han
from zcdesk.reading import certainty
from zcdesk.reading.lattice import FLOOR, Character, Lattice, alphabet
from zcdesk.verdict_rows import first_row

_LIKE = -4.0
"""Mean score of a letter above which a ring may say the word.

Own employers scored -2.4 to 0, unrelated organisations -19 to -6.2; companies of the same place
and trade come close and are told apart by the letters that differ.
"""

_SHORT = -14.0  # least sum for words in which one other letter would still pass by the mean
_UNSEEN = -6.0  # a letter that scores below this in every reading was not seen
_SURE = -3.0  # a letter below this may be another one of nearly the same strokes: a person is asked
_FIRM = 1.8
"""Sum of the probabilities, over the readings, from which on another letter surely is there."""

_CLEAR_REST = -3.0
"""Sum of all other letters above which one firm other letter makes another organisation; worn
rings of the own employer were misread in one letter and lost others."""

PLAIN = certainty.PLAIN
"""Probability from which on a letter of a seal is read plainly."""

_ABSENT = FLOOR + 0.1
"""An own letter that scores no more in any reading has no likeness at all to what is there;
misread letters of own rings score -9 or better in one of them."""

_FIRM_WHERE_ABSENT = 1.5
"""The same as ``_FIRM`` where all readings have another letter and the own one in none of them."""

_CLEAR_WHERE_ABSENT = -7.0
"""The same as ``_CLEAR_REST`` there; own worn rings have -14 and less beside such a letter."""

_REACH = 1.7  # letters to the first or last one of a word from the one beside it

_UNLIKE = -12.0
"""An own letter that scores more in some reading looks like what is there: the other letter is
no proof then. In 40 rings of companies one letter off, at 200 and 100 dpi, it scored -16 in all
readings; a small own ring whose 野 was surely read as 爵 had -7.5 in one of them."""

_NEVER = 5
"""Readings of which none had the own letter at a place where most agree on another one: that is
then firm without being plain. None of 531 own rings drawn for it was read so, 4 of 15 rings of a
company one letter off that had been asked about were."""

_WORN = 0.2  # of a word's letters may be worn away, those excepted that tell companies apart
_AS_CLEAR = 0.5  # by which means of two words may differ that are read alike
_SHORTEST = 6  # letters; longer words need the mean only
_SEEN = 0.35  # probability of a letter that counts towards a firm one
_LEAST_READINGS = 3  # that agree on an absence
_SURELY = 3  # readings of a tiny ring that must do so; of 36 own ones drawn none had even one
_PLAINLY = 2  # readings that must show another letter plainly; writing over a ring does so less


class Whose(IntEnum):
    """What the readings of one seal say together, the most telling last."""

    SILENT = 0
    """No reading has a letter that was not guessed at."""

    UNREAD = 1
    OTHER = 2
    LIKE_OWN = 3
    LIKELY_OWN = 4
    OWN = 5


@dataclass(frozen=True)
class Evidence:
    """An own word in one reading.

    Attributes:
        spot: Where it is.
        scores: Of each letter, 0 for the best one at its place; 0 for letters that the recogniser
            does not know.
        others: For each letter the other Han character that is read at its place, if any.
    """

    spot: Spot
    scores: tuple[float, ...]
    others: tuple[Character | None, ...]


def evidences(
    lattice: Lattice, sought: Sequence[Keyword], least: float | None = None
) -> Iterator[Evidence]:
    """Yield for each own word its best place in a reading, where the reading is like it. ``least``:
    least sum; by default it follows from the word's length."""
    most = max((len(keyword.classes) for keyword in sought), default=1)
    best: dict[Keyword, Spot] = {}
    for spot_found in spot([lattice], sought, _LIKE * most if least is None else least):
        short = len(spot_found.columns) <= _SHORTEST
        like = spot_found.score > max(_LIKE * len(spot_found.columns), _SHORT if short else -1e9)
        known = best.get(spot_found.keyword)
        if like and (known is None or spot_found.score > known.score):
            best[spot_found.keyword] = spot_found
    for spot_found in best.values():
        yield _weighed(lattice, spot_found)


def whose(found: Collection[Evidence]) -> tuple[Whose, Evidence | None]:
    """Return what the evidence of all readings says, and the best piece of it."""
    of_word: dict[Keyword, list[Evidence]] = defaultdict(list)
    for evidence in found:
        of_word[evidence.spot.keyword].append(evidence)
    words = [(_together(pieces), pieces) for pieces in of_word.values()]
    # A form that reads far worse than another one of the own words says nothing against that.
    clearest = max((mean for mean, _ in words), default=0.0)
    answers = [
        (_whose_word(pieces), max(pieces, key=_mean))
        for mean, pieces in words
        if mean >= clearest - _AS_CLEAR
    ]
    return max(answers, key=lambda one: (one[0], _mean(one[1])), default=(Whose.SILENT, None))


def _mean(evidence: Evidence) -> float:
    return evidence.spot.score / len(evidence.spot.columns)


def _together(pieces: Sequence[Evidence]) -> float:
    """Return the mean of what each letter of a word scores where it is read best."""
    return float(np.mean(_letters(pieces)))


def _letters(pieces: Sequence[Evidence]) -> list[float]:
    return [max(scores) for scores in zip(*(piece.scores for piece in pieces), strict=True)]


def _whose_word(pieces: Sequence[Evidence]) -> Whose:
    """Return what the readings say of one word."""
    return Whose[first_row("seal_word", _WordFacts(pieces))["whose"]]


class _WordFacts:
    """What the rows of a seal's word ask of its readings."""

    def __init__(self, pieces: Sequence[Evidence]) -> None:
        self.pieces = pieces
        self.best = _letters(pieces)
        self.unseen = [place for place, score in enumerate(self.best) if score < _UNSEEN]
        others = {place: _plain_other(pieces, place) for place in self.unseen}
        self.other = {place: count for place, count in others.items() if count is not None}
        self.absent = [place for place in self.unseen if _is_absent(pieces, place)]
        self.sure = min(self.best) >= _SURE
        self.others_clear = self._without(self.absent) > _CLEAR_WHERE_ABSENT
        self.rest_clear = self._without(self.other or self.unseen) > _CLEAR_REST
        self.strange = any(piece.others[place] for piece in pieces for place in self.unseen)

    def _without(self, places: Collection[int]) -> float:
        return sum(score for place, score in enumerate(self.best) if place not in places)

    @property
    def worn(self) -> bool:
        """Some letters are gone, nothing is in their place and all others are plain. The letters by
        which companies of a place and trade are told apart must all be there."""
        telling = _telling(self.pieces[0].spot.keyword)
        few = len(self.unseen) <= _WORN * len(self.best)
        told = bool(telling) and set(telling).isdisjoint(self.unseen)
        return told and self.rest_clear and few and not self.strange

    @property
    def never(self) -> bool:
        """No reading has the own letter where most agree on another one."""
        return any(_is_never_seen(self.pieces, place) for place in self.other)

    @property
    def unlike(self) -> bool:
        """Another letter is plainly read, and the own one is unlike it."""
        plain = max(self.other.values()) >= _PLAINLY
        return plain and min(self.best[place] for place in self.other) <= _UNLIKE


def _telling(keyword: Keyword) -> range:
    """Return the places of the letters that tell companies apart, none where nobody can say."""
    text = folded(keyword.word.text)
    brand = text.find(without_place(text)[:BRAND])
    known = brand >= 0 and len(text) == len(keyword.classes)
    return range(brand, brand + BRAND) if known else range(0)


def _is_absent(pieces: Sequence[Evidence], place: int) -> bool:
    """Tell whether each reading has another letter at a place and none the own one."""
    others = [piece.others[place] for piece in pieces]
    seen = [other.probability for other in others if other and other.probability >= _SEEN]
    return (
        len(seen) == len(pieces) >= _LEAST_READINGS
        and sum(seen) >= _FIRM_WHERE_ABSENT
        and all(piece.scores[place] <= _ABSENT for piece in pieces)
    )


def _is_never_seen(pieces: Sequence[Evidence], place: int) -> bool:
    """Tell whether no reading has the own letter at a place, not even as an unlikely one."""
    return len(pieces) >= _NEVER and all(piece.scores[place] <= _ABSENT for piece in pieces)


def is_plainly_another(found: Collection[Evidence], keyword: Keyword) -> bool:
    """Tell whether several readings plainly show another brand, and none has its own letter there.
    ``keyword``: the word that it is held against."""
    pieces = [evidence for evidence in found if evidence.spot.keyword == keyword]
    return any(
        _is_never_seen(pieces, place) and (_plain_other(pieces, place) or 0) >= _SURELY
        for place in _telling(keyword)
    )


def _plain_other(pieces: Sequence[Evidence], place: int) -> int | None:
    """Return how many readings plainly show the other letter on which they agree at a place."""
    read: dict[str, list[float]] = defaultdict(list)
    for piece in pieces:
        other = piece.others[place]
        if other is not None and other.probability >= _SEEN:
            read[other.text].append(other.probability)
    seen = max(read.values(), key=sum, default=[])
    return sum(score >= PLAIN for score in seen) if sum(seen) >= _FIRM else None


def _weighed(lattice: Lattice, one: Spot) -> Evidence:
    read = [c for c in lattice.characters if is_han(c.text)]
    own = [{alphabet()[symbol] for symbol in symbols} for symbols in one.keyword.classes]
    classes = one.keyword.classes
    known = zip(letter_scores(lattice, one), classes, strict=True)
    scores = [score if symbols else 0.0 for score, symbols in known]
    others = [
        None if score >= _UNSEEN else _instead(read, one.columns, own, place)
        for place, score in enumerate(scores)
    ]
    for first in _halves_of_doubles(classes, scores):
        others[first : first + 2] = [_beside_double(read, one.columns, own, scores, first), None]
        scores[first : first + 2] = sorted(scores[first : first + 2])
    return Evidence(one, tuple(scores), tuple(others))


def _halves_of_doubles(classes: Sequence[frozenset[int]], scores: Sequence[float]) -> Iterator[int]:
    """Yield the first place of each doubled letter of which one was not seen. Nothing tells which
    of the two it is; readings that choose differently would seem to have seen both together, so the
    unseen one always counts as the first."""
    for first, (left, other) in enumerate(pairwise(classes)):
        seen = sum(score >= _UNSEEN for score in scores[first : first + 2])
        if left == other and seen == 1:
            yield first


def _beside_double(
    read: Sequence[Character],
    columns: Sequence[int],
    own: Sequence[Set[str]],
    scores: Sequence[float],
    first: int,
) -> Character | None:
    """Return the letter that is before or behind the one of two equal letters that was seen."""
    seen = columns[first if scores[first] >= _UNSEEN else first + 1]
    apart = round(float(np.median(np.diff(columns))))
    before = [*columns[:first], seen - apart, seen, *columns[first + 2 :]]
    behind = [*columns[:first], seen, seen + apart, *columns[first + 2 :]]
    return _instead(read, before, own, first) or _instead(read, behind, own, first + 1)


def _instead(
    read: Sequence[Character], columns: Sequence[int], own: Sequence[Set[str]], place: int
) -> Character | None:
    """Return the letter that is where one of the word was not seen, None where none does. The
    place of an unseen letter in the path means nothing; it must be between its neighbours."""
    apart = float(np.median(np.diff(columns)))
    first, last = 0, len(columns) - 1
    after = columns[place - 1] if place > first else columns[place + 1] - _REACH * apart
    before = columns[place + 1] if place < last else columns[place - 1] + _REACH * apart
    expected = (columns[place - 1] + apart) if place > first else columns[place + 1] - apart
    # Where a letter was lost its neighbours are there; they are no other letter.
    beside = set().union(*own[max(0, place - 2) : place + 3])
    strange = [c for c in read if after < c.column < before and c.text not in beside]
    return min(strange, key=lambda c: abs(c.column - expected), default=None)
