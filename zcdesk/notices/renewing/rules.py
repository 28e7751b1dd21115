"""What each kind of demand becomes in a profile, and how a person writes one; a row a kind.

What else is known of a kind stands in its own row, ``ProposalKind``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from zcdesk.errors import ZcdeskError
from zcdesk.notices.files.consistency import bare
from zcdesk.notices.renewing import by_hand, entries
from zcdesk.notices.renewing.assembling import assembled
from zcdesk.notices.renewing.by_hand import Typed
from zcdesk.notices.renewing.entries import Drafts, Entries, Entry, Taken
from zcdesk.notices.renewing.inheriting import Path
from zcdesk.notices.renewing.profile import Renewal, entered
from zcdesk.notices.sentences.clauses import Clause
from zcdesk.notices.sentences.proposals import Proposal, ProposalKind


@dataclass(frozen=True)
class Rule:
    """What becomes of one kind of demand that is a line of the editor's list.

    Attributes:
        entries: What it becomes in a profile.
        typed: What reads what it tells besides name and value out of what a person wrote.
    """

    entries: Callable[[Taken], Entries]
    typed: tuple[Typed, ...] = ()


RULES: Mapping[ProposalKind, Rule] = {
    ProposalKind.POSTING_DAYS: Rule(entries.posting, (by_hand.number("workdays"),)),
    ProposalKind.PLATFORM: Rule(entries.platform, (by_hand.named,)),
    ProposalKind.CONTACT: Rule(entries.contact, (by_hand.named,)),
    ProposalKind.COPIES: Rule(entries.copies, (by_hand.number("copies"),)),
    ProposalKind.FORM: Rule(entries.form, (by_hand.lines,)),
    ProposalKind.FIELD: Rule(entries.field),
    ProposalKind.TEXT_LIMIT: Rule(entries.text_limit, (by_hand.limits,)),
    ProposalKind.FORMAT: Rule(entries.file_rule, (by_hand.named,)),
    ProposalKind.FORBIDDEN_WORDS: Rule(entries.forbidden_words, (by_hand.targets,)),
    ProposalKind.OPINION: Rule(entries.opinion),
    ProposalKind.DEFENCE: Rule(entries.titled("statements", who=["applicant"], at="defence")),
    ProposalKind.OUTSIDE: Rule(entries.outside),
    ProposalKind.FEE: Rule(entries.fee, (by_hand.named, by_hand.number("amount"))),
    ProposalKind.RETURNS: Rule(entries.returns, (by_hand.number("limit"),)),
    ProposalKind.RETURN_HOURS: Rule(
        entries.returns,
        (by_hand.number("number"), lambda one, _: {"unit": "小时" if "时" in one.value else "天"}),
    ),
    ProposalKind.PENALTY: Rule(entries.titled("penalties")),
    ProposalKind.EXEMPTION: Rule(entries.titled("exemptions")),
    ProposalKind.SEAL: Rule(entries.seal),
    ProposalKind.STATEMENT: Rule(entries.titled("statements", who=["applicant"])),
    ProposalKind.DUTY: Rule(entries.titled("duties", who=["employer"])),
}
"""Every other kind is a row of a draft's tables, a tick, or what changed."""

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
