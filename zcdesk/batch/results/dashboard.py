"""The table of a run for the clerk: one row a person, as a workbook and as a page to print."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from zcdesk.batch.results.person_results import CASE_FILE, PersonResult
from zcdesk.batch.roster.people import Person
from zcdesk.cases.file.locking import lock_path
from zcdesk.disk.archives import packed_plainly
from zcdesk.export.papers.markup import element, style
from zcdesk.findings import Detail
from zcdesk.printable import printable
from zcdesk.wording import sentence

_EPOCH = datetime(1980, 1, 1)
_WIDTHS = (6, 22, 36, 12, 60, 8, 24, 10, 12)
_COLUMNS = ("row", "name", "employer", "state", "todo", "doubtful", "left", "returned", "folder")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_HOURS_ONLY = 72

_SHEET = """
body { font-family: "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; margin: 24px;
  color: #1d2421; }
h1 { font-size: 20px; } p { color: #55605a; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { border: 1px solid #b9c0ba; padding: 6px 8px; text-align: left; vertical-align: top; }
th { background: #eceee9; } td.number { text-align: right; }
@media print { body { margin: 0; } tr { break-inside: avoid; }
  thead { display: table-header-group; } }
"""


def rows_of(
    people: Sequence[Person], results: Sequence[PersonResult], language: str = "zh"
) -> list[tuple[str, ...]]:
    """Return the table's rows: row, name, employer, state, what to do, and so on."""
    by_row = {person.row: person for person in people}
    return [
        _row(by_row[result.row], result, by_row, language)
        for result in sorted(results, key=lambda each: each.row)
        if result.row in by_row
    ]


def to_xlsx(
    people: Sequence[Person],
    results: Sequence[PersonResult],
    left_over: Sequence[str] = (),
    unclear: Sequence[str] = (),
    language: str = "zh",
) -> bytes:
    """Return the workbook; every cell is text and never a formula."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _word("sheet", language)
    sheet.append(_head(language))
    for row in rows_of(people, results, language):
        sheet.append(list(map(printable, row)))
    for line in _leftovers(left_over, unclear, language):
        sheet.append([line])
    for place, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.data_type = "s" if cell.value is not None else cell.data_type
            if isinstance(cell.value, str) and cell.value.startswith(_FORMULA):
                cell.quotePrefix = True
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_COLUMNS))}{len(results) + 1}"
    book.properties.creator = None
    book.properties.created = book.properties.modified = _EPOCH
    stream = io.BytesIO()
    book.save(stream)
    return packed_plainly(stream.getvalue(), compressed=True)


def to_html(
    people: Sequence[Person],
    results: Sequence[PersonResult],
    left_over: Sequence[str] = (),
    unclear: Sequence[str] = (),
    language: str = "zh",
) -> str:
    """Return a page that works without a network and prints well."""
    head = element("tr", {}, *(element("th", {}, title) for title in _head(language)))
    rows = (
        element("tr", {}, *(element("td", {}, text) for text in row))
        for row in rows_of(people, results, language)
    )
    body = element(
        "body",
        {},
        element("h1", {}, _word("title", language)),
        element("p", {}, _word("about", language)),
        element("table", {}, element("thead", {}, head), element("tbody", {}, *rows)),
        *(element("p", {}, line) for line in _leftovers(left_over, unclear, language)),
    )
    page = element(
        "html",
        {"lang": "zh-CN" if language == "zh" else "en"},
        element(
            "head",
            {},
            element("meta", {"charset": "utf-8"}),
            element("title", {}, _word("title", language)),
            style(_SHEET),
        ),
        body,
    )
    return f"<!doctype html>\n{page}\n"


def todo(result: PersonResult, by_row: Mapping[int, Person], language: str = "zh") -> str:
    """Return in words what is to be done for one person."""
    if result.problem:
        known = by_row.get(result.row)
        file = Path(known.case).name if known is not None and known.case else CASE_FILE
        names: dict[str, Detail] = {"row": result.row, "folder": result.folder, "case": file}
        # Why a case can only be read may lie in its lock; all else tells of the case.
        names["file"] = lock_path(Path(file)).name if "reason" in result.details else file
        wording = sentence(result.problem, language, **{**result.details, **names})
        return f"{wording.message} {wording.remedy}".strip()
    said: list[str] = []
    if not any(result.pages.values()):
        said.append(_word("no_pages", language))
    if result.missing:
        said.append(_word("missing", language, what="、".join(result.missing)))
    if result.pages.get("review"):
        said.append(_word("review", language, count=result.pages["review"]))
    if result.pages.get("refused"):
        said.append(_word("refused", language, count=result.pages["refused"]))
    for word, pages in (("stranger", result.strangers), ("copy", result.copies)):
        for page, row in pages:
            whose = by_row[row].shown if row in by_row else str(row)
            said.append(_word(word, language, page=page, whose=whose))
    if result.unsorted:
        said.append(_word("unsorted", language, count=result.unsorted))
    if result.proposed:
        said.append(_word("proposed", language, count=len(result.proposed)))
    if result.waiting:
        said.append(_word("waiting", language, count=len(result.waiting)))
    return "；".join(said) or "—"


def time_left(result: PersonResult, language: str = "zh") -> str:
    """Return what is due next and the time that is left."""
    if result.deadline is None:
        return "—"
    what, _, hours = result.deadline
    if hours < 0:
        return _word("over", language, what=what)
    if hours < _HOURS_ONLY:
        return _word("hours", language, what=what, count=hours)
    return _word("days", language, what=what, count=hours // 24)


def _row(
    person: Person, result: PersonResult, by_row: Mapping[int, Person], language: str
) -> tuple[str, ...]:
    used, limit = result.returns
    return (
        str(result.row),
        person.shown,
        person.applicant.employer,
        sentence(f"case.slot.{result.state}", language).message,
        todo(result, by_row, language),
        str(result.doubtful),
        time_left(result, language),
        str(used) if limit is None else f"{used} / {limit}",
        result.folder,
    )


def _head(language: str) -> list[str]:
    return [_word(f"column.{name}", language) for name in _COLUMNS]


def _leftovers(left_over: Sequence[str], unclear: Sequence[str], language: str) -> list[str]:
    said = []
    if left_over:
        said.append(_word("left_over", language, names="、".join(left_over)))
    if unclear:
        said.append(_word("unclear", language, names="、".join(unclear)))
    return said


def _word(name: str, language: str, **details: str | int) -> str:
    wording = sentence(f"batch.{name}", language, **details)
    return f"{wording.message} {wording.remedy}".strip()
