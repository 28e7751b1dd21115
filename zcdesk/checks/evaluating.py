"""A case held against its notice: sections, slots, findings, deadlines. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from zcdesk.cases.case import Case, CasePage
from zcdesk.checks.checks import CHECKS
from zcdesk.checks.dates.deadlines import beijing_moment, deadlines
from zcdesk.checks.dates.returns import note_deadlines, return_facts, running_facts
from zcdesk.checks.situation import Situation
from zcdesk.checks.slots.section import evaluate_section
from zcdesk.checks.states import CaseFinding, Evaluation
from zcdesk.checks.unfinished import with_open_points
from zcdesk.notices.interview import counting_answers
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Who
from zcdesk.notices.profile.timing import Term, Window


def evaluate(notice: Notice, case: Case, today: date | datetime) -> Evaluation:
    """Return how a case stands against its notice at ``today``.

    Args:
        today: A day (its first moment counts) or a moment; without a time zone it is Beijing's. In
            practice it tells only how long the lesson's own clock has been running.
    """
    now = _situation(notice, case, case.moment(beijing_moment(today)))
    found = [finding for check in CHECKS for finding in check.call(now)]
    turns = tuple(_waived(case, _with_turn(notice, _in_places(case, found))))
    sections = with_open_points([state for state, _ in now.sections], turns)
    due = (*deadlines(notice, now.running, now.now), *note_deadlines(notice, case, now.now))
    return Evaluation(notice.id, sections, turns, tuple(sorted(due, key=lambda one: one.at)))


def _situation(notice: Notice, case: Case, moment: datetime) -> Situation:
    answers = return_facts(notice, case)
    facts = counting_answers(notice, answers)
    running = running_facts(notice, case, facts)
    now = Situation(notice, case, moment, answers, facts, running, _pages_by_slot(case))
    sections = (evaluate_section(now, section) for section in notice.sections)
    return replace(now, sections=tuple(sections))


def _in_places(case: Case, findings: Iterable[CaseFinding]) -> Iterator[CaseFinding]:
    """Yield findings whose sentences call pages as people do, by place, not by inner number."""
    places = case.places
    for finding in findings:
        details = finding.finding.details
        named = {
            name: places[number]
            for name in ("page", "other")
            if isinstance(number := details.get(name), int) and number in places
        }
        if named:
            finding = replace(
                finding, finding=replace(finding.finding, details={**details, **named})
            )
        yield replace(finding, place=places.get(finding.page) if finding.page is not None else None)


def _with_turn(notice: Notice, findings: Iterable[CaseFinding]) -> Iterator[CaseFinding]:
    """Yield findings with those whose turn it is: who fills the slot, else who owns the entry."""
    by_slot = {slot.id: slot.who for slot in notice.slots()}
    timed: tuple[Window | Term, ...] = (*notice.windows, *notice.terms)
    by_rule = {entry.rule: entry.who for entry in timed}
    for finding in findings:
        who = by_slot.get(finding.slot) or by_rule.get(finding.rule) or (Who.APPLICANT,)
        if finding.page is not None:
            who = (Who.APPLICANT,)  # a page at hand is hers to look at, whoever wrote it
        yield replace(finding, who=who)


def _waived(case: Case, findings: Iterable[CaseFinding]) -> Iterator[CaseFinding]:
    """Yield findings, with the person's reason on those that she lets stand."""
    for finding in findings:
        waiver = case.waiver_of(finding.code, finding.rule, finding.slot, finding.page)
        yield replace(finding, waived=waiver.reason) if waiver else finding


def _pages_by_slot(case: Case) -> Mapping[str, list[CasePage]]:
    """Return the pages that count in each slot: another person's fills none."""
    by_slot: dict[str, list[CasePage]] = {}
    for page in (page for page in case.pages if not page.anothers):
        by_slot.setdefault(page.slot, []).append(page)
    return by_slot
