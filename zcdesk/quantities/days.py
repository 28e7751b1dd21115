"""Dates, years and numbers as people write them, in a notice and when they answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain

from zcdesk.quantities.numerals import as_count, as_number, digit_by_digit, plain_digits
from zcdesk.resources import Patterns

_SAYS = Patterns("quantities.toml", "written_values")

_PRINTED = ("day", "day2", "day3", "day4", "day5")
_LONGEST_SERIES = 30
_EARLIER = timedelta(days=60)
"""By how much the days of a notice may be before the one from which they run forward."""

_YEAR = timedelta(days=366)
_RELATIVE = {"去": -1, "今": 0, "本": 0, "明": 1, "次": 1, "翌": 1}
"""Years that are told by the present one."""

_WEEK = "一二三四五六日天"
_TO_NOON = {"下午": 12, "中午": 6}
"""Hours below which a clock of that half of the day means the second twelve."""


@dataclass(frozen=True)
class WrittenDay:
    """One day that a text names.

    Attributes:
        first: Place of its first letter; ``last`` that behind its last.
        words: As printed.
        day: The day, or None when it is none (8月2308日).
        time: ``HH:MM`` behind it, or "".
        until: The second hour of ``9:00—16:00`` behind it, or "".
        year: How its year is printed: by digits, as 次 or 今, "" for not at all.
        weekday: Day of the week that is printed beside it, from 0 for Monday; None for none.
    """

    first: int
    last: int
    words: str
    day: date | None
    time: str = ""
    until: str = ""
    year: str = ""
    weekday: int | None = None

    @property
    def dated(self) -> bool:
        """The text itself gives its year, and not by that of another day (次年1月20日)."""
        return len(self.year) > 1

    @property
    def contradicted(self) -> bool:
        """The weekday beside it is that of another day."""
        return self.day is not None and self.weekday not in (None, self.day.weekday())


@dataclass(frozen=True)
class WrittenSpan:
    """From one day to another; either may be missing.

    Attributes:
        before: It is over when its last day begins (…之前).
        event: A day that is called neither a start nor an end.
    """

    first: int
    last: int
    start: WrittenDay | None
    end: WrittenDay | None
    before: bool = False
    event: bool = False


def written_days(text: str, year: int) -> tuple[WrittenDay, ...]:
    """Return the days that a text names, in their order.

    Args:
        year: Year of a day that is printed without one, until the text names another.
    """
    plain = plain_digits(text)
    days: list[WrittenDay] = []
    before, present, month = WrittenDay(0, 0, "", None), year, 0
    for match in _SAYS.day.finditer(plain):
        year_words = match["year"] or match["year2"] or ""
        month = as_number(match["month"] or match["month2"] or match["month5"] or "") or month
        printed = next(filter(None, (match[group] for group in _PRINTED)), "")
        if not month:
            continue  # 2至3日: a number of days
        if year_words in _RELATIVE:
            year = present + _RELATIVE[year_words]
        elif year_words:
            year = int(digit_by_digit(year_words))
        day = _day(year, month, as_count(printed))
        joined = _SAYS.joined.fullmatch(plain[before.last : match.start()])
        if day and before.day and joined and not year_words:
            day = run_on(day, before.day)
            year = day.year
        time, until, last = hours_behind(plain, match.end())
        words = text[match.start() : match.end()].strip()
        beside = _SAYS.weekday_beside.match(plain, match.end())
        weekday = _WEEK.index(beside[1]) % 7 if beside else None
        place = match.start()
        before = WrittenDay(place, last, words, day, time, until, year_words, weekday)
        days.append(before)
    return tuple(days)


def run_on(day: date, since: date, weekday: int | None = None) -> date:
    """Return a day, whatever its year, as it comes in the year that begins about ``since``: what
    begins in December ends in January. A day of the week tells the first from the last of it."""
    years = (_day(since.year + more, day.month, day.day) for more in (0, 1))
    days = [one for one in years if one and since - _EARLIER <= one < since + _YEAR]
    fitting = [one for one in days if one.weekday() == weekday]
    return (fitting or days or [day])[0]


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def written_spans(text: str, year: int, events: bool = False) -> tuple[WrittenSpan, ...]:
    """Return spans from day to day, and single days that a text calls a start or an end.

    Args:
        events: Days that are called neither come too.
    """
    spans = _spans(plain_digits(text), written_days(text, year))
    return tuple(span for span in spans if events or not span.event)


def clock_times(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return the hours that a text names (下午4:00, 五点半), each with where it begins and ends."""
    plain = plain_digits(text)
    times: list[tuple[str, int, int]] = []
    half = ""
    for match in _SAYS.clock_alone.finditer(plain):
        half = match["half"] or half
        time = _clock(match, half)
        digits = (match["hour"] or match["whole"]).isdecimal()
        if time and (digits or match["half"]):  # 第一时间 is no hour
            times.append((time, match.start(), match.end()))
    return tuple(times)


