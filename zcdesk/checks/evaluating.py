"""A case held against its notice: sections, slots, findings, deadlines. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from zcdesk.cases.case import Case, CasePage
from zcdesk.checks.dates.deadlines import beijing_moment, deadline_findings, deadlines
from zcdesk.checks.dates.returns import return_facts, return_findings, running_facts
from zcdesk.checks.dates.terms import term_findings
from zcdesk.checks.slots.alike_pages import alike_findings
from zcdesk.checks.slots.expected_names import nothing_found
from zcdesk.checks.slots.pages import unsorted_finding
from zcdesk.checks.slots.slot import Situation, evaluate_slot
from zcdesk.checks.states import (
    WORST_FIRST,
    CaseFinding,
    Evaluation,
    SectionState,
    SlotState,
    State,
    on_rule,
)
from zcdesk.checks.unfinished import whose_turn, with_open_points
from zcdesk.checks.words_found import case_words_found
from zcdesk.checks.written.dates_held import dates_held
from zcdesk.checks.written.facts import ABOUT_HISTORY, HISTORY, written_fact_findings
from zcdesk.checks.written.seniority import seniority_findings
from zcdesk.checks.written.spellings import spelling_findings
from zcdesk.checks.written.text_fields import text_states
from zcdesk.findings import Detail, info, warning
from zcdesk.notices.describing import unconfirmed
from zcdesk.notices.files.faults import ProfileError
from zcdesk.notices.files.loading import notice_ids
from zcdesk.notices.interview import (
    NOT_ASKED,
    assumed_answer,
    because,
    counting_answers,
    refused_answers,
    unanswered,
)
from zcdesk.notices.profile.conditions import Truth, judge
from zcdesk.notices.profile.entries import Says
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Need, Section, Who
from zcdesk.notices.profile.timing import Term, Window
from zcdesk.notices.renewing.comparing import differences_since


def evaluate(notice: Notice, case: Case, today: date | datetime) -> Evaluation:
    """Return how a case stands against its notice at ``today``.

    Args:
        today: A day (its first moment counts) or a moment; without a time zone it is Beijing's. In
            practice it tells only how long the lesson's own clock has been running.
    """
    told_facts = return_facts(notice, case)
    facts = counting_answers(notice, told_facts)
    now = case.moment(beijing_moment(today))
    situation = Situation(notice, case, facts, _pages_by_slot(case))
    findings = [
        *_unknown_answers(notice, case),
        *_assumed_answers(notice, case, facts),
        *_open_questions(notice, told_facts),
    ]
    sections = []
    for section in notice.sections:
        state, told = _section(situation, section)
        sections.append(state)
        findings += told
    findings += unsorted_finding(case, notice)
    running = running_facts(notice, case, facts)
    findings += deadline_findings(notice, running, now)
    findings += _inferred(notice)
    findings += term_findings(notice, facts)
    findings += seniority_findings(notice, case)
    findings += _eligibility(notice, facts)
    findings += _ladders(notice, facts)
    findings += _defence(notice, facts)
    findings += return_findings(notice, case)
    findings += _at_history(notice, written_fact_findings(case, now.date()))
    findings += dates_held(notice, case, facts)
    findings += profile_findings(notice, case)
    findings += alike_findings(case)
    findings += spelling_findings(case)
    nowhere = nothing_found(case)
    if nowhere is not None:
        findings.append(CaseFinding(nowhere))
    else:
        findings += map(CaseFinding, case_words_found(case))
    turns = tuple(_waived(case, _with_turn(notice, _in_places(case, findings))))
    standing = with_open_points(sections, turns)
    return Evaluation(notice.id, standing, turns, deadlines(notice, running, now))


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


def _at_history(notice: Notice, findings: Iterable[CaseFinding]) -> Iterator[CaseFinding]:
    """Yield findings, those about the work history at its text where the notice has one."""
    places = {field.id: section.id for section in notice.sections for field in section.fields}
    for finding in findings:
        if finding.code in ABOUT_HISTORY and HISTORY in places:
            finding = replace(finding, section=places[HISTORY], field=HISTORY)
        yield finding


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


def _section(situation: Situation, section: Section) -> tuple[SectionState, list[CaseFinding]]:
    slots: list[SlotState] = []
    findings: list[CaseFinding] = []
    for slot in section.slots:
        state, of_slot = evaluate_slot(situation, section, slot)
        slots.append(state)
        findings += of_slot
    texts, told = text_states(situation.notice, situation.case, section)
    findings += told
    asked = {finding.field for finding in told}
    typed = [
        text.state for text in texts if text.state is not State.COULD_NOT_CHECK or text.id in asked
    ]
    states = (*(slot.state for slot in slots), *typed)
    # Fields that nobody filled in here may be filled in on the platform, but nobody has seen it.
    silent = State.COULD_NOT_CHECK if section.fields else State.NOT_NEEDED
    worst = min(states, key=WORST_FIRST.index, default=silent)
    return SectionState(
        section.id, section.title, worst, whose_turn(slots), tuple(slots), texts
    ), findings


def _unknown_answers(notice: Notice, case: Case) -> Iterator[CaseFinding]:
    for fact in refused_answers(notice, dict(case.facts)):
        yield on_rule(warning("check.answer_unknown", question=fact.question), fact)


def _open_questions(notice: Notice, facts: Mapping[str, str]) -> Iterator[CaseFinding]:
    count = len(unanswered(notice, facts))
    if count:
        yield CaseFinding(warning("check.questions_open", count=count))


def _assumed_answers(notice: Notice, case: Case, facts: Mapping[str, str]) -> Iterator[CaseFinding]:
    """Yield where our default counts, and where the person put something else in its place."""
    for fact in notice.facts:
        assumed = assumed_answer(notice, fact)
        counts = facts.get(fact.id, NOT_ASKED)
        if assumed and counts != NOT_ASKED:
            given = bool(dict(case.facts).get(fact.id, "").strip())
            told = {"question": fact.question, "assumed": assumed, "answer": counts}
            if not given:
                yield on_rule(warning("check.answer_assumed", **told), fact)
            elif counts != assumed:
                yield on_rule(info("check.answer_not_assumed", **told), fact)


def _inferred(notice: Notice) -> Iterator[CaseFinding]:
    """Yield what was taken over from another notice and not confirmed; slots tell it themselves."""
    timed: tuple[Window | Term, ...] = (*notice.windows, *notice.terms)
    for entry in timed:
        if entry.inferred:
            yield on_rule(warning("check.time_inferred", what=entry.what), entry)
    rest = len(unconfirmed(notice))
    if rest:
        yield CaseFinding(warning("check.inferred", count=rest))


_SAYS = {
    Says.TELL: info,
    Says.CONFIRM: info,
    Says.OUTSIDE: warning,
    Says.UNCLEAR: warning,
}


def _eligibility(notice: Notice, facts: Mapping[str, str]) -> Iterator[CaseFinding]:
    """Yield what the notice says of who may apply; its words, never a verdict."""
    for entry in notice.eligibility:
        judgement = judge(entry.when, facts)
        if judgement.truth is Truth.YES:
            code = f"check.eligibility_{entry.says}"
            told = {"title": entry.title, "clause": entry.clause}
            yield on_rule(_SAYS[entry.says](code, **told), entry)


def _ladders(notice: Notice, facts: Mapping[str, str]) -> Iterator[CaseFinding]:
    """Yield the rows of the notice's own tables that fit the answers, as what the notice says."""
    for row in notice.ladders:
        if judge(row.when, facts).truth is not Truth.YES:
            continue
        told: dict[str, Detail] = {
            "who_has": row.who_has,
            "since": row.since,
            "years": row.years or 0,
            "level": row.level,
            "kind": row.kind,
            "clause": row.clause,
        }
        code = "check.ladder_after_years" if row.years else "check.ladder"
        yield on_rule(info(code, **told), row)


