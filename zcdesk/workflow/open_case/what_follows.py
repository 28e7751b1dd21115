"""What hangs on an answer: slots whose need it decides, and what it changed."""

from __future__ import annotations

from zcdesk.checks.states import CaseFinding, Evaluation
from zcdesk.notices.profile.conditions import AllOf, AnyOf, Condition, FactIs, Not
from zcdesk.notices.profile.notice import Notice


def asked_by(condition: Condition | None) -> frozenset[str]:
    """Return the ids of the questions that a condition asks."""
    match condition:
        case FactIs():
            return frozenset({condition.fact})
        case Not():
            return asked_by(condition.not_)
        case AllOf():
            return frozenset().union(*map(asked_by, condition.all_))
        case AnyOf():
            return frozenset().union(*map(asked_by, condition.any_))
        case _:
            return frozenset()


def slots_behind(notice: Notice, fact: str) -> tuple[str, ...]:
    """Return the slots whose need the answer to ``fact`` may decide, in platform order."""
    found = []
    for section in notice.sections:
        groups = {
            slot for group in section.groups if fact in asked_by(group.when) for slot in group.slots
        }
        for slot in section.slots:
            ruled = any(fact in asked_by(ruling.when) for ruling in slot.rulings)
            excused = slot.series is not None and slot.series.excused_by == fact
            if ruled or excused or slot.id in groups:
                found.append(slot.id)
    return tuple(found)


def news(before: Evaluation, after: Evaluation) -> tuple[CaseFinding, ...]:
    """Return the findings that ``after`` has and ``before`` had not, slots' own left out."""
    old = {(finding.code, finding.rule, finding.slot, finding.page) for finding in before.findings}
    return tuple(
        finding
        for finding in after.findings
        if not finding.slot and (finding.code, finding.rule, finding.slot, finding.page) not in old
    )
