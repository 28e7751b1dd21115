"""What a person writes of a demand that no reader proposed, as what its kind tells of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from zcdesk.errors import ZcdeskError
from zcdesk.notices.files.consistency import bare
from zcdesk.notices.renewing.entries import title_of
from zcdesk.notices.renewing.naming import clauses_with
from zcdesk.notices.sentences.clauses import cut
from zcdesk.notices.sentences.covering import named_targets
from zcdesk.notices.sentences.materials import forms
from zcdesk.notices.sentences.proposals import Proposal, ProposalValue
from zcdesk.notices.sentences.written_values import all_numbers, han_number

_UNIT = re.compile(r"个?(?:工作日|小时|天|日|次|字|元|份|页)$")
_AT_LEAST = re.compile(r"至少|不少于|不低于|以上|起")

Typed = Callable[[Proposal, Sequence[str]], Mapping[str, ProposalValue]]
"""Returns what a kind tells besides value and name (``title``), read out of what was written; the
lines of the notice are beside it."""


def number(name: str) -> Typed:
    """Return what reads a number (48, 三, 5个工作日) as what is told under a name."""
    return lambda one, _: {name: _needed(one, han_number(_UNIT.sub("", one.value.strip())))}


def limits(one: Proposal, _: Sequence[str]) -> Mapping[str, ProposalValue]:
    """Return how many letters there are at least and at most (800-1500, 1500, 不少于800)."""
    numbers = sorted(all_numbers(one.value))
    _needed(one, tuple(numbers))
    first, last = numbers[0], numbers[-1]
    both, least = first != last, bool(_AT_LEAST.search(one.value))
    return {"at_least": first if both or least else None,
            "at_most": last if both or not least else None}  # fmt: skip


def named(one: Proposal, _: Sequence[str]) -> Mapping[str, ProposalValue]:
    """Return the name, else the beginning of the sentence."""
    name = str(one.told["title"] or title_of(one.sentence))
    return {"title": name, "name": name, "shown": one.value}


def targets(one: Proposal, _: Sequence[str]) -> Mapping[str, ProposalValue]:
    """Return what is to be left out of a text, by the words for it (姓名、单位)."""
    return {"targets": _needed(one, tuple(sorted(named_targets(one.value))))}


def lines(one: Proposal, text: Sequence[str]) -> Mapping[str, ProposalValue]:
    """Return the lines of a form, nothing where the notice does not print it."""
    there = (form.told for _, form in forms(cut(text), text) if bare(one.value) in bare(form.value))
    return next(there, {})


def _needed(one: Proposal, found: ProposalValue) -> ProposalValue:
    """Return what was read.

    Raises:
        ZcdeskError: Nothing was.
    """
    if found in (None, (), [], ""):
        raise ZcdeskError("notice.value_kind", found=one.value)
    return found


def placed(one: Proposal, typed: Sequence[Typed], text: Sequence[str]) -> tuple[int, Proposal]:
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
