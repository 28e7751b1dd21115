"""Whether a hidden thing is settled: one small question for each kind of trap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zcdesk.cases.case import Case, CasePage
from zcdesk.checks.dates.mended import standing
from zcdesk.checks.written.texts import EMPTY, text_findings
from zcdesk.notices.profile import Notice
from zcdesk.training.lessons.ink_covered import is_asked, is_covered, is_open
from zcdesk.training.lessons.lesson import Flaw, Trap
from zcdesk.training.lessons.truth import Thing, page_in

_FLAWS: dict[Flaw, frozenset[str]] = {
    Flaw.EMPTY: frozenset({EMPTY, "check.text_empty_unstated"}),
    Flaw.LONG: frozenset({"check.text_long", "check.text_length_differs"}),
    Flaw.SHORT: frozenset({"check.text_short", "check.text_length_differs"}),
    Flaw.VAGUE: frozenset({"check.text_vague"}),
    Flaw.NAME: frozenset({"check.text_name", "check.text_name_perhaps"}),
    Flaw.EMPLOYER: frozenset(
        {"check.text_employer", "check.text_employer_perhaps", "check.text_employer_hint"}
    ),
}


@dataclass(frozen=True)
class SettledLesson:
    """A lesson's case as somebody worked on it, held against its notice."""

    case: Case
    notice: Notice

    def settled(self, thing: Thing) -> bool:
        """Tell whether a hidden thing is settled as it should be."""
        page = page_in(self.case, thing.page)
        return all(holds(self, thing, page) for holds in _SETTLED[thing.trap])


def _covered(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    return page is not None and is_covered(page, thing.boxes, thing.target)


def _decided(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    return page is not None and not is_asked(page, thing.boxes)


def _left(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    return page is not None and page.page is not None and is_open(page, thing.boxes)


def _gone(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    return page is None


def _upright(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    return page is not None and page.page is not None and page.page.turn == thing.turn


def _sent_back(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    return page is None or (bool(page.note.strip()) and not work.case.is_confirmed(page))


def _once(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    left = [number for number in (thing.page, thing.other) if page_in(work.case, number)]
    return len(left) == 1


def _out_of_slot(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    return page is None or page.slot != thing.slot


def _in_slot(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    return page is not None and page.slot == thing.slot


def _answered(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    return page is not None and page.answer is not None and page.answer.value in thing.answers


def _noted(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    return any(waiver.slot == thing.slot for waiver in work.case.waivers)


def _written(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    text = dict(work.case.texts).get(thing.field, "")
    if thing.flaw is None or not text.strip():
        return False
    findings = text_findings(work.notice, thing.field, text, work.case.applicant)
    return not {each.code for each in findings} & _FLAWS[thing.flaw]


def _mended(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    items = [(each, item) for each in work.case.rounds for item in each.items]
    return any(
        item.words == thing.text
        and item.slot == thing.slot
        and standing(work.case, each, item).done
        for each, item in items
    )


def _routed(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    return work.case.route.value in thing.answers


def _is_answered(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    return dict(work.case.facts).get(thing.field, "") in thing.answers


_SETTLED: dict[Trap, tuple[Callable[[SettledLesson, Thing, CasePage | None], bool], ...]] = {
    Trap.UNFOUND: (_covered,),
    Trap.SHORT: (_covered,),
    Trap.DOUBTED: (_covered, _decided),
    Trap.STRANGER: (_left, _decided),
    Trap.OVERDONE: (_left,),
    Trap.FOREIGN_PAGE: (_gone,),
    Trap.SIDEWAYS: (_upright,),
    Trap.UNREADABLE: (_sent_back,),
    Trap.DOUBLE: (_once,),
    Trap.WRONG_YEAR: (_out_of_slot,),
    Trap.WRONG_SLOT: (_in_slot,),
    Trap.UNSORTED: (_in_slot,),
    Trap.PAGE_ANSWER: (_answered,),
    Trap.MISSING: (_noted,),
    Trap.TEXT: (_written,),
    Trap.RETURNED: (_mended,),
    Trap.ROUTE: (_routed,),
    Trap.QUESTION: (_is_answered,),
}
"""What has to hold of each kind of trap, asked of the page that it is on."""
