"""The words of a page as sorting sees them: letters only, with the lines that stand out."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zcdesk.names.spellings import plain

if TYPE_CHECKING:  # the words of a page are known without the models
    from zcdesk.reading.line import Line, Reading


STANDS_OUT = 1.25
"""A heading's letters are so many times the usual size."""

_HEAD = 0.34
"""Share of the page's height in which a heading is looked for."""

_TOLERANT = 5
"""From so many characters on, one of them may be read wrong."""


@dataclass(frozen=True)
class PageWords:
    """What was read of a page.

    Attributes:
        headings: Text of lines that stand out, from top to bottom.
        lines: Text of all lines.
        body: All text in one.
    """

    headings: tuple[str, ...]
    lines: tuple[str, ...]
    body: str

    def heads(self, word: str) -> bool:
        """Tell whether a heading holds the word."""
        return any(holds(heading, word) for heading in self.headings)

    def has(self, word: str) -> bool:
        """Tell whether the word is on the page."""
        return holds(self.body, word)


def page_words(reading: Reading) -> PageWords:
    """Return the words of a page; headings are larger than the rest and are above."""
    texts = [(line, plain(line.lattice.text)) for line in reading.lines]
    texts = [(line, text) for line, text in texts if text]
    size = statistics.median(line.thickness for line, _ in texts) if texts else 0.0
    headings = [
        text for line, text in texts if line.thickness >= STANDS_OUT * size and _high(line, reading)
    ]
    # A heading set in single letters is read as several lines; together they are one.
    apart = "".join(text for text in headings if len(text) <= 2)
    lines = tuple(text for _, text in texts)
    rows = (*headings, apart) if apart else tuple(headings)
    return PageWords(rows, lines, "".join(lines))


def holds(text: str, word: str) -> bool:
    """Tell whether ``word`` is in ``text``; a long word may have one letter wrong."""
    wanted = plain(word)
    if wanted in text:
        return True
    size = len(wanted)
    if size < _TOLERANT or wanted.isascii():
        return False
    # With one letter wrong the other half is right: only where one of them is can the word be.
    half = size // 2
    starts = {*_places(text, wanted[:half]), *(p - half for p in _places(text, wanted[half:]))}
    fitting = (start for start in starts if 0 <= start <= len(text) - size)
    return any(_nearly(text[start : start + size], wanted) for start in fitting)


def _places(text: str, part: str) -> Iterator[int]:
    """Yield every place where ``part`` begins in ``text``."""
    place = text.find(part)
    while place >= 0:
        yield place
        place = text.find(part, place + 1)


def _nearly(part: Sequence[str], wanted: Sequence[str]) -> bool:
    wrong = 0
    for letter, other in zip(part, wanted, strict=True):
        wrong += letter != other
        if wrong > 1:
            return False
    return True


def _high(line: Line, reading: Reading) -> bool:
    return min(y for _, y in line.quad) < _HEAD * reading.height
