"""The data of one profile out of a renewal: what each kind of demand becomes, sure or marked.

What else is known of a kind is in its own row, ``ProposalKind``.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zcdesk.errors import ZcdeskError
from zcdesk.notices.files.consistency import Plain, bare, entries_in, listed
from zcdesk.notices.making import entries
from zcdesk.notices.making.entries import Drafts, Entries, Entry, Taken, title_of
from zcdesk.notices.making.inheriting import Inherited, InheritedKind, Path
from zcdesk.notices.making.new_profile import Renewal, entered
from zcdesk.notices.making.passages import PassageFinder
from zcdesk.notices.making.standing import clauses_with, names_in, printed_day, walk
from zcdesk.notices.sentences import (
    Clause,
    FactProposal,
    ProposalKind,
    ProposalValue,
    all_numbers,
    cut,
    forms,
    named_targets,
)
from zcdesk.quantities.amounts import as_amount, unit_of

SINGLE = frozenset({"masking", "corrections", "pledge", "platform"})
"""What a notice has once."""


def assembled(renewal: Renewal) -> dict[str, Plain]:
    """Return the profile's data as far as it has come; what nobody confirmed is ``inferred``."""
    data = copy.deepcopy(dict(renewal.data))
    for item in renewal.items:
        _put(data, item.path, copy.deepcopy(item.value))
        if item.kind is InheritedKind.DATE:
            _print_date(data, item, renewal)
    for path in {item.entry for item in renewal.unconfirmed() if item.entry}:
        entry = _at(data, path)
        assert isinstance(entry, dict)
        entry["inferred"] = True
    _order_windows(data)
    _renumber(data, renewal)
    _place_forms(data, renewal)
    for container, added in renewal.entered:
        _add(data, container, copy.deepcopy(dict(added)))
    whole = {container[0] for container, _ in renewal.entered if container[-1] in SINGLE}
    for path in sorted(renewal.dropped, key=_places, reverse=True):
        if path[0] not in whole:  # else another is in its place
            _remove(data, path)
    _prune(data)
    data |= {"id": renewal.notice_id, "year": renewal.year, "source": renewal.notice_id}
    return data


def _print_date(data: dict[str, Plain], item: Inherited, renewal: Renewal) -> None:
    """Write the day as the new notice prints it, or not at all when it does not."""
    entry = _at(data, item.path[:-1])
    assert isinstance(entry, dict)
    name = f"{item.path[-1]}_text"
    if name in entry and isinstance(item.value, date):
        words = printed_day(item.value, str(entry.get("quote", "")), renewal.text, renewal.year)
        entry[name] = words
    if not entry.get(name):
        entry.pop(name, None)


def _order_windows(data: dict[str, Plain]) -> None:
    """Leave the first day of a window out that is behind its last."""
    for window in entries_in(data, "windows"):
        start, end = window.get("start"), window.get("end")
        if isinstance(start, date) and isinstance(end, date) and end < start:
            del window["start"]
            window.pop("start_text", None)


def _renumber(data: dict[str, Plain], renewal: Renewal) -> None:
    """Give an entry the number that its clause has now, where the older one told it rightly."""
    before = cut(renewal.old_text)
    for item in renewal.items:
        if item.kind not in (InheritedKind.PASSAGE, InheritedKind.SLOT) or not item.passage:
            continue
        piece = bare(item.quote.split("…")[0])
        label = item.clause.replace("（", "(").replace("）", ")")
        stood = any(clause.label == label and piece in bare(clause.text) for clause in before)
        now = [
            clause
            for clause in cut(renewal.text)
            if clause.first <= item.passage.line <= clause.last
        ]
        entry = _at(data, item.entry)
        if stood and now and now[0].label != label and isinstance(entry, dict):
            entry["clause"] = now[0].printed


def _place_forms(data: dict[str, Plain], renewal: Renewal) -> None:
    """Find the official forms in the new text, by their titles or their lines."""
    known = entries_in(data, "templates")
    lined = [form for form in known if isinstance(form.get("lines"), list)]
    if not lined:  # a whole text is looked through for them
        return
    finder = PassageFinder(renewal.text)
    there = [proposal for _, proposal in forms(cut(renewal.text), renewal.text)]
    for form in lined:
        lines = form.pop("lines")
        assert isinstance(lines, list)
        span = [
            finder.find(renewal.old_text[line - 1], _share(renewal.old_text, line))
            for line in lines
            if isinstance(line, int) and line <= len(renewal.old_text)
        ]
        first, last = [*span, None, None][:2]
        named = [
            proposal for proposal in there if bare(proposal.value) == bare(str(form.get("title")))
        ]
        if len(named) == 1:
            form["lines"] = [int(str(named[0].told["first"])), int(str(named[0].told["last"]))]
        elif first and last and first.line <= last.line:
            form["lines"] = [first.line, last.line]


def _prune(data: dict[str, Plain]) -> None:
    """Take out what names open questions, passages and windows that were dropped; what else is
    named stays (``referred``)."""
    known = names_in(data)
    for entry in walk(data):
        for name in _PRUNED & {name for name, value in entry.items() if isinstance(value, list)}:
            entry[name] = [named for named in listed(entry[name]) if named in known]
            if not entry[name]:
                del entry[name]


_PRUNED = frozenset({"doubts", "who_may_apply", "handing_in"})


def _share(text: Sequence[str], line: int) -> float:
    """Return how much of a text stands before ``line``, 0–1."""
    return len(bare("".join(text[: line - 1]))) / max(1, len(bare("".join(text))))


