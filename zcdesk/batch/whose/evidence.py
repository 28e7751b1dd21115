"""Whom of a roster a page names: by ID number, beside 姓名, in its text, by the employer.

The same evidence tells pages that are in the wrong folder and whose the pages of a shared scan are.
A letter that was read wrong is forgiven: among the digits of an ID number one of eighteen, which no
other number of a roster allows; in a name beside 姓名 one of three; in the text as the second
reading of finished pictures tells it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from functools import cached_property, lru_cache

from zcdesk.applicant import Applicant, Target, Word, WordKind
from zcdesk.batch.roster.apart import meant, on_page
from zcdesk.batch.roster.people import RosterPerson, people_by_row
from zcdesk.batch.whose.bearer import contradicts, rows_of, told_of
from zcdesk.masking.labels import fields
from zcdesk.names.search_words import words
from zcdesk.names.spellings import folded, is_han, simplified
from zcdesk.names.surnames import is_everyday_word
from zcdesk.reading.line import Line, Reading
from zcdesk.sorting.page_words import holds, page_words
from zcdesk.sorting.person_names import SHORT_NAME
from zcdesk.sorting.told import PageTold
from zcdesk.verification.words.judging import Certainty
from zcdesk.verification.words.neighbours import Neighbours
from zcdesk.verification.words.seeing import search

_LEAST_EMPLOYER = 5
"""Letters of an employer below which its name may be in any text."""

_LONG_NUMBER = re.compile(r"[0-9xol]{16,20}")
_DIGITS = str.maketrans("ol", "01")
_FORM = 3
"""Fields for names on a form, with those to sign; lists have seven and more (400 drawn pages)."""

_COLON, _COMMA = re.compile(r"[:;。]"), re.compile(r"[,、]")
_LONG, _MANY = 4, 4
"""Letters of a Han name at most, and how many of them a line that enumerates people has."""

_LOOKED_AT = 12  # letters on either side of a name

_Fits = Callable[[str], bool]


def text_of(reading: Reading | None) -> str:
    """Return what was read, folded, line by line."""
    return "\n".join(map(folded, page_words(reading).lines)) if reading is not None else ""


class NamedRows:
    """The rows that a page names, by the way in which it does.

    What costs time (letters read wrong, employers) is looked for when it is asked for.

    Args:
        told: What the page says of itself.
        text: Its words, folded, one line of the page each.
        read: Gives its reading; None where it was not kept.
        people: All rows.
    """

    def __init__(
        self,
        contents: PageTold,
        text: str,
        read: Callable[[], Reading | None],
        people: Sequence[RosterPerson],
    ) -> None:
        self._told = contents
        self._read = read
        self._people = people
        self._text = simplified(text)
        self._whole = self._text.replace("\n", "")

    @cached_property
    def numbered(self) -> frozenset[int]:
        """Rows whose ID numbers are on the page, with one of the digits read wrong perhaps."""
        seen = {number.lower() for number in self._told.id_numbers}
        texts = self._text, self._whole  # a number may end its line, or go on in the next one
        runs = [run.translate(_DIGITS) for text in texts for run in _LONG_NUMBER.findall(text)]
        rows = set()
        for person in self._people:
            number = person.applicant.id_number.lower()
            if number and (number in seen or any(_holds_number(run, number) for run in runs)):
                rows.add(person.row)
        return frozenset(rows)

    @cached_property
    def labelled(self) -> frozenset[int]:
        """Rows whose names are beside 姓名, or whom the page certifies."""
        names = {_letters(name) for name in self._told_names}
        spelled = (
            person.row
            for person in self._people
            if names & {_letters(name) for name in latin_names_of(person.applicant)}
        )
        by_name = self._rows(lambda name: name in self._told_names) | frozenset(spelled)
        return by_name or self._rows(lambda name: name in self._first_field)

    @cached_property
    def written(self) -> frozenset[int]:
        """Rows whose names are anywhere: 张伟 inside of 张伟国 does not count."""
        named = named_in(self._whole, self._people)
        known = people_by_row(self._people)
        return frozenset(
            row
            for row in named
            if any(self._stands(name) for name in names_of(known[row].applicant))
        )

    @cached_property
    def mislabelled(self) -> frozenset[int]:
        """Rows whose names are beside 姓名 with a letter wrong."""
        names = (*self._told_names, *self._first_field)
        return self._rows(lambda name: any(_but_one(name, other) for other in names))

    @cached_property
    def misread(self) -> frozenset[int]:
        """Rows whose names were read with a letter wrong: beside 姓名, else in the text.

        In the text it is as the second reading tells it.
        """
        if self.mislabelled:
            return self.mislabelled
        letters = set(self._whole)
        likely = {word: person.row for person in self._people for word in _likely(person, letters)}
        spots = search(self._lines, tuple(likely)) if likely else ()
        return frozenset(likely[sighting.word] for sighting in spots)

    def lists(self, rows: Set[int]) -> bool:
        """Tell whether a page that names some rows is a list of people, and no paper of theirs.

        A list has a column of names or enumerates them; the authors of a paper are in one field.
        """
        if len(self._name_fields) > _FORM:
            return True
        names = [
            name
            for person in self._people
            if person.row in rows
            for name in names_of(person.applicant)
        ]
        if any(name in field for name in names for field in self._name_fields):
            return False
        return len(rows) > 1 or any(
            any(name in line for name in names) and _enumerates(line)
            for line in self._text.splitlines()
        )

    def of_one_name(self, rows: Set[int]) -> bool:
        """Tell whether some people have the same name."""
        named = (names_of(person.applicant)[:1] for person in self._people if person.row in rows)
        return len(set(named)) == 1

    def fitting(self, rows: Set[int], owner: int = 0) -> frozenset[int]:
        """Return those of some people of one name of whom the page tells nothing else.

        Of a list with a row that can only be the owner's it is she alone.

        Somebody does not fit whose birthday, number or the like is another one, or whose employer,
        department or telephone the page does not show while it shows another one's of them.
        """
        alike = [person for person in self._people if person.row in rows]
        names = [name for person in alike for name in names_of(person.applicant)]
        facts = told_of(rows_of(self._read(), self._text), names)
        fits = [{person.row for person in alike if not contradicts(each, person)} for each in facts]
        if owner and {owner} in fits:
            return frozenset({owner})
        fit = frozenset().union(*fits)
        employed = {
            person.applicant.employer
            for person in alike
            if any(map(self._shows, employers_of(person.applicant)))
        }
        shown = {person.row for person in meant(alike, on_page(self._whole, employed.__contains__))}
        return fit & shown if fit & shown else fit

    def employed(self, owner: RosterPerson) -> frozenset[int]:
        """Return the rows whose employer is on the page, where it is none of the owner's."""
        own = {folded(word.text) for word in employers_of(owner.applicant)}
        rows = set()
        known: dict[Applicant, bool] = {}
        for person in self._people:
            key = Applicant("", person.applicant.employer, (), person.applicant.employer_aliases)
            if key not in known:
                known[key] = any(map(self._shows, _apart(employers_of(person.applicant), own)))
            if known[key]:
                rows.add(person.row)
        return frozenset(rows)

    @cached_property
    def _told_names(self) -> tuple[str, ...]:
        return tuple(simplified(folded(name)) for name in self._told.names)

    @cached_property
    def _first_field(self) -> tuple[str, ...]:
        """Return what is in the first field for a name; in a list it is anybody's."""
        name_fields = self._name_fields
        return name_fields[:1] if len(name_fields) <= _FORM else ()

    @cached_property
    def _name_fields(self) -> tuple[str, ...]:
        texts = (field.text for field in fields(self._lines) if field.target is Target.NAME)
        return tuple(simplified(folded(text)) for text in texts)

    @cached_property
    def _lines(self) -> tuple[Line, ...]:
        reading = self._read()
        return reading.lines if reading is not None else ()

    def _rows(self, fits: _Fits) -> frozenset[int]:
        return frozenset(
            person.row for person in self._people if any(map(fits, names_of(person.applicant)))
        )

    def _stands(self, name: str) -> bool:
        if len(name) > SHORT_NAME:
            return name in self._whole
        return any(_is_whole(around, name) for around in _around(self._text, name))

    def _shows(self, word: Word) -> bool:
        """Tell whether an employer is on the page; a short form must be read plainly."""
        name = folded(word.text)
        if word.kind is WordKind.EMPLOYER and simplified(name) in self._whole:
            return True
        if not holds(self._whole, simplified(name)):
            return False
        spots = search(self._lines, (word,))
        return any(sighting.certainty is Certainty.LEAK for sighting in spots)


