"""The text of a notice out of any file that it comes as: text, Word, web page, PDF, scans.

A PDF's own letters are taken where a page has them; a page that is only a picture is read as any
scan is. Rows become paragraphs again by where they begin and end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from statistics import median

import pymupdf

from zcdesk.notices.document.blocks import typed
from zcdesk.notices.files.text_files import (
    TEXTS,
    NoticeFileError,
    NoticeKindError,
    require_notice,
    text_of_file,
)
from zcdesk.pages.preparing import prepare
from zcdesk.reading.page_reading import read_page
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.tasks.found_scans import ScanPlace, find_scans, in_worker, scan_at

_LEAST_LETTERS = 20
"""Letters of its own that a PDF page with a text has; fewer are a stamp or a page number."""

_MARKER = re.compile(
    r"\s*(?:第[一二三四五六七八九十百]+[章条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|"
    r"\d{1,2}(?:\.\d{1,2})*[.．、\s]|[①-⑳【〔§▲▶●■◆★※•□]|[一二三四五六七八九十]是|附\s*[件表录]?\s*\d*\s*[:：]?\s*$|附件\s*[\d一二三四五])"
)
_PAGE_NUMBER = re.compile(
    r"\s*[-—–·]*\s*(?:第\s*)?\d{1,3}\s*页?(?:\s*[/／，,]?\s*共?\s*\d{1,3}\s*页)?\s*[-—–·]*\s*"
)
_STOPS = ("。", "；", "：", ":", "！")
_NUMBER_ALONE = re.compile(r"\d{1,2}(?:[.．]\d{1,2})?[、\s](?=\d|[日月])|\d{1,2}\.\d")
_LOOSE = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef“”]) (?=[A-Za-z0-9])"
    r"|(?<=[A-Za-z0-9]) (?=[\u3000-\u9fff\uff00-\uffef“”])"
)
"""A blank that typesetters put between Chinese and other letters."""

_DECIMAL = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})+ ")
_BROKEN_NUMBER = re.compile(r"(?<![0-9A-Za-z])\n|\n(?![0-9A-Za-z])|(?<=\D20\d)\n(?=\d\D)")
"""Where a cell's row ends; between two numbers it is a blank."""
_SHORT = 2.5  # letters by which a row may end before the margin and still go on
_INDENT = 1.2  # letters by which a paragraph's first row is set in


@dataclass(frozen=True)
class NoticeRow:
    """One row of print; places in any unit, the same for all rows of a page.

    Attributes:
        height: Of the row, about the width of one letter.
    """

    text: str
    left: float
    right: float
    top: float
    height: float


def words_of_notice(pool: WorkerPool, path: Path) -> str:
    """Return the text of a notice, one paragraph a line; see ``reading_notice``.

    Raises:
        ZcdeskError: It cannot be read, or holds no text.
    """
    steps = reading_notice(pool, path)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return str(end.value)


def reading_notice(pool: WorkerPool, path: Path) -> Generator[tuple[int, int], None, str]:
    """Read the text of a notice, one paragraph a line, and return it.

    Args:
        pool: Where PDF pages and scans are opened.

    Yields:
        The page that is read next, from 1, and how many there are; a text file has none.

    Raises:
        ZcdeskError: It cannot be read, or holds no text.
    """
    try:
        return require_notice(in_worker(pool, text_of_file, path, name=path.name), path.name)
    except NoticeKindError:
        found = list(find_scans(pool, [path]))
    pages: list[tuple[NoticeRow, ...]] = []
    count = sum(scan.page_count for scan in found)
    for scan in found:
        if scan.error is not None:
            a_text = path.suffix.lower() in TEXTS  # nobody takes such a file for a picture
            raise NoticeFileError(file=path.name) if a_text else scan.error
        for index in range(scan.page_count):
            yield len(pages) + 1, count
            pages.append(in_worker(pool, rows_of_page, scan.place, index, name=scan.name))
    text = typed("\n".join(paragraphs(pages)))
    if not text.strip():
        raise NoticeFileError(file=path.name)
    return require_notice(text, path.name)


