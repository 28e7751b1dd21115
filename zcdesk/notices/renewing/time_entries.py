"""Rounds of mending and postings, as entries of a profile."""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.notices.files.writing import Plain
from zcdesk.notices.profile.sources import NOT_STATED
from zcdesk.notices.renewing.entries import (
    Drafts,
    Entries,
    Entry,
    Taken,
    source_of,
    title_of,
)
from zcdesk.notices.renewing.naming import fresh_id, listed
from zcdesk.notices.sentences.clauses import Clause
from zcdesk.notices.sentences.proposals import Proposal, ProposalKind
from zcdesk.wording import sentence as wording

_ORDINALS = ("first", "second", "third", "fourth", "fifth")


def _corrections(together: Sequence[Proposal], clause: Clause, drafts: Drafts) -> Entries:
    before = drafts.data.get("corrections")
    kept = dict(before) if isinstance(before, dict) else {}
    found = [proposal for proposal in together if proposal.kind in _RETURN_KINDS]
    limit = next(
        (proposal.told["limit"] for proposal in found if proposal.kind is ProposalKind.RETURNS),
        NOT_STATED,
    )
    rounds = listed(kept.get("rounds"))
    terms = [one for one in found if one.kind is ProposalKind.RETURN_HOURS and one.told["number"]]
    for number, one in enumerate(terms, len(rounds) + 1):
        fact = f"{_ORDINALS[min(number, len(_ORDINALS)) - 1]}_returned_at"
        source = source_of(one, clause, drafts.text)
        if not any(known.get("id") == fact for known in drafts.listed("facts")):
            question = wording("notice.asks_returned", number=number).message
            yield (
                ("facts",),
                {"id": fact, "question": question, "kind": "moment", "later": True, **source},
            )
        unit = {"小时": "hours", "日": "days", "天": "days"}.get(str(one.told["unit"]))
        length: Entry = {unit: int(str(one.told["number"]))} if unit else {}
        rounds.append({"number": number, **length, "returned_at": fact, **source})
    source = source_of(found[0], clause, drafts.text)
    also: list[Plain] = [
        source_of(one, clause, drafts.text) for one in (found if kept else found[1:])
    ]
    entry: Entry = {
        "unit": "corrections",
        **source,
        "overdue": NOT_STATED,
        "over_limit": NOT_STATED,
    }
    entry |= {**kept, "rounds": rounds, "also": [*listed(kept.get("also")), *also]}
    if isinstance(limit, int) or "limit" not in kept:
        entry["limit"] = limit if isinstance(limit, int) else NOT_STATED
    yield ("corrections",), entry


def posting(one: Taken) -> Entries:
    """Yield the posting, or who posts the results."""
    proposal, drafts, source = one.proposal, one.drafts, one.source
    days = proposal.told.get("workdays")
    if not isinstance(days, int) or proposal.told.get("results"):
        who, name = (
            ("review_committee", "statements")
            if proposal.told.get("results")
            else ("employer", "duties")
        )
        yield (
            (name,),
            {"title": title_of(str(source["quote"])), "who": [who], "at": "posting", **source},
        )
        return
    if any(not known.get("inferred") for known in drafts.listed("terms")):
        return
    for fact in ("posting_start", "posting_end"):
        if not any(known.get("id") == fact for known in drafts.listed("facts")):
            question = wording(f"notice.asks_{fact}").message
            yield (
                ("facts",),
                {"id": fact, "question": question, "kind": "date", "later": True, **source},
            )
    yield ("terms",), {
        "id": "posting" if not drafts.listed("terms") else fresh_id(drafts.data, "posting"),
        "what": "公示", "workdays": days, "start_fact": "posting_start",
        "end_fact": "posting_end", "who": ["employer"], **source,
    }  # fmt: skip


_RETURN_KINDS = (ProposalKind.RETURNS, ProposalKind.RETURN_HOURS)


def returns(one: Taken) -> Entries:
    """Yield how often and how fast it may be mended, once for a clause."""
    if one.proposal is next(each for each in one.together if each.kind in _RETURN_KINDS):
        yield from _corrections(one.together, one.clause, one.drafts)
