"""The same sheet in two people's folders: one of them has it by mistake.

One that was saved again, turned or put into a PDF is known by its look and its words. What is in
more folders is meant for everybody: a form that all sign, a notice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from zcdesk.names.spellings import is_han
from zcdesk.pages.judging.likeness import alike, likeness

SAME_LOOK = 0.997
"""Likeness of two looks from which they may be one picture that was saved again.

Of 200 drawn pages with 10 copies the lowest of a copy was 0.9973, a sheet with hardly any ink; of
19 000 pairs of others 2 reached it, of which the words differ.
"""

SAME_WORDS = 0.96
"""Share of letters in which the readings of two copies agree: 0.98 at least where a copy was saved
again, 0.93 at most of two typed sheets that differ in a name."""

_NUMBER = re.compile(r"[0-9]{6,}|(?<![0-9])(?:19|20)[0-9]{2}(?=年)")
"""What tells one filled-in paper from another: a long number, a year."""

_NAME = 2
"""Letters in a row that differ where two papers of one template name two people."""

_FEW = 20
"""Letters below which words tell nothing, and the look decides alone."""


@dataclass(frozen=True)
class CopiedSheet:
    """A page of somebody's case, as copies are reported.

    Attributes:
        row: In whose folder it lies.
        page: Its number there.
        source: What its file holds, and which page of it.
        look: See :mod:`zcdesk.pages.judging.likeness`.
    """

    row: int
    page: int
    source: tuple[str, int]
    look: str


def twins(
    sheets: Sequence[CopiedSheet], words_on: Callable[[CopiedSheet], str]
) -> Mapping[int, Mapping[int, int]]:
    """Return for each row its pages that are in exactly one other person's folder too.

    Args:
        sheets: The pages of all people.
        words_on: Gives the words of a page, folded; asked of those that look alike.

    Returns:
        By row: the other row, by the number of the page.
    """
    rows: dict[tuple[int, int], set[int]] = defaultdict(set)
    for first, second in {*_of_one_content(sheets), *_of_one_look(sheets, words_on)}:
        first_sheet, other = sheets[first], sheets[second]
        if first_sheet.row != other.row:
            rows[first_sheet.row, first_sheet.page].add(other.row)
            rows[other.row, other.page].add(first_sheet.row)
    twins_of: dict[int, dict[int, int]] = defaultdict(dict)
    for (row, page), others in rows.items():
        if len(others) == 1:
            twins_of[row][page] = next(iter(others))
    return twins_of


def _of_one_content(sheets: Sequence[CopiedSheet]) -> Iterator[tuple[int, int]]:
    known: dict[tuple[str, int], list[int]] = defaultdict(list)
    for place, sheet in enumerate(sheets):
        yield from ((earlier, place) for earlier in known[sheet.source])
        known[sheet.source].append(place)


def _of_one_look(
    sheets: Sequence[CopiedSheet], words_on: Callable[[CopiedSheet], str]
) -> Iterator[tuple[int, int]]:
    for first, second in alike((place, sheet.look) for place, sheet in enumerate(sheets)):
        first_sheet, other = sheets[first], sheets[second]
        if first_sheet.row == other.row or likeness(first_sheet.look, other.look) < SAME_LOOK:
            continue
        if _same_words(words_on(first_sheet), words_on(other)):
            yield first, second


def _same_words(text: str, other: str) -> bool:
    if len(text) < _FEW and len(other) < _FEW:
        return True
    compared = SequenceMatcher(None, text, other, autojunk=False)
    return compared.ratio() >= SAME_WORDS and not _of_one_template(compared, text, other)


def _of_one_template(compared: SequenceMatcher[str], text: str, other: str) -> bool:
    """Tell whether two texts differ in a name or a number, as filled-in papers do."""
    numbers = [set(_NUMBER.findall(words)) for words in (text, other)]
    return all(hash_number - two for hash_number, two in (numbers, numbers[::-1])) or any(
        kind == "replace" and is_han(text[a:b]) and is_han(other[c:d]) and b - a >= _NAME <= d - c
        for kind, a, b, c, d in compared.get_opcodes()
    )
