"""What a person's corrections teach: the sentences that she read otherwise, as examples of her own.

A sentence in which nothing was changed or confirmed teaches nothing. One in which something was is
taken with all that it says now: what no line of it labels says nothing. That a thing is not covered
is never learnt: rather more is covered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from zcdesk.notices.editing.draft import EVERY_PAPER, DemandMark, Draft, DraftAnswer
from zcdesk.notices.files.consistency import bare, quote_stands_in
from zcdesk.notices.files.own_examples import NONE, OwnExample, Read, kept, merged
from zcdesk.notices.making.entries import RULES
from zcdesk.notices.sentences import Clause, Demand, ProposalKind, current, cut
from zcdesk.notices.sentences.by_example import said_by, unit_of_sentence
from zcdesk.notices.sentences.clauses import UNREAD
from zcdesk.notices.sentences.examples import Role
from zcdesk.notices.sentences.shapes import PHRASE, candidates
from zcdesk.notices.sentences.table_rows import NO_ROW, rows

_DECIDED = frozenset({ProposalKind.SLOT, *RULES})
"""Kinds of which each proposal is a row of her tables."""

_SAID_TO_BE: Mapping[str, ProposalKind] = {
    DraftAnswer.EXEMPTION: ProposalKind.EXEMPTION, DraftAnswer.DUTY: ProposalKind.DUTY,
    DraftAnswer.CONSEQUENCE: ProposalKind.PENALTY,
}  # fmt: skip
"""What a sentence is that nothing accounted for, by her answer."""


class _Hers(NamedTuple):
    """A row of hers.

    Attributes:
        quote: The words that it rests on, "" where she gave none; ``rule`` their clause.
        taken: It is part of the profile; ``alone``: and not only because she took all at once.
    """

    kind: ProposalKind
    value: str
    rule: str
    quote: str
    taken: bool = True
    alone: bool = True


@dataclass(frozen=True)
class _Sentence:
    """A sentence and what it was read to say."""

    words: str
    clause: Clause
    proposed: tuple[Demand, ...]

    def holds(self, one: _Hers) -> bool:
        """Tell whether a row of hers rests on it."""
        stands = quote_stands_in(one.quote or one.value, bare(self.words))
        return stands and one.rule in ("", self.clause.label)


def taught(draft: Draft) -> tuple[OwnExample, ...]:
    """Return the examples that a person has of a notice: those kept, and what a draft corrects."""
    text = "\n".join(draft.text)
    fresh = Read(tuple(_corrected(draft, [*_sentences(draft)])))
    return merged(kept().standing_in(text).rows, fresh.standing_in(text).rows)


def _sentences(draft: Draft) -> Iterator[_Sentence]:
    for clause in cut(draft.text):
        for place, words in enumerate(clause.sentences if clause.label not in UNREAD else ()):
            own = (Demand(one.kind, one.value, words, one.sure) for one in draft.proposed
                   if (one.line, one.place) == (clause.first, place))  # fmt: skip
            yield _Sentence(words, clause, tuple(own))


def _corrected(draft: Draft, sentences: Sequence[_Sentence]) -> Iterator[OwnExample]:
    """Yield the examples of each sentence of which she says something else, or what was asked."""
    hers = sorted(_hers(draft), key=lambda one: one.taken)
    by_value = {one[:2]: one for one in hers}
    proposed = {(one.kind, name) for one in draft.proposed for name in one.value.split(",")}
    added: dict[str, list[Demand]] = {}
    for one in hers:
        if one.alone and one[:2] not in proposed:
            places = dict.fromkeys(each.words for each in sentences if each.holds(one))
            if one.quote or len(places) == 1:  # a name alone may stand where it is not asked for
                words = next(iter(places), "")
                added.setdefault(words, []).append(Demand(one.kind, one.value, words))
    nowhere = {one.kind for one in added.get("", [])}  # hers may be in place of any of its kind
    for each in sentences:
        more = added.get(each.words, [])
        pairs = [(one, by_value.get((one.kind, one.value))) for one in each.proposed]
        left = [one for one, mine in pairs if _left(one, mine) or one.kind in nowhere]
        asked = any(mine and mine.alone and not one.sure and each.holds(mine)
                    for one, mine in pairs)  # fmt: skip
        if asked or more or len(left) < len(pairs):
            said = [one for one in left if not any(_is_same(one, mine) for mine in more)]
            yield from _examples(draft.notice_id, each, said, more)


def _is_same(one: Demand, mine: Demand) -> bool:
    """Tell whether hers is in place of what was proposed: the same words, more or fewer of them."""
    short, long = sorted((one.value, mine.value), key=len)
    return one.kind is mine.kind and short in long


def _hers(draft: Draft) -> Iterator[_Hers]:
    """Yield her rows; a paper that only may be handed in was taken with all others."""
    for paper in draft.papers:
        alone = paper.sure and DemandMark.MUST in paper.marks and paper.title != EVERY_PAPER
        yield _Hers(ProposalKind.SLOT, paper.title, paper.rule, paper.quote, paper.sure, alone)
    for one in draft.found:
        yield _Hers(one.kind, one.value, one.rule, one.quote, one.taken, one.taken)
    for asked in draft.asked:
        if kind := _SAID_TO_BE.get(draft.answers.get(asked.key, "")):
            yield _Hers(kind, asked.words, asked.rule, asked.words)
    covering = draft.covering
    for word in covering.words if covering.settled and covering.wanted else ():
        yield _Hers(ProposalKind.MASKING, word, "", "")


def _left(one: Demand, mine: _Hers | None) -> bool:
    """Tell whether she left what was proposed; of what is no row of hers she decided nothing."""
    if mine is None:
        return one.kind not in _DECIDED
    return mine.taken or not one.sure


def _examples(
    notice: str, each: _Sentence, left: Sequence[Demand], more: Sequence[Demand]
) -> Sequence[OwnExample]:
    """Return what a sentence says, span by span, or that it says nothing; () where a value of hers
    is no span of it: that span would be taken for nothing.

    Args:
        left: What was proposed and stays; ``more`` what she said herself.
    """
    row = {row.sentence: row for row in rows(each.clause.text)}.get(each.words, NO_ROW)
    seen = current(each.words, row)
    unit = unit_of_sentence(seen, each.clause, row)
    place = {"notice": notice, "words": unit.words, "heading": unit.heading,
             "columns": "\t".join(unit.columns)}  # fmt: skip
    found = list[OwnExample]()
    for one in (*left, *more):
        closed, phrases, parts = list[str](), list[str](), list[str]()
        for span in candidates(unit.words):
            words, role = unit.words[span.first : span.last].strip(), Role(one.kind, span, 1.0, 1.0)
            values = [made.value for made in said_by([role], seen, each.clause, row)]
            if span.shape != PHRASE and one.value in values:
                closed.append(words)
            elif span.shape == PHRASE and values:  # else a kind that no example is of
                phrases += [name for name in one.value.split(",") if name in words]
                parts += [words] if words in one.value else []
        spans = closed or phrases or parts  # a phrase has what closed shapes leave
        if one in more and not spans:
            return ()
        found += [OwnExample(**place, kind=one.kind, value=words) for words in spans]
    return found if left or more else [OwnExample(**place, kind=NONE, value="")]
