"""Every kind of demand that a notice makes, in one table: what is known of it, a row a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from zcdesk.notices.renewing import entries, time_entries
from zcdesk.notices.renewing.entries import Entries, Taken
from zcdesk.notices.sentences.proposals import ProposalKind


class Topic(StrEnum):
    """What a question is about, in the order in which they are asked."""

    WHEN = "when"
    WHERE = "where"
    PAPERS = "papers"
    FILES = "files"
    COVERING = "covering"
    PEOPLE = "people"
    MONEY = "money"
    WHAT_IF = "what_if"


@dataclass(frozen=True)
class Rule:
    """All that is known of one kind of demand.

    Attributes:
        topic: Under which it is asked about.
        entries: What it becomes in a profile; None for a row of a draft's tables, or a tick.
    """

    topic: Topic
    entries: Callable[[Taken], Entries] | None = None


RULES: Mapping[ProposalKind, Rule] = {
    ProposalKind.START: Rule(Topic.WHEN),
    ProposalKind.DEADLINE: Rule(Topic.WHEN),
    ProposalKind.POSTING_DAYS: Rule(Topic.WHEN, time_entries.posting),
    ProposalKind.PLATFORM: Rule(Topic.WHERE, entries.platform),
    ProposalKind.CONTACT: Rule(Topic.WHERE, entries.contact),
    ProposalKind.SECTION_ADDED: Rule(Topic.PAPERS),
    ProposalKind.SECTION_DROPPED: Rule(Topic.WHAT_IF),
    ProposalKind.NUMBER_MOVED: Rule(Topic.WHAT_IF),
    ProposalKind.SLOT: Rule(Topic.PAPERS),
    ProposalKind.YEARS: Rule(Topic.PAPERS),
    ProposalKind.COPIES: Rule(Topic.WHAT_IF, entries.copies),
    ProposalKind.FORM: Rule(Topic.PAPERS, entries.form),
    ProposalKind.FIELD: Rule(Topic.PAPERS, entries.field),
    ProposalKind.TEXT_LIMIT: Rule(Topic.PAPERS, entries.text_limit),
    ProposalKind.FORMAT: Rule(Topic.FILES, entries.file_rule),
    ProposalKind.MASKING: Rule(Topic.COVERING),
    ProposalKind.FORBIDDEN_WORDS: Rule(Topic.COVERING, entries.forbidden_words),
    ProposalKind.OPINION: Rule(Topic.PEOPLE, entries.opinion),
    ProposalKind.DUTY: Rule(Topic.PEOPLE, entries.titled("duties", who=["employer"])),
    ProposalKind.OUTSIDE: Rule(Topic.PEOPLE, entries.outside),
    ProposalKind.DEFENCE: Rule(
        Topic.PEOPLE, entries.titled("statements", who=["applicant"], at="defence")
    ),
    ProposalKind.FEE: Rule(Topic.MONEY, entries.fee),
    ProposalKind.RETURNS: Rule(Topic.WHAT_IF, time_entries.returns),
    ProposalKind.RETURN_HOURS: Rule(Topic.WHAT_IF, time_entries.returns),
    ProposalKind.PENALTY: Rule(Topic.WHAT_IF, entries.titled("")),
    ProposalKind.EXEMPTION: Rule(Topic.WHAT_IF, entries.titled("exemptions")),
    ProposalKind.SEAL: Rule(Topic.WHAT_IF, entries.seal),
    ProposalKind.STATEMENT: Rule(Topic.WHAT_IF, entries.titled("statements", who=["applicant"])),
}
"""Every kind of demand, in the order in which a notice asks: the reader proposes it
(``notices/sentences``), and profile, editor and an older notice's rows walk this table."""
