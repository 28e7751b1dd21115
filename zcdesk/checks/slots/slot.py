"""A slot and a section held against the notice: their states, and what is still to do.

The last step of every evaluation, and the only place where findings reach states: whatever tells
a person of something to do about a slot, no list, head, card or path calls that slot complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from zcdesk.checks.needs import ASKED, Demand, demand
from zcdesk.checks.slots.expected_names import nobody_findings
from zcdesk.checks.slots.page_kinds import (
    filled_years,
    kind_findings,
    unseen_years,
    useless_findings,
    useless_pages,
)
from zcdesk.checks.slots.pages import (
    SortedPages,
    ink_findings,
    open_answer,
    page_findings,
    secrecy_findings,
    sort_pages,
)
from zcdesk.checks.states import (
    UNFINISHED,
    WORST_FIRST,
    CaseFinding,
    SectionState,
    Situation,
    SlotState,
    State,
    on_rule,
    on_slot,
)
from zcdesk.checks.written.texts import text_states
from zcdesk.finding_facts import finding_of
from zcdesk.notices.profile import Medium, Need, Section, Slot, Who
from zcdesk.wording import phrase


def with_open_points(
    sections: Iterable[SectionState], findings: Sequence[CaseFinding]
) -> tuple[SectionState, ...]:
    """Return sections of which none is finished where something is to do.

    Args:
        sections: As notice, answers and pages alone make them.
        findings: All of the case, with what the person lets stand.
    """
    sections = tuple(sections)
    left = [finding for finding in findings if finding.to_do]
    awaited = {slot.id for section in sections for slot in section.slots if slot.awaited}
    own = {finding.section for finding in left if finding.slot not in awaited}
    open_slots = {finding.slot for finding in left}
    open_sections = {finding.section for finding in left}
    return tuple(_section(section, open_slots, open_sections, own) for section in sections)


def whose_turn(slots: Sequence[SlotState]) -> tuple[Who, ...]:
    """Return those who have something to do in a section; all of its people when it is done."""
    unfinished = [slot for slot in slots if slot.state in UNFINISHED]
    return tuple(dict.fromkeys(who for slot in unfinished or slots for who in slot.who))


def _section(
    section: SectionState, slots: set[str], sections: set[str], own: set[str]
) -> SectionState:
    slot_states = tuple(
        replace(slot, state=_unfinished(slot.state)) if slot.id in slots else slot
        for slot in section.slots
    )
    state = _unfinished(section.state) if section.id in sections else section.state
    worst = min((state, *(slot.state for slot in slot_states)), key=WORST_FIRST.index)
    others = any(slot.awaited for slot in slot_states) and section.id not in own
    hers = any(slot.state in UNFINISHED and not slot.awaited for slot in (*slot_states,))
    awaited = others and not hers and not any(text.state in UNFINISHED for text in section.texts)
    return replace(
        section, state=worst, slots=slot_states, who=whose_turn(slot_states), awaited=awaited
    )


def _unfinished(state: State) -> State:
    return state if state in UNFINISHED else State.NEEDS_PERSON


WAIVED = "waived."
"""Before a slot's id in the case's facts: the person noted that the slot does not apply."""


def _is_waived(situation: Situation, slot: Slot, asked: Demand) -> bool:
    """Tell whether ``slot`` is asked or open, and the person noted why it does not apply."""
    case = situation.case
    reason = dict(case.not_applicable).get(slot.id, "")
    noted = (reason or case.answers.get(f"{WAIVED}{slot.id}", "")).strip()
    return bool(noted) and (asked.need is None or asked.need in ASKED)


def evaluate_slot(
    situation: Situation, section: Section, slot: Slot
) -> tuple[SlotState, tuple[CaseFinding, ...]]:
    """Return the state of a slot and its findings."""
    asked = demand(situation.notice, section, slot, situation.facts)
    own = situation.pages.get(slot.id, ())
    years = asked.years if asked.need in ASKED else ()
    useless = useless_pages(situation.case, slot, asked.source.rule, years, own)
    lying = tuple(page for page in situation.case.pages if page.slot == slot.id)
    pages = sort_pages(situation.case, lying, useless)
    findings = tuple(_findings(situation, section, slot, asked, pages))
    state = _state(situation, section, slot, asked, pages)
    if slot.inferred or asked.source.inferred:
        compared = situation.case.waiver_of("check.slot_inferred", asked.source.rule, slot.id)
        state = state if compared else State.NEEDS_PERSON
        finding = finding_of("check.slot_inferred", slot=slot.title, clause=asked.source.clause)
        findings = (*findings, on_rule(finding, asked.source, section.id, slot.id))
    return (
        SlotState(
            id=slot.id,
            title=slot.title,
            state=state,
            who=slot.who,
            pages=tuple(page.number for page in lying),
            rule=asked.source.rule,
            clause=asked.source.clause,
            quote=asked.source.quote,
            reason=phrase(asked.reason.code, **asked.reason.details),
            given=filled_years(years, own) if years else pages.usable,
            wanted=_wanted(slot, asked),
            unseen=bool(asked.unseen),
            stamped=slot.stamped,
            years=years,
            lacking=unseen_years(years, own),
        ),
        findings,
    )


def _wanted(slot: Slot, asked: Demand) -> int:
    """Return the least number of pages."""
    if asked.need not in ASKED:
        return 0
    return max(1, len(asked.years), len(slot.parts), asked.pages or 0)


def _state(
    situation: Situation, section: Section, slot: Slot, asked: Demand, pages: SortedPages
) -> State:
    if pages.usable == 0:
        return _state_without_pages(situation, section, slot, asked, pages)
    if pages.usable < len(asked.years):
        return State.MISSING if asked.need is Need.REQUIRED else State.NEEDS_PERSON
    if _waits_for_person(situation, slot, asked, pages):
        return State.NEEDS_PERSON
    if _lacks_year(situation, slot, asked):
        return State.NEEDS_PERSON
    if pages.waiting:
        return State.COULD_NOT_CHECK
    if asked.need in (None, Need.NOT_STATED):  # in and confirmed, whether it is asked or not
        return State.SATISFIED
    return _SETTLED[asked.need]


def _lacks_year(situation: Situation, slot: Slot, asked: Demand) -> bool:
    """Tell whether no page is for one of the years asked, and nobody said why that is right."""
    waiver = situation.case.waiver_of("check.years_unseen", asked.source.rule, slot.id)
    own = situation.pages.get(slot.id, ())
    return asked.need in ASKED and waiver is None and bool(unseen_years(asked.years, own))


_SETTLED = {
    Need.REQUIRED: State.SATISFIED,
    Need.EXPECTED: State.SATISFIED,
    Need.NOT_NEEDED: State.NOT_NEEDED,
    Need.WAIVED: State.WAIVED,
    Need.NOT_STATED: State.NOT_STATED,
}


def _state_without_pages(
    situation: Situation, section: Section, slot: Slot, asked: Demand, pages: SortedPages
) -> State:
    if _is_waived(situation, slot, asked) and not pages.refused:
        return State.WAIVED
    if asked.need in (None, Need.EXPECTED):
        return State.NEEDS_PERSON
    if asked.need is not Need.REQUIRED:
        return State.NEEDS_PERSON if pages.refused else _SETTLED[asked.need]
    if _given_elsewhere(situation, slot, asked):
        return State.NEEDS_PERSON if pages.refused else State.NOT_NEEDED
    if slot.medium is Medium.TEXT_OR_SCAN and not pages.refused:
        texts, _ = text_states(situation.notice, situation.case, section)
        return next(text.state for text in texts if text.id == slot.id)
    return State.MISSING


def _waits_for_person(situation: Situation, slot: Slot, asked: Demand, pages: SortedPages) -> bool:
    looked_at = pages.looked_at
    return bool(
        pages.refused
        or pages.review
        or pages.by_hand
        or pages.unconfirmed
        or any(open_answer(situation.notice, page) for page in looked_at)
        or (asked.need in ASKED and pages.usable < max(1, len(asked.years), asked.pages or 0))
        or (asked.need in ASKED and _lacks_part(situation, slot, asked, pages))
    )


def _lacks_part(situation: Situation, slot: Slot, asked: Demand, pages: SortedPages) -> bool:
    """Tell whether there are fewer parts than the slot has, and nobody said why that is right."""
    waiver = situation.case.waiver_of("check.parts_short", asked.source.rule, slot.id)
    return waiver is None and _shown_parts(pages) < len(slot.parts)


def _shown_parts(pages: SortedPages) -> int:
    """Return how many parts the pages show: a page with both sides of a card shows two."""
    looked_at = pages.looked_at
    return pages.usable + sum(len(page.told.also) for page in looked_at)


def _given_elsewhere(situation: Situation, slot: Slot, asked: Demand) -> bool:
    """Tell whether another slot of a one-of group has a page that can be used."""
    return any(
        not page.refused
        for other in asked.one_of
        if other != slot.id
        for page in situation.pages.get(other, ())
    )


def _findings(
    situation: Situation, section: Section, slot: Slot, asked: Demand, pages: SortedPages
) -> Iterator[CaseFinding]:
    if pages.usable == 0:
        yield from _findings_without_pages(situation, section, slot, asked)
    else:
        yield from _count_findings(situation, section, slot, asked, pages)
        own = situation.pages.get(slot.id, ())
        yield from ink_findings(situation.case, section, slot, own)
        yield from kind_findings(situation.notice, situation.case, section, slot, own)
        yield from nobody_findings(situation.case, section, slot, own)
    yield from useless_findings(section, slot, asked.source, asked.years, pages.useless)
    yield from page_findings(situation.notice, situation.case, section, slot, pages)
    yield from secrecy_findings(situation.notice, situation.case, section, slot, pages)


def _findings_without_pages(
    situation: Situation, section: Section, slot: Slot, asked: Demand
) -> Iterator[CaseFinding]:
    source = asked.source
    if _is_waived(situation, slot, asked):
        yield on_slot(section, slot, "check.slot_waived", source)
        return
    if asked.need is None:
        question = situation.notice.fact(asked.unanswered[0]).question
        yield on_slot(section, slot, "check.fact_unanswered", source, question=question)
        return
    if asked.need not in ASKED or _given_elsewhere(situation, slot, asked):
        return
    if asked.need is Need.EXPECTED:
        yield on_slot(section, slot, "check.slot_expected", source, clause=source.clause)
        return
    if asked.one_of:
        if slot.id == asked.one_of[0]:
            titles = "、".join(
                situation.notice.slot(alternative).title for alternative in asked.one_of
            )
            finding = finding_of("check.one_of_missing", slots=titles, clause=source.clause)
            yield on_rule(finding, source, section.id, slot.id)
        return
    if slot.medium is Medium.TEXT_OR_SCAN:
        if slot.id in dict(situation.case.texts):
            return
        finding = finding_of("check.text_not_checked", slot=slot.title)
    elif asked.years:
        finding = finding_of("check.years_missing", **_years_told(slot, asked, 0))
    else:
        finding = finding_of(_MISSING.get(slot.who[0], "check.slot_missing"), slot=slot.title,
                      clause=source.clause)  # fmt: skip
    yield on_rule(finding, source, section.id, slot.id)
    if slot.stamped:  # said while it can still be done before the scan
        yield on_slot(section, slot, "check.stamp_first")


_MISSING = {
    Who.EMPLOYER: "check.slot_missing_employer",
    Who.SUPERVISING_UNIT: "check.slot_missing_supervising_unit",
}


def _count_findings(
    situation: Situation, section: Section, slot: Slot, asked: Demand, pages: SortedPages
) -> Iterator[CaseFinding]:
    source = asked.source
    if asked.need is Need.NOT_NEEDED:
        yield on_slot(section, slot, "check.given_not_needed", source, clause=source.clause)
    if asked.need not in ASKED:
        return
    unseen = unseen_years(asked.years, situation.pages.get(slot.id, ()))
    if asked.years and pages.usable < len(asked.years):
        filled = filled_years(asked.years, situation.pages.get(slot.id, ()))
        told_years = _years_told(slot, asked, filled)
        finding = finding_of("check.years_missing", **told_years)
        if unseen and unseen != asked.years:  # what the pages say tells which ones are missing
            finding = finding_of("check.years_missing_told", unseen=_listed(unseen), **told_years)
        yield on_rule(finding, source, section.id, slot.id)
    elif asked.years:
        code = "check.years_unseen" if unseen else "check.years_by_eye"
        yield on_slot(section, slot, code, source, years=_listed(unseen or asked.years))
    wanted, given = asked.pages or 0, pages.usable
    if given < wanted:
        yield on_slot(section, slot, "check.pages_short", source, wanted=wanted, given=given)
    if _shown_parts(pages) < len(slot.parts):
        parts, count = "、".join(slot.parts), len(slot.parts)
        yield on_slot(
            section, slot, "check.parts_short", source, parts=parts, wanted=count, given=given
        )


def _years_told(slot: Slot, asked: Demand, given: int) -> dict[str, str | int]:
    wanted = len(asked.years)
    return {
        "slot": slot.title,
        "years": _listed(asked.years),
        "wanted": wanted,
        "given": given,
        "lack": wanted - given,
    }


def _listed(years: Sequence[int]) -> str:
    return "、".join(map(str, years))


def evaluate_section(
    situation: Situation, section: Section
) -> tuple[SectionState, tuple[CaseFinding, ...]]:
    """Return the state of a section and its findings."""
    slots: list[SlotState] = []
    findings: list[CaseFinding] = []
    for slot in section.slots:
        state, of_slot = evaluate_slot(situation, section, slot)
        slots.append(state)
        findings += of_slot
    texts, about_texts = text_states(situation.notice, situation.case, section)
    findings += about_texts
    asked = {finding.field for finding in about_texts}
    typed = [
        text.state for text in texts if text.state is not State.COULD_NOT_CHECK or text.id in asked
    ]
    states = (*(slot.state for slot in slots), *typed)
    # Fields that nobody filled in here may be filled in on the platform, but nobody has seen it.
    silent = State.COULD_NOT_CHECK if section.fields else State.NOT_NEEDED
    worst = min(states, key=WORST_FIRST.index, default=silent)
    return SectionState(
        section.id, section.title, worst, whose_turn(slots), tuple(slots), texts
    ), tuple(findings)
