"""Dates, years and numbers as people write them, in a notice and when they answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from zcdesk.notices.sentences.lexicon import any_of

_DIGITS = str.maketrans("０１２３４５６７８９〇○零壹贰叁肆柒捌玖", "01234567890001234789")
_HAN = {han: number for number, han in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_HAN_DIGITS = str.maketrans("一二三四五六七八九", "123456789")
_TO = "至到\\-—–－~～"
_WEEKDAY = r"(?:星期|周|礼拜)[一二三四五六日天末]"
_REMARK = rf"(?:\s*[（(][^（）()]{{0,12}}[）)]|\s*{_WEEKDAY})?"
"""What may stand between a day and its hour: （星期二）, （工作日）."""

_SHORT_DAY = r"(?:1[0-2]|0?[1-9])[./](?:3[01]|[12]\d|0?[1-9])(?![\d.])"
_NO_DAY = r"(?![\d.、，和及与至\-—–～~]{0,12}\s*(?:栏|节|条|款|项|章|页|部分|[%％万亿元倍分]))"
_DAY = re.compile(
    r"(?<!\d)(?P<year>\d{4})\s*[-./]\s*(?P<month>\d{1,2})\s*[-./]\s*(?P<day>\d{1,2})(?!\d)"
    r"|(?:(?P<year2>\d{4}|[0一二三四五六七八九]{4})\s*年\s*)?"
    r"(?P<month2>\d{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*"
    rf"(?:(?P<day2>\d{{1,4}}|[一二三四五六七八九十]{{1,3}})\s*[日号]|(?P<day4>\d{{1,2}})(?=\s*[{_TO}]+\s*\d{{1,2}}\s*[日号]))"
    rf"|(?<![\d./])(?P<month5>1[0-2]|0?[1-9])[./](?P<day5>3[01]|[12]\d|0?[1-9])(?![\d./]){_NO_DAY}"
    rf"(?:(?=\s*[（(]?(?:周|星期))|(?=\s*[{_TO}]+\s*{_SHORT_DAY}{_NO_DAY})|(?=\s*\d{{1,2}}[:：]\d\d)"
    rf"|(?<=[{_TO}]\d[./]\d)|(?<=[{_TO}]\d\d[./]\d)|(?<=[{_TO}]\d[./]\d\d)|(?<=[{_TO}]\d\d[./]\d\d)"
    rf"|(?=\s*(?:[以之]?前|起|截[止至])))"
    rf"|(?:(?<=[{_TO}])|(?<=[日号]、))\s*(?P<day3>\d{{1,2}})\s*[日号](?!\s*[之以]?内)"
)
_CLOCK = (
    r"(?:(?P<hour{0}>\d{{1,2}})\s*[:：]\s*(?P<minute{0}>\d{{2}})"
    r"|(?P<whole{0}>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*(?:时|点)(?:\s*(?P<rest{0}>半|\d{{1,2}}(?=\s*分)|[一二三四五六七八九十]{{1,3}}(?=分))\s*分?|整)?)"
)
_HALF = r"[（(]?\s*(?P<half{0}>上午|下午|晚上|晚间|中午|早上|早晨|凌晨|[早晚])?\s*"
_TIME = re.compile(
    rf"(?:\s*[（(][^（）()\d]{{0,8}}[）)]|\s*{_WEEKDAY})?\s*" + _HALF.format("") + _CLOCK.format("")
)
_UNTIL = re.compile(rf"\s*[{_TO}]+\s*" + _HALF.format("") + _CLOCK.format(""))
_ALONE = re.compile(_HALF.format("") + _CLOCK.format(""))
_SPAN = re.compile(rf"{_REMARK}\s*[)）]?\s*起?\s*[{_TO}]+\s*")
_YEAR = r"(?:19|20)\d{2}"
_MONTH = r"(?:(?<=年)\d{1,2}月(?!\s*\d))?"
_YEARS = re.compile(
    rf"(?<!\d){_YEAR}\s*(?:年度?)?{_MONTH}(?:\s*(?:[{_TO}]+|、|，|,|和|及|与)\s*{_YEAR}\s*(?:年度?)?{_MONTH})*(?!\d)"
)
_ONE_YEAR = re.compile(_YEAR)
_ONE = "[一二三四五六七八九两]"
_HAN_NUMBER = re.compile(
    rf"(?:({_ONE})千)?(?:(0?{_ONE})百)?(?:(0?{_ONE}?)十)?((?:(?<![千百])|0){_ONE})?"
)
_NUMBER = re.compile(rf"\d+|{_ONE}[千百](?:{_ONE}|[百十0])*|[一二三四五六七八九十两]{{1,3}}")
_PRINTED = ("day", "day2", "day3", "day4", "day5")
_LONGEST_SERIES = 30
_RANGE = re.compile(rf"[{_TO}]+\d+\w?")


@dataclass(frozen=True)
class WrittenDay:
    """One day that a text names.

    Attributes:
        first: Place of its first letter; ``last`` that behind its last.
        words: As printed.
        day: The day, or None when it is none (8月2308日).
        time: ``HH:MM`` behind it, or "".
        until: The second hour of ``9:00—16:00`` behind it, or "".
        dated: The text itself gives its year.
    """

    first: int
    last: int
    words: str
    day: date | None
    time: str = ""
    until: str = ""
    dated: bool = False


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


def plain_digits(text: str) -> str:
    """Return a text with full-width digits and 〇 as plain digits; its length stays."""
    return text.translate(_DIGITS)


def han_number(words: str) -> int | None:
    """Return a number written in digits or Chinese up to 9999 (一千五百, 二百零六), or None."""
    words = plain_digits(words.strip())
    if words.isascii() and words.isdecimal():
        return int(words)
    found = _HAN_NUMBER.fullmatch(words)
    if not found or not words:
        return None
    heads = (_HAN.get(head.strip("0"), 1) if head is not None else 0 for head in found.groups()[:3])
    ones = _HAN.get((found[4] or "").strip("0"), 0)
    return sum(head * size for head, size in zip(heads, (1000, 100, 10), strict=True)) + ones


def written_days(text: str, year: int) -> tuple[WrittenDay, ...]:
    """Return the days that a text names, in their order.

    Args:
        year: Year of a day that is printed without one, until the text names another.
    """
    plain = plain_digits(text)
    found: list[WrittenDay] = []
    month, dated = 0, False
    for match in _DAY.finditer(plain):
        year_words = match["year"] or match["year2"]
        if year_words:
            year, dated = int(year_words.translate(_HAN_DIGITS)), True
        elif found and _SPAN.fullmatch(plain[found[-1].last : match.start()]):
            year = _year_after(
                found[-1].day, han_number(match["month2"] or match["month5"] or "") or month, year
            )
        month = han_number(match["month"] or match["month2"] or match["month5"] or "") or month
        printed = next(filter(None, (match[one] for one in _PRINTED)), "")
        if not month:
            continue  # 2至3日: a number of days
        try:
            day: date | None = date(year, month, han_number(printed) or 0)
        except ValueError:
            day = None
        time, until, last = _times_behind(plain, match.end())
        words = text[match.start() : match.end()].strip()
        found.append(WrittenDay(match.start(), last, words, day, time, until, dated))
    return tuple(found)


def written_spans(text: str, year: int, events: bool = False) -> tuple[WrittenSpan, ...]:
    """Return spans from day to day, and single days that a text calls a start or an end.

    Args:
        events: Days that are called neither come too.
    """
    found = _spans(plain_digits(text), written_days(text, year))
    return tuple(span for span in found if events or not span.event)


def clock_times(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return the hours that a text names (下午4:00, 五点半), each with where it begins and ends."""
    plain = plain_digits(text)
    found: list[tuple[str, int, int]] = []
    half = ""
    for match in _ALONE.finditer(plain):
        half = match["half"] or half
        time = _clock(match, half)
        digits = (match["hour"] or match["whole"]).isdecimal()
        if time and (digits or match["half"]):  # 第一时间 is no hour
            found.append((time, match.start(), match.end()))
    return tuple(found)


