"""What a paper states of its own: dates, hours, who paid social insurance, for how long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from zcdesk.resources import table
from zcdesk.sorting.page_words import PageWords

HOURS, PAYING_UNIT, PAID_MONTHS = "hours", "paying_unit", "paid_months"

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
        value: As it stands there.
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
        for found in row.pattern.finditer(words.body):
            value = next((group for group in found.groups() if group), "")
            if value:
                yield Stated(row.key, value)
