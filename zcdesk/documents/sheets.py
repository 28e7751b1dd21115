"""A docx as plain blocks to lay out: lines of text and tables, lengths in points (1/72 inch).

It reads what official forms use: A4 sheets, aligned paragraphs, tables with merged cells, page
breaks. Pictures and drawings of a form that somebody brought are passed over, and told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph

from zcdesk.documents.blocks import (
    DEFAULT_SIZE,
    SINGLE,
    Block,
    FormSheet,
    GridCell,
    GridRow,
    TableGrid,
    TextLine,
)
from zcdesk.documents.filling import opened, text_of
from zcdesk.documents.right_to_left import runs_right_to_left

_TWIP = 20
"""Twentieths of a point."""

_A4_WIDTH, _MARGIN = 595.3, 72.0

_DRAWINGS = (qn("w:drawing"), qn("w:pict"), qn("w:object"))


def sheet_of(content: bytes, file: str = "") -> FormSheet:
    """Return a docx as blocks.

    Raises:
        UnreadableFormError: It is no docx.
    """
    word = opened(content, file)
    section = word.sections[0]
    lengths = (section.left_margin, section.top_margin, section.right_margin, section.bottom_margin)
    margins = [float(length.pt) if length is not None else _MARGIN for length in lengths]
    width = float(section.page_width.pt) if section.page_width else _A4_WIDTH
    height = float(section.page_height.pt) if section.page_height else 841.9
    drawings = sum(1 for _ in word.element.iter(*_DRAWINGS))
    left, top, right, bottom = margins
    return FormSheet(width, height, (left, top, right, bottom), tuple(_blocks(word)), drawings)


def room_of(word: WordFile) -> float:
    """Return the length of a line between the margins, in points."""
    section = word.sections[0]
    width, left, right = section.page_width, section.left_margin, section.right_margin
    if width is None or left is None or right is None:
        return _A4_WIDTH - 2 * _MARGIN
    return float(width.pt) - float(left.pt) - float(right.pt)


def _blocks(word: WordFile) -> Iterator[Block]:
    for inner in word.iter_inner_content():
        yield line_of(inner) if isinstance(inner, Paragraph) else _grid(inner)


def line_of(paragraph: Paragraph) -> TextLine:
    """Return one paragraph with its look."""
    form, style = paragraph.paragraph_format, paragraph.style
    run = next((run for run in paragraph.runs if run.text.strip()), None)
    run = run or next(iter(paragraph.runs), None)
    normal = style.font if style is not None else None
    size = run.font.size if run is not None else None
    size = size or (normal.size if normal is not None else None)
    points = float(size.pt) if size is not None else DEFAULT_SIZE
    name = _east_asian(run._element if run is not None else None)
    name = name or _east_asian(style.element if style is not None else None)
    align = paragraph.alignment
    breaks = any(
        line_break.get(qn("w:type")) == "page" for line_break in paragraph._element.iter(qn("w:br"))
    )
    begins = "right" if runs_right_to_left(paragraph._element) else "left"
    return TextLine(
        text=text_of(paragraph._element),
        font=name,
        size=points,
        bold=bool(run is not None and run.bold),
        align={1: "center", 2: "right", 3: "both"}.get(int(align), begins) if align else begins,
        indent=_points(form.first_line_indent),
        left=_points(form.left_indent),
        right=_points(form.right_indent),
        before=_points(form.space_before),
        leading=_leading(form.line_spacing, points),
        ends_page=breaks,
        keeps=bool(form.keep_with_next),
    )


def _points(length: object) -> float:
    return float(getattr(length, "pt", 0.0))


def _leading(spacing: object, size: float) -> float:
    """Return the height of a line: stated in points, or as a multiple of a single one."""
    if hasattr(spacing, "pt"):
        return max(float(spacing.pt), size)
    return size * SINGLE * (float(spacing) if isinstance(spacing, (int, float)) else 1.0)


def _east_asian(element: BaseOxmlElement | None) -> str:
    fonts = element.find(f".//{qn('w:rFonts')}") if element is not None else None
    if fonts is None:
        return ""
    return str(fonts.get(qn("w:eastAsia")) or fonts.get(qn("w:ascii")) or "")


def _grid(table: WordTable) -> TableGrid:
    element = table._element
    columns = element.find(qn("w:tblGrid")).findall(qn("w:gridCol"))
    widths = tuple(float(column.get(qn("w:w")) or 0) / _TWIP for column in columns)
    rows: list[GridRow] = []
    open_above: dict[int, tuple[int, int]] = {}  # column: row and place of the cell that goes on
    for index, row in enumerate(element.findall(qn("w:tr"))):
        cells: list[GridCell] = []
        column = 0
        for cell in row.findall(qn("w:tc")):
            span, joins = _span(cell), _joins(cell)
            if joins == "continue" and column in open_above:
                above, place = open_above[column]
                rows[above] = _longer(rows[above], place)
            else:
                lines = tuple(
                    line_of(Paragraph(paragraph, table)) for paragraph in cell.findall(qn("w:p"))
                )
                cells.append(GridCell(column, span, 1, lines, _at_top(cell)))
                open_above.pop(column, None)
                if joins == "restart":
                    open_above[column] = (index, len(cells) - 1)
            column += span
        rows.append(GridRow(_least_height(row), tuple(cells)))
    return TableGrid(widths, tuple(rows))


def _longer(row: GridRow, place: int) -> GridRow:
    cells = list(row.cells)
    cells[place] = replace(cells[place], rows=cells[place].rows + 1)
    return replace(row, cells=tuple(cells))


def _span(cell: BaseOxmlElement) -> int:
    element = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return int(element.get(qn("w:val"))) if element is not None else 1


def _joins(cell: BaseOxmlElement) -> str:
    """Return ``restart``, ``continue`` or "" for a cell that spans no rows."""
    element = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return "" if element is None else str(element.get(qn("w:val")) or "continue")


def _at_top(cell: BaseOxmlElement) -> bool:
    element = cell.find(f"{qn('w:tcPr')}/{qn('w:vAlign')}")
    return element is None or element.get(qn("w:val")) == "top"


def _least_height(row: BaseOxmlElement) -> float:
    element = row.find(f"{qn('w:trPr')}/{qn('w:trHeight')}")
    return float(element.get(qn("w:val")) or 0) / _TWIP if element is not None else 0.0
