"""Readings of rows of text as if they had been read from a page, without a picture."""

from __future__ import annotations

import numpy as np

from zcdesk.geometry import box
from zcdesk.reading.lattice import Lattice, symbol_numbers
from zcdesk.reading.line import Line, Reading

EM, STEP, LEFT = 40.0, 80.0, 100.0
_COLUMNS = 6  # of a Han letter


def reading_of(*rows: str, probability: float = 0.99) -> Reading:
    """Return a reading of rows; two spaces or more begin another line in the same row."""
    lines = []
    for number, row in enumerate(rows):
        at = LEFT
        for cell in row.replace("   ", "\n").split("\n"):
            if cell.strip():
                lines.append(line_of(cell.strip(), at, 100.0 + number * STEP, probability))
            at += EM * (len(cell) + 2)
    return Reading(1240, 1754, tuple(lines))


def line_of(text: str, left: float, top: float, probability: float = 0.99) -> Line:
    """Return a line of letters, each read with a probability."""
    numbers = symbol_numbers()
    table = np.full((_COLUMNS * len(text), max(numbers.values()) + 1), 1e-9, np.float32)
    table[:, 0] = 1.0
    for place, letter in enumerate(text):
        column = table[_COLUMNS * place + _COLUMNS // 2]
        column[0], column[numbers[letter]] = 1 - probability, probability
    quad = box(left, top, left + EM * len(text), top + EM)
    lattice = Lattice.from_probabilities(table)
    return Line(quad, lattice, np.ones(8 * len(table), np.uint8))
