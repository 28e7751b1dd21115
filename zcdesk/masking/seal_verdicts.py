"""Whose seal it is: the own employer's, the applicant's own name, somebody else's, unreadable."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cache

from zcdesk.applicant import Target, Word, WordKind
from zcdesk.findings import info
from zcdesk.geometry import bounds
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.keywords import Keyword
from zcdesk.masking.seal_words import box_readings, inward_readings, readings
from zcdesk.masking.seals import Colour, Seal, Shape, words_of_ring
from zcdesk.masking.searching import confidence
from zcdesk.masking.spotting import Spot, spot
from zcdesk.picture import Picture
from zcdesk.reading.lattice import FLOOR, Lattice, alphabet
from zcdesk.spellings import folded, is_han, legal_forms, traditional_forms, without_place

LIKE = -4.0
"""Mean score of a letter above which a ring may say the word.

Own employers scored -2.4 to 0, unrelated organisations -19 to -6.2; companies of the same place
and trade come close and are told apart by the letters that contradict (see ``OTHER_LETTERS``).
"""

SHORT = -14.0
"""Least sum for words in which one other letter would still pass by the mean."""

CONTRADICTED = -6.0
"""A letter below this contradicts the word when another one is read there plainly."""

PLAIN = 0.9
"""Probability from which on a letter of a seal is read plainly."""

OTHER_LETTERS = 2
"""Plainly different letters that make it another organisation; with one, a person is asked."""

FOREIGN_LETTERS = 3
"""Plainly read letters that stand in no own word, for seals that are like no own word at all."""

CERTAIN = -2.0
"""Sum from which on the own word needs no further look."""

AGREEING = 3
"""Readings that must show another organisation before the rest is left unread."""

PART = -5.0
"""Least sum of the five letters by which a seal is known that the page's edge cuts off."""

_PART_LETTERS = 5
_BRAND = 2  # letters behind the place by which companies are told apart
_CUT_OFF = 0.15  # radii beyond the page's edge
_SMALL = 0.034  # of the page's long side: a ring of 10 mm radius may be a square name seal
_FILLING = 0.6  # of the letters in a dark box
_LEGIBLE = 0.75  # mean probability of a reading that may prove another organisation
_NAME_LETTERS = 2  # the same as FOREIGN_LETTERS for stamps, where two letters make a name
_COMMON = "章印之专用合同财务业省市县区州部委局厅处科院所中心"


class Finding(Enum):
    """What the readings of one seal say together."""

    OWN = auto()
    LIKE_OWN = auto()
    OTHER = auto()
    UNREAD = auto()


@dataclass(frozen=True)
class _Evidence:
    """The best own word in one reading, and how many of its letters the reading contradicts."""

    spot: Spot
    contradicted: int

    @property
    def mean(self) -> float:
        return self.spot.score / len(self.spot.columns)


def judge_seals(
    picture: Picture,
    seals: Sequence[Seal],
    keywords: Sequence[Keyword],
    targets: Collection[Target],
) -> tuple[Hit, ...]:
    """Return a hit for each seal that shows, or may show, the applicant's employer or name.

    A seal that plainly says something else gives no hit. Where seals are a target the own seal is
    covered, elsewhere a person decides; an unreadable seal is always shown to a person.

    Args:
        picture: Upright page, RGB; left as it is.
        seals: What :func:`find_seals` found on it.
        keywords: The applicant's words.
        targets: What is to be covered.
    """
    sought = [k for k in keywords if k.word.sure and not k.latin and _in_seals(k)]
    hits = [_judged(picture, seal, sought, Target.SEAL in targets) for seal in seals]
    return tuple(hit for hit in hits if hit is not None)


def _in_seals(keyword: Keyword) -> bool:
    return keyword.word.kind.target in (Target.NAME, Target.EMPLOYER)


def _judged(picture: Picture, seal: Seal, sought: Sequence[Keyword], cover: bool) -> Hit | None:
    finding, best = _read(picture, seal, sought)
    if finding is Finding.OTHER:
        return None
    if finding is Finding.UNREAD and seal.shape is Shape.BOX and seal.colour is Colour.DARK:
        return None  # dark frames are mostly cells and places for photos
    own = finding is Finding.OWN and best is not None
    sure = own and best is not None and best.spot.keyword.complete
    mask = Mask(
        target=Target.SEAL,
        polygon=tuple((round(x, 1), round(y, 1)) for x, y in seal.polygon),
        matched=best.spot.keyword.word.label if own and best is not None else "",
        confidence=confidence(best.spot.score) if own and best is not None else 0.0,
        origin=Origin.SEAL,
    )
    code = "hit.own_seal" if own else "hit.unread_seal"
    verdict = Verdict.COVER if cover and sure else Verdict.DOUBT
    key = _key(best.spot.keyword.word) if own and best is not None else ""
    return Hit(mask, verdict, info(code), key, words_of_ring(seal))


def _key(word: Word) -> str:
    """Return what all seals of the same owner have in common; each former employer is another."""
    former = word.kind is WordKind.FORMER_EMPLOYER
    return f"seal:{word.label if former else word.kind.target}"


