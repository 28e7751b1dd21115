"""Years of service up to the day to which a notice counts them (资历计算截止)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from zcdesk.cases.case import Case
from zcdesk.checks.states import CaseFinding, on_rule
from zcdesk.checks.written.facts import day_of, name_of_key, told_in
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Detail
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.timing import Window

_MONTHS = 12


def seniority_findings(notice: Notice, case: Case) -> Iterator[CaseFinding]:
    """Yield how many years are full on the day to which the notice counts, and what is not told.

    How many years are enough stands in the conditions that a notice only names; nothing is judged.
    """
    for window in notice.windows:
        if window.counted_from and window.end:
            yield from _counted(case, window, window.end)


def _counted(case: Case, window: Window, end: date) -> Iterator[CaseFinding]:
    untold = []
    for key in window.counted_from:
        began = day_of(told_in(case, key))
        details: dict[str, Detail] = {"what": window.what, "end": str(end), "clause": window.clause}
        if began is None:
            untold.append(name_of_key(key))
        elif began > end:
            since = {"since": name_of_key(key), "day": str(began)}
            yield on_rule(finding_of("check.seniority_after", **details, **since), window)
        else:
            years, months = divmod(full_months(began, end), _MONTHS)
            details |= {
                "since": name_of_key(key),
                "day": str(began),
                "years": years,
                "months": months,
            }
            yield on_rule(finding_of("check.seniority", **details), window)
    if untold:
        details = {"what": window.what, "end": str(end), "clause": window.clause}
        yield on_rule(
            finding_of("check.seniority_open", names="、".join(untold), **details), window
        )


def full_months(first: date, last: date) -> int:
    """Return how many months are full on ``last``; the day of the month itself fills one."""
    months = (last.year - first.year) * _MONTHS + last.month - first.month
    return months if last.day >= first.day else months - 1
