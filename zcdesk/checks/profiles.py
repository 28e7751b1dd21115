"""The profile that a case was made with, held against the one in force."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from zcdesk.cases.case import Case
from zcdesk.checks.states import CaseFinding
from zcdesk.findings import info, warning
from zcdesk.notices.files.faults import ProfileError
from zcdesk.notices.files.loading import notice_ids
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.renewing.comparing import Difference, ProfileCopy, differences

_MOST_TOLD = 12
"""Differences that are told one by one; beyond these only their number."""


def profile_findings(notice: Notice, case: Case) -> Iterator[CaseFinding]:
    """Yield how the profile in force differs from the one that the case was made with."""
    if case.profile is None:
        return
    if case.notice not in notice_ids():
        yield CaseFinding(info("check.profile_carried"))
        return
    try:
        found = _changed(case.profile, notice) if case.profile.intact else None
    except ProfileError:
        found = None
    if found is None:
        yield CaseFinding(warning("check.profile_copy_broken"))
        return
    if found:
        yield CaseFinding(warning("check.profile_changed", count=len(found)))
    for one in found[:_MOST_TOLD]:
        yield CaseFinding(info("check.profile_difference", told=one.told()))


@lru_cache(maxsize=8)
def _changed(copy: ProfileCopy, notice: Notice) -> tuple[Difference, ...]:
    return differences(copy.notice(), notice)