def _at(data: Plain, path: Path) -> Plain:
    for part in path:
        if isinstance(data, dict):
            data = data[str(part)]
        elif isinstance(data, list) and isinstance(part, int):
            data = data[part]
        else:
            raise KeyError(path)
    return data


def _put(data: dict[str, Plain], path: Path, value: Plain) -> None:
    around = _at(data, path[:-1])
    assert isinstance(around, dict)
    around[str(path[-1])] = value


def _add(data: dict[str, Plain], container: Path, added: dict[str, Plain]) -> None:
    """Put an entry into its list, or into its own place where a notice has one only."""
    around = _at(data, container[:-1])
    assert isinstance(around, dict)
    name = str(container[-1])
    if name in SINGLE:
        around[name] = added
        return
    found = around.get(name)
    if not isinstance(found, list):  # 原文未述
        found = around[name] = []
    found.append(added)


def _remove(data: dict[str, Plain], path: Path) -> None:
    around, last = _at(data, path[:-1]), path[-1]
    if isinstance(around, list) and isinstance(last, int):
        del around[last]
    elif isinstance(around, dict):
        around.pop(str(last), None)


def _places(path: Path) -> tuple[tuple[int, str], ...]:
    """Order paths so that later places of a list come off before earlier ones."""
    return tuple((part, "") if isinstance(part, int) else (-1, part) for part in path)


def referred(data: dict[str, Plain], path: Path) -> bool:
    """Tell whether something else of a profile names what is in an entry, by its id."""
    entry = _at(data, path)
    names = {str(part["id"]) for part in walk(entry) if "id" in part} - {"yes", "no"}
    return any(
        value in names
        for part in walk(data) if not any(part is own for own in walk(entry))
        for name, reference in part.items() if name not in _NO_REFERENCE
        for value in (reference if isinstance(reference, list) else [reference])
        if isinstance(value, str)
    )  # fmt: skip


_NO_REFERENCE = _PRUNED | {"id", "title", "rule", "quote", "clause", "source"}


_AT_LEAST = re.compile(r"至少|不少于|不低于|以上|起")

Typed = Callable[[FactProposal, Sequence[str]], Mapping[str, ProposalValue]]
"""Returns what a kind tells besides value and name (``title``), read out of what was written; the
lines of the notice are beside it."""


def number(name: str) -> Typed:
    """Return what reads a number (48, 三, 5个工作日) as what is told under a name."""
    return lambda one, _: {name: _needed(one, as_amount(one.value))}


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
    ProposalKind.FORBIDDEN_WORDS: Rule(entries.forbidden_words, (targets,)),
    ProposalKind.OPINION: Rule(entries.opinion),
    ProposalKind.DEFENCE: Rule(entries.titled("statements", who=["applicant"], at="defence")),
    ProposalKind.OUTSIDE: Rule(entries.outside),
    ProposalKind.FEE: Rule(entries.fee, (named, number("amount"))),
    ProposalKind.RETURNS: Rule(entries.returns, (number("limit"),)),
    ProposalKind.RETURN_HOURS: Rule(
        entries.returns,
        (number("number"), lambda one, _: {"unit": unit_of(one.value)}),
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
    """Return a person's own words as a proposal, with the first line of their clause.

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
    clauses = [clause for clause in clauses_with(quote, text) if clause.first]
    if not clauses:
        raise ZcdeskError("notice.not_in_text", quote=(quote or "".join(named))[:40])
    whole = replace(one, sentence=quote)
    values = {name: value for read in typed for name, value in read(whole, text).items()}
    return clauses[0].first, replace(whole, told={**one.told, **values})


_NAMES = frozenset({"id", "title", "what", "status", "rule", "quote", "clause", "where", "who"})


Put = Callable[[Renewal, Path, Mapping[str, Plain]], Renewal]
"""Adds an entry to a notice, or refuses it (``entered``, ``believed``)."""


def taken(
    renewal: Renewal, clause: Clause, proposals: Sequence[FactProposal], put: Put = entered
) -> tuple[Renewal, Sequence[ZcdeskError | None]]:
    """Make rules of what a clause proposes; what contradicts its own clause stays open.

    Args:
        clause: The clause, with whose label the rules are named.
        proposals: Those that are taken, in their order.
        put: What adds an entry.

    Returns:
        The notice, and of each proposal why it was not taken, or None.
    """
    refused: list[ZcdeskError | None] = []
    for proposal in proposals:
        drafts, made, wrong = Drafts(renewal.text, assembled(renewal)), renewal, None
        rule = RULES[proposal.kind]
        told = [*rule.entries(Taken(proposal, clause, drafts, proposals))]
        together = sum(RULES[proposal.kind].entries is rule.entries for proposal in proposals) > 1
        if not (told or together):
            wrong = ZcdeskError("notice.nothing_made", clause=clause.printed)
        try:
            for container, entry in told:
                if not _is_there(entry, container, drafts):
                    made = put(made, container, entry)
            renewal = made
        except ZcdeskError as error:
            wrong = error
        refused.append(wrong)
    return renewal, refused


def _is_there(entry: Entry, container: Path, drafts: Drafts) -> bool:
    """Tell whether a rule of the same words says the same already."""
    own = {name: value for name, value in entry.items() if name not in _NAMES}
    quote = bare(str(entry.get("quote")))
    for one in entries_in(drafts.data, str(container[0])) if len(container) == 1 else []:
        other = bare(str(one.get("quote")))
        same = quote in other or other in quote if own else quote == other
        if same and all(one.get(name) == value for name, value in own.items()):
            return True
    return False
