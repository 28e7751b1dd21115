"""Everything that a notice tells beside its demands, each thing at the place that needs it.

Demands, deadlines and findings are told by the check itself. This is the rest: what happens to
false material, who is excused, what is to pay, where to click, what the notice leaves open. Only
what concerns the case is told: a passage whose condition does not hold, or cannot be judged yet, is
left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from zcdesk.cases.case import Case, Facts
from zcdesk.checks.concerning.told import Told, ToldKind, fee_words, paper_words
from zcdesk.checks.dates.returns import return_facts
from zcdesk.checks.needs import demand
from zcdesk.notices.files.loading import notice_text
from zcdesk.notices.interview import because, counting_answers, first_open_question
from zcdesk.notices.profile import (
    NOT_STATED,
    Condition,
    Corrections,
    Eligibility,
    Entry,
    Ladder,
    Moment,
    Need,
    Notable,
    Notice,
    Section,
    Slot,
    Source,
    TextKind,
    TextRule,
    Truth,
    Who,
    Window,
    clause_of,
    judge,
    walk,
)
from zcdesk.notices.quoted import whole_sentence
from zcdesk.notices.sentences import ProposalKind
from zcdesk.wording import phrase

FEE_WORD, PAPER_WORD = "缴费", "纸质"
"""Words by which notices name these spans of time."""

_OFFICES = {
    Who.EMPLOYER: Moment.EMPLOYER,
    Who.SUPERVISING_UNIT: Moment.SUPERVISING_UNIT,
    Who.REVIEW_COMMITTEE: Moment.COMMITTEE,
}

_PASSAGES = {
    "exemptions": ToldKind.EXEMPTION, "duties": ToldKind.DUTY, "consequences": ToldKind.CONSEQUENCE,
    "penalties": ToldKind.PENALTY,
}  # fmt: skip
"""What sort of thing the passages of a part of a profile are; of other parts statements."""

_WHERE_TO_ASK = (Moment.START, Moment.UPLOAD)
"""Whom to call is told where it begins, and again after the upload, while she waits."""


def concerning(notice: Notice, case: Case) -> tuple[Told, ...]:
    """Return what the notice tells this case, place by place.

    Args:
        notice: The notice in force.
        case: Its answers decide what concerns it; its pages do not matter.
    """
    facts = counting_answers(notice, return_facts(notice, case))
    gathered = _Gathered(notice, facts, notice_text(notice))
    for section in notice.sections:
        _section(gathered, section)
    _working(gathered)
    _after(gathered)
    return (*gathered.told, *_open_points(gathered))


def open_points_of(notice: Notice, *sources: Source) -> tuple[str, ...]:
    """Return what the notice leaves open about these passages, in words, each once."""
    ids = {doubt for source in sources for doubt in source.doubts}
    return tuple(
        phrase("told.open", question=question.question, treatment=question.treatment)
        for question in notice.open_questions
        if question.id in ids
    )


@dataclass
class _Gathered:
    """What was found so far, and which open questions touch which places."""

    notice: Notice
    facts: Facts
    lines: tuple[str, ...]
    told: list[Told] = field(default_factory=list)
    met: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def holds(self, when: Condition | None) -> bool:
        """Tell whether a condition is known to hold."""
        return judge(when, self.facts).truth is Truth.YES

    def why(self, when: Condition | None) -> str:
        """Return the answers by which a condition holds."""
        return because(self.notice, judge(when, self.facts))

    def add(self, told: Told) -> None:
        """Tell something, once."""
        if told not in self.told:
            self.told.append(told)

    def meet(self, source: Source, place: str, slot: str = "") -> None:
        """Note that the open questions about a passage concern a place; tell its note."""
        for doubt in source.doubts:
            self.met.setdefault(doubt, []).append((place, slot))
        if source.note:
            self.add(Told(place, slot, ToldKind.NOTE, source.note, source.clause))

    def quote(self, source: Source) -> str:
        """Return the notice's whole sentence."""
        return whole_sentence(source.quote, self.lines)

    def is_quoted(self, source: Source, quote: str, place: str, slot: str) -> bool:
        """Tell whether a sentence is at a place already, with the same clause."""
        here = (entry for entry in self.told if entry.place == place and entry.slot in ("", slot))
        return any(
            quote in (entry.quote, entry.title) and entry.clause == source.clause for entry in here
        )

    def is_titled(self, title: str, place: str) -> bool:
        """Tell whether something of that title is reported at a place already."""
        return any((entry.place, entry.title) == (place, title) for entry in self.told)

    def entry(self, source: Source, told: Told) -> None:
        """Tell an entry with what supports it, its note, and the questions about it.

        A sentence that several entries of a place rest on is quoted with the first of them.
        """
        quote = self.quote(source)
        quoted = self.is_quoted(source, quote, told.place, told.slot)
        if told.title or not quoted:
            self.add(replace(told, clause=source.clause, quote="" if quoted else quote))
        self.meet(source, told.place, told.slot)
        self.further(source.also if isinstance(source, Entry) else (), told.place, told.slot)

    def tell(
        self, source: Source, place: str, kind: ToldKind, title: str = "", **more: Any
    ) -> None:
        """Tell an entry at a place of the whole application; ``more`` is what ``Told`` takes."""
        self.entry(source, Told(place, "", kind, title, **more))

    def further(self, sources: Iterable[Source | None], place: str, slot: str = "") -> None:
        """Tell the passages that support another one."""
        for source in filter(None, sources):
            quote = self.quote(source)
            if not self.is_quoted(source, quote, place, slot):
                self.add(Told(place, slot, ToldKind.REQUIREMENT, quote, source.clause))
            self.meet(source, place, slot)


