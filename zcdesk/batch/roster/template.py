"""An empty roster to fill in: choices to pick from, an example, a sheet that explains it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from zcdesk.batch.roster import columns
from zcdesk.disk.files import write_atomically
from zcdesk.export.papers.workbook import book_bytes
from zcdesk.notices.files.loading import load_notice, notice_ids
from zcdesk.notices.profile.entries import Fact, FactKind
from zcdesk.notices.profile.notice import Notice
from zcdesk.wording import sentence

_ROWS = 500
_WIDTHS = {columns.NAME: 16, columns.EMPLOYER: 36, columns.NOTICE: 30, columns.FOLDER: 28}
_ASKED_BY = 2
"""So many notices must ask a question for it to be a column of a roster for any of them."""

_COLUMNS = (FactKind.CHOICE, FactKind.MONTH)
"""Kinds of question that are columns; years and other days come up for a few people only."""

_MOST_CHOICES = 60


def template(language: str = "zh", notice_id: str = "") -> bytes:
    """Return the workbook: a sheet to fill in, one that tells what belongs where, the choices.

    Every cell of the first sheet is text, so that no program changes an ID number. What a notice
    asks can be picked from a list of its own words; anything else can be typed all the same.

    Args:
        language: Of the explanations.
        notice_id: Whose questions are columns; without it those that several notices ask.
    """
    notices = [load_notice(name) for name in ([notice_id] if notice_id else notice_ids())]
    facts = _questions(notices)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = sentence("roster.sheet", language).message
    titles = (*columns.KNOWN, *(fact.question for fact in facts))
    example = _example(notices[0], facts, language)
    for place, title in enumerate(titles, start=1):
        sheet.cell(1, place, title).font = Font(bold=True)
        shown = sheet.cell(2, place, example.get(title, ""))
        shown.font = Font(italic=True, color="808080")
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = _WIDTHS.get(title, 20)
        for row in range(2, _ROWS + 3):
            sheet.cell(row, place).number_format = "@"
    sheet.freeze_panes = "B2"
    _explain(book, notices, language)
    _offer(book, sheet, titles, facts, notices, language)
    return book_bytes(book)


def write_template(path: Path, language: str, notice_id: str) -> Path:
    """Write the workbook and return where it is.

    Raises:
        OutputError: It cannot be written.
    """
    write_atomically(path, template(language, notice_id))
    return path


def _questions(notices: Sequence[Notice]) -> list[Fact]:
    """Return the questions that are columns, each once, in the order of the notices."""
    asked: dict[str, Fact] = {}
    count: Counter[str] = Counter()
    for notice in notices:
        for fact in notice.facts:
            if fact.kind in _COLUMNS and not fact.later:
                asked.setdefault(fact.id, fact)
                count[fact.id] += 1
    least = _ASKED_BY if len(notices) > 1 else 1
    return [fact for fact in asked.values() if count[fact.id] >= least]


def _example(notice: Notice, facts: Sequence[Fact], language: str) -> dict[str, str]:
    """Return the cells of the row that shows how it is done; reading passes over it."""
    written = {
        columns.NAME: "example.name",
        columns.EMPLOYER: "example.employer",
        columns.FOLDER: "example.folder",
        columns.SCRIPT_NAMES: "example.script_name",
        columns.SCRIPT_EMPLOYERS: "example.script_employer",
    }
    known = {title: sentence(f"roster.{code}", language).message for title, code in written.items()}
    own = notice.facts_by_id()
    return {
        **known,
        columns.NOTICE: notice.short_title,
        **{
            fact.question: own[fact.id].options[0].title
            for fact in facts
            if fact.id in own and own[fact.id].options
        },
    }


def _explain(book: Workbook, notices: Sequence[Notice], language: str) -> None:
    about = book.create_sheet(sentence("roster.about", language).message)
    about.column_dimensions["A"].width = 24
    about.column_dimensions["B"].width = 100
    for title in columns.KNOWN:
        about.append([title, sentence(f"roster.help.{_CODES[title]}", language).message])
    for notice in notices:
        about.append([notice.short_title, f"{notice.id}：{notice.title}"])
        for fact in notice.facts:
            if fact.kind in _COLUMNS and not fact.later:
                allowed = "、".join(f"{option.id}={option.title}" for option in fact.options)
                allowed = allowed or sentence("facts.template_month", language).message.strip()
                about.append([fact.id, f"{fact.question}：{allowed}"])


def _offer(
    book: Workbook,
    sheet: Worksheet,
    titles: Sequence[str],
    facts: Sequence[Fact],
    notices: Sequence[Notice],
    language: str,
) -> None:
    """Lay lists to pick from on the columns; what a question offers hangs on the row's notice."""
    offered = book.create_sheet(sentence("roster.offered", language).message)
    lists = [("", [notice.short_title for notice in notices])]
    for notice in notices:
        own = notice.facts_by_id()
        lists += [
            (f"{notice.short_title}|{fact.id}", [option.title for option in own[fact.id].options])
            for fact in facts
            if fact.id in own and fact.options
        ]
    for place, (key, choices) in enumerate(lists, start=1):
        for row, text in enumerate((key, *choices), start=1):
            offered.cell(row, place, text or None)
    name = quote_sheetname(offered.title)
    _lay(sheet, titles.index(columns.NOTICE) + 1, f"{name}!$A$2:$A${len(notices) + 1}")
    of_notice = f"${get_column_letter(titles.index(columns.NOTICE) + 1)}2"
    for place, fact in enumerate(facts, start=len(columns.KNOWN) + 1):
        if not fact.options:
            continue
        found = f'MATCH({of_notice}&"|{fact.id}",{name}!$1:$1,0)'
        height = f"COUNTA(INDEX({name}!$1:${_MOST_CHOICES},0,{found}))-1"
        _lay(sheet, place, f"OFFSET({name}!$A$1,1,{found}-1,{height},1)")


def _lay(sheet: Worksheet, place: int, source: str) -> None:
    listed = DataValidation("list", formula1=source, allow_blank=True, showErrorMessage=False)
    letter = get_column_letter(place)
    listed.add(f"{letter}2:{letter}{_ROWS + 2}")
    sheet.add_data_validation(listed)


_OF_COLUMNS = (
    "name", "employer", "notice", "folder", "aliases", "employer_aliases", "former_employers",
    "script_names", "script_employers", "id_number", "born", "work_number", "case",
)  # fmt: skip
_CODES = dict(zip(columns.KNOWN, _OF_COLUMNS, strict=True))
