"""Spans of a sentence that may say something: closed shapes (3000字, 5MB, 次日) and phrases.

What a shape finds has no meaning yet; its role is told by examples.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from zcdesk.resources import Patterns, table

_SHAPES = Patterns("notices/shapes.toml", "shapes", "phrases")
_CLOSED = tuple(name for name in table("notices", "shapes.toml")["shapes"] if name != "number")
_LONGEST_PHRASE = 30

PHRASE = "phrase"
"""The shape of what stands between two stops; all others are closed."""


LETTERS = _SHAPES.letters
"""A number of letters (3000字)."""


class Candidate(NamedTuple):
    """A span of a sentence: its shape, and its letters ``first`` to ``last`` (exclusive)."""

    shape: str
    first: int
    last: int


def candidates(sentence: str) -> Iterator[Candidate]:
    """Yield the spans of a sentence that may say something, shape by shape."""
    for shape in _CLOSED:
        for found in getattr(_SHAPES, shape).finditer(sentence):
            yield Candidate(shape, *found.span())
    stops = [(0, 0), *(found.span() for found in _SHAPES.between.finditer(sentence))]
    for (_, first), (last, _) in pairwise([*stops, (len(sentence), 0)]):
        if 1 < len(sentence[first:last].strip()) <= _LONGEST_PHRASE:
            yield Candidate(PHRASE, first, last)
