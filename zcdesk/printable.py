"""A text as it may be shown and written anywhere: terminal, table, page, Word file, JSON.

File names of other systems hold bytes that are no letters, cells of a table what Word calls a soft
line break: no XML, no UTF-8 file and no spreadsheet takes them, and one of them must never cost
the work of an afternoon at the moment when its table is written.
"""

from __future__ import annotations

import re

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")
"""Control characters but tab and line end, separators that end a line, and what turns the direction
of a text around, so that the end of a file name reads backwards."""

_HALVES = re.compile("[\ud800-\udfff]")
"""Half characters, which stand for undecodable bytes of a file name."""


def printable(text: str) -> str:
    """Return a text with a space for what cannot be written, and ``?`` for half characters."""
    return _HALVES.sub("?", _UNFIT.sub(" ", text))


def shortened(text: str, most: int) -> str:
    """Return a text with so many letters at most; where it was longer the last is a mark of it."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def one_line(text: str) -> str:
    """Return a text as one line: a name of a file may hold a line end and a sentence of its own."""
    return printable(text).replace("\n", " ")
