"""Whose a loose file is by its name: 姓名 材料, 材料_姓名, 序号-姓名-材料, a work or ID number.

A name counts where it stands by itself, or before the name of a paper: 张伟 in 张伟国 is nobody's.
What papers are called in names of files is data, ``resources/sorting/file_names.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import PurePath

from zcdesk.applicant import Applicant, Target
from zcdesk.batch.roster.columns import WORK_NUMBER_FACT
from zcdesk.batch.roster.people import RosterPerson, day_in
from zcdesk.names.search_words import words
from zcdesk.names.spellings import folded
from zcdesk.resources import table
from zcdesk.sorting.kinds import kinds

_NUMBER = re.compile(r"[1-9][0-9]{16}[0-9Xx]")
_DOTS = r"[\s·•‧∙⋅・.．]*"
_HAN = "一-鿿"
_SHORT = 2
"""Letters of a name that may begin another one."""

_LEAST_NUMBER = 3
"""Letters of a work number; shorter ones count the papers."""


def owners_of(
    name: str, people: Sequence[RosterPerson], *, inside: bool = False
) -> tuple[RosterPerson, ...]:
    """Return whose a file may be by its name: one where it is clear, none where it names nobody.

    A number decides; a name that several people have needs the end of the ID number, the birthday
    or the work number beside it.

    Args:
        name: Of the file, or of a folder.
        people: All rows.
        inside: A name counts inside of other words, too, as folders are called; of 张伟 and 张伟国
            the longer one is meant.
    """
    stem = unicodedata.normalize("NFKC", name if inside else PurePath(name).stem)
    numbers = {number.upper() for number in _NUMBER.findall(stem)}
    if numbers:
        return tuple(one for one in people if one.applicant.id_number in numbers)
    if worked := tuple(one for one in people if _has_work_number(stem, one)):
        return worked
    named = [one for one in people if inside or any(map(_stands, _found(stem, one)))]
    if inside:
        named = _named_inside(folded(stem), named)
    meant = [one for one in named if _tells(stem, one)]
    return tuple(meant if len(named) > 1 and meant else named)


def _named_inside(plain: str, people: Sequence[RosterPerson]) -> list[RosterPerson]:
    found = {
        name
        for one in people
        for name in map(folded, (one.applicant.name, *one.applicant.aliases))
        if len(name) >= _SHORT and name in plain
    }
    longest = {name for name in found if not any(name != one and name in one for one in found)}
    return [
        one
        for one in people
        if longest.intersection(map(folded, (one.applicant.name, *one.applicant.aliases)))
    ]


def _found(stem: str, person: RosterPerson) -> Iterator[tuple[str, str, str]]:
    """Yield each name of a person in a file's name between the letters that touch it.

    Her employer beside it (天山机械厂王芳身份证) is a gap: it is no part of a name.
    """
    stem = _firms(person.applicant).sub(" ", stem)
    for name in (person.applicant.name, *person.applicant.aliases):
        letters = [re.escape(letter) for letter in name if letter.isalnum()]
        if len(letters) >= _SHORT:
            written = rf"([{_HAN}A-Za-z]*?)({_DOTS.join(letters)})([{_HAN}A-Za-z]*)"
            yield from re.findall(written, stem, re.IGNORECASE)


@lru_cache(512)
def _firms(applicant: Applicant) -> re.Pattern[str]:
    """Return what finds the own employer's names, short ones too, in a file's name."""
    try:
        known = words(applicant)
    except ValueError:  # a row that is still to be mended
        known = ()
    firms = {word.text for word in known if word.sure and word.kind.target is Target.EMPLOYER}
    ordered = sorted(firms, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered)) or "(?!)")


def _stands(found: tuple[str, str, str]) -> bool:
    """Tell whether a name stands by itself: between marks, or glued to the name of a paper."""
    before, _, behind = found
    alone = not before or before.endswith(tuple(_words()["ends"]))
    return alone and (not behind or behind.startswith(_papers()))


def _has_work_number(stem: str, person: RosterPerson) -> bool:
    number = dict(person.facts).get(WORK_NUMBER_FACT, "")
    written = rf"(?<![A-Za-z0-9]){re.escape(number)}(?![A-Za-z0-9])"
    return len(number) >= _LEAST_NUMBER and re.search(written, stem, re.IGNORECASE) is not None


def _tells(stem: str, person: RosterPerson) -> bool:
    tail = person.applicant.id_number[-4:]
    return bool(tail and tail in stem.upper()) or bool(person.born and person.born == day_in(stem))


def _words() -> dict[str, list[str]]:
    return table("sorting", "file_names.toml")


@cache
def _papers() -> tuple[str, ...]:
    """Return how the names of papers begin."""
    words = (word for kind in kinds() for word in (kind.title, *kind.strong))
    return tuple(sorted({word[:_SHORT] for word in words} | {*_words()["begins"]}))
