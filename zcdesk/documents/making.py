"""One official form from start to end: text, blanks, docx, PDF, and what a person must know."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from zcdesk.cases.case import Case
from zcdesk.checks.forms.fields import GROUPS, form_fields
from zcdesk.checks.forms.values import (
    CONFERRAL,
    INITIAL,
    Values,
    differing,
    kind_of,
    told_before,
    values_of,
    years_of,
)
from zcdesk.documents.blocks import TextLine
from zcdesk.documents.filling import broken_at, fill, names_in, opened, text_of, without_traces
from zcdesk.documents.forms import Form, form_of
from zcdesk.documents.joining import joined_docx, joined_pdf
from zcdesk.documents.letters import NUMBER, can_be_drawn, width
from zcdesk.documents.pdf import pdf_of
from zcdesk.documents.sheets import line_of, room_of, sheet_of
from zcdesk.findings import Finding, error, info, warning
from zcdesk.names.spellings import folded
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile import Notice
from zcdesk.quantities.moments import date_in
from zcdesk.resources import table
from zcdesk.wording import sentence


def with_whole_words(docx: bytes, words: Iterable[str]) -> bytes:
    """Return a filled form in which no line of a title ends within a word.

    Args:
        docx: The filled form; a title is a centred paragraph in bold.
        words: What was filled in.
    """
    word = opened(docx, "")
    room = room_of(word)
    changed = False
    for paragraph in word.paragraphs:
        look = line_of(paragraph)
        if look.align != "center" or not look.bold:
            continue
        places = tuple(_breaks(text_of(paragraph._element), look, room, frozenset(words)))
        if places:
            broken_at(paragraph._element, places)
            changed = True
    if not changed:
        return docx
    stream = io.BytesIO()
    word.save(stream)
    return without_traces(stream.getvalue())


def _breaks(text: str, look: TextLine, room: float, words: frozenset[str]) -> Iterator[int]:
    """Yield the places in a title, line breaks not counted, before which a line begins."""
    begin = 0
    for part in text.split("\n"):
        lines = _lines(_pieces(part, words), look, room - look.left - look.right)
        yield from (begin + place for place in accumulate(map(len, lines[:-1])))
        begin += len(part)


def _lines(pieces: list[str], look: TextLine, room: float) -> list[str]:
    """Return the fewest lines that fit, as even as they can be."""
    best = _filled(pieces, look, room)
    limit = room
    while len(best) > 1:
        limit -= look.size / 2
        narrower = _filled(pieces, look, limit)
        if len(narrower) > len(best) or any(_wide(line, look) > room for line in narrower):
            break
        best = narrower
    return best


def _filled(pieces: list[str], look: TextLine, room: float) -> list[str]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and _wide(lines[-1] + piece, look) > room:
            lines.append("")
        lines[-1] += piece
    return lines


def _wide(text: str, look: TextLine) -> float:
    return width(text, look.font, look.bold, look.size)


def _pieces(text: str, words: frozenset[str]) -> list[str]:
    """Return the words of a title: those filled in with their ending, known ones, numbers."""
    parts: Mapping[str, list[str]] = table("forms", "title_words.toml")
    endings = "|".join(map(re.escape, parts["endings"]))
    filled = _either(word for word in words if len(word) > 1 and word in text)
    known = _either(parts["whole"])
    pattern = rf"{NUMBER}|{known}|."
    if filled:
        pattern = rf"(?:{filled})(?:{endings})?|{pattern}"
    return re.findall(pattern, text)


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


_FORM_PRINTS_WORKDAYS = "公示工作日"
_FORM_PRINTS_YEARS = "工作年限"


@dataclass(frozen=True)
class MadeForm:
    """A filled form.

    Attributes:
        form: Which one.
        docx: The Word file, the one source.
        pdf: Drawn from the same filled text.
        missing: Fields that are as blanks.
        findings: What to know before it is printed; none of them holds the applicant's words.
    """

    form: Form
    docx: bytes
    pdf: bytes
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]


_POSTING, _RESULT = "posting", "posting_result"
_ASSESSMENT_YEAR = "考核年度"
_KIND = "办理类型"
_CLOSING_MONTH = "落款月"
"""The blank of the date below a form; its year is printed."""


def make_form(
    notice: Notice, template: str, cases: Sequence[Case], borrow_from: str = ""
) -> MadeForm:
    """Fill one form of a notice.

    What is not known is as a visible blank. Signatures, seals and opinions are never written:
    the forms have no field for them. A form of one year is filled for each year that the case
    names, one behind the other.

    Args:
        notice: The notice.
        template: Id of the form.
        cases: One case a person; the first is whom the form is about.
        borrow_from: Id of another notice whose wording the person chose to borrow.

    Raises:
        NoSuchFormError, MissingFormTextError, UnreadableFormError: As ``forms.form_of``.

    Source:
        The forms that come with each notice; A-15, A-19, A-33.
    """
    form = form_of(notice, template, borrow_from)
    heading = ""
    if form.borrowed_from:
        lender = load_notice(form.borrowed_from).title
        heading = sentence(
            "document.borrowed_heading", form=form.title, notice=lender, own=notice.title
        ).message
    practice = cases[0].practice
    if practice is not None:
        said = sentence("document.practice_heading", number=practice.number).message
        heading = f"{said} {heading}".strip()
    used = names_in(opened(form.content(), form.path.name))
    years = years_of(cases[0]) if _ASSESSMENT_YEAR in used else ()
    made = [_made(notice, form, used, cases, heading, year) for year in years or ("",)]
    missing = tuple(dict.fromkeys(name for made_form in made for name in made_form.missing))
    findings = tuple(dict.fromkeys(finding for made_form in made for finding in made_form.findings))
    docx, pdf = (
        joined_docx([made_form.docx for made_form in made]),
        joined_pdf([made_form.pdf for made_form in made]),
    )
    return MadeForm(form, docx, pdf, missing, findings)


def _made(
    notice: Notice,
    form: Form,
    used: Sequence[str],
    cases: Sequence[Case],
    heading: str,
    year: str,
) -> MadeForm:
    """Fill a form once, for one year where it is one of a year."""
    values = values_of(cases, year, notice)
    filled = fill(form.content(), values, form.path.name, heading)
    findings = (
        *told_before(notice, used, values, cases[0]),
        *_of_form(form, filled.missing, filled.unknown),
        *_of_values(notice, used, values, cases),
        *_of_dates(notice, form.template, used, values),
        *_of_drawing(filled.docx),
    )
    docx = with_whole_words(filled.docx, (words for words in values.known.values() if words))
    return MadeForm(form, docx, pdf_of(docx, form.path.name), filled.missing, findings)


def _of_form(form: Form, missing: Sequence[str], unknown: Sequence[str]) -> Iterator[Finding]:
    if form.own:
        yield info("document.own_form", form=form.title)
    if form.borrowed_from:
        lender = load_notice(form.borrowed_from).title
        yield warning("document.borrowed", form=form.title, notice=lender)
    if missing:
        yield warning("document.blanks", form=form.title, fields="、".join(missing))
    if unknown:
        yield warning("document.unknown_fields", form=form.title, fields="、".join(unknown))


def _of_values(
    notice: Notice, used: Sequence[str], values: Values, cases: Sequence[Case]
) -> Iterator[Finding]:
    shown = set(used)
    if any("身份证号" in _parts(name) for name in shown):
        yield warning("document.id_number_shown")
    span = values.posting
    if span is not None and "公示起年" in shown:
        for term in notice.terms:
            if span.count < term.workdays:
                yield error(
                    "document.posting_short",
                    count=span.count,
                    least=term.workdays,
                    clause=term.clause,
                )
    if _FORM_PRINTS_WORKDAYS in shown:
        yield from _printed_literally(values, span.count if span else None)
    if "初定名单" in shown:
        yield from _of_groups(notice, values, cases)
    elif len(cases) > 1:
        yield warning("document.one_person", count=len(cases))


def _of_dates(
    notice: Notice, template: str, used: Sequence[str], values: Values
) -> Iterator[Finding]:
    """Tell what cannot be of the date below a form: its printed year, and the posting's days.

    A posting is signed before it hangs, its result after it has come down.
    """
    day = date_in(values.known.get("form.date", ""))
    if day is None or _CLOSING_MONTH not in used:
        return
    if day.year != notice.year:
        yield warning("document.printed_year", printed=notice.year, day=str(day))
    first = date_in(values.known.get("posting_start", ""))
    last = date_in(values.known.get("posting_end", ""))
    if template == _POSTING and first is not None and day > first:
        yield warning("document.posting_dated_late", day=str(day), start=str(first))
    if template == _RESULT and last is not None and day <= last:
        yield warning("document.result_dated_early", day=str(day), end=str(last))


def _parts(name: str) -> tuple[str, ...]:
    field = form_fields().get(name)
    return (name, *(part for _, part in field.labelled_parts())) if field else (name,)


def _printed_literally(values: Values, workdays: int | None) -> Iterator[Finding]:
    """Tell where the form prints 满一年 and 5个工作日 whatever the case says (A-15)."""
    printed = values.text(_FORM_PRINTS_WORKDAYS)
    if workdays is not None and printed != str(workdays):
        yield warning("document.printed_workdays", printed=printed or "", count=workdays)
    if not values.known.get("form.work_years", "").strip():
        yield info("document.printed_years", printed=values.text(_FORM_PRINTS_YEARS) or "")
    else:
        yield warning("document.wording_changed", printed="满一年")
    if values.known.get("form.posting_workdays", "").strip() not in ("", "5"):
        yield warning("document.wording_changed", printed="5个工作日")


def _of_groups(notice: Notice, values: Values, cases: Sequence[Case]) -> Iterator[Finding]:
    """Tell what a report for several people, or for one group only, leaves to the employer."""
    kinds = {kind_of(case) for case in cases}
    chosen = values.known.get(GROUPS, "").strip()
    if "" in kinds:
        yield warning("document.kind_unknown")
    if chosen not in (INITIAL, CONFERRAL) and len(kinds - {""}) < 2:
        yield warning("document.one_group")
    if len(cases) > 1:
        yield warning("document.several_people", count=len(cases))
    if len({folded(case.applicant.employer) for case in cases}) > 1:
        yield error("document.several_employers", count=len(cases))
    for group, fields in differing(cases, notice).items():
        kind = form_fields()[_KIND].choices[group]
        yield warning("document.group_differs", kind=kind, fields="、".join(fields))


def _of_drawing(docx: bytes) -> Iterator[Finding]:
    sheet = sheet_of(docx)
    if sheet.passed_over:
        yield warning("document.drawings_left_out", count=sheet.passed_over)
    letters = {letter for block in sheet.blocks for letter in getattr(block, "text", "")}
    if not all(map(can_be_drawn, letters)):
        yield warning("document.letter_missing")
