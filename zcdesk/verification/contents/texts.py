"""Texts: in which encoding, which words are in them in any disguise, what is packed inside.

A text is one only when every character of it is sensible; that is how a file of an unknown kind is
told from a text, which nothing in its first bytes does.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import html
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import unquote_to_bytes

from zcdesk.applicant import Word
from zcdesk.verification.contents.drawings import drawing, is_plain_drawing
from zcdesk.verification.contents.pieces import FilePart, Piece, ShownPicture, UnreadPart
from zcdesk.verification.words.identity import words_in_bytes, words_in_text
from zcdesk.verification.words.segments import letters_of

# --- Words that are in a text without being seen: escapes, codes, marks between their letters --
# Each gives another reading of the text, which is searched like the text itself.


_TAGS = re.compile(r"<!\[CDATA\[|\]\]>|<!--.{0,4000}?-->|<[^>]{0,4000}>", re.S)
_LETTERS = re.compile(
    r"\\u\{([0-9a-fA-F]{1,6})\}|\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|%u([0-9a-fA-F]{4})"
    r"|\\([0-9a-fA-F]{4,6}) ?"
)
_BYTES = re.compile(r"(?:\\x([0-9a-fA-F]{2})|\\([0-3][0-7]{2})|=([0-9a-fA-F]{2}))(?:=\r?\n)?")
_BASE64_DISGUISES = re.compile(r"[A-Za-z0-9+/_-]{6,}={0,2}")
_HEX_DISGUISES = re.compile(r"(?<![0-9A-Za-z])(?:(?:0x)?[0-9A-Fa-f]{2}[\s:,;-]{0,2}){4,}")
_ASCII_HOST = re.compile(r"xn--[a-z0-9-]{2,60}", re.I)
_MARKS_DISGUISES = frozenset(("Cf", "Mn", "Me"))
_BACKWARDS = ("\u202e", "\u2067")
_MOST_CODED = 4_000_000
"""Letters of codes that are unpacked in search of a word; a picture is unpacked by itself."""

_ROUNDS = 2
"""An entity may be written with entities, and a percent sign with another one."""


def disguised(text: str) -> Iterator[str]:
    """Yield further readings of a text: without tags and marks, with escapes undone."""
    seen = text
    for _ in range(_ROUNDS):
        after = _undone(seen)
        if after == seen:
            break
        seen = after
        yield seen
    invisible = {ord(one) for one in set(text) if unicodedata.category(one) in _MARKS_DISGUISES}
    if invisible:
        yield text.translate(dict.fromkeys(invisible))
    if any(backward in text for backward in _BACKWARDS):
        yield text[::-1]
    if "+" in text:
        yield text.encode("ascii", "ignore").decode("utf-7", "ignore")
    for host in _ASCII_HOST.findall(text):
        yield _host(host)


def coded_bytes(text: str) -> Iterator[bytes]:
    """Yield the bytes that a text holds in a code: escaped, in hexadecimal digits, in Base64."""
    raw = _BYTES.sub(_byte, text)
    if raw != text:
        yield raw.encode("latin-1", "ignore")
    if "%" in text:
        once = unquote_to_bytes(text)
        yield once
        yield unquote_to_bytes(once)
    yield b"\n".join(_from_hex(text))
    yield b"\n".join(_from_base64(text))
    if any("\x80" <= one <= "\xff" for one in text):
        yield text.encode("latin-1", "ignore")  # UTF-8 that was taken for Western letters
        yield text.encode("cp1252", "ignore")
    yield text.encode("gb18030", "ignore")  # the same, taken for Chinese ones


def _undone(text: str) -> str:
    text = html.unescape(_TAGS.sub("", text)) if "<" in text or "&" in text else text
    text = _LETTERS.sub(_letter, text) if "\\" in text or "%u" in text else text
    # Two escapes may be the halves of one rare character.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _letter(match: re.Match[str]) -> str:
    number = int(next(filter(None, match.groups())), 16)
    return chr(number) if number <= 0x10FFFF else match[0]


def _byte(match: re.Match[str]) -> str:
    code, octal, quoted = match.groups()
    return chr(int(octal, 8) if octal else int(code or quoted, 16))


def _from_hex(text: str) -> Iterator[bytes]:
    left = _MOST_CODED
    for match in _HEX_DISGUISES.finditer(text):
        digits = re.sub(r"0x|[^0-9A-Fa-f]", "", match[0])
        left -= len(digits)
        if left < 0:
            return
        yield bytes.fromhex(digits[: len(digits) // 2 * 2])


def _from_base64(text: str) -> Iterator[bytes]:
    left = _MOST_CODED
    for match in _BASE64_DISGUISES.finditer(text):
        letters = match[0].rstrip("=").replace("-", "+").replace("_", "/")
        left -= len(letters)
        if left < 0:
            return
        letters = letters[: len(letters) - (len(letters) % 4 == 1)]
        try:
            yield base64.b64decode(letters + "=" * (-len(letters) % 4))
        except (binascii.Error, ValueError):
            continue


def _host(name: str) -> str:
    try:
        return name.encode("ascii").decode("idna")
    except UnicodeError:
        return ""


# --- Texts as a whole ----------------------------------------------------------------------------


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


# --- Texts that hold no words but a picture ------------------------------------------------------
# Coordinates, dots in rows, bytes in a code of letters. None of them can be seen through here;
# they are told by what they look like.


_MARKED = (
    ("PostScript", re.compile(r"\A\s*%!PS")),
    ("RTF", re.compile(r"\A\s*\{\\rtf")),
    ("MIME", re.compile(r"^(MIME-Version|Content-Transfer-Encoding):", re.M | re.I)),
    ("UUencode", re.compile(r"^begin [0-7]{3,4} \S|(?:^M[ -`]{60}\r?\n){4}", re.M)),
    ("Ascii85", re.compile(r"<~[!-uz\s]{200,}")),
    ("DXF", re.compile(r"\A\s*(?:999\s*\n.*\n\s*)*0\s*\n\s*SECTION\b")),
    ("HPGL", re.compile(r"\A\s*(?:\x1b%-?\d*B)?(?:IN|DF|SP\d?|PU|PD)[\d,; -]*;")),
    ("VML", re.compile(r"<(?:v:(?:shape|polyline|curve|line|arc)|inkml:|a:custGeom)\b")),
    ("ODG", re.compile(r"<draw:(?:path|polygon|polyline|custom-shape|connector)\b")),
)
_NUMBERS = re.compile(r"(?:(?:0x[0-9A-Fa-f]{1,2}|\d{1,3})\s{0,4}[,; ]\s{0,4}){300}")
_LONG = re.compile(r"^[!-~]{60,}$", re.M)
_DENSE = 5.5  # bits a letter: prose and programs have 4 to 5, bytes written in 85 letters 6.4
_LEAST = 400  # letters of such lines
_WIDE_ROW = 20  # letters of a row of dots
_DOTS = 4  # kinds of letters in it
_ROWS = 8
_DIGITS = 0.45  # share of a text's letters from which on it is a drawing's or a table's numbers
_LEAST_TEXT = 3000


def drawn_in(text: str) -> Iterator[str]:
    """Yield what kinds of drawing or packing a text looks like; nothing for words."""
    for kind, begins in _MARKED:
        if begins.search(text):
            yield kind
    if _NUMBERS.search(text) or _is_numbers(text):
        yield "0 1 2 …"
    if _is_dense("".join(_LONG.findall(text))):
        yield "Base85"
    if _has_rows_of_dots(text):
        yield "# . # …"


def _is_numbers(text: str) -> bool:
    if len(text) < _LEAST_TEXT or text.lstrip().startswith("<"):
        return False  # a sheet's cells are numbered; what draws in XML has marks of its own
    letters = sum(not one.isspace() for one in text)
    return sum(map(str.isdigit, text)) > _DIGITS * letters


def _is_dense(letters: str) -> bool:
    if len(letters) < _LEAST:
        return False
    shares = [count / len(letters) for count in Counter(letters).values()]
    return -sum(share * math.log2(share) for share in shares) > _DENSE


def _has_rows_of_dots(text: str) -> bool:
    run = 0
    for row in text.splitlines():
        kinds = set(row)
        run = run + 1 if len(row) >= _WIDE_ROW and 1 <= len(kinds) <= _DOTS else 0
        if run >= _ROWS:
            return True
    return False
