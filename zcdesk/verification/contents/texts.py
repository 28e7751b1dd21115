"""Texts: in which encoding, which words are in them, what is packed inside.

A text is one only when every character of it is sensible; that is how a file of an unknown kind is
told from a text, which nothing in its first bytes does. What draws is not looked into, and told.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import html
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import unquote_to_bytes

from zcdesk.applicant import Word
from zcdesk.verification.contents.pieces import UNREAD_KINDS, FilePart, Piece, UnreadPart
from zcdesk.verification.words.identity import words_in_bytes, words_in_text
from zcdesk.verification.words.segments import letters_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = frozenset("\t\n\v\f\r\x1a")
_COMMON = 0.9  # share of the characters of a text in a guessed encoding that are in everyday use
_EVERYDAY = re.compile(r"[\t\n\v\f\r -~·×—‘’“”…→①-⑩　-〟一-鿿！-～]")

_DATA = re.compile(r"data:([\w.+-]+/[\w.+-]+)?(?:;[\w.=+-]+)*?(;base64)?,([^\s\"'<>)]*)", re.I)
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{40,}(?:[ \t]*\r?\n[ \t]*)?){3,}[A-Za-z0-9+/]*={0,2}")
_SVG = re.compile(r"<(?:[\w-]+:)?svg\b", re.I)
_WEB_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html)\b", re.I)
_DRAWS = re.compile(r"<(?:[\w-]+:)?(?:path|polyline|use|symbol|pattern|foreignObject)\b", re.I)
"""What in a drawing may be letters. In a web page one of outlines, words and photos passes, as our
own checklists have them: its words are in the text, and its photos are looked at."""

_TAGS = re.compile(r"<!\[CDATA\[|\]\]>|<!--.{0,4000}?-->|<[^>]{0,4000}>", re.S)
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_BETWEEN_LETTERS = frozenset(("Cf", "Mn", "Me"))
"""Kinds of marks that are not seen: soft hyphens, joiners of no width, accents."""

_LEAST_PARTED = 3
"""Letters of a word that is found with anything at all between them."""


def text_of(data: bytes) -> str | None:
    """Return the text that a file is, or None when it is none."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding, _is_sensible)
    text = _decoded(data, "utf-8", _is_sensible)
    return text if text is not None else _decoded(data, "gb18030", _is_everyday)


def pieces_of_text(text: str, part: FilePart) -> Iterator[Piece]:
    """Yield what is in a text, and what is packed inside it; what it draws is told as unread."""
    bare = _DATA.sub("data:", text)
    yield from words_in(bare, part.search.words)
    for kind, begins in UNREAD_KINDS["texts"]:
        if re.search(begins, bare):
            yield UnreadPart(kind)
    if _SVG.search(bare) and (_DRAWS.search(bare) or not _WEB_PAGE.match(bare)):
        yield UnreadPart("SVG")
    for _, coded, payload in _DATA.findall(text):
        yield from _unpacked(payload, part, is_base64=bool(coded))
    for match in _BASE64.finditer(bare):
        yield from _unpacked(match[0], part, is_base64=True)


def words_in(text: str, words: Sequence[Word]) -> Iterator[Word]:
    """Yield the words in a text, each once; tags, entities and escapes may be between or for
    its letters.
    """
    found: dict[Word, None] = {}
    if words:
        for reading in {text: None, _undone(text): None, _without_marks(text): None}:
            found.update(dict.fromkeys(words_in_text(reading, words)))
        if "%" in text:
            found.update(dict.fromkeys(words_in_bytes(unquote_to_bytes(text), words)))
        long = [word for word in words if len(letters_of(word.text)) >= _LEAST_PARTED]
        found.update(dict.fromkeys(words_in_text("".join(filter(str.isalnum, text)), long)))
    yield from found


def _undone(text: str) -> str:
    """Return a text without tags, with the letters that entities and escapes stand for."""
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), html.unescape(_TAGS.sub("", text)))
    # Two escapes may be the halves of one rare character.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _without_marks(text: str) -> str:
    unseen = (letter for letter in set(text) if unicodedata.category(letter) in _BETWEEN_LETTERS)
    return text.translate(dict.fromkeys(map(ord, unseen)))


def _unpacked(packed: str, part: FilePart, *, is_base64: bool) -> Iterator[Piece]:
    """Yield what a packed stretch of a text holds; what cannot be unpacked is reported."""
    try:
        data = unquote_to_bytes("".join(packed.split()))
        if is_base64:
            data = base64.b64decode(data + b"=" * (-len(data) % 4), validate=True)
    except (binascii.Error, ValueError):
        yield UnreadPart("Base64")
        return
    yield from part.inner(data, "Base64")


def _decoded(data: bytes, encoding: str, accepts: Callable[[str], bool]) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if accepts(text) else None


def _is_sensible(text: str) -> bool:
    """Tell whether no character is a control, a half of one, private or not assigned."""
    return all(
        letter in _CONTROLS or unicodedata.category(letter) not in ("Cc", "Cs", "Co", "Cn")
        for letter in set(text)
    )


def _is_everyday(text: str) -> bool:
    """Tell whether a text in an encoding that takes nearly any bytes is one that people write."""
    return _is_sensible(text) and len(_EVERYDAY.findall(text)) >= _COMMON * len(text)
