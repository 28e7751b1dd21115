"""More is covered where a sentence on covering is unsettled."""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.notices.files.writing import Plain
from zcdesk.notices.profile.sources import NOT_STATED
from zcdesk.notices.renewing.naming import listed
from zcdesk.notices.sentences.covering import (
    named_targets,
    only_spares,
    other_forms,
    speaks_of_covering,
)
from zcdesk.wording import sentence


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
