"""What each kind of demand becomes in a profile, and how a person writes one; a row a kind.

What else is known of a kind stands in its own row, ``ProposalKind``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from zcdesk.notices.renewing import by_hand, entries, time_entries
from zcdesk.notices.renewing.by_hand import Typed
from zcdesk.notices.renewing.entries import Entries, Taken
from zcdesk.notices.sentences.proposals import ProposalKind


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
    ProposalKind.POSTING_DAYS: Rule(time_entries.posting, (by_hand.number("workdays"),)),
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
    ProposalKind.RETURNS: Rule(time_entries.returns, (by_hand.number("limit"),)),
    ProposalKind.RETURN_HOURS: Rule(
        time_entries.returns,
        (by_hand.number("number"), lambda one, _: {"unit": "小时" if "时" in one.value else "天"}),
    ),
    ProposalKind.PENALTY: Rule(entries.titled("penalties")),
    ProposalKind.EXEMPTION: Rule(entries.titled("exemptions")),
    ProposalKind.SEAL: Rule(entries.seal),
    ProposalKind.STATEMENT: Rule(entries.titled("statements", who=["applicant"])),
    ProposalKind.DUTY: Rule(entries.titled("duties", who=["employer"])),
}
"""Every other kind is a row of a draft's tables, a tick, or what changed."""
