"""Tables as they are in a notice's text: rows and columns, merged cells, ticks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from zcdesk.quantities.days import clock_times, written_days
from zcdesk.quantities.numerals import without_marks
from zcdesk.resources import Patterns

_CELLS = re.compile(r"\t+|\s*\|\s*|[ 　]{3,}")
LEVEL_CELL = re.compile(
    r"^(?:√|✓|是|必[须备交传填报选]|[●○]|提供|需要?|须|[\d一二两三四五六]{1,2}[份套本张册篇件项封])$"
)
_TICKED = re.compile(r"[√✓]|[\t|]\s*[Yy]\s*(?:[\t|]|$)", re.MULTILINE)
_LIKE_TICK = re.compile(r"(?<=[\t|])\s*[NVv]\s*(?=[\t|]|$)")
"""What √ of a scanned table is read as: N in 16 cells of 16; V looks alike. Beside √ or Y it says
no."""

MAY_CELL = re.compile(r"^(?:[○△]|可?选[传填交报]?)$")
"""○ beside √ is left to her."""

EMPTY_CELL = re.compile(r"^(?:—+|-+|/|×|无|否|不需要?|免?不?[传交报填])?$")
FREE_CELL = re.compile(r"可?选[传填交报]?|非必[传填须]项?|自愿|如有|有则[传交报]")
_SAYS = Patterns("notices/reading.toml", "papers")
LEVELS = _SAYS.level_column
"""What a column is called whose cells tell for which level a paper is."""

_LONGEST_HEAD = 10
"""Letters of the longest word for a column."""

_LONGEST_SECTION = 14
_KINDS = (
    ("tick", re.compile(rf"{LEVEL_CELL.pattern}|(?=.){EMPTY_CELL.pattern}")),
    ("number", re.compile(r"[A-Z]?\d{1,5}(?:\.\d+)?元?")),
    ("count", re.compile(r"各?[\d一二两三四五六]{1,2}[份套本张册篇件项]")),
)


@dataclass(frozen=True)
class Row:
    """One row of a table: its sentence, its cells under the words of their columns, its section.

    Attributes:
        label: The first cell that is no number.
    """

    sentence: str
    cells: tuple[tuple[str, str], ...]
    section: str = ""
    label: str = ""

    def levels(self, mark: re.Pattern[str]) -> tuple[str, ...]:
        """Return the levels in whose columns a row has a cell of some kind."""
        plain = ((head, without_marks(cell).strip()) for head, cell in self.cells)
        return tuple(head for head, cell in plain if LEVELS.search(head) and mark.search(cell))

    def under(self, column: re.Pattern[str]) -> str:
        """Return the first cell whose column is called so; "" for none."""
        return next((cell for head, cell in self.cells if column.search(head)), "")

    def cell_at(self, place: int) -> tuple[str, str]:
        """Return the head and the words of the cell at a place of the sentence; "" for none."""
        here = (cell for cell in self.places() if cell[2] <= place < cell[2] + len(cell[1]))
        return next(here, ("", "", 0))[:2]

    def places(self) -> Iterator[tuple[str, str, int]]:
        """Yield the head and the words of each cell, and where it begins in the sentence."""
        first = 0
        for head, cell in self.cells:
            first = max(self.sentence.find(cell, first), first) if cell else first
            yield head, cell, first
            first += len(cell)


NO_ROW = Row("", ())
"""What a sentence is that stands in no table."""


@lru_cache(maxsize=512)
def rows(text: str) -> tuple[Row, ...]:
    """Return the rows of the tables in a text; the first row names the columns where it does."""
    table_rows: list[Row] = []
    table: list[str] = []
    for line in (*text.split("\n"), ""):
        cells = _cells(line)
        if len(cells) > 1:
            table += [] if all(re.fullmatch(r":?-{2,}:?", cell) for cell in cells) else [line]
        elif not re.search(r"\t|\|", line):
            table_rows += _rows_of(table)
            table = []
    return tuple(table_rows)


def _rows_of(lines: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of one table; a column is what its cells are, its head only votes."""
    if not lines:
        return
    columns: tuple[str, ...] = ()
    if heads_columns(lines[0]) or (len(lines) > 2 and _other_kinds(lines)):
        columns = _cells(lines[0], empty=True)
        yield Row(lines[0].strip(" \u3000"), ())
        lines = lines[1:]
    marked = _TICKED.search("\n".join(lines))  # else a letter alone in its cell is the tick
    shown = lines if marked else [_LIKE_TICK.sub("√", line) for line in lines]
    grid = [_cells(line, empty=True) for line in shown]
    wide = max(map(len, (columns, *grid)))
    kinds = [_column([row[at] for row in grid if len(row) == wide]) for at in range(wide)]
    grid = _aligned(grid, kinds)
    heads = (*columns, *[""] * wide)[:wide]
    words = [at for at in range(wide) if kinds[at] == "words"]
    naming = [at for at in words if _SAYS.section_columns.search(heads[at])]
    naming += [at for at in words[:-1] if _goes_on(grid, at)]
    section = ""
    for line, row in zip(lines, grid, strict=True):
        own = row[naming[0]] if naming else ""
        section = (own if len(own) <= _LONGEST_SECTION else "") or section  # a merged cell goes on
        filled = (cell for cell in row if cell and not re.fullmatch(r"[A-Z]?\d{1,3}", cell))
        pairs = tuple(zip(heads, row, strict=False))
        yield Row(line.strip(" \u3000"), pairs, re.sub(r"[（(].*", "", section), next(filled, ""))


