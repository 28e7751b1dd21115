"""What each kind of demand becomes in a profile, and how a person writes one; a row a kind.

What else is known of a kind stands in its own row, ``ProposalKind``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from zcdesk.errors import ZcdeskError
from zcdesk.notices.files.consistency import bare
from zcdesk.notices.renewing import entries
from zcdesk.notices.renewing.assembling import assembled
from zcdesk.notices.renewing.entries import Drafts, Entries, Entry, Taken, title_of
from zcdesk.notices.renewing.inheriting import Path
from zcdesk.notices.renewing.profile import Renewal, entered
from zcdesk.notices.renewing.standing import clauses_with
from zcdesk.notices.sentences.clauses import Clause, cut
from zcdesk.notices.sentences.covering import named_targets
from zcdesk.notices.sentences.materials import forms
from zcdesk.notices.sentences.proposals import FactProposal, ProposalKind, ProposalValue
from zcdesk.notices.sentences.written_values import all_numbers, han_number

_UNIT = re.compile(r"个?(?:工作日|小时|天|日|次|字|元|份|页)$")
_AT_LEAST = re.compile(r"至少|不少于|不低于|以上|起")

Typed = Callable[[FactProposal, Sequence[str]], Mapping[str, ProposalValue]]
"""Returns what a kind tells besides value and name (``title``), read out of what was written; the
lines of the notice are beside it."""


def number(name: str) -> Typed:
    """Return what reads a number (48, 三, 5个工作日) as what is told under a name."""
    return lambda one, _: {name: _needed(one, han_number(_UNIT.sub("", one.value.strip())))}


def limits(one: FactProposal, _: Sequence[str]) -> Mapping[str, ProposalValue]:
    """Return how many letters there are at least and at most (800-1500, 1500, 不少于800)."""
    numbers = sorted(all_numbers(one.value))
    _needed(one, tuple(numbers))
    first, last = numbers[0], numbers[-1]
    both, least = first != last, bool(_AT_LEAST.search(one.value))
    return {"at_least": first if both or least else None,
            "at_most": last if both or not least else None}  # fmt: skip


def named(one: FactProposal, _: Sequence[str]) -> Mapping[str, ProposalValue]:
    """Return the name, else the beginning of the sentence."""
    name = str(one.told["title"] or title_of(one.sentence))
    return {"title": name, "name": name, "shown": one.value}


def targets(one: FactProposal, _: Sequence[str]) -> Mapping[str, ProposalValue]:
    """Return what is to be left out of a text, by the words for it (姓名、单位)."""
    return {"targets": _needed(one, tuple(sorted(named_targets(one.value))))}


def lines(one: FactProposal, text: Sequence[str]) -> Mapping[str, ProposalValue]:
    """Return the lines of a form, nothing where the notice does not print it."""
    there = (form.told for _, form in forms(cut(text), text) if bare(one.value) in bare(form.value))
    return next(there, {})


def _needed(one: FactProposal, found: ProposalValue) -> ProposalValue:
    """Return what was read.

    Raises:
        ZcdeskError: Nothing was.
    """
    if found in (None, (), [], ""):
        raise ZcdeskError("notice.value_kind", found=one.value)
    return found


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
    ProposalKind.POSTING_DAYS: Rule(entries.posting, (number("workdays"),)),
    ProposalKind.PLATFORM: Rule(entries.platform, (named,)),
    ProposalKind.CONTACT: Rule(entries.contact, (named,)),
    ProposalKind.COPIES: Rule(entries.copies, (number("copies"),)),
    ProposalKind.FORM: Rule(entries.form, (lines,)),
    ProposalKind.FIELD: Rule(entries.field),
    ProposalKind.TEXT_LIMIT: Rule(entries.text_limit, (limits,)),
    ProposalKind.FORMAT: Rule(entries.file_rule, (named,)),
    ProposalKind.FORBIDDEN_WORDS: Rule(entries.forbidden_words, (targets,)),
    ProposalKind.OPINION: Rule(entries.opinion),
    ProposalKind.DEFENCE: Rule(entries.titled("statements", who=["applicant"], at="defence")),
    ProposalKind.OUTSIDE: Rule(entries.outside),
    ProposalKind.FEE: Rule(entries.fee, (named, number("amount"))),
    ProposalKind.RETURNS: Rule(entries.returns, (number("limit"),)),
    ProposalKind.RETURN_HOURS: Rule(
        entries.returns,
        (number("number"), lambda one, _: {"unit": "小时" if "时" in one.value else "天"}),
    ),
    ProposalKind.PENALTY: Rule(entries.titled("penalties")),
    ProposalKind.EXEMPTION: Rule(entries.titled("exemptions")),
    ProposalKind.SEAL: Rule(entries.seal),
    ProposalKind.STATEMENT: Rule(entries.titled("statements", who=["applicant"])),
    ProposalKind.DUTY: Rule(entries.titled("duties", who=["employer"])),
}
"""Every other kind is a row of a draft's tables, a tick, or what changed."""


def placed(
    one: FactProposal, typed: Sequence[Typed], text: Sequence[str]
) -> tuple[int, FactProposal]:
    """Return what a person wrote as a proposal, with the first line of the clause that has it.

    Args:
        one: What was written, its name under ``title``; without a sentence the one is taken that
            has the value or the name.
        typed: What reads what its kind tells.
        text: Lines of the notice.

    Raises:
        ZcdeskError: The words do not stand in the notice, or the value is none.
    """
    named = [word for word in (one.value, str(one.told["title"])) if word]
    quote = one.sentence or next(
        (sentence for word in named for clause in cut(text) for sentence in clause.sentences
         if word in sentence), "",
    )  # fmt: skip
    found = [clause for clause in clauses_with(quote, text) if clause.first]
    if not found:
        raise ZcdeskError("notice.not_in_text", quote=(quote or "".join(named))[:40])
    whole = replace(one, sentence=quote)
    told = {name: value for read in typed for name, value in read(whole, text).items()}
    return found[0].first, replace(whole, told={**one.told, **told})


_NAMES = frozenset({"id", "title", "what", "status", "rule", "quote", "clause", "where", "who"})


def taken(
    renewal: Renewal, clause: Clause, proposals: Sequence[FactProposal]
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
