"""What every door gives: blocks in their order, each written as lines of the notice's one text.

What a reader leaves out on purpose, or cannot read, is a block too: a line in 〔● …〕 at its place.
No rule reads such a line, and it waits for a person like any sentence that nothing accounts for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from zcdesk.printable import shortened
from zcdesk.resources import table
from zcdesk.wording import sentence

_GAP = re.compile(r"\s*〔●.*〕\s*")
_COMPATIBLE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f\ufb00-\ufb06]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ufffc\ufe00-\ufe0f\ue000-\uf8ff]")
_SHOWN = 60
"""Letters of what was left out that its line shows."""

_WIDEST = 40
"""Rows and columns that one cell takes at most."""

_OWN_CELL, _OWN_ROWS = 300, 3
"""Letters of one cell from which on a table of few rows only lays a page out."""


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    NOTE = "note"
    GAP = "gap"


@dataclass(frozen=True)
class Block:
    """One block of a notice.

    Attributes:
        text: Its words, "" for a table.
        level: Of a heading, from 1; of an item, how deep its list lies.
        rows: Of a table: its grid, rows × columns; what a merged cell covers is "".
    """

    kind: BlockKind
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """Its lines in the notice's text; cells are parted by tabs."""
        if self.kind is BlockKind.TABLE:
            return tuple("\t".join(row) for row in self.rows if any(row))
        return (self.text,)


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
    pairs = str(table("notices", "reading.toml")["radicals"]["pairs"])
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


def gap(code: str, words: str = "", count: int = 1) -> Block:
    """Return the line for what is not in the text (``picture hidden struck …``)."""
    shown = " ".join(words.split()).rstrip("。")
    shown = shortened(shown, _SHOWN)
    said = sentence(f"notice.gap_{code}", words=shown, count=count).message
    return Block(BlockKind.GAP, f"〔● {said}〕")


def is_gap(line: str) -> bool:
    """Tell whether a line says what is not in the text."""
    return bool(_GAP.fullmatch(line))


Filled = tuple[list[Block], int, int, bool]
"""A cell: its blocks, how many columns and rows it takes, and whether one above goes on in it."""


def table_of(rows: Iterable[list[Filled]]) -> Iterator[Block]:
    """Yield a table as one block; of one that only lays out a page, the blocks inside."""
    grid: list[list[str]] = []
    held: dict[tuple[int, int], bool] = {}
    cells: list[list[Block]] = []
    for at, row in enumerate(rows):
        grid.append([])
        for blocks, wide, high, goes_on in row:
            while held.pop((at, len(grid[at])), False):
                grid[at].append("")
            column = len(grid[at])
            for below in range(1, min(high, _WIDEST)):
                held |= {
                    (at + below, column + beside): True for beside in range(min(wide, _WIDEST))
                }
            cells.append([] if goes_on else blocks)
            grid[at] += ["" if goes_on else _cell(blocks)] + [""] * (min(wide, _WIDEST) - 1)
        while held.pop((at, len(grid[at])), False):
            grid[at].append("")
    full = [row for row in grid if any(row)]
    wide = max(map(len, full), default=0)
    columns = sum(any(row[at : at + 1] not in ([], [""]) for row in full) for at in range(wide))
    sizes = [sum(len(block.text) for block in blocks) for blocks in cells]
    large = max(sizes, default=0)
    alone = large > max(_OWN_CELL, 0.6 * sum(sizes)) and len(full) <= _OWN_ROWS
    nested = any(block.kind is BlockKind.TABLE for blocks in cells for block in blocks)
    lays_out = columns < 2 or nested or alone
    if lays_out:
        yield from (block for blocks in cells for block in blocks)
    else:
        yield Block(BlockKind.TABLE, rows=tuple((*row, *[""] * (wide - len(row))) for row in full))


def _cell(blocks: Iterable[Block]) -> str:
    words = (" ".join(line.split()) for block in blocks for line in block.lines)
    return "  ".join(filter(None, words))