def goes_on_to(text: str, place: int) -> int:
    """Return the place behind an hour, or the second number of a range, that stands at ``place``.

    Words that end there would cut a value in two: 9月25日|18:00, 1500|—2500字.
    """
    last = _times_behind(plain_digits(text), place)[2]
    if last > place:
        return last
    more = _RANGE.match(text, place)
    return more.end() if more and place and text[place - 1].isdecimal() else place


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


def _times_behind(text: str, place: int) -> tuple[str, str, int]:
    """Return the hour behind a day, a second one after it, and where they end."""
    found = _TIME.match(text, place)
    time = _clock(found, found["half"] or "") if found else ""
    if not found or not time:
        return "", "", place
    second = _UNTIL.match(text, found.end())
    until = _clock(second, second["half"] or found["half"] or "") if second else ""
    if second and until and not re.match(r"\s*[月日]", text[second.end() :]):
        return time, until, second.end()
    return time, "", found.end()


def _clock(found: re.Match[str], half: str) -> str:
    hour = han_number(found["hour"] or found["whole"])
    if hour is None:
        return ""
    if half in ("下午", "晚上", "晚间", "晚") and hour < 12:
        hour += 12
    rest = found["minute"] or found["rest"] or "0"
    minute = 30 if rest == "半" else han_number(rest) or 0
    return f"{hour:02d}:{minute:02d}" if hour <= 24 and minute <= 59 else ""


_END_BEHIND = any_of("words", "end_behind", rf"{_REMARK}[）)\s]*")
_START_BEHIND = any_of("words", "start_behind", rf"{_REMARK}[）)\s]*")
_END_BEFORE = any_of("words", "end_before", "", r"[^，。；、\d]{0,8}$")


def _spans(text: str, days: tuple[WrittenDay, ...]) -> Iterator[WrittenSpan]:
    at = 0
    while at < len(days):
        day = days[at]
        after = days[at + 1] if at + 1 < len(days) else None
        if after and _SPAN.fullmatch(text[day.last : after.first]):
            start = replace(day, time=day.time or (after.time if after.until else ""))
            end = replace(after, time=after.until or after.time)
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
        behind = _END_BEHIND.match(text, day.last)
        if day.until:
            yield WrittenSpan(day.first, day.last, day, replace(day, time=day.until))
        elif behind or _END_BEFORE.search(text[: day.first]):
            before = bool(behind and behind[0].endswith("之前") and not day.time)
            yield WrittenSpan(day.first, day.last, None, day, before)
        elif _START_BEHIND.match(text, day.last):
            yield WrittenSpan(day.first, day.last, day, None)
        else:
            yield WrittenSpan(day.first, day.last, day, None, event=True)


def _next_day(text: str, day: WrittenDay, after: WrittenDay) -> bool:
    """Tell whether two days without hours are named as one span (11月2日、3日)."""
    beside = re.fullmatch(rf"{_REMARK}\s*[、和及]\s*", text[day.last : after.first])
    follows = day.day and after.day and (after.day - day.day).days == 1
    return bool(beside and follows) and not (day.time or after.time)


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
