"""What every check sees of a case, and what it says: states, findings, deadlines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from zcdesk.cases.case import Case, CasePage, Facts
from zcdesk.finding_facts import facts_of, finding_of
from zcdesk.findings import Detail, Finding, Severity
from zcdesk.notices.profile import Notice, Section, Slot, Source, Who
from zcdesk.wording import Wording, spoken


class State(StrEnum):
    """The seven words for a slot or a section, the same in window, report and batch."""

    SATISFIED = "satisfied"
    MISSING = "missing"
    NOT_NEEDED = "not_needed"
    WAIVED = "waived"
    NEEDS_PERSON = "needs_person"
    NOT_STATED = "not_stated"
    COULD_NOT_CHECK = "could_not_check"


WORST_FIRST = (
    State.MISSING,
    State.NEEDS_PERSON,
    State.COULD_NOT_CHECK,
    State.SATISFIED,
    State.WAIVED,
    State.NOT_STATED,
    State.NOT_NEEDED,
)
"""A section shows the first of these that one of its slots has."""

AWAITED, AWAITED_SEAL = "awaited", "awaited.seal"
"""Words for what somebody else has to issue first; with a point behind it by whom."""

UNFINISHED = frozenset({State.MISSING, State.NEEDS_PERSON, State.COULD_NOT_CHECK})


@dataclass(frozen=True)
class CaseFinding:
    """A finding on a case, with the rule and the notice's words that it rests on.

    ``page`` is the page's number in the case, or None; ``place`` where it is in it, from 1,
    which is what its sentence calls it; ``field`` the id of the text it is about;
    ``who`` are those whose turn it is; ``waived`` why the person lets it stand, or "". Nothing else
    in it is the applicant's.
    """

    finding: Finding
    rule: str = ""
    clause: str = ""
    quote: str = ""
    section: str = ""
    slot: str = ""
    page: int | None = None
    who: tuple[Who, ...] = ()
    field: str = ""
    waived: str = ""
    place: int | None = None

    @property
    def severity(self) -> Severity:
        """How much it weighs; what the person lets stand is there to be read only."""
        return Severity.INFO if self.waived else self.finding.severity

    @property
    def to_do(self) -> bool:
        """There is something to do about it in the case; what can only be known is not."""
        return self.severity is not Severity.INFO and not facts_of(self.code).only_known

    @property
    def may_stand(self) -> bool:
        """A person may look at it and let it stand.

        What is missing, undecided or not answered is mended or done; nobody talks it away.
        """
        known = facts_of(self.code)
        return self.to_do and self.severity is Severity.WARNING and known.may_stand

    @property
    def code(self) -> str:
        """Name of its sentence."""
        return self.finding.code

    def wording(self, language: str = "zh") -> Wording:
        """Return message and remedy."""
        return spoken(self.finding, language)


def on_rule(
    finding: Finding, source: Source, section: str = "", slot: str = "", page: int | None = None
) -> CaseFinding:
    """Tie a finding to the passage of the notice that it rests on."""
    return CaseFinding(finding, source.rule, source.clause, source.quote, section, slot, page)


def on_slot(
    section: Section,
    slot: Slot,
    code: str,
    source: Source | None = None,
    page: int | None = None,
    **details: Detail,
) -> CaseFinding:
    """Return a finding that tells its slot, and its page, by name.

    Args:
        source: The passage that it rests on, where that is not the slot's own.
        page: Number of the page that it is about.
    """
    paged = {} if page is None else {"page": page}
    finding = finding_of(code, **paged, slot=slot.title, **details)
    return on_rule(finding, source or slot, section.id, slot.id, page)


@dataclass(frozen=True)
class SlotState:
    """One slot as it is.

    Attributes:
        pages: Numbers of its pages, in order.
        given: Pages of it that can be used.
        wanted: Least number of pages: 1, or one for each year asked; 0 when none is needed.
        reason: Why it is needed or not, with the clause; to be told in any language.
        unseen: The text that would tell whether it is needed is not at hand.
        stamped: What belongs here bears a seal.
        years: Years that each want a document; () without a series.
        lacking: Those of them that no page is for.
    """

    id: str
    title: str
    state: State
    who: tuple[Who, ...]
    pages: tuple[int, ...]
    rule: str
    clause: str
    quote: str
    reason: str
    given: int
    wanted: int
    unseen: bool = False
    stamped: bool = False
    years: tuple[int, ...] = ()
    lacking: tuple[int, ...] = ()

    @property
    def awaited(self) -> bool:
        """It is missing because somebody else has to issue it first: no page of it is here."""
        others = bool(self.who) and Who.APPLICANT not in self.who
        return self.state is State.MISSING and others and not self.pages

    @property
    def word(self) -> str:
        """Name of the word for its state: a missing annex is another thing than a silent notice,
        and what somebody else has to give another one than what the applicant forgot."""
        if self.awaited:
            by_employer = self.who[0] is Who.EMPLOYER
            return AWAITED_SEAL if by_employer and self.stamped else f"{AWAITED}.{self.who[0]}"
        return "unseen" if self.unseen and self.state is State.NOT_STATED else str(self.state)


@dataclass(frozen=True)
class TextState:
    """One text as it is, with its length in the three ways of counting.

    ``state`` is satisfied, missing (a rule is broken), needs_person, or could_not_check while
    nobody typed it here.
    """

    id: str
    title: str
    state: State
    with_marks: int = 0
    letters: int = 0
    as_word: int = 0


@dataclass(frozen=True)
class SectionState:
    """One section as it is; ``who`` are those whose turn it is, or all when it is done.

    ``awaited`` tells that nothing is open in it but what somebody else has to issue.
    """

    id: str
    title: str
    state: State
    who: tuple[Who, ...]
    slots: tuple[SlotState, ...]
    texts: tuple[TextState, ...] = ()
    awaited: bool = False

    @property
    def complete(self) -> bool:
        """Its papers are in and confirmed, or it was noted why it needs none."""
        return self.state in (State.SATISFIED, State.WAIVED)

    @property
    def word(self) -> str:
        """Name of the word for its state; unknown when a text that is not at hand decides all."""
        if self.awaited:
            words = {slot.word for slot in self.slots if slot.awaited}
            return words.pop() if len(words) == 1 else AWAITED
        state = self.own_state
        silent = {slot.word for slot in self.slots if slot.state is state and not slot.awaited}
        return silent.pop() if len(silent) == 1 else str(state)

    @property
    def own_state(self) -> State:
        """How it stands for the applicant: where others are awaited and something of hers is open
        besides, that counts."""
        if self.awaited or not any(slot.awaited for slot in self.slots):
            return self.state
        own = [slot.state for slot in self.slots if not slot.awaited]
        own += [text.state for text in self.texts]
        return min((State.NEEDS_PERSON, *own), key=WORST_FIRST.index)


@dataclass(frozen=True)
class Deadline:
    """The last moment for something, in Beijing time; ``hours_left`` is negative afterwards."""

    what: str
    at: datetime
    hours_left: float
    rule: str
    clause: str
    quote: str
    who: tuple[Who, ...]


@dataclass(frozen=True)
class Evaluation:
    """A case held against its notice at one moment."""

    notice: str
    sections: tuple[SectionState, ...]
    findings: tuple[CaseFinding, ...]
    deadlines: tuple[Deadline, ...]

    def slots(self) -> tuple[SlotState, ...]:
        """Return all slots in platform order."""
        return tuple(slot for section in self.sections for slot in section.slots)

    def slot(self, slot_id: str) -> SlotState:
        """Return one slot.

        Raises:
            KeyError: No such slot.
        """
        return {slot.id: slot for slot in self.slots()}[slot_id]

    def counts(self) -> dict[State, int]:
        """Return how many slots have each of the seven states."""
        states = [slot.state for slot in self.slots()]
        return {state: states.count(state) for state in State}

    @property
    def to_do(self) -> tuple[CaseFinding, ...]:
        """What is to do, errors first, else in the order of the findings."""
        findings = [finding for finding in self.findings if finding.to_do]
        return tuple(sorted(findings, key=lambda finding: finding.severity is not Severity.ERROR))

    @property
    def complete(self) -> bool:
        """No slot is missing, waits for a person or could not be checked."""
        return not any(slot.state in UNFINISHED for slot in self.slots())


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
    told: Facts
    facts: Facts
    running: Facts
    pages: Mapping[str, Sequence[CasePage]]
    sections: tuple[tuple[SectionState, tuple[CaseFinding, ...]], ...] = ()
