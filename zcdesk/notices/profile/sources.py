"""What every entry of a profile rests on: where its rule is written, and when it applies.

A condition asks facts only. An unanswered fact never counts as no: the judgement is then
``UNKNOWN`` and names the facts that would decide it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
    model_validator,
)

NotStated = Literal["原文未述"]
NOT_STATED: NotStated = "原文未述"
"""A notice that says nothing: neither passed nor failed, and never a default of ours."""

_SPLIT_CLAUSE = re.compile(r"-([a-z]|\d+|末|除外)$")
_ATTACHMENT = re.compile(r"^附件-(\d+)$")


class Value(BaseModel):
    """A frozen piece of a profile; an unknown field is a fault."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, defer_build=True
    )  # built when a profile is read: most commands read one or none


def _with_notice(rule: str, info: ValidationInfo) -> str:
    """Put the notice's id before a rule id that was written without it."""
    notice = (info.context or {}).get("notice", "")
    return f"{notice}/{rule}" if notice and "/" not in rule else rule


RuleId = Annotated[str, AfterValidator(_with_notice)]
"""``<notice>/<clause>[-a]``; a profile may leave out its own notice."""


def clause_of(rule: str) -> str:
    """Return the clause as the notice prints it: ``x/四(一)14-b`` gives ``四（一）14``.

    What only our ids count (``八-1``, ``一-末``) is left out; ``附件-1`` is the notice's 附件1.
    """
    clause = _SPLIT_CLAUSE.sub("", _ATTACHMENT.sub(r"附件\1", rule.rpartition("/")[2]))
    return clause.replace("(", "（").replace(")", "）")


class Source(Value):
    """One rule: its id, its clause, the notice's own words.

    Attributes:
        rule: Rule id.
        clause: Clause for people, with full-width brackets; from ``rule`` when left out.
        quote: Original words; ``…`` marks what was left out between two pieces.
        note: What a reader should know about it; ours, never the notice's words.
        doubts: Open questions (A-05 …) that touch the rule.
        inferred: Taken over from another notice and not confirmed by a person yet
            (推算，未经通知证实); its quote need not be in this notice, and what hangs on it is
            a person's to decide.
    """

    rule: RuleId
    clause: str = ""
    quote: str
    note: str = ""
    doubts: tuple[str, ...] = ()
    inferred: bool = False

    @model_validator(mode="before")
    @classmethod
    def _clause_from_rule(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("rule"), str) and "clause" not in data:
            return {**data, "clause": clause_of(data["rule"])}
        return data


class Entry(Source):
    """A rule that further passages of the notice support."""

    also: tuple[Source, ...] = ()

    @property
    def rules(self) -> tuple[str, ...]:
        """All rule ids of the entry, its own first."""
        return (self.rule, *(source.rule for source in self.also))


T = TypeVar("T")


class Truth(StrEnum):
    """What the facts say about a condition."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class FactIs(Value):
    """The answer to ``fact`` is one of ``is_``."""

    fact: str
    is_: tuple[str, ...] = Field(alias="is", min_length=1)


class AllOf(Value):
    """Every one of the conditions holds."""

    all_: tuple[Condition, ...] = Field(alias="all", min_length=1)


class AnyOf(Value):
    """At least one of the conditions holds."""

    any_: tuple[Condition, ...] = Field(alias="any", min_length=1)


class Not(Value):
    """The condition does not hold."""

    not_: Condition = Field(alias="not")


def _kind(data: Any) -> str | None:
    """Tell the conditions apart by the one word that each must have."""
    keys = data if isinstance(data, dict) else type(data).model_fields if data else {}
    for key in ("fact", "all", "any", "not"):
        if key in keys or f"{key}_" in keys:
            return key
    return None


Condition = Annotated[
    Annotated[FactIs, Tag("fact")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")],
    Discriminator(
        _kind,
        custom_error_type="condition_kind",
        custom_error_message="a condition needs one of: fact, all, any, not",
    ),
]

AllOf.model_rebuild()
AnyOf.model_rebuild()
Not.model_rebuild()


@dataclass(frozen=True)
class ConditionJudgement:
    """A condition held against the facts.

    Attributes:
        truth: Whether it holds.
        grounds: The answers that decided it, as (fact, answer).
        unanswered: The facts that would decide it.
    """

    truth: Truth
    grounds: tuple[tuple[str, str], ...] = ()
    unanswered: tuple[str, ...] = ()


def judge(condition: Condition | None, facts: Mapping[str, str]) -> ConditionJudgement:
    """Return whether ``condition`` holds; no condition always holds.

    Args:
        facts: Answer by fact id; an absent or empty answer counts as unanswered.
    """
    match condition:
        case None:
            return ConditionJudgement(Truth.YES)
        case FactIs():
            answer = facts.get(condition.fact, "")
            if not answer:
                return ConditionJudgement(Truth.UNKNOWN, unanswered=(condition.fact,))
            truth = Truth.YES if answer in condition.is_ else Truth.NO
            return ConditionJudgement(truth, ((condition.fact, answer),))
        case Not():
            inner = judge(condition.not_, facts)
            return ConditionJudgement(_OPPOSITE[inner.truth], inner.grounds, inner.unanswered)
        case AllOf():
            return _combined(condition.all_, facts, Truth.NO, Truth.YES)
        case AnyOf():
            return _combined(condition.any_, facts, Truth.YES, Truth.NO)


_OPPOSITE = {Truth.YES: Truth.NO, Truth.NO: Truth.YES, Truth.UNKNOWN: Truth.UNKNOWN}


def _combined(
    parts: tuple[Condition, ...], facts: Mapping[str, str], deciding: Truth, otherwise: Truth
) -> ConditionJudgement:
    """Combine parts of which one of truth ``deciding`` is enough to decide the whole."""
    judged = [judge(part, facts) for part in parts]
    for judgement in judged:
        if judgement.truth is deciding:
            return judgement
    unanswered = _joined(judgement.unanswered for judgement in judged)
    if unanswered:
        return ConditionJudgement(Truth.UNKNOWN, unanswered=unanswered)
    return ConditionJudgement(otherwise, _joined(judgement.grounds for judgement in judged))


def _joined(parts: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    """Chain tuples, keeping the first of equal items."""
    return tuple(dict.fromkeys(item for part in parts for item in part))