def named_in(text: str, people: Sequence[RosterPerson]) -> tuple[int, ...]:
    """Return the rows whose names are in a folded text: 张伟 inside of 张伟国 does not count."""
    named = [
        (person.row, name)
        for person in people
        for name in names_of(person.applicant)
        if name in text
    ]
    # What is left of the text without the longer name tells whether the shorter one stands alone.
    rows = set()
    for row, name in named:
        rest = text
        for _, other in named:
            if name != other and name in other:
                rest = rest.replace(other, "\n")
        if name in rest:
            rows.add(row)
    return tuple(sorted(rows))


@lru_cache(maxsize=4096)
def names_of(applicant: Applicant) -> tuple[str, ...]:
    """Return a person's names as they are compared, the told one first."""
    names = applicant.names
    return tuple(
        name for name in (simplified(folded(name)) for name in names) if len(name) >= SHORT_NAME
    )


@lru_cache(maxsize=4096)
def latin_names_of(applicant: Applicant) -> tuple[str, ...]:
    """Return a person's names in Latin letters as they are compared."""
    return tuple(
        folded(word.text)
        for word in words(applicant)
        if word.kind is WordKind.NAME_LATIN and word.sure
    )


def _letters(name: str) -> str:
    return "".join(letter for letter in name if letter.isalpha())


