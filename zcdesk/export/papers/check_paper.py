"""The final check on paper, with boxes to tick, before a case is handed in."""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.documents.blocks import Block, GridCell, GridRow, TableGrid, TextLine
from zcdesk.documents.pdf import Figure, drawn
from zcdesk.export.papers.guide import empty_sheet, line

_TO_TICK = 10.0
_BOX = "□　"

Group = tuple[str, Sequence[str]]
"""A heading and the sentences below it."""


def check_paper(
    title: str, notes: Sequence[str], to_do: Sequence[Group], known: Sequence[Group]
) -> bytes:
    """Return the page as PDF.

    Args:
        title: Stands above all.
        notes: Lines below the title.
        to_do: What is to do; each sentence gets a box.
        known: What there is to know, without boxes.
    """
    blocks: list[Block | Figure] = [line(title, _TITLE, bold=True), *(line(note) for note in notes)]
    for groups, sign in ((to_do, _BOX), (known, "")):
        for heading, sentences in groups:
            blocks.append(line(heading, _HEADING, bold=True, before=10))
            blocks += [line(f"{sign}{words}", _TO_TICK, before=3) for words in sentences]
    return drawn(empty_sheet(), blocks)


_TITLE, _HEADING, _TEXT = 16.0, 12.0, 9.5
_ROOM = 493.0
"""Points between the margins of an A4 sheet."""


def table(shares: Sequence[float], rows: Sequence[Sequence[str]]) -> TableGrid:
    """Return a table of texts; ``shares`` are of the room between the margins."""
    widths = tuple(share * _ROOM for share in shares)
    made = []
    for row in rows or [("—",) * len(shares)]:
        cells = tuple(
            GridCell(place, 1, 1, (TextLine(text, "宋体", _TEXT, leading=_TEXT * 1.45),), False)
            for place, text in enumerate(row)
        )
        made.append(GridRow(0.0, cells))
    return TableGrid(widths, tuple(made))