def rows_of_page(place: ScanPlace, index: int) -> tuple[NoticeRow, ...]:
    """Return the rows of one page from top to bottom (in a worker).

    Raises:
        ScanError: The page cannot be used.
    """
    scan = scan_at(place)
    if scan.kind == "PDF" and scan.content:
        rows = _printed_rows(scan.content, index)
        if sum(len(row.text.strip()) for row in rows) >= _LEAST_LETTERS:
            return rows
    reading = read_page(prepare(scan, index).picture)
    found = []
    for line in reading.lines:
        across = [point[0] for point in line.quad]
        down = [point[1] for point in line.quad]
        if line.lattice.text.strip() and not line.vertical:
            found.append(
                NoticeRow(line.lattice.text, min(across), max(across), min(down), line.thickness)
            )
    return _in_rows(found)


def _printed_rows(content: bytes, index: int) -> tuple[NoticeRow, ...]:
    """Return the rows that a PDF page prints as letters."""
    with pymupdf.open(stream=content, filetype="pdf") as document:
        page = document[index]
        tables = _ruled_tables(page)
        edges = sorted({round(cell[at]) for row in tables for cell in row for at in (0, 2)})
        pieces = [one for line in _lines(page) for one in _cut_at(line, edges if tables else [])]
    ruled: dict[int, list[list[str]]] = {}
    rows = []
    for piece in pieces:
        at, cell = _cell_of(piece, tables)
        if at < 0:
            rows.append(piece)
        else:
            ruled.setdefault(at, [[] for _ in tables[at]])[cell].append(piece.text.strip())
    letter = median(piece.height for piece in pieces) if pieces else 0.0
    for at, cells in ruled.items():
        text = "\t".join(_BROKEN_NUMBER.sub("", "\n".join(words)) for words in cells)
        rows.append(
            NoticeRow(
                text.replace("\n", " "),
                tables[at][0][0],
                tables[at][-1][2],
                tables[at][0][1],
                letter,
            )
        )
    return _in_rows(rows)


_Box = tuple[float, float, float, float]


def _ruled_tables(page: pymupdf.Page) -> list[list[_Box]]:
    """Return the rows of the tables that lines of a page rule, each as places of its cells.

    A cell that is merged with the one above it is a place without room.
    """
    pymupdf.no_recommend_layout()  # it would print its advice
    found: list[list[_Box]] = []
    for table in page.find_tables().tables:
        if table.col_count > 1 and table.row_count > 1:
            for row in table.rows:
                _, top, right, _ = row.bbox
                found.append(
                    [tuple(cell) if cell else (right, top, right, top) for cell in row.cells]
                )
    return found


def _cell_of(piece: NoticeRow, tables: Sequence[Sequence[_Box]]) -> tuple[int, int]:
    """Return the row and the cell that a piece begins in, (-1, 0) for none."""
    across, down = piece.left + 1, piece.top + piece.height / 2
    for at, row in enumerate(tables):
        for cell, (left, top, right, bottom) in enumerate(row):
            if left <= across <= right and top <= down <= bottom:
                return at, cell
    return -1, 0


def _lines(page: pymupdf.Page) -> Iterator[list[tuple[str, _Box]]]:
    """Yield the lines that a page prints, each as its letters and their places.

    Letters of one line come in several runs, by their fonts; what is aslant is a watermark.
    """
    lines: list[tuple[float, list[tuple[str, _Box]]]] = []
    runs = [
        (one["origin"][1], span["size"], one["c"], one["bbox"])
        for block in page.get_text("rawdict")["blocks"] for line in block.get("lines", ())
        if abs(line["dir"][1]) < 0.05 for span in line["spans"] for one in span["chars"]
    ]  # fmt: skip
    for base, size, word, box in sorted(runs, key=lambda one: one[0]):
        if not lines or base - lines[-1][0] > 0.4 * size:
            lines.append((base, []))
        lines[-1][1].append((typed(word), tuple(box)))
    for _, letters in lines:
        row = sorted(letters, key=lambda one: one[1][0])
        twice = {
            at + 1 for at, ((word, box), (same, other)) in enumerate(pairwise(row))
            if word == same.strip() and other[0] - box[0] < 0.3 * (box[2] - box[0])
        }  # fmt: skip
        yield [one for at, one in enumerate(row) if at not in twice]


def _cut_at(letters: Sequence[tuple[str, _Box]], edges: Sequence[float]) -> Iterator[NoticeRow]:
    """Yield a line as one piece, or as several where a table's edge parts its letters."""
    run: list[tuple[str, _Box]] = []
    for letter in letters:
        end = next((box[2] for word, box in reversed(run) if word.strip()), letter[1][0])
        apart = letter[1][0] - end > 0.15 * (letter[1][3] - letter[1][1])
        if (
            apart
            and letter[0].strip()
            and any(end - 1 <= edge <= letter[1][0] + 1 for edge in edges)
        ):
            yield _piece(run)
            run = []
        run.append(letter)
    if any(word.strip() for word, _ in run):
        yield _piece(run)


