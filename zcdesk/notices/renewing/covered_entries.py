"""What is covered, as entries of a profile; more where a sentence is unsettled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from zcdesk.notices.files.consistency import bare
from zcdesk.notices.files.writing import Plain
from zcdesk.notices.profile.sources import NOT_STATED
from zcdesk.notices.renewing.assembling import listed
from zcdesk.notices.renewing.inheriting import Path
from zcdesk.notices.sentences.clauses import Clause
from zcdesk.notices.sentences.covering import (
    named_targets,
    only_spares,
    other_forms,
    speaks_of_covering,
)
from zcdesk.notices.sentences.proposals import Proposal
from zcdesk.wording import sentence

Entry = dict[str, Plain]
_SCOPE = re.compile(r"(所有(?:上传的?)?(?:附件|材料)(?:材料)?|附件材料|全部附件|代表作|附件|材料)")


def masking_entries(
    proposal: Proposal, clause: Clause, data: Mapping[str, Plain], source: Entry
) -> Iterator[tuple[Path, Entry]]:
    """Yield what is covered; each further sentence adds to it and takes nothing away."""
    values = proposal.told
    before = data.get("masking")
    masking = dict(before) if isinstance(before, dict) else {}
    if values.get("patients"):
        yield (
            ("statements",),
            {"title": str(values["title"]), "who": ["applicant"], "at": "covering", **source},
        )
        return
    if values.get("except"):
        if masking:
            yield ("masking",), {**masking, "also": [*listed(masking.get("also")), source]}
        return
    targets = {str(one) for one in values.get("targets") or ()}  # type: ignore[union-attr]
    by_hand: list[Plain] = [{"what": str(one), **source} for one in values.get("forms") or ()]  # type: ignore[union-attr]
    scope = _SCOPE.search(proposal.sentence)
    blind = values.get("blind") or proposal.sentence
    if not masking:
        masking = {
            **source,
            "scope": str(values.get("scope") or "") or (scope[1] if scope else NOT_STATED),
            "blind_review": {"rule": clause.label, "quote": str(blind)},
        }  # fmt: skip
        targets = targets or {"name", "employer"}
    elif bare(str(masking.get("quote"))) != bare(str(source["quote"])):
        masking["also"] = [*listed(masking.get("also")), source]
    named = sorted(targets | {str(one) for one in listed(masking.get("targets"))})
    masking |= {
        "targets": [*named],
        "open_targets": [one for one in ("seal", "signature") if one not in named],
    }
    kept = listed(masking.get("by_hand"))
    known = {one.get("what") for one in kept if isinstance(one, dict)}
    by_hand = [
        *kept,
        *(one for one in by_hand if isinstance(one, dict) and one["what"] not in known),
    ]
    if by_hand:
        masking["by_hand"] = by_hand
    yield ("masking",), masking


def covering_more(data: dict[str, Plain], waiting: Sequence[Plain]) -> dict[str, Plain]:
    """Return a profile that covers more where a sentence on covering is not settled wholly.

    Args:
        data: The profile.
        waiting: Statements of the sentences that nothing accounts for.
    """
    unsettled = [
        one for one in waiting if isinstance(one, dict) and speaks_of_covering(str(one["quote"]))
    ]
    before = data.get("masking")
    masking = dict(before) if isinstance(before, dict) else {}
    if unsettled:
        first = unsettled[0]
        source: dict[str, Plain] = {
            "rule": first["rule"],
            "quote": first["quote"],
            "inferred": True,
        }
        if not masking:
            masking = {**source, "scope": NOT_STATED, "blind_review": dict(source)}
        words = "".join(str(one["quote"]) for one in unsettled)
        named = {
            "name",
            "employer",
            *named_targets(words),
            *map(str, listed(masking.get("targets"))),
        }
        masking["targets"] = [*sorted(named)]
        masking["open_targets"] = [one for one in ("seal", "signature") if one not in named]
        known = {
            str(one.get("what")) for one in listed(masking.get("by_hand")) if isinstance(one, dict)
        }
        more: list[Plain] = [
            {"what": _left_to_look_for(str(one["quote"]), known), "rule": one["rule"],
             "quote": one["quote"], "inferred": True,
             "note": sentence("notice.covers_more").message}
            for one in unsettled
            if not only_spares(str(one["quote"]))
        ]  # fmt: skip
        masking["by_hand"] = [*listed(masking.get("by_hand")), *more]
    return {**data, "masking": masking} if masking else data


def _left_to_look_for(quote: str, known: set[str]) -> str:
    forms = [form for form in other_forms(quote) if form not in known]
    return "、".join(forms) or (quote if len(quote) <= 40 else f"{quote[:39]}…")
