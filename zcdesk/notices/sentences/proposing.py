"""All that a text proposes, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zcdesk.notices.sentences.clauses import ANNEX_LIST, GAP, TITLE, Clause
from zcdesk.notices.sentences.finding import facts_of
from zcdesk.notices.sentences.materials import forms, is_frame, materials
from zcdesk.notices.sentences.proposals import Proposal, ProposalKind
from zcdesk.notices.sentences.times import calendar_of

_ONCE = {ProposalKind.PLATFORM, ProposalKind.MASKING}


def proposals_of(
    clauses: Sequence[Clause], lines: Sequence[str], year: int
) -> tuple[tuple[Proposal, ...], ...]:
    """Return what each clause proposes, in the clauses' order.

    Of a thing that a notice has once (its platform, what is covered) only the first sure
    proposal stays sure.
    """
    found: list[list[Proposal]] = [[] for _ in clauses]
    for at, proposal in materials(clauses):
        found[at].append(proposal)
    for at, proposal in forms(clauses, lines):
        found[at].append(proposal)
    calendar = calendar_of(clauses, year)
    for at, clause in enumerate(clauses):
        if clause.label not in (TITLE, ANNEX_LIST, GAP) and not (clause.annex and is_frame(clause)):
            found[at] += facts_of(clause, calendar)
    once: set[ProposalKind] = set()
    seen: set[tuple[object, ...]] = set()
    result = []
    for row in found:
        kept: list[Proposal] = []
        for proposal in row:
            key = (proposal.kind, proposal.value, proposal.sentence)
            if key in seen:
                continue
            seen.add(key)
            sure = proposal.sure and not (proposal.kind in _ONCE and proposal.kind in once)
            if sure and proposal.kind in _ONCE:
                once.add(proposal.kind)
            kept.append(
                proposal
                if sure == proposal.sure
                else Proposal(proposal.kind, proposal.value, proposal.sentence, sure, proposal.told)
            )
        result.append(tuple(kept))
    return tuple(result)


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
