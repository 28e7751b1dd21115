"""Working days of China: weekdays, public holidays and make-up days, by year.

The built-in calendar is the package holidays, which follows the yearly notices of the State
Council; a file of the user's own adds years that it does not know yet, or replaces one. Of later
years the statutory holidays are known (they follow from the law and the moon), the make-up days
are not, and every answer says so; nothing is guessed. Holidays of the region (肉孜节, 古尔邦节) are
not in it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from pydantic import BaseModel, TypeAdapter

from zcdesk.notices.files.loading import user_folder

_DAY = timedelta(days=1)
_FRIDAY = 4
_LONGEST_SPAN = 3_700
"""Days; a posting is never so long, a slip of the keyboard is."""

_LONGEST_HOLIDAY = 60
"""Days; 春节 has had nine at most."""

_LARGEST_CALENDAR = 100_000
"""Bytes."""

_YEARS_AHEAD = 5
"""A new version of the package comes each month; nobody plans a posting further ahead."""


@dataclass(frozen=True)
class Workdays:
    """A calendar: weekdays that are off, weekend days that are worked, and the years it knows."""

    off: frozenset[date]
    worked: frozenset[date]
    years: frozenset[int]

    def is_workday(self, day: date) -> bool:
        """Tell whether ``day`` is worked; in an unknown year Monday to Friday are."""
        return day in self.worked or (day.weekday() <= _FRIDAY and day not in self.off)

    def replaced_by(self, own: Workdays) -> Workdays:
        """Return this calendar with the years that ``own`` knows taken from there."""
        return Workdays(
            own.off | {day for day in self.off if day.year not in own.years},
            own.worked | {day for day in self.worked if day.year not in own.years},
            self.years | own.years,
        )

    def between(self, first: date, last: date) -> WorkingSpan:
        """Count the working days from ``first`` to ``last``, both days included."""
        days = list(_days(first, min(last, first + _LONGEST_SPAN * _DAY)))
        unknown = {day.year for day in days} - self.years
        return WorkingSpan(sum(map(self.is_workday, days)), tuple(sorted(unknown)))

    def first_end(self, start: date, count: int) -> date:
        """Return the earliest last day by which ``count`` working days fit from ``start`` on."""
        day, left = start, count - self.is_workday(start)
        while left > 0:
            day += _DAY
            left -= self.is_workday(day)
        return day


@dataclass(frozen=True)
class WorkingSpan:
    """Working days of a span, and the years in it whose holidays the calendar does not know."""

    count: int
    unknown_years: tuple[int, ...]


@cache
def built_in_workdays() -> Workdays:
    """Return the calendar that ships with the program.

    Its years are those whose make-up days the State Council has published; the few after them have
    their statutory holidays.
    """
    # Loaded here: the calendars of all countries take longer than a short command.
    from holidays.countries.china import China, ChinaStaticHolidays

    published = frozenset(ChinaStaticHolidays.special_public_holidays)
    years = range(min(published), max(published) + 1 + _YEARS_AHEAD)
    calendar = China(years=years)  # type: ignore[no-untyped-call]  # not annotated there
    off = frozenset(day for day in calendar if day.weekday() <= _FRIDAY)
    return Workdays(off, frozenset(calendar.weekend_workdays), published)


def own_calendar() -> Path:
    """Return where the user may note years that the built-in calendar does not know."""
    return user_folder() / "workdays.toml"


def workdays_in_force() -> tuple[Workdays, bool]:
    """Return the calendar with the user's own years, and whether their file could be used."""
    try:
        path = own_calendar()
        if not path.is_file():
            return built_in_workdays(), True
        if path.stat().st_size > _LARGEST_CALENDAR:
            return built_in_workdays(), False
        return built_in_workdays().replaced_by(read_workdays(path)), True
    except (OSError, RuntimeError, ValueError):
        return built_in_workdays(), False


def read_workdays(path: Path) -> Workdays:
    """Read the user's calendar: a table a year with the weekdays off and the weekend days worked.

    Raises:
        ValueError: The file is not TOML, or an entry is neither a day nor ``day..day``.
    """
    years = _YEARS.validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
    return Workdays(
        frozenset(_listed(years, "off")), frozenset(_listed(years, "work")), frozenset(years)
    )


class _Year(BaseModel):
    """Weekdays off and weekend days worked, each a day or ``day..day``."""

    off: tuple[str | date, ...] = ()
    work: tuple[str | date, ...] = ()


_YEARS = TypeAdapter(dict[int, _Year])


def _listed(years: Mapping[int, _Year], kind: str) -> Iterator[date]:
    for entry in years.values():
        for text in getattr(entry, kind):
            first, _, last = str(text).partition("..")
            span = date.fromisoformat(str(first)), date.fromisoformat(str(last or first))
            if (span[1] - span[0]).days > _LONGEST_HOLIDAY:
                raise ValueError(f"{text} is longer than any holiday")
            yield from _days(*span)


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += _DAY
