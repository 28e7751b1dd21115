"""The notice of a case: the installed profile, else the copy that the case carries."""

from __future__ import annotations

from zcdesk.cases.case import Case
from zcdesk.notices.files.loading import load_notice, notice_text
from zcdesk.notices.files.locating import UnknownNoticeError
from zcdesk.notices.making.comparing import (
    ProfileCopy,
    ProfileDifference,
    differences_since,
    profile_copy,
)
from zcdesk.notices.profile.notice import Notice


def notice_of(case: Case) -> Notice:
    """Return the notice of a case.

    An installed profile goes first: it may have been mended since.

    Raises:
        UnknownNoticeError: It is not installed, and the case carries no copy that is whole.
        ProfileError: The profile is at fault.
    """
    try:
        return load_notice(case.notice)
    except UnknownNoticeError:
        if case.profile is None or not case.profile.intact:
            raise
        return case.profile.notice()


def copy_of(notice: Notice) -> ProfileCopy:
    """Return the copy of a notice that a new case carries."""
    return profile_copy(notice, notice_text(notice))


def changes_since(case: Case) -> tuple[ProfileDifference, ...]:
    """Return what the installed profile says otherwise than the one the case was made with.

    Raises:
        ProfileError: One of them is at fault.
    """
    if case.profile is None or not case.profile.intact:
        return ()
    return differences_since(case.profile, notice_of(case))
