"""Texts: in which encoding, which words are in them in any disguise, what is packed inside.

A text is one only when every character of it is sensible; that is how a file of an unknown kind is
told from a text, which nothing in its first bytes does.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import re
import unicodedata
from collections.abc import Iterator, Sequence
from urllib.parse import unquote_to_bytes

from zcdesk.applicant import Word
from zcdesk.verification.contents.disguised import coded_bytes, disguised
from zcdesk.verification.contents.drawings import drawing, is_plain_drawing
from zcdesk.verification.contents.drawn_texts import drawn_in
from zcdesk.verification.contents.pieces import FilePart, Piece, ShownPicture, UnreadPart
from zcdesk.verification.words.identity import words_in_bytes, words_in_text
from zcdesk.verification.words.segments import letters_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_GUESSED = ("gb18030", "big5")
_CONTROLS = frozenset("\t\n\v\f\r\x1a")
_COMMON = 0.9  # share of the characters of a text in a guessed encoding that are in everyday use
_EVERYDAY = re.compile(r"[\t\n\v\f\r -~·×—‘’“”…→①-⑩　-〟一-鿿！-～]")

_DATA = re.compile(r"data:([\w.+-]+/[\w.+-]+)?(?:;[\w.=+-]+)*?(;base64)?,([^\s\"'<>)]*)", re.I)
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{40,}(?:[ \t]*\r?\n[ \t]*)?){3,}[A-Za-z0-9+/]*={0,2}")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{32,}\s{0,2}){8,}")
_DRAWING = re.compile(r"<svg\b.*?</svg\s*>", re.S | re.I)
_LOST_DRAWING = re.compile(r"<\s*(?:[\w-]+:)?svg\b", re.I)
_BUILT = re.compile(r"<!ENTITY\b|<\?xml-stylesheet\b", re.I)
_RUNS = re.compile(r"<(script|object|embed|applet|iframe\s+srcdoc|canvas)\b", re.I)
_JOINT = re.compile(r"[\"']\s*[+.,&]?\s*\\?\s*[\"']")
"""Between two pieces of one text in a program."""

_LEAST_PARTED = 3
"""Letters of a word that is found with anything at all between them."""


def text_of(data: bytes) -> str | None:
    """Return the text that a file is, or None when it is none."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding, _is_sensible)
    if b"\0" in data:
        return next(filter(None, (_decoded(data, one, _is_everyday) for one in _WIDE)), None)
    text = _decoded(data, "utf-8", _is_sensible)
    if text is not None:
        return text
    return next(filter(None, (_decoded(data, one, _is_everyday) for one in _GUESSED)), None)


def pieces_of_text(text: str, part: FilePart) -> Iterator[Piece]:
    """Yield what is in a text, and what is packed or drawn inside it."""
    payloads = [(match[2], match[3]) for match in _DATA.finditer(text)]
    bare = _DATA.sub("data:", text)
    yield from words_in(bare, part.search.words)
    mistaken = part.data.decode("utf-8", "ignore").encode("latin-1", "ignore")
    yield from words_in_bytes(mistaken, part.search.words)
    for kind in drawn_in(_DRAWING.sub("", bare)):
        yield UnreadPart(kind)
    for is_base64, payload in payloads:
        yield from _unpacked(payload if is_base64 else None, payload, part)
    joined = _JOINT.sub("", bare.replace("\\/", "/").replace("\\r", "").replace("\\n", "\n"))
    for match in _BASE64.finditer(joined):
        if not _HEX.fullmatch(match[0]):
            yield from _unpacked(match[0], match[0], part)
    if _HEX.search(joined):
        yield UnreadPart("HEX")
    if "<" in bare and _RUNS.search(bare):
        yield UnreadPart("HTML")
    if "<" in bare and (_BUILT.search(bare) or _LOST_DRAWING.search(_DRAWING.sub("", bare))):
        yield UnreadPart("SVG")
    for match in _DRAWING.finditer(text):
        yield from _drawn(match[0])


def words_in(text: str, words: Sequence[Word]) -> Iterator[Word]:
    """Yield the words in a text, each once; tags, entities and escapes may be between or for
    its letters.
    """
    found: dict[Word, None] = {}
    if words:
        for reading in (text, *disguised(text)):
            found.update(dict.fromkeys(words_in_text(reading, words)))
        for raw in coded_bytes(text):
            found.update(dict.fromkeys(words_in_bytes(raw, words)))
        long = [word for word in words if len(letters_of(word.text)) >= _LEAST_PARTED]
        found.update(dict.fromkeys(words_in_text("".join(filter(str.isalnum, text)), long)))
    yield from found


def _drawn(content: str) -> Iterator[Piece]:
    yield ShownPicture(lambda: drawing(content))
    try:
        plain = is_plain_drawing(content)
    except MemoryError:
        raise
    except Exception:  # MuPDF's errors have no common class
        plain = False
    if not plain:
        yield UnreadPart("SVG")


def _unpacked(coded: str | None, plain: str, part: FilePart) -> Iterator[Piece]:
    """Yield what a packed stretch of a text holds; what cannot be unpacked is reported."""
    try:
        letters = "".join(coded.split()) if coded is not None else ""
        letters = unquote_to_bytes(letters).decode("ascii")
        data = (
            unquote_to_bytes(plain)
            if coded is None
            else base64.b64decode(letters + "=" * (-len(letters) % 4), validate=True)
        )
    except (binascii.Error, ValueError):
        yield UnreadPart("Base64")
        return
    if part.search.takes(len(data)):
        yield from part.within(data)
    else:
        yield UnreadPart("Base64")


def _decoded(data: bytes, encoding: str, accepts: object) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    assert callable(accepts)
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
