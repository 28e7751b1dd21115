"""Which place stands before a short form on a seal: the own one, or that of another body."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from zcdesk.applicant import Word, WordKind
from zcdesk.masking.owners.letter_evidence import PLAIN, Evidence, Whose, whose
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.names.organisations import bare_place, is_of_every_place, own_places, parts_of_names
from zcdesk.names.spellings import folded, follows_another_place, is_han
from zcdesk.reading.lattice import Lattice
from zcdesk.verdict_rows import first_row

_LONGEST = 5  # letters of a place: 克拉玛依市


class PlaceBefore(IntEnum):
    """What is before a short form of the employer, the most telling last."""

    OWN = 0
    ANOTHER = 1
    ANOTHER_BODY = 2
    """A place without a letter of the own one, before the name of what every place has."""


def place_before(lattice: Lattice, found: Evidence, sought: Sequence[Keyword]) -> PlaceBefore:
    """Return which place is plainly read before an own word; the own one when it is none. 第三中学
    is the short form of 伊犁州第三中学; only the place tells 哈密市第三中学 from it. A place that
    shares a letter with the own one may be it misread, and a company has branches elsewhere.
    ``found``: what was found in it."""
    facts = _Facts(lattice, found, sought)
    return PlaceBefore[first_row("place_before_seal_word", facts)["place"]]


@dataclass(frozen=True, eq=False)
class _Facts:
    """What the rows of a place before a word ask."""

    lattice: Lattice
    found: Evidence
    sought: Sequence[Keyword]

    @property
    def _word(self) -> Word:
        return self.found.spot.keyword.word

    @property
    def _short(self) -> str:
        return folded(self._word.text)

    @cached_property
    def _read(self) -> str:
        """What is plainly read right before the word."""
        first = self.found.spot.first
        before = [c for c in self.lattice.characters if c.column < first and is_han(c.text)]
        text = "".join(c.text if c.probability >= PLAIN else " " for c in before[-_LONGEST:])
        return text.rpartition(" ")[2]

    @property
    def placeless(self) -> bool:
        """A form that may lack the place: a short one, or one that every place has."""
        told = self._word.kind is WordKind.EMPLOYER_ALIAS and self.anywhere
        return self._word.kind is WordKind.EMPLOYER_SHORT or told

    @property
    def anywhere(self) -> bool:
        """It is what every place has."""
        return is_of_every_place(self._short)

    @property
    def own_place_read(self) -> bool:
        """The own place is before it."""
        return any(
            folded(self._read).endswith(place[-_LONGEST:])
            for place in _own_places(self._short, self.sought)
        )

    @property
    def another_place(self) -> bool:
        """A place is before it that the short form lacks."""
        return follows_another_place(self._read, self._word.text)

    @property
    def shares_a_letter(self) -> bool:
        """It has a letter of the own one, which may be misread."""
        whole = [k for k in self.sought if k.word.kind is not WordKind.EMPLOYER_SHORT]
        letters = set().union(*_own_places(self._short, whole))
        endings = set("".join(parts_of_names()["place_endings"]))
        return not (letters - endings).isdisjoint(folded(self._read))

    @property
    def within_own(self) -> bool:
        """The own place is read elsewhere: 天山区第十中学 is 乌鲁木齐市第十中学, told closely."""
        text = folded("".join(character.text for character in self.lattice.characters))
        return any(bare_place(place) in text for place in _own_places(self._short, self.sought))


def whose_with_place(found: Collection[Evidence]) -> tuple[Whose, Evidence | None]:
    """Return what :func:`whose` does, but never surely by a name that every place has alone."""
    verdict, best = whose(found)
    if verdict is Whose.OWN and best is not None and _is_anywhere(best):
        return (verdict if own_with_place(found) else Whose.LIKELY_OWN), best
    return verdict, best


def own_with_place(found: Collection[Evidence]) -> bool:
    """Tell whether the own name was likely read with its place."""
    return (
        whose([evidence for evidence in found if not _is_anywhere(evidence)])[0] >= Whose.LIKELY_OWN
    )


def _is_anywhere(evidence: Evidence) -> bool:
    word = evidence.spot.keyword.word
    return word.kind is WordKind.EMPLOYER_SHORT and is_of_every_place(folded(word.text))


def _own_places(short: str, sought: Sequence[Keyword]) -> set[str]:
    """Return what is before a short form in the own names."""
    names = [folded(keyword.word.text) for keyword in sought if keyword.word.is_employer]
    return own_places(short, names)
