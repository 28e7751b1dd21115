"""Opens any file, as far as it can be read through: the list of kinds that are known here."""

from __future__ import annotations

from collections.abc import Iterator

from zcdesk.verification.bytes.decoding import is_picture
from zcdesk.verification.contents.pdf_pieces import is_pdf, pieces_of_pdf
from zcdesk.verification.contents.pieces import (
    MOST_BYTES,
    FilePart,
    Piece,
    Search,
    ShownPicture,
    UnreadPart,
)
from zcdesk.verification.contents.texts import pieces_of_text, text_of
from zcdesk.verification.contents.zips import is_zip, pieces_of_zip
from zcdesk.verification.words.identity import words_in_bytes

_DEEPEST = 3
"""A picture in a document in an archive in an archive is looked at, what is deeper is told."""

_NAMES = (
    (0, b"\xd0\xcf\x11\xe0", "DOC/XLS"),
    (0, b"Rar!", "RAR"),
    (0, b"7z\xbc\xaf", "7z"),
    (0, b"\x1f\x8b", "GZ"),
    (0, b"8BPS", "PSD"),
    (0, b"%!PS", "PostScript"),
    (0, b"\xc5\xd0\xd3\xc6", "EPS"),
    (0, b"\xd7\xcd\xc6\x9a", "WMF"),
    (0, b"\x01\x00\x09\x00\x00", "WMF"),
    (0, b"AC10", "DWG"),
    (40, b" EMF", "EMF"),
)
"""Kinds that are known and not read, by the bytes at a place."""


def pieces_of(data: bytes, search: Search, depth: int = 0) -> Iterator[Piece]:
    """Yield everything that a file or a part of one shows and says.

    Args:
        data: Its bytes; nothing is believed of its name.
        search: What is sought, and how much may still be unpacked.
        depth: In how many others it lies.
    """
    part = FilePart(data, search, lambda inner: pieces_of(inner, search, depth + 1))
    if not data:
        return
    if is_picture(data):
        yield ShownPicture(lambda: data)
    elif len(data) > MOST_BYTES or depth > _DEEPEST:
        yield from words_in_bytes(data[:MOST_BYTES], search.words)
        yield UnreadPart(_name(data))
    elif is_pdf(data):
        yield from pieces_of_pdf(part)
    elif is_zip(data):
        yield from pieces_of_zip(part)
    elif (text := text_of(data)) is not None:
        yield from pieces_of_text(text, part)
    else:
        yield from words_in_bytes(data, search.words)
        yield UnreadPart(_name(data))


def _name(data: bytes) -> str:
    """Return what a kind is called that is known and not read; "" for any other."""
    return next((name for at, mark, name in _NAMES if data.startswith(mark, at)), "")
