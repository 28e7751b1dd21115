"""What a person does to a draft; every act gives the draft that follows, and can be undone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from zcdesk.notices.editing.draft import (
    EVERY_PAPER,
    LEVELS,
    Asked,
    Carried,
    Covering,
    DemandMark,
    Draft,
    DraftAnswer,
    Found,
    PaperRow,
    Span,
    topic_of_place,
)
from zcdesk.notices.editing.reading import copies_in, exempt_in, span_of, ticks_in, with_form
from zcdesk.notices.renewing.levels import levels_of
from zcdesk.notices.sentences import (
    FactProposal,
    ProposalKind,
    ProposalValue,
    Topic,
    cut,
    either_joined,
    who_acts,
    written_days,
    written_spans,
    written_years,
)
from zcdesk.notices.sentences import papers_in as named

STEPS = 200


@dataclass(frozen=True)
class DraftSteps:
    """The present draft, those before it and those undone."""

    draft: Draft
    before: tuple[Draft, ...] = ()
    after: tuple[Draft, ...] = ()

    def then(self, draft: Draft) -> DraftSteps:
        """Go on to the draft that an act led to."""
        if draft == self.draft:
            return self
        return DraftSteps(draft, (*self.before, self.draft)[-STEPS:])

    def undone(self) -> DraftSteps:
        """Take back one act."""
        if not self.before:
            return self
        return DraftSteps(
            self._with_open_sentences(self.before[-1]), self.before[:-1], (*self.after, self.draft)
        )

    def redone(self) -> DraftSteps:
        """Do again what was taken back."""
        if not self.after:
            return self
        return DraftSteps(
            self._with_open_sentences(self.after[-1]), (*self.before, self.draft), self.after[:-1]
        )

    def asking(self, asked: tuple[Asked, ...]) -> DraftSteps:
        """Take the sentences that the profile leaves open, and let go of those that rows account
        for by now; no act, so undoing leaves it."""
        told = {one.key: one for one in self.draft.asked if one.key in self.draft.answers}
        now = _in_order((*told.values(), *(one for one in asked if one.key not in told)))
        same = now == self.draft.asked
        return self if same else replace(self, draft=replace(self.draft, asked=now))

    def _with_open_sentences(self, draft: Draft) -> Draft:
        """Return a draft with every sentence that is known to be open by now."""
        known = {one.key for one in draft.asked}
        later = tuple(one for one in self.draft.asked if one.key not in known)
        return replace(draft, asked=_in_order((*draft.asked, *later))) if later else draft


def _in_order(asked: tuple[Asked, ...]) -> tuple[Asked, ...]:
    return tuple(sorted(asked, key=lambda one: one.line))


def looked_over(draft: Draft, topic: Topic, *, only_sure: bool = False) -> Draft:
    """Take everything that a topic proposes, or only what its words leave no choice about."""
    papers, spans, covering, found = draft.papers, draft.spans, draft.covering, draft.found
    if topic is Topic.PAPERS:
        papers = tuple(replace(paper, sure=True) for paper in papers if paper.sure or not only_sure)
    elif topic is Topic.WHEN:
        spans = tuple(replace(span, sure=True) for span in spans if span.sure or not only_sure)
    elif topic is Topic.COVERING:
        covering = replace(covering, settled=True)
    carried = draft.carried
    if not only_sure:
        found = tuple(replace(one, taken=True) if one.kind.topic is topic else one for one in found)
        carried = tuple(
            replace(one, taken=not one.dropped) if topic_of_place(one.at) is topic else one
            for one in carried
        )
    return replace(
        draft, papers=papers, spans=spans, covering=covering, found=found, carried=carried,
        looked=draft.looked | {topic},
    )  # fmt: skip


def all_sure(draft: Draft, topics: Iterable[Topic]) -> Draft:
    """Take, of these topics, what their words leave no choice about; what is covered is asked."""
    for topic in topics:
        if topic is not Topic.COVERING and topic not in draft.looked:
            draft = looked_over(draft, topic, only_sure=True)
    return draft


def surely_read(draft: Draft) -> Draft:
    """Take what the words leave no choice about and nothing else, as nobody is asked."""
    covering = draft.covering
    if not (covering.settled or draft.older):
        covering = replace(covering, settled=covering.sure, wanted=bool(covering.quote))
    return replace(all_sure(draft, Topic), covering=covering)


Row = PaperRow | Span | Found | Carried


def with_row(draft: Draft, table: str, place: int | None, row: Row | None) -> Draft:
    """Put a row of a table of a draft in place of another, behind all (None), or take it out.

    Args:
        table: ``papers``, ``spans``, ``found`` or ``carried``.
    """
    rows = getattr(draft, table)
    kept = () if row is None else (row,)
    made = (*rows, *kept) if place is None else (*rows[:place], *kept, *rows[place + 1 :])
    changed: dict[str, Any] = {table: made}
    return replace(draft, **changed)


def answered(draft: Draft, asked: Asked, answer: DraftAnswer, reason: str = "") -> Draft:
    """Answer a sentence, for a reason where the person gives one of hers.

    What an answer makes rows of is in the tables afterwards.
    """
    if answer is DraftAnswer.PAPERS or answer is DraftAnswer.PAPERS_IF:
        rows = papers_in(draft, asked, may=answer is DraftAnswer.PAPERS_IF)
        draft = replace(draft, papers=(*draft.papers, *rows))
    elif answer is DraftAnswer.FORM:
        said = {row.title: row for row in formed(draft, asked)}
        known = tuple(said.pop(row.title, row) for row in draft.papers)
        draft = replace(draft, papers=(*known, *said.values()))
    elif answer is DraftAnswer.TIME or answer is DraftAnswer.ONLY_YEARS:
        spans = spans_in(draft, asked, only_years=answer is DraftAnswer.ONLY_YEARS)
        others = (span for span in draft.spans if span.quote != asked.words)
        draft = replace(draft, spans=(*others, *spans))
    elif answer is DraftAnswer.COVER or answer is DraftAnswer.LEAVE:
        draft = replace(draft, covering=_covered(draft, asked, leave=answer is DraftAnswer.LEAVE))
    return draft.with_answer(asked.key, answer, reason)


def waved_through(draft: Draft, sentences: Sequence[Asked], reason: str = "") -> Draft:
    """Say of sentences that none of them is the applicant's; of one alone, and of the policy
    around it.

    Sentences that she may have to keep to are waved through in the same clause only.
    """
    first, *more = sentences
    chapter = _chapter(first.rule)
    for one in draft.asked:
        near = one.line == first.line or (_chapter(one.rule) == chapter and not one.urgent)
        around = near and one.key not in draft.answers and one.topic is not Topic.COVERING
        if one in sentences or (around and not more):
            draft = draft.with_answer(one.key, DraftAnswer.NOT_MINE, reason)
    return draft


def papers_in(draft: Draft, asked: Asked, *, may: bool = False) -> tuple[PaperRow, ...]:
    """Return the papers that a sentence lists, as rows; those that are in the table are not."""
    section = _section_of(draft, asked)
    there = {paper.title for paper in draft.papers if paper.section == section}
    years = written_years(asked.words)
    listed = f"{years[0]}-{years[-1]}" if len(years) > 1 else ""
    rows: list[PaperRow] = []
    for one in either_joined(asked.words, named(asked.words)):
        levels, mark = levels_of(one.condition), DemandMark.MAY if may else DemandMark.MUST
        marks = tuple(mark if not levels or level in levels else DemandMark.NO for level in LEVELS)
        if not any(one.name in title or title in one.name for title in there):
            rows.append(
                PaperRow(one.name, section, marks, "" if levels else one.condition, listed,
                      copies=copies_in(asked.words, one.name), rule=asked.rule,
                      quote=asked.words, sure=True)
            )  # fmt: skip
    return tuple(rows)


def formed(draft: Draft, asked: Asked) -> tuple[PaperRow, ...]:
    """Return the rows of the papers that a sentence on files is about, with its words in them; the
    row of all papers where it names none."""
    words, every = asked.words.strip().rstrip("。；"), PaperRow(EVERY_PAPER, rule=asked.rule)
    about = [one for one in draft.papers if one.title and one.title in words]
    about = about or [next((one for one in draft.papers if one.title == EVERY_PAPER), every)]
    return tuple(with_form(one, words, asked.words) for one in about)


def spans_in(draft: Draft, asked: Asked, *, only_years: bool = False) -> tuple[Span, ...]:
    """Return the spans and days that a sentence names, as rows of the time table."""
    rows: list[Span] = []
    for span in written_spans(asked.words, draft.year):
        values: dict[str, ProposalValue] = {
            "what": _what(asked),
            "start": span.start.day if span.start else None,
            "end": span.end.day if span.end else None,
        }
        row = span_of(
            FactProposal(ProposalKind.DEADLINE, "", asked.words, told=values), asked.rule, ""
        )
        last = span.end or span.start
        hour = "00:00" if getattr(span, "before", False) else last.time if last else ""
        rows.append(replace(row, hour=hour, only_years=only_years, sure=True))
    if not rows:
        days = [day for day in written_days(asked.words, draft.year) if day.day]
        rows = [
            Span(_what(asked), None, day.day, day.time, who=who_acts(asked.words),
                 only_years=only_years, rule=asked.rule, quote=asked.words, sure=True)
            for day in days[-1:]
        ]  # fmt: skip
    return tuple(rows)


def _covered(draft: Draft, asked: Asked, *, leave: bool) -> Covering:
    covering = draft.covering
    if leave:
        kept = exempt_in(asked.words) or [one.name for one in named(asked.words)]
        return replace(covering, exempt=tuple(dict.fromkeys((*covering.exempt, *kept))))
    return replace(covering, ticks=covering.ticks | ticks_in(asked.words), wanted=True)


def _what(asked: Asked) -> str:
    plain = re.sub(r"^[（(]?[\d一二三四五六七八九十]+[）).、]\s*", "", asked.words)
    pieces = [one.strip() for one in re.split(r"[，。；：:\d]", plain)]
    return next((piece[:20] for piece in pieces if len(piece) > 2), asked.words[:20])


def _section_of(draft: Draft, asked: Asked) -> str:
    """Return the section of a sentence: its clause's, the heading before it, or that above."""
    own = [paper.section for paper in draft.papers if paper.rule == asked.rule]
    head = re.match(r"([^，。；：:]{2,14})[：:]", asked.words)
    clause = next((one for one in cut(draft.text) if one.first == asked.line), None)
    heading = clause.heading if clause is not None else ""
    above = [paper.section for paper in draft.papers if asked.rule.startswith(paper.rule)]
    found = (*own[-1:], head[1] if head else "", heading[:14], *above[-1:])
    return next((one for one in found if one), "")


def _chapter(rule: str) -> str:
    found = re.match(r"附\d*|[一二三四五六七八九十]+|\D+", rule)
    return found[0] if found else rule
