"""All that a text proposes, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zcdesk.notices.sentences.clauses import ANNEX_LIST, GAP, TITLE, Clause
from zcdesk.notices.sentences.covering import named_targets
from zcdesk.notices.sentences.finding import facts_of
from zcdesk.notices.sentences.materials import forms, is_frame, materials
from zcdesk.notices.sentences.papers import papers_in
from zcdesk.notices.sentences.proposals import FactProposal, ProposalKind
from zcdesk.notices.sentences.times import calendar_of
from zcdesk.notices.sentences.written_values import written_days

_MOVED = re.compile(r"(?:延[长期]|推迟|顺延|调整|更改|改|提前)[^，。；]{0,4}[至到为]")
_ONCE = {ProposalKind.PLATFORM, ProposalKind.MASKING}


def proposals_of(
    clauses: Sequence[Clause], lines: Sequence[str], year: int
) -> tuple[tuple[FactProposal, ...], ...]:
    """Return what each clause proposes, in the clauses' order.

    Of a thing that a notice has once (its platform, what is covered) only the first sure
    proposal stays sure.
    """
    found: list[list[FactProposal]] = [[] for _ in clauses]
    for at, proposal in materials(clauses):
        found[at].append(proposal)
    for at, proposal in forms(clauses, lines):
        found[at].append(proposal)
    calendar = calendar_of(clauses, year)
    for at, clause in enumerate(clauses):
        if clause.label not in (TITLE, ANNEX_LIST, GAP) and not (clause.annex and is_frame(clause)):
            found[at] += facts_of(clause, calendar)
        found[at] = [*_postponed(found[at])]
    once: set[ProposalKind] = set()
    seen: set[tuple[object, ...]] = set()
    result = []
    for row in found:
        kept: list[FactProposal] = []
        for proposal in row:
            if (key := (proposal.kind, proposal.value, proposal.sentence)) in seen:
                continue
            seen.add(key)
            sure = proposal.sure and not (proposal.kind in _ONCE and proposal.kind in once)
            once |= {proposal.kind} if sure else set()
            kept.append(replace(proposal, sure=sure))
        result.append(tuple(kept))
    return tuple(result)


def _postponed(found: Sequence[FactProposal]) -> Iterator[FactProposal]:
    """Yield proposals, days unsure where another sentence of the clause moves one to later."""
    moving = [one.sentence for one in found if _MOVED.search(one.sentence)]
    for one in found:
        stays = one.sentence in moving or one.kind is not ProposalKind.DEADLINE or not moving
        yield one if stays else replace(one, sure=False)


def looks_whole(clauses: Sequence[Clause]) -> bool:
    """Tell whether a text can be a whole notice: sentences, and a day, a paper or a target."""
    body = [clause for clause in clauses if clause.label not in (TITLE, GAP)]
    words = [sentence for clause in body for sentence in clause.sentences]
    said = any(written_days(one, 2000) or papers_in(one) or named_targets(one) for one in words)
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
