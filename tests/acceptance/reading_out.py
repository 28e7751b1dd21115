"""The words of what the program wrote: text, page, workbook, form, PDF."""

from pathlib import Path

import openpyxl
import pymupdf
from docx import Document
from docx.table import Table


def bare(text: str) -> str:
    """Return a text without blanks and line ends."""
    return "".join(text.split())


def words_of(file: Path) -> str:
    """Return the words of a file, by its suffix."""
    return {".pdf": _of_pdf, ".docx": _of_form, ".xlsx": _of_workbook}.get(
        file.suffix, lambda one: one.read_text(encoding="utf-8")
    )(file)


def _of_pdf(file: Path) -> str:
    with pymupdf.open(file) as opened:
        return "\n".join(page.get_text() for page in opened)


def _of_form(file: Path) -> str:
    lines = []
    for block in Document(str(file)).iter_inner_content():
        if isinstance(block, Table):
            lines += [cell.text for row in block.rows for cell in row.cells]
        else:
            lines.append(block.text)
    return "\n".join(lines)


def _of_workbook(file: Path) -> str:
    sheets = openpyxl.load_workbook(file).worksheets
    rows = [row for sheet in sheets for row in sheet.iter_rows(values_only=True)]
    return "\n".join(str(cell) for row in rows for cell in row if cell is not None)
