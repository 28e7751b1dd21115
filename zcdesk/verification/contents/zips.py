"""Zip archives and the office documents that are some: every member, and all between them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from zcdesk.verification.contents.pieces import FilePart, Piece, UnreadPart
from zcdesk.verification.words.identity import words_in_bytes, words_in_text

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


def pieces_of_zip(part: FilePart) -> Iterator[Piece]:
    """Yield what the members hold; a locked or damaged archive, or one with more, is unread."""
    try:
        with zipfile.ZipFile(io.BytesIO(part.data)) as archive:
            yield from words_in_bytes(archive.comment, part.search.words)
            if not _is_accounted_for(archive, part.data):
                yield UnreadPart(_KIND)
            yield from words_in_bytes(_between(archive, part.data), part.search.words)
            for member in archive.infolist():
                yield from words_in_text(member.filename, part.search.words)
                yield from words_in_bytes(member.comment + member.extra, part.search.words)
                if not part.search.takes(member.file_size):
                    yield UnreadPart(_KIND)
                    return
                content = archive.read(member)
                if not _is_filled(member, part.data, len(content)):
                    yield UnreadPart(_KIND)
                yield from part.within(content)
    except _BROKEN:
        yield UnreadPart(_KIND)


def _data_of(member: zipfile.ZipInfo, data: bytes) -> tuple[int, int]:
    """Return where a member's packed bytes begin and end."""
    start = member.header_offset
    name = int.from_bytes(data[start + 26 : start + 28], "little")
    extra = int.from_bytes(data[start + 28 : start + 30], "little")
    begin = start + _HEADER + name + extra
    return begin, begin + member.compress_size


def _between(archive: zipfile.ZipFile, data: bytes) -> bytes:
    """Return all that is no member's content: headers with names in whatever encoding, gaps."""
    pieces, position = [], 0
    for begin, end in sorted(_data_of(member, data) for member in archive.infolist()):
        pieces.append(data[position:begin])
        position = max(position, end)
    return b"\n".join((*pieces, data[position:]))


def _is_filled(member: zipfile.ZipInfo, data: bytes, size: int) -> bool:
    """Tell whether a member's packed bytes are its content and nothing behind it."""
    begin, end = _data_of(member, data)
    if member.compress_type == zipfile.ZIP_STORED:
        return member.compress_size == size
    if member.compress_type != zipfile.ZIP_DEFLATED:
        return False
    walk = zlib.decompressobj(-zlib.MAX_WBITS)
    unpacked = len(walk.decompress(data[begin:end], size + 1))
    return unpacked == size and not walk.unused_data and not walk.unconsumed_tail


def _is_accounted_for(archive: zipfile.ZipFile, data: bytes) -> bool:
    """Tell whether the members fill the archive: nothing hides before, between or behind them."""
    members = sorted(archive.infolist(), key=lambda info: info.header_offset)
    position = 0
    for member in members:
        if not position <= member.header_offset <= position + _DESCRIPTOR:
            return False
        position = _data_of(member, data)[1]
    end = data.rfind(b"PK\x05\x06")
    ends = end >= 0 and end + 22 + len(archive.comment) == len(data)
    return ends and position <= archive.start_dir <= position + _DESCRIPTOR
