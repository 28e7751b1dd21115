"""Words that are in a text without being seen: escapes, codes, marks between their letters.

Each gives another reading of the text, which is searched like the text itself.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

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
    invisible = {
        ord(letter) for letter in set(text) if unicodedata.category(letter) in _MARKS_DISGUISES
    }
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
    if any("\x80" <= letter <= "\xff" for letter in text):
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
