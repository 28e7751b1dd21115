"""An empty roster to fill in, with a sheet that explains its columns."""

from __future__ import annotations

import io
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from zcdesk.batch.roster import columns
from zcdesk.disk.archives import packed_plainly
from zcdesk.notices.files.loading import load_notice, notice_ids
from zcdesk.notices.profile.entries import FactKind
from zcdesk.wording import sentence

_EPOCH = datetime(1980, 1, 1)
_ROWS = 500
_WIDTHS = {columns.NAME: 16, columns.EMPLOYER: 36, columns.NOTICE: 24, columns.FOLDER: 28}


def template(language: str = "zh") -> bytes:
    """Return the workbook: one sheet to fill in, one that tells what belongs where.

    Every cell of the first sheet is text, so that no program changes an ID number.
    """
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = sentence("roster.sheet", language).message
    for place, title in enumerate(columns.KNOWN, start=1):
        cell = sheet.cell(1, place, title)
        cell.font = Font(bold=True)
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = _WIDTHS.get(title, 20)
        for row in range(2, _ROWS + 2):
            sheet.cell(row, place).number_format = "@"
    sheet.freeze_panes = "A2"
    about = book.create_sheet(sentence("roster.about", language).message)
    about.column_dimensions["A"].width = 24
    about.column_dimensions["B"].width = 100
    for title in columns.KNOWN:
        about.append([title, sentence(f"roster.help.{_CODES[title]}", language).message])
    for name in notice_ids():
        notice = load_notice(name)
        about.append([name, notice.title])
        for fact in notice.facts:
            if fact.kind is FactKind.CHOICE and not fact.later:
                allowed = "、".join(f"{option.id}={option.title}" for option in fact.options)
                about.append([fact.id, f"{fact.question}：{allowed}"])
    book.properties.creator = None
    book.properties.created = book.properties.modified = _EPOCH
    stream = io.BytesIO()
    book.save(stream)
    return packed_plainly(stream.getvalue(), compressed=True)


_CODES = {
    columns.NAME: "name",
    columns.EMPLOYER: "employer",
    columns.NOTICE: "notice",
    columns.FOLDER: "folder",
    columns.ALIASES: "aliases",
    columns.EMPLOYER_ALIASES: "employer_aliases",
    columns.FORMER_EMPLOYERS: "former_employers",
    columns.ID_NUMBER: "id_number",
    columns.BORN: "born",
    columns.CASE: "case",
}
