"""What is left to do for one person, each thing once, and whose it is: hers, her employer's, ours.

The one place where findings are shared out. What she can bring, answer or scan again goes into her
letter; all else waits for her employer, for the supervising unit, or for the clerk. What is due
next is an open return before the days of the notice.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import PurePath
from types import MappingProxyType

from zcdesk.cases.case import ANOTHER_PERSON, ANOTHER_ROW, WHICH_NAMESAKE, Case, CasePage
from zcdesk.cases.rounds import ToDo
from zcdesk.checks.dates.returns import open_return, return_facts, round_terms
from zcdesk.checks.states import CaseFinding, Evaluation
from zcdesk.finding_facts import About, FindingKind, facts_of
from zcdesk.findings import Detail, Finding, Severity
from zcdesk.notices.interview import refused_answers, unanswered
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Who
from zcdesk.pages.page import Clarity
from zcdesk.quantities.days import all_years
from zcdesk.wording import sentence


class WhoseTask(StrEnum):
    """Who does it."""

    APPLICANT = "applicant"
    EMPLOYER = "employer"
    SUPERVISING_UNIT = "supervising_unit"
    CLERK = "clerk"


@dataclass(frozen=True)
class Task:
    """One thing to do; nothing in it is the applicant's own words.

    Attributes:
        code: Name of the finding's sentence.
        whose: Who does it.
        kind: What is to be done.
        details: What the sentence tells.
        slot: Id of the slot, or "".
        pages: Numbers of the pages in the case.
        places: Where these are in the case, from 1: what people call them.
        question: Id of the notice's question that is to be answered, or "".
    """

    code: str
    whose: WhoseTask
    kind: FindingKind
    details: Mapping[str, Detail] = field(default_factory=dict)
    slot: str = ""
    pages: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    question: str = ""

    @property
    def counted(self) -> bool:
        """It keeps the material from being complete."""
        return self.kind is not FindingKind.REMIND


@dataclass(frozen=True)
class HeldBack:
    """Papers that may be here already, in the wrong place: nobody is asked for them.

    Attributes:
        here: Where they are.
        years: Of a slot that takes a paper a year, those; empty for all that it takes.
    """

    here: Finding
    years: frozenset[int] = frozenset()


QUESTION = "check.fact_unanswered"
"""Code of the task to answer one of the notice's questions."""

_TOLD = "check.years_missing_told"
"""Code of the task to bring papers of the years that are told."""

RETURNED = "batch.return_point"
"""Code of the task to do what the last return asks for; its words are in the case alone."""

_NOBODYS = frozenset(
    {".aae", ".db", ".html", ".ini", ".json", ".lnk", ".log", ".nomedia", ".thm", ".tmp"}
    | {".txt", ".url", ".xml", ".xmp"}
)
"""Endings of what phones and programs leave beside pictures: nobody's paper, so in no letter."""

_OTHERS = {Who.EMPLOYER: WhoseTask.EMPLOYER, Who.SUPERVISING_UNIT: WhoseTask.SUPERVISING_UNIT}


def tasks_of(
    notice: Notice,
    case: Case,
    evaluation: Evaluation,
    strangers: Mapping[int, Detail] = MappingProxyType({}),
    held: Mapping[str, HeldBack] = MappingProxyType({}),
) -> tuple[Task, ...]:
    """Return all that is left to do for a person, in the order of her case.

    Args:
        notice: The notice.
        case: Her case.
        evaluation: The case held against the notice.
        strangers: Numbers of pages that are probably somebody else's, and that one's row, or
            those of all who have the name; the clerk looks at them.
        held: Slots whose papers may be here already, in the wrong place, and where; she is not
            asked for them before the clerk has looked.
    """
    of_pages = tuple(_of_pages(notice, case, strangers))
    with_task = {number for task in of_pages for number in task.pages}
    of_case = _of_findings(notice, case, evaluation, with_task, held)
    back = _points(notice, case)
    return tuple(
        _merged(
            (
                *back,
                *of_case,
                *_unsorted(notice, case, with_task),
                *_questions(notice, case),
                *of_pages,
            )
        )
    )


