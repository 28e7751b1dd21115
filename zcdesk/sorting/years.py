"""The years that a page is for: 2023年度, 二〇二三年度, 2023年."""

from __future__ import annotations

import re

from zcdesk.sorting.page_words import PageWords

_DIGITS = {character: str(value) for value, character in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"零": "0", "○": "0", "O": "0", "o": "0"}
_YEAR = r"((?:19|20)[0-9]{2}|[一二][〇零○Oo九一二三四五六七八]{3})"
_FOR = re.compile(_YEAR + r"年?度")
_SPAN = re.compile(_YEAR + r"年?[-—–~至到]" + _YEAR + "年?度")
_PLAIN = re.compile(_YEAR + "年(?![0-9一二三四五六七八九十]{1,2}月)")
_DATE = re.compile(_YEAR + "年")
_NUMBER = re.compile(r"[〔\[(（]" + _YEAR + r"[〕\])）]")
_LONGEST = 12
"""Years of a span; more is a misreading."""


def years(words: PageWords) -> tuple[int, ...]:
    """Return the years that a page is for, a heading's first.

    Where a year of assessment or of a course (年度) stands, other years on the page are dates: of
    a signature, of printing. Without one, a year that is no date counts; else those of the dates.
    """
    texts = (*words.headings, words.body)
    found: list[int] = []
    for text in texts:
        for first, last in _SPAN.findall(text):
            begin, end = _number(first), _number(last)
            if begin and end and 0 <= end - begin <= _LONGEST:
                found += range(begin, end + 1)
    for patterns in ((_FOR,), (_PLAIN,), (_DATE, _NUMBER)):
        for pattern in patterns:
            for text in texts:
                found += [year for year in map(_number, pattern.findall(text)) if year]
        if found:
            break
    return tuple(dict.fromkeys(found))


def _number(text: str) -> int | None:
    digits = "".join(_DIGITS.get(character, character) for character in text)
    return int(digits) if digits.isdigit() and 1900 <= int(digits) <= 2100 else None
