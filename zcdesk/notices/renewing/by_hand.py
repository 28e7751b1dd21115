"""What a person writes of a demand that no reader proposed, as what its kind tells of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from zcdesk.errors import ZcdeskError
from zcdesk.notices.files.consistency import bare
from zcdesk.notices.renewing.entries import title_of
from zcdesk.notices.renewing.naming import clauses_with
from zcdesk.notices.sentences.clauses import cut
from zcdesk.notices.sentences.covering import named_targets
from zcdesk.notices.sentences.materials import forms
from zcdesk.notices.sentences.proposals import Proposal, ProposalKind, ProposalValue
from zcdesk.notices.sentences.written_values import all_numbers, han_number

_UNIT = re.compile(r"个?(?:工作日|小时|天|日|次|字|元|份|页)$")
_AT_LEAST = re.compile(r"至少|不少于|不低于|以上|起")


@dataclass(frozen=True)
class Written:
    """Name, value and sentence as a person wrote them; lines of the notice."""

    title: str
    value: str
    quote: str
    text: tuple[str, ...]


Typed = Mapping[str, Callable[[Written], ProposalValue]]
"""What a kind tells besides its value, each by what reads it out of what was written."""


def number(one: Written) -> int:
    """Return a number (48, 三, 5个工作日).

    Raises:
        ZcdeskError: It is none.
    """
    found = han_number(_UNIT.sub("", one.value.strip()))
    if found is None:
        raise ZcdeskError("notice.value_kind", found=one.value)
    return found


def least(one: Written) -> int | None:
    """Return how many letters there are at least (800-1500, 不少于800), None without a limit."""
    numbers = _limits(one)
    return numbers[0] if len(numbers) > 1 or _AT_LEAST.search(one.value) else None


def most(one: Written) -> int | None:
    """Return how many letters there are at most (800-1500, 1500), None without a limit."""
    numbers = _limits(one)
    return numbers[-1] if len(numbers) > 1 or not _AT_LEAST.search(one.value) else None


def _limits(one: Written) -> list[int]:
    if not (found := sorted(all_numbers(one.value))):
        raise ZcdeskError("notice.value_kind", found=one.value)
    return found


def unit(one: Written) -> str:
    """Return what a term is counted in."""
    return "小时" if "小时" in one.value else "天"


def named(one: Written) -> str:
    """Return the name, else the beginning of the sentence."""
    return one.title or title_of(one.quote)


def value(one: Written) -> str:
    """Return the value itself."""
    return one.value


def targets(one: Written) -> tuple[str, ...]:
    """Return what is to be left out of a text, by the words for it (姓名、单位).

    Raises:
        ZcdeskError: The words name none of it.
    """
    if not (found := tuple(sorted(named_targets(one.value)))):
        raise ZcdeskError("notice.value_kind", found=one.value)
    return found


def first_line(one: Written) -> int | None:
    """Return the line in which a form begins, None where the notice does not print it."""
    return _lines(one)[0]


def last_line(one: Written) -> int | None:
    """Return the line in which a form ends."""
    return _lines(one)[1]


def _lines(one: Written) -> tuple[int | None, int | None]:
    for _, form in forms(cut(one.text), one.text):
        if bare(one.value) in bare(form.value):
            return int(str(form.told["first"])), int(str(form.told["last"]))
    return None, None


def proposal_of(kind: ProposalKind, typed: Typed, one: Written) -> tuple[int, Proposal]:
    """Return what a person wrote as a proposal, with the first line of the clause that has it.

    Args:
        kind: What it is.
        typed: What its kind tells.
        one: What was written; without a sentence the one is taken that has the value or the name.

    Raises:
        ZcdeskError: The words do not stand in the notice, or the value is none.
    """
    quote = one.quote or next(
        (sentence for words in (one.value, one.title) if words for clause in cut(one.text)
         for sentence in clause.sentences if words in sentence), "",
    )  # fmt: skip
    found = [clause for clause in clauses_with(quote, one.text) if clause.first]
    if not found:
        raise ZcdeskError("notice.not_in_text", quote=(one.quote or one.value or one.title)[:40])
    whole = Written(one.title, one.value, quote, one.text)
    told = {name: read(whole) for name, read in typed.items()}
    return found[0].first, Proposal(kind, one.value, quote, told={"title": one.title, **told})
