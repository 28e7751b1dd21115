"""What every door gives: blocks in their order, each written as lines of the notice's one text.

What a reader leaves out on purpose, or cannot read, is a block too: a line in 〔● …〕 at its place.
No rule reads such a line, and it waits for a person like any sentence that nothing accounts for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, product

from zcdesk.printable import shortened
from zcdesk.resources import table
from zcdesk.wording import sentence

_GAP = re.compile(r"\s*〔●.*〕\s*")
_COMPATIBLE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f\ufb00-\ufb06]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ufffc\ufe00-\ufe0f\ue000-\uf8ff]")
_SHOWN = 60
"""Letters of what was left out that its line shows."""

_NUMBER = re.compile(r"\d{1,4}", re.ASCII)
_WIDEST = 40
"""Rows and columns that one cell takes at most."""

_OWN_CELL, _OWN_ROWS = 300, 3
"""Letters of one cell from which on a table of few rows only lays a page out."""


@dataclass(frozen=True)
class Block:
    """One block of a notice: a paragraph, or a table.

    Attributes:
        text: The words of a paragraph.
        rows: Of a table: its grid, rows × columns; what a merged cell covers is "".
    """

    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """Its lines in the notice's text; cells are parted by tabs."""
        return tuple(map("\t".join, self.rows)) or (self.text,)


def text_of(blocks: Iterable[Block]) -> str:
    """Return the text of a notice, a paragraph or row a line, letters as a keyboard types them."""
    lines = (typed(line).strip(" ") for block in blocks for line in block.lines)
    return "\n".join(filter(str.strip, lines))


def typed(words: str) -> str:
    """Return words without invisible letters, those of compatibility as the usual ones (⼈, ⻓)."""
    usual = _COMPATIBLE.sub(lambda found: _usual(found[0]), words)
    return _UNSEEN.sub("", usual).replace("\u2011", "-").replace("\u00a0", " ")


@cache
def _usual(letter: str) -> str:
    return str(_radicals().get(letter, unicodedata.normalize("NFKC", letter)))


@cache
def _radicals() -> dict[str, str]:
    pairs = str(table("notices", "documents.toml")["radicals"]["pairs"])
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


def gap(code: str, words: str = "", count: int = 1) -> Block:
    """Return the line for what is not in the text (``picture hidden struck …``)."""
    shown = " ".join(words.split()).rstrip("。")
    shown = shortened(shown, _SHOWN)
    said = sentence(f"notice.gap_{code}", words=shown, count=count).message
    return Block(f"〔● {said}〕")


def is_gap(line: str) -> bool:
    """Tell whether a line says what is not in the text."""
    return bool(_GAP.fullmatch(line))


def number_in(words: str | None, otherwise: int) -> int:
    """Return the number that an attribute holds; another where it holds none of a usual size."""
    return int(words) if words and _NUMBER.fullmatch(words) else otherwise


Filled = tuple[list[Block], int, int]
"""A cell: its blocks, and how many columns and rows it takes."""


def table_of(rows: Iterable[list[Filled]]) -> Iterator[Block]:
    """Yield a table as one block; of one that only lays out a page, the blocks inside."""
    grid: dict[tuple[int, int], str] = {}
    cells: list[list[Block]] = []
    for at, row in enumerate(rows):
        column = 0
        for blocks, wide, high in row:
            while (at, column) in grid:
                column += 1
            beside = range(column, column + min(wide, _WIDEST))
            grid |= dict.fromkeys(product(range(at, at + min(high, _WIDEST)), beside), "")
            grid[at, column] = _cell(blocks)
            cells.append(blocks)
    full = sorted({row for (row, _), words in grid.items() if words})
    wide = 1 + max((column for row, column in grid if row in full), default=-1)
    lines = [tuple(grid.get((row, column), "") for column in range(wide)) for row in full]
    sizes = [sum(len(block.text) for block in blocks) for blocks in cells]
    inside = [*chain.from_iterable(cells)]
    alone = max(sizes, default=0) > max(_OWN_CELL, 0.6 * sum(sizes)) and len(full) <= _OWN_ROWS
    nested = any(block.rows for block in inside)
    if sum(map(any, zip(*lines, strict=True))) < 2 or nested or alone:
        yield from inside
    else:
        yield Block(rows=tuple(lines))


def _cell(blocks: Iterable[Block]) -> str:
    words = (" ".join(line.split()) for block in blocks for line in block.lines)
    return "  ".join(filter(None, words))
