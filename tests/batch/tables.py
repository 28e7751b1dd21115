"""What the workbook of a run says, and what its cells open."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell

from zcdesk.batch.results.dashboard import to_xlsx


def said(*told: Any, **more: Any) -> list[object]:
    """What stands in the cells of the table of some people and how they stand."""
    return [cell.value for cell in _cells(*told, **more)]


def opened(*told: Any, **more: Any) -> set[str]:
    """What its cells open."""
    return {str(cell.hyperlink.target) for cell in _cells(*told, **more) if cell.hyperlink}


def _cells(*told: Any, **more: Any) -> Iterator[Cell]:
    book = load_workbook(io.BytesIO(to_xlsx(*told, **more)))
    for sheet in book.worksheets:
        for row in sheet:
            yield from (cell for cell in row if isinstance(cell, Cell))
