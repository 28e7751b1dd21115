"""Titles that are longer than a line: broken between words, in lines of like length.

Word parts Chinese anywhere, so the breaks are set in the docx; the PDF follows it.
"""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import accumulate

from zcdesk.documents.blocks import TextLine
from zcdesk.documents.filling import broken_at, opened, text_of
from zcdesk.documents.finishing import without_traces
from zcdesk.documents.letters import NUMBER, width
from zcdesk.documents.sheets import line_of, room_of
from zcdesk.resources import resource


def with_whole_words(docx: bytes, words: Iterable[str]) -> bytes:
    """Return a filled form in which no line of a title ends within a word.

    Args:
        docx: The filled form; a title is a centred paragraph in bold.
        words: What was filled in.
    """
    word = opened(docx, "")
    room = room_of(word)
    changed = False
    for paragraph in word.paragraphs:
        look = line_of(paragraph)
        if look.align != "center" or not look.bold:
            continue
        places = tuple(_breaks(text_of(paragraph._element), look, room, frozenset(words)))
        if places:
            broken_at(paragraph._element, places)
            changed = True
    if not changed:
        return docx
    stream = io.BytesIO()
    word.save(stream)
    return without_traces(stream.getvalue())


def _breaks(text: str, look: TextLine, room: float, words: frozenset[str]) -> Iterator[int]:
    """Yield the places in a title, line breaks not counted, before which a line begins."""
    begin = 0
    for part in text.split("\n"):
        lines = _lines(_pieces(part, words), look, room - look.left - look.right)
        yield from (begin + place for place in accumulate(map(len, lines[:-1])))
        begin += len(part)


def _lines(pieces: list[str], look: TextLine, room: float) -> list[str]:
    """Return the fewest lines that fit, as even as they can be."""
    best = _filled(pieces, look, room)
    limit = room
    while len(best) > 1:
        limit -= look.size / 2
        narrower = _filled(pieces, look, limit)
        if len(narrower) > len(best) or any(_wide(one, look) > room for one in narrower):
            break
        best = narrower
    return best


def _filled(pieces: list[str], look: TextLine, room: float) -> list[str]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and _wide(lines[-1] + piece, look) > room:
            lines.append("")
        lines[-1] += piece
    return lines


def _wide(text: str, look: TextLine) -> float:
    return width(text, look.font, look.bold, look.size)


def _pieces(text: str, words: frozenset[str]) -> list[str]:
    """Return the words of a title: those filled in with their ending, known ones, numbers."""
    parts = _title_words()
    endings = "|".join(map(re.escape, parts["endings"]))
    filled = _either(word for word in words if len(word) > 1 and word in text)
    known = _either(parts["whole"])
    pattern = rf"{NUMBER}|{known}|."
    if filled:
        pattern = rf"(?:{filled})(?:{endings})?|{pattern}"
    return re.findall(pattern, text)


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@cache
def _title_words() -> Mapping[str, list[str]]:
    return tomllib.loads(resource("forms", "title_words.toml").read_text(encoding="utf-8"))
