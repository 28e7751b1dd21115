"""Terms in working days: whether a posting (公示) was long enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zcdesk.checks.states import CaseFinding, on_rule
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Detail
from zcdesk.notices.interview import date_in
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.timing import Term
from zcdesk.notices.workdays import Workdays, workdays_in_force


def term_findings(
    notice: Notice, facts: Mapping[str, str], calendar: Workdays | None = None
) -> Iterator[CaseFinding]:
    """Yield what there is to tell about terms whose two days were answered.

    Args:
        facts: The answers that count.
        calendar: Working days; the built-in calendar with the user's own years when left out.
    """
    given, usable = (calendar, True) if calendar else workdays_in_force()
    for term in notice.terms:
        findings = [*_term(term, facts, given)]
        if findings and not usable:
            yield CaseFinding(finding_of("check.calendar_broken"))
        yield from findings


def _term(term: Term, facts: Mapping[str, str], calendar: Workdays) -> Iterator[CaseFinding]:
    first = date_in(facts.get(term.start_fact, ""))
    last = date_in(facts.get(term.end_fact, ""))
    if first is None or last is None:
        return
    if last < first:
        yield on_rule(finding_of("check.term_backwards", what=term.what), term)
        return
    span = calendar.between(first, last)
    details: dict[str, Detail] = {"what": term.what, "count": span.count, "wanted": term.workdays}
    if span.count < term.workdays:
        yield on_rule(finding_of("check.term_short", **details), term)
    else:
        yield on_rule(finding_of("check.term_long_enough", **details), term)
    if span.unknown_years:
        years = "、".join(map(str, span.unknown_years))
        yield on_rule(finding_of("check.term_calendar_unknown", what=term.what, years=years), term)
