"""Whose a folder or a file is by its name, as people call them.

A number decides, then a name. A name of a file counts where it is by itself, or before the name of
a paper: 姓名 材料, 材料_姓名, 序号-姓名-材料; 张伟 in 张伟国 is nobody's. So does a work or ID
number. What papers are called in names of files is data, ``resources/sorting/file_names.toml``.
Where no name is, a telephone number, the end of an ID number or a given name may tell, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import PurePath

from zcdesk.applicant import Applicant, Target
from zcdesk.batch.roster.apart import Shows, in_name, meant
from zcdesk.batch.roster.columns import WORK_NUMBER_FACT
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.han import HAN
from zcdesk.names.search_words import words
from zcdesk.names.spellings import MIDDLE_DOTS, folded, surname_length
from zcdesk.names.surnames import is_everyday_word
from zcdesk.resources import table
from zcdesk.sorting.kinds import kinds
from zcdesk.sorting.person_names import SHORT_NAME, is_person

_NUMBER = re.compile(r"[1-9][0-9]{16}[0-9Xx]")
_DOTS = r"[\s·•‧∙⋅・.．]*"
_LEAST_NUMBER = 3
"""Letters of a work number; shorter ones count the papers."""

_TAIL, _PHONE = 4, 7
"""Figures at least of the end of an ID number, and of a telephone number."""

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")

Telling = Callable[[str, RosterPerson], bool]
"""Tells whether a name, in plain characters, shows a person."""


def owners_of(
    name: str, people: Sequence[RosterPerson], *, folder: bool = False, around: str = ""
) -> tuple[RosterPerson, ...]:
    """Return whose a file may be by its name: one where it is clear, none where it names nobody.

    A number decides; of people of one name, whatever else the roster says of one of them.

    Args:
        name: Of the file, or of a folder.
        people: All rows.
        folder: It is one: a name counts inside of other words, too; of 张伟 and 张伟国 the longer
            one is meant.
        around: The names of the folders around it.
    """
    stem = unicodedata.normalize("NFKC", name if folder else PurePath(name).stem)
    numbers = _NUMBER.findall(stem.upper())
    if numbers:
        return tuple(person for person in people if person.applicant.id_number in numbers)
    called = _named_inside(stem, people) if folder else _is_called
    for tells in (_has_work_number, called, _has_phone, *_OTHERWISE[not folder :]):
        if named := [person for person in people if tells(stem, person)]:
            alike = len({folded(person.applicant.name) for person in named}) == 1
            shows = _shows(named[0].applicant.names, f"{stem} {around}")
            return meant(named, shows) if alike else tuple(named)
    return ()


def surely_of(name: str, person: RosterPerson) -> bool:
    """Tell whether a folder that may be somebody's surely is: what names her stands by itself."""
    stem = unicodedata.normalize("NFKC", name)
    return bool(_NUMBER.search(stem)) or any(tells(stem, person) for tells in _SURELY)


def is_anothers(name: str) -> bool:
    """Tell whether the name of a folder that is nobody's in the roster names somebody else."""
    return bool(_NUMBER.search(name)) or any(is_person(part, alone=True) for part in _parts(name))


def _parts(name: str) -> list[str]:
    """Return the words of a name, without what papers are called."""
    return re.split(rf"[^{HAN}{MIDDLE_DOTS}]+|(?:{'|'.join(_papers())})[{HAN}]*", name)


def _named_inside(stem: str, people: Sequence[RosterPerson]) -> Telling:
    """Return what tells whether somebody's name is in a text, and in no longer one that is."""
    names = {name for person in people for name in _names(person) if len(name) >= SHORT_NAME}
    longest = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    found = frozenset(re.findall(longest or "(?!)", folded(stem.replace(".", ""))))
    return lambda _, person: not found.isdisjoint(_names(person))


def _names(person: RosterPerson) -> Iterator[str]:
    return map(folded, person.applicant.names)


def _is_called(stem: str, person: RosterPerson) -> bool:
    return _stands_in(stem, person, person.applicant.names)


def _is_called_short(stem: str, person: RosterPerson) -> bool:
    """Tell whether a name shows what somebody is called without the surname, and no more."""
    name = person.applicant.name
    given = name[surname_length(name) :]
    alone = given in stem and not any(_parts(stem.replace(given, " ")))
    return alone and not is_everyday_word(given) and _stands_in(stem, person, (given,))


def _has_phone(stem: str, person: RosterPerson) -> bool:
    figures = _figures(stem)
    return len(figures) >= _PHONE and figures in dict(person.others).values()


def _has_end_of_number(stem: str, person: RosterPerson) -> bool:
    """Tell whether a name ends an ID number; files have four figures from cameras, too."""
    figures = _figures(stem)
    long = len(figures) >= _TAIL and not _YEAR.fullmatch(figures)
    return long and person.applicant.id_number.endswith(figures)


def _figures(stem: str) -> str:
    return "".join(re.findall("[0-9A-Za-z]+", stem)).upper()


def _shows(names: Iterable[str], text: str) -> Shows:
    """Return what tells whether a name shows a fact; 房建 beside it is 房建分公司."""
    exact = in_name(text)
    beside = re.sub("|".join(map(re.escape, names)), " ", text)
    units = tuple(map(folded, re.findall(rf"[{HAN}]{{2,}}", beside)))
    return lambda title, said: exact(title, said) or folded(said).startswith(units)


def _stands_in(stem: str, person: RosterPerson, names: Iterable[str]) -> bool:
    return any(map(_stands, _found(stem, person, names)))


def _found(stem: str, person: RosterPerson, names: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield each of a person's names in a file's name between the letters that touch it.

    Her employer beside it (天山机械厂王芳身份证) is a gap: it is no part of a name.
    """
    stem = _firms(person.applicant).sub(" ", stem)
    for name in names:
        letters = [letter for letter in name if letter.isalnum()]
        if len(letters) >= SHORT_NAME:
            written = rf"([{HAN}A-Za-z]*?)({_DOTS.join(letters)})([{HAN}A-Za-z]*)"
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
    number = person.answers.get(WORK_NUMBER_FACT, "")
    written = rf"(?<![A-Za-z0-9]){re.escape(number)}(?![A-Za-z0-9])"
    return len(number) >= _LEAST_NUMBER and re.search(written, stem, re.IGNORECASE) is not None


def _words() -> dict[str, list[str]]:
    return table("sorting", "file_names.toml")


@cache
def _papers() -> tuple[str, ...]:
    """Return how the names of papers begin."""
    words = (word for kind in kinds() for word in (kind.title, *kind.strong))
    return tuple(sorted({word[:SHORT_NAME] for word in words} | {*_words()["begins"]}))


_OTHERWISE = (_has_end_of_number, _is_called_short)
"""The first tells of folders alone."""

_SURELY = (_has_work_number, _is_called, _has_phone, *_OTHERWISE)
"""What stands by itself where it is in a name."""
