"""Deadlines and terms in Beijing time, and the backward plan (倒排计划) from them.

Only the length of a posting is the notice's. How long people take for the rest no notice says;
``Allowance`` holds what we reckon with, every step built on it is marked ``reckoned``, and the
person may change it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from zcdesk.checks.needs import demand
from zcdesk.checks.states import CaseFinding, Deadline, on_rule
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Detail
from zcdesk.notices.interview import application_window, running_windows
from zcdesk.notices.profile import (
    Corrections,
    MendingRound,
    Need,
    Notice,
    Source,
    Term,
    Truth,
    Who,
    Window,
    judge,
    told_end,
)
from zcdesk.notices.workdays import Workdays, workdays_in_force
from zcdesk.quantities.moments import BEIJING, date_in, moment_in
from zcdesk.wording import phrase, sentence


def beijing_moment(today: date | datetime) -> datetime:
    """Return a moment in Beijing; a bare day begins at midnight, a bare time is Beijing's."""
    if isinstance(today, datetime):
        return today.astimezone(BEIJING) if today.tzinfo else today.replace(tzinfo=BEIJING)
    return datetime.combine(today, time(), BEIJING)


def deadlines(notice: Notice, facts: Mapping[str, str], now: datetime) -> tuple[Deadline, ...]:
    """Return the deadlines that apply, the earliest first.

    Args:
        facts: The answers that count.
        now: A moment with a time zone.
    """
    every = [*_of_windows(notice, facts, now), *_of_rounds(notice, facts, now)]
    return tuple(sorted(every, key=lambda deadline: deadline.at))


def _is_past(notice: Notice, facts: Mapping[str, str], now: datetime) -> bool:
    """Tell whether a notice is not the one to follow: an older one that nobody can apply by now.

    Next year's is often out in the year before, and some run on into the year after theirs.
    """
    window = application_window(notice, facts)
    runs = window is not None and window.end is not None and window.end >= now.date()
    return notice.year > now.year + 1 or (notice.year < now.year and not runs)


def deadline_findings(
    notice: Notice, facts: Mapping[str, str], now: datetime
) -> Iterator[CaseFinding]:
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


def _of_windows(notice: Notice, facts: Mapping[str, str], now: datetime) -> Iterator[Deadline]:
    for window in running_windows(notice, facts):
        end = window.last_moment()
        if end:
            yield _deadline(window.what, end, now, window, window.who)


def _of_rounds(notice: Notice, facts: Mapping[str, str], now: datetime) -> Iterator[Deadline]:
    if not isinstance(notice.corrections, Corrections):
        return
    for round_rule in notice.corrections.rounds:
        end = _round_end(round_rule, facts)
        if end:
            what = phrase("check.round_name", number=round_rule.number)
            yield _deadline(what, end, now, round_rule, (Who.APPLICANT,))


def term_ends(rule: MendingRound, returned: datetime) -> tuple[tuple[str, datetime], ...]:
    """Return what the words of a term may mean, each by its name (``check.reading_…``).

    A term in hours has one reading, one in days has three, of a single day two; () where the notice
    names neither. No reading is shorter than a whole day.

    Args:
        returned: When the application was sent back, a moment with a time zone.

    Source:
        A-24: 2日内 is 48 hours, the end of the second day after the return, or the end of the
        second day when the day of the return is the first. 1日内 is never the evening of that day.
    """
    if rule.hours is not None:
        return (("hours", returned + timedelta(hours=rule.hours)),)
    if rule.days is None:
        return ()
    last = returned.astimezone(BEIJING).date() + timedelta(days=rule.days)
    after = ("hours", returned + timedelta(days=rule.days)), ("days_after", _end_of(last))
    return (*after, ("days_with", _end_of(last - _DAY))) if rule.days > 1 else after


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), BEIJING)


def _round_end(rule: MendingRound, facts: Mapping[str, str]) -> datetime | None:
    """Return the earliest end of a round; None before the return was entered."""
    returned = moment_in(facts.get(rule.returned_at, ""))
    ends = () if returned is None else term_ends(rule, returned)
    return min((end for _, end in ends), default=None)


def _rounds_over(
    corrections: Corrections, facts: Mapping[str, str], now: datetime
) -> Iterator[CaseFinding]:
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


_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Allowance:
    """Working days that we reckon with where the notice says nothing; ours, never the notice's."""

    materials: int = 5
    sealing: int = 1
    scanning: int = 1
    employer: int = 2
    supervising_unit: int = 3


@dataclass(frozen=True)
class PlanStep:
    """One step of the plan.

    Attributes:
        id: Name of its sentence, ``check.plan_<id>``.
        who: Who does it.
        begin: The last sensible day to begin.
        end: The last sensible day to be done, that day included.
        workdays: Working days from ``begin`` to ``end``.
        reckoned: The length is our reckoning, not the notice's.
        late: ``begin`` has passed.
        unknown_years: Years in it whose holidays the calendar does not know.
        source: The passage it rests on, or None.
    """

    id: str
    who: tuple[Who, ...]
    begin: date
    end: date
    workdays: int
    reckoned: bool
    late: bool
    unknown_years: tuple[int, ...]
    source: Source | None


