"""The letter of the office to one applicant: what is still needed of her, in her own file names.

It speaks of nothing that others have to do, names nobody else, and uses no word of this program. It
is a Word file to print or to send, and the same as plain text.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from zcdesk.batch.results.due_day import due_of
from zcdesk.batch.results.person_results import LETTER, PLAIN_LETTER, PersonResult, Turn
from zcdesk.batch.results.tasks import QUESTION, RETURNED, Task, WhoseTask
from zcdesk.cases.case import Case, CasePage
from zcdesk.checks.dates.returns import return_facts
from zcdesk.checks.slots.page_kinds import OTHER_YEAR
from zcdesk.disk.files import reported, write_atomically
from zcdesk.documents.filling import opened, without_traces
from zcdesk.finding_facts import About, FindingKind, facts_of
from zcdesk.findings import Detail
from zcdesk.han import without_gaps
from zcdesk.names.spellings import folded
from zcdesk.notices.interview import options
from zcdesk.notices.profile.notice import Notice
from zcdesk.printable import printable
from zcdesk.quantities.moments import BEIJING
from zcdesk.quantities.numerals import han
from zcdesk.resources import resource
from zcdesk.wording import Wording, sentence

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
    *,
    unread: bool = False,
) -> Letter:
    """Return the letter to a person; one to whom nothing is left to do is told so.

    Args:
        result: How she stands, with all that is left to do.
        notice: The notice.
        case: Her case; its file names are hers.
        now: The moment at which it is written; its day in Beijing is the letter's.
        due: The day that the office named, or None.
        others: Names of everybody else: a file that is called by one of them is not named.
        unread: Not everybody's scans are read, and pages of hers may be among them.
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
    received, then = ("received", "open") if files else ("received_nothing", "open_first")
    opening = writer.word("hello", notice=notice.title) + writer.word(received, count=files)
    then = writer.word(then)
    if result.returned:
        code = "returned" if any(task.code == RETURNED for task in hers) else "returned_others"
        then = writer.word(code, at=_moment(writer, case.rounds[-1].at)) + then
    if not asked:
        then = sentence(_DONE[result.turn]).message
    if unread:
        then += writer.word("unread")
    title, ends = ("title_open", "closing") if asked else ("title_done", "closing_done")
    closing = writer.word(ends)
    if any(task.code == QUESTION for task in hers):
        closing = writer.word("after_answers") + closing
    return Letter(
        title=writer.word(title),
        greeting=writer.word("greeting", name=without_gaps(case.applicant.name)),
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
    """Return the heading of a part that is at ``place``, from 0."""
    return sentence("letters.heading", number=han(place + 1), head=part.heading).message


def numbered(part: LetterPart) -> tuple[str, ...]:
    """Return the lines of a part as they are set."""
    if not part.numbered:
        return part.lines
    return tuple(
        sentence("letters.numbered", number=number, text=line).message
        for number, line in enumerate(part.lines, start=1)
    )


def _parts(writer: _Writer, tasks: Sequence[Task]) -> Iterator[LetterPart]:
    for kind in FindingKind:
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
    is before a return, says nothing."""
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
    return notice.slot_titles().get(slot_id, "")


_MOST = 6
"""Files that are named one by one in a line."""


def called(case: Case, pages: Sequence[int], others: Sequence[str]) -> str:
    """Return the names of pages as a list; a file that bears another's name is told by its place.

    Args:
        case: The case.
        pages: Numbers of its pages.
        others: Names of everybody else.
    """
    lengths = Counter(page.path for page in case.pages)
    by_file: dict[str, list[CasePage]] = {}
    for number in pages:
        page = case.page(number)
        by_file.setdefault(page.path, []).append(page)
    names = [
        _called(case, of_file, others, whole=len(of_file) == lengths[path])
        for path, of_file in by_file.items()
    ]
    listed = "、".join(names[:_MOST])
    if len(names) <= _MOST:
        return listed
    return sentence("letters.more_files", files=listed, count=len(pages)).message


def _called(case: Case, pages: Sequence[CasePage], others: Sequence[str], *, whole: bool) -> str:
    plain = folded(pages[0].file_name)
    if any(folded(name) in plain for name in others):
        places = "、".join(str(page.place) for page in pages if not page.refused)
        code = "letters.unnamed_file" if places else "letters.unnamed_refused"
        return sentence(code, page=places).message
    file = pages[0].file_name
    if whole:
        return sentence("letters.file", file=file).message
    numbers = "、".join(str(page.index + 1) for page in pages)
    return sentence("letters.file_page", file=file, page=numbers).message


_BODY, _TITLE = Pt(14), Pt(20)
_LINE = 1.5


def write_letter(
    folder: Path,
    result: PersonResult,
    notice: Notice,
    case: Case,
    now: datetime,
    others: Sequence[str] = (),
    *,
    unread: bool = False,
) -> None:
    """Write a person's letter into her folder, by the day that the office named for this run.

    Raises:
        OutputError: It cannot be written.
    """
    letter = letter_to(result, notice, case, now, due_of(folder.parent), others, unread=unread)
    write_atomically(folder / PLAIN_LETTER, printable(as_text(letter)).encode("utf-8-sig"))
    write_atomically(folder / LETTER, as_docx(letter))


def without_letter(folder: Path) -> None:
    """Remove a person's letter, which is not true any more.

    Raises:
        OutputError: It cannot be removed.
    """
    for name in (LETTER, PLAIN_LETTER):
        with reported(name):
            (folder / name).unlink(missing_ok=True)


def as_docx(letter: Letter) -> bytes:
    """Return a letter as a Word file, without traces of who made it and when."""
    word = opened(resource("letters", "sheet.docx").read_bytes(), "sheet.docx")
    _paragraph(word, letter.title, title=True)
    _paragraph(word, letter.greeting)
    for text in letter.opening:
        _paragraph(word, text, indent=True)
    for place, part in enumerate(letter.parts):
        _paragraph(word, heading(part, place), bold=True, keep=True)
        for text in numbered(part):
            _paragraph(word, text, indent=not part.numbered)
    _paragraph(word, letter.closing, indent=True, keep=True)
    for text in letter.signature:
        _paragraph(word, text, right=True, keep=text is not letter.signature[-1])
    stream = io.BytesIO()
    word.save(stream)
    return without_traces(stream.getvalue())


def _paragraph(
    word: WordFile,
    text: str,
    *,
    title: bool = False,
    bold: bool = False,
    indent: bool = False,
    right: bool = False,
    keep: bool = False,
) -> None:
    """Add a paragraph; ``keep`` holds it on the page of the next one."""
    paragraph = word.add_paragraph()
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(12 if title else 0), _LINE
    form.keep_with_next, form.keep_together = keep, True
    if indent:
        form.first_line_indent = 2 * _BODY
    if title or right:
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER if title else WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(printable(text))
    run.font.size, run.bold = _TITLE if title else _BODY, (title or bold) or None
