"""What the notice says to her answers, and whether it is the notice as the program has it."""

from __future__ import annotations

from collections.abc import Iterator

from zcdesk.checks.states import CaseFinding, Situation, on_rule
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Detail
from zcdesk.notices.describing import unconfirmed
from zcdesk.notices.files.loading import notice_ids
from zcdesk.notices.files.locating import ProfileError
from zcdesk.notices.interview import because
from zcdesk.notices.making.comparing import differences_since
from zcdesk.notices.profile import Need, Term, Truth, Window, contradicting, judge

_MOST_TOLD = 12
"""Differences that are told one by one; beyond these only their number."""


def inferred(now: Situation) -> Iterator[CaseFinding]:
    """Yield what was taken over from another notice and not confirmed; slots tell it themselves."""
    timed: tuple[Window | Term, ...] = (*now.notice.windows, *now.notice.terms)
    for entry in timed:
        if entry.inferred:
            yield on_rule(finding_of("check.time_inferred", what=entry.what), entry)
    rest = len(unconfirmed(now.notice))
    if rest:
        yield CaseFinding(finding_of("check.inferred", count=rest))


def file_rules_differ(now: Situation) -> Iterator[CaseFinding]:
    """Yield rules on the same files that cannot both be followed; the stricter number is kept."""
    for first, other in contradicting(now.notice):
        details = {"first": first.value, "other": other.value, "clause": first.clause}
        yield on_rule(finding_of("check.file_rules_differ", **details), other)


def profile_changes(now: Situation) -> Iterator[CaseFinding]:
    """Yield how the profile in force differs from the one that the case was made with."""
    case = now.case
    if case.profile is None:
        return
    if case.notice not in notice_ids():
        yield CaseFinding(finding_of("check.profile_carried"))
        return
    try:
        differences = differences_since(case.profile, now.notice) if case.profile.intact else None
    except ProfileError:
        differences = None
    if differences is None:
        yield CaseFinding(finding_of("check.profile_copy_broken"))
        return
    if differences:
        yield CaseFinding(finding_of("check.profile_changed", count=len(differences)))
    for difference in differences[:_MOST_TOLD]:
        yield CaseFinding(finding_of("check.profile_difference", told=difference.told()))


def annexes(now: Situation) -> Iterator[CaseFinding]:
    """Yield each text that the notice names and nobody has, once: it would tell what is needed."""
    lacking: dict[str, int] = {}
    for state, _ in now.sections:
        for slot in (slot for slot in state.slots if slot.unseen):
            known = now.notice.slot(slot.id)
            texts = {ruling.rule: ruling.unseen for ruling in known.rulings} | {
                known.rule: known.unseen
            }
            if text := texts.get(slot.rule):
                lacking[text] = lacking.get(text, 0) + 1
    for text, count in lacking.items():
        yield CaseFinding(finding_of("check.annex_unseen", text=text, count=count))


def eligibility(now: Situation) -> Iterator[CaseFinding]:
    """Yield what the notice says of who may apply; its words, never a verdict."""
    for entry in now.notice.eligibility:
        judgement = judge(entry.when, now.facts)
        if judgement.truth is Truth.YES:
            code = f"check.eligibility_{entry.says}"
            yield on_rule(finding_of(code, title=entry.title, clause=entry.clause), entry)


def ladders(now: Situation) -> Iterator[CaseFinding]:
    """Yield the rows of the notice's own tables that fit the answers, as what the notice says."""
    for row in now.notice.ladders:
        if judge(row.when, now.facts).truth is not Truth.YES:
            continue
        details: dict[str, Detail] = {
            "who_has": row.who_has,
            "since": row.since,
            "years": row.years or 0,
            "level": row.level,
            "kind": row.kind,
            "clause": row.clause,
        }
        code = "check.ladder_after_years" if row.years else "check.ladder"
        yield on_rule(finding_of(code, **details), row)


def defence(now: Situation) -> Iterator[CaseFinding]:
    """Yield whether a defence (答辩) is asked for, as far as the notice says."""
    for entry in now.notice.defence:
        judgement = judge(entry.when, now.facts)
        if judgement.truth is Truth.UNKNOWN:
            continue
        need = entry.need if judgement.truth is Truth.YES else entry.otherwise
        if need not in (Need.REQUIRED, Need.WAIVED, Need.NOT_STATED):
            continue
        reason = because(now.notice, judgement)
        code = f"check.defence_{need}" if reason else f"check.defence_{need}_always"
        yield on_rule(finding_of(code, title=entry.title, because=reason), entry)
        for source in entry.also if need is Need.REQUIRED else ():
            yield on_rule(finding_of("check.defence_also", quote=source.quote), source)
