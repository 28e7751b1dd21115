"""Zip archives and the office documents that are some: every member, and all between them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from zcdesk.verification.contents.pieces import Part, Piece, Unread
from zcdesk.verification.identity import words_in_bytes, words_in_text

_KIND = "ZIP"
_HEADER = 30  # bytes of a local header before the name
_DESCRIPTOR = 24  # bytes that may follow a member's data
_BROKEN = (
    zipfile.BadZipFile,
    OSError,
    ValueError,
    RuntimeError,
    zlib.error,
    EOFError,
    NotImplementedError,
)


def is_zip(data: bytes) -> bool:
    """Tell whether a file begins like a zip archive."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def pieces_of_zip(part: Part) -> Iterator[Piece]:
    """Yield what the members hold; a locked or damaged archive, or one with more, is unread."""
    try:
        with zipfile.ZipFile(io.BytesIO(part.data)) as archive:
            yield from words_in_bytes(archive.comment, part.search.words)
            if not _is_accounted_for(archive, part.data):
                yield Unread(_KIND)
            for member in archive.infolist():
                yield from words_in_text(member.filename, part.search.words)
                yield from words_in_bytes(member.comment + member.extra, part.search.words)
                if member.is_dir() and not member.file_size:
                    continue
                if not part.search.takes(member.file_size):
                    yield Unread(_KIND)
                    return
                yield from part.within(archive.read(member))
    except _BROKEN:
        yield Unread(_KIND)


def _is_accounted_for(archive: zipfile.ZipFile, data: bytes) -> bool:
    """Tell whether the members fill the archive: nothing hides before, between or behind them."""
    members = sorted(archive.infolist(), key=lambda one: one.header_offset)
    position = 0
    for member in members:
        start = member.header_offset
        if not position <= start <= position + _DESCRIPTOR:
            return False
        name = int.from_bytes(data[start + 26 : start + 28], "little")
        extra = int.from_bytes(data[start + 28 : start + 30], "little")
        position = start + _HEADER + name + extra + member.compress_size
    end = data.rfind(b"PK\x05\x06")
    ends = end >= 0 and end + 22 + len(archive.comment) == len(data)
    return ends and position <= archive.start_dir <= position + _DESCRIPTOR