@lru_cache(maxsize=4096)
def employers_of(applicant: Applicant) -> tuple[Word, ...]:
    """Return the sure forms of a person's employers."""
    return tuple(word for word in words(applicant) if word.is_employer and word.sure)


def _apart(others: Sequence[Word], own: Set[str]) -> Iterator[Word]:
    """Yield the present employers' forms that are long enough and share nothing with the own."""
    for word in others:
        name = folded(word.text)
        if word.kind is WordKind.FORMER_EMPLOYER or len(name) < _LEAST_EMPLOYER:
            continue
        if not any(name in mine or mine in name for mine in own):
            yield word


def _likely(person: RosterPerson, letters: Set[str]) -> Iterator[Word]:
    """Yield the names of which all letters but one are anywhere on the page."""
    for word in words(person.applicant):
        name = simplified(folded(word.text))
        stand = sum(letter in letters for letter in name)
        if word.kind in (WordKind.NAME, WordKind.ALIAS) and word.sure and len(name) <= stand + 1:
            yield word


def _but_one(name: str, other: str) -> bool:
    """Tell whether two names of three letters and more differ in one, or a long one lacks its last,
    as where a cell is too narrow."""
    if len(name) != len(other) or len(name) <= SHORT_NAME:
        return len(name) > _LONG and name[:-1] == other
    return sum(mine != yours for mine, yours in zip(name, other, strict=True)) == 1


def _holds_number(run: str, number: str) -> bool:
    """Tell whether an ID number is in a run of digits, one of them read wrong perhaps.

    Its check character tells numbers that differ in one digit apart: only one of them can be one.
    """
    size = len(number)
    for start in range(len(run) - size + 1):
        part = run[start : start + size]
        if sum(mine != yours for mine, yours in zip(part, number, strict=True)) <= 1:
            return True
    return False


def _enumerates(line: str) -> bool:
    """Tell whether a line enumerates what may be names of people."""
    return any(
        sum(SHORT_NAME <= len(part) <= _LONG and is_han(part) for part in _COMMA.split(run))
        >= _MANY
        for run in _COLON.split(line)
    )


def _around(text: str, name: str) -> Iterator[Neighbours]:
    for line in text.splitlines():
        start = line.find(name)
        while start >= 0:
            end = start + len(name)
            before, after = line[max(0, start - _LOOKED_AT) : start], line[end : end + _LOOKED_AT]
            yield Neighbours(before, after, dotted=False)
            start = line.find(name, end)


def _is_whole(around: Neighbours, name: str) -> bool:
    """Tell whether two letters are somebody's whole name where they are."""
    return around.ended and not (is_everyday_word(name) and around.inside_text)
