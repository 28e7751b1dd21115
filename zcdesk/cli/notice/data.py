"""What the commands of ``zcdesk notice`` print, as data: every id beside its title."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from zcdesk.applicant import Target
from zcdesk.notices.describing import demands, last_application_day, need_of, unconfirmed
from zcdesk.notices.files.loading import built_in_ids
from zcdesk.notices.making.beside import ClauseState
from zcdesk.notices.profile.entries import FactKind
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Section
from zcdesk.notices.sentences.proposals import ProposalKind
from zcdesk.plain_data import DataDocument, DataPart
from zcdesk.vocabulary import one_of

TargetWord = Annotated[str, one_of(Target)]


class ListedNotice(DataPart):
    """One notice; ``unconfirmed`` counts entries that were taken over and not confirmed."""

    id: str
    title: str
    short_title: str
    year: int
    own: bool
    last_day: date | None
    unconfirmed: int


class BrokenProfile(DataPart):
    """A profile of the user's own that cannot be used."""

    file: str
    faults: int


class NoticeList(DataDocument):
    """All notices."""

    notices: tuple[ListedNotice, ...]
    broken: tuple[BrokenProfile, ...]


class ShownSlot(DataPart):
    """One slot.

    ``need`` is ``required``, ``expected``, ``not_needed``, ``waived``, ``not_stated``, the kind of
    its group (``one_of``, ``all_of``), or ``conditional``: it hangs on answers.
    """

    id: str
    title: str
    need: str
    years: tuple[int, ...]
    clause: str
    quote: str


class ShownSection(DataPart):
    """One section with its slots."""

    id: str
    title: str
    clause: str
    slots: tuple[ShownSlot, ...]


class ShownMasking(DataPart):
    """What is covered; ``open_targets`` are asked place by place."""

    targets: tuple[TargetWord, ...]
    open_targets: tuple[TargetWord, ...]
    by_hand: tuple[str, ...]
    clause: str
    quote: str


class ShownWindow(DataPart):
    """A span of time; where a day is no date ``start_text`` or ``end_text`` holds the words."""

    id: str
    what: str
    start: date | None
    end: date | None
    start_text: str
    end_text: str
    start_time: str
    end_time: str
    clause: str


class ShownOption(DataPart):
    """One answer."""

    id: str
    title: str


class ShownFact(DataPart):
    """One question; ``later`` ones are asked once something has happened."""

    id: str
    question: str
    kind: Annotated[str, one_of(FactKind)]
    later: bool
    options: tuple[ShownOption, ...]
    clause: str


class ShownDemand(DataPart):
    """What is asked beside papers, covering and dates; ``field`` is its part of the profile."""

    kind: Annotated[str, one_of(ProposalKind)]
    field: str
    title: str
    value: str
    clause: str
    quote: str


class ShownNotice(DataDocument):
    """One notice: sections, covering, dates, everything else that it asks, questions."""

    id: str
    title: str
    year: int
    sections: tuple[ShownSection, ...]
    masking: ShownMasking | None
    windows: tuple[ShownWindow, ...]
    demands: tuple[ShownDemand, ...]
    facts: tuple[ShownFact, ...]


class Proposed(DataPart):
    """What a clause of a new notice proposes; ``value`` is normalised."""

    kind: Annotated[str, one_of(ProposalKind)]
    value: str
    sentence: str
    sure: bool


class ReportedClause(DataPart):
    """One clause; ``state`` is ``same``, ``changed``, ``new`` or ``gone``."""

    text: str
    clause: str
    state: Annotated[str, one_of(ClauseState)]
    lost: tuple[str, ...]
    rules: tuple[str, ...]
    proposals: tuple[Proposed, ...]


class ReportedItem(DataPart):
    """A value that nobody confirmed yet: its place in the profile, before and now."""

    at: str
    clause: str
    old: str
    found: str


class RefusedRow(DataPart):
    """A row of a draft that was not taken: its place (``found.3``), and why."""

    at: str
    why: str


class NoticeReport(DataDocument):
    """All that ``notice new``, ``renew`` and ``finish`` found; ``open`` are indices of clauses."""

    clauses: tuple[ReportedClause, ...]
    open: tuple[int, ...]
    unconfirmed: tuple[ReportedItem, ...]
    refused: tuple[RefusedRow, ...] = ()


def listed_notice(notice: Notice) -> ListedNotice:
    """Return a notice as a row of the list."""
    return ListedNotice(
        id=notice.id,
        title=notice.title,
        short_title=notice.short_title,
        year=notice.year,
        own=notice.id not in built_in_ids(),
        last_day=last_application_day(notice),
        unconfirmed=len(unconfirmed(notice)),
    )


def shown_notice(notice: Notice) -> ShownNotice:
    """Return a notice with all that has an id."""
    masking = notice.masking
    return ShownNotice(
        id=notice.id,
        title=notice.title,
        year=notice.year,
        sections=tuple(_section(section) for section in notice.sections),
        masking=None
        if masking is None
        else ShownMasking(
            targets=tuple(sorted(masking.targets)),
            open_targets=tuple(sorted(masking.open_targets)),
            by_hand=tuple(demand.what for demand in masking.by_hand),
            clause=masking.clause,
            quote=masking.quote,
        ),
        windows=tuple(ShownWindow.model_validate(window) for window in notice.windows),
        demands=tuple(ShownDemand.model_validate(demand) for demand in demands(notice)),
        facts=tuple(ShownFact.model_validate(fact) for fact in notice.facts),
    )  # fmt: skip


def _section(section: Section) -> ShownSection:
    return ShownSection(
        id=section.id,
        title=section.title,
        clause=section.clause,
        slots=tuple(
            ShownSlot(
                id=slot.id,
                title=slot.title,
                need=need_of(section, slot),
                years=tuple(slot.years),
                clause=slot.clause,
                quote=slot.quote,
            )
            for slot in section.slots
        ),
    )