def _section(gathered: _Gathered, section: Section) -> None:
    gathered.meet(section, section.id)
    gathered.further((*section.also, *section.fields), section.id)
    for group in section.groups:
        if gathered.holds(group.when):
            gathered.meet(group, section.id)
            gathered.further(group.also, section.id)
    for slot in section.slots:
        _slot(gathered, section, slot)


def _slot(gathered: _Gathered, section: Section, slot: Slot) -> None:
    """Tell what there is to know of a slot that is asked for, or may be."""
    asked = demand(gathered.notice, section, slot, gathered.facts)
    if asked.need is Need.NOT_NEEDED:
        return
    gathered.meet(slot, section.id, slot.id)
    if slot.hint:
        gathered.add(Told(section.id, slot.id, ToldKind.NOTE, slot.hint))
    if slot.parts:
        words = phrase("told.parts", parts="、".join(slot.parts))
        gathered.add(Told(section.id, slot.id, ToldKind.NOTE, words))
    if asked.need is not None and asked.source is not slot:
        if asked.source.quote != slot.quote:
            gathered.further([slot], section.id, slot.id)
        gathered.meet(asked.source, section.id, slot.id)
        also = asked.source.also if isinstance(asked.source, Entry) else ()
        gathered.further(also, section.id, slot.id)
    excuse = slot.series.excuse if asked.excused and slot.series is not None else None
    gathered.further((excuse, *slot.also), section.id, slot.id)
    for form in gathered.notice.templates:
        if form.slot == slot.id:
            gathered.entry(form, Told(section.id, slot.id, ToldKind.FORM, form.title))


def _working(gathered: _Gathered) -> None:
    """Tell what is needed while the application is made: texts, pictures, covers, the check."""
    notice = gathered.notice
    gathered.meet(notice.platform, Moment.START)
    gathered.further(notice.platform.also, Moment.START)
    for contact in notice.contacts:
        called = f"{contact.title}（{contact.person}）" if contact.person else contact.title
        title = phrase("told.valued", title=called, value=contact.value)
        for place in _WHERE_TO_ASK:
            gathered.tell(contact, place, ToldKind.CONTACT, title)
    title = phrase("told.about", region=notice.region, kind=notice.kind, issuer=notice.issuer)
    gathered.add(Told(Moment.START, "", ToldKind.STATEMENT, title))
    ruled: tuple[Eligibility | Ladder, ...] = (*notice.eligibility, *notice.ladders)
    for entry in ruled:
        if gathered.holds(entry.when):
            why = gathered.why(entry.when)
            gathered.tell(entry, Moment.START, ToldKind.ELIGIBILITY, entry.title, because=why)
    for form in notice.templates:
        if not form.slot:
            who = _others(form.who)
            gathered.tell(form, Moment.START, ToldKind.FORM, form.title, who=who)
    for passage in notice.steps:
        _notable(gathered, passage, ToldKind.STEP, _office(passage.who, Moment.UPLOAD))
    for rule in notice.texts:
        _text_rule(gathered, rule)
    for file_rule in notice.file_rules:
        title, value = file_rule.title, file_rule.value
        if value != title:
            title = phrase("told.valued", title=title, value=value)
        slots = {slot.id: section.id for section in notice.sections for slot in section.slots}
        at: str = slots.get(file_rule.where, file_rule.where or Moment.PICTURES)
        slot = file_rule.where if file_rule.where in slots else ""
        gathered.entry(file_rule, Told(at, slot, ToldKind.FILE_RULE, title))
    _covering(gathered)
    _passages(gathered)
    _unsaid(gathered)
    if notice.pledge is not None:
        gathered.meet(notice.pledge, Moment.CHECK)


