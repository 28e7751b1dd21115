"""A notice as four sentences: who may apply, her last day, what is covered, how often it returns.

These decide an application, so each is confirmed by a person beside the notice's own words, and
none is taken in bulk. Her answers are in the rows of the draft and become fields of the profile
(``who_may_apply``, ``handing_in``, ``masking``, ``corrections``); what the notice does not say is
said, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import chain

from zcdesk.notices.document.blocks import is_gap
from zcdesk.notices.editing.draft import (
    TICKS,
    Covering,
    Draft,
    DraftAnswer,
    Found,
    PaperRow,
    Span,
    clock_of,
    tick_word,
)
from zcdesk.notices.editing.papers import first_words
from zcdesk.notices.editing.reading import covering_also
from zcdesk.notices.making.older import OlderValue
from zcdesk.notices.sentences import (
    ProposalKind,
    clock_times,
    cut,
    named_targets,
    only_spares,
    other_forms,
    speaks_of_covering,
    things_in,
    typed_day,
)
from zcdesk.quantities.amounts import as_amount
from zcdesk.resources import Patterns, table
from zcdesk.wording import LANGUAGES
from zcdesk.wording import sentence as wording

_SAYS = Patterns("notices/editing.toml", "four")
RETURNS = (ProposalKind.RETURNS, ProposalKind.RETURN_HOURS)
_MOST_LIT = 4
"""Sentences on who may apply that are lit in the notice's text."""


class Four(StrEnum):
    """The four sentences, in their order."""

    WHO = "who"
    LAST = "last"
    COVERED = "covered"
    RETURNS = "returns"


@dataclass(frozen=True)
class Said:
    """One of the four sentences as the notice seems to say it, or as a person wrote it.

    Attributes:
        words: Its parts; () where the notice says nothing.
        quotes: Its places in the text.
        days: The last days among which hers is, for :attr:`Four.LAST`: rows of the draft's times,
            and what an older notice had as such a row, its place there under ``rule``.
    """

    what: Four
    words: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    days: tuple[Span, ...] = ()

    @property
    def silent(self) -> bool:
        """The notice says nothing of it."""
        return not (self.words or self.days)


def four_of(draft: Draft) -> tuple[Said, ...]:
    """Return the four sentences of a draft."""
    return tuple(_FOUR[what].read(draft) for what in Four)


def answered_of(draft: Draft, what: Four) -> str:
    """Return what a person said of a sentence (``DraftAnswer``), "" before."""
    return str(draft.answers.get(f"four/{what}", ""))


def looked_at(draft: Draft) -> tuple[str, ...]:
    """Return the notice's words that a person had before her as she answered."""
    return tuple(
        quote for said in four_of(draft) if answered_of(draft, said.what) for quote in said.quotes
    )


def confirmed(draft: Draft, what: Four, chosen: Span | None = None) -> Draft:
    """Take one sentence as it is read; of several last days the chosen one and, where they differ
    by level, those beside it."""
    return _FOUR[what].take(draft, chosen)


def not_said(draft: Draft, what: Four, chosen: Span | None = None) -> Draft:
    """Say that the notice says nothing of one of the four; of several last days only a chosen one
    goes."""
    denied = _FOUR[what].deny(draft, chosen)
    return denied.with_answer(f"four/{what}", DraftAnswer.NOT_WRITTEN)


def typed(
    draft: Draft, what: Four, words: Sequence[str], chosen: Span | None = None
) -> Draft | None:
    """Return the draft with a sentence as a person wrote it; None where her words cannot be it.

    Args:
        words: What she wrote, a text a field; of :attr:`Four.RETURNS` how often, and how long.
        chosen: The last day that is another.
    """
    written = [*map(str.strip, words)]
    return _FOUR[what].write(draft, written, chosen) if any(written) else None


def last_rows(draft: Draft) -> tuple[Span, ...]:
    """Return the rows by whose end the applicant hands in: as a person said, else those that words
    leave no choice about; () where she said that the notice gives none."""
    hers = tuple(span for span in draft.spans if span.hers)
    if hers or answered_of(draft, Four.LAST) == DraftAnswer.NOT_WRITTEN:
        return hers
    return tuple(span for span in _applying(draft) if span.sure)


def unsure_papers(draft: Draft) -> tuple[PaperRow, ...]:
    """Return the papers whose words leave a choice, and which nobody looked at."""
    return tuple(paper for paper in draft.papers if not paper.sure)


