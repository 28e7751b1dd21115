"""What is said of a hidden thing or a mistake: what, where, what is right, by which passage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from zcdesk.cases.case import Case
from zcdesk.cases.practice import HINTS
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.states import SlotState
from zcdesk.findings import Detail
from zcdesk.notices.profile import Corrections, Notice, Source, TextKind
from zcdesk.training.lessons.lesson import Flaw, Trap
from zcdesk.training.lessons.truth import Thing
from zcdesk.wording import sentence, thing_word

_KINDS = {
    Flaw.EMPTY: TextKind.EMPTY,
    Flaw.LONG: TextKind.LENGTH,
    Flaw.SHORT: TextKind.LENGTH,
    Flaw.VAGUE: TextKind.VAGUE,
    Flaw.NAME: TextKind.FORBIDDEN,
    Flaw.EMPLOYER: TextKind.FORBIDDEN,
}
_FILE_RULES = {Trap.SIDEWAYS: "upright", Trap.UNREADABLE: "readable"}
_BY_SLOT = frozenset(
    {
        Trap.MISSING, Trap.WRONG_YEAR, Trap.WRONG_SLOT, Trap.UNSORTED, Trap.DOUBLE,
        Trap.FOREIGN_PAGE,
    }
)  # fmt: skip


def passage_of(notice: Notice, case: Case, thing: Thing, today: datetime) -> Thing:
    """Return a thing with the passage it rests on; without one where the notice says nothing."""
    source = next(_sources(notice, case, thing, today), None)
    if source is None:
        return thing
    return replace(thing, rule=source.rule, clause=source.clause, quote=source.quote)


def _sources(
    notice: Notice, case: Case, thing: Thing, today: datetime
) -> Iterator[Source | SlotState]:
    """Yield what says it, the likeliest first."""
    masking = notice.masking
    if thing.trap in _BY_SLOT:
        states = evaluate(notice, case, today).slots()
        yield from (slot for slot in states if slot.id == thing.slot)
    elif thing.trap in _FILE_RULES:
        yield from (each for each in notice.file_rules if each.id == _FILE_RULES[thing.trap])
    elif thing.trap is Trap.TEXT and thing.flaw is not None:
        kind = _KINDS[thing.flaw]
        yield from (
            each
            for each in notice.texts
            if each.kind is kind and each.where in (thing.field, "all")
        )
    elif thing.trap is Trap.RETURNED and isinstance(notice.corrections, Corrections):
        yield from notice.corrections.rounds[:1]
    elif thing.trap is Trap.QUESTION:
        yield notice.fact(thing.field)
    elif masking is not None and thing.trap is Trap.ROUTE:
        yield masking.route or masking
    elif masking is not None and thing.trap is Trap.PAGE_ANSWER and masking.page_answer:
        option = masking.page_answer.yes if "yes" in thing.answers else masking.page_answer.no
        yield option.source
    elif masking is not None and thing.trap.at_place:
        yield masking


def what(notice: Notice, thing: Thing, language: str = "zh") -> str:
    """Return one sentence on what is wrong while a thing is not settled."""
    details = _details(notice, thing, language)
    return sentence(f"lesson.what.{thing.trap}", language, **details).message


def right_act(notice: Notice, thing: Thing, language: str = "zh") -> str:
    """Return one sentence on what should be done."""
    details = _details(notice, thing, language)
    return sentence(f"lesson.act.{thing.trap}", language, **details).message


def why(thing: Thing, language: str = "zh") -> str:
    """Return one sentence of explanation."""
    return sentence(f"lesson.why.{thing.trap}", language).message


def hint(notice: Notice, thing: Thing, step: int, language: str = "zh") -> str:
    """Return a hint: 1 where to look, 2 what to look for, 3 what to do; with 3 the place is shown.

    Raises:
        ValueError: There is no such step.
    """
    details = _details(notice, thing, language)
    if step == 1 and thing.page is not None:
        return sentence("lesson.where.page", language, **details).message
    if step == 1:
        place = details["field"] or details["slot"]
        code = "lesson.where.place" if place else "lesson.where.case"
        return sentence(code, language, place=place).message
    if step == 2:
        return sentence(f"lesson.look.{thing.trap}", language, **details).message
    if step == HINTS:
        return right_act(notice, thing, language)
    raise ValueError(f"no hint {step}")


def _details(notice: Notice, thing: Thing, language: str) -> dict[str, Detail]:
    return {
        "page": thing.page or 0,
        "target": thing_word(thing.target, language, "lesson") if thing.target else "",
        "slot": _title(notice, thing.slot),
        "field": _title(notice, thing.field),
        "text": thing.text,
    }


def _title(notice: Notice, wanted: str) -> str:
    """Return the title of a slot, a field or a question."""
    titles = notice.slot_titles()
    titles |= {field.id: field.title for each in notice.sections for field in each.fields}
    titles |= {fact.id: fact.question for fact in notice.facts}
    return titles.get(wanted, wanted)
