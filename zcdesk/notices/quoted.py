"""Finds the words of a rule in the notice's own text, to show them where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """Letters ``first`` to ``last`` (exclusive) of the whole text, lines joined by a new line."""

    first: int
    last: int


def spans_of(quote: str, text: str) -> tuple[Span, ...]:
    """Return where the pieces of ``quote`` (split at …) stand in ``text``; () when they do not.

    White space does not count: notices are printed with breaks inside of sentences.
    """
    letters = [(place, letter) for place, letter in enumerate(text) if not letter.isspace()]
    dense = "".join(letter for _, letter in letters)
    found: list[Span] = []
    begin = 0
    for piece in quote.split("…"):
        wanted = "".join(piece.split())
        if not wanted:
            continue
        at = dense.find(wanted, begin)
        if at < 0:
            return ()
        begin = at + len(wanted)
        found.append(Span(letters[at][0], letters[begin - 1][0] + 1))
    return tuple(found)


def line_of(lines: Sequence[str], place: int) -> int:
    """Return the line (from 1) in which the letter at ``place`` of the joined text stands."""
    for number, line in enumerate(lines, start=1):
        if place <= len(line):
            return number
        place -= len(line) + 1
    return len(lines)