def with_the_rest(draft: Draft, ticked: Container[PaperRow] = ()) -> Draft:
    """Take all else, but nothing of what decides, and of the unsure papers those that a person
    ticked; what is said of the others is told at its step."""
    papers = (replace(row, sure=row.sure or row in ticked) for row in draft.papers)
    return replace(draft, papers=tuple(papers))


def rest_of(draft: Draft) -> int:
    """Return how many rows and lines there are besides the four sentences."""
    spans = {*draft.spans}.difference(_last(draft).days)
    count = sum(proposal.kind not in RETURNS for proposal in draft.found)
    return len(draft.papers) + len(spans) + count


def _asked(draft: Draft, chosen: Span | None) -> Span | None:
    """Return the last day that is spoken of: the chosen or only one."""
    days = _last(draft).days
    return chosen if chosen in days else days[0] if len(days) == 1 else None


def _hands_in(draft: Draft, chosen: Span) -> Draft:
    """Take the chosen day, and where days of one step differ by level those of all levels."""
    days = _last(draft).days
    steps = {day.what for day in days if day.level}
    levels = [day for day in days if day.level or day.what in steps]
    rows = levels if chosen in levels else [chosen]
    spans = (
        replace(span, hers=True, sure=True, who="applicant") if span in rows
        else replace(span, hers=False)
        for span in draft.spans
    )  # fmt: skip
    entries = {span.rule for span in rows}
    return replace(draft, spans=tuple(spans), carried=_carried(draft, entries, entries))


def _without(draft: Draft, gone: Span) -> Draft:
    """Let one of the last days go, and the one that a person wrote."""
    spans = (replace(span, hers=False, sure=span.sure and span != gone)
             for span in draft.spans if span.quote or not span.hers)  # fmt: skip
    return replace(draft, spans=tuple(spans), carried=_carried(draft, {gone.rule}, set()))


def _carried(draft: Draft, asked: set[str], kept: set[str]) -> tuple[OlderValue, ...]:
    """Return what an older notice had: of some entries those that are kept, the others dropped."""
    return tuple(
        replace(row, taken=row.entry in kept, dropped=row.entry not in kept)
        if row.entry in asked else row
        for row in draft.carried
    )  # fmt: skip


def _with_returns(draft: Draft, rows: Sequence[Found]) -> Draft:
    """Take these of the rows on returns and no other."""
    found = (replace(one, taken=one in rows) if one.kind in RETURNS else one for one in draft.found)
    asked, kept = ({one.rule for one in some} for some in (_returns(draft), rows))
    return replace(draft, found=tuple(found), carried=_carried(draft, asked, kept))


def _answer(draft: Draft, what: Four, reason: str = "") -> Draft:
    return draft.with_answer(f"four/{what}", DraftAnswer.IN_RULES, reason)


def _take_who(draft: Draft, _chosen: Span | None) -> Draft:
    return _answer(draft, Four.WHO, draft.reasons.get(f"four/{Four.WHO}", ""))


def _write_who(draft: Draft, written: Sequence[str], _chosen: Span | None) -> Draft:
    return _answer(draft, Four.WHO, written[0])


def _take_last(draft: Draft, chosen: Span | None) -> Draft:
    hers = _asked(draft, chosen)
    return _answer(_hands_in(draft, hers), Four.LAST, hers.whom) if hers else draft


def _deny_last(draft: Draft, chosen: Span | None) -> Draft:
    return _without(draft, _asked(draft, chosen) or Span(""))


def _write_last(draft: Draft, written: Sequence[str], chosen: Span | None) -> Draft | None:
    """Put a day that a person typed in place of the chosen or only one, its hour before or behind
    it (``9月11日 17:30``, ``下午5点前，6月30日``)."""
    words = written[0]
    hour, first, last = next(iter(clock_times(words)), ("", len(words), len(words)))
    rest = re.sub(r"[以之]?前|截?止|[，,]", " ", words[:first] + words[last:])
    day, _, more = re.sub(r"([日号])(?=\S)", r"\1 ", rest.strip()).partition(" ")
    end, clock = _in_its_year(draft, day), clock_of(hour + more)
    if end is None or clock is None:
        return None
    level = chosen.level if chosen else ""
    row = Span(wording("four.applies").message, None, end, clock, level=level, hers=True)
    draft = _deny_last(draft, chosen)
    return _take_last(replace(draft, spans=(*draft.spans, row)), row)


