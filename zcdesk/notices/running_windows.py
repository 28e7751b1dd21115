"""The windows of a notice as they run for one person: her situation, and days that others set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from zcdesk.notices.interview import date_in
from zcdesk.notices.profile.conditions import Truth, judge
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Who
from zcdesk.notices.profile.timing import Window

_BEFORE, _AFTER = 2, 5
"""Years before a notice's first day, and behind its last or today, in which its returns may be."""


def is_near(notice: Notice, moment: datetime, now: datetime) -> bool:
    """Tell whether something about an application for ``notice`` may have happened at ``moment``.

    A year mistyped by ten, or the one that a form has where nothing was entered, is far.

    Args:
        now: This moment, for a notice that is used for longer than it was meant.
    """
    days = [
        day for window in notice.windows for day in (window.start, window.end) if day is not None
    ]
    years = [notice.year, *(day.year for day in days)]
    return min(years) - _BEFORE <= moment.year <= max(*years, now.year) + _AFTER


def running_windows(notice: Notice, facts: Mapping[str, str]) -> Iterator[Window]:
    """Yield the windows that the answers do not rule out; an answered last day is in its place.

    What years are only counted to (``counted_from``) is no window that anybody has to keep to.

    Args:
        facts: The answers that count.
    """
    for window in notice.windows:
        if window.counted_from or judge(window.when, facts).truth is Truth.NO:
            continue
        date = date_in(facts.get(window.end_fact, ""))
        yield window.model_copy(update={"end": date}) if date else window


def application_window(notice: Notice, facts: Mapping[str, str] | None = None) -> Window | None:
    """Return the window for handing in: the first of the applicant's own that has an end.

    None where the notice leaves that end to an office, and the person has not entered it.

    Args:
        facts: The answers that count; without any, what the notice says for everybody.
    """
    for window in running_windows(notice, facts or {}):
        if Who.APPLICANT not in window.who:
            continue
        if window.end:
            return window
        if facts and window.end_fact and judge(window.when, facts).truth is Truth.YES:
            return None
    return None
