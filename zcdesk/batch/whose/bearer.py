"""What tells people of one name apart: birthday, age, sex, work number, an ID number or part of it.

A page tells these of its bearer; a list tells them in the row of each. What is written where is
data, ``resources/sorting/bearer.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from zcdesk.batch.roster.columns import WORK_NUMBER_FACT
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.identity_numbers import is_identity_number
from zcdesk.names.spellings import folded, plain, simplified
from zcdesk.quantities.numerals import HAN_DIGITS, HAN_NUMERALS, as_number
from zcdesk.reading.line import Reading
from zcdesk.resources import table
from zcdesk.sorting.own_data import MISREAD, is_of_a_paper
from zcdesk.sorting.page_rows import TAB, page_rows

BORN, AGE, SEX, WORK_NUMBER, NUMBER = "born", "age", "sex", "work_number", "number"
_SEX = "性别"
"""Column of the roster, where it has one."""
_KINDS = (BORN, AGE, SEX, WORK_NUMBER, NUMBER)
_HIDDEN = re.compile(r"[*＊xX×•●#]{3,}")
_WORK_NUMBER = re.compile(r"[A-Za-z]{0,4}[0-9-]{2,12}")
_WHOLE, _OLD = 18, 15
_UNKNOWN = "?"

_BETWEEN = re.compile(rf"{TAB}(?![0-9A-Za-z])|(?<![0-9A-Za-z]){TAB}")
_HAN_DATE = re.compile(rf"[12一二][{HAN_DIGITS}0-9]{{3}}(?=年)|[{HAN_NUMERALS}]{{1,3}}(?=[月日])")
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?=[-年./])")

Told = Mapping[str, frozenset[str]]
"""What is told of somebody, by kind."""


def rows_of(reading: Reading | None, text: str) -> tuple[str, ...]:
    """Return a page's rows as people read them; without its reading, the lines of its text."""
    if reading is None:
        return tuple(text.splitlines())
    return tuple(row.text for row in page_rows(reading))


def told_of(rows: Sequence[str], names: Sequence[str]) -> tuple[Told, ...]:
    """Return what a page tells of whoever has one of some names, once for each who may be meant.

    What is on it once is told of its bearer; of a thing that is there for several people,
    what each row with such a name tells.

    Args:
        rows: As :func:`rows_of` gives them.
        names: Folded.
    """
    body = _joined(cell for row in rows for cell in row.split(TAB))
    years = _YEAR.findall(body)
    own = [row for row in rows if any(name in folded(_plain(row)) for name in names)]
    others = [_plain(row) for row in rows if row not in own]
    once = {kind: frozenset(_found(kind, body, names, years)) for kind in _KINDS}
    listed = [
        kind
        for kind, found in once.items()
        if len(found) > 1 or (not found and _heads(kind, others))
    ]
    by_row = [{kind: frozenset(_in_row(kind, row, names, years)) for kind in listed} for row in own]
    clear = {kind: found for kind, found in once.items() if kind not in listed}
    return tuple(clear | row_rows for row_rows in by_row) or (clear,)


def known_of(person: RosterPerson) -> Mapping[str, str]:
    """Return the roster's own values of these facts, "" for each that it lacks.

    Of a number that it does not know it may know the day of birth: the rest are ``?``.
    """
    number = _spread(person.applicant.id_number)
    if number is None:
        number = f"{6 * _UNKNOWN}{person.born.replace('-', '')}{4 * _UNKNOWN}"
    sex = (
        "女男"[int(number[16]) % 2]
        if number[16:17].isdigit()
        else dict(person.others).get(_SEX, "")
    )
    return {
        BORN: person.born,
        AGE: person.born[:4],
        SEX: sex,
        WORK_NUMBER: person.answers.get(WORK_NUMBER_FACT, "").upper(),
        NUMBER: number if len(number) == _WHOLE else "",
    }


def contradicts(told: Told, person: RosterPerson) -> bool:
    """Tell whether something that a page tells cannot be this person's."""
    known = known_of(person)
    return any(
        known[kind] and values and not any(_same(kind, value, known[kind]) for value in values)
        for kind, values in told.items()
    )


def _same(kind: str, value: str, known: str) -> bool:
    return _SAME.get(kind, str.__eq__)(value, known)


def _same_day(value: str, known: str) -> bool:
    """Compare as far as both go: 1985.03 is 1985-03-16."""
    parts, own = (list(map(int, re.findall(r"[0-9]+", day))) for day in (_dashed(value), known))
    return all(part == two for part, two in zip(parts, own, strict=False))