def _in_its_year(draft: Draft, day: str) -> date | None:
    """Return a typed day in the year in which it is nearest to the days for applying, or else to
    any of the notice: what begins in December ends in January."""
    rows = _applying(draft) or draft.spans
    known = [*filter(None, chain.from_iterable((span.start, span.end) for span in rows))]
    days = filter(None, (typed_day(day, draft.year + later) for later in (0, 1)))
    return min(days, key=lambda one: min((abs(one - each).days for each in known), default=0),
               default=None)  # fmt: skip


def _take_covered(draft: Draft, _chosen: Span | None) -> Draft:
    covering = replace(_covering(draft), settled=True, wanted=True)
    return _answer(replace(draft, covering=covering), Four.COVERED)


def _deny_covered(draft: Draft, _chosen: Span | None) -> Draft:
    return replace(draft, covering=replace(draft.covering, settled=True, wanted=False))


def _write_covered(draft: Draft, written: Sequence[str], chosen: Span | None) -> Draft | None:
    """Take what a person's words name item by item; None where they name nothing."""
    told = {_ticks().get(name, "") for name in re.split(r"[、，,；;]\s*", written[0])}
    ticks = (told | {*named_targets(written[0])}) & {*TICKS}
    others = dict.fromkeys((*other_forms(written[0]), *things_in(written[0])))
    if not (ticks or others):
        return None
    covering = replace(draft.covering, ticks=frozenset(ticks), words=tuple(others))
    return _take_covered(_answer(replace(draft, covering=covering), Four.COVERED), chosen)


def _take_returns(draft: Draft, _chosen: Span | None) -> Draft:
    return _answer(_with_returns(draft, _shown(draft)), Four.RETURNS)


def _deny_returns(draft: Draft, _chosen: Span | None) -> Draft:
    return _with_returns(draft, ())


def _write_returns(draft: Draft, written: Sequence[str], _chosen: Span | None) -> Draft | None:
    title = first_words(draft)
    own = [Found(kind, value, quote=title, told={"title": ""})
           for kind, value in zip(RETURNS, written, strict=True) if value]  # fmt: skip
    if None in map(as_amount, filter(None, written)):
        return None
    read = (one for one in draft.found if one.line or one.kind not in RETURNS)
    draft = replace(draft, found=(*read, *own))
    return _answer(_with_returns(draft, own), Four.RETURNS)


@cache
def _ticks() -> Mapping[str, str]:
    """Return the ticks by what they are called, in every language."""
    things = table("things.toml")
    words = {word: tick for tick in {*TICKS} & {*things} for said in things[tick].values()
             for word in (said.values() if isinstance(said, dict) else said)}  # fmt: skip
    return words | {tick_word(tick, language): tick for tick in TICKS for language in LANGUAGES}


def _who(draft: Draft) -> Said:
    """Who may apply: the clauses below a heading that says so, and whoever is kept out anywhere."""
    clauses = cut(draft.text)
    heads = {clause.heading for clause in clauses}
    spoken = [(clause, sentence) for clause in clauses for sentence in clause.sentences
              if not is_gap(sentence)]  # fmt: skip
    plain = [sentence for clause, sentence in spoken if sentence not in heads
             and _SAYS.whom_heading.search("\n".join((*clause.above, clause.heading)))]  # fmt: skip
    out = [sentence for clause, sentence in spoken
           if _SAYS.kept_out.search("".join((*clause.above[-1:], sentence)))
           and not (sentence in plain or _SAYS.punished.search(sentence))]  # fmt: skip
    barred = [sentence for sentence in plain[1:] if _SAYS.kept_out.search(sentence)]
    named = (*plain[:1], *barred, *out[:1], *plain[1:]) if plain else tuple(out)
    chosen = tuple(dict.fromkeys(named))[:_MOST_LIT]
    mine = draft.reasons.get(f"four/{Four.WHO}", "")
    return Said(Four.WHO, (mine,) if mine else chosen, chosen)


