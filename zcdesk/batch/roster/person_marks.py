"""Who is meant, told by hashes: they outlive another order of the roster and hold no words."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from zcdesk.batch.roster.people import RosterPerson
from zcdesk.names.spellings import folded

_DIGITS = 24


@dataclass(frozen=True)
class PersonMark:
    """What tells one person from the others.

    Attributes:
        number: Hash of her ID number, or "".
        name: Hash of her name, or "".
        born: Hash of her name with the day of birth, or "".
        case: Hash of the name of her own case file, or "".
    """

    number: str = ""
    name: str = ""
    born: str = ""
    case: str = ""


def mark_of(person: RosterPerson) -> PersonMark:
    """Return what tells a person."""
    name = folded(person.applicant.name)
    born = f"{name}\n{person.born}" if person.born else ""
    case = Path(person.case).name if person.case else ""
    return PersonMark(_hash(person.applicant.id_number), _hash(name), _hash(born), _hash(case))


def row_meant(mark: PersonMark, people: Sequence[RosterPerson]) -> int | None:
    """Return the row that a mark means; None when nobody or more than one person fits.

    The ID number decides. A name does where neither number nor birthday say another thing; of
    several who fit, and of nobody, the name of the case file tells.
    """
    open_ones = [
        (person.row, known)
        for person in people
        if not _differ((known := mark_of(person)).number, mark.number)
    ]
    numbered = [
        (row, person_mark)
        for row, person_mark in open_ones
        if person_mark.number == mark.number != ""
    ]
    named = [
        (row, person_mark)
        for row, person_mark in open_ones
        if person_mark.name == mark.name and not _differ(person_mark.born, mark.born)
    ]
    marked = numbered or named
    if len(marked) != 1 and mark.case:
        marked = [
            (row, person_mark)
            for row, person_mark in marked or open_ones
            if person_mark.case == mark.case
        ]
    return marked[0][0] if len(marked) == 1 else None


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:_DIGITS] if words else ""
