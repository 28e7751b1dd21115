"""What is laid out on paper: lines of text and tables, lengths in points (1/72 inch)."""

from __future__ import annotations

from dataclasses import dataclass

DEFAULT_SIZE = 10.5
SINGLE = 1.3
"""Height of a line in sizes of its letters, where the form states none."""


@dataclass(frozen=True)
class TextLine:
    """One paragraph.

    Attributes:
        text: A newline is a line break.
        font: Name of the font as the form writes it.
        size: Size of the letters.
        align: ``left``, ``center``, ``right`` or ``both``.
        indent: Of the first line; ``left`` and ``right`` are of all.
        before: Room above.
        leading: From one base line to the next.
        ends_page: The next block begins a page.
        keeps: It is on the same page as the beginning of the next block.
    """

    text: str
    font: str = ""
    size: float = DEFAULT_SIZE
    bold: bool = False
    align: str = "left"
    indent: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    leading: float = DEFAULT_SIZE * SINGLE
    ends_page: bool = False
    keeps: bool = False


@dataclass(frozen=True)
class GridCell:
    """One cell: its first column, how many columns and rows it spans, and its lines."""

    column: int
    columns: int
    rows: int
    lines: tuple[TextLine, ...]
    at_top: bool


@dataclass(frozen=True)
class GridRow:
    """One row of a table; ``height`` is the least."""

    height: float
    cells: tuple[GridCell, ...]


@dataclass(frozen=True)
class TableGrid:
    """A table whose lines are drawn."""

    widths: tuple[float, ...]
    rows: tuple[GridRow, ...]


Block = TextLine | TableGrid


@dataclass(frozen=True)
class FormSheet:
    """A whole form: paper, margins (left, top, right, bottom), blocks, and what was passed over."""

    width: float
    height: float
    margins: tuple[float, float, float, float]
    blocks: tuple[Block, ...]
    passed_over: int
