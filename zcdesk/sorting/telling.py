"""What a page says of itself, out of its reading: its kind, its years, marks of a copy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from zcdesk.quantities.numerals import HAN_DIGITS, HAN_ORDINALS, as_count
from zcdesk.reading.line import Reading
from zcdesk.resources import table
from zcdesk.sorting.kinds import Kind, kinds
from zcdesk.sorting.own_data import id_numbers, labelled_fields
from zcdesk.sorting.page_words import PageWords, page_words
from zcdesk.sorting.subject import PersonPart, Subject
from zcdesk.sorting.told import PageTold, stated_on


def is_marked_copy(words: PageWords) -> bool:
    """Tell whether a page says of itself that it is a photocopy."""
    return bool(_marks().search(words.body))


@cache
def _marks() -> re.Pattern[str]:
    marks = table("sorting", "copy_marks.toml")["marks"]
    return re.compile("|".join(f"(?:{mark})" for mark in marks))


_HEADING, _STRONG, _USUAL, _NEVER = 4.0, 2.0, 0.6, 2.5
"""What a strong word in a heading, a strong word, a usual word and a contrary word weigh."""

_MOST_USUAL = 4
"""Usual words beyond these add nothing: long pages have many of every kind."""

LEAST = 2.5
"""Weight from which a kind is named at all."""

SURE_LEAST, SURE_LEAD = 4.0, 1.5
"""Weight, and lead over the next kind of other slots, from which the guess counts as sure."""


@dataclass(frozen=True)
class Guess:
    """What a page probably is.

    Attributes:
        kind: Id of the kind, or "" when nothing points anywhere.
        sure: Clearly more points to it than to anything else.
        words: The words that decided, the weightiest first.
        also: Kinds of the same slot that are there as clearly: two sides of a card on one sheet.
    """

    kind: str = ""
    sure: bool = False
    words: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


def guess(words: PageWords) -> Guess:
    """Return the likeliest kind of a page."""
    weighed = sorted(((_weight(kind, words), kind) for kind in kinds()), key=lambda one: -one[0])
    best, kind = weighed[0]
    if best < LEAST:
        return Guess()
    rivals = [weight for weight, other in weighed[1:] if other.slots[:1] != kind.slots[:1]]
    lead = best - max(rivals, default=0.0)
    evidence = [word for word in kind.strong if words.heads(word)]
    evidence += [word for word in (*kind.strong, *kind.usual) if words.has(word)]
    also = tuple(
        other.id
        for weight, other in weighed[1:]
        if weight >= LEAST and other.slots[:1] == kind.slots[:1]
    )
    sure = best >= SURE_LEAST and lead >= SURE_LEAD
    return Guess(kind.id, sure, tuple(dict.fromkeys(evidence))[:4], also)


def _weight(kind: Kind, words: PageWords) -> float:
    strong = 0.0
    for word in kind.strong:
        strong += _HEADING if words.heads(word) else _STRONG if words.has(word) else 0.0
    if not strong:
        return 0.0
    usual = min(sum(words.has(word) for word in kind.usual), _MOST_USUAL)
    never = sum(words.heads(word) or words.has(word) for word in kind.never)
    crowded = kind.most_lines and len(words.lines) > kind.most_lines
    return min(strong, 2 * _HEADING) + _USUAL * usual - _NEVER * never - 3.0 * bool(crowded)


_ZEROS = str.maketrans("Oo", "00")  # as the zero of 二○二四 is read
_YEAR = rf"((?:19|20)[0-9]{{2}}|[一二][Oo{HAN_DIGITS}]{{3}})"
_FOR = re.compile(_YEAR + r"年?度")
_SPAN = re.compile(_YEAR + r"年?[-—–~至到]" + _YEAR + "年?度")
_PLAIN = re.compile(_YEAR + f"年(?![0-9{HAN_ORDINALS}]{{1,2}}月)")
_DATE = re.compile(_YEAR + "年")
_NUMBER = re.compile(r"[〔\[(（]" + _YEAR + r"[〕\])）]")
_LONGEST = 12
"""Years of a span; more is a misreading."""


def years(words: PageWords) -> tuple[int, ...]:
    """Return the years that a page is for, a heading's first.

    Where a year of assessment or of a course (年度) is, other years on the page are dates: of
    a signature, of printing. Without one, a year that is no date counts; else those of the dates.
    """
    texts = (*words.headings, words.body)
    years_read: list[int] = []
    for text in texts:
        for first, last in _SPAN.findall(text):
            begin, end = _number(first), _number(last)
            if 0 <= end - begin <= _LONGEST:
                years_read += range(begin, end + 1)
    for patterns in ((_FOR,), (_PLAIN,), (_DATE, _NUMBER)):
        for pattern in patterns:
            for text in texts:
                years_read += map(_number, pattern.findall(text))
        if any(years_read):
            break
    return tuple(dict.fromkeys(filter(None, years_read)))


def _number(text: str) -> int:
    """Return a year, 0 where it is none."""
    year = as_count(text.translate(_ZEROS))
    return year if 1900 <= year <= 2100 else 0


_MOST_YEARS = 12
_FEW = 5
"""Characters; a portrait without a word still gives one or two readings of a collar."""

_PORTRAIT = (0.6, 0.85)
"""Width by height of a one-inch photo, 25 × 35 mm, with some room for trimming."""


def told_by(reading: Reading, people: Sequence[Subject]) -> PageTold:
    """Return what a page says of itself. ``people``: whom it names in a part."""
    words = page_words(reading)
    guessed = guess(words)
    low, high = _PORTRAIT
    return PageTold(
        kind=guessed.kind,
        sure=guessed.sure,
        also=guessed.also,
        words=guessed.words,
        years=years(words)[:_MOST_YEARS],
        names=tuple(
            dict.fromkeys(person.name for person in people if person.part is not PersonPart.HELPS)
        ),
        id_numbers=id_numbers(words),
        labelled=labelled_fields(words),
        begins=bool(words.headings),
        wordless=len(words.body) < _FEW,
        copied=is_marked_copy(words),
        stated=stated_on(words, guessed.kind),
        portrait=low <= reading.width / reading.height <= high,
    )
