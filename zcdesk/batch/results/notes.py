"""The small note that goes back to one person: what was found in her scans, nobody else's data."""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.batch.results.dashboard import time_left
from zcdesk.batch.results.person_results import PersonResult
from zcdesk.cases.case import CasePage
from zcdesk.checks.states import Evaluation
from zcdesk.findings import Finding, Severity
from zcdesk.names.spellings import folded
from zcdesk.wording import sentence

NOTE = "note.txt"


def note(
    result: PersonResult,
    evaluation: Evaluation,
    title: str,
    pages: Sequence[CasePage] = (),
    others: Sequence[str] = (),
    language: str = "zh",
) -> str:
    """Return the note as text.

    A page that seems to be another's is named by its number only, never by whose it may be.

    Args:
        result: How she stands.
        evaluation: Her case held against the notice.
        title: Title of the notice.
        pages: The pages of her case; files that could not be used are named.
        others: Names of everybody else; a file that is called by one is told by its number.
        language: Of the note.
    """
    lines = [title, time_left(result, language), ""]
    for state in ("missing", "waiting"):
        titles = getattr(result, state)
        if titles:
            lines.append(_word(f"note_{state}", language, what="、".join(titles)))
    if result.pages.get("review"):
        lines.append(_word("note_review", language, count=result.pages["review"]))
    for page, _ in result.strangers:
        lines.append(_word("note_stranger", language, page=page))
    for case_page in pages:
        if case_page.refused:
            lines += [
                _refusal(case_page, finding, others, language) for finding in case_page.findings
            ]
    told = [each for each in evaluation.findings if each.severity is not Severity.INFO]
    if told:
        lines += ["", _word("note_findings", language)]
    for words in dict.fromkeys(each.wording(language) for each in told):
        lines.append(f"- {words.message} {words.remedy}".rstrip())
    return "\n".join(lines) + "\n"


def _refusal(page: CasePage, finding: Finding, others: Sequence[str], language: str) -> str:
    """Return why a file cannot be used."""
    plain = folded(page.file_name)
    called = any(folded(name) in plain for name in others)
    number = _word("note_page", language, page=page.number)
    file = number if called else page.file_name
    wording = sentence(finding.code, language, **{**finding.details, "file": file})
    return f"{number} {wording.message} {wording.remedy}".strip()


def _word(name: str, language: str, **details: str | int) -> str:
    return sentence(f"batch.{name}", language, **details).message
