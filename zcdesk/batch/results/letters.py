"""The letter of the office to one applicant: what is still needed of her, in her own file names.

It speaks of nothing that others have to do, names nobody else, and uses no word of this program.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from zcdesk.batch.results.letter_files import called
from zcdesk.batch.results.person_results import PersonResult, Turn
from zcdesk.batch.results.tasks import QUESTION, RETURNED, Task, WhoseTask
from zcdesk.cases.case import Case
from zcdesk.checks.dates.returns import return_facts
from zcdesk.checks.slots.page_kinds import OTHER_YEAR
from zcdesk.finding_facts import About, FindingKind, facts_of
from zcdesk.findings import Detail
from zcdesk.notices.interview import options
from zcdesk.notices.profile.notice import BEIJING, Notice
from zcdesk.wording import Wording, sentence

_NUMERALS = "一二三四五六七"
_DONE = {
    Turn.DONE: "letters.done",
    Turn.EMPLOYER: "letters.done_employer",
    Turn.CLERK: "letters.done_clerk",
}


@dataclass(frozen=True)
class LetterPart:
    """What a letter asks for under one heading; the time is told in lines without numbers."""

    heading: str
    lines: tuple[str, ...]
    numbered: bool = True


@dataclass(frozen=True)
class Letter:
    """A letter, ready to be set."""

    title: str
    greeting: str
    opening: tuple[str, ...]
    parts: tuple[LetterPart, ...]
    closing: str
    signature: tuple[str, ...]


@dataclass(frozen=True)
class _Writer:
    """What every line of one letter is written with; ``doubted`` pages are not taken for hers, or
    for of use."""

    notice: Notice
    case: Case
    others: Sequence[str]
    doubted: frozenset[int]

    def word(self, code: str, **details: Detail) -> str:
        """Return a sentence of the letter."""
        wording = sentence(f"letters.{code}", "zh", **details)
        return f"{wording.message}{wording.remedy}"

    def files(self, pages: Sequence[int]) -> str:
        """Return the names of pages."""
        return called(self.case, pages, self.others)


def letter_to(
    result: PersonResult,
    notice: Notice,
    case: Case,
    now: datetime,
    due: date | None = None,
    others: Sequence[str] = (),
) -> Letter:
    """Return the letter to a person; one to whom nothing is left to do is told so.

    Args:
        result: How she stands, with all that is left to do.
        notice: The notice.
        case: Her case; its file names are hers.
        now: The moment at which it is written; its day in Beijing is the letter's.
        due: The day that the office named, or None.
        others: Names of everybody else: a file that is called by one of them is not named.
    """
    doubted = frozenset(
        page
        for task in result.tasks
        if facts_of(task.code).about is About.WHOSE or task.code == OTHER_YEAR
        for page in task.pages
    )
    writer = _Writer(notice, case, others, doubted)
    today = now.astimezone(BEIJING).date()
    hers = [task for task in result.tasks if task.whose is WhoseTask.APPLICANT]
    asked = any(task.counted for task in hers)
    parts = list(_parts(writer, hers))
    if asked:
        when = tuple(_when(writer, result, due, today))
        parts.append(LetterPart(writer.word("head.when"), when, numbered=False))
    files = len({page.path for page in case.pages if not page.anothers})
    received = writer.word("received", count=files) if files else writer.word("received_nothing")
    opening = writer.word("hello", notice=notice.title) + received
    then = writer.word("open" if files else "open_first")
    if result.returned:
        code = "returned" if any(task.code == RETURNED for task in hers) else "returned_others"
        then = writer.word(code, at=_moment(writer, case.rounds[-1].at)) + then
    if not asked:
        then = sentence(_DONE[result.turn]).message
    closing = writer.word("closing" if asked else "closing_done")
    if any(task.code == QUESTION for task in hers):
        closing = writer.word("after_answers") + closing
    return Letter(
        title=writer.word("title_open" if asked else "title_done"),
        greeting=writer.word("greeting", name=case.applicant.name),
        opening=(opening, then),
        parts=tuple(parts),
        closing=closing,
        signature=(writer.word("office"), _day(writer, today)),
    )


def as_text(letter: Letter) -> str:
    """Return a letter as plain text."""
    lines = [letter.title, "", letter.greeting, *letter.opening, ""]
    for number, part in enumerate(letter.parts):
        lines += [heading(part, number), *numbered(part), ""]
    lines += [letter.closing, "", *letter.signature]
    return "\n".join(lines) + "\n"


def heading(part: LetterPart, place: int) -> str:
    """Return the heading of a part that stands at ``place``, from 0."""
    return sentence("letters.heading", number=_NUMERALS[place], head=part.heading).message


def numbered(part: LetterPart) -> tuple[str, ...]:
    """Return the lines of a part as they are set."""
    if not part.numbered:
        return part.lines
    return tuple(
        sentence("letters.numbered", number=number, text=line).message
        for number, line in enumerate(part.lines, start=1)
    )


def _parts(writer: _Writer, tasks: Sequence[Task]) -> Iterator[LetterPart]:
    for kind in (
        FindingKind.MEND,
        FindingKind.SEND,
        FindingKind.TELL,
        FindingKind.SCAN_AGAIN,
        FindingKind.REWRITE,
        FindingKind.REMIND,
    ):
        of_kind = [task for task in tasks if task.kind is kind]
        if of_kind:
            yield LetterPart(writer.word(f"head.{kind}"), tuple(_lines(writer, of_kind)))


def _lines(writer: _Writer, tasks: Sequence[Task]) -> Iterator[str]:
    """Yield a line for each thing that is asked; pages that ask for the same share one."""
    by_page: dict[int, list[Wording]] = {}
    for task in tasks:
        known = facts_of(task.code)
        if task.pages and (known.of_one_page or known.names_file):
            wording = sentence(f"letters.{task.code}", "zh", **task.details)
            by_page.setdefault(task.pages[0], []).append(wording)
        else:
            yield _line(writer, task)
    pages: dict[str, list[int]] = {}
    for page, wordings in by_page.items():
        parts = [wording.message for wording in wordings]
        parts += [wording.remedy for wording in wordings]
        text = "".join(dict.fromkeys(parts))
        pages.setdefault(text, []).append(page)
    for text, numbers in pages.items():
        yield writer.word("about_files", files=writer.files(numbers), text=text)


def _line(writer: _Writer, task: Task) -> str:
    if task.code == QUESTION:
        return _question(writer, task)
    if task.code == RETURNED:
        return _point(writer, task)
    details: dict[str, Detail] = {**task.details}
    details.setdefault("slot", _title(writer.notice, task.slot))
    text = writer.word(task.code, **details)
    refused = {page.number for page in writer.case.pages if page.refused}
    given = [number for number in task.pages if number not in refused | writer.doubted]
    if not given:
        return text
    files = writer.files(given)
    if task.kind is FindingKind.SEND:
        return text + writer.word("already_here", files=files)
    of_slot = writer.word("of_slot", slot=str(details["slot"]), files=files)
    return writer.word("about_files", files=of_slot, text=text)


def _point(writer: _Writer, task: Task) -> str:
    """Return a point of the return in the words of whoever returned it."""
    back = writer.case.rounds[-1]
    number = int(task.details["number"])
    words = back.items[number - 1].words if back.items else back.words
    return writer.word("point", words=" ".join(words.split()))


def _question(writer: _Writer, task: Task) -> str:
    fact = writer.notice.fact(task.question)
    facts = return_facts(writer.notice, writer.case)
    choices = [option.title for option in options(writer.notice, fact.id, facts)]
    answer = "　".join(writer.word("choice", title=title) for title in choices)
    asked = writer.word("question", question=fact.question.rstrip("？?"))
    return f"{asked}\n{answer or writer.word(f'answer.{fact.kind}')}"


def _when(writer: _Writer, result: PersonResult, due: date | None, today: date) -> Iterator[str]:
    """Yield by when: the office's own day, and the notice's; a day of the office that is later, or
    lies before a return, says nothing."""
    what, at, hours = result.deadline or ("", "", 0)
    over = bool(what) and hours < 0
    ends = datetime.fromisoformat(at).astimezone(BEIJING).date() if what and not over else None
    begun = writer.case.rounds[-1].at.astimezone(BEIJING).date() if result.returned else None
    if due is not None and ((ends and due > ends) or (begun and due < begun)):
        due = None
    if due is not None:
        count = (due - today).days
        day = _day(writer, due, named=count != 0)
        code = "due" if count > 0 else "due_over" if count else "due_today"
        yield writer.word(code, day=day, count=count)
    elif not over and not result.returned:
        yield writer.word("no_due")
    if what and not (over and due is not None and not result.returned):
        moment = _moment(writer, datetime.fromisoformat(at))
        yield writer.word("deadline_over" if over else "deadline", what=what, at=moment)


def _day(writer: _Writer, day: date, *, named: bool = False) -> str:
    plain = writer.word("day", year=day.year, month=day.month, day=day.day)
    if not named:
        return plain
    return writer.word("day_named", day=plain, weekday=writer.word(f"weekday.{day.weekday()}"))


def _moment(writer: _Writer, at: datetime) -> str:
    """Return a moment in Beijing; the last second of a day is its 24:00."""
    moment = at.astimezone(BEIJING)
    clock = f"{moment:%H:%M}"
    if clock == "23:59":
        clock = "24:00"
    return writer.word("moment", day=_day(writer, moment.date(), named=True), time=clock)


def _title(notice: Notice, slot_id: str) -> str:
    return next((slot.title for slot in notice.slots() if slot.id == slot_id), "")
