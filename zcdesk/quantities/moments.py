"""Days and moments as a person answers them and a case keeps them, in Beijing time."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
"""Every term runs in this time, whatever the computer says."""

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years in which anything of an application happens; beyond them no term can be reckoned with."""

_DAY_OR_MONTH = re.compile(
    r"([0-9]{4})(?:年|[./-])([0-9]{1,2})(?:(?:月|[./-])([0-9]{1,2})(?![0-9])日?|月)?"
)  # the year behind 2019.7-2020.6 is no day
_WHOLE_DAY = re.compile(r"(?<!\d)(\d{4})(?:(\d\d)(\d\d)|[-./年](\d{1,2})[-./月](\d{1,2})日?)(?!\d)")


def in_calendar(day: date) -> bool:
    """Tell whether a day, or a moment, is where anything of an application happens."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def moment_in(answer: str) -> datetime | None:
    """Return a date or moment that was answered, in Beijing time; None when it is neither."""
    try:
        moment = datetime.fromisoformat(answer)
    except ValueError:
        return None
    if not in_calendar(moment):
        return None
    return moment.astimezone(BEIJING) if moment.tzinfo else moment.replace(tzinfo=BEIJING)


def date_in(answer: str) -> date | None:
    """Return the day that was answered, or None."""
    try:
        day = date.fromisoformat(answer)
    except ValueError:
        return None
    return day if in_calendar(day) else None


def day_or_month_in(answer: str) -> date | None:
    """Return a day that was answered in any usual form; a month alone counts as its first day."""
    return _named(answer, _DAY_OR_MONTH.fullmatch("".join(answer.split())))


def day_of(text: str) -> date | None:
    """Return the day or month that a text begins with (2019年7月至今), as the day it begins."""
    return _named(text, _DAY_OR_MONTH.match("".join(text.split())))


def day_within(text: str) -> str:
    """Return the first whole day in a text (1973-03-16, 1973年3月16日, 19730316), or ""."""
    parts = (match.groups() for match in _WHOLE_DAY.finditer(text))
    days = (_day(*map(int, filter(None, groups))) for groups in parts)
    return next((day.isoformat() for day in days if day is not None), "")


def _named(text: str, match: re.Match[str] | None) -> date | None:
    whole = date_in(text)
    if whole is not None or match is None:
        return whole
    year, month, day = match.groups()
    return _day(int(year), int(month), int(day or 1))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        named = date(year, month, day)
    except ValueError:  # 31 June, month 13
        return None
    return named if in_calendar(named) else None