@dataclass(frozen=True)
class DatePlan:
    """All steps, the earliest first; () when the notice gives no day to reckon from."""

    steps: tuple[PlanStep, ...]
    deadline: Window | None

    @property
    def late(self) -> bool:
        """A step should have begun already."""
        return any(step.late for step in self.steps)


def backward_plan(
    notice: Notice,
    facts: Mapping[str, str],
    today: date,
    calendar: Workdays | None = None,
    allowance: Allowance | None = None,
) -> DatePlan:
    """Return the plan for handing in at the last moment of the notice's own window.

    Args:
        facts: The answers that count.
        today: The day in Beijing.
        calendar: Working days; the built-in calendar with the user's own years when left out.
        allowance: Our reckoning; the usual one when left out.
    """
    window = application_window(notice, facts)
    last = window.last_day if window is not None else None
    if window is None or last is None:
        return DatePlan((), None)
    days = _Days(calendar or workdays_in_force()[0], today)
    usual = allowance or Allowance()
    steps: list[PlanStep] = [days.step("deadline", window.who, last, 0, window, False)]
    if _asks(notice, facts, Who.SUPERVISING_UNIT):
        who = (Who.SUPERVISING_UNIT,)
        steps.append(days.step("supervising_unit", who, last, usual.supervising_unit))
        last = steps[-1].begin - _DAY
    steps.append(days.step("employer", (Who.EMPLOYER,), last, usual.employer))
    steps.append(days.before(steps[-1], "scanning", (Who.APPLICANT,), usual.scanning))
    scanned = steps[-1]
    steps.append(days.before(scanned, "materials", (Who.APPLICANT,), usual.materials))
    if notice.terms:
        steps.append(days.before(scanned, "posting_result", (Who.EMPLOYER,), usual.sealing))
        for term in notice.terms:
            steps.append(_posting(days, steps[-1], term))
        steps.append(days.before(steps[-1], "posting_form", (Who.EMPLOYER,), usual.sealing))
    return DatePlan(tuple(sorted(steps, key=lambda step: (step.end, step.begin))), window)


def plan_rows(plan: DatePlan, language: str = "zh") -> tuple[tuple[str, str, str, str], ...]:
    """Return the plan for printing: last days, what, who, what is to be noted."""
    rows = []
    for step in plan.steps:
        span = str(step.end) if step.begin == step.end else f"{step.begin} – {step.end}"
        what = sentence(f"check.plan_{step.id}", language, count=step.workdays).message
        who = "、".join(sentence(f"check.who_{person}", language).message for person in step.who)
        rows.append((span, what, who, _notes(step, language)))
    return tuple(rows)


def _notes(step: PlanStep, language: str) -> str:
    notes = [step.source.clause] if step.source else []
    if step.reckoned:
        notes.append(sentence("check.plan_reckoned", language, count=step.workdays).message)
    if step.unknown_years:
        years = "、".join(map(str, step.unknown_years))
        notes.append(sentence("check.plan_calendar_unknown", language, years=years).message)
    if step.source and step.source.inferred:
        notes.append(sentence("check.inferred_mark", language).message)
    if step.late:
        notes.append(sentence("check.plan_late", language).message)
    return "；".join(notes)


def _posting(days: _Days, following: PlanStep, term: Term) -> PlanStep:
    """Fit the term's working days in before the step that follows."""
    last = following.begin - _DAY
    return days.step("posting", term.who, last, term.workdays, term, False)


def _asks(notice: Notice, facts: Mapping[str, str], who: Who) -> bool:
    """Tell whether somebody has to write or seal something in this situation."""
    if any(who in opinion.who for opinion in notice.opinions):
        return True
    return any(
        who in slot.who
        and demand(notice, section, slot, facts).need in (None, Need.REQUIRED, Need.EXPECTED)
        for section in notice.sections
        for slot in section.slots
    )


@dataclass(frozen=True)
class _Days:
    calendar: Workdays
    today: date

    def step(
        self,
        name: str,
        who: tuple[Who, ...],
        last: date,
        count: int,
        source: Source | None = None,
        reckoned: bool = True,
    ) -> PlanStep:
        """Return a step of ``count`` working days that is done by ``last``."""
        end = self.calendar.last_start(last, 1) if count else last
        begin = self.calendar.last_start(end, count) if count else last
        unknown = self.calendar.between(begin, end).unknown_years
        late = begin < self.today
        return PlanStep(name, who, begin, end, count, reckoned, late, unknown, source)

    def before(self, following: PlanStep, name: str, who: tuple[Who, ...], count: int) -> PlanStep:
        """Return a step that is done on the day before another begins."""
        return self.step(name, who, following.begin - _DAY, count)
