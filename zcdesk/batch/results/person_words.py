"""How a person stands, in words: what is to be done, what is due, the time that is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from zcdesk.batch.results.person_results import CASE_FILE, PersonResult
from zcdesk.batch.results.tasks import QUESTION, Task, WhoseTask
from zcdesk.batch.roster.apart import roster_facts
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.batch.shared.folder import SHARED, UNCLEAR
from zcdesk.batch.shared.pages import SharedPage
from zcdesk.cases.case import ANOTHER_PERSON, WHICH_NAMESAKE
from zcdesk.cases.file.locking import lock_path
from zcdesk.finding_facts import FindingKind, facts_of
from zcdesk.findings import Detail
from zcdesk.wording import Wording, codes, sentence

_HOURS_ONLY = 72
_TOLD = 3
"""Facts that are shown to tell people of one name apart."""


def todo(result: PersonResult, by_row: Mapping[int, RosterPerson], language: str = "zh") -> str:
    """Return in words what is to be done for one person."""
    if result.problem:
        known = by_row.get(result.row)
        file = Path(known.case).name if known and known.case else CASE_FILE
        folder = known.shown if known else str(result.row)
        names: dict[str, Detail] = {"row": result.row, "folder": folder, "case": file}
        # Why a case can only be read may be in its lock; all else tells of the case.
        names["file"] = lock_path(Path(file)).name if "reason" in result.details else file
        wording = sentence(result.problem, language, **{**result.details, **names})
        return f"{wording.message} {wording.remedy}".strip()
    if not result.applies:
        remark = by_row[result.row].leaves if result.row in by_row else ""
        return batch_words("leaves", language, remark=remark)
    said: list[str] = []
    if not any(result.pages.values()):
        said.append(batch_words("no_pages", language))
    if result.unseen:
        said.append(batch_words("look", language, count=result.unseen))
    strange = tuple((one.place, one.row) for one in result.mislaid) or result.strangers
    for word, pages in (("stranger", strange), ("copy", result.copies)):
        for page in dict(pages):
            shown = (by_row[row].shown if row in by_row else str(row)
                     for place, row in pages if place == page)  # fmt: skip
            said.append(batch_words(word, language, page=page, whose="/".join(shown)))
    for task in result.tasks:
        rows = (result.row, *map(int, str(task.details.get("row", 0)).split("/")))
        if task.code == WHICH_NAMESAKE and by_row.keys() >= {*rows}:
            whose = "/".join(_told_apart([by_row[row] for row in rows]))
            said.append(batch_words("which", language, page=task.places[0], whose=whose))
    for bringer, code in _LACKING.items():
        lacking = dict.fromkeys(_papers(result, bringer))
        if lacking:
            said.append(batch_words(code, language, count=len(lacking), what="、".join(lacking)))
    said += (sentence(code, language).message.rstrip("。.") for code in result.nowhere)
    if result.pages.get("refused"):
        said.append(batch_words("refused", language, count=result.pages["refused"]))
    return "；".join(said) or "—"


def _told_apart(people: Sequence[RosterPerson]) -> Iterator[str]:
    """Yield people of one name with what tells them apart in the roster."""
    facts = [roster_facts(person) for person in people]
    titles = dict.fromkeys(title for known in facts for title in known)
    apart = [title for title in titles if len({known.get(title) for known in facts}) > 1]
    for person, known in zip(people, facts, strict=True):
        words = "，".join(known[title] for title in apart[:_TOLD] if title in known)
        yield f"{person.applicant.name}（{words}）" if words else person.applicant.name


_LACKING = {
    WhoseTask.APPLICANT: "missing",
    WhoseTask.EMPLOYER: "missing_employer",
    WhoseTask.SUPERVISING_UNIT: "missing_supervising_unit",
}


def _papers(result: PersonResult, whose: WhoseTask) -> Iterator[str]:
    """Yield the titles of what somebody has to bring."""
    for task in result.tasks:
        if task.whose is whose and task.kind is FindingKind.SEND:
            where = (
                task.details.get("slot") or task.details.get("slots") or task.details.get("side")
            )
            yield str(where or "")


def state_word(result: PersonResult, language: str = "zh") -> str:
    """Return how a person stands: a return with the hours that are left, then others' pages."""
    if not result.returned and result.strangers:
        return batch_words("mislaid", language, count=len(dict(result.strangers)))
    if not result.returned:
        return sentence(f"case.slot.{result.state}", language).message
    if result.deadline is None:
        return batch_words("returned", language)
    hours = result.deadline[2]
    return batch_words("returned_over" if hours < 0 else "returned_hours", language, count=hours)


def time_left(result: PersonResult, language: str = "zh") -> str:
    """Return what is due next and the time that is left."""
    if result.deadline is None:
        return "—"
    what, _, hours = result.deadline
    if hours < 0:
        return batch_words("over", language, what=what)
    if hours < _HOURS_ONLY:
        return batch_words("hours", language, what=what, count=hours)
    return batch_words("days", language, what=what, count=hours // 24)


def batch_words(name: str, language: str, **details: str | int) -> str:
    """Return a sentence about a batch, with what to do."""
    wording = sentence(f"batch.{name}", language, **details)
    return f"{wording.message} {wording.remedy}".strip()


def unclaimed_words(page: SharedPage, language: str = "zh") -> Wording:
    """Return the sentence on a page of which nobody knows whose it is."""
    place = f"{SHARED}/{UNCLEAR}"
    return sentence("batch.shared_unclear", language, page=page.said.index + 1, folder=place)


OF_ROW = "clerk.page.of_row"
"""Sentence of the task to look whose a page is, where it tells the row."""


def clerk_words(task: Task, language: str = "zh") -> Wording:
    """Return the sentence of a task; pages are called by their place, files by their page."""
    details: dict[str, Detail] = {**task.details}
    if task.code == QUESTION:
        return sentence("clerk.question", language, **details)
    pages = "、".join(str(place) for place in task.places)
    place = "batch.note_page" if pages else "letters.unopened_file"
    details.setdefault("file", sentence(place, language, page=pages).message)
    own = OF_ROW if task.code == ANOTHER_PERSON and "row" in details else f"clerk.{task.code}"
    words = sentence(own if own in codes() else task.code, language, **details)
    place = str(details["file"])
    if not facts_of(task.code).of_one_page or place in words.message:
        return words
    return replace(words, message=f"{place}：{words.message}")
