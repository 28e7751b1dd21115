"""Draws a filled form as PDF: our own layout, fonts embedded, the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import pymupdf

from zcdesk.documents.blocks import Block, FormSheet, GridCell, TableGrid, TextLine
from zcdesk.documents.letters import broken, font_for, longest_piece, subset, width
from zcdesk.geometry import Polygon
from zcdesk.names.arabic_forms import as_on_paper, joined

_PADDING = 4.0
"""Points between a table's line and its text."""

_SMALLEST = 0.6
"""Share of its size to which a number in a narrow cell is made smaller at most."""

_LINE_WIDTH = 0.75
_NUMBER = 12.0
"""Size of the number beside an outline."""

_GREY, _MARK = (0.6, 0.6, 0.6), (0.435, 0.231, 0.769)
_ASCENT = 0.88
"""Base line below the top of a line of letters, in sizes."""


@dataclass(frozen=True)
class Figure:
    """A picture with numbered outlines.

    Attributes:
        jpeg: Its bytes.
        width: Of the picture that it stands for; with ``height`` it gives the proportions.
        height: See ``width``.
        outlines: Number and outline, in percent of width and height from the top left.
        tallest: Points that it may take.
        framed: A thin line is drawn round it.
    """

    jpeg: bytes
    width: int
    height: int
    outlines: tuple[tuple[str, Polygon], ...] = ()
    tallest: float = 700.0
    framed: bool = True


def pdf_of(docx: bytes, file: str = "") -> bytes:
    """Return a filled form as PDF, without metadata.

    Args:
        docx: The filled form.
        file: Its name for the sentence of an error.

    Raises:
        UnreadableFormError: It is no docx.
    """
    from zcdesk.documents.sheets import sheet_of  # with all that reads Word files

    return drawn(sheet_of(docx, file))


def drawn(sheet: FormSheet, figures: Sequence[Block | Figure] | None = None) -> bytes:
    """Return a sheet as PDF.

    Args:
        sheet: Paper, margins and blocks.
        figures: Blocks and pictures in place of the sheet's own blocks.
    """
    with pymupdf.open() as paper:
        pen = _BlockPen(paper, sheet)
        blocks = sheet.blocks if figures is None else figures
        for place, block in enumerate(blocks):
            if isinstance(block, TableGrid):
                pen.grid(block)
            elif isinstance(block, Figure):
                pen.figure(block)
            else:
                pen.paragraph(block, tuple(_kept_with(blocks, place)))
        pen.finish()
        return finished(paper)


def finished(paper: pymupdf.Document) -> bytes:
    """Return a PDF without metadata, ids and times."""
    paper.set_metadata({})
    paper.del_xml_metadata()
    return bytes(paper.tobytes(garbage=4, deflate=True, no_new_id=True))


@dataclass(frozen=True)
class _LaidLine:
    """One line of text with its look and its height."""

    text: str
    look: TextLine
    first: bool
    height: float


@dataclass(frozen=True)
class _Stroke:
    """Some letters of one font and size at one place; ``base`` is the left end of their line."""

    page: int
    base: tuple[float, float]
    text: str
    file: str
    size: float
    colour: tuple[float, float, float] = (0.0, 0.0, 0.0)