def _applying(draft: Draft) -> list[Span]:
    """Return the rows of her own that are called applying."""
    rows = [span for span in draft.spans if span.end and not span.only_years]
    apply = [span for span in rows if span.who == "applicant"
             and _SAYS.applies.search(f"{span.what}{span.quote}")
             and not _SAYS.applies_no.search(span.what)]  # fmt: skip
    beside = {span.rule for span in apply if span.level}
    same = [span for span in rows if span.level and span.rule in beside and span not in apply
            and span.who in ("employer", "applicant")
            and _SAYS.same.search(span.quote)]  # fmt: skip
    return [*apply, *same]


def _last(draft: Draft) -> Said:
    """Her last day: of rows that are the applicant's own, never somebody else's filing."""
    apply = _applying(draft)
    old = [Span(row.ends, end=typed_day(row.value, draft.year), rule=row.entry, quote=row.words)
           for row in draft.carried if row.ends and row.words]  # fmt: skip
    more = (span for span in draft.spans if span.hers and span not in apply)
    days = [*old, *more, *apply] or [
        span for span in draft.spans if span.end and span.who == "applicant"
        and not (span.only_years or _SAYS.offices.search(span.what))
    ]  # fmt: skip
    quotes = (words for day in days for words in (day.quote, day.closing))
    return Said(Four.LAST, quotes=_each_once(quotes), days=tuple(days))


def _covering(draft: Draft) -> Covering:
    """Return what is covered, before anybody answered with all that open sentences name."""
    if answered_of(draft, Four.COVERED):
        return draft.covering
    more = "\n".join(one.words for one in draft.asked
                     if speaks_of_covering(one.words) and not only_spares(one.words))  # fmt: skip
    return covering_also(draft.covering, named_targets(more), other_forms(more))


def _covered(draft: Draft) -> Said:
    covering = _covering(draft)
    words = (*sorted(covering.ticks, key=TICKS.index), *covering.words) if covering.wanted else ()
    spoken = (words for clause in cut(draft.text) for words in clause.sentences
              if speaks_of_covering(words))  # fmt: skip
    quotes = _each_once([covering.quote, *spoken])
    stands = quotes or answered_of(draft, Four.COVERED)
    return Said(Four.COVERED, words if stands else (), quotes)


_OLD_RETURNS: Mapping[str, tuple[ProposalKind, str]] = {
    "limit": (RETURNS[0], "{}"), "hours": (RETURNS[1], "{}"), "days": (RETURNS[1], "{} days"),
    "workdays": (RETURNS[1], "{} workdays"),
}  # fmt: skip
"""What an older notice had on returns, as a reader of this year's writes it."""


def _returns(draft: Draft) -> list[Found]:
    """Return the rows on returns, and what an older notice had as such rows, its place there under
    ``rule``."""
    old = [
        Found(kind, value.format(row.value), row.entry, 1, row.words, row.taken)
        for row in draft.carried if row.at.startswith("corrections.")
        for kind, value in filter(None, [_OLD_RETURNS.get(row.what)])
    ]  # fmt: skip
    return [*old, *(one for one in draft.found if one.kind in RETURNS)]


def _shown(draft: Draft) -> list[Found]:
    """Return the rows on returns that a person took, before and where she took none all."""
    taken = answered_of(draft, Four.RETURNS) == DraftAnswer.IN_RULES
    return [one for one in _returns(draft) if one.taken or not taken]


def _back(draft: Draft) -> Said:
    words = tuple(f"{one.kind}:{one.value}" for one in _shown(draft))
    return Said(Four.RETURNS, words, _each_once(one.quote for one in _returns(draft) if one.line))


def _each_once(quotes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, quotes)))


@dataclass(frozen=True)
class _Sentence:
    """What is done with one of the four.

    Attributes:
        read: What the notice, or a person, says of it.
        take: The draft after it was confirmed; ``deny`` after it was said to be said nowhere.
        write: The draft after it was written out; None where the words cannot be it.
    """

    read: Callable[[Draft], Said]
    take: Callable[[Draft, Span | None], Draft]
    write: Callable[[Draft, Sequence[str], Span | None], Draft | None]
    deny: Callable[[Draft, Span | None], Draft] = lambda draft, _: draft


_FOUR: Mapping[Four, _Sentence] = {
    Four.WHO: _Sentence(_who, _take_who, _write_who),
    Four.LAST: _Sentence(_last, _take_last, _write_last, _deny_last),
    Four.COVERED: _Sentence(_covered, _take_covered, _write_covered, _deny_covered),
    Four.RETURNS: _Sentence(_back, _take_returns, _write_returns, _deny_returns),
}
