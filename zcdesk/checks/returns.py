"""How often an application was returned, by whom, and what is left, in the notice's own unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zcdesk.checks.states import CaseFinding, on_rule
from zcdesk.findings import Detail, info, warning
from zcdesk.notices.interview import moment_in
from zcdesk.notices.notice import Notice
from zcdesk.notices.slots import Who
from zcdesk.notices.timing import Corrections
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


def returns(notice: Notice, facts: Mapping[str, str]) -> Returns | None:
    """Return what was used up, or None when the notice names no limit.

    Args:
        facts: All facts of the case, with ``returned_by.<fact>`` where the person noted it.
    """
    corrections = notice.corrections
    if not isinstance(corrections, Corrections) or not isinstance(corrections.limit, int):
        return None
    used = 1 if corrections.unit == _FIRST_COUNTS else 0
    uncounted = 0
    for one in {round_.returned_at for round_ in corrections.rounds}:
        if moment_in(facts.get(one, "")) is None:
            continue
        level = facts.get(f"{RETURNED_BY}{one}", Who.REVIEW_COMMITTEE)
        if level == Who.REVIEW_COMMITTEE:
            used += 1
        else:
            uncounted += 1
    return Returns(corrections.unit, used, corrections.limit, uncounted)


def return_findings(notice: Notice, facts: Mapping[str, str]) -> Iterator[CaseFinding]:
    """Yield what is left once something was returned."""
    found = returns(notice, facts)
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
    if found.uncounted:
        yield on_rule(warning("check.return_level", count=found.uncounted), corrections)