def goes_on_to(text: str, place: int) -> int:
    """Return the place behind an hour, or the second number of a range, that is at ``place``.

    Words that end there would cut a value in two: 9月25日|18:00, 1500|—2500字.
    """
    last = hours_behind(plain_digits(text), place)[2]
    if last > place:
        return last
    more = _SAYS.onwards.match(text, place)
    return more.end() if more and place and text[place - 1].isdecimal() else place


def written_years(text: str) -> tuple[int, ...]:
    """Return the years of the longest list or span in a text (2021年、2022年; 2021-2024)."""
    return max(map(_listed_years, _SAYS.years.findall(plain_digits(text))), key=len, default=())


def all_years(text: str) -> frozenset[int]:
    """Return every year that a text names or spans."""
    lists = _SAYS.years.findall(plain_digits(text))
    return frozenset(chain.from_iterable(map(_listed_years, lists)))


def all_numbers(text: str) -> frozenset[int]:
    """Return every number that a text writes, in digits or in Chinese."""
    numbers = (as_number(number) for number in _SAYS.number.findall(plain_digits(text)))
    return frozenset(number for number in numbers if number is not None)


def typed_day(words: str, year: int) -> date | None:
    """Return the day that a person wrote (9月25日, 2026-09-25, 9.25), or None."""
    days = written_days(words, year)
    if len(days) == 1:
        return days[0].day
    short = re.fullmatch(r"\s*(\d{1,2})\s*[./-]\s*(\d{1,2})\s*", plain_digits(words))
    return _day(year, int(short[1]), int(short[2])) if short else None


def typed_years(words: str) -> tuple[int, ...]:
    """Return the years that a person wrote (2023至2026, 2023—2026年, 2023,2024); () for none."""
    text = plain_digits(words).strip()
    rest = _SAYS.of_years.sub("", text)
    return tuple(sorted(all_years(re.sub(r"\s+", " ", text).replace(" ", ",")))) if not rest else ()


def hours_behind(text: str, place: int) -> tuple[str, str, int]:
    """Return the hour behind a day that ends at ``place`` (``HH:MM``, or ""), a second one after
    it, and where they end."""
    match = _SAYS.time.match(text, place)
    time = _clock(match)
    if not (match and time):
        return "", "", place
    second = _SAYS.until.match(text, match.end())
    until = _clock(second, match["half"])
    if second and until and not re.match(r"\s*[月日]", text[second.end() :]):
        return time, until, second.end()
    return time, "", match.end()


def _clock(found: re.Match[str] | None, half: str | None = None) -> str:
    """Return an hour as ``HH:MM``, of the named half of the day or else of ``half``."""
    hour = as_number(found["hour"] or found["whole"]) if found else None
    if found is None or hour is None:
        return ""
    half = found["half"] or half or ""
    evening = half in ("晚上", "晚间", "傍晚", "晚", "夜里")
    if hour < _TO_NOON.get(half, 0) or (evening and hour <= 12):
        hour += 12
    rest = found["minute"] or found["rest"] or "0"
    minute = 30 if rest == "半" else as_count(rest)
    return f"{hour:02d}:{minute:02d}" if hour <= 24 and minute <= 59 else ""


def _spans(text: str, days: tuple[WrittenDay, ...]) -> Iterator[WrittenSpan]:
    at = 0
    while at < len(days):
        day = days[at]
        after = days[at + 1] if at + 1 < len(days) else None
        if after and _SAYS.joined.fullmatch(text[day.last : after.first]):
            start = replace(day, time=day.time or (after.time if after.until else ""))
            end = replace(after, time=after.until or after.time, year=after.year or day.year)
            yield WrittenSpan(day.first, after.last, start, end)
            at += 2
            continue
        at += 1
        run = day
        while at < len(days) and _next_day(text, run, days[at]):
            run, at = days[at], at + 1
        if run is not day:
            yield WrittenSpan(day.first, run.last, day, run)
            continue
        behind = _SAYS.ends_behind.match(text, day.last)
        if day.until:
            yield WrittenSpan(day.first, day.last, day, replace(day, time=day.until))
        elif not behind and _SAYS.starts_behind.match(text, day.last):
            yield WrittenSpan(day.first, day.last, day, None)
        elif behind or _SAYS.ends_before.search(text[: day.first]):
            before = bool(behind and behind[0].endswith("之前") and not day.time)
            yield WrittenSpan(day.first, day.last, None, day, before)
        else:
            yield WrittenSpan(day.first, day.last, day, None, event=True)


def _next_day(text: str, day: WrittenDay, after: WrittenDay) -> bool:
    """Tell whether two days without hours are named as one span (11月2日、3日)."""
    beside = _SAYS.and_then.fullmatch(text[day.last : after.first])
    follows = day.day and after.day and (after.day - day.day).days == 1
    return bool(beside and follows) and not (day.time or after.time)


def _listed_years(words: str) -> tuple[int, ...]:
    """Return the years of one list, spans in it filled."""
    years: set[int] = set()
    before, last = "", 0
    for match in _SAYS.year.finditer(words):
        between, year = words[last : match.start()], int(match.group())
        if before and _SAYS.to.search(between) and 0 < year - int(before) < _LONGEST_SERIES:
            years |= set(range(int(before), year))
        years.add(year)
        before, last = match.group(), match.end()
    return tuple(sorted(years))