def _piece(run: Sequence[tuple[str, _Box]]) -> NoticeRow:
    seen = [box for word, box in run if word.strip()]
    top, bottom = min(box[1] for box in seen), max(box[3] for box in seen)
    text, end = "", seen[0][0]
    for word, box in run:
        if word.strip():
            blank = text[len(text.rstrip()) :]
            far = box[0] - end > bottom - top and len(blank) < 2 and "\u3000" not in blank
            text = f"{text.rstrip()}\t" if far and text.strip() else text
            end = box[2]
        text += word
    number = _DECIMAL.match(text)
    text = f"{number[0]}{_LOOSE.sub('', text[number.end() :])}" if number else _LOOSE.sub("", text)
    return NoticeRow(text, seen[0][0], seen[-1][2], top, bottom - top)


def _in_rows(pieces: Sequence[NoticeRow]) -> tuple[NoticeRow, ...]:
    """Join pieces that are side by side into rows, from top to bottom."""
    rows: list[list[NoticeRow]] = []
    for piece in sorted(pieces, key=lambda one: one.top):
        middle = piece.top + piece.height / 2
        same = rows and rows[-1][0].top <= middle <= rows[-1][0].top + rows[-1][0].height
        if same:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return tuple(_joined(sorted(row, key=lambda one: one.left)) for row in rows)


def _joined(row: Sequence[NoticeRow]) -> NoticeRow:
    text = row[0].text.rstrip()
    for before, piece in pairwise(row):
        apart = piece.left - before.right > before.height
        text += ("\t" if apart else "") + piece.text.strip()
    return NoticeRow(text, row[0].left, max(one.right for one in row), row[0].top,
               median(one.height for one in row))  # fmt: skip


def paragraphs(pages: Sequence[Sequence[NoticeRow]]) -> Iterator[str]:
    """Yield the paragraphs of pages of rows, over the ends of pages.

    Page numbers are left out, and heads and feet that come again; so is the head of a table that
    goes on.
    """
    words, before, heads = "", None, set[str]()
    again = Counter(one for page in pages for one in {_masked(row) for row in _ends(page)})
    for page in pages:
        often = [row for row in _ends(page) if again[_masked(row)] * 2 > max(5, len(pages))]
        out = [row for row in _ends(page) if _PAGE_NUMBER.fullmatch(row.text)]
        out += [row for row in often if not _MARKER.match(row.text)]
        kept = [row for row in page if row not in out]
        if not kept:
            continue
        letter = median(row.height for row in kept)
        left = sorted(row.left for row in kept)[len(kept) // 4]
        right = max(row.right for row in kept)
        for at, row in enumerate(kept):
            of_table = "\t" in row.text
            if of_table and at == 0 and row.text in heads:
                continue
            heads |= {row.text} if of_table else set()
            if words and before and not _goes_on(before, row, (left, letter)):
                yield words
                words = ""
            words += row.text.strip() if words else row.text.rstrip()
            before = replace(row, right=row.right - right + _SHORT * letter)
    if words:
        yield words


def _goes_on(before: NoticeRow, row: NoticeRow, page: tuple[float, float]) -> bool:
    """Tell whether a paragraph goes on in a row; ``before.right`` is what it is over the margin."""
    left, letter = page
    if "\t" in before.text or "\t" in row.text or before.text.rstrip().endswith(_STOPS):
        return False
    large = min(before.height, row.height) > 1.2 * letter and abs(before.height - row.height) < 1
    if large and not _MARKER.match(row.text):
        return True  # a title in several rows
    unbroken = re.match(r"[!-~]+", row.text.strip())  # an address goes down as a whole
    slack = 0.6 * letter * len(unbroken[0]) if unbroken else 0.0
    if before.right + slack < 0 or row.left > left + _INDENT * letter:
        return False
    text = before.text
    opened = any(text.count(one) > text.count(other) for one, other in ("（）", "《》", "“”"))
    return opened or not _MARKER.match(row.text) or bool(_NUMBER_ALONE.match(row.text))


def _ends(page: Sequence[NoticeRow]) -> tuple[NoticeRow, ...]:
    """Return the rows at the top and the foot of a page."""
    return (*page[:2], *page[-2:])


def _masked(row: NoticeRow) -> str:
    return re.sub(r"[\d\s]+", "#", row.text.strip())