def _defence(notice: Notice, facts: Mapping[str, str]) -> Iterator[CaseFinding]:
    for entry in notice.defence:
        judgement = judge(entry.when, facts)
        if judgement.truth is Truth.UNKNOWN:
            continue
        need = entry.need if judgement.truth is Truth.YES else entry.otherwise
        if need not in (Need.REQUIRED, Need.WAIVED, Need.NOT_STATED):
            continue
        reason = because(notice, judgement)
        code = f"check.defence_{need}" if reason else f"check.defence_{need}_always"
        yield on_rule(info(code, title=entry.title, because=reason), entry)
        for source in entry.also if need is Need.REQUIRED else ():
            yield on_rule(info("check.defence_also", quote=source.quote), source)


# --- The profile that a case was made with, held against the one in force ------------------------


_MOST_TOLD = 12
"""Differences that are told one by one; beyond these only their number."""


def profile_findings(notice: Notice, case: Case) -> Iterator[CaseFinding]:
    """Yield how the profile in force differs from the one that the case was made with."""
    if case.profile is None:
        return
    if case.notice not in notice_ids():
        yield CaseFinding(info("check.profile_carried"))
        return
    try:
        found = differences_since(case.profile, notice, "zh") if case.profile.intact else None
    except ProfileError:
        found = None
    if found is None:
        yield CaseFinding(warning("check.profile_copy_broken"))
        return
    if found:
        yield CaseFinding(warning("check.profile_changed", count=len(found)))
    for difference in found[:_MOST_TOLD]:
        yield CaseFinding(info("check.profile_difference", told=difference.told()))
