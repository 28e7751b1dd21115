"""Dates, years and numbers as people write them, in a notice and when they answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_DIGITS = str.maketrans("０１２３４５６７８９〇○零", "0123456789000")
_HAN = {han: number for number, han in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_HAN_DIGITS = str.maketrans("一二三四五六七八九", "123456789")
_TO = "至到\\-—–－~～"
_DAY = re.compile(
    r"(?P<year>\d{4})\s*[-./]\s*(?P<month>\d{1,2})\s*[-./]\s*(?P<day>\d{1,2})(?!\d)"
    r"|(?:(?P<year2>\d{4}|[0一二三四五六七八九]{4})\s*年\s*)?"
    r"(?P<month2>\d{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*"
    r"(?P<day2>\d{1,4}|[一二三四五六七八九十]{1,3})\s*[日号]"
    rf"|(?<=[{_TO}])\s*(?P<day3>\d{{1,2}})\s*[日号]"
)
_TIME = re.compile(
    r"[（(]?\s*(?P<half>上午|下午|晚上|中午|晚)?\s*"
    r"(?:(?P<hour>\d{1,2})\s*[:：]\s*(?P<minute>\d{2})|(?P<whole>\d{1,2})\s*[时点](?P<rest>\d{1,2}(?=分))?)"
)
_SPAN = re.compile(rf"\s*[)）]?\s*起?\s*[{_TO}]+\s*")
_YEAR = r"(?:19|20)\d{2}"
_YEARS = re.compile(
    rf"(?<!\d){_YEAR}\s*(?:年度?)?(?:\s*(?:[{_TO}]+|、|，|,|和|及|与)\s*{_YEAR}\s*(?:年度?)?)*(?!\d)"
)
_ONE_YEAR = re.compile(_YEAR)
_NUMBER = re.compile(r"\d+|[一二三四五六七八九十两]{1,3}")
_LONGEST_SERIES = 30


@dataclass(frozen=True)
class WrittenDay:
    """One day that a text names.

    Attributes:
        first: Place of its first letter; ``last`` that behind its last.
        words: As printed.
        day: The day, or None when it is none (8月2308日).
        time: ``HH:MM`` behind it, or "".
    """

    first: int
    last: int
    words: str
    day: date | None
    time: str = ""


@dataclass(frozen=True)
class WrittenSpan:
    """From one day to another; either may be missing."""

    first: int
    last: int
    start: WrittenDay | None
    end: WrittenDay | None


def plain_digits(text: str) -> str:
    """Return a text with full-width digits and 〇 as plain digits; its length stays."""
    return text.translate(_DIGITS)


def han_number(words: str) -> int | None:
    """Return a number written in digits or Chinese up to ninety-nine, or None."""
    words = plain_digits(words.strip())
    if words.isascii() and words.isdecimal():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return _HAN.get(words)
    if (tens and tens not in _HAN) or (ones and ones not in _HAN):
        return None
    return _HAN.get(tens, 1) * 10 + _HAN.get(ones, 0)


def written_days(text: str, year: int) -> tuple[WrittenDay, ...]:
    """Return the days that a text names, in their order.

    Args:
        year: Year of a day that is printed without one, until the text names another.
    """
    plain = plain_digits(text)
    found: list[WrittenDay] = []
    month = 0
    for match in _DAY.finditer(plain):
        told = match["year"] or match["year2"]
        if told:
            year = int(told.translate(_HAN_DIGITS))
        elif found and _SPAN.fullmatch(plain[found[-1].last : match.start()]):
            year = _year_after(found[-1].day, han_number(match["month2"] or "") or month, year)
        month = han_number(match["month"] or match["month2"] or "") or month
        number = han_number(match["day"] or match["day2"] or match["day3"] or "") or 0
        try:
            day: date | None = date(year, month, number)
        except ValueError:
            day = None
        time, last = _time_behind(plain, match.end())
        found.append(
            WrittenDay(match.start(), last, text[match.start() : match.end()].strip(), day, time)
        )
    return tuple(found)


def written_spans(text: str, year: int) -> tuple[WrittenSpan, ...]:
    """Return spans from day to day, and single days that a text calls a start or an end."""
    plain = plain_digits(text)
    days = written_days(text, year)
    return tuple(_spans(plain, days))


def written_years(text: str) -> tuple[int, ...]:
    """Return the years of the longest list or span in a text (2021年、2022年; 2021-2024)."""
    best: tuple[int, ...] = ()
    for match in _YEARS.finditer(plain_digits(text)):
        years = _listed_years(match.group())
        best = years if len(years) > len(best) else best
    return best


def all_years(text: str) -> frozenset[int]:
    """Return every year that a text names or spans."""
    found: set[int] = set()
    for match in _YEARS.finditer(plain_digits(text)):
        found |= set(_listed_years(match.group()))
    return frozenset(found)


def all_numbers(text: str) -> frozenset[int]:
    """Return every number that a text writes, in digits or in Chinese."""
    found = (han_number(one) for one in _NUMBER.findall(plain_digits(text)))
    return frozenset(one for one in found if one is not None)


def typed_day(words: str, year: int) -> date | None:
    """Return the day that a person wrote (9月25日, 2026-09-25, 9.25), or None."""
    days = written_days(words, year)
    if len(days) == 1:
        return days[0].day
    short = re.fullmatch(r"\s*(\d{1,2})\s*[./-]\s*(\d{1,2})\s*", plain_digits(words))
    try:
        return date(year, int(short[1]), int(short[2])) if short else None
    except ValueError:
        return None


def typed_years(words: str) -> tuple[int, ...]:
    """Return the years that a person wrote (2023至2026, 2023—2026年, 2023,2024); () for none."""
    text = plain_digits(words).strip()
    rest = re.sub(rf"{_YEAR}|[\s年度、，,和及与{_TO}]", "", text)
    return tuple(sorted(all_years(re.sub(r"\s+", " ", text).replace(" ", ",")))) if not rest else ()


def _year_after(before: date | None, month: int, year: int) -> int:
    """Return the year of the second day of a span that names none: December runs into January."""
    return year + 1 if before and month and month < before.month else year


def _time_behind(text: str, place: int) -> tuple[str, int]:
    found = _TIME.match(text, place)
    if not found:
        return "", place
    hour = int(found["hour"] or found["whole"])
    if found["half"] in ("下午", "晚上", "晚") and hour < 12:
        hour += 12
    minute = int(found["minute"] or found["rest"] or 0)
    if hour > 24 or minute > 59:
        return "", place
    return f"{hour:02d}:{minute:02d}", found.end()


def _spans(text: str, days: tuple[WrittenDay, ...]) -> Iterator[WrittenSpan]:
    at = 0
    while at < len(days):
        day = days[at]
        after = days[at + 1] if at + 1 < len(days) else None
        behind = text[day.last : day.last + 6].lstrip("）) ")
        if after and _SPAN.fullmatch(text[day.last : after.first]):
            yield WrittenSpan(day.first, after.last, day, after)
            at += 2
            continue
        if re.match(r"(以|之)?前|止|截止|为止|截至", behind) or re.search(
            r"(截止|截至|止于)[^，。；]{0,8}$", text[: day.first]
        ):
            yield WrittenSpan(day.first, day.last, None, day)
        elif re.match(r"起|开始|启动", behind):
            yield WrittenSpan(day.first, day.last, day, None)
        at += 1


def _listed_years(words: str) -> tuple[int, ...]:
    """Return the years of one list, spans in it filled."""
    years: set[int] = set()
    before, last = "", 0
    for match in _ONE_YEAR.finditer(words):
        between, year = words[last : match.start()], int(match.group())
        if before and re.search(f"[{_TO}]", between) and 0 < year - int(before) < _LONGEST_SERIES:
            years |= set(range(int(before), year))
        years.add(year)
        before, last = match.group(), match.end()
    return tuple(sorted(years))
