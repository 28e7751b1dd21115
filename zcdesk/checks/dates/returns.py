"""How often an application was returned, by whom, and what is left, in the notice's own unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from zcdesk.cases.case import Case, Facts
from zcdesk.cases.rounds import Agreed
from zcdesk.cases.rounds import Round as CaseRound
from zcdesk.checks.dates.deadlines import term_ends
from zcdesk.checks.states import CaseFinding, Deadline, on_rule
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Detail, info, warning
from zcdesk.notices.profile import Corrections, FactKind, Notice, Source, Who
from zcdesk.notices.profile import MendingRound as TermRound
from zcdesk.quantities.moments import BEIJING, day_or_month_in, moment_in
from zcdesk.wording import phrase

if TYPE_CHECKING:
    from zcdesk.checks.dates.note_terms import NoteTerm

RETURNED_BY = "returned_by."
"""Before the id of a return's fact, in the case's facts: who returned it (a word of ``Who``)."""

_SUBMISSIONS = "submissions"


@dataclass(frozen=True)
class Returns:
    """What was used up of a notice's limit.

    Attributes:
        unit: The notice's own: returns, corrections or submissions.
        used: Counted so far; returns by employer or supervising unit are not among them. Of
            corrections the one that a return began is counted, of submissions those handed in: the
            first one too (A-35).
        limit: The notice's limit.
        uncounted: Returns by another level than the committee: the notice does not say whether
            they count (A-35).
        returned: Returns by the committee.
    """

    unit: str
    used: int
    limit: int
    uncounted: int
    returned: int = 0

    @property
    def left(self) -> int:
        """What is left of the limit, never below 0."""
        return max(0, self.limit - self.used)

    @property
    def last_time(self) -> bool:
        """Something was returned, and what is handed in next is the last that counts."""
        spare = 1 if self.unit == _SUBMISSIONS else 0
        return self.returned > 0 and not self.over and self.left == spare

    @property
    def allowed(self) -> int:
        """How many returns the limit lets be answered."""
        return _allowed(self.unit, self.limit)

    @property
    def over(self) -> bool:
        """Nothing more can be handed in: a return came after the last time that is left."""
        return self.returned > self.allowed or self.used > self.limit


def _allowed(unit: str, limit: int) -> int:
    """Return how many returns a limit lets be answered: the first submission answers none."""
    return limit - 1 if unit == _SUBMISSIONS else limit


@dataclass(frozen=True)
class RoundCount:
    """Which round of how many a return began.

    Attributes:
        number: Among the returns by the committee where the notice counts them, else among all.
        allowed: How many the notice allows; 0 where it names no limit or does not count this one.
    """

    number: int
    allowed: int = 0


def round_count(notice: Notice, case: Case) -> RoundCount:
    """Return which round of how many the last return of a case began."""
    counted = returns(notice, case)
    if counted is None or counted.over or case.rounds[-1].level is not Who.REVIEW_COMMITTEE:
        return RoundCount(len(case.rounds))
    return RoundCount(counted.returned, counted.allowed)


def return_facts(notice: Notice, case: Case) -> dict[str, str]:
    """Return the facts of a case with the moments of its rounds, and days typed as texts.

    The k-th return by the committee answers the k-th question about a return. One more than the
    notice has a term for answers none, except where the last term holds for every return.
    """
    facts = case.answers
    months = {fact.id for fact in notice.facts if fact.kind is FactKind.MONTH}
    typed = {key: text for key, text in case.texts if key in months and not facts.get(key)}
    facts |= {key: text for key, text in typed.items() if day_or_month_in(text) is not None}
    corrections = notice.corrections
    if isinstance(corrections, Corrections) and corrections.rounds:
        for place, case_round in enumerate(_by_committee(case.rounds)):
            asked = _rule_for(corrections, place)
            if asked is not None:
                facts[asked.returned_at] = case_round.at.isoformat()
                facts.pop(f"{RETURNED_BY}{asked.returned_at}", None)
    return facts


def running_facts(notice: Notice, case: Case, facts: Facts) -> dict[str, str]:
    """Return the facts without the returns that were answered: by handing in in time.

    A further return tells the same: it was handed in again, or nothing could have come back.

    Args:
        facts: As ``return_facts`` gives them.
    """
    corrections = notice.corrections
    if not isinstance(corrections, Corrections):
        return dict(facts)
    running = dict(facts)
    returned = [case_round.at for case_round in _by_committee(case.rounds)]
    for rule in corrections.rounds:
        at = moment_in(facts.get(rule.returned_at, ""))
        if at is None:
            continue
        ends = [moment for _, moment in term_ends(rule, at)]
        last = max(ends, default=None)
        in_time = any(at < later and (last is None or later <= last) for later in _handed_in(case))
        if in_time or any(at < later for later in returned):
            del running[rule.returned_at]
    return running


def open_return(case: Case) -> CaseRound | None:
    """Return the last return, by whomever, as long as nothing was handed in again after it."""
    last = case.last_round
    handed_in = _handed_in(case)
    return None if last is None or (handed_in and handed_in[-1] > last.at) else last


def _rule_for(corrections: Corrections, place: int) -> TermRound | None:
    """Return the term of the return at ``place``, or None where the notice has none for it.

    A notice that has one term for every return is reported once only; one that tells them apart has
    none for a further return, and no notice has one for a return past its limit.
    """
    rounds, limit = corrections.rounds, corrections.limit
    if isinstance(limit, int) and place >= _allowed(corrections.unit, limit):
        return None
    if place < len(rounds):
        return rounds[place]
    alike = {rule.length for rule in rounds}
    return rounds[-1] if len(alike) == 1 else None


def _by_committee(rounds: Sequence[CaseRound]) -> list[CaseRound]:
    return [case_round for case_round in rounds if case_round.level is Who.REVIEW_COMMITTEE]


def _handed_in(case: Case) -> list[datetime]:
    """Return the moments of handing in, each once: what went in parts went at one moment."""
    return sorted(
        {delivery.submitted for delivery in case.deliveries if delivery.submitted is not None}
    )


def returns(notice: Notice, case: Case) -> Returns | None:
    """Return what was used up, or None when the notice names no limit.

    Returns that were entered count; without any, those answered as facts do, with
    ``returned_by.<fact>`` where the person noted who it was.
    """
    corrections = notice.corrections
    if not isinstance(corrections, Corrections) or not isinstance(corrections.limit, int):
        return None
    known = [(case_round.at, case_round.level) for case_round in case.rounds] or _answered(
        corrections, case.answers
    )
    by_committee = sum(level == Who.REVIEW_COMMITTEE for _, level in known)
    uncounted = len(known) - by_committee
    used = by_committee
    if corrections.unit == _SUBMISSIONS:
        handed_in = _handed_in(case)
        last = max((at for at, _ in known), default=None)
        underway = bool(handed_in) and (last is None or handed_in[-1] > last)
        # One that employer or unit sent back never reached those who count.
        used = max(by_committee + underway, len(handed_in) - uncounted)
    return Returns(corrections.unit, used, corrections.limit, uncounted, by_committee)


def _answered(corrections: Corrections, facts: Facts) -> list[tuple[datetime, str]]:
    """Return the returns that were answered as facts: moment and who returned."""
    answered = []
    for fact in dict.fromkeys(rule.returned_at for rule in corrections.rounds):
        at = moment_in(facts.get(fact, ""))
        if at is not None:
            level = facts.get(f"{RETURNED_BY}{fact}") or Who.REVIEW_COMMITTEE
            answered.append((at, str(level)))
    return answered


@dataclass(frozen=True)
class RoundTerm:
    """How long one return leaves, in the notice's own counting, Beijing time.

    Attributes:
        number: Which return by the committee, from 1.
        returned: The moment that the platform shows.
        readings: Name of a reading (``check.reading_…``) and its end. A term in hours has one; one
            in days has the three that its words allow (A-24).
        source: The passage; of a term that only the return itself names, its own words.
        note: What the return's own words say of it, or None.
        agreed: Whose term the person said counts, where the two differ.
    """

    number: int
    returned: datetime
    readings: tuple[tuple[str, datetime], ...]
    source: TermRound
    note: NoteTerm | None = None
    agreed: Agreed = Agreed.NOT_ASKED

    @property
    def by_note(self) -> bool:
        """Only the return itself names a term."""
        return not self.source.rule

    @property
    def differs(self) -> bool:
        """The return names another term than the notice."""
        ends = {end for _, end in self.readings}
        return self.note is not None and self.note.end not in ends

    @property
    def end(self) -> datetime:
        """The earliest reading: whoever keeps to it is safe; a person may settle which counts."""
        noticed = min(moment for _, moment in self.readings)
        if self.note is None or self.agreed is Agreed.NOTICE:
            return noticed
        return self.note.end if self.agreed is Agreed.NOTE else min(noticed, self.note.end)

    def left(self, now: datetime) -> timedelta:
        """Return what is left; negative afterwards."""
        return self.end - now


def round_terms(notice: Notice, case: Case) -> tuple[RoundTerm, ...]:
    """Return the term of each return: the notice's for those by the committee, else its own.

    The notice sets none for returns by other levels; one that a return's own words name runs there,
    and beside the notice's where both name one.
    """
    corrections = notice.corrections
    rules = corrections if isinstance(corrections, Corrections) and corrections.rounds else None
    terms, by_committee = [], 0
    for place, case_round in enumerate(case.rounds):
        from zcdesk.checks.dates.note_terms import note_term  # most cases were never returned

        at, rule = case_round.at.astimezone(BEIJING), None
        if case_round.level is Who.REVIEW_COMMITTEE:
            rule = _rule_for(rules, by_committee) if rules is not None else None
            by_committee += 1
        note = note_term(case_round.words, at)
        readings = term_ends(rule, at) if rule is not None else ()
        if rule is not None and readings:
            term = RoundTerm(by_committee, case_round.at, readings, rule, note, case_round.agreed)
            terms.append(term)
        elif note is not None:
            said = _said_by_return(place + 1, note)
            terms.append(RoundTerm(place + 1, case_round.at, (("note", note.end),), said, note))
    return tuple(terms)


def _said_by_return(number: int, note: NoteTerm) -> TermRound:
    """Return what stands for a notice's passage where only the return names a term."""
    clause = phrase("check.return_itself")
    return TermRound(number=number, returned_at="", rule="", clause=clause, quote=note.quote)


