"""The notice as the program has it: taken over unconfirmed, or changed since the case began."""

from __future__ import annotations

from collections.abc import Iterator

from zcdesk.checks.situation import Situation
from zcdesk.checks.states import CaseFinding, on_rule
from zcdesk.finding_facts import finding_of
from zcdesk.notices.describing import unconfirmed
from zcdesk.notices.files.faults import ProfileError
from zcdesk.notices.files.loading import notice_ids
from zcdesk.notices.profile.file_forms import contradicting
from zcdesk.notices.profile.timing import Term, Window
from zcdesk.notices.renewing.comparing import differences_since

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
        found = differences_since(case.profile, now.notice) if case.profile.intact else None
    except ProfileError:
        found = None
    if found is None:
        yield CaseFinding(finding_of("check.profile_copy_broken"))
        return
    if found:
        yield CaseFinding(finding_of("check.profile_changed", count=len(found)))
    for difference in found[:_MOST_TOLD]:
        yield CaseFinding(finding_of("check.profile_difference", told=difference.told()))