class _BlockPen:
    """Writes blocks down the pages, a new page where one is full."""

    def __init__(self, paper: pymupdf.Document, sheet: FormSheet) -> None:
        self._paper, self._sheet = paper, sheet
        self._left, self._top, right, bottom = sheet.margins
        self._room = sheet.width - self._left - right
        self._end = sheet.height - bottom
        self._strokes: list[_Stroke] = []
        self._y = self._top
        self._turn_page()

    def paragraph(self, look: TextLine, kept: Sequence[TextLine] = ()) -> None:
        """Write one paragraph; its lines may be on two pages.

        Args:
            kept: The paragraphs after it that are on the page of its last two lines.
        """
        self._y += look.before
        lines = laid(look, self._room)
        below = sum(
            text_line.before + sum(line.height for line in laid(text_line, self._room))
            for text_line in kept
        )
        for place, line in enumerate(lines):
            need = line.height
            if kept and place == max(0, len(lines) - 2):
                need = sum(line.height for line in lines[place:]) + below
                if need > self._end - self._top:
                    need = line.height
            if self._y + need > self._end and self._y > self._top:
                self._turn_page()
            self._write(line, self._left, self._room, self._y)
            self._y += line.height
        if look.ends_page:
            self._turn_page()

    def grid(self, grid: TableGrid) -> None:
        """Draw one table; a row that does not fit begins the next page."""
        scale = min(1.0, self._room / (sum(grid.widths) or 1))
        widths = [one * scale for one in grid.widths]
        heights = _heights(grid, widths)
        left = self._left + (self._room - sum(widths)) / 2
        begin = 0
        while begin < len(heights):
            count = self._fitting(grid, heights, begin)
            if not count:
                self._turn_page()
                count = max(1, self._fitting(grid, heights, begin))
            tops = [self._y + sum(heights[begin:row]) for row in range(begin, begin + count + 1)]
            for place, row in enumerate(grid.rows[begin : begin + count]):
                for cell in row.cells:
                    x = left + sum(widths[: cell.column])
                    wide = sum(widths[cell.column : cell.column + cell.columns])
                    low = tops[min(place + cell.rows, count)]
                    self._cell(cell, pymupdf.Rect(x, tops[place], x + wide, low))
            self._y = tops[-1]
            begin += count

    def figure(self, figure: Figure) -> None:
        """Draw a picture, in the middle, with its outlines; it is never on two pages."""
        most = min(figure.tallest, self._end - self._top)
        scale = min(self._room / figure.width, most / figure.height)
        wide, high = figure.width * scale, figure.height * scale
        if self._y + high > self._end:
            self._turn_page()
        left, top = self._left + (self._room - wide) / 2, self._y
        box = pymupdf.Rect(left, top, left + wide, top + high)
        self._page.insert_image(box, stream=figure.jpeg)
        if figure.framed:
            self._page.draw_rect(box, color=_GREY, width=_LINE_WIDTH)
        for number, outline in figure.outlines:
            corners = [(left + x * wide / 100, top + y * high / 100) for x, y in outline]
            self._page.draw_polyline([*corners, corners[0]], color=_MARK, width=1.2)
            right, upper = max(x for x, _ in corners), min(y for _, y in corners)
            at = (min(right + 2, left + wide - _NUMBER), max(upper + _NUMBER * 0.8, top + _NUMBER))
            page = len(self._paper) - 1
            ground = pymupdf.Rect(
                at[0] - 1, at[1] - _NUMBER * 0.85, at[0] + _NUMBER * 0.7, at[1] + 2
            )
            self._page.draw_rect(ground, color=None, fill=(1, 1, 1))
            self._strokes.append(_Stroke(page, at, number, "song-heavy.otf", _NUMBER, _MARK))
        self._blank = False
        self._y = box.y1 + _PADDING

    def finish(self) -> None:
        """Write the letters, now that it is known which ones each font needs."""
        files = sorted({stroke.file for stroke in self._strokes})
        fonts = {
            file: subset(file, (stroke.text for stroke in self._strokes if stroke.file == file))
            for file in files
        }
        for index in range(len(self._paper)):
            page = self._paper[index]
            here = [stroke for stroke in self._strokes if stroke.page == index]
            for colour in sorted({stroke.colour for stroke in here}):
                writer = pymupdf.TextWriter(page.rect)
                for stroke in here:
                    if stroke.colour == colour:
                        font = fonts[stroke.file]
                        writer.append(stroke.base, stroke.text, font=font, fontsize=stroke.size)
                writer.write_text(page, color=colour)
        if self._blank and len(self._paper) > 1:
            self._paper.delete_page(-1)

    def _fitting(self, grid: TableGrid, heights: Sequence[float], begin: int) -> int:
        """Return how many rows fit from ``begin`` on, never parting a cell that spans rows."""
        total, whole = 0.0, 0
        reach = begin
        for row in range(begin, len(heights)):
            total += heights[row]
            if self._y + total > self._end + 0.5:
                break
            reach = max(reach, *(row + cell.rows for cell in grid.rows[row].cells), row + 1)
            if reach == row + 1:
                whole = row + 1 - begin
        return whole

    def _cell(self, cell: GridCell, box: pymupdf.Rect) -> None:
        self._page.draw_rect(box, color=(0, 0, 0), width=_LINE_WIDTH)
        self._blank = False
        room = box.width - 2 * _PADDING
        lines = [line for look in cell.lines for line in laid(_fitting(look, room), room)]
        height = sum(line.height for line in lines)
        y = box.y0 + (_PADDING if cell.at_top else max(_PADDING, (box.height - height) / 2))
        for line in lines:
            self._write(line, box.x0 + _PADDING, room, y)
            y += line.height

    def _write(self, line: _LaidLine, left: float, room: float, top: float) -> None:
        look = line.look
        spare = room - look.left - look.right - width(line.text, look.font, look.bold, look.size)
        shift = {"center": spare / 2, "right": spare}.get(look.align, 0.0)
        x = left + look.left + max(0.0, shift)
        if line.first and look.align in ("left", "both"):
            x += look.indent
        base = top + (line.height - look.size) / 2 + look.size * _ASCENT
        for text, file in _runs(as_on_paper(line.text), look):
            if text.strip():
                at = len(self._paper) - 1
                self._strokes.append(_Stroke(at, (x, base), text, file, look.size))
                self._blank = False
            x += width(text, look.font, look.bold, look.size)

    def _turn_page(self) -> None:
        self._page = self._paper.new_page(width=self._sheet.width, height=self._sheet.height)
        self._y = self._top
        self._blank = True


