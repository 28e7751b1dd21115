"""Windows, rounds of mending and postings, as entries of a profile."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zcdesk.notices.files.writing import Plain
from zcdesk.notices.profile.sources import NOT_STATED
from zcdesk.notices.renewing.assembling import fresh_id, listed
from zcdesk.notices.renewing.entries import (
    Drafts,
    Entries,
    Entry,
    Taken,
    condition,
    source_of,
    title_of,
)
from zcdesk.notices.renewing.levels import levels_of
from zcdesk.notices.sentences.clauses import Clause
from zcdesk.notices.sentences.proposals import Proposal, ProposalKind
from zcdesk.wording import sentence as wording

_ORDINALS = ("first", "second", "third", "fourth", "fifth")


def _window(proposal: Proposal, drafts: Drafts, source: Entry) -> Entries:
    values = proposal.told
    if values.get("for_all"):
        return  # the windows that it holds for have it
    if proposal.kind is ProposalKind.START and values.get("end_text"):
        return  # the end of the same span makes the entry
    entry: Entry = {"id": fresh_id(drafts.data, "window"), "what": str(values.get("what"))}
    for name in ("start", "end"):
        day, words, hour = (values.get(f"{name}{part}") for part in ("", "_text", "_time"))
        if day is not None and not isinstance(day, tuple):
            entry[name] = day
        if isinstance(words, str) and words:
            entry[f"{name}_text"] = "".join(words.split())
        if isinstance(hour, str) and hour:
            entry[f"{name}_time"] = hour
    counted = values.get("counted")
    if isinstance(counted, tuple) and counted:
        entry |= {
            "end": entry.get("end") or entry.pop("start"),
            "counted_from": [*map(str, counted)],
        }
        entry = {name: value for name, value in entry.items() if not name.startswith("start")}
    closing = values.get("closing")
    if isinstance(closing, str) and closing:
        entry["also"] = [{"rule": source["rule"], "quote": closing}]
    level = values.get("level")
    if isinstance(level, str) and level and levels_of(level):
        fact, answers = yield from condition(level, drafts, source)
        entry["when"] = {"fact": fact, "is": answers}
    who = str(values.get("who") or _who(str(entry["what"])))
    yield ("windows",), {**entry, **({"who": [who]} if who != "applicant" else {}), **source}


def _who(what: str) -> str:
    if re.search(r"单位(?:审核|推荐|公示)|推荐", what):
        return "employer"
    if re.search(r"主管部门|主管单位", what):
        return "supervising_unit"
    return "review_committee" if re.search(r"审核|评审会|复审|评议|初审", what) else "applicant"


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
        source = source_of(one, clause, drafts.renewal)
        if not any(known.get("id") == fact for known in drafts.listed("facts")):
            question = wording("notice.asks_returned", number=number).message
            yield (
                ("facts",),
                {"id": fact, "question": question, "kind": "moment", "later": True, **source},
            )
        unit = {"小时": "hours", "日": "days", "天": "days"}.get(str(one.told["unit"]))
        length: Entry = {unit: int(str(one.told["number"]))} if unit else {}
        rounds.append({"number": number, **length, "returned_at": fact, **source})
    source = source_of(found[0], clause, drafts.renewal)
    also: list[Plain] = [
        source_of(one, clause, drafts.renewal) for one in (found if kept else found[1:])
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
    if drafts.listed("terms"):
        return
    for fact in ("posting_start", "posting_end"):
        if not any(known.get("id") == fact for known in drafts.listed("facts")):
            question = wording(f"notice.asks_{fact}").message
            yield (
                ("facts",),
                {"id": fact, "question": question, "kind": "date", "later": True, **source},
            )
    yield ("terms",), {
        "id": "posting", "what": "公示", "workdays": days, "start_fact": "posting_start",
        "end_fact": "posting_end", "who": ["employer"], **source,
    }  # fmt: skip


_RETURN_KINDS = (ProposalKind.RETURNS, ProposalKind.RETURN_HOURS)


def returns(one: Taken) -> Entries:
    """Yield how often and how fast it may be mended, once for a clause."""
    if one.proposal is next(each for each in one.together if each.kind in _RETURN_KINDS):
        yield from _corrections(one.together, one.clause, one.drafts)


def dates(one: Taken) -> Entries:
    """Yield a window."""
    return _window(one.proposal, one.drafts, one.source)
