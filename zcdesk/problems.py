"""Why something was not done, as data for scripts."""

from __future__ import annotations

from zcdesk.findings import Finding
from zcdesk.plain_data import DataDocument, DataPart
from zcdesk.vocabulary import ProblemCode
from zcdesk.wording import spoken


class Problem(DataPart):
    """Why it was not done: a code to go by, a sentence and what to do."""

    code: ProblemCode
    message: str
    remedy: str


class ProblemDocument(DataDocument):
    """What a command writes as its data when it could not do its work."""

    problem: Problem


def problem_of(finding: Finding, language: str) -> Problem:
    """Return a finding as a problem, with its sentences in a language."""
    wording = spoken(finding, language)
    return Problem(code=finding.code, message=wording.message, remedy=wording.typed)