def _same_number(value: str, known: str) -> bool:
    number = _spread(value)
    if number is None:
        return True
    compared = [pair for pair in zip(number, known, strict=True) if _UNKNOWN not in pair]
    wrong = sum(first != two for first, two in compared)
    return wrong <= (MISREAD if len(compared) == _WHOLE else 0)


def _spread(value: str) -> str | None:
    """Return an ID number, or what is told of one, on its eighteen places; None for no such."""
    number = value.upper()
    hidden = _HIDDEN.search(value)
    if hidden is not None:
        number, end = number[: hidden.start()], number[hidden.end() :]
    elif len(number) == _OLD and number.isdigit():
        number, end = f"{number[:6]}19{number[6:]}", _UNKNOWN
    elif len(number) == _WHOLE and number[:-1].isdigit():
        end = ""
    elif number[:-1].isdigit() and len(number) < _OLD:
        number, end = "", number
    else:
        return None
    return f"{number}{(_WHOLE - len(number) - len(end)) * _UNKNOWN}{end}"


def _is_of_age(value: str, known: str) -> bool:
    """Tell whether somebody born in a year may be of an age in one of the years of a page."""
    age, *years = map(int, value.split())
    return not years or any(abs(year - int(known) - age) <= 1 for year in years)


_SAME: Mapping[str, Callable[[str, str], bool]] = {
    BORN: _same_day,
    AGE: _is_of_age,
    NUMBER: _same_number,
}


def _dashed(day: str) -> str:
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if day.isdecimal() else day


def _plain(row: str) -> str:
    return _joined(row.split(TAB))


def _joined(cells: Iterable[str]) -> str:
    """Return cells as one text; only numbers stay apart."""
    text = _BETWEEN.sub("", TAB.join(simplified(plain(cell)) for cell in cells))
    text = _HAN_DATE.sub(lambda date: str(as_number(date[0]) or date[0]), text)
    return _english_day().sub(_in_figures, text)


def _in_figures(found: re.Match[str]) -> str:
    """Return an English day in figures: March 16, 1985 is 1985.3.16."""
    month = table("sorting", "bearer.toml")["months"].index(found["month"].lower()) + 1
    day = found["before"] or found["behind"]
    return ".".join(filter(None, (found["year"], str(month), day)))


def _found(kind: str, text: str, names: Sequence[str], years: Sequence[str]) -> Iterator[str]:
    values = table("sorting", "bearer.toml")[kind].get("values", {})
    for pattern in _patterns(kind, tuple(names)):
        for number in map(str.upper, pattern.findall(text)):
            whole = len(number) == _WHOLE and number.isalnum()
            if not whole or (is_identity_number(number) and not is_of_a_paper(number, text)):
                value = values.get(number.lower(), number)
                yield " ".join((value, *sorted(set(years)))) if kind == AGE else value


def _in_row(kind: str, row: str, names: Sequence[str], years: Sequence[str]) -> Iterator[str]:
    """Yield what the cells of a row may tell; of several days any may be that of birth."""
    text = _plain(row)
    cells = [_plain(cell) for cell in row.split(TAB)]
    if kind == BORN:
        yield from re.findall(table("sorting", "bearer.toml")["date"], text)
    elif kind == SEX:
        yield from (cell for cell in cells if cell in ("男", "女"))
    elif kind == WORK_NUMBER:
        yield from (cell.upper() for cell in cells if _WORK_NUMBER.fullmatch(cell))
    else:
        yield from _found(kind, text, names, years)


def _heads(kind: str, rows: Sequence[str]) -> bool:
    column = re.compile(table("sorting", "bearer.toml")[kind]["column"])
    return any(map(column.search, rows))


@cache
def _patterns(kind: str, names: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    data = table("sorting", "bearer.toml")
    name = "|".join("[·•‧]?".join(map(re.escape, name)) for name in names) or "(?!)"
    given = {"{date}": data["date"], "{name}": f"(?:{name})"}
    return tuple(
        re.compile(_filled(pattern, given), re.IGNORECASE) for pattern in data[kind]["patterns"]
    )


def _filled(pattern: str, given: Mapping[str, str]) -> str:
    for blank, words in given.items():
        pattern = pattern.replace(blank, words)
    return pattern


@cache
def _english_day() -> re.Pattern[str]:
    month = rf"(?P<month>{'|'.join(table('sorting', 'bearer.toml')['months'])})[a-z]*"
    day, gap = r"[0-3]?[0-9])(?:st|nd|rd|th)?", r"[\s.,]*"
    written = rf"(?:(?P<before>{day}{gap})?{month}{gap}(?:(?P<behind>{day}{gap})?"
    return re.compile(rf"(?i)(?<![A-Za-z0-9]){written}(?P<year>(?:19|20)[0-9]{{2}})(?![0-9])")