def _of_findings(
    notice: Notice,
    case: Case,
    evaluation: Evaluation,
    with_task: Collection[int],
    held: Mapping[str, HeldBack],
) -> Iterator[Task]:
    for finding in evaluation.findings:
        if finding.severity is Severity.INFO or facts_of(finding.code).asked_elsewhere:
            continue
        if finding.code == "check.page_in_review" and finding.page in with_task:
            continue  # it comes back as another scan or with her answer, or is the clerk's already
        task = _shared_out(notice, case, finding)
        here = next(filter(None, map(held.get, _asked_of(notice, task))), None)
        if here is None:
            yield task
            continue
        if (lacking := _without(task, here.years)) is not None:
            yield lacking
        yield _held(task, here.here)


def _points(notice: Notice, case: Case) -> Iterator[Task]:
    """Yield what an open return asks for, point by point; without points it is one."""
    back = open_return(case)
    if back is None:
        return
    for number, item in enumerate(back.items or (ToDo(back.words),), start=1):
        if not item.done:
            details = {"number": number}
            whose, kind = _owner(notice, item.slot), FindingKind.MEND
            pages = tuple(page for page in case.places if page == item.page)
            yield _on(case, pages, Task(RETURNED, whose, kind, details, item.slot))


def _asked_of(notice: Notice, task: Task) -> tuple[str, ...]:
    """Return the slots of which a task asks to bring something: its own, or one of a group's."""
    if task.kind is not FindingKind.SEND:
        return ()
    groups = (group.slots for section in notice.sections for group in section.groups)
    one_of = next((slots for slots in groups if task.slot in slots), ())
    return one_of if task.code == "check.one_of_missing" else (task.slot,)


def _without(task: Task, years: Collection[int]) -> Task | None:
    """Return a task that asks for papers of some years without those that may be here."""
    whole = "" if task.details.get("given") else task.details.get("years", "")
    unseen = task.details.get("unseen", whole)
    left = sorted(all_years(str(unseen)).difference(years))
    if not years or not left:
        return None
    return replace(task, code=_TOLD, details={**task.details, "unseen": "、".join(map(str, left))})


def _held(task: Task, here: Finding) -> Task:
    details = {**here.details, "slot": task.details.get("slot", task.details.get("slots", ""))}
    return Task(here.code, WhoseTask.CLERK, FindingKind.LOOK, details, task.slot)


def _shared_out(notice: Notice, case: Case, found: CaseFinding) -> Task:
    known = facts_of(found.code)
    kind = FindingKind.REMIND if known.only_known else known.to_do
    whose = _owner(notice, found.slot) if known.is_hers else WhoseTask.CLERK
    task = Task(found.code, whose, kind, {**found.finding.details}, found.slot)
    return _on(case, _pages(case, found, kind), task)


def _pages(case: Case, found: CaseFinding, kind: FindingKind) -> tuple[int, ...]:
    """Return the pages that a finding is about: its own, those it lists, or all of its slot."""
    if found.page is not None:
        return (found.page,)
    own = {page.number for page in case.pages if "" != found.slot == page.slot}
    listed = str(found.finding.details.get("pages", ""))
    if found.code == "check.no_seal_on_some":
        places = {*map(int, listed.split("、"))}
        own = {number for number, place in case.places.items() if place in places}
    if kind in (FindingKind.SEND, FindingKind.SCAN_AGAIN):
        return tuple(filter(own.__contains__, case.places))
    return ()


def _on(case: Case, pages: tuple[int, ...], task: Task) -> Task:
    """Return a task with its pages and what people call them; a refused file has no number."""
    places = tuple(filter(None, map(case.places.__getitem__, pages)))
    return replace(task, pages=pages, places=places)


def _unsorted(notice: Notice, case: Case, with_task: Collection[int]) -> Iterator[Task]:
    """Yield that pages have no place yet, but for those of which there is something else to do."""
    known = notice.slots_by_id().keys()
    pages = tuple(
        page.number
        for page in case.pages
        if page.slot not in known and page.number not in with_task
    )
    if pages:
        details, look = {"count": len(pages)}, FindingKind.LOOK
        yield _on(case, pages, Task("check.pages_unsorted", WhoseTask.CLERK, look, details))


def _owner(notice: Notice, slot_id: str) -> WhoseTask:
    """Return who brings what a slot takes: the first whom the notice names."""
    slot = notice.slots_by_id().get(slot_id)
    if slot is None or slot.who[0] is Who.APPLICANT:
        return WhoseTask.APPLICANT
    return _OTHERS.get(slot.who[0], WhoseTask.CLERK)


