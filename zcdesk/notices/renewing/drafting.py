"""Proposals of a clause taken into a profile, each by the rule of its kind."""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.errors import ZcdeskError
from zcdesk.notices.files.consistency import bare
from zcdesk.notices.renewing.assembling import assembled
from zcdesk.notices.renewing.entries import Drafts, Entry, Taken
from zcdesk.notices.renewing.inheriting import Path
from zcdesk.notices.renewing.profile import Renewal, entered
from zcdesk.notices.renewing.rules import RULES
from zcdesk.notices.sentences.clauses import Clause
from zcdesk.notices.sentences.proposals import Proposal

_NAMES = frozenset({"id", "title", "what", "status", "rule", "quote", "clause", "where", "who"})


def taken(
    renewal: Renewal, clause: Clause, proposals: Sequence[Proposal]
) -> tuple[Renewal, Sequence[ZcdeskError | None]]:
    """Make rules of what a clause proposes; what contradicts its own clause stays open.

    Args:
        clause: The clause, with whose label the rules are named.
        proposals: Those that are taken, in their order.

    Returns:
        The notice, and of each proposal why it was not taken, or None.
    """
    refused: list[ZcdeskError | None] = []
    for proposal in proposals:
        drafts, made, wrong = Drafts(renewal.text, assembled(renewal)), renewal, None
        rule = RULES[proposal.kind]
        told = [*rule.entries(Taken(proposal, clause, drafts, proposals))]
        together = sum(RULES[one.kind].entries is rule.entries for one in proposals) > 1
        if not (told or together):
            wrong = ZcdeskError("notice.nothing_made", clause=clause.printed)
        try:
            for container, entry in told:
                if not _is_there(entry, container, drafts):
                    made = entered(made, container, entry)
            renewal = made
        except ZcdeskError as error:
            wrong = error
        refused.append(wrong)
    return renewal, refused


def _is_there(entry: Entry, container: Path, drafts: Drafts) -> bool:
    """Tell whether a rule of the same words says the same already."""
    own = {name: value for name, value in entry.items() if name not in _NAMES}
    quote = bare(str(entry.get("quote")))
    for one in drafts.listed(str(container[0])) if len(container) == 1 else []:
        other = bare(str(one.get("quote")))
        same = quote in other or other in quote if own else quote == other
        if same and all(one.get(name) == value for name, value in own.items()):
            return True
    return False
