"""A case held against its notice: what is looked at, check by check. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from zcdesk.cases.case import Case, CasePage
from zcdesk.checks.dates.deadlines import (
    beijing_moment,
    deadline_findings,
    deadlines,
    term_findings,
)
from zcdesk.checks.dates.returns import note_deadlines, return_facts, return_findings, running_facts
from zcdesk.checks.forms.values import form_findings
from zcdesk.checks.notice_says import (
    annexes,
    defence,
    eligibility,
    file_rules_differ,
    inferred,
    ladders,
    profile_changes,
)
from zcdesk.checks.slots.expected_names import nothing_found
from zcdesk.checks.slots.page_kinds import stated_findings
from zcdesk.checks.slots.pages import alike_findings, lying_findings, unsorted_finding
from zcdesk.checks.slots.slot import evaluate_section, with_open_points
from zcdesk.checks.states import CaseFinding, Evaluation, Situation
from zcdesk.checks.words_found import case_words_found
from zcdesk.checks.written.answers_given import assumed_answers, open_questions, unknown_answers
from zcdesk.checks.written.facts import written_fact_findings
from zcdesk.checks.written.spellings import spelling_findings
from zcdesk.checks.written.years_full import dates_held, seniority_findings
from zcdesk.notices.interview import counting_answers
from zcdesk.notices.profile import Notice, Term, Who, Window


@dataclass(frozen=True)
class Check:
    """One check of a case.

    Attributes:
        name: What it is called in the documents.
        call: Takes the case beside its notice and gives what is to tell.
        why: What it is for, and why it is there: findings keep this order wherever they are
            listed, but for errors, which come first.
    """

    name: str
    call: Callable[[Situation], Iterable[CaseFinding]]
    why: str


def _slots_and_texts(now: Situation) -> Iterable[CaseFinding]:
    return (finding for _, findings in now.sections for finding in findings)


def _words_nowhere(now: Situation) -> Iterable[CaseFinding]:
    nowhere = nothing_found(now.case)
    return map(CaseFinding, [nowhere] if nowhere else case_words_found(now.case))


CHECKS = (
    Check(
        "answers that there are not",
        unknown_answers,
        "first what she is asked: an answer that a question does not offer counts as none",
    ),
    Check(
        "answers taken as given",
        assumed_answers,
        "where our default counts, or she put something else in its place (A-59)",
    ),
    Check("open questions", open_questions, "while they are open nobody knows what is needed"),
    Check(
        "slots and texts",
        _slots_and_texts,
        "section by section in the platform's order: what lies in a slot, what a text says",
    ),
    Check(
        "pages without a slot",
        lambda now: unsorted_finding(now.case, now.notice),
        "what belongs to no slot is in no section above",
    ),
    Check(
        "deadlines",
        lambda now: deadline_findings(now.notice, now.running, now.now),
        "what is over, or not told, for the notice, its windows and the running round of mending",
    ),
    Check(
        "taken over from another notice",
        inferred,
        "days and rules that nobody confirmed for this year; slots tell it themselves",
    ),
    Check("files", file_rules_differ, "rules on the same files that cannot both be followed"),
    Check(
        "terms in working days",
        lambda now: term_findings(now.notice, now.facts),
        "whether a posting (公示) was long enough",
    ),
    Check(
        "years of service",
        lambda now: seniority_findings(now.notice, now.case),
        "how many are full on the day to which the notice counts; nothing is judged",
    ),
    Check("annexes", annexes, "texts that are not at hand would tell what some places need"),
    Check("who may apply", eligibility, "the notice's own words, never a verdict"),
    Check("ways to apply", ladders, "rows of the notice's tables that fit her answers"),
    Check("defence", defence, "whether a defence (答辩) is asked for"),
    Check(
        "returns",
        lambda now: return_findings(now.notice, now.case),
        "how often it may still come back, by the notice's own way of counting",
    ),
    Check(
        "facts held against each other",
        lambda now: written_fact_findings(now.notice, now.case, now.now.date()),
        "ID number, days in order, one fact told in two places, employers of the work history",
    ),
    Check(
        "dates held against the notice",
        lambda now: dates_held(now.notice, now.case, now.facts),
        "what cannot both be so: a posting that outlasts the application, a form of another year",
    ),
    Check(
        "forms against the case",
        lambda now: form_findings(now.notice, now.case),
        "an answer for an official form that contradicts what the case tells",
    ),
    Check(
        "papers against what was written",
        lambda now: stated_findings(now.notice, now.case, now.facts, now.now.date()),
        "days, hours, payers of social insurance: it asks, and never accuses",
    ),
    Check(
        "changes of the notice",
        profile_changes,
        "the profile in force and the one that the case was made with",
    ),
    Check(
        "pages that lie",
        lambda now: lying_findings(now.case),
        "a page that somebody turned on its side is read and covered all the same",
    ),
    Check(
        "pages alike",
        lambda now: alike_findings(now.case),
        "a question about each page that looks like an earlier one",
    ),
    Check(
        "spellings in Arabic script",
        lambda now: spelling_findings(now.case),
        "names and employers that pages show and nobody told",
    ),
    Check(
        "words found nowhere",
        _words_nowhere,
        "last: whether case and person belong together; of single words only where they do",
    ),
)
"""Every finding on a case as a whole comes from one of these."""


def evaluate(notice: Notice, case: Case, today: date | datetime) -> Evaluation:
    """Return how a case stands against its notice at ``today``.

    Args:
        today: A day (its first moment counts) or a moment; without a time zone it is Beijing's. In
            practice it tells only how long the lesson's own clock has been running.
    """
    now = _situation(notice, case, case.moment(beijing_moment(today)))
    findings = [finding for check in CHECKS for finding in check.call(now)]
    turns = tuple(_waived(case, _with_turn(notice, _in_places(case, findings))))
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
