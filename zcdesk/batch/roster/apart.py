"""Which of some people a text means: every column of the roster is a fact that may tell it.

One holder for names of files and folders, for words beside a name in a note, for what a page says,
and for what a person is shown where people of one name must be told apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from zcdesk.batch.roster import columns
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.batch.roster.remarks import counts_rows
from zcdesk.names.spellings import folded
from zcdesk.quantities.moments import day_within

_TAIL = 4
"""Figures at the end of an ID number by which offices tell people apart."""

_LEAST_NUMBER = 4
"""Figures from which a number counts wherever it is; shorter ones are ages, rows, sums."""

_UNITS = "部科室所处队厂院组班站局课系校馆"
"""How the names of departments end."""

_PHONE = 7
"""Figures of a telephone number at least."""

Shows = Callable[[str, str], bool]
"""Tells whether a text shows what a column says."""


def roster_facts(person: RosterPerson) -> dict[str, str]:
    """Return what the roster says of somebody beside the name, by column."""
    known = {
        columns.ID_NUMBER: person.applicant.id_number[-_TAIL:],
        columns.BORN: person.born,
        columns.WORK_NUMBER: person.answers.get(columns.WORK_NUMBER_FACT, ""),
        columns.EMPLOYER: person.applicant.employer,
        **dict(person.others),
    }
    return {title: said for title, said in known.items() if said}


def meant(
    people: Sequence[RosterPerson], shows: Callable[[str, str], bool]
) -> tuple[RosterPerson, ...]:
    """Return those of some people of whom something is said that the roster says of them alone.

    Everybody where nothing is said by which they differ, or where it contradicts itself.

    Args:
        people: Who may be meant.
        shows: Tells of a column's title and its text whether it is said.
    """
    facts = {person.row: roster_facts(person) for person in people}
    out: set[int] = set()
    for title in dict.fromkeys(title for known in facts.values() for title in known):
        values = {row: known.get(title, "") for row, known in facts.items()}
        shown = {value for value in values.values() if value and shows(title, value)}
        shown = {
            name for name in shown if not any(name != other and name in other for other in shown)
        }
        if shown:
            out |= {row for row, value in values.items() if value and value not in shown}
    return tuple(person for person in people if person.row not in out) or tuple(people)


def in_name(text: str) -> Shows:
    """Return what tells whether a name of a file, a folder or a note's address shows a fact."""
    plain, upper, day = folded(text), text.upper(), day_within(text)

    def shows(title: str, said: str) -> bool:
        if counts_rows(title):
            return number_before(text) == said.lstrip("0")
        if title == columns.BORN:
            return said == day
        if title == columns.ID_NUMBER:
            return said in upper
        if said.isdecimal():
            return len(said) >= _LEAST_NUMBER and _stands_alone(said, text)
        if said.isascii():
            return len(said) > 1 and _stands_alone(said, text)
        return len(folded(said)) > 1 and folded(said) in plain

    return shows


def on_page(text: str, employer_shown: Callable[[str], bool]) -> Shows:
    """Return what tells whether a page shows a fact: a department, a telephone, an employer.

    Posts and remarks are words of any page.

    Args:
        text: Its words, folded.
        employer_shown: Tells whether an employer is on it, by any of the forms of its name.
    """

    def shows(title: str, said: str) -> bool:
        if title == columns.EMPLOYER:
            return employer_shown(said)
        if title in columns.KNOWN:
            return False  # held against what the page tells of its bearer
        if said.isdecimal():
            return len(said) >= _PHONE and _stands_alone(said, text)
        return said[-1] in _UNITS and len(said) > 1 and folded(said) in text

    return shows


def number_before(name: str) -> str:
    """Return the number that a name begins with, without its noughts, or ""."""
    match = _before().match(name.strip())
    return match[1] if match else ""


def by_row_number(names: Sequence[str], people: Sequence[RosterPerson]) -> Iterator[int | None]:
    """Yield for each of some names of files the row of whom its number before it counts, or None.

    Numbers count people where several files have one of them, or several of them stand before the
    same words; else they count papers, and nobody is told by them.
    """
    rows = {
        said.lstrip("0"): person.row
        for person in people
        for title, said in person.others
        if counts_rows(title)
    }
    numbers = [number_before(name) for name in names]
    rest = [_before().sub("", name.strip()) for name in names]
    given = [(number, left) for number, left in zip(numbers, rest, strict=True) if number in rows]
    parts = zip(*given, strict=True)  # the numbers, the words behind them
    counts = len(rows) == len(people) and any(len(set(part)) < len(given) for part in parts)
    yield from (rows.get(number) if counts else None for number in numbers)


@lru_cache(1)
def _before() -> re.Pattern[str]:
    return re.compile(r"0*([1-9][0-9]{0,3})(?:号|[\s.．、_－-])+(?=\S)")


def _stands_alone(said: str, text: str) -> bool:
    written = rf"(?<![A-Za-z0-9]){re.escape(said)}(?![A-Za-z0-9])"
    return re.search(written, text, re.IGNORECASE) is not None
