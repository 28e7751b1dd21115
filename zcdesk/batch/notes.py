"""The small note that goes back to one person: what was found in her scans, nobody else's data."""

from __future__ import annotations

from zcdesk.batch.dashboard import time_left
from zcdesk.batch.results import PersonResult
from zcdesk.checks.states import Evaluation
from zcdesk.findings import Severity
from zcdesk.wording import sentence

NOTE = "note.txt"


def note(result: PersonResult, evaluation: Evaluation, title: str, language: str = "zh") -> str:
    """Return the note as text.

    A page that seems to be another's is named by its number only, never by whose it may be.

    Args:
        result: How she stands.
        evaluation: Her case held against the notice.
        title: Title of the notice.
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
    told = [one for one in evaluation.findings if one.severity is not Severity.INFO]
    if told:
        lines += ["", _word("note_findings", language)]
    for one in dict.fromkeys(one.wording(language) for one in told):
        lines.append(f"- {one.message} {one.remedy}".rstrip())
    return "\n".join(lines) + "\n"


def _word(name: str, language: str, **details: str | int) -> str:
    return sentence(f"batch.{name}", language, **details).message
