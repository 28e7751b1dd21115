"""What is left to do in the words for the clerk: which page, what about it, what now."""

from __future__ import annotations

from dataclasses import replace

from zcdesk.batch.results.tasks import QUESTION, Task
from zcdesk.cases.case import ANOTHER_PERSON
from zcdesk.finding_facts import facts_of
from zcdesk.findings import Detail
from zcdesk.wording import Wording, codes, sentence

OF_ROW = "clerk.page.of_row"
"""Sentence of the task to look whose a page is, where it tells the row."""


def clerk_words(task: Task, language: str = "zh") -> Wording:
    """Return the sentence of a task; pages are called by their place, files by their page."""
    details: dict[str, Detail] = {**task.details}
    if task.code == QUESTION:
        return sentence("clerk.question", language, **details)
    pages = "、".join(str(place) for place in task.places)
    details.setdefault("file", sentence("batch.note_page", language, page=pages).message)
    of_row = task.code == ANOTHER_PERSON and "row" in details  # earlier results do not tell it
    own = OF_ROW if of_row else f"clerk.{task.code}"
    words = sentence(own if own in codes() else task.code, language, **details)
    place = str(details["file"])
    if not facts_of(task.code).of_one_page or place in words.message:
        return words
    return replace(words, message=f"{place}：{words.message}")
