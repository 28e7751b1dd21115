"""Tells the seal of another place's school or office from the own one by the place it begins with.

第三中学 is the short form of 伊犁州第三中学; only the place tells 哈密市第三中学 from it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import IntEnum

from zcdesk.applicant import Target, WordKind
from zcdesk.masking.owners.letter_evidence import PLAIN, Evidence, Whose, whose
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.names.organisations import (
    bare_place,
    is_of_every_place,
    own_places,
    parts_of_names,
)
from zcdesk.names.spellings import folded, follows_another_place, is_han
from zcdesk.reading.lattice import Lattice

_LONGEST = 5  # letters of a place: 克拉玛依市


class Place(IntEnum):
    """What stands before a short form of the employer, the most telling last."""

    OWN = 0
    ANOTHER = 1
    ANOTHER_BODY = 2
    """A place without a letter of the own one, before the name of what every place has."""


def place_before(lattice: Lattice, found: Evidence, sought: Sequence[Keyword]) -> Place:
    """Return which place is plainly read before an own word; the own one when it is none.

    A place that shares a letter with the own one may be the own one misread, and a company has
    branches elsewhere.

    Args:
        lattice: The reading.
        found: What was found in it.
        sought: The own words.
    """
    word = found.spot.keyword.word
    derived = word.kind is WordKind.EMPLOYER_SHORT
    told_anywhere = word.kind is WordKind.EMPLOYER_ALIAS and is_of_every_place(folded(word.text))
    if not (derived or told_anywhere):
        return Place.OWN
    before = [c for c in lattice.characters if c.column < found.spot.first and is_han(c.text)]
    read = ""
    for one in reversed(before[-_LONGEST:]):
        if one.probability < PLAIN:
            break
        read = one.text + read
    short = folded(word.text)
    own = _own_places(short, sought)
    if any(folded(read).endswith(place[-_LONGEST:]) for place in own):
        return Place.OWN
    if not follows_another_place(read, word.text):
        return Place.OWN
    endings = tuple(parts_of_names()["place_endings"])
    told = [one for one in sought if one.word.kind is not WordKind.EMPLOYER_SHORT]
    letters = {letter for place in _own_places(short, told) for letter in place}
    shared = (letters - set("".join(endings))) & set(folded(read))
    # 天山区第十中学 is the own 乌鲁木齐市第十中学 told more closely, where that stands before it.
    text = folded("".join(one.text for one in lattice.characters))
    within = any(bare_place(place) in text for place in own)
    anywhere = is_of_every_place(short) and not shared and not within
    return Place.ANOTHER_BODY if anywhere else Place.ANOTHER


def whose_with_place(found: Collection[Evidence]) -> tuple[Whose, Evidence | None]:
    """Return what :func:`whose` does, but never surely by a name that every place has alone."""
    told, best = whose(found)
    if told is Whose.OWN and best is not None and _is_anywhere(best):
        return (told if own_with_place(found) else Whose.LIKELY_OWN), best
    return told, best


def own_with_place(found: Collection[Evidence]) -> bool:
    """Tell whether the own name was likely read with its place."""
    return whose([one for one in found if not _is_anywhere(one)])[0] >= Whose.LIKELY_OWN


def _is_anywhere(one: Evidence) -> bool:
    word = one.spot.keyword.word
    return word.kind is WordKind.EMPLOYER_SHORT and is_of_every_place(folded(word.text))


def _own_places(short: str, sought: Sequence[Keyword]) -> set[str]:
    """Return what stands before a short form in the own names."""
    names = [folded(one.word.text) for one in sought if one.word.kind.target is Target.EMPLOYER]
    return own_places(short, names)
