"""How often an application was returned, by whom, and what is left, in the notice's own unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from zcdesk.cases.case import Case
from zcdesk.cases.rounds import Round as CaseRound
from zcdesk.checks.states import CaseFinding, on_rule
from zcdesk.findings import Detail, info, warning
from zcdesk.notices.interview import moment_in
from zcdesk.notices.notice import Notice
from zcdesk.notices.slots import Who
from zcdesk.notices.sources import Source
from zcdesk.notices.timing import BEIJING, Corrections
from zcdesk.notices.timing import Round as TermRound
from zcdesk.wording import sentence

RETURNED_BY = "returned_by."
"""Before the id of a return's fact, in the case's facts: who returned it (a word of ``Who``)."""

_FIRST_COUNTS = "submissions"
"""The unit in which the first handing-in is counted too (A-35)."""


@dataclass(frozen=True)
class Returns:
    """What was used up of a notice's limit.

    Attributes:
        unit: The notice's own: returns, corrections or submissions.
        used: Counted so far; returns by employer or supervising unit are not among them.
        limit: The notice's limit.
        uncounted: Returns by another level than the committee: the notice does not say whether
            they count (A-35).
    """

    unit: str
    used: int
    limit: int
    uncounted: int

    @property
    def left(self) -> int:
        """What is left of the limit, never below 0."""
        return max(0, self.limit - self.used)


def return_facts(notice: Notice, case: Case) -> dict[str, str]:
    """Return the facts of a case with the moments of its rounds as answers.

    The k-th return by the committee answers the k-th question about a return; one more than the
    notice speaks of takes the place of the last.
    """
    facts = dict(case.facts)
    corrections = notice.corrections
    if isinstance(corrections, Corrections) and corrections.rounds:
        for place, one in enumerate(_by_committee(case.rounds)):
            asked = corrections.rounds[min(place, len(corrections.rounds) - 1)]
            facts[asked.returned_at] = one.at.isoformat()
            facts.pop(f"{RETURNED_BY}{asked.returned_at}", None)
    return facts


def _by_committee(rounds: Sequence[CaseRound]) -> list[CaseRound]:
    return [one for one in rounds if one.level is Who.REVIEW_COMMITTEE]


def returns(
    notice: Notice, facts: Mapping[str, str], rounds: Sequence[CaseRound] = ()
) -> Returns | None:
    """Return what was used up, or None when the notice names no limit.

    Args:
        notice: Whose counting it is.
        facts: All facts of the case, with ``returned_by.<fact>`` where the person noted it.
        rounds: The returns as entered; where there are any, they alone count.
    """
    corrections = notice.corrections
    if not isinstance(corrections, Corrections) or not isinstance(corrections.limit, int):
        return None
    used = 1 if corrections.unit == _FIRST_COUNTS else 0
    uncounted = 0
    if rounds:
        counted = len(_by_committee(rounds))
        return Returns(corrections.unit, used + counted, corrections.limit, len(rounds) - counted)
    for one in {round_.returned_at for round_ in corrections.rounds}:
        if moment_in(facts.get(one, "")) is None:
            continue
        level = facts.get(f"{RETURNED_BY}{one}", Who.REVIEW_COMMITTEE)
        if level == Who.REVIEW_COMMITTEE:
            used += 1
        else:
            uncounted += 1
    return Returns(corrections.unit, used, corrections.limit, uncounted)


@dataclass(frozen=True)
class RoundTerm:
    """How long one return leaves, in the notice's own counting, Beijing time.

    Attributes:
        number: Which return by the committee, from 1.
        returned: The moment that the platform shows.
        readings: Name of a reading (``check.reading_…``) and its end. A term in hours has one; one
            in days has the three that its words allow (A-24).
        source: The passage.
    """

    number: int
    returned: datetime
    readings: tuple[tuple[str, datetime], ...]
    source: TermRound

    @property
    def end(self) -> datetime:
        """The earliest reading: whoever keeps to it is safe."""
        return min(moment for _, moment in self.readings)

    def left(self, now: datetime) -> timedelta:
        """Return what is left; negative afterwards."""
        return self.end - now


def round_terms(notice: Notice, case: Case) -> tuple[RoundTerm, ...]:
    """Return the term of each return by the committee; the notice sets none for other levels."""
    corrections = notice.corrections
    if not isinstance(corrections, Corrections) or not corrections.rounds:
        return ()
    terms = []
    for place, one in enumerate(_by_committee(case.rounds)):
        rule = corrections.rounds[min(place, len(corrections.rounds) - 1)]
        readings = tuple(_readings(rule, one.at.astimezone(BEIJING)))
        if readings:
            terms.append(RoundTerm(place + 1, one.at, readings, rule))
    return tuple(terms)


def _readings(rule: TermRound, returned: datetime) -> Iterator[tuple[str, datetime]]:
    """Yield what the words of a term may mean.

    Source:
        A-24: 2日内 is 48 hours, the end of the second day after the return, or the end of the
        second day when the day of the return is the first.
    """
    if rule.hours is not None:
        yield "hours", returned + timedelta(hours=rule.hours)
    elif rule.days is not None:
        last = time(23, 59, 59)
        yield "hours", returned + timedelta(days=rule.days)
        for name, days in (("days_after", rule.days), ("days_with", rule.days - 1)):
            day = returned.date() + timedelta(days=days)
            yield name, datetime.combine(day, last, BEIJING)


def return_findings(
    notice: Notice, facts: Mapping[str, str], rounds: Sequence[CaseRound] = ()
) -> Iterator[CaseFinding]:
    """Yield what is left once something was returned, and warn before the last time."""
    found = returns(notice, facts, rounds)
    corrections = notice.corrections
    if found is None or not isinstance(corrections, Corrections):
        return
    unit = sentence(f"check.unit_{found.unit}").message
    if found.used > (1 if found.unit == _FIRST_COUNTS else 0):
        told: dict[str, Detail] = {
            "unit": unit,
            "used": found.used,
            "limit": found.limit,
            "left": found.left,
        }
        say = info if found.left else warning
        yield on_rule(say("check.returns_left", **told), corrections)
        if found.left == 1:
            source = corrections.over_limit
            passage = source if isinstance(source, Source) else corrections
            yield on_rule(warning("check.last_chance", unit=unit), passage)
    if found.uncounted:
        yield on_rule(warning("check.return_level", count=found.uncounted), corrections)