def note_deadlines(notice: Notice, case: Case, now: datetime) -> tuple[Deadline, ...]:
    """Return the term of the return under way that its own words name beside the notice's."""
    under_way = open_return(case)
    deadlines = []
    for term in round_terms(notice, case):
        if under_way is None or term.returned != under_way.at or term.note is None:
            continue
        if (term.by_note or term.differs) and term.agreed is not Agreed.NOTICE:
            what = phrase("check.round_name", number=term.number)
            hours = round((term.note.end - now).total_seconds() / 3600, 1)
            who = (Who.APPLICANT,)
            clause = phrase("check.return_itself")
            deadlines.append(Deadline(what, term.note.end, hours, "", clause, term.note.quote, who))
    return tuple(deadlines)


def return_findings(notice: Notice, case: Case) -> Iterator[CaseFinding]:
    """Yield what is left once something was returned or handed in, and warn at the last time.

    Past the limit, what the notice says of it is told in its own words.
    """
    counted = returns(notice, case)
    corrections = notice.corrections
    if counted is None or not isinstance(corrections, Corrections):
        return
    past = corrections.over_limit
    passage: Source = past if isinstance(past, Source) else corrections
    details: dict[str, Detail] = {
        "unit": phrase(f"check.unit_{counted.unit}"),
        "used": counted.used,
        "limit": counted.limit,
        "left": counted.left,
    }
    if counted.over:
        code = "check.returns_over" if isinstance(past, Source) else "check.returns_over_unstated"
        yield on_rule(
            finding_of(code, quote=passage.quote, clause=passage.clause, **details), passage
        )
    elif counted.used:
        say = info if counted.left else warning
        yield on_rule(say("check.returns_left", **details), corrections)
        if counted.left == 0:
            yield on_rule(finding_of(f"check.none_left_{counted.unit}"), passage)
        elif counted.left == 1:
            unit = phrase(f"check.next_{counted.unit}")
            yield on_rule(finding_of("check.last_chance", unit=unit), passage)
    for term in round_terms(notice, case)[-1:]:
        if term.source.note and not counted.over:
            yield on_rule(finding_of("check.round_note", note=term.source.note), term.source)
    if counted.uncounted:
        yield on_rule(finding_of("check.return_level", count=counted.uncounted), corrections)