def _unsaid(gathered: _Gathered) -> None:
    """Tell what decides an application and a person said that the notice does not say."""
    notice = gathered.notice
    unsaid = {
        Moment.START: notice.who_may_apply == NOT_STATED,
        Moment.DATES: notice.handing_in == NOT_STATED,
        Moment.COVERING: notice.masking is None,
        Moment.RETURNS: notice.corrections == NOT_STATED,
    }
    for place, is_unsaid in unsaid.items():
        if is_unsaid and notice.who_may_apply:  # answered, all four
            gathered.add(Told(place, "", ToldKind.STATEMENT, phrase(f"told.unsaid_{place}")))


def _passages(gathered: _Gathered) -> None:
    """Tell the passages of every kind of demand that has some."""
    notice = gathered.notice
    for demand_kind in ProposalKind:
        for name in demand_kind.fields:
            passages = getattr(notice, name)
            for passage in passages if isinstance(passages, tuple) else ():
                if isinstance(passage, Notable):
                    place = demand_kind.at or _place_of(notice, passage)
                    place = _office(passage.who, Moment.START) if name == "duties" else place
                    _notable(gathered, passage, _PASSAGES.get(name, ToldKind.STATEMENT), place)


def _after(gathered: _Gathered) -> None:
    """Tell what is needed from the upload on: dates, returns, offices, fee, defence, paper."""
    notice = gathered.notice
    for window in notice.windows:
        if judge(window.when, gathered.facts).truth is not Truth.NO:
            _window(gathered, window)
    for term in notice.terms:
        title = phrase("told.term_of", what=term.what, count=term.workdays)
        gathered.tell(term, Moment.DATES, ToldKind.TERM, title, who=_others(term.who))
    if isinstance(notice.corrections, Corrections):
        _corrections(gathered, notice.corrections)
    for opinion in notice.opinions:
        stated = opinion.sentence if opinion.sentence != NOT_STATED else ""
        place = opinion.at or _office(opinion.who, Moment.EMPLOYER)
        gathered.tell(opinion, place, ToldKind.OPINION, stated, who=opinion.who)
    for fee in notice.fees:
        _owed(gathered, fee, Moment.FEE, ToldKind.FEE, fee.when, fee_words(fee))
    for defence in notice.defence:
        holds = judge(defence.when, gathered.facts).truth is not Truth.NO
        need = defence.need if holds else defence.otherwise
        if need is not Need.NOT_NEEDED:
            word = phrase(f"told.defence_{need}", title=defence.title)
            when = defence.when if holds else None
            _owed(gathered, defence, Moment.DEFENCE, ToldKind.DEFENCE, when, word)
    for item in notice.papers if notice.papers != NOT_STATED else ():
        _owed(gathered, item, Moment.PAPER, ToldKind.PAPER, item.when, paper_words(item))
    for committee in notice.committee_rules:
        who = (Who.REVIEW_COMMITTEE,)
        told = committee.rule, Moment.COMMITTEE, ToldKind.STATEMENT, committee.reason
        gathered.tell(*told, who=who)


def _owed(
    gathered: _Gathered,
    entry: Entry,
    place: Moment,
    kind: ToldKind,
    when: Condition | None,
    words: str,
) -> None:
    """Tell what she owes at a place; while an answer is wanted that decides it, which one."""
    judged = judge(when, gathered.facts)
    if judged.truth is Truth.NO:
        return
    if judged.truth is Truth.UNKNOWN:  # the words may be meant for somebody else
        asked = first_open_question(gathered.notice, judged.unanswered[0], gathered.facts)
        words = phrase("told.unanswered", question=asked.question)
        if not gathered.is_titled(words, place):
            gathered.add(Told(place, "", kind, words, entry.clause))
        gathered.meet(entry, place)
    elif not gathered.is_titled(words, place):
        why = because(gathered.notice, judged)
        gathered.tell(entry, place, kind, words, because=why)


def _notable(gathered: _Gathered, passage: Notable, kind: ToldKind, place: str) -> None:
    if gathered.holds(passage.when):
        here = passage.at or place
        who = _others(passage.who)
        why = gathered.why(passage.when)
        gathered.tell(passage, here, kind, passage.title, because=why, who=who)


def _place_of(notice: Notice, passage: Source) -> str:
    """Return the section that an exemption is about: the one that rests on the same rule."""
    for section in notice.sections:
        if any(
            isinstance(value, Source) and value.rule == passage.rule for _, value in walk(section)
        ):
            return section.id
    if any(defence.rule == passage.rule for defence in notice.defence):
        return Moment.DEFENCE
    return Moment.START


def _office(who: tuple[Who, ...], otherwise: Moment) -> Moment:
    """Return where the first of these people acts; what the applicant has a part in is hers."""
    return otherwise if not who or Who.APPLICANT in who else _OFFICES.get(who[0], otherwise)


