"""How the print of a page is read: tables by their rules, columns before rows, rows from the top.

Source:
    The recursive cut at white gutters: Nagy and Seth, "Hierarchical representation of optically
    scanned documents" (1984); here only across, where columns of running text stand side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, pairwise
from operator import attrgetter, itemgetter
from statistics import median

import cv2
import numpy as np

from zcdesk.picture import GreyPicture, square
from zcdesk.workflow.notice_text.print_seen import PrintedPiece, SeenPage

_LOOSE = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef“”]) (?=[A-Za-z0-9])"
    r"|(?<=[A-Za-z0-9]) (?=[\u3000-\u9fff\uff00-\uffef“”])"
)
"""A blank that typesetters put between Chinese and other letters."""

_BROKEN_NUMBER = re.compile(r"(?<![0-9A-Za-z])\n|\n(?![0-9A-Za-z])|(?<=\D20\d)\n(?=\d\D)")
"""Where a cell's row ends; between two numbers it is a blank."""

_RULE = 170
"""Grey of the rules of a table; where letters touch in a scan it is lighter."""

_RUNNING = 5
"""Rows on each side of a gutter from which on it parts columns of text."""

_TALL = 3  # heights of a row's letters; a letter that is taller stands beside several rows
_FULL = 0.8  # of a column's width: a row of running text
_MOSTLY = 0.3
"""Of the rows of a column of running text are full: 0.38 in a guide of many headings. Columns of
a table have as many, but one of them has no room for words (1 to 7 letters in four of four)."""


@dataclass(frozen=True)
class NoticeRow:
    """One row of print; places in any unit, the same for all rows of a page.

    Attributes:
        height: Of the row, about the width of one letter.
        doubt: What the file keeps for it where a figure differs from what is seen.
    """

    text: str
    left: float
    right: float
    top: float
    height: float
    doubt: str = ""


@dataclass(frozen=True, order=True)
class _Cell:
    row: int
    column: int
    left: float
    top: float
    right: float
    bottom: float


def columns_of(page: SeenPage) -> tuple[tuple[NoticeRow, ...], ...]:
    """Return the rows of a page, column by column in the order in which they are read."""
    if not page.pieces:
        return ()
    letter = median(piece.height for piece in page.pieces)
    tables = [*_tables(page.page, letter)]
    held: dict[_Cell | None, list[PrintedPiece]] = {None: []}
    cells = [*chain.from_iterable(tables)]
    for piece in page.pieces:
        middle = piece.top + piece.height / 2
        places = [_cell_at(cells, letter.middle, middle) for letter in piece.letters]
        for place, run in groupby(zip(places, piece.letters, strict=True), itemgetter(0)):
            part = replace(piece, letters=tuple(letter for _, letter in run))
            held.setdefault(place, []).append(part)
    rows = chain.from_iterable(_rows_of(table, held, letter) for table in tables)
    return tuple(map(tuple, _columns(held[None], [*rows], letter)))


def _tables(page: GreyPicture, letter: float) -> Iterator[list[_Cell]]:
    """Yield the cells of each table that rules draw on a page."""
    dark = cv2.dilate((page < _RULE).astype(np.uint8), square(2))
    across, down = max(int(4 * letter), 30), max(int(2.2 * letter), 20)
    lying = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, across), np.uint8))
    upright = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((down, 1), np.uint8))
    rules = cv2.dilate(cv2.bitwise_or(lying, upright), square(3))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(rules)
    for x, y, wide, high, _ in boxes[1:count]:
        if wide > 6 * letter and high > 2 * letter:
            inner = np.asarray(1 - rules[y : y + high, x : x + wide], np.uint8)
            inner[[0, -1], :] = inner[:, [0, -1]] = 0  # open sides are closed
            cells = _cells(inner, (x, y), letter)
            if len({cell.column for cell in cells}) > 1 and len({cell.row for cell in cells}) > 1:
                yield cells


def _cells(inner: GreyPicture, corner: tuple[int, int], letter: float) -> list[_Cell]:
    count, _, boxes, _ = cv2.connectedComponentsWithStats(inner, connectivity=4)
    boxes_of_cells = [(int(x), int(y), int(w), int(h)) for x, y, w, h, area in boxes[1:count]
             if min(w, h) > 0.6 * letter and area > 0.5 * w * h]  # fmt: skip
    lefts, tops = (
        _edges([x for x, *_ in boxes_of_cells], letter),
        _edges([y for _, y, *_ in boxes_of_cells], letter),
    )
    return [
        _Cell(_place(tops, y), _place(lefts, x), corner[0] + x, corner[1] + y,
              corner[0] + x + w, corner[1] + y + h)
        for x, y, w, h in boxes_of_cells
    ]  # fmt: skip


def _edges(places: Sequence[int], letter: float) -> list[int]:
    edges: list[int] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > 0.5 * letter:
            edges.append(place)
    return edges


def _place(edges: Sequence[int], place: int) -> int:
    return max(at for at, edge in enumerate(edges) if edge <= place)


def _cell_at(cells: Sequence[_Cell], across: float, down: float) -> _Cell | None:
    inside = (cell for cell in cells
              if cell.left <= across <= cell.right and cell.top <= down <= cell.bottom)  # fmt: skip
    return next(inside, None)


