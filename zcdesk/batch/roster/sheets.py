"""Sheets of text, and the errors of files that hold none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from zcdesk.errors import ZcdeskError


class RosterUnreadableError(ZcdeskError):
    """The file is no roster."""

    code = "roster.unreadable"


@dataclass(frozen=True)
class SheetCell:
    """One cell as it may be shown.

    Attributes:
        text: Its text.
        inexact: The program that saved it may have changed its digits.
        unseen: Marks that nobody sees, of direction for one, were left out of the text.
    """

    text: str
    inexact: bool = False
    unseen: bool = False


Row = tuple[int, Sequence[SheetCell]]
"""Number of the row in the file, from 1, and its cells."""

Titled = Mapping[str, SheetCell]
"""Cells by the titles of their columns."""

TitledRow = tuple[int, Titled]


@dataclass(frozen=True)
class RosterSheet:
    """A sheet of a workbook, or the whole of a text file.

    Attributes:
        rows: Its rows that are not empty.
        place: Its place among all tabs, from 0.
        hidden: It is hidden as a whole.
        hidden_rows: Numbers of the rows that a filter or a person hides.
        hidden_columns: Places of the columns that are hidden, from 1.
        merged: Row and place, from 1, of each cell that a cell above it was merged with.
        struck: Numbers of the rows in which letters are struck out.
        beyond: Number of a row with content that is below all that is read, or 0.
        comments: What is noted at the cells of a row, by its number.
    """

    rows: tuple[Row, ...]
    place: int = 0
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: frozenset[tuple[int, int]] = frozenset()
    struck: frozenset[int] = frozenset()
    beyond: int = 0
    comments: Mapping[int, str] = field(default_factory=dict)

    @property
    def tab(self) -> int:
        """Its place as a person counts tabs, from 1."""
        return self.place + 1
