"""What one notice asks: the value that a profile becomes once it has been read."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, Field

from zcdesk.notices.profile.conditions import (
    AllOf,
    AnyOf,
    Condition,
    ConditionJudgement,
    FactIs,
    Not,
    Truth,
    judge,
)
from zcdesk.notices.profile.covering import Masking, PageAnswer, PageAnswerOption
from zcdesk.notices.profile.entries import (
    CommitteeRule,
    Contact,
    Defence,
    Eligibility,
    Fact,
    Fee,
    FileRule,
    Ladder,
    Notable,
    OpenQuestion,
    Opinion,
    Option,
    PaperItem,
    Pledge,
    Says,
    Template,
    TextRule,
)
from zcdesk.notices.profile.slots import (
    GroupKind,
    Need,
    Ruling,
    Section,
    Series,
    Slot,
    SlotGroup,
    Who,
)
from zcdesk.notices.profile.sources import NOT_STATED, Entry, NotStated, Source, Value
from zcdesk.notices.profile.timing import (
    BEIJING,
    FIRST_YEAR,
    LAST_YEAR,
    Corrections,
    MendingRound,
    Term,
    Window,
)

__all__ = [
    "BEIJING", "NOT_STATED", "AllOf", "AnyOf", "CommitteeRule", "Condition",
    "ConditionJudgement", "Contact", "Corrections", "Defence", "Eligibility", "Entry", "Fact",
    "FactIs", "Fee", "FileRule", "GroupKind", "Ladder", "Masking", "MendingRound", "Need", "Not",
    "Notable", "Notice", "OpenQuestion", "Opinion", "Option", "PageAnswer", "PageAnswerOption",
    "PaperItem", "Platform", "Pledge", "Ruling", "Says", "Section", "Series", "Slot", "SlotGroup",
    "Source", "Template", "Term", "TextRule", "Truth", "Who", "Window", "judge", "walk",
]  # fmt: skip


class Platform(Entry):
    """Where the application is handed in."""

    name: str
    url: str


class Notice(Value):
    """One notice, complete: everything that the program knows about what it asks.

    Attributes:
        id: Name of the profile's file.
        title: Full title as printed; ``short_title`` fits a list row.
        year: Year that the notice is for.
        region: Place that it is for.
        issuer: Who issued it, or 原文未述.
        source: Id of the original text: ``<source>.txt`` among the shipped ones or beside the
            profile.
        text: The original text itself, for a profile that is handed on as one file; "" otherwise.
        kind: What is applied for (评审, 初定 …).
        sections: In platform order, with their slots in platform order.
        masking: None when the notice asks to cover nothing.
        papers: Items on paper; an empty list with a note, or 原文未述.
        committee_rules: What concerns committees only, each with the reason.
    """

    id: str
    title: str
    short_title: str
    year: int = Field(ge=FIRST_YEAR, le=LAST_YEAR)
    region: str
    issuer: str | NotStated = NOT_STATED
    kind: str
    source: str
    text: str = ""
    platform: Platform
    facts: tuple[Fact, ...] = ()
    sections: tuple[Section, ...]
    masking: Masking | None = None
    file_rules: tuple[FileRule, ...] = ()
    texts: tuple[TextRule, ...] = ()
    windows: tuple[Window, ...] = ()
    terms: tuple[Term, ...] = ()
    pledge: Pledge | None = None
    consequences: tuple[Notable, ...] = ()
    corrections: Corrections | NotStated = NOT_STATED
    fees: tuple[Fee, ...] = ()
    defence: tuple[Defence, ...] = ()
    exemptions: tuple[Notable, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    papers: tuple[PaperItem, ...] | NotStated = NOT_STATED
    penalties: tuple[Notable, ...] = ()
    eligibility: tuple[Eligibility, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    duties: tuple[Notable, ...] = ()
    steps: tuple[Notable, ...] = ()
    statements: tuple[Notable, ...] = ()
    templates: tuple[Template, ...] = ()
    contacts: tuple[Contact, ...] = ()
    committee_rules: tuple[CommitteeRule, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = Field(default=())

    def section(self, section_id: str) -> Section:
        """Return a section by id.

        Raises:
            KeyError: No such section.
        """
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)

    def slot(self, slot_id: str) -> Slot:
        """Return a slot by id.

        Raises:
            KeyError: No such slot.
        """
        for slot in self.slots():
            if slot.id == slot_id:
                return slot
        raise KeyError(slot_id)

    def section_of(self, slot_id: str) -> Section:
        """Return the section that a slot belongs to.

        Raises:
            KeyError: No such slot.
        """
        for section in self.sections:
            if any(slot.id == slot_id for slot in section.slots):
                return section
        raise KeyError(slot_id)

    def slots(self) -> tuple[Slot, ...]:
        """Return all slots in platform order."""
        return tuple(slot for section in self.sections for slot in section.slots)

    def fact(self, fact_id: str) -> Fact:
        """Return a question by id.

        Raises:
            KeyError: No such question.
        """
        for fact in self.facts:
            if fact.id == fact_id:
                return fact
        raise KeyError(fact_id)

    def sources(self) -> tuple[Source, ...]:
        """Return every passage that the profile rests on."""
        return tuple(value for _, value in walk(self) if isinstance(value, Source))

    def rules(self) -> frozenset[str]:
        """Return the ids of all rules that the profile holds."""
        return frozenset(source.rule for source in self.sources())


Path = tuple[str | int, ...]


def walk(value: BaseModel, path: Path = ()) -> Iterator[tuple[Path, BaseModel]]:
    """Yield every part of a profile with its path in the file, the whole first."""
    yield path, value
    held = vars(value)
    for name, field in type(value).model_fields.items():
        if isinstance(held[name], BaseModel | tuple):
            yield from _walk_into(held[name], (*path, field.alias or name))


def _walk_into(found: object, path: Path) -> Iterator[tuple[Path, BaseModel]]:
    if isinstance(found, BaseModel):
        yield from walk(found, path)
    elif isinstance(found, tuple):
        for index, item in enumerate(found):
            if isinstance(item, BaseModel | tuple):
                yield from _walk_into(item, (*path, index))