def _others(who: tuple[Who, ...]) -> tuple[Who, ...]:
    return who if who and who != (Who.APPLICANT,) else ()


def _text_rule(gathered: _Gathered, rule: TextRule) -> None:
    place, slot = _where(gathered.notice, rule.where)
    kind = ToldKind.CONFIRMATION if rule.kind is TextKind.CONFIRMATION else ToldKind.TEXT_RULE
    if kind is ToldKind.CONFIRMATION and rule.where == "all":
        place = _office(rule.who, Moment.CHECK)
    words = "、".join(rule.topics)
    if rule.fill:
        words = phrase("told.fill", fill=rule.fill)
    gathered.entry(rule, Told(place, slot, kind, words, who=_others(rule.who)))


def _where(notice: Notice, where: str) -> tuple[str, str]:
    """Return section and slot that a rule on words is for."""
    for section in notice.sections:
        if section.id == where:
            return section.id, ""
        if any(slot.id == where for slot in section.slots):
            return section.id, where
    return Moment.WRITING, ""


def _covering(gathered: _Gathered) -> None:
    masking = gathered.notice.masking
    if masking is None:
        return
    scope = phrase("told.scope", scope=masking.scope)
    place = Moment.COVERING
    gathered.tell(masking, place, ToldKind.COVERING, scope)
    answer = masking.page_answer
    sources = (masking.blind_review, masking.route, masking.page_items, masking.classified)
    gathered.further((*sources, masking.consequence), place)
    if answer is not None:
        gathered.tell(answer, place, ToldKind.COVERING, answer.question)
        gathered.further((answer.yes.source, answer.no.source), place)
        if answer.employer_only:
            gathered.add(Told(place, "", ToldKind.NOTE, answer.employer_only, answer.clause))
    gathered.further([masking.second_look], Moment.UPLOAD)
    for duty in masking.by_hand:
        title = phrase("told.by_hand", what=duty.what)
        gathered.tell(duty, place, ToldKind.COVERING, title)


def _window(gathered: _Gathered, window: Window) -> None:
    place = window_place(window)
    span = " – ".join(part for part in (window.first_words, window.last_words) if part)
    title = phrase("told.valued", title=window.what, value=span)
    gathered.tell(window, place, ToldKind.WINDOW, title, who=_others(window.who))
    if window.overdue is not None:
        title = phrase("told.overdue", what=window.what)
        gathered.tell(window.overdue, place, ToldKind.CONSEQUENCE, title)


def window_place(window: Window) -> Moment:
    """Return where a span of time matters."""
    if FEE_WORD in window.what:
        return Moment.FEE
    if PAPER_WORD in window.what:
        return Moment.PAPER
    return _office(window.who, Moment.DATES)


def _corrections(gathered: _Gathered, corrections: Corrections) -> None:
    place = Moment.RETURNS
    unit = phrase(f"check.unit_{corrections.unit}")
    title = phrase("told.limit", unit=unit, limit=corrections.limit)
    gathered.tell(corrections, place, ToldKind.ROUND, title)
    for round_rule in corrections.rounds:
        name = phrase("check.round_name", number=round_rule.number)
        unit, length = round_rule.length
        title = phrase(f"told.round_{unit}", name=name, length=length)
        gathered.tell(round_rule, place, ToldKind.ROUND, title)
    for code, source in (
        ("told.late", corrections.overdue),
        ("told.over_limit", corrections.over_limit),
        ("told.reasons", corrections.reasons),
    ):
        if isinstance(source, Source):
            kind = ToldKind.DUTY if source is corrections.reasons else ToldKind.CONSEQUENCE
            gathered.tell(source, place, kind, phrase(code))


def _open_points(gathered: _Gathered) -> Iterable[Told]:
    """Yield what the notice leaves open, at each place that it concerns.

    A question about several slots of a section is told once for the section. One that no passage of
    the profile refers to is reported where its rules are reported.
    """
    notice = gathered.notice
    known = {doubt for source in notice.sources() for doubt in source.doubts}
    for question in notice.open_questions:
        met = gathered.met.get(question.id, [])
        if question.id not in known:
            ruled = [slot for slot in notice.slots() if slot.rule in question.rules]
            places = [(notice.section_of(slot.id).id, slot.id) for slot in ruled]
            met = places or [(Moment.START, "")]
        clauses = "、".join(dict.fromkeys(map(clause_of, question.rules)))
        asked, treatment = question.question, question.treatment
        words = phrase("told.open", question=asked, treatment=treatment)
        for place in dict.fromkeys(place for place, _ in met):
            slots = {slot for where, slot in met if where == place}
            slot = slots.pop() if len(slots) == 1 else ""
            yield Told(place, slot, ToldKind.OPEN_POINT, words, clauses)
