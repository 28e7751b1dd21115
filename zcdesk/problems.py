"""Findings, and why something was not done, as data for scripts."""

from __future__ import annotations

from typing import Annotated

from zcdesk.findings import Finding, Severity
from zcdesk.plain_data import DataDocument, DataPart
from zcdesk.printable import printable
from zcdesk.vocabulary import FindingCode, ProblemCode, one_of
from zcdesk.wording import spoken


class FindingData(DataPart):
    """A finding with its sentence."""

    severity: Annotated[str, one_of(Severity)]
    code: FindingCode
    message: str
    remedy: str


class Problem(DataPart):
    """Why it was not done: a code to go by, a sentence and what to do."""

    code: ProblemCode
    message: str
    remedy: str


class ProblemDocument(DataDocument):
    """What a command writes as its data when it could not do its work."""

    problem: Problem


def finding_data(finding: Finding, language: str = "zh") -> FindingData:
    """Return a finding with its sentence in a language."""
    wording = spoken(finding, language)
    return FindingData(
        severity=finding.severity,
        code=finding.code,
        message=printable(wording.message),
        remedy=printable(wording.typed),
    )


def problem_of(finding: Finding, language: str) -> Problem:
    """Return a finding as a problem, with its sentences in a language."""
    wording = spoken(finding, language)
    return Problem(code=finding.code, message=wording.message, remedy=wording.typed)
