"""Opens what the content of a code, or any other text made for machines, may have been packed in.

A name is written in a code in plain letters of some encoding, or escaped for the web (percent
signs, entities, ``\\u8d75``), for mail (quoted-printable, base64), as hexadecimal digits, and each
of them within another. Every way of reading is tried; those that were not
meant give letters without anybody's name.
"""

from __future__ import annotations

import base64
import binascii
import html
import quopri
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from urllib.parse import unquote_to_bytes

from zcdesk.applicant import Word, WordKind
from zcdesk.names.spellings import folded, is_han
from zcdesk.resources import Patterns

_ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-16", "big5")
_DEEP = 5  # packings in each other: base64 of a percent form within JSON in an address is 3
_MOST = 300  # texts of one code; a name inside four packings took 60
_WRITTEN = 0.5  # of a text that are plain letters and signs: all packings are made of them
_LONGEST = 8192  # letters and bytes; the largest QR code holds 2953

_SAYS = Patterns("characters/patterns.toml", "encoded_words")


def _base64(token: str) -> bytes:
    plain = token.replace("-", "+").replace("_", "/")
    return base64.b64decode(plain + "=" * (-len(plain) % 4))


def _hex(token: str) -> bytes:
    return bytes.fromhex(re.sub("[^0-9A-Fa-f]", "", token.replace("0x", "")))


_TOKENS: tuple[tuple[re.Pattern[str], Callable[[str], bytes]], ...] = (
    (re.compile(r"[A-Za-z0-9+/]{6,}"), _base64),
    (re.compile(r"[A-Za-z0-9_-]{6,}"), _base64),
    (re.compile(r"[A-Za-z0-9]{6,}"), _base64),
    (re.compile(r"(?:(?:0x)?[0-9a-fA-F]{2}[\s:,-]?){4,}"), _hex),
)
"""What a packed part of a text is made of, and how it is opened."""


def readings_of(text: str, data: bytes = b"") -> tuple[str, ...]:
    """Return every way to read a content, as words with one space between them, in small letters.

    Pinyin has no tones there; what joins letters (``zhao.qiming``, ``N:赵;启明``) is a space.

    Args:
        text: The content as its reader understood it.
        data: The same as bytes; the reader may have taken GBK for Latin letters.
    """
    text, data = text[:_LONGEST], data[:_LONGEST]
    readings = dict.fromkeys((text, *_decoded(data), *_damaged(data), *_misread(text)))
    latest = tuple(readings)
    for _ in range(_DEEP):
        opened = dict.fromkeys(
            part for each in latest if _is_packed(each) for part in _opened(each)
        )
        latest = tuple(part for part in opened if part not in readings)[: _MOST - len(readings)]
        readings.update(dict.fromkeys(latest))
    plain = dict.fromkeys(spaced(each) for each in readings)
    return tuple(dict.fromkeys((*plain, *(_SAYS.tone.sub("", each) for each in plain))))


def spaced(text: str) -> str:
    """Return the words of a text in small letters without tones, one space between two of them."""
    parted = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).lower())
    bare = re.sub("(?<=[a-z])[\u0300-\u036f]+", "", parted)
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", bare)).strip()


def sounded(word: Word) -> tuple[str, ...]:
    """Return an employer's full name in pinyin, as addresses of the web have it."""
    if word.kind not in (WordKind.EMPLOYER, WordKind.FORMER_EMPLOYER) or not is_han(word.text):
        return ()
    from pypinyin import lazy_pinyin  # its tables take a quarter of a second

    return ("".join(lazy_pinyin(folded(word.text))),)


def _decoded(data: bytes) -> Iterator[str]:
    """Yield bytes as text of every encoding in which they are one."""
    for encoding in _ENCODINGS:
        with suppress(UnicodeError):
            text = data.decode(encoding)
            if all(letter.isprintable() or letter.isspace() for letter in text):
                yield text


def _damaged(data: bytes) -> Iterator[str]:
    """Yield bytes as text whatever they are; letters of two bytes may begin behind a head."""
    for encoding in _ENCODINGS:
        for start in (0, 1) if encoding.startswith("utf-16") else (0,):
            yield data[start:].decode(encoding, errors="ignore")


def _is_packed(text: str) -> bool:
    """Tell whether something may be packed in a text."""
    return sum(" " <= letter <= "~" for letter in text) >= _WRITTEN * len(text) > 0


def _opened(text: str) -> Iterator[str]:
    """Yield a text with what is packed in it opened, one packing at a time."""
    if "%" in text:
        yield from _decoded(unquote_to_bytes(text))
    if "&" in text:
        yield html.unescape(text)
    if _SAYS.quoted.search(text):
        yield from _decoded(quopri.decodestring(text.encode("utf-8", "ignore")))
    if _SAYS.numbered.search(text):
        numbered = _SAYS.numbered.sub(_letter, text)
        yield numbered.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    for token, unpack in _TOKENS:
        whole = re.sub(r"\s+", "", text)  # long base64 is broken over lines
        for part in dict.fromkeys((*token.findall(text), *token.findall(whole))):
            with suppress(ValueError, binascii.Error):
                yield from _decoded(unpack(part))


def _misread(text: str) -> Iterator[str]:
    """Yield a text whose bytes were taken for letters of another encoding once."""
    if not text.isascii():
        for encoding in ("latin-1", "gb18030"):
            with suppress(UnicodeError):
                yield from _decoded(text.encode(encoding))


def _letter(number: re.Match[str]) -> str:
    code = int(number[1], 16)
    return chr(code) if code < 0x110000 else number[0]
