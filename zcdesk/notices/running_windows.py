"""The windows of a notice as they run for one person: her situation, and days that others set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zcdesk.notices.interview import date_in
from zcdesk.notices.profile.conditions import Truth, judge
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Who
from zcdesk.notices.profile.timing import Window


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
