"""Tables as they stand in a notice's text: rows and columns, merged cells, ticks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zcdesk.notices.sentences.lexicon import any_of

_CELLS = re.compile(r"\t+|\s*\|\s*|[ 　]{3,}")
LEVEL_CELL = re.compile(r"^(?:√|✓|是|必[须备交传填报选]|[●○]|提供|需要?|须)$")
EMPTY_CELL = re.compile(r"^(?:—+|-+|/|×|无|否|不需要?|免?不?[传交报填])?$")
FREE_CELL = re.compile(r"可?选[传填交报]?|非必[传填须]项?|自愿|如有|有则[传交报]")
NAMES, DETAILS, SKIPS, SECTIONS = (
    any_of("papers", row)
    for row in ("name_columns", "detail_columns", "skip_columns", "section_columns")
)
LEVELS = any_of("papers", "levels", "^(?:申报)?", "(?:职称|工程师)?$")
"""What a column is called that names papers, what is asked of them, what is passed over."""

_LONGEST_HEAD = 10
"""Letters of the longest word for a column."""


@dataclass(frozen=True)
class Row:
    """One row of a table: its sentence, its cells under the words of their columns, its section."""

    sentence: str
    cells: tuple[tuple[str, str], ...]
    section: str = ""


def rows(text: str) -> Iterator[Row]:
    """Yield the rows of a table in a text; its first row names the columns where it does."""
    columns: tuple[str, ...] = ()
    section, wide = "", 0
    for line in text.split("\n"):
        cells = _cells(line, wide)
        if all(re.fullmatch(r":?-{2,}:?", cell) for cell in cells):
            continue
        if len(cells) < 2:
            if columns and not re.search(r"\t|\|", line):
                columns = ()
            continue
        if not columns and heads_columns(line):
            columns, section = cells, ""
            wide = 0 if "\t\t" in line else len(columns)
            yield Row(line.strip(" \u3000"), ())
            continue
        row = tuple(zip((*columns, *[""] * len(cells)), cells, strict=False))
        named = any(NAMES.search(head) and not SECTIONS.search(head) for head in columns)
        naming = [pair for pair in row if named and SECTIONS.search(pair[0])]
        section = next((cell for _, cell in naming if cell), section)  # a merged cell goes on
        yield Row(line.strip(" \u3000"), tuple(pair for pair in row if pair not in naming), section)


def _cells(line: str, columns: int) -> tuple[str, ...]:
    """Return the cells of a row; empty ones too where its table's head had none (merged cells)."""
    plain = line.strip(" \u3000")
    if plain.startswith("|") and plain.endswith("|"):
        plain = plain.strip("|")
    cells = plain.replace("\t", "|").split("|")
    if not 1 < len(cells) <= columns:
        cells = _CELLS.split(plain.strip(" \t|\u3000"))
    return tuple(cell.strip() for cell in cells)


def heads_columns(line: str) -> bool:
    """Tell whether a line is the head of a table: most of its cells are words for columns."""
    cells = _cells(line, 0)
    words = (NAMES, DETAILS, SKIPS, SECTIONS, LEVELS)
    heads = sum(any(word.search(cell) for word in words) for cell in cells)
    short = all(len(cell) <= _LONGEST_HEAD and "《" not in cell for cell in cells)
    return len(cells) > 1 and heads * 2 > len(cells) and short


def row_words(sentence: str) -> str:
    """Return a row without its number and its ticks; any other sentence as it is.

    They are no words of their own: for whom a paper is wanted stands in its condition.
    """
    if not re.search(r"[\t|]", sentence):
        return sentence
    cells = [one.strip() for one in re.split(r"[\t|]", sentence)]
    kept = [cell for cell in cells if not (LEVEL_CELL.search(cell) or EMPTY_CELL.search(cell))]
    numbered = kept and re.fullmatch(r"[A-Z]?\d{1,3}", kept[0])
    return "\t".join(kept[1:] if numbered else kept)
