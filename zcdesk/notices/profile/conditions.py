"""When something applies: conditions as data, judged by three-valued logic.

A condition asks facts only. An unanswered fact never counts as no: the judgement is then
``UNKNOWN`` and names the facts that would decide it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import Discriminator, Field, Tag

from zcdesk.notices.profile.sources import Value

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
