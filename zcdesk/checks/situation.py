"""What every check sees of a case: it, its notice, the answers that count, and the moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from zcdesk.cases.case import Case, CasePage
from zcdesk.checks.states import CaseFinding, SectionState
from zcdesk.notices.profile.notice import Notice


@dataclass(frozen=True)
class Situation:
    """A case beside its notice at one moment.

    Attributes:
        notice: What is asked.
        case: The case.
        now: The moment, in Beijing's time.
        told: The person's answers, with what her returns tell.
        facts: The answers that count.
        running: The same without the returns that were answered: what still runs.
        pages: Its pages, by their slot.
        sections: Each section as its slots and texts make it, with what was found there; none
            while they are still being held against the notice.
    """

    notice: Notice
    case: Case
    now: datetime
    told: Mapping[str, str]
    facts: Mapping[str, str]
    running: Mapping[str, str]
    pages: Mapping[str, Sequence[CasePage]]
    sections: tuple[tuple[SectionState, tuple[CaseFinding, ...]], ...] = ()
