"""A notice as four sentences: who may apply, her last day, what is covered, how often it returns.

These decide an application, so each is confirmed by a person beside the notice's own words, and
none is taken in bulk. What the notice does not say is said, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from zcdesk.notices.document.blocks import is_gap
from zcdesk.notices.editing.draft import DemandMark, Draft, DraftAnswer, Found, Span, clock_of
from zcdesk.notices.sentences import ProposalKind, cut
from zcdesk.quantities.days import typed_day
from zcdesk.resources import Patterns

_SAYS = Patterns("notices/reading.toml", "four")
_RETURNS = (ProposalKind.RETURNS, ProposalKind.RETURN_HOURS)
_MOST_LIT = 4
"""Places of one sentence that are lit in the notice's text."""


class Four(StrEnum):
    """The four sentences, in their order."""

    WHO = "who"
    LAST = "last"
    COVERED = "covered"
    RETURNS = "returns"


@dataclass(frozen=True)
class Day:
    """One last day that may be hers.

    Attributes:
        at: Place of its row among the draft's times.
        whom: For whom it is: a level, else the step; "" for everybody.
    """

    at: int
    whom: str
    end: date | None
    hour: str = ""


@dataclass(frozen=True)
class Said:
    """One of the four sentences as the notice seems to say it.

    Attributes:
        words: Its parts in the notice's own words; () where it says nothing.
        quotes: Its places in the text.
        days: The last days among which hers is, for :attr:`Four.LAST`.
    """

    what: Four
    words: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    days: tuple[Day, ...] = ()

    @property
    def silent(self) -> bool:
        """The notice says nothing of it."""
        return not (self.words or self.days)


def four_of(draft: Draft) -> tuple[Said, ...]:
    """Return the four sentences of a draft."""
    return tuple(_READ[what](draft) for what in Four)


def confirmed(draft: Draft, what: Four, chosen: Day | None = None) -> Draft:
    """Take one sentence as it is read; of several last days the chosen one and, where they differ
    by level, those beside it."""
    said = _READ[what](draft)
    if what is Four.LAST:
        levels = {day.at for day in said.days if draft.spans[day.at].level}
        taken = levels if chosen is None or chosen.at in levels else {chosen.at}
        others = {day.at for day in said.days} - taken
        spans = (
            replace(span, sure=True, who="applicant") if at in taken
            else replace(span, sure=False) if at in others
            else replace(span, who="employer") if _is_offices(span) else span
            for at, span in enumerate(draft.spans)
        )  # fmt: skip
        draft = replace(draft, spans=tuple(spans))
    elif what is Four.COVERED:
        covering = replace(draft.covering, settled=True)
        draft = replace(draft, covering=covering)
    elif what is Four.RETURNS:
        draft = _returns(draft, taken=True)
    whom = chosen.whom if chosen is not None else ""
    return draft.with_answer(f"four/{what}", DraftAnswer.IN_RULES, whom)


def not_said(draft: Draft, what: Four) -> Draft:
    """Say that the notice says nothing of one of the four."""
    if what is Four.LAST:
        days = {day.at for day in _last(draft).days}
        spans = (span for at, span in enumerate(draft.spans) if at not in days)
        draft = replace(draft, spans=tuple(spans))
    elif what is Four.COVERED:
        covering = replace(draft.covering, settled=True, wanted=False)
        draft = replace(draft, covering=covering)
    elif what is Four.RETURNS:
        draft = _returns(draft, taken=False)
    return draft.with_answer(f"four/{what}", DraftAnswer.NOT_WRITTEN)


def typed_last(draft: Draft, level: str, words: str) -> Draft | None:
    """Return the draft with a last day that a person typed (``9月11日 17:30``), for a level;
    None where that is none."""
    day, _, hour = words.strip().partition(" ")
    end, clock = typed_day(day, draft.year), clock_of(hour)
    if end is None or clock is None:
        return None
    days = _last(draft).days
    old = next((day.at for day in days if draft.spans[day.at].level == level), None)
    base = draft.spans[old] if old is not None else Span(draft.title, level=level)
    row = replace(base, end=end, hour=clock, sure=True)
    spans = (*draft.spans[:old], row, *draft.spans[old + 1 :]) if old is not None else (
        *draft.spans, row)  # fmt: skip
    return replace(draft, spans=tuple(spans))


def typed_returns(draft: Draft, kind: ProposalKind, value: str) -> Draft:
    """Return the draft with a number of returns, or of hours, that a person typed."""
    others = tuple(proposal for proposal in draft.found if proposal.kind is not kind)
    own = (Found(kind, value.strip()),) if value.strip() else ()
    return replace(draft, found=(*others, *own))