def _questions(notice: Notice, case: Case) -> Iterator[Task]:
    facts = return_facts(notice, case)
    asked = {
        question.id: question
        for question in (*unanswered(notice, facts), *refused_answers(notice, facts))
    }
    for fact in asked.values():
        details = {"question": fact.question}
        yield Task(QUESTION, WhoseTask.APPLICANT, FindingKind.TELL, details, question=fact.id)


def _of_pages(notice: Notice, case: Case, strangers: Mapping[int, Detail]) -> Iterator[Task]:
    for page in case.pages:
        if page.number in strangers:
            row, look = {"row": strangers[page.number]}, FindingKind.LOOK
            task = Task(ANOTHER_PERSON, WhoseTask.CLERK, look, row, page.slot)
            yield _on(case, (page.number,), task)
            continue
        if case.is_confirmed(page):
            continue  # somebody looked at it and took it
        for finding in page.findings:
            kind = _kind_on_page(page, finding)
            if kind is not None:
                whose = (
                    _owner(notice, page.slot) if kind is not FindingKind.LOOK else WhoseTask.CLERK
                )
                details = {k: value for k, value in finding.details.items() if k != "file"}
                task = Task(finding.code, whose, kind, details, page.slot)
                yield _on(case, (page.number,), task)


def _kind_on_page(page: CasePage, finding: Finding) -> FindingKind | None:
    """Return what a finding on a page asks for; None where the page's review covers it."""
    if finding.severity is Severity.INFO:
        return None
    known = facts_of(finding.code)
    hers = known.to_do if known.is_hers else None
    if page.refused:
        return (
            hers if PurePath(page.path).suffix.lower() not in _NOBODYS else None
        ) or FindingKind.LOOK
    borderline = page.page is not None and page.page.clarity is Clarity.BORDERLINE
    if known.about is About.SHARPNESS and borderline:
        return None
    if known.about is About.WHOSE and finding.code != ANOTHER_PERSON and not page.whose_open:
        return None
    return FindingKind.LOOK if finding.code in (ANOTHER_ROW, WHICH_NAMESAKE) else hers


def _merged(tasks: Iterable[Task]) -> Iterator[Task]:
    """Yield tasks, with one for all of a code that asks the same of several places."""
    every = list(tasks)
    seen: set[str] = set()
    for task in every:
        if not facts_of(task.code).asked_once:
            yield task
        elif task.code not in seen:
            seen.add(task.code)
            alike = [other for other in every if other.code == task.code]
            count = sum(int(other.details.get("count", 0)) for other in alike)
            yield replace(task, details={**_joined(alike), "count": count}, slot="")


def _joined(tasks: Iterable[Task]) -> dict[str, Detail]:
    """Return the details of several tasks as one: each different word once."""
    by_words: dict[str, dict[str, None]] = {}
    for task in tasks:
        for name, detail in task.details.items():
            by_words.setdefault(name, {})[str(detail)] = None
    return {name: "、".join(detail) for name, detail in by_words.items()}


Due = tuple[str, str, int]
"""What it is, its moment as ISO text, and the whole hours that are left; negative when over."""


def next_due(notice: Notice, case: Case, evaluation: Evaluation, now: datetime) -> Due | None:
    """Return what is due next, or what was due last when everything is over."""
    return _by_return(notice, case, evaluation, now) or _by_notice(evaluation)


def _by_return(notice: Notice, case: Case, evaluation: Evaluation, now: datetime) -> Due | None:
    """Return by when an open return is to be answered, or None where nothing says so."""
    back = open_return(case)
    term = next(iter(round_terms(notice, case)[-1:]), None)
    if back is None or term is None or term.returned != back.at:
        return None
    named = (deadline.what for deadline in evaluation.deadlines if deadline.at == term.end)
    what = next(named, sentence("batch.return_term").message)
    hours = term.left(case.moment(now)) / timedelta(hours=1)
    return what, term.end.isoformat(), math.floor(hours)


def _by_notice(evaluation: Evaluation) -> Due | None:
    """Return the next day of the notice, or the last when everything is over."""
    ahead = [deadline for deadline in evaluation.deadlines if deadline.hours_left >= 0]
    if not evaluation.deadlines:
        return None
    nearest = min(ahead or evaluation.deadlines, key=lambda each: abs(each.hours_left))
    return nearest.what, nearest.at.isoformat(), math.floor(nearest.hours_left)
