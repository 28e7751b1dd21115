"""The words that a key of data may have, for its schema: what is read is not held against them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import Field
from pydantic.fields import FieldInfo

from zcdesk.finding_facts import all_facts
from zcdesk.resources import table
from zcdesk.wording import codes, has_remedy

_FURTHER = table("problem_codes.toml")
_PROBLEMS = tuple(_FURTHER["begins"])
"""Begins of the codes of sentences that tell why something was not done, and what to do."""
_WITHOUT_REMEDY, _USAGE = frozenset(_FURTHER["without_remedy"]), frozenset(_FURTHER["usage"])


def one_of(words: Iterable[str]) -> FieldInfo:
    """Return what writes the words that a text may be into its schema."""
    field: FieldInfo = Field(json_schema_extra={"enum": [str(word) for word in words]})
    return field


def _problems() -> frozenset[str]:
    """Return the codes with a remedy, and all of a roster: what is only told of it has none."""
    problem_codes = (code for code in codes() if code.startswith(_PROBLEMS))
    return frozenset(
        code for code in problem_codes if has_remedy(code) or code.startswith("roster.")
    )


def _tell_problems(schema: dict[str, Any]) -> None:
    schema["enum"] = sorted(_problems() | _WITHOUT_REMEDY | _USAGE)


def _tell_findings(schema: dict[str, Any]) -> None:
    schema["enum"] = sorted(all_facts().keys() | _problems())


ProblemCode = Annotated[str, Field(json_schema_extra=_tell_problems)]
"""Code of the sentence that tells why something was not done."""

FindingCode = Annotated[str, Field(json_schema_extra=_tell_findings)]
"""Code of the sentence of a finding on a file, a page or a case."""
