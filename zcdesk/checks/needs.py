"""Whether a slot is needed in a person's situation, and why, in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zcdesk.notices.conditions import Judgement, Truth, judge
from zcdesk.notices.interview import because, years_in
from zcdesk.notices.notice import Notice
from zcdesk.notices.slots import Group, GroupKind, Need, Section, Slot
from zcdesk.notices.sources import Source
from zcdesk.wording import sentence


@dataclass(frozen=True)
class Demand:
    """What the notice says of one slot.

    Attributes:
        need: The need, or None while unanswered questions decide it.
        source: The passage that decides.
        reason: Why, in Chinese, with the clause.
        unanswered: Facts that would decide it.
        years: Years that each need a document; () without a series.
        excused: Years of the series that the person's answers excuse.
        one_of: Slots of which one is enough, or ().
    """

    need: Need | None
    source: Source
    reason: str
    unanswered: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    excused: tuple[int, ...] = ()
    one_of: tuple[str, ...] = ()


def demand(notice: Notice, section: Section, slot: Slot, facts: Mapping[str, str]) -> Demand:
    """Return what the notice asks of ``slot``.

    Args:
        facts: The answers that count, by fact id (see ``interview.counting_answers``).
    """
    groups = [group for group in section.groups if slot.id in group.slots]
    by_group = _by_group(notice, groups, facts)
    if by_group is not None:
        return by_group
    by_ruling = _by_ruling(notice, slot, groups, facts)
    if by_ruling.need is Need.REQUIRED and slot.series:
        return _by_series(notice, slot, by_ruling, facts)
    return by_ruling


def _by_group(notice: Notice, groups: list[Group], facts: Mapping[str, str]) -> Demand | None:
    """Return what the group in force asks, an open question, or None when no group holds."""
    judged = [(group, judge(group.when, facts)) for group in groups]
    for group, judgement in judged:
        if judgement.truth is Truth.YES:
            one_of = group.slots if group.kind is GroupKind.ONE_OF else ()
            reason = _reason(notice, Need.REQUIRED, judgement, group)
            return Demand(Need.REQUIRED, group, reason, one_of=one_of)
    for group, judgement in judged:
        if judgement.truth is Truth.UNKNOWN:
            return _open(notice, judgement, group)
    return None


def _by_ruling(notice: Notice, slot: Slot, groups: list[Group], facts: Mapping[str, str]) -> Demand:
    """Return what the first ruling that holds says; else what the slot says otherwise."""
    grounds = [ground for group in groups for ground in judge(group.when, facts).grounds]
    for ruling in slot.rulings:
        judgement = judge(ruling.when, facts)
        if judgement.truth is Truth.YES:
            return Demand(ruling.need, ruling, _reason(notice, ruling.need, judgement, ruling))
        if judgement.truth is Truth.UNKNOWN:
            return _open(notice, judgement, ruling)
        grounds += judgement.grounds
    decided = Judgement(Truth.YES, tuple(dict.fromkeys(grounds)))
    return Demand(slot.otherwise, slot, _reason(notice, slot.otherwise, decided, slot))


def _by_series(notice: Notice, slot: Slot, found: Demand, facts: Mapping[str, str]) -> Demand:
    """Split the years of a series into those asked and those excused."""
    series = slot.series
    if series is None:
        return found
    excused_years = years_in(facts.get(series.excused_by, ""))
    excused = tuple(year for year in series.years if year in excused_years)
    years = tuple(year for year in series.years if year not in excused_years)
    if not years and series.excuse:
        reason = sentence(
            "check.need_excused", years=_listed(excused), clause=series.excuse.clause
        ).message
        return Demand(Need.WAIVED, series.excuse, reason, excused=excused)
    return Demand(found.need, found.source, found.reason, years=years, excused=excused)


def _open(notice: Notice, judgement: Judgement, source: Source) -> Demand:
    """Return a demand that waits for answers."""
    question = notice.fact(judgement.unanswered[0]).question
    reason = sentence("check.need_unknown", question=question, clause=source.clause).message
    return Demand(None, source, reason, judgement.unanswered)


def _reason(notice: Notice, need: Need, judgement: Judgement, source: Source) -> str:
    """Return why, for example 需要，因为现职称在外省取得，四（一）4。"""
    phrase = because(notice, judgement)
    code = f"check.need_{need}" if phrase else f"check.need_{need}_always"
    return sentence(code, because=phrase, clause=source.clause).message


def _listed(years: tuple[int, ...]) -> str:
    return "、".join(map(str, years))
