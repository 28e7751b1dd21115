"""The same fact the same everywhere: what form, work history and posting say of one thing.

Findings name the places and never repeat what is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from zcdesk.checks.states import CaseFinding
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Detail
from zcdesk.names.spellings import folded

_DATE = re.compile(r"([0-9]{4})[-./年]([0-9]{1,2})(?:[-./月]([0-9]{1,2})?日?)?")


@dataclass(frozen=True)
class ToldFact:
    """One fact as one place tells it.

    Attributes:
        what: Name of the fact for people: 工作单位, 现职称取得时间, 学位取得时间.
        value: What is there; "" counts as not told.
        place: Where: 申报表, 工作简历, 公示.
        year: Year that it holds for, or None when it holds for good.
    """

    what: str
    value: str
    place: str
    year: int | None = None


@dataclass(frozen=True)
class Spell:
    """A time with one employer, as the work history has it; ``last`` None means until now."""

    employer: str
    first: date
    last: date | None = None


@dataclass(frozen=True)
class LifeStep:
    """A step of a life, in the order in which steps must follow each other."""

    what: str
    day: date


def same_everywhere(told: Iterable[ToldFact]) -> Iterator[CaseFinding]:
    """Yield an error for each fact that two places tell differently, with the places."""
    groups: dict[tuple[str, int | None], list[ToldFact]] = {}
    for fact in told:
        if fact.value.strip():
            groups.setdefault((fact.what, fact.year), []).append(fact)
    for (what, year), facts in groups.items():
        first = facts[0]
        others = [fact.place for fact in facts[1:] if not same_value(first.value, fact.value)]
        if others:
            places = "、".join(dict.fromkeys([first.place, *others]))
            named = what if year is None else f"{year} 年{what}"
            yield CaseFinding(finding_of("check.told_differently", what=named, places=places))


def employers_fit(history: Sequence[Spell], told: Iterable[ToldFact]) -> Iterator[CaseFinding]:
    """Yield what does not fit the work history: an employer that was not hers in that year.

    Args:
        history: The work history; without any entry nothing is judged.
        told: Employers with their year, for example of each annual assessment.
    """
    for fact in told:
        if not history or not fact.value.strip() or fact.year is None:
            continue
        employers = employers_of(history, fact.year)
        where: dict[str, Detail] = {"place": fact.place, "year": fact.year}
        if not employers:
            yield CaseFinding(finding_of("check.history_silent", **where))
        elif not any(same_value(fact.value, employer) for employer in employers):
            yield CaseFinding(finding_of("check.employer_of_year", **where))


def employers_of(history: Sequence[Spell], year: int) -> tuple[str, ...]:
    """Return the employers of a year, in the order of the history; a move leaves two."""
    return tuple(
        spell.employer
        for spell in history
        if spell.first.year <= year and (spell.last is None or spell.last.year >= year)
    )


def in_order(steps: Sequence[LifeStep], today: date) -> Iterator[CaseFinding]:
    """Yield an error for each step before the one that must precede it, or after today.

    Args:
        steps: As they must follow each other: 出生, 毕业, 参加工作, 取得现职称.
    """
    for earlier, later in pairwise(steps):
        if later.day < earlier.day:
            yield CaseFinding(
                finding_of("check.dates_out_of_order", earlier=earlier.what, later=later.what)
            )
    for step in steps:
        if step.day > today:
            yield CaseFinding(finding_of("check.date_in_future", what=step.what))


def same_value(one: str, other: str) -> bool:
    """Compare dates as far as both tell them, everything else letter by letter."""
    first, second = _date_parts(one), _date_parts(other)
    if first and second:
        return all(a == b for a, b in zip(first, second, strict=False))
    return folded(one) == folded(other)


def _date_parts(text: str) -> tuple[int, ...]:
    """Return year, month and, where told, day of a date in any usual form; () for other words."""
    match = _DATE.fullmatch("".join(folded(text)))
    return tuple(int(part) for part in match.groups() if part) if match else ()
