"""What is left to do in the words for the clerk: which page, what about it, what now."""

from __future__ import annotations

from dataclasses import replace

from zcdesk.batch.results.tasks import QUESTION, Task
from zcdesk.finding_facts import facts_of
from zcdesk.findings import Detail
from zcdesk.wording import Wording, codes, sentence


def clerk_words(task: Task, language: str = "zh") -> Wording:
    """Return the sentence of a task; pages are called by their place, files by their page."""
    details: dict[str, Detail] = {**task.details}
    if task.code == QUESTION:
        return sentence("clerk.question", language, **details)
    pages = "、".join(str(place) for place in task.places)
    details.setdefault("file", sentence("batch.note_page", language, page=pages).message)
    own = f"clerk.{task.code}"
    words = sentence(own if own in codes() else task.code, language, **details)
    place = str(details["file"])
    if not facts_of(task.code).of_one_page or place in words.message:
        return words
    return replace(words, message=f"{place}：{words.message}")
