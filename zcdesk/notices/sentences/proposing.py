"""All that a text proposes, clause by clause: days and covering by rules, all else by examples."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from zcdesk.notices.sentences.annexes import forms, is_frame
from zcdesk.notices.sentences.by_example import papers_named, said_by, unit_of_sentence
from zcdesk.notices.sentences.clauses import ANNEX_LIST, TALK, UNREAD, Clause
from zcdesk.notices.sentences.covering import (
    covering,
    named_targets,
    spares_words,
    speaks_of_covering,
)
from zcdesk.notices.sentences.examples import Role, known
from zcdesk.notices.sentences.lexicon import LEVEL
from zcdesk.notices.sentences.proposals import Demand, ProposalKind, ProposalValue
from zcdesk.notices.sentences.roles import current, restored
from zcdesk.notices.sentences.table_rows import NO_ROW, Row, rows
from zcdesk.notices.sentences.times import Calendar, calendar_of, times
from zcdesk.quantities.days import all_numbers, written_days
from zcdesk.resources import Patterns

_SAYS = Patterns("notices/reading.toml", "proposing", "roles")
COVERED = (ProposalKind.MASKING, ProposalKind.FORBIDDEN_WORDS)
"""Kinds on what is covered: rules read them first, and examples what these leave."""

_ONCE = {ProposalKind.PLATFORM, ProposalKind.MASKING}


def facts_of(
    clause: Clause, calendar: Calendar, told: Mapping[str, Sequence[Role]]
) -> Iterator[Demand]:
    """Yield what the sentences of a clause propose, in their order.

    Args:
        told: What the spans of each sentence may say, by examples.
    """
    covered = False
    for sentence, seen, row in _sentences(clause):
        proposals = [*times(seen, clause, calendar, row), *covering(seen, clause, covered)]
        covers = speaks_of_covering(seen)
        covered = covered or covers
        by_rule = {thing for one in proposals for thing in _covered_by(one)}
        doubted = covers or spares_words(seen)
        proposals += (replace(one, sure=one.sure and not doubted)
                      for one in said_by(told[sentence], seen, clause, row)
                      if not (covers and one.kind is ProposalKind.FORMAT)
                      and (one.kind not in COVERED or not _covered_by(one) <= by_rule))  # fmt: skip
        yield from (whole(proposal, seen, sentence) for proposal in proposals)


def _covered_by(one: Demand) -> set[ProposalValue]:
    """Return what a proposal covers, or lets be."""
    things = (one.told.get(name) for name in ("targets", "forms", "left"))
    return {thing for listed in things if isinstance(listed, tuple) for thing in listed}


def _sentences(clause: Clause) -> Iterator[tuple[str, str, Row]]:
    """Yield the sentences of a clause, each with what counts of it and the row that it is."""
    table = {row.sentence: row for row in rows(clause.text)}
    for sentence in clause.sentences:
        row = table.get(sentence, NO_ROW)
        yield sentence, current(sentence, row), row


def whole(one: Demand, seen: str, sentence: str) -> Demand:
    """Return what was read out of a blanked sentence with the words of the sentence itself."""
    if seen == sentence:
        return one
    values = {name: restored(value, seen, sentence) if isinstance(value, str) else value
            for name, value in one.told.items()}  # fmt: skip
    value = restored(one.value, seen, sentence)
    return replace(one, value=value, sentence=sentence, told=values)


def proposals_of(
    clauses: Sequence[Clause], lines: Sequence[str], year: int
) -> tuple[tuple[Demand, ...], ...]:
    """Return what each clause proposes, in the clauses' order.

    Of a thing that a notice has once (its platform, what is covered) only the first sure
    proposal stays sure.
    """
    by_clause: list[list[Demand]] = [[] for _ in clauses]
    for at, proposal in forms(clauses, lines):
        by_clause[at].append(proposal)
    calendar = calendar_of(clauses, year)
    read = [(at, sentence, unit_of_sentence(seen, clause, row))
            for at, clause in enumerate(clauses) if clause.label != TALK
            for sentence, seen, row in _sentences(clause)]  # fmt: skip
    roles = known().of([unit for *_, unit in read])
    told: dict[int, dict[str, Sequence[Role]]] = defaultdict(dict)
    for (at, sentence, _), own in zip(read, roles, strict=True):
        told[at][sentence] = own
    for at, clause in enumerate(clauses):
        if clause.label == ANNEX_LIST:
            listed = (one for words, own in told[at].items() for one in said_by(own, words, clause))
            by_clause[at] += (one for one in listed if one.kind is ProposalKind.FORM)
        elif clause.label not in UNREAD and not (clause.annex and is_frame(clause)):
            by_clause[at] += facts_of(clause, calendar, told[at])
    once: set[ProposalKind] = set()
    seen: set[tuple[object, ...]] = set()
    result = []
    corrected = {match["label"]: {one.kind for one in by_clause[at]}
                 for at, clause in enumerate(clauses)
                 for match in _SAYS.corrects.finditer(clause.text)
                 if match["label"] != clause.label}  # fmt: skip
    _unsettle(clauses, by_clause)
    for clause, row in zip(clauses, by_clause, strict=True):
        proposals: list[Demand] = []
        told_anew = corrected.get(clause.label, ())
        kept = [one for one in row if one.kind not in told_anew]
        for proposal in _postponed(kept, clause.label in corrected):
            if (key := (proposal.kind, proposal.value, proposal.sentence)) in seen:
                continue
            seen.add(key)
            sure = proposal.sure and proposal.kind not in once
            once |= _ONCE & {proposal.kind} if sure else set()
            proposals.append(replace(proposal, sure=sure))
        result.append(tuple(proposals))
    return tuple(result)


def _unsettle(clauses: Sequence[Clause], told: list[list[Demand]]) -> None:
    """Leave nothing sure that a chat told before somebody corrects himself, where numbers of its
    kind follow."""
    at = next((at for at, one in enumerate(clauses) if _SAYS.takes_back.search(one.text)), 0)
    at *= any(one.label == TALK for one in clauses)
    anew = {one.kind for row in told[at:] for one in row if all_numbers(one.value)}
    for row in told[:at]:
        row[:] = [replace(one, sure=one.sure and one.kind not in anew) for one in row]


def _postponed(found: Sequence[Demand], corrected: bool) -> Iterator[Demand]:
    """Yield proposals: days unsure where another sentence of the clause moves one to later, or a
    later clause corrects this one by its number; sums where there are two for one thing."""
    moving = [proposal.sentence for proposal in found if _SAYS.later_day.search(proposal.sentence)]
    fees = {(_paid_for(one), one.value) for one in found if one.kind is ProposalKind.FEE}
    sums = Counter(what for what, _ in fees)
    for proposal in found:
        moves = (
            proposal.kind is ProposalKind.DEADLINE and moving and proposal.sentence not in moving
        )
        twice = proposal.kind is ProposalKind.FEE and sums[_paid_for(proposal)] > 1
        yield replace(proposal, sure=proposal.sure and not (moves or corrected or twice))


def _paid_for(fee: Demand) -> tuple[ProposalValue, ProposalValue]:
    """Return what a sum is for, however it is worded, and at which level."""
    title = re.sub(rf"{LEVEL}|职称|评审费", "", str(fee.told["title"]))
    return title, fee.told["level"]


def looks_whole(clauses: Sequence[Clause]) -> bool:
    """Tell whether a text can be a whole notice: sentences, and a day, a paper or a target."""
    body = [clause for clause in clauses if clause.label not in UNREAD]
    words = [sentence for clause in body for sentence in clause.sentences]
    said = any(
        written_days(word, 2000) or named_targets(word) or papers_named(word) for word in words
    )
    return said and (len(words) > 1 or len(clauses) > 1)


def annexes_missing(clauses: Sequence[Clause]) -> tuple[str, ...]:
    """Return the annexes that the notice lists and that are not in the text."""
    listed = [clause for clause in clauses if clause.label == ANNEX_LIST]
    there = {clause.annex for clause in clauses if clause.annex}
    if there == {"附"} or not listed:
        return ()
    numbers = re.findall(r"(?:^|\n|[:：])\s*(\d{1,2})\s*[.．、]\s*([^\n]+)", listed[0].text)
    return tuple(
        f"附{number} {title.strip()}" for number, title in numbers if f"附{number}" not in there
    )