def _rows_of(
    cells: Sequence[_Cell], held: Mapping[_Cell | None, list[PrintedPiece]], letter: float
) -> Iterator[NoticeRow]:
    """Yield the rows of a table; what a merged cell covers is empty."""
    wide = max(cell.column for cell in cells) + 1
    for _, row in groupby(sorted(cells), attrgetter("row")):
        words, here = [""] * wide, [*row]
        pieces = [held.get(cell, []) for cell in here]
        for cell, inside in zip(here, pieces, strict=True):
            lines = (" ".join(map(attrgetter("text"), line)) for line in _in_rows(inside))
            words[cell.column] = _BROKEN_NUMBER.sub("", "\n".join(lines)).replace("\n", " ")
        if any(words):
            yield NoticeRow("\t".join(words), here[0].left, here[-1].right, here[0].top, letter,
                            _doubts(chain.from_iterable(pieces)))  # fmt: skip


def _doubts(pieces: Iterable[PrintedPiece]) -> str:
    return "；".join(filter(None, (piece.doubt for piece in pieces)))


def _in_rows(pieces: Sequence[PrintedPiece]) -> list[list[PrintedPiece]]:
    """Return pieces that stand side by side as rows, from top to bottom."""
    rows: list[list[PrintedPiece]] = []
    for piece in sorted(pieces, key=lambda one: one.top):
        first = rows[-1][0] if rows else piece
        higher = piece.top - first.top + (piece.height - first.height) / 2
        if rows and abs(higher) <= min(first.height, _TALL * piece.height) / 2:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _columns(
    pieces: Sequence[PrintedPiece], tables: Sequence[NoticeRow], letter: float
) -> Iterator[list[NoticeRow]]:
    """Yield the rows above, left and right of a gutter, and below it, each by themselves."""
    rows = _in_rows(pieces)
    gutter = _gutter(rows, letter)
    if gutter is None:
        whole = [*map(_joined, rows), *tables]
        yield sorted(whole, key=lambda row: row.top)
        return
    first, last, middle = gutter
    parts = (rows[:first], rows[first : last + 1], rows[last + 1 :])
    above, beside, below = ([*chain.from_iterable(part)] for part in parts)
    top, bottom = beside[0].top, max(piece.top + piece.height for piece in beside)
    yield from _columns(above, [row for row in tables if row.top < top], letter)
    for right in (False, True):
        side = [piece for piece in beside if (piece.left > middle) is right]
        inside = [row for row in tables if top <= row.top <= bottom
                  and (row.left > middle) is right]  # fmt: skip
        yield from _columns(side, inside, letter)
    yield from _columns(below, [row for row in tables if row.top > bottom], letter)


def _gutter(rows: Sequence[Sequence[PrintedPiece]], letter: float) -> tuple[int, int, float] | None:
    """Return the first and last row beside a gutter of running text, and its middle."""
    gaps = [(before.right, after.left) for row in rows for before, after in pairwise(row)]
    best: tuple[int, int, float] | None = None
    for start, end in gaps:
        middle = (start + end) / 2
        crossed = [_crosses(row, middle) for row in rows]
        for crosses, run in groupby(range(len(rows)), crossed.__getitem__):
            here = [*run]
            span = (*_trimmed(rows, here[0], here[-1], middle), middle)
            longer = best is None or span[1] - span[0] > best[1] - best[0]
            if not crosses and longer and _runs(rows[span[0] : span[1] + 1], middle, letter):
                best = span
    return best


def _trimmed(
    rows: Sequence[Sequence[PrintedPiece]], first: int, last: int, middle: float
) -> tuple[int, int]:
    """Return the rows between which two columns stand: both begin at one height, and what comes
    below them on one side, after a blank, is no part of them."""
    both = [at for at in range(first, last + 1) if len({row.left > middle for row in rows[at]}) > 1]
    if not both:
        return first, last
    end = both[-1]
    while end < last and rows[end + 1][0].top - rows[end][0].top < 2 * rows[end][0].height:
        end += 1
    return both[0], end


def _crosses(row: Sequence[PrintedPiece], middle: float) -> bool:
    return any(piece.left < middle < piece.right for piece in row)


def _runs(rows: Sequence[Sequence[PrintedPiece]], middle: float, letter: float) -> bool:
    """Tell whether both sides of a gutter are columns of running text, not cells of a table."""
    for side in (False, True):
        own = [[piece for piece in row if (piece.left > middle) is side] for row in rows]
        lines = [*filter(None, own)]
        if len(lines) < _RUNNING:
            return False
        left, right = min(row[0].left for row in lines), max(row[-1].right for row in lines)
        full = sum(row[-1].right - row[0].left > _FULL * (right - left) for row in lines)
        if full < _MOSTLY * len(lines) or right - left < 12 * letter:
            return False
    return True


def _joined(row: Sequence[PrintedPiece]) -> NoticeRow:
    text = "\t".join((row[0].text, *(piece.text.strip() for piece in row[1:])))
    right = max(piece.right for piece in row)
    height = median(piece.height for piece in row)
    return NoticeRow(_LOOSE.sub("", text), row[0].left, right, row[0].top, height, _doubts(row))
