"""A case follows a profile that was changed: the pages it touches are looked at again."""

from __future__ import annotations

from dataclasses import replace

from zcdesk.applicant import Target
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.deciding import COVERING_CHANGED
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.file.store import CaseFile
from zcdesk.cases.profiles import notice_of
from zcdesk.checks.exempt_slots import begun
from zcdesk.finding_facts import finding_of
from zcdesk.notices.files.faults import ProfileError, UnknownNoticeError
from zcdesk.notices.profile.notice import Notice

_MARKS = frozenset({Target.SEAL, Target.SIGNATURE})


def follow_notice(stored: CaseFile, notice: Notice) -> tuple[int, ...]:
    """Let a stored case cover what its notice says now; the act can be undone like any other.

    Returns:
        Numbers of the pages that it touches; () where nothing about covering changed.

    Raises:
        ZcdeskError: The case cannot be written.
    """
    if stored.read_only or not _has_changed(stored.case, notice):
        return ()
    before, after = stored.case, following(stored.case, notice)
    if after is before:
        return ()
    stored.save(after, ActCode.NOTICE)
    pages = zip(before.pages, after.pages, strict=True)
    return tuple(old.number for old, new in pages if old.examined and not new.examined)


def follow_installed(stored: CaseFile) -> tuple[int, ...]:
    """Do the same by the profile that is installed here; () where there is none that can be used.

    Raises:
        ZcdeskError: The case cannot be written.
    """
    try:
        notice = notice_of(stored.case)
    except (UnknownNoticeError, ProfileError):  # whoever needs it tells
        return ()
    return follow_notice(stored, notice)


def following(case: Case, notice: Notice) -> Case:
    """Return a case that covers what a notice says now.

    A page on which other things are covered than before is searched and looked at again, and says
    why; a confirmation of any other page stands.
    """
    now = begun(notice, case.applicant)
    if _asked(now) == _asked(case):
        return case
    moved = replace(case, targets=now.targets, exempt=now.exempt, by_hand=now.by_hand)
    return replace(moved, pages=tuple(_followed(page, case, moved) for page in case.pages))


def _followed(page: CasePage, case: Case, moved: Case) -> CasePage:
    if _covered_on(page, case) == _covered_on(page, moved):
        return replace(page, confirmed=moved.fingerprint(page)) if case.is_confirmed(page) else page
    if page.refused or not page.examined:
        return page
    why = finding_of(COVERING_CHANGED)
    return replace(page, hits=(), decisions=(), examined=False, findings=(why,))


def _covered_on(page: CasePage, case: Case) -> tuple[frozenset[Target], frozenset[Target]]:
    """Return what is covered on a page, and which marks are not even asked about."""
    return case.targets_on(page), case.exempt_on(page) & _MARKS


def _has_changed(case: Case, notice: Notice) -> bool:
    """Tell whether the profile asks to cover other things than when the case was made with it."""
    if case.profile is None or not case.profile.intact or case.practice is not None:
        return False
    try:
        made_with = case.profile.notice()
    except ProfileError:
        return False
    then, now = begun(made_with, case.applicant), begun(notice, case.applicant)
    # What is to be covered by hand was not kept in the cases of earlier versions.
    return _asked(then) != _asked(now) or case.by_hand != now.by_hand


def _asked(case: Case) -> tuple[object, ...]:
    return case.targets, case.exempt, case.by_hand
