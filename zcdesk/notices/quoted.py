"""Finds the words of a rule in the notice's own text, to show them where they are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from zcdesk.quantities.numerals import HAN_ORDINALS

LONGEST_SENTENCE = 260
"""Letters. Whatever is longer is no sentence that one reads in passing."""

_ENDS = "。！？；"
_HEAD = re.compile(rf"[（(][{HAN_ORDINALS}]+[）)]|[{HAN_ORDINALS}]+、|[0-9]+[.．、]|附件?\s*[0-9]")
"""How an article of a notice begins."""

_FULL_LINE = 20
"""Letters of the shortest line that may go on in the next one: shorter ones are headings."""

_RESIDUE = re.compile(r"\[bookmark:[^\]]*\]|\*\*")
"""What a conversion left in a text (A-38); never shown."""


@dataclass(frozen=True)
class LetterSpan:
    """Letters ``first`` to ``last`` (exclusive) of the whole text, lines joined by a new line."""

    first: int
    last: int


def spans_of(quote: str, text: str, after: int = 0) -> tuple[LetterSpan, ...]:
    """Return where the pieces of ``quote`` (split at …) are in ``text``; () when they do not.

    White space does not count: notices are printed with breaks inside of sentences.

    Args:
        quote: Words of the text.
        text: All of it.
        after: Place from which on it is searched.
    """
    dense, places = _without_space(text)
    spans: list[LetterSpan] = []
    begin = bisect_left(places, after)
    for piece in quote.split("…"):
        wanted = "".join(piece.split())
        if not wanted:
            continue
        at = dense.find(wanted, begin)
        if at < 0:
            return ()
        begin = at + len(wanted)
        spans.append(LetterSpan(places[at], places[begin - 1] + 1))
    return tuple(spans)


@lru_cache(maxsize=8)
def _without_space(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the letters of a text without white space, and the place of each in the text."""
    places = tuple(place for place, letter in enumerate(text) if not letter.isspace())
    return "".join(map(text.__getitem__, places)), places


def line_of(lines: Sequence[str], place: int) -> int:
    """Return the line (from 1) in which the letter at ``place`` of the joined text is."""
    return "\n".join(lines)[:place].count("\n") + 1


@lru_cache(maxsize=4096)
def whole_sentence(quote: str, lines: tuple[str, ...]) -> str:
    """Return the sentence of the text in which ``quote`` is, without breaks of lines.

    A quote names a rule in few words; a reader wants to know what follows from it. The quote itself
    is returned when it does not stand in the text in one piece and once, or is in no sentence:
    in a heading, a table, a form.

    Args:
        lines: The original text.
    """
    text = "\n".join(lines)
    spans = spans_of(quote, text)
    if len(spans) != 1 or spans_of(quote, text, spans[0].last):
        return quote
    first, last = spans[0].first, spans[0].last
    while first > 0 and not _begins(text, first):
        first -= 1
    while last < len(text) and text[last - 1] not in _ENDS and not _begins(text, last):
        last += 1
    said = "".join(_RESIDUE.sub("", text[first:last]).split())
    if said.count("（") < said.count("）") and said[:1] == "）":
        said = said[1:]
    if said.count("（") > said.count("）") and said[:1] == "（":
        said = said[1:]
    return said if said[-1:] in tuple(_ENDS) and len(said) <= LONGEST_SENTENCE else quote


def _begins(text: str, place: int) -> bool:
    """Tell whether a sentence begins at ``place``: after the end of one, or with a new article."""
    before, after = text[:place].rstrip(), text[place:]
    if before[-1:] in _ENDS:
        return True
    if not after or after[0].isspace() or "\n" not in text[len(before) : place]:
        return False
    line = before.rpartition("\n")[2]
    return before[-1:] == "：" or len(line) < _FULL_LINE or bool(_HEAD.match(after))
