"""The places of a notice that a person fills: sections, their slots and their fields."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import Field as Bounded
from pydantic import model_validator

from zcdesk.applicant import Target
from zcdesk.notices.profile.sources import Condition, Entry, Source, Value


class Who(StrEnum):
    """Whose turn it is."""

    APPLICANT = "applicant"
    EMPLOYER = "employer"
    SUPERVISING_UNIT = "supervising_unit"
    REVIEW_COMMITTEE = "review_committee"
    SYSTEM = "system"


class Need(StrEnum):
    """What a notice says of a slot in a person's situation.

    ``EXPECTED`` is for what a sentence asks by the likeliest reading only, where the profile has an
    open question: its absence is a warning, not an error.
    """

    REQUIRED = "required"
    EXPECTED = "expected"
    NOT_NEEDED = "not_needed"
    WAIVED = "waived"
    NOT_STATED = "not_stated"


class Medium(StrEnum):
    """How a slot is filled on the platform."""

    SCAN = "scan"
    TEXT_OR_SCAN = "text_or_scan"


class Series(Value):
    """One document for each year; years are written out by a person who read the notice.

    ``excused_by`` names the fact that lists excused years (2022,2023), with its own source.
    """

    years: tuple[int, ...]
    excused_by: str = ""
    excuse: Source | None = None


class Hours(Source):
    """How many hours of continuing education each year must have at least."""

    least: int = Bounded(ge=1)


class Ruling(Entry):
    """What holds for a slot when a condition is met.

    Attributes:
        series: Years that this situation asks for, in place of the slot's own.
        pages: Number of pages that was worked out from the notice (A-50), or None; fewer are a
            person's to judge.
        unseen: Where it is not stated because the text that would tell is not at hand: that text's
            name (an annex, another document); "" where the notice itself is silent.
    """

    when: Condition
    need: Need
    series: Series | None = None
    pages: int | None = None
    unseen: str = ""


class Slot(Entry):
    """One place for attachments (上传位置).

    Attributes:
        id: Word from the glossary, stable for programs and case files.
        title: Name for people.
        who: Who has to act.
        rulings: Tried in order; the first whose condition holds decides.
        otherwise: The need when no ruling holds; without rulings a slot is required.
        unseen: As with a ruling, for ``otherwise``.
        series: Years of which each needs a document, or None.
        parts: Pieces that one document must show, in order (封面, 目录 …).
        mask_exempt: Targets that stay visible in this slot.
        signed: The applicant's signature must be on it.
        stamped: A seal must be on it.
        stamped_each: It takes several documents, and each of them must have its seal.
        template: Id of the official form, or "".
        medium: Whether the platform may take it as text.
        hint: One line that helps; ours.
        hours: Least hours of each year that its certificates state, or None.
    """

    id: str
    title: str
    who: tuple[Who, ...] = (Who.APPLICANT,)
    rulings: tuple[Ruling, ...] = ()
    otherwise: Need = Need.REQUIRED
    unseen: str = ""
    series: Series | None = None
    parts: tuple[str, ...] = ()
    mask_exempt: frozenset[Target] = frozenset()
    signed: bool = False
    stamped: bool = False
    stamped_each: bool = False
    template: str = ""
    medium: Medium = Medium.SCAN
    hint: str = ""
    hours: Hours | None = None

    @model_validator(mode="before")
    @classmethod
    def _without_old_keys(cls, data: Any) -> Any:
        """Leave out what earlier versions wrote and nothing ever read."""
        if isinstance(data, dict) and "carries" in data:
            return {key: value for key, value in data.items() if key != "carries"}
        return data

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the slot's series; empty when it has none."""
        return self.series.years if self.series else ()


class GroupKind(StrEnum):
    """How many slots of a group are wanted."""

    ONE_OF = "one_of"
    ALL_OF = "all_of"


class SlotGroup(Entry):
    """Slots of one section that answer one demand together, when a condition holds."""

    kind: GroupKind
    slots: tuple[str, ...]
    when: Condition | None = None


class Field(Entry):
    """A text field of a section on the platform."""

    id: str
    title: str


class Section(Entry):
    """One section (栏目) of the platform, in platform order."""

    id: str
    title: str
    slots: tuple[Slot, ...] = ()
    groups: tuple[SlotGroup, ...] = ()
    hours: Hours | None = None
    fields: tuple[Field, ...] = ()
