"""Years of work and postings held against the days of a notice: full yet, and ended in time?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from zcdesk.cases.case import Case, Facts
from zcdesk.checks.states import CaseFinding, on_rule, on_slot
from zcdesk.checks.written.facts import name_of_key, told_in
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Detail
from zcdesk.notices.interview import application_window
from zcdesk.notices.profile import FactKind, Ladder, Notice, Term, Truth, Window, judge
from zcdesk.quantities.moments import date_in, day_of

MONTHS = 12


def seniority_findings(notice: Notice, case: Case) -> Iterator[CaseFinding]:
    """Yield how many years are full on the day to which the notice counts, and what is not told.

    How many years are enough stands in the conditions that a notice only names; nothing is judged.
    """
    for window in notice.windows:
        if window.counted_from and window.end:
            yield from _counted(case, window, window.end)


def _counted(case: Case, window: Window, end: date) -> Iterator[CaseFinding]:
    untold = []
    counted = {"what": window.what, "end": str(end), "clause": window.clause}
    for key in window.counted_from:
        began = day_of(told_in(case, key))
        since = {"since": name_of_key(key), "day": str(began)}
        if began is None:
            untold.append(name_of_key(key))
        elif began > end:
            yield on_rule(finding_of("check.seniority_after", **counted, **since), window)
        else:
            years, months = divmod(full_months(began, end), MONTHS)
            finding = finding_of("check.seniority", **counted, **since, years=years, months=months)
            yield on_rule(finding, window)
    if untold:
        finding = finding_of("check.seniority_open", names="、".join(untold), **counted)
        yield on_rule(finding, window)


def full_months(first: date, last: date) -> int:
    """Return how many months are full on ``last``; the day of the month itself fills one."""
    months = (last.year - first.year) * MONTHS + last.month - first.month
    return months if last.day >= first.day else months - 1


def dates_held(notice: Notice, case: Case, facts: Facts) -> Iterator[CaseFinding]:
    """Yield what cannot both be so: a posting that outlasts the application, one of another year,
    a way of applying that the table of the notice does not have, years that are not full yet.

    Args:
        facts: The answers that count.
    """
    for term in notice.terms:
        yield from _outlasts(notice, term, facts)
    yield from _of_another_year(notice, case)
    for row in notice.ladders:
        if judge(row.when, facts).truth is Truth.YES:
            yield from _other_kind(notice, row, facts)
            yield from _reckoned(notice, row, case, facts)


def _outlasts(notice: Notice, term: Term, facts: Facts) -> Iterator[CaseFinding]:
    """Yield a posting that ends after the last day for handing in: its result comes too late."""
    window = application_window(notice, facts)
    last = date_in(facts.get(term.end_fact, ""))
    end = window.last_day if window is not None else None
    if window is None or end is None or last is None or last <= end:
        return
    finding = finding_of(
        "check.term_outlasts",
        what=term.what,
        day=str(last),
        window=window.what,
        end=str(end),
        clause=window.clause,
    )
    yield on_rule(finding, term)


def _of_another_year(notice: Notice, case: Case) -> Iterator[CaseFinding]:
    """Yield scanned forms of the notice that speak of years, and none of them is the notice's.

    A posting may well be begun in the year before; two years apart it is another one.
    """
    posted = {slot.id: slot for slot in notice.slots() if slot.template and slot.id in _DATED}
    for page in case.pages:
        years = page.told.years
        slot = posted.get(page.slot)
        if slot is None or page.refused or not years or max(years) >= notice.year:
            continue
        section, listed = notice.section_of(slot.id), "、".join(map(str, years))
        code = "check.form_of_other_year"
        yield on_slot(section, slot, code, page=page.number, years=listed, year=notice.year)


_DATED = ("posting", "posting_result")
"""Forms that are written for one application and say when."""


def _other_kind(notice: Notice, row: Ladder, facts: Facts) -> Iterator[CaseFinding]:
    """Yield that the table has another way for these answers than the one that was chosen."""
    for fact in notice.facts:
        titles = {option.id: option.title for option in fact.options}
        chosen = titles.get(facts.get(fact.id, ""), "")
        if fact.kind is FactKind.CHOICE and row.kind in titles.values() and chosen:
            if chosen != row.kind:
                details = {"who_has": row.who_has, "kind": row.kind, "level": row.level}
                finding = finding_of(
                    "check.ladder_kind", chosen=chosen, clause=row.clause, **details
                )
                yield on_rule(finding, row)
            return


def _reckoned(notice: Notice, row: Ladder, case: Case, facts: Facts) -> Iterator[CaseFinding]:
    """Yield whether the years of a row are full on the last day for handing in, or what it lacks.

    Years of work begin with the latest of the dates they are counted from, so that they are surely
    full only when all of these are reported.
    """
    window = application_window(notice, facts)
    if not row.years or not row.counted_from or window is None or window.end is None:
        return
    days = {key: day_of(told_in(case, key)) for key in row.counted_from}
    known = [day for day in days.values() if day is not None]
    details: dict[str, Detail] = {
        "since": row.since, "end": str(window.end), "years": row.years, "clause": row.clause,
    }  # fmt: skip
    if known and _years_after(max(known), row.years) > window.end:
        finding = finding_of("check.ladder_not_full", day=str(max(known)), **details)
    elif len(known) < len(days):
        names = "、".join(name_of_key(key) for key, day in days.items() if day is None)
        finding = finding_of("check.ladder_open", names=names, **details)
    else:
        full, months = divmod(full_months(max(known), window.end), MONTHS)
        day = str(max(known))
        finding = finding_of("check.ladder_full", day=day, full=full, months=months, **details)
    yield on_rule(finding, row)


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, day=28) + timedelta(days=1)