def _kind(cell: str) -> str:
    """Return what a cell is: a tick, a number, a count, a day, a paper, or words."""
    cell = without_marks(cell).strip()
    for kind, pattern in _KINDS:
        if pattern.fullmatch(cell):
            return kind
    if written_days(cell, 2000) or clock_times(cell):
        return "day"
    return "words"


def _column(cells: Sequence[str]) -> str:
    """Return what most cells of a column are."""
    kinds = [_kind(cell) for cell in cells if cell]
    return next(
        (kind for kind in dict.fromkeys(kinds) if kinds.count(kind) * 2 > len(kinds)), "words"
    )


def _other_kinds(lines: Sequence[str]) -> bool:
    """Tell whether a first row names columns: words above numbers, ticks or days."""
    grid = [_cells(line, empty=True) for line in lines]
    below = [row for row in grid[1:] if len(row) == len(grid[0])]
    typed = [_column([row[at] for row in below]) for at in range(len(grid[0]))] if below else []
    valued = [at for at, kind in enumerate(typed) if kind in ("number", "tick", "count", "day")]
    return bool(valued) and all(_kind(grid[0][at]) == "words" for at in valued)


def _aligned(grid: Sequence[tuple[str, ...]], kinds: Sequence[str]) -> list[tuple[str, ...]]:
    """Return rows with their merged cells as empty ones, where cells fit their columns best."""
    ways = []
    for row in grid:
        gap = ("",) * (len(kinds) - len(row))
        both = ((*gap, *row), (*row, *gap))
        fits = [
            sum(bool(cell) and _kind(cell) == kind for cell, kind in zip(way, kinds, strict=True))
            for way in both
        ]
        ways.append((both, fits[0] - fits[1]))
    usual = 0 if sum(fit > 0 for _, fit in ways) > sum(fit < 0 for _, fit in ways) else 1
    return [both[usual if not fit else fit < 0] for both, fit in ways]


def _goes_on(grid: Sequence[Sequence[str]], at: int) -> bool:
    """Tell whether cells of a column are merged or said again: it groups the rows."""
    cells = [row[at] for row in grid]
    return len(cells) > 2 and len({*filter(None, cells)}) < len(cells)


def _cells(line: str, empty: bool = False) -> tuple[str, ...]:
    """Return the cells of a row; ``empty`` ones too (merged cells)."""
    plain = line.strip(" \u3000")
    if plain.startswith("|") and plain.endswith("|"):
        plain = plain.strip("|")
    cells = plain.replace("\t", "|").split("|")
    if not (empty and len(cells) > 1):
        cells = _CELLS.split(plain.strip(" \t|\u3000"))
    return tuple(cell.strip() for cell in cells)


def heads_columns(line: str) -> bool:
    """Tell whether a line is the head of a table: most of its cells are words for columns."""
    cells = _cells(line)
    heads = sum(bool(_SAYS.heads.search(cell)) for cell in cells)
    short = all(len(cell) <= _LONGEST_HEAD and "《" not in cell for cell in cells)
    return len(cells) > 1 and heads * 2 > len(cells) and short


def row_words(sentence: str) -> str:
    """Return a row without its number and its ticks; any other sentence as it is.

    They are no words of their own: for whom a paper is wanted is in its condition.
    """
    if not re.search(r"[\t|]", sentence):
        return sentence
    cells = [cell.strip() for cell in re.split(r"[\t|]", sentence)]
    words_left = [
        cell for cell in cells if not (LEVEL_CELL.search(cell) or EMPTY_CELL.search(cell))
    ]
    return re.sub(r"^[A-Z]?\d{1,3}(?:\t|$)", "", "\t".join(words_left))
