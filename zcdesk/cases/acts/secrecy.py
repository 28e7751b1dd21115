"""What a person says of secret material: notices ask for it to be cleared first."""

from __future__ import annotations

from enum import StrEnum

from zcdesk.cases.acts.noting import answer_questions
from zcdesk.cases.case import Case

_CLASSIFIED = "classified."


class Classified(StrEnum):
    """A person's answer about one page; nothing is preset."""

    NO = "no"
    CLEARED = "cleared"


def classified_of(case: Case, number: int) -> Classified | None:
    """Return what was said of page ``number``, or None."""
    answer = case.answers.get(f"{_CLASSIFIED}{number}", "")
    return Classified(answer) if answer in set(Classified) else None


def note_classified(case: Case, number: int, classified: Classified | None) -> Case:
    """Keep what the person says of page ``number``; None takes it back."""
    return answer_questions(case, {f"{_CLASSIFIED}{number}": str(classified) if classified else ""})
