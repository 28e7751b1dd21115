"""The time that the words of a return leave: a period (48小时内), or a moment (10月14日18时前)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from zcdesk.checks.dates.return_words import plain
from zcdesk.notices.workdays import workdays_in_force
from zcdesk.quantities.moments import BEIJING, in_calendar
from zcdesk.quantities.numerals import as_count
from zcdesk.resources import Patterns

_SAYS = Patterns("checks/patterns.toml", "note_terms")
_NEARNESS = {"今": 0, "当": 0, "明": 1, "后": 2}
_WEEKDAYS = {letter: day for day, letter in enumerate("一二三四五六日")} | {"天": 6, "末": 6}
_OFFICE_CLOSES = time(18, 0)
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
            count, unit = hit.group(1) or hit.group(3), hit.group(2) or hit.group(4)
            end = _after(at, as_count(count), unit)
            if end is not None and not _SAYS.past.search(sentence[hit.end() : hit.end() + 4]):
                terms.append(NoteTerm(hit.group().strip(), end))
        if _SAYS.mending.search(sentence):
            terms += _moments(sentence, at)
    return min(terms, key=lambda term: term.end, default=None)


def _after(at: datetime, count: int, unit: str) -> datetime | None:
    if not count:
        return None
    if unit in ("小时", "h", "H"):
        return at + timedelta(hours=count)
    if unit in ("周", "星期", "礼拜"):
        return at + timedelta(weeks=count)
    if unit != "工作日":
        return at + timedelta(days=count)
    calendar, day, left = workdays_in_force()[0], at.date(), count
    while left:
        day += timedelta(days=1)
        left -= calendar.is_workday(day)
    return datetime.combine(day, at.timetz())


def _moments(sentence: str, at: datetime) -> list[NoteTerm]:
    moments = []
    for hit in _SAYS.dated.finditer(sentence):
        if _SAYS.past.search(sentence[hit.end() : hit.end() + 6]):
            continue
        year, half, hour, minute, until = hit.group(1, 4, 5, 6, 7)
        if until is None and not _SAYS.due.search(sentence[: hit.start()]):
            continue
        month, day, ends = as_count(hit[2]), as_count(hit[3]), _time(half, hour, minute)
        moment = _moment(int(year or at.year), month, day, ends)
        if moment is not None and not year and moment < at:  # in January of the year after
            moment = _moment(at.year + 1, month, day, ends)
        if moment is not None and at < moment < at + timedelta(days=120):
            moments.append(NoteTerm(hit.group().strip(), moment))
    for hit in _SAYS.near.finditer(sentence):
        near, half, hour, minute, office = hit.groups()
        ends = _OFFICE_CLOSES if office and not hour else _time(half or near[1:2], hour, minute)
        day_meant = _day_near(near, at.date())
        moment = datetime.combine(day_meant, ends, BEIJING) if day_meant else at
        other = sentence[: hit.start()].rstrip().endswith("月")  # a date, with blanks in it
        if moment > at and not other and not _SAYS.past.search(sentence[hit.end() : hit.end() + 6]):
            moments.append(NoteTerm(hit.group().strip(), moment))
    return moments


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


def _time(half: str | None, hour: str | None, minute: str | None) -> time:
    """Return the time of day that is meant; none said is the end of the day."""
    if hour is None:
        return time(23, 59, 59)
    value = as_count(hour)
    if half in ("晚", "晚上") and value == 12:
        return time(23, 59, 59)
    if (half in ("下午", "晚", "晚上", "傍晚") and value < 12) or (half == "中午" and value < 6):
        value += 12
    minutes = 30 if minute == "半" else int(minute or 0)
    if value >= 24 or minutes > 59:
        return time(23, 59, 59)
    return time(value, minutes)


def _moment(year: int, month: int, day: int, at: time) -> datetime | None:
    try:
        last = date(year, month, day)
    except ValueError:
        return None
    return datetime.combine(last, at, BEIJING) if in_calendar(last) else None
