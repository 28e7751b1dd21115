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
        typed: What it tells besides name and value, each with what reads it out of what a person
            wrote.
    """

    entries: Callable[[Taken], Entries]
    typed: Typed


RULES: Mapping[ProposalKind, Rule] = {
    ProposalKind.POSTING_DAYS: Rule(time_entries.posting, {"workdays": by_hand.number}),
    ProposalKind.PLATFORM: Rule(entries.platform, {"name": by_hand.named}),
    ProposalKind.CONTACT: Rule(entries.contact, {"title": by_hand.named}),
    ProposalKind.COPIES: Rule(entries.copies, {"copies": by_hand.number}),
    ProposalKind.FORM: Rule(entries.form, {"first": by_hand.first_line, "last": by_hand.last_line}),
    ProposalKind.FIELD: Rule(entries.field, {}),
    ProposalKind.TEXT_LIMIT: Rule(
        entries.text_limit, {"at_least": by_hand.least, "at_most": by_hand.most}
    ),
    ProposalKind.FORMAT: Rule(entries.file_rule, {"title": by_hand.named, "shown": by_hand.value}),
    ProposalKind.FORBIDDEN_WORDS: Rule(entries.forbidden_words, {"targets": by_hand.targets}),
    ProposalKind.OPINION: Rule(entries.opinion, {"sentence": by_hand.value}),
    ProposalKind.DEFENCE: Rule(entries.titled("statements", who=["applicant"], at="defence"), {}),
    ProposalKind.OUTSIDE: Rule(entries.outside, {}),
    ProposalKind.FEE: Rule(entries.fee, {"title": by_hand.named, "amount": by_hand.number}),
    ProposalKind.RETURNS: Rule(time_entries.returns, {"limit": by_hand.number}),
    ProposalKind.RETURN_HOURS: Rule(
        time_entries.returns, {"number": by_hand.number, "unit": by_hand.unit}
    ),
    ProposalKind.PENALTY: Rule(entries.titled(""), {"list": lambda _: "penalties"}),
    ProposalKind.EXEMPTION: Rule(entries.titled("exemptions"), {}),
    ProposalKind.SEAL: Rule(entries.seal, {}),
    ProposalKind.STATEMENT: Rule(entries.titled("statements", who=["applicant"]), {}),
    ProposalKind.DUTY: Rule(entries.titled("duties", who=["employer"]), {}),
}
"""Every other kind is a row of a draft's tables, a tick, or what changed."""
