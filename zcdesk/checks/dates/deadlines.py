"""Deadlines and terms in Beijing time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from zcdesk.cases.case import Facts
from zcdesk.checks.states import CaseFinding, Deadline, on_rule
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Detail
from zcdesk.notices.interview import last_windows, running_windows
from zcdesk.notices.profile import (
    Corrections,
    MendingRound,
    Notice,
    Source,
    Term,
    Truth,
    Who,
    judge,
    told_end,
)
from zcdesk.notices.workdays import Workdays, workdays_in_force
from zcdesk.quantities.moments import BEIJING, date_in, moment_in
from zcdesk.wording import phrase

_DAY = timedelta(days=1)


def beijing_moment(today: date | datetime) -> datetime:
    """Return a moment in Beijing; a bare day begins at midnight, a bare time is Beijing's."""
    if isinstance(today, datetime):
        return today.astimezone(BEIJING) if today.tzinfo else today.replace(tzinfo=BEIJING)
    return datetime.combine(today, time(), BEIJING)


def deadlines(notice: Notice, facts: Facts, now: datetime) -> tuple[Deadline, ...]:
    """Return the deadlines that apply, the earliest first.

    Args:
        facts: The answers that count.
        now: A moment with a time zone.
    """
    every = [*_of_windows(notice, facts, now), *_of_rounds(notice, facts, now)]
    return tuple(sorted(every, key=lambda deadline: deadline.at))


def _is_past(notice: Notice, facts: Facts, now: datetime) -> bool:
    """Tell whether a notice is not the one to follow: an older one that nobody can apply by now.

    Next year's is often out in the year before, and some run on into the year after theirs.
    """
    ends = [window.end for window in last_windows(notice, facts) if window.end]
    runs = bool(ends) and max(ends) >= now.date()
    return notice.year > now.year + 1 or (notice.year < now.year and not runs)


def deadline_findings(notice: Notice, facts: Facts, now: datetime) -> Iterator[CaseFinding]:
    """Yield terms that have passed, starts that cannot be told, and a notice of another year."""
    if _is_past(notice, facts, now):
        yield CaseFinding(finding_of("check.other_year", year=notice.year, today=now.year))
    for window in running_windows(notice, facts):
        if window.end_fact and not window.end and judge(window.when, facts).truth is Truth.YES:
            question = notice.fact(window.end_fact).question
            yield on_rule(
                finding_of("check.end_set_elsewhere", what=window.what, question=question), window
            )
        if window.start is None and window.start_text:
            code = "check.start_unclear" if window.end else "check.time_to_come"
            finding = finding_of(code, what=window.what, text=window.start_text)
            yield on_rule(finding, window)
        end = window.last_moment()
        if end and end < now and Who.APPLICANT in window.who:
            finding = finding_of("check.window_over", what=window.what, day=str(window.last_day))
            yield on_rule(finding, window.overdue or window)
    if isinstance(notice.corrections, Corrections):
        yield from _rounds_over(notice.corrections, facts, now)


def _of_windows(notice: Notice, facts: Facts, now: datetime) -> Iterator[Deadline]:
    for window in running_windows(notice, facts):
        end = window.last_moment()
        if end:
            yield _deadline(window.what, end, now, window, window.who)


def _of_rounds(notice: Notice, facts: Facts, now: datetime) -> Iterator[Deadline]:
    if not isinstance(notice.corrections, Corrections):
        return
    for round_rule in notice.corrections.rounds:
        end = _round_end(round_rule, facts)
        if end:
            what = phrase("check.round_name", number=round_rule.number)
            yield _deadline(what, end, now, round_rule, (Who.APPLICANT,))


def term_ends(rule: MendingRound, returned: datetime) -> tuple[tuple[str, datetime], ...]:
    """Return what the words of a term may mean, each by its name (``check.reading_…``).

    A term in hours has one reading, one in days has three, one in working days two; of a single
    day none is shorter than a whole one. () where the notice names none.

    Args:
        returned: When the application was sent back, a moment with a time zone.

    Source:
        A-24: 2日内 is 48 hours, the end of the second day after the return, or the end of the
        second day when the day of the return is the first. 1日内 is never the evening of that day.
    """
    if rule.hours is not None:
        return (("hours", returned + timedelta(hours=rule.hours)),)
    day = returned.astimezone(BEIJING).date()
    if rule.workdays is not None:
        first = workdays_in_force()[0].first_end
        whole = ("workdays_after", _end_of(first(day + _DAY, rule.workdays)))
        counted = ("workdays_with", _end_of(first(day, rule.workdays)))
        return (whole, counted) if rule.workdays > 1 else (whole,)
    if rule.days is None:
        return ()
    last = day + timedelta(days=rule.days)
    after = ("hours", returned + timedelta(days=rule.days)), ("days_after", _end_of(last))
    return (*after, ("days_with", _end_of(last - _DAY))) if rule.days > 1 else after


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), BEIJING)


def _round_end(rule: MendingRound, facts: Facts) -> datetime | None:
    """Return the earliest end of a round; None before the return was entered."""
    returned = moment_in(facts.get(rule.returned_at, ""))
    ends = () if returned is None else term_ends(rule, returned)
    return min((end for _, end in ends), default=None)


def _rounds_over(corrections: Corrections, facts: Facts, now: datetime) -> Iterator[CaseFinding]:
    """Yield rounds that are over; a term in days is never judged (A-24), only reminded of."""
    for round_rule in corrections.rounds:
        end = _round_end(round_rule, facts)
        if round_rule.hours is not None and end and end < now:
            source = corrections.overdue if isinstance(corrections.overdue, Source) else round_rule
            ended = told_end(end)
            yield on_rule(
                finding_of("check.round_over", number=round_rule.number, at=ended), source
            )


def _deadline(
    what: str, at: datetime, now: datetime, source: Source, who: tuple[Who, ...]
) -> Deadline:
    if source.inferred:
        what = phrase("check.inferred_time", what=what)
    hours = round((at - now).total_seconds() / 3600, 1)
    return Deadline(what, at, hours, source.rule, source.clause, source.quote, who)


def term_findings(notice: Notice, facts: Facts) -> Iterator[CaseFinding]:
    """Yield what there is to tell about terms whose two days were answered.

    Args:
        facts: The answers that count.
    """
    calendar, usable = workdays_in_force()
    for term in notice.terms:
        findings = [*_term(term, facts, calendar)]
        if findings and not usable:
            yield CaseFinding(finding_of("check.calendar_broken"))
        yield from findings


def _term(term: Term, facts: Facts, calendar: Workdays) -> Iterator[CaseFinding]:
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
