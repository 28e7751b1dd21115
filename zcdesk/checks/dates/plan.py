"""The backward plan (倒排计划): from the deadline the last sensible days of each step.

Only the length of a posting is the notice's. How long people take for the rest no notice says;
``Allowance`` holds what we reckon with, every step built on it is marked ``reckoned``, and the
person may change it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from zcdesk.checks.needs import demand
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Need, Who
from zcdesk.notices.profile.sources import Source
from zcdesk.notices.profile.timing import Term, Window
from zcdesk.notices.running_windows import application_window
from zcdesk.notices.workdays import Workdays, workdays_in_force
from zcdesk.wording import sentence

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
        who = "、".join(sentence(f"check.who_{one}", language).message for one in step.who)
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
