"""Where a rule stands in a notice: the ground that every other entry of a profile is built on."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationInfo, model_validator

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
            (推算，未经通知证实); its quote need not stand in this notice, and what hangs on it is
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
