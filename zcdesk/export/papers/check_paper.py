"""The final check on paper: what is to do by section, each with a box to tick by hand."""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.documents.blocks import Block
from zcdesk.documents.pdf import Figure, drawn
from zcdesk.export.papers.guide import empty_sheet, line

_TITLE, _HEADING, _TEXT = 16.0, 12.0, 10.0
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
            blocks += [line(f"{sign}{words}", _TEXT, before=3) for words in sentences]
    return drawn(empty_sheet(), blocks)