def laid(look: TextLine, room: float) -> list[_LaidLine]:
    """Return the lines of a paragraph in a room of so many points."""
    inner = room - look.left - look.right
    indent = look.indent if look.align in ("left", "both") else 0.0
    text = joined(look.text)
    texts = broken(text, look.font, look.bold, look.size, inner, inner - indent)
    return [_LaidLine(text, look, index == 0, look.leading) for index, text in enumerate(texts)]


def _kept_with(blocks: Sequence[Block | Figure], place: int) -> Iterator[TextLine]:
    """Yield the paragraphs that are on the page of the one at ``place``, the next one first."""
    block = blocks[place]
    for following in blocks[place + 1 :]:
        if not (isinstance(block, TextLine) and block.keeps and isinstance(following, TextLine)):
            return
        yield following
        block = following


def _fitting(look: TextLine, room: float) -> TextLine:
    """Return a cell's paragraph, set smaller where a number would cross the line of the cell."""
    longest = longest_piece(look.text, look.font, look.bold, look.size)
    if longest <= room:
        return look
    return replace(look, size=look.size * max(_SMALLEST, room / longest))


def _heights(grid: TableGrid, widths: Sequence[float]) -> list[float]:
    """Return the height of each row: the stated one, or more where its text needs it."""
    heights = [row.height for row in grid.rows]
    for index, row in enumerate(grid.rows):
        for cell in row.cells:
            room = sum(widths[cell.column : cell.column + cell.columns]) - 2 * _PADDING
            need = sum(
                line.height for look in cell.lines for line in laid(_fitting(look, room), room)
            )
            lacking = need + 2 * _PADDING - sum(heights[index : index + cell.rows])
            heights[index] += max(0.0, lacking)
    return heights


def _runs(text: str, look: TextLine) -> Iterator[tuple[str, str]]:
    """Yield parts of a text that one font draws, each with the name of the font's file.

    Spaces are parts of their own and are never drawn: MuPDF would embed a whole font for one.
    """
    lettered = (
        (letter, font_for(letter, look.font, look.bold)[0], letter.isspace()) for letter in text
    )
    for (file, _), letters in groupby(lettered, key=lambda one: one[1:]):
        yield "".join(letter for letter, _, _ in letters), file