def with_the_rest(draft: Draft) -> Draft:
    """Take all else, but nothing of what decides; of a paper whose words leave a choice it is told
    that it may be handed in."""
    may = {DemandMark.MUST: DemandMark.MAY}
    papers = tuple(
        paper if paper.sure
        else replace(paper, sure=True, marks=tuple(may.get(mark, mark) for mark in paper.marks))
        for paper in draft.papers
    )  # fmt: skip
    return replace(draft, papers=papers)


def rest_of(draft: Draft) -> int:
    """Return how many rows and lines there are besides the four sentences."""
    days = {day.at for day in _last(draft).days}
    spans = sum(at not in days for at in range(len(draft.spans)))
    count = sum(proposal.kind not in _RETURNS for proposal in draft.found)
    return len(draft.papers) + spans + count


def answered_of(draft: Draft, what: Four) -> str:
    """Return what a person said of a sentence (``DraftAnswer``), "" before."""
    return str(draft.answers.get(f"four/{what}", ""))


def _is_offices(span: Span) -> bool:
    """Tell whether a day that nobody is named for is an office's own filing."""
    return span.who == "applicant" and bool(_SAYS.offices.search(span.what))


def _returns(draft: Draft, *, taken: bool) -> Draft:
    proposals = (
        replace(proposal, taken=taken) if proposal.kind in _RETURNS else proposal
        for proposal in draft.found
    )
    return replace(draft, found=tuple(proposals))


def _who(draft: Draft) -> Said:
    """Who may apply: the clauses below a heading that says so, and whoever is kept out anywhere."""
    clauses = cut(draft.text)
    own = [sentence for clause in clauses
           if _SAYS.whom_heading.search("\n".join((*clause.above, clause.heading)))
           for sentence in clause.sentences]  # fmt: skip
    heads = {clause.heading for clause in clauses}
    plain = [sentence for sentence in own if not is_gap(sentence) and sentence not in heads]
    out = [sentence for clause in clauses for sentence in clause.sentences
           if _SAYS.kept_out.search("".join((*clause.above[-1:], sentence)))
           and sentence not in plain
           and not (is_gap(sentence) or _SAYS.punished.search(sentence))]  # fmt: skip
    barred = [sentence for sentence in plain[1:] if _SAYS.kept_out.search(sentence)]
    named = (*plain[:1], *barred, *out[:1], *plain[1:]) if plain else tuple(out)
    chosen = tuple(dict.fromkeys(named))[:_MOST_LIT]
    return Said(Four.WHO, chosen, chosen)


def _last(draft: Draft) -> Said:
    """Her last day: of rows that are the applicant's own, never somebody else's filing."""
    hers = [(at, span) for at, span in enumerate(draft.spans) if span.end
            and span.who == "applicant" and not span.only_years]  # fmt: skip
    apply = [(at, span) for at, span in hers if _SAYS.applies.search(f"{span.what}{span.quote}")
             and not _SAYS.applies_no.search(span.what)]  # fmt: skip
    beside = {span.rule for _, span in apply if span.level}
    known = {at for at, _ in apply}
    apply += [
        (at, span)
        for at, span in enumerate(draft.spans)
        if span.end
        and span.level
        and span.who in ("employer", "applicant")
        and span.rule in beside
        and _SAYS.same.search(span.quote)
        and at not in known
    ]
    rows = apply or [(at, span) for at, span in hers if not _is_offices(span)]
    days = tuple(Day(at, span.level or (span.what if len(rows) > 1 else ""), span.end, span.hour)
                 for at, span in rows)  # fmt: skip
    quotes = (words for _, span in rows for words in (span.quote, span.closing) if words)
    return Said(Four.LAST, quotes=tuple(dict.fromkeys(quotes))[:_MOST_LIT], days=days)


def _covered(draft: Draft) -> Said:
    covering = draft.covering
    if not covering.quote or not covering.wanted:
        return Said(Four.COVERED)
    words = (*sorted(covering.ticks), *covering.words)
    return Said(Four.COVERED, words, tuple(filter(None, (covering.quote,))))


def _back(draft: Draft) -> Said:
    rows = [proposal for proposal in draft.found if proposal.kind in _RETURNS]
    quotes = tuple(dict.fromkeys(row.quote for row in rows if row.quote))
    return Said(Four.RETURNS, tuple(f"{row.kind}:{row.value}" for row in rows), quotes)


_READ: Mapping[Four, Callable[[Draft], Said]] = {
    Four.WHO: _who, Four.LAST: _last, Four.COVERED: _covered, Four.RETURNS: _back,
}  # fmt: skip
