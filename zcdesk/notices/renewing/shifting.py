"""Values of an older notice read again in the new words, or shifted by the years between."""

from __future__ import annotations

import re
from datetime import date

from zcdesk.notices.sentences.written_values import all_years, han_number, written_days

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_NAMED_DAY = re.compile(r"[0-9]{1,2}月[0-9]{1,4}日|(?<![0-9-])[01]?[0-9]-[0-3]?[0-9](?![0-9-])")
_NUMBER = re.compile(r"[0-9]+|[一二两三四五六七八九十]")


def read_date(old: date, old_words: str, new_words: str, year: int) -> date | None:
    """Return the day that stands where ``old`` stood, or None when that cannot be told.

    Args:
        year: Year of a day that is printed without one.
    """
    before, after = _days(old_words, old.year), _days(new_words, year)
    places = {index for index, day in enumerate(before) if day == old}
    if len(before) != len(after) or len(places) != 1:
        return None
    return after[places.pop()]


def read_lost_date(old_words: str, new_words: str, year: int) -> date | None:
    """Return the day that stands where the old words have one that is no day (8月2308日)."""
    before, after = _days(old_words, year), _days(new_words, year)
    if len(before) != len(after) or before.count(None) != 1:
        return None
    return after[before.index(None)]


def read_number(old: int, old_words: str, new_words: str) -> int | None:
    """Return the number that stands where ``old`` stood, or None when that cannot be told."""
    before, after = _numbers(old_words), _numbers(new_words)
    if len(before) != len(after):
        return None
    found = {new for one, new in zip(before, after, strict=True) if one == old}
    return found.pop() if len(found) == 1 else None


def read_years(old: tuple[int, ...], old_words: str, new_words: str) -> tuple[int, ...] | None:
    """Return the years that the new words list, when the old words listed exactly the old ones."""
    if _years(old_words) != old:
        return None
    return _years(new_words) or None


def shifted_date(old: date, years: int) -> date:
    """Return the same day some years later; 29 February becomes the 28th where it must."""
    try:
        return old.replace(year=old.year + years)
    except ValueError:
        return old.replace(year=old.year + years, day=28)


def shifted_words(old: str, years: int) -> str:
    """Return words with every year in them moved."""
    return _YEAR.sub(lambda found: str(int(found.group()) + years), old)


def names_a_year(words: str) -> bool:
    """Tell whether words name a year."""
    return _YEAR.search(words) is not None


def names_a_day(words: str) -> bool:
    """Tell whether words name a day (8月23日, 10-10)."""
    return _NAMED_DAY.search(words) is not None


def _days(words: str, year: int) -> list[date | None]:
    """Return the days that words name; a day without a month belongs to the month before it."""
    return [day.day for day in written_days("".join(words.split()), year)]


def _numbers(words: str) -> list[int]:
    return [han_number(one) or 0 for one in _NUMBER.findall(words)]


def _years(words: str) -> tuple[int, ...]:
    return tuple(sorted(all_years("".join(words.split()))))
