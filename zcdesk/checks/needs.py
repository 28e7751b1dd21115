"""Whether a slot is needed in a person's situation, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace

from zcdesk.cases.case import Facts
from zcdesk.findings import Detail, Finding, info
from zcdesk.notices.interview import because, first_open_question, years_in
from zcdesk.notices.profile import (
    ConditionJudgement,
    GroupKind,
    Need,
    Notice,
    Section,
    Series,
    Slot,
    SlotGroup,
    Source,
    Truth,
    judge,
)
from zcdesk.quantities.numerals import han


@dataclass(frozen=True)
class Demand:
    """What the notice says of one slot.

    Attributes:
        need: The need, or None while unanswered questions decide it.
        source: The passage that decides.
        reason: Why, with the clause, to be told in any language.
        unanswered: The question to answer first, or ().
        years: Years that each need a document; () without a series.
        excused: Years of the series that the person's answers excuse.
        one_of: Slots of which one is enough, or ().
        pages: Pages that were worked out from the notice (A-50), or None.
        unseen: Name of the text that would tell and is not at hand, or "".
    """

    need: Need | None
    source: Source
    reason: Finding
    unanswered: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    excused: tuple[int, ...] = ()
    one_of: tuple[str, ...] = ()
    pages: int | None = None
    unseen: str = ""


ASKED = frozenset({Need.REQUIRED, Need.EXPECTED})
"""Needs that an empty slot leaves open."""


def demand(notice: Notice, section: Section, slot: Slot, facts: Facts) -> Demand:
    """Return what the notice asks of ``slot``.

    Args:
        facts: The answers that count, by fact id (see ``interview.counting_answers``).
    """
    groups = [group for group in section.groups if slot.id in group.slots]
    by_group = _by_group(notice, groups, facts)
    if by_group is not None:
        return by_group
    return _by_ruling(notice, slot, groups, facts)


def _by_group(notice: Notice, groups: list[SlotGroup], facts: Facts) -> Demand | None:
    """Return what the group in force asks, an open question, or None when no group holds."""
    judged = [(group, judge(group.when, facts)) for group in groups]
    for group, judgement in judged:
        if judgement.truth is Truth.YES:
            one_of = group.slots if group.kind is GroupKind.ONE_OF else ()
            reason = _reason(notice, Need.REQUIRED, judgement, group)
            if one_of:
                reason = _reason_for_one(notice, judgement, group)
            return Demand(Need.REQUIRED, group, reason, one_of=one_of)
    for group, judgement in judged:
        if judgement.truth is Truth.UNKNOWN:
            return _open(notice, judgement, group, facts)
    return None


def _by_ruling(notice: Notice, slot: Slot, groups: list[SlotGroup], facts: Facts) -> Demand:
    """Return what the first ruling that holds says; else what the slot says otherwise."""
    grounds = [ground for group in groups for ground in judge(group.when, facts).grounds]
    for ruling in slot.rulings:
        judgement = judge(ruling.when, facts)
        if judgement.truth is Truth.YES:
            reason = _reason(notice, ruling.need, judgement, ruling, ruling.unseen)
            wanted = Demand(ruling.need, ruling, reason, pages=ruling.pages, unseen=ruling.unseen)
            return _by_series(ruling.series or slot.series, wanted, facts)
        if judgement.truth is Truth.UNKNOWN:
            return _open(notice, judgement, ruling, facts)
        grounds += judgement.grounds
    decided = ConditionJudgement(Truth.YES, tuple(dict.fromkeys(grounds)))
    reason = _reason(notice, slot.otherwise, decided, slot, slot.unseen)
    wanted = Demand(slot.otherwise, slot, reason, unseen=slot.unseen)
    return _by_series(slot.series, wanted, facts)


def _by_series(series: Series | None, found: Demand, facts: Facts) -> Demand:
    """Split the years of a series that is asked into those wanted and those excused."""
    if series is None or found.need not in ASKED:
        return found
    excused_years = years_in(facts.get(series.excused_by, ""))
    excused = tuple(year for year in series.years if year in excused_years)
    years = tuple(year for year in series.years if year not in excused_years)
    if not years and series.excuse:
        years_told, clause = "、".join(map(str, excused)), series.excuse.clause
        reason = info("check.need_excused", years=years_told, clause=clause)
        return Demand(Need.WAIVED, series.excuse, reason, excused=excused)
    return replace(found, years=years, excused=excused)


def _open(notice: Notice, judgement: ConditionJudgement, source: Source, facts: Facts) -> Demand:
    """Return a demand that waits for answers."""
    first = first_open_question(notice, judgement.unanswered[0], facts)
    reason = info("check.need_unknown", question=first.question, clause=source.clause)
    return Demand(None, source, reason, (first.id,))


def _reason(
    notice: Notice, need: Need, judgement: ConditionJudgement, source: Source, unseen: str = ""
) -> Finding:
    """Return why, for example 需要，因为现职称在外省取得，四（一）4。"""
    if unseen:
        return info("check.need_unseen", unseen=unseen, clause=source.clause)
    phrase = because(notice, judgement)
    code = f"check.need_{need}" if phrase else f"check.need_{need}_always"
    return info(code, because=phrase, clause=source.clause)


def _reason_for_one(notice: Notice, judgement: ConditionJudgement, group: SlotGroup) -> Finding:
    """Return why, where one of several papers is enough: 三样交一样."""
    phrase = because(notice, judgement)
    titles = "、".join(notice.slot(slot).title for slot in group.slots)
    count = len(group.slots)
    counted = "两" if count == 2 else han(count)
    details: dict[str, Detail] = {
        "count": count, "counted": counted, "slots": titles, "clause": group.clause,
    }  # fmt: skip
    if phrase:
        return info("check.need_one_of", because=phrase, **details)
    return info("check.need_one_of_always", **details)
