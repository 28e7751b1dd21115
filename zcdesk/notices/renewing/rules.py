"""Every kind of demand that a notice makes, in one table: what is known of it, a row a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from zcdesk.notices.renewing import entries, time_entries
from zcdesk.notices.renewing.covered_entries import masking_entries
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
        entries: What it becomes in a profile.
        named: Words by which a file of answers makes one.
        in_table: It is a row of a table of the editor, or a tick, and no line of its list.
    """

    topic: Topic
    entries: Callable[[Taken], Entries]
    named: tuple[str, ...] = ()
    in_table: bool = False


RULES: Mapping[ProposalKind, Rule] = {
    ProposalKind.START: Rule(Topic.WHEN, time_entries.dates, in_table=True),
    ProposalKind.DEADLINE: Rule(Topic.WHEN, time_entries.dates, ("date", "日期"), True),
    ProposalKind.POSTING_DAYS: Rule(
        Topic.WHEN, time_entries.posting, ("posting", "公示")
    ),
    ProposalKind.PLATFORM: Rule(Topic.WHERE, entries.platform),
    ProposalKind.CONTACT: Rule(Topic.WHERE, entries.contact, ("contact", "电话")),
    ProposalKind.SECTION_ADDED: Rule(Topic.PAPERS, entries.section, ("section", "栏目"), True),
    ProposalKind.SECTION_DROPPED: Rule(Topic.WHAT_IF, entries.nothing, in_table=True),
    ProposalKind.NUMBER_MOVED: Rule(Topic.WHAT_IF, entries.nothing, in_table=True),
    ProposalKind.SLOT: Rule(
        Topic.PAPERS, entries.slot,
        ("slot", "上传位置"), True,
    ),
    ProposalKind.YEARS: Rule(Topic.PAPERS, entries.nothing, in_table=True),
    ProposalKind.COPIES: Rule(Topic.WHAT_IF, entries.copies),
    ProposalKind.FORM: Rule(
        Topic.PAPERS, entries.form, ("form", "表样")
    ),
    ProposalKind.FIELD: Rule(Topic.PAPERS, entries.field, ("field", "文本栏")),
    ProposalKind.TEXT_LIMIT: Rule(Topic.PAPERS, entries.text_limit, ("limit", "字数")),
    ProposalKind.FORMAT: Rule(Topic.FILES, entries.file_rule),
    ProposalKind.MASKING: Rule(
        Topic.COVERING,
        lambda one: masking_entries(one.proposal, one.clause, one.drafts.data, one.source),
        in_table=True,
    ),
    ProposalKind.FORBIDDEN_WORDS: Rule(Topic.COVERING, entries.forbidden_words),
    ProposalKind.OPINION: Rule(Topic.PEOPLE, entries.opinion),
    ProposalKind.DUTY: Rule(
        Topic.PEOPLE, entries.titled("duties", who=["employer"]), ("duty", "责任")
    ),
    ProposalKind.OUTSIDE: Rule(Topic.PEOPLE, entries.outside),
    ProposalKind.DEFENCE: Rule(
        Topic.PEOPLE, entries.titled("statements", who=["applicant"], at="defence")
    ),
    ProposalKind.FEE: Rule(Topic.MONEY, entries.fee, ("fee", "费用")),
    ProposalKind.RETURNS: Rule(Topic.WHAT_IF, time_entries.returns),
    ProposalKind.RETURN_HOURS: Rule(Topic.WHAT_IF, time_entries.returns),
    ProposalKind.PENALTY: Rule(Topic.WHAT_IF, entries.titled(""), ("penalty", "后果")),
    ProposalKind.EXEMPTION: Rule(
        Topic.WHAT_IF, entries.titled("exemptions"), ("exemption", "免除")
    ),
    ProposalKind.SEAL: Rule(Topic.WHAT_IF, entries.seal),
    ProposalKind.STATEMENT: Rule(
        Topic.WHAT_IF, entries.titled("statements", who=["applicant"]), ("statement", "告知")
    ),
}  # fmt: skip
"""Every kind of demand, in the order in which a notice asks: the reader proposes it
(``notices/sentences``), and profile, editor, renewal and files of answers walk this table."""
