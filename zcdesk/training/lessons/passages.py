"""The passage of the notice that a hidden thing rests on: rule, clause and the notice's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from zcdesk.cases.case import Case
from zcdesk.checks.evaluating import evaluate
from zcdesk.notices.profile.entries import TextKind
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.sources import Source
from zcdesk.notices.profile.timing import Corrections
from zcdesk.training.lessons.lesson import Flaw, Trap
from zcdesk.training.lessons.truth import Thing

_KINDS = {
    Flaw.EMPTY: TextKind.EMPTY,
    Flaw.LONG: TextKind.LENGTH,
    Flaw.SHORT: TextKind.LENGTH,
    Flaw.VAGUE: TextKind.VAGUE,
    Flaw.NAME: TextKind.FORBIDDEN,
    Flaw.EMPLOYER: TextKind.FORBIDDEN,
}
_FILE_RULES = {Trap.SIDEWAYS: "upright", Trap.UNREADABLE: "readable"}
_BY_SLOT = frozenset({Trap.MISSING, Trap.WRONG_YEAR, Trap.WRONG_SLOT, Trap.UNSORTED, Trap.DOUBLE})


def passage_of(notice: Notice, case: Case, thing: Thing, today: datetime) -> Thing:
    """Return a thing with the passage it rests on; without one where the notice says nothing."""
    source = next(_sources(notice, thing), None)
    if source is not None:
        return replace(thing, rule=source.rule, clause=source.clause, quote=source.quote)
    if thing.trap in _BY_SLOT or thing.trap is Trap.FOREIGN_PAGE:
        for slot in evaluate(notice, case, today).slots():
            if slot.id == thing.slot:
                return replace(thing, rule=slot.rule, clause=slot.clause, quote=slot.quote)
    return thing


def _sources(notice: Notice, thing: Thing) -> Iterator[Source]:
    """Yield what says it, the likeliest first."""
    masking = notice.masking
    if thing.trap in _FILE_RULES:
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
