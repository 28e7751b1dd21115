"""What is still to be decided about a notice as a file of questions, and the answers to it.

An answer is one word or a value: 对 · 去掉 · 采用 · 采用 1,3 · 放下：理由 · a day, years, a number
as people write them · or a few choices that make a rule of a clause ({make: fee, value: 300}).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zcdesk.applicant import Target
from zcdesk.errors import ZcdeskError
from zcdesk.notices.files.consistency import bare
from zcdesk.notices.files.locating import dotted
from zcdesk.notices.files.writing import Plain
from zcdesk.notices.renewing.accounting import Account, accounts
from zcdesk.notices.renewing.drafting import taken
from zcdesk.notices.renewing.inheriting import Inherited, InheritedKind, Origin
from zcdesk.notices.renewing.profile import (
    Renewal,
    agreed,
    confirmed,
    confirmed_unchanged,
    dropped,
    put_aside,
)
from zcdesk.notices.renewing.rules import RULES
from zcdesk.notices.sentences.clauses import Clause, cut
from zcdesk.notices.sentences.covering import named_targets
from zcdesk.notices.sentences.proposals import Proposal, ProposalKind, ProposalValue
from zcdesk.notices.sentences.proposing import proposals_of
from zcdesk.notices.sentences.written_values import han_number, typed_day, typed_years

_YES = frozenset({"对", "是", "yes", "true", "ok"})
_DROP = frozenset({"去掉", "没有了", "drop"})
_TAKE = re.compile(r"(?:采用|take)\s*([\d,，、\s]*)")
_ASIDE = re.compile(r"(?:放下|aside)\s*[:：]?\s*(.*)", re.DOTALL)


@dataclass(frozen=True)
class Refused:
    """An answer that was not taken, with the reason."""

    at: str
    error: ZcdeskError


def questions(renewal: Renewal) -> dict[str, Plain]:
    """Return everything that waits for a person, with room for the answers."""
    items: list[Plain] = [
        {
            "at": dotted(item.path),
            "clause": item.clause,
            "old": item.old if not isinstance(item.old, dict) else None,
            "found": item.value if not isinstance(item.value, dict) else None,
            "words": item.passage.words if item.passage else "",
            "answer": None,
        }
        for item in renewal.unconfirmed()
    ]
    clauses: list[Plain] = [
        {
            "line": account.pair.clause.first,
            "clause": account.pair.clause.printed,
            "state": str(account.pair.state),
            "words": [*account.open_words],
            "proposals": [*_listed(account.proposals)],
            "answer": None,
        }
        for account in accounts(renewal)
        if not account.settled
    ]
    return {"unchanged": None, "items": items, "clauses": clauses}


def _listed(proposals: Sequence[Proposal]) -> list[Plain]:
    return [
        f"{number} {proposal.kind} {proposal.value}{'' if proposal.sure else ' ?'}".strip()
        for number, proposal in enumerate(proposals, 1)
    ]


def answered(
    renewal: Renewal, answers: Mapping[str, object]
) -> tuple[Renewal, tuple[Refused, ...]]:
    """Take the answers; what cannot be taken is reported and changes nothing.

    Args:
        answers: As :func:`questions` gives them, with the answers filled in.
    """
    refused: list[Refused] = []
    if _is_yes(answers.get("unchanged")):
        renewal = read_confirmed(confirmed_unchanged(renewal))
    items, clauses = _rows(answers.get("items")), _rows(answers.get("clauses"))
    words_first = sorted(items, key=lambda row: not str(row.get("at", "")).endswith("quote"))
    for row in words_first:
        renewal = _tried(renewal, str(row.get("at", "")), row, _item_answered, refused)
    for row in clauses:
        shown = str(row.get("clause") or row.get("line"))
        renewal = _tried(renewal, shown, row, _clause_answered, refused)
    return renewal, tuple(refused)


def typed(item: Inherited, text: str, year: int) -> Plain:
    """Return what a person typed as a value of the item's kind.

    Raises:
        ValueKindError: It is none.
    """
    if item.kind is InheritedKind.DATE:
        day = typed_day(text, year)
        if day is None:
            raise ZcdeskError("notice.value_kind", found=text)
        return day
    if item.kind is InheritedKind.YEARS:
        years = typed_years(text)
        if not years:
            raise ZcdeskError("notice.value_kind", found=text)
        return [*years]
    if item.kind is InheritedKind.TARGETS:
        known = [str(target) for target in Target]
        names = [one for one in re.split(r"[,，、\s]+", text) if one in known] or [
            *named_targets(text)
        ]
        if not names:
            raise ZcdeskError("notice.value_kind", found=text)
        return [*sorted(names)]
    if item.kind in (InheritedKind.COUNT, InheritedKind.HOURS):
        number = han_number(re.sub(r"(?:个?工作日|小时|天|日|次|字|元|份|页)$", "", text.strip()))
        if number is None:
            raise ZcdeskError("notice.value_kind", found=text)
        return number
    return text


def _tried(
    renewal: Renewal, at: str, row: Mapping[str, object],
    act: Callable[[Renewal, Mapping[str, object]], Renewal], refused: list[Refused],
) -> Renewal:  # fmt: skip
    try:
        return act(renewal, row)
    except ZcdeskError as error:
        refused.append(Refused(at, error))
        return renewal


def _item_answered(renewal: Renewal, row: Mapping[str, object]) -> Renewal:
    answer = row.get("answer")
    if answer in (None, ""):
        return renewal
    item = _item(renewal, str(row.get("at", "")))
    if _is_yes(answer):
        return confirmed(renewal, item.path)
    if isinstance(answer, str) and answer.strip() in _DROP:
        return dropped(renewal, _dropped_path(item))
    return confirmed(renewal, item.path, _value(item, answer, renewal.year))


def _item(renewal: Renewal, at: str) -> Inherited:
    for item in renewal.items:
        if dotted(item.path) == at:
            return item
    raise ZcdeskError("notice.answer_unknown", found=at)


def _dropped_path(item: Inherited) -> tuple[str | int, ...]:
    """Return what goes when an item is dropped: its entry, a question, or a remark alone."""
    if item.path[0] == "open_questions":
        return item.path[:2]
    if item.kind is InheritedKind.WORDS:
        return item.path
    return item.entry or item.path


def _value(item: Inherited, answer: object, year: int) -> Plain:
    if isinstance(answer, str):
        return typed(item, answer, year)
    if isinstance(answer, date):
        return typed(item, answer.isoformat(), year)
    if isinstance(answer, list):
        return typed(item, ",".join(map(str, answer)), year)
    return typed(item, str(answer), year)


def read_confirmed(renewal: Renewal) -> Renewal:
    """Confirm at one stroke the values that were read in words that did not change at all."""
    for item in renewal.unconfirmed():
        if item.origin is Origin.READ and item.passage and item.passage.verbatim:
            try:
                renewal = confirmed(renewal, item.path)
            except ZcdeskError:
                continue
    return renewal


def _clause_answered(renewal: Renewal, row: Mapping[str, object]) -> Renewal:
    answer = row.get("answer")
    if answer in (None, ""):
        return renewal
    clause = _clause(renewal, row)
    if _is_yes(answer):
        found = next(account for account in accounts(renewal) if account.pair.new == clause)
        if not found.rules:
            raise ZcdeskError("notice.clause_without_rule", clause=clause.printed)
        return agreed(renewal, clause.first)
    if isinstance(answer, str):
        aside, take = _ASIDE.fullmatch(answer.strip()), _TAKE.fullmatch(answer.strip())
        if aside:
            return put_aside(renewal, clause.first, aside[1])
        if take:
            proposals = _account(renewal, clause).proposals
            numbers = {int(one) for one in re.findall(r"\d+", take[1])} or set(
                range(1, len(proposals) + 1)
            )
            chosen = [proposal for number, proposal in enumerate(proposals, 1) if number in numbers]
            return taken(renewal, clause, chosen)
    made = [
        one for one in (answer if isinstance(answer, list) else [answer]) if isinstance(one, dict)
    ]
    if not made:
        raise ZcdeskError("notice.answer_unknown", found=str(answer))
    proposals_made = [_made(one, clause, renewal) for one in made]
    spoken = {bare(one.sentence) for one in proposals_made if one.kind in _SPOKEN}
    made_of = taken(renewal, clause, proposals_made)
    return replace(made_of, spoken=made_of.spoken | spoken)


def _account(renewal: Renewal, clause: Clause) -> Account:
    return next(account for account in accounts(renewal) if account.pair.new == clause)


def _clause(renewal: Renewal, row: Mapping[str, object]) -> Clause:
    line, label = row.get("line"), str(row.get("clause", ""))
    for clause in cut(renewal.text):
        if clause.first == line or (line is None and label in (clause.label, clause.printed)):
            return clause
    raise ZcdeskError("notice.answer_unknown", found=label or str(line))


_SPOKEN = frozenset(
    {ProposalKind.PENALTY, ProposalKind.EXEMPTION, ProposalKind.DUTY, ProposalKind.STATEMENT}
)
"""What a person makes of a sentence to show it as it is."""

_MAKES = {word: kind for kind, rule in RULES.items() for word in rule.named}


def _made(choice: Mapping[str, object], clause: Clause, renewal: Renewal) -> Proposal:
    """Return a proposal out of a person's few choices.

    Raises:
        AnswerError: There is no such thing to make, or it lacks its name.
        ValueKindError: A value is none.
    """
    kind = _MAKES.get(str(choice.get("make", choice.get("做"))))
    title, value = str(choice.get("title", "")), str(choice.get("value", ""))
    if kind is None or not (title or value or choice.get("start") or choice.get("end")):
        raise ZcdeskError("notice.answer_unknown", found=str(dict(choice)))
    words = str(choice.get("words") or _sentence(clause, title, value))
    values: dict[str, ProposalValue] = {"title": title, "words": words}
    if kind is ProposalKind.DEADLINE:
        values |= _made_dates(choice, clause, renewal.year)
    elif kind is ProposalKind.FEE:
        values |= {"amount": _number(value)}
    elif kind is ProposalKind.POSTING_DAYS:
        values |= {"workdays": _number(value)}
    elif kind is ProposalKind.TEXT_LIMIT:
        values |= {"at_most": _number(value)}
    elif kind is ProposalKind.PENALTY:
        values |= {"list": "penalties"}
    elif kind is ProposalKind.SLOT:
        values |= {"years": typed_years(str(choice.get("years", "")))}
        values |= {"condition": str(choice.get("when", ""))}
    elif kind is ProposalKind.FORM:
        return _form_named(title, renewal)
    return Proposal(kind, value or title, words, told=values)


def _sentence(clause: Clause, *words: str) -> str:
    """Return the sentence of a clause that has one of the words; its whole text without one."""
    for sentence in clause.sentences:
        if any(word and word in sentence for word in words):
            return sentence
    return " ".join(clause.text.split())


def _made_dates(
    choice: Mapping[str, object], clause: Clause, year: int
) -> dict[str, ProposalValue]:
    values: dict[str, ProposalValue] = {
        "what": str(choice.get("title") or clause.heading or clause.printed)
    }
    for name in ("start", "end"):
        given = str(choice.get(name) or (choice.get("value") if name == "end" else "") or "")
        if given:
            day = typed_day(given, year)
            if day is None:
                raise ZcdeskError("notice.value_kind", found=given)
            values[name] = day
    return values


def _form_named(title: str, renewal: Renewal) -> Proposal:
    clauses = cut(renewal.text)
    for row in proposals_of(clauses, renewal.text, renewal.year):
        for proposal in row:
            if proposal.kind is ProposalKind.FORM and title in proposal.value:
                return proposal
    raise ZcdeskError("notice.answer_unknown", found=title)


def _number(words: str) -> int:
    number = han_number(words)
    if number is None:
        raise ZcdeskError("notice.value_kind", found=words)
    return number


def _rows(value: object) -> list[Mapping[str, object]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _is_yes(answer: object) -> bool:
    return answer is True or (isinstance(answer, str) and answer.strip().lower() in _YES)
