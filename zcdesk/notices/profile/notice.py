"""What one notice asks: the value that a profile becomes, with its windows, terms and rounds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from zcdesk.notices.profile.covering import Masking, PageAnswer
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
    PaperItem,
    Pledge,
    Template,
    TextRule,
)
from zcdesk.notices.profile.slots import (
    Section,
    Slot,
    Who,
)
from zcdesk.notices.profile.sources import (
    NOT_STATED,
    Condition,
    Entry,
    NotStated,
    Source,
    Value,
)
from zcdesk.quantities.moments import BEIJING, FIRST_YEAR, LAST_YEAR, in_calendar


def borne(moment: datetime) -> datetime:
    """Return a stored moment in Beijing time; one beyond the calendar becomes its first or last.

    A case that holds one can be opened, told of and mended; one without a zone is Beijing's.
    """
    if not in_calendar(moment):
        end = datetime(LAST_YEAR, 12, 31, 23, 59, 59)
        return (end if moment.year > LAST_YEAR else datetime(FIRST_YEAR, 1, 1)).replace(
            tzinfo=BEIJING
        )
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=BEIJING)


def _possible(day: date) -> date:
    if not in_calendar(day):
        raise ValueError("beyond the calendar")
    return day


Day = Annotated[date, AfterValidator(_possible)]
Stored = Annotated[datetime, AfterValidator(borne)]
"""A moment as a case holds it, whoever wrote it."""


def told_end(moment: datetime) -> str:
    """Return the end of a term in Beijing as people say it: the last second of a day is its 24:00,
    and so is the first of the day after."""
    at = moment.astimezone(BEIJING)
    if at.time() == time(0):
        at -= timedelta(seconds=1)
    clock = "24:00" if at.time() >= time(23, 59) else f"{at:%H:%M}"
    return f"{at:%Y-%m-%d} {clock}"


_Count = Annotated[int, Field(ge=0, le=10_000)]
_Hour = Annotated[str, Field(pattern=r"^(|([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")]


class Window(Entry):
    """A span of time for one thing.

    ``start`` or ``end`` is None when the notice gives none, or gives one that is no date; its own
    words then are in ``start_text`` or ``end_text``. Both days belong to the window.

    Attributes:
        end_fact: The question for the last day where an office sets it and the notice does not.
        start_time: Hour from which it runs on its first day (``9:00`` is ``09:00``), or "".
        end_time: Hour to which it runs on its last day, up to ``24:00``; ``00:00`` ends it when
            that day begins (…之前); "" for the whole day.
        counted_from: Dates of the person from which years are counted to ``end``, by their key
            (``title_date``); nobody has to keep to such a window.
    """

    id: str
    what: str
    start: Day | None = None
    end: Day | None = None
    start_text: str = ""
    end_text: str = ""
    start_time: _Hour = ""
    end_time: _Hour = ""
    who: tuple[Who, ...] = (Who.APPLICANT,)
    when: Condition | None = None
    overdue: Source | None = None
    end_fact: str = ""
    counted_from: tuple[str, ...] = ()

    def last_moment(self) -> datetime | None:
        """Return the window's last second in Beijing, or None without an end."""
        if self.end is None:
            return None
        if self.end_time in ("", "24:00"):
            return datetime.combine(self.end, time(23, 59, 59), BEIJING)
        return datetime.combine(self.end, time.fromisoformat(self.end_time), BEIJING)

    @property
    def first_words(self) -> str:
        """Its beginning as printed, with the hour; "" without one."""
        return " ".join(filter(None, (self.start_text or str(self.start or ""), self.start_time)))

    @property
    def last_words(self) -> str:
        """Its end as printed, with the hour; "…之前" where it is over as its day begins."""
        if self.end_time != "00:00":
            return " ".join(filter(None, (self.end_text or str(self.end or ""), self.end_time)))
        return self.end_text or (f"{self.last_day} 24:00" if self.last_day else "")

    @property
    def last_day(self) -> date | None:
        """The last day on which something can be done."""
        over = timedelta(days=1) if self.end_time == "00:00" else timedelta()
        return self.end - over if self.end else None


class Term(Entry):
    """A least number of working days, counted between two answers of the person."""

    id: str
    what: str
    workdays: _Count
    start_fact: str
    end_fact: str
    who: tuple[Who, ...]


class MendingRound(Entry):
    """One round of mending (补正) and its time, as worded: hours, days or working days, never
    converted.

    ``returned_at`` names the fact that holds the moment the platform shows for the return.
    """

    number: int
    hours: _Count | None = None
    days: _Count | None = None
    workdays: _Count | None = None
    returned_at: str

    @property
    def length(self) -> tuple[str, int]:
        """In what it is counted (``hours``, ``days``, ``workdays``) and how long it is; ``said``
        where the notice says it otherwise (次日12时前)."""
        lengths = (("hours", self.hours), ("days", self.days), ("workdays", self.workdays))
        return next(((unit, count) for unit, count in lengths if count is not None), ("said", 0))


class Corrections(Entry):
    """How often and how fast a returned application may be mended.

    ``unit`` is the notice's own counting unit: returns, corrections or submissions; they must
    never be compared with each other.
    """

    unit: str
    limit: int | NotStated
    rounds: tuple[MendingRound, ...]
    overdue: Source | NotStated
    over_limit: Source | NotStated
    reasons: Source | None = None


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
        who_may_apply: Ids of the passages (``eligibility``) that tell it; () where nobody said.
        handing_in: Ids of the windows by whose end she hands in, those of one level first; a
            profile that names none means the first of the applicant's own.
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
    who_may_apply: tuple[str, ...] | NotStated = ()
    handing_in: tuple[str, ...] | NotStated = ()
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
        return {section.id: section for section in self.sections}[section_id]

    def slot(self, slot_id: str) -> Slot:
        """Return a slot by id.

        Raises:
            KeyError: No such slot.
        """
        return self.slots_by_id()[slot_id]

    def section_of(self, slot_id: str) -> Section:
        """Return the section that a slot belongs to.

        Raises:
            KeyError: No such slot.
        """
        return {slot.id: section for section in self.sections for slot in section.slots}[slot_id]

    def slots(self) -> tuple[Slot, ...]:
        """Return all slots in platform order."""
        return tuple(slot for section in self.sections for slot in section.slots)

    def slots_by_id(self) -> dict[str, Slot]:
        """Return all slots by their ids, in platform order."""
        return {slot.id: slot for slot in self.slots()}

    def slot_titles(self) -> dict[str, str]:
        """Return what each slot is called, by its id."""
        return {slot.id: slot.title for slot in self.slots()}

    def fact(self, fact_id: str) -> Fact:
        """Return a question by id.

        Raises:
            KeyError: No such question.
        """
        return self.facts_by_id()[fact_id]

    def facts_by_id(self) -> dict[str, Fact]:
        """Return all questions by their ids."""
        return {fact.id: fact for fact in self.facts}

    @property
    def page_answer(self) -> PageAnswer | None:
        """What the platform asks of every page, None where it asks nothing."""
        return self.masking.page_answer if self.masking else None

    @property
    def classified(self) -> Source | None:
        """What is asked of secret material, None where nothing is."""
        return self.masking.classified if self.masking else None

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
        yield from _walk_into(held[name], (*path, field.alias or name))


def _walk_into(found: object, path: Path) -> Iterator[tuple[Path, BaseModel]]:
    if isinstance(found, BaseModel):
        yield from walk(found, path)
    elif isinstance(found, tuple):
        for index, item in enumerate(found):
            yield from _walk_into(item, (*path, index))
