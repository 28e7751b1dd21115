"""Whose turn a person's application is."""

from __future__ import annotations

from enum import StrEnum

from zcdesk.batch.results.person_results import PersonResult
from zcdesk.batch.results.tasks import Whose


class Turn(StrEnum):
    """Whose turn it is; the first of these that has something to do."""

    APPLICANT = "applicant"
    EMPLOYER = "employer"
    CLERK = "clerk"
    DONE = "done"


def turn_of(result: PersonResult) -> Turn:
    """Return whose turn a person's application is; a row that failed is the clerk's."""
    if result.problem:
        return Turn.CLERK
    waiting = {task.whose for task in result.tasks if task.counted}
    if Whose.APPLICANT in waiting:
        return Turn.APPLICANT
    if waiting & {Whose.EMPLOYER, Whose.SUPERVISING_UNIT}:
        return Turn.EMPLOYER
    return Turn.CLERK if waiting or result.needs_attention else Turn.DONE
