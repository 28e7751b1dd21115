"""Letters as files: a Word file to print or to send, and the same as plain text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from zcdesk.batch.results.due_day import due_of
from zcdesk.batch.results.letters import Letter, as_text, heading, letter_to, numbered
from zcdesk.batch.results.person_results import LETTER, PLAIN_LETTER, PersonResult
from zcdesk.cases.case import Case
from zcdesk.disk.files import output_error, write_atomically
from zcdesk.documents.filling import opened, without_traces
from zcdesk.notices.profile.notice import Notice
from zcdesk.printable import printable
from zcdesk.resources import resource

_FORMER_NOTE = "note.txt"
"""What an earlier version wrote in its place."""

_BODY, _TITLE = Pt(14), Pt(20)
_LINE = 1.5


def write_letter(
    folder: Path,
    result: PersonResult,
    notice: Notice,
    case: Case,
    now: datetime,
    others: Sequence[str] = (),
) -> None:
    """Write a person's letter into her folder, by the day that the office named for this run.

    Raises:
        OutputError: It cannot be written.
    """
    letter = letter_to(result, notice, case, now, due_of(folder.parent), others)
    write_atomically(folder / PLAIN_LETTER, printable(as_text(letter)).encode("utf-8-sig"))
    write_atomically(folder / LETTER, as_docx(letter))
    try:
        (folder / _FORMER_NOTE).unlink(missing_ok=True)
    except OSError as cause:
        raise output_error(cause, _FORMER_NOTE) from cause


def as_docx(letter: Letter) -> bytes:
    """Return a letter as a Word file, without traces of who made it and when."""
    word = opened(resource("letters", "sheet.docx").read_bytes(), "sheet.docx")
    _line(word, letter.title, title=True)
    _line(word, letter.greeting)
    for text in letter.opening:
        _line(word, text, indent=True)
    for place, part in enumerate(letter.parts):
        _line(word, heading(part, place), bold=True, keep=True)
        for text in numbered(part):
            _line(word, text, indent=not part.numbered)
    _line(word, letter.closing, indent=True, keep=True)
    for text in letter.signature:
        _line(word, text, right=True, keep=text is not letter.signature[-1])
    stream = io.BytesIO()
    word.save(stream)
    return without_traces(stream.getvalue())


def _line(
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
