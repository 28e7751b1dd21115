"""Why something was not done, as data for scripts."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from zcdesk.findings import Finding
from zcdesk.vocabulary import ProblemCode
from zcdesk.wording import spoken


class Problem(BaseModel):
    """Why it was not done: a code to go by, a sentence and what to do."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: ProblemCode
    message: str
    remedy: str


class ProblemDocument(BaseModel):
    """What a command writes as its data when it could not do its work."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    schema_number: Literal[1] = Field(default=1, alias="schema")
    problem: Problem


def problem_of(finding: Finding, language: str) -> Problem:
    """Return a finding as a problem, with its sentences in a language."""
    wording = spoken(finding, language)
    return Problem(code=finding.code, message=wording.message, remedy=wording.typed)


def problem_document(problem: Problem) -> str:
    """Return as JSON why a command could not do its work."""
    document = ProblemDocument(problem=problem)
    return document.model_dump_json(by_alias=True, indent=1, ensure_ascii=False) + "\n"
