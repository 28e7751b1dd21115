"""What a person's corrections teach: the sentences that she read otherwise, as examples of her own.

A sentence in which nothing was changed or confirmed teaches nothing. One in which something was is
taken with all that it says now: what no line of it labels says nothing. That a thing is not covered
is never learnt: rather more is covered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import partial
from typing import NamedTuple

from zcdesk.notices.editing.draft import EVERY_PAPER, DemandMark, Draft, DraftAnswer, Proposed
from zcdesk.notices.files.consistency import bare, quote_stands_in
from zcdesk.notices.files.own_examples import NONE, OwnExample, Read, kept, merged
from zcdesk.notices.making.entries import RULES
from zcdesk.notices.sentences import Clause, ProposalKind, current, cut
from zcdesk.notices.sentences.by_example import said_by, unit_of_sentence
from zcdesk.notices.sentences.clauses import UNREAD
from zcdesk.notices.sentences.examples import Role
from zcdesk.notices.sentences.shapes import PHRASE, candidates
from zcdesk.notices.sentences.table_rows import NO_ROW, Row, rows

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
    taken: bool
    alone: bool


class _Sentence(NamedTuple):
    """A sentence and what it was read to say."""

    words: str
    clause: Clause
    proposed: Sequence[Proposed]

    def holds(self, row: _Hers) -> bool:
        """Tell whether a row of hers rests on it."""
        stands = quote_stands_in(row.quote or row.value, bare(self.words))
        return stands and row.rule in ("", self.clause.label)


def taught(draft: Draft) -> tuple[OwnExample, ...]:
    """Return the examples that a person has of a notice: those kept, and what a draft corrects."""
    text = "\n".join(draft.text)
    fresh = Read(tuple(_corrected(draft, _sentences(draft))))
    return merged(kept().standing_in(text).rows, fresh.standing_in(text).rows)


def _sentences(draft: Draft) -> list[_Sentence]:
    proposed: dict[tuple[int, int], list[Proposed]] = defaultdict(list)
    for one in draft.proposed:
        proposed[one.line, one.place].append(one)
    return [_Sentence(words, clause, proposed[clause.first, place])
            for clause in cut(draft.text) if clause.label not in UNREAD
            for place, words in enumerate(clause.sentences)]  # fmt: skip


def _corrected(draft: Draft, sentences: Sequence[_Sentence]) -> Iterator[OwnExample]:
    """Yield the examples of each sentence that says what she put in or confirmed, or no more what
    she let go."""
    hers = sorted(_hers(draft), key=lambda row: row.taken)
    by_value = {row[:2]: row for row in hers}
    certain = {(one.kind, name) for one in draft.proposed if one.sure
               for name in one.value.split(",")}  # fmt: skip
    own: dict[str, list[_Hers]] = defaultdict(list)
    for row in hers:
        if row.alone and row[:2] not in certain:
            places = [*dict.fromkeys(each.words for each in sentences if each.holds(row))]
            if row.quote or len(places) == 1:  # a name alone may stand where it is not asked for
                own["".join(places[:1])].append(row)
    decided = _DECIDED - {row.kind for row in own[""]}  # hers may be in place of any of its kind
    for each in sentences:
        more = own[each.words]
        left = [one for one in each.proposed
                if _is_left(one, by_value.get((one.kind, one.value)), decided, more)]  # fmt: skip
        if more or len(left) < len(each.proposed):
            yield from _examples(draft.notice_id, each, left, more)


def _is_left(
    one: Proposed, mine: _Hers | None, decided: Set[ProposalKind], more: Sequence[_Hers]
) -> bool:
    """Tell whether she left what was proposed; of what is no row of hers she decided nothing, and
    it goes only where her own words are in place of it."""
    if mine is None:
        return one.kind not in decided and not any(
            row.value in one.value or one.value in row.value for row in more if row.kind is one.kind
        )
    return mine.taken or not one.sure or one.kind not in decided


def _hers(draft: Draft) -> Iterator[_Hers]:
    """Yield her rows; a paper that only may be handed in was taken with all others."""
    for paper in draft.papers:
        alone = paper.sure and DemandMark.MUST in paper.marks and paper.title != EVERY_PAPER
        yield _Hers(ProposalKind.SLOT, paper.title, paper.rule, paper.quote, paper.sure, alone)
    yield from (_Hers(one.kind, one.value, one.rule, one.quote, one.taken, one.taken)
                for one in draft.found)  # fmt: skip
    said = ((_SAID_TO_BE.get(draft.answers.get(one.key, "")), one) for one in draft.asked)
    yield from (
        _Hers(kind, one.words, one.rule, one.words, True, True) for kind, one in said if kind
    )
    covering = draft.covering
    yield from (_Hers(ProposalKind.MASKING, word, "", "", True, True) for word in covering.words
                if covering.settled and covering.wanted)  # fmt: skip


def _examples(
    notice: str, each: _Sentence, left: Sequence[Proposed], more: Sequence[_Hers]
) -> Sequence[OwnExample]:
    """Return what a sentence says, span by span, or that it says nothing; () where a value of hers
    is no span of it: that span would be taken for nothing.

    Args:
        left: What was proposed and stays; ``more`` what she said herself.
    """
    row = {row.sentence: row for row in rows(each.clause.text)}.get(each.words, NO_ROW)
    unit = unit_of_sentence(current(each.words, row), each.clause, row)
    example = partial(OwnExample, notice=notice, words=unit.words, heading=unit.heading,
                      columns="\t".join(unit.columns))  # fmt: skip
    said: tuple[Proposed | _Hers, ...] = (*left, *more)
    spans = {one: _spans(one, each, unit.words, row) for one in said}
    if not spans:
        return [example(kind=NONE, value="")]
    if not all(map(spans.get, more)):
        return ()
    return [example(kind=one.kind, value=words) for one, own in spans.items() for words in own]


def _spans(one: Proposed | _Hers, each: _Sentence, unit: str, row: Row) -> Sequence[str]:
    """Return the spans of a sentence that say a value; a phrase has what closed shapes leave."""
    closed, phrases, seen = list[str](), list[str](), current(each.words, row)
    for span in candidates(unit):
        words, role = unit[span.first : span.last].strip(), Role(one.kind, span, 1.0, 1.0)
        values = {made.value for made in said_by([role], seen, each.clause, row)}
        if span.shape == PHRASE and values:  # else of a kind that no example is of
            phrases.append(words)
        elif one.value in values:
            closed.append(words)
    names = [name for words in phrases for name in one.value.split(",") if name in words]
    return closed or names or [words for words in phrases if words in one.value]
