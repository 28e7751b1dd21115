"""The time that the words of a return leave: a period (48小时内), or a moment (10月14日18时前)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from zcdesk.checks.dates.return_words import plain
from zcdesk.notices.workdays import workdays_in_force
from zcdesk.quantities.days import WrittenDay, hours_behind, written_days
from zcdesk.quantities.moments import BEIJING
from zcdesk.quantities.numerals import as_count
from zcdesk.resources import Patterns, table

_SAYS = Patterns("checks/patterns.toml", "note_terms")
_NEARNESS = table("returns", "words.toml")["nearness"]
_HOUR, _DAY, _WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
_UNITS = {
    **dict.fromkeys(("小时", "h", "H"), _HOUR),
    **dict.fromkeys(("日", "天", "自然日"), _DAY),
    **dict.fromkeys(("周", "星期", "礼拜"), _WEEK),
}
"""How long each unit of a period is; a working day (工作日) is as long as the calendar says."""

_WEEKDAYS = {letter: day for day, letter in enumerate("一二三四五六日")} | {"天": 6, "末": 6}
_OFFICE_CLOSES, _DAY_CLOSES = time(18, 0), time(23, 59, 59)
"""下班前, to be safe the usual end of an office day; only a reminder."""


@dataclass(frozen=True)
class NoteTerm:
    """The time that a return's own words leave.

    Attributes:
        quote: Where they say it.
        end: The last moment, Beijing time.
    """

    quote: str
    end: datetime


def note_term(words: str, returned: datetime) -> NoteTerm | None:
    """Return the time that the words of a return leave, None where they name none.

    Where they name several the earliest counts. A date is a term only beside words of mending: one
    on which a certificate was issued is none.

    Args:
        words: What the platform says, whole.
        returned: When it was sent back, a moment with a time zone.
    """
    terms: list[NoteTerm] = []
    at = returned.astimezone(BEIJING)
    for sentence in re.split(r"[\r\n；;。！!]+", plain(words)):
        for hit in _SAYS.period.finditer(sentence):
            count, unit = filter(None, hit.groups())
            end = _after(at, as_count(count), unit)
            if end is not None and not _SAYS.past.search(sentence[hit.end() : hit.end() + 4]):
                terms.append(NoteTerm(hit.group().strip(), end))
        if _SAYS.mending.search(sentence):
            terms += _moments(sentence, at)
    return min(terms, key=lambda term: term.end, default=None)


def _after(at: datetime, count: int, unit: str) -> datetime | None:
    if not count:
        return None
    if unit in _UNITS:
        return at + count * _UNITS[unit]
    calendar, day, left = workdays_in_force()[0], at.date(), count
    while left:
        day += timedelta(days=1)
        left -= calendar.is_workday(day)
    return datetime.combine(day, at.timetz())


def _moments(sentence: str, at: datetime) -> Iterator[NoteTerm]:
    """Yield what a sentence about mending names as the last day, with or without an hour."""
    years = (written_days(sentence, at.year + more) for more in (0, 1))
    named = [
        later if day.day and day.day < at.date() and not day.dated else day
        for day, later in zip(*years, strict=True)  # in January of the year after
    ]
    near = (
        _near(sentence, hit, at.date())
        for hit in _SAYS.near.finditer(sentence)
        if not any(day.first <= hit.start() < day.last for day in named)
    )
    for day in (*named, *near):
        until = _SAYS.until.match(sentence, day.last)
        said = until or _SAYS.to_do.match(sentence, day.last)
        due = said or _SAYS.due.search(sentence[: day.first])
        last = said.end() if said else day.last
        if day.day is None or not due or _SAYS.past.search(sentence[last : last + 6]):
            continue
        ends = _ends(day.day, day.time, office=bool(until and until[1]))
        if at < ends < at + timedelta(days=120):
            yield NoteTerm(sentence[day.first : last].strip(), ends)


def _near(sentence: str, hit: re.Match[str], today: date) -> WrittenDay:
    """Return the day of a word without a month (明天, 周五, 15日), with the hour behind it."""
    time_said, until, last = hours_behind(sentence, hit.end())
    day = _day_near(hit[0], today)
    return WrittenDay(hit.start(), last, hit[0], day, time_said, until)


def _ends(day: date, clock: str, *, office: bool = False) -> datetime:
    """Return the last moment of a day: the hour said, else when an office closes, else its end."""
    if clock and clock != "24:00":
        return datetime.combine(day, time.fromisoformat(clock), BEIJING)
    return datetime.combine(day, _OFFICE_CLOSES if office else _DAY_CLOSES, BEIJING)


def _day_near(near: str, day: date) -> date | None:
    """Return the day that 明天, 周五, 下周三, 月底 or 15日 means; None where there is none."""
    if near[0] in _NEARNESS:
        return day + timedelta(days=_NEARNESS[near[0]])
    month_after = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    if near[-1] in "底末" and "月" in near:
        return month_after - timedelta(days=1)
    if near[-1] in "日号" and near[-2].isdigit():
        number = int("".join(letter for letter in near if letter.isdigit()))
        begins = day if number >= day.day else month_after
        try:
            return begins.replace(day=number)
        except ValueError:
            return None
    ahead = _WEEKDAYS[near[-1]] - day.weekday()
    if near[0] == "下":
        return day + timedelta(days=ahead + 7)
    return day + timedelta(days=ahead % 7)
