"""Opens any file, as far as it can be read through: the list of kinds that are known here."""

from __future__ import annotations

from collections.abc import Iterator

from zcdesk.verification.bytes.decoding import is_picture
from zcdesk.verification.contents.pdf_pieces import is_pdf, pieces_of_pdf
from zcdesk.verification.contents.pieces import (
    MOST_BYTES,
    UNREAD_KINDS,
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
    marks: list[tuple[int, str, str]] = UNREAD_KINDS["marks"]
    return next((name for at, mark, name in marks if data.startswith(bytes.fromhex(mark), at)), "")