def _read(
    picture: Picture, seal: Seal, sought: Sequence[Keyword]
) -> tuple[Finding, _Evidence | None]:
    """Read a seal until it is clear whose it is."""
    own: list[_Evidence] = []
    like: list[_Evidence] = []
    parts = _parts(sought) if _cut_off(picture, seal) else ()
    others = 0
    letters = _own_letters(sought)
    for look in _looks(picture, seal):
        for lattice in look:
            evidence = _evidence(lattice, parts, PART) or _evidence(lattice, sought)
            if evidence is not None and not seal.certain and not _fills(lattice, evidence):
                evidence = None
            if evidence is not None and evidence.contradicted < OTHER_LETTERS:
                (like if evidence.contradicted else own).append(evidence)
            elif _says_other(lattice, seal, evidence, letters):
                others += 1
            if not like and any(one.spot.score > CERTAIN for one in own):
                return Finding.OWN, max(own, key=lambda one: one.spot.score)
            if others >= AGREEING and not own and not like:
                return Finding.OTHER, None
        if own or like:
            whose = Finding.OWN if len(own) >= len(like) else Finding.LIKE_OWN
            return whose, max([*own, *like], key=lambda one: one.spot.score)
        if others:
            return Finding.OTHER, None
    return Finding.UNREAD, None


def _looks(picture: Picture, seal: Seal) -> Iterator[Iterator[Lattice]]:
    yield readings(picture, seal)
    if seal.shape is Shape.RING:
        yield inward_readings(picture, seal)
        if max(seal.radii) < _SMALL * max(picture.shape[:2]):
            yield box_readings(picture, replace(seal, shape=Shape.BOX))


def _cut_off(picture: Picture, seal: Seal) -> bool:
    """Tell whether the page's edge cuts a seal, as it does where one is set across many pages."""
    height, width = picture.shape[:2]
    left, top, right, bottom = bounds(seal.polygon)
    reach = _CUT_OFF * min(seal.radii)
    return left < -reach or top < -reach or right > width + reach or bottom > height + reach


def _parts(sought: Sequence[Keyword]) -> tuple[Keyword, ...]:
    """Return the telling parts of long words: some letters that take in the brand."""
    found: dict[tuple[object, ...], Keyword] = {}
    for keyword in sought:
        text = folded(keyword.word.text)
        brand = text.find(without_place(text)[:_BRAND])
        if len(text) != len(keyword.classes) or len(text) <= _PART_LETTERS or brand < 0:
            continue
        for first in range(max(0, brand + _BRAND - _PART_LETTERS), brand + 1):
            classes = keyword.classes[first : first + _PART_LETTERS]
            if len(classes) == _PART_LETTERS:
                found.setdefault(classes, replace(keyword, classes=classes))
    return tuple(found.values())


def _fills(lattice: Lattice, evidence: _Evidence) -> bool:
    """Tell whether a word is nearly all that a box says; in a cell of a form it is one of many."""
    letters = sum(is_han(one.text) for one in lattice.characters)
    return len(evidence.spot.columns) >= _FILLING * letters


def _evidence(
    lattice: Lattice, sought: Sequence[Keyword], least: float | None = None
) -> _Evidence | None:
    """Return the own word that the reading is most like, None when it is like none."""
    most = max((len(keyword.classes) for keyword in sought), default=1)
    found = [
        _Evidence(one, _contradicted(lattice, one))
        for one in spot([lattice], sought, LIKE * most if least is None else least)
        if one.score > max(LIKE * len(one.columns), SHORT if len(one.columns) <= 6 else -1e9)
    ]
    return min(found, key=lambda one: (one.contradicted, -one.mean), default=None)


def _contradicted(lattice: Lattice, one: Spot) -> int:
    """Count letters of the word where the reading plainly has another Han character."""
    read = {c.column: c for c in lattice.characters if c.probability >= PLAIN and is_han(c.text)}
    count = 0
    for column, symbols in zip(one.columns, one.keyword.classes, strict=True):
        if not symbols:
            continue
        near = [read[c] for c in range(column - 2, column + 3) if c in read]
        own = {alphabet()[symbol] for symbol in symbols}
        if near and all(c.text not in own for c in near):
            count += _score(lattice, column, symbols) < CONTRADICTED
    return count


def _score(lattice: Lattice, column: int, symbols: frozenset[int]) -> float:
    part = slice(int(lattice.starts[column]), int(lattice.starts[column + 1]))
    pairs = zip(lattice.symbols[part], lattice.scores[part], strict=True)
    return max((float(score) for symbol, score in pairs if int(symbol) in symbols), default=FLOOR)


def _says_other(
    lattice: Lattice, seal: Seal, evidence: _Evidence | None, own: frozenset[str]
) -> bool:
    """Tell whether a reading plainly shows words that are not the applicant's."""
    if lattice.confidence < _LEGIBLE:
        return False
    if evidence is not None:
        return evidence.contradicted >= OTHER_LETTERS
    plain = {c.text for c in lattice.characters if c.probability >= PLAIN and is_han(c.text)}
    least = FOREIGN_LETTERS if seal.shape is Shape.RING else _NAME_LETTERS
    foreign = plain - own - _common_letters()
    return len(foreign) >= least and len(foreign) > len(plain & own - _common_letters()) / 2


def _own_letters(sought: Iterable[Keyword]) -> frozenset[str]:
    letters = {letter for keyword in sought for letter in folded(keyword.word.text)}
    return frozenset(
        letters | {f for letter in letters for f in traditional_forms().get(letter, "")}
    )


@cache
def _common_letters() -> frozenset[str]:
    return frozenset(_COMMON).union(*legal_forms())
