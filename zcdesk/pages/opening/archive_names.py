"""What the files inside a zip archive are called: in which encoding, and as paths of this program.

Nothing is unpacked, so that a name only has to be right for people. Chinese Windows writes GBK
without saying so, other programs UTF-8 without saying so, and some bytes are valid in both. Of
several readings the one is taken that people write; an archive is judged as a whole.

Source: APPNOTE.TXT 6.3.10 (PKWARE), appendix D: without the UTF-8 flag a name is in cp437.
"""

from __future__ import annotations

import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Sequence

_UTF8, _UNICODE_PATH = 0x800, 0x7075
_ENCODINGS = ("utf-8", "gb18030", "big5")
_WESTERN = re.compile(r"[\0-\x7f]*([A-Za-z][\u00c0-\u024f]([\0-\x7f]+|\Z))+")
"""Words of Western Europe, of which single letters have an accent."""

_NAMED = "cp437"
_COMMON = range(0xB0, 0xD8)
"""First bytes of the 3,755 characters of GB 2312's first level, those of everyday words."""

_FREQUENT_BIG5 = range(0xA4, 0xC7)
_SURELY = 0.8
"""Share of everyday characters. The titles of the 366 kinds of documents that notices name have at
least 0.92 in either encoding; UTF-8 read as GBK 0.7 at most, GBK read as UTF-8 0."""

_FOREIGN = re.compile(
    "[\u0400-\u045f\u0490-\u04ff]{2,}"  # Kazakh, Russian
    "|[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]{2,}"  # Uyghur
    "|(?<=[A-Za-z])[\u00c0-\u024f\u0300-\u036f]+|[\u00c0-\u024f]+(?=[A-Za-z])"  # Latin
    "|[\u3040-\u30ff]+|[\uac00-\ud7a3]+"  # Japanese, Korean
    "|[\u2000-\u206f\u2460-\u24ff\u3000-\u303f\uff00-\uffef\u00b7]+"  # marks, numbers in circles
)
"""What names hold besides Chinese, which read in a wrong encoding mixes letters of all scripts."""

_DRIVE = re.compile(r"[A-Za-z]:(?=/|$)")


def names_of(members: Sequence[zipfile.ZipInfo]) -> list[str]:
    """Return the names of an archive's members, with ``/`` between folders and none before.

    A drive's letter, leading slashes and the colons of a Mac are left out; ``..`` stays, for the
    reader to refuse.
    """
    raw = [_raw(member) for member in members]
    unsaid = [name for name in raw if isinstance(name, bytes)]
    whole = _encoding(unsaid)
    read = [_read(name, whole) if isinstance(name, bytes) else name for name in raw]
    return [_plain(name) for name in read]


def _raw(member: zipfile.ZipInfo) -> str | bytes:
    """Return a name, or its bytes where their encoding is not said.

    ``filename`` is of no use: on Windows every byte 5C, also within GBK characters, is a slash
    there already. ``orig_filename`` is as stored.
    """
    stored = member.orig_filename.partition("\0")[0]
    if member.flag_bits & _UTF8:
        return stored
    try:
        raw = stored.encode(_NAMED)
    except UnicodeEncodeError:
        return stored
    return _unicode_path(member.extra, raw) or raw


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """Return the name in the Info-ZIP Unicode Path field (APPNOTE 4.6.9), if it is of this name."""
    place = 0
    while place + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, place)
        field = extra[place + 4 : place + 4 + length]
        if kind == _UNICODE_PATH and field[1:5] == struct.pack("<I", zlib.crc32(raw)):
            return field[5:].decode("utf-8", "ignore") or None
        place += 4 + length
    return None


def _encoding(names: Sequence[bytes]) -> str | None:
    """Return the encoding of all names together, None where none fits them all."""
    return _best(b"\n".join(name for name in names if not name.isascii()))


def _read(name: bytes, whole: str | None) -> str:
    return name.decode(whole or _best(name) or _NAMED)


def _best(name: bytes) -> str | None:
    readings: dict[str, str] = {}
    for encoding in _ENCODINGS:
        try:
            readings[encoding] = name.decode(encoding)
        except UnicodeDecodeError:
            continue
    shares = {encoding: _everyday(text, encoding) for encoding, text in readings.items()}
    for encoding in _ENCODINGS:
        if shares.get(encoding, 0.0) >= _SURELY:
            return encoding
    if _WESTERN.fullmatch(name.decode(_NAMED)):
        return _NAMED
    return max(shares, key=lambda encoding: shares[encoding], default=None)


def _everyday(text: str, encoding: str) -> float:
    """Return which share of what is not ASCII people write: common characters, whole runs."""
    letters = [letter for letter in text if not letter.isascii()]
    if not letters:
        return 1.0
    foreign = sum(len(run) for run in _FOREIGN.findall(text))
    return (foreign + sum(_is_common(letter, encoding) for letter in letters)) / len(letters)


def _is_common(letter: str, encoding: str) -> bool:
    if not "\u4e00" <= letter <= "\u9fff":
        return False
    simplified = letter.encode("gb2312", "ignore")
    if simplified and simplified[0] in _COMMON:
        return True
    traditional = letter.encode("big5", "ignore") if encoding != "gb18030" else b""
    return len(traditional) > 1 and traditional[0] in _FREQUENT_BIG5


def _plain(name: str) -> str:
    """Return a name as a path inside the archive; a Mac takes letters apart that are one."""
    whole = unicodedata.normalize("NFC", name).replace("\\", "/").lstrip("/")
    return _DRIVE.sub("", whole, count=1).replace(":", "").lstrip("/") if name else ""
