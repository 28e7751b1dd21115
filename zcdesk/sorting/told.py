"""All that sorting keeps of one page, and what a paper states of its own: dates, hours, payers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from zcdesk.applicant import Target
from zcdesk.geometry import Polygon
from zcdesk.resources import table
from zcdesk.sorting.page_words import PageWords

HOURS, PAYING_UNIT, PAID_MONTHS = "hours", "paying_unit", "paid_months"
PAPER_NUMBER = "paper_number"

_DATE = r"([12][0-9]{3}(?:年|[./-])[01]?[0-9](?:(?:月|[./-])(?:[0-3]?[0-9]日?)?)?)"
_ORGANISATION = (
    r"([\u4e00-\u9fff()（）]{2,40}?(?:有限责任公司|有限公司|分公司|总公司|集团|公司|医院|学校|学院|大学|研究院|设计院"
    r"|研究所|中心|局|厂|站|委员会|事务所)(?:[\u4e00-\u9fff]{2,12}分公司)?)"
)
_MOST = 12
"""Values of one page that are kept; a list of courses states hours line by line."""


@dataclass(frozen=True)
class Stated:
    """One thing that a page states.

    Attributes:
        key: What it is: a key of ``checks/personal_facts.toml``, or one of the names above.
        value: As it is there.
    """

    key: str
    value: str


@dataclass(frozen=True)
class _StatedRow:
    key: str
    kinds: frozenset[str]
    pattern: re.Pattern[str]


@cache
def _rows() -> tuple[_StatedRow, ...]:
    return tuple(
        _StatedRow(
            row["key"],
            frozenset(row["kinds"]),
            re.compile(
                row["pattern"].replace("{date}", _DATE).replace("{organisation}", _ORGANISATION)
            ),
        )
        for row in table("sorting", "stated.toml")["stated"]
    )


def stated_on(words: PageWords, kind: str) -> tuple[Stated, ...]:
    """Return what a page states, as ``resources/sorting/stated.toml`` says where to look.

    Args:
        words: The words of the page.
        kind: Id of the kind of document that it probably is, or "".
    """
    return tuple(dict.fromkeys(_found(words, kind)))[:_MOST]


def _found(words: PageWords, kind: str) -> Iterator[Stated]:
    for row in _rows():
        if row.kinds and kind not in row.kinds:
            continue
        for match in row.pattern.finditer(words.body):
            value = next(filter(None, match.groups()), "")
            if value:
                yield Stated(row.key, value)


class AboutWhom(StrEnum):
    """Whom a page is about, as seen from the applicant; ``NAMED``: she is on it, nobody is it."""

    OWN = "own"
    NAMED = "named"
    OTHER = "other"
    NOBODY = "nobody"


@dataclass(frozen=True)
class ScriptSpelling:
    """A name or an employer as it is in the Arabic script beside the applicant's own.

    Attributes:
        target: What it may spell.
        text: Its letters, words parted by spaces.
        polygon: Where it is, in pixels of the upright page.
    """

    target: Target
    text: str
    polygon: Polygon


@dataclass(frozen=True)
class PageTold:
    """What a page says of itself.

    Attributes:
        kind: Id of the kind of document that it probably is, or "".
        sure: Clearly more points to that kind than to any other.
        also: Other kinds that are on the page as clearly (both sides of a card on one sheet).
        words: Words that decided, the weightiest first.
        years: Years that it speaks of, the likeliest to be its own first.
        names: Whom the page is about: behind 姓名, certified (兹证明…同志), honoured, or authors.
        id_numbers: Numbers of ID cards.
        begins: It has a heading, so that it hardly goes on from the page before.
        wordless: Hardly a character was read.
        portrait: It has the shape of a one-inch photo.
        copied: It says of itself that it is a photocopy (仅供…使用).
        seals: How many seals it shows, whoever's, as it was scanned; None when nobody looked.
        signed: Something is where the applicant has to sign, as it was scanned; None without
            such a place.
        spellings: What is in the Arabic script where a bilingual page says the own name or
            employer again, as it was read.
        labelled: What it has a field for, name or employer, whoever's.
        about: Whom it is about; None when nobody looked.
        organisations: Organisations that it names, those beside 工作单位 first.
        stated: Dates, hours and the like that can be held against what the person wrote.
    """

    kind: str = ""
    sure: bool = False
    also: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    id_numbers: tuple[str, ...] = ()
    begins: bool = False
    wordless: bool = False
    portrait: bool = False
    copied: bool = False
    seals: int | None = None
    signed: bool | None = None
    spellings: tuple[ScriptSpelling, ...] = ()
    labelled: tuple[Target, ...] = ()
    about: AboutWhom | None = None
    organisations: tuple[str, ...] = ()
    stated: tuple[Stated, ...] = ()


NOTHING = PageTold()
