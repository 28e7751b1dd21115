"""What the bytes of a finished picture tell besides its pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zcdesk.applicant import Word
from zcdesk.findings import Finding, error, warning
from zcdesk.verification.decoding import Decoded
from zcdesk.verification.identity import words_in_bytes, words_in_picture_data
from zcdesk.verification.jpeg_segments import CutJpegError, NotAJpegError, foreign_parts

_HARMLESS = ("ICC",)  # tells the scanner or phone, never the person


class CutPictureError(ValueError):
    """The file ends before its picture does."""


def container_findings(
    data: bytes, decoded: Decoded, file: str, words: Sequence[Word]
) -> Iterator[Finding]:
    """Yield what the file carries besides the pixels.

    Args:
        data: The whole file.
        decoded: The same, decoded.
        file: Name of the file for the sentences.
        words: What must not stand in it.
    """
    if decoded.kind in ("JPEG", "MPO"):
        yield from _of_jpeg(data, file, words)
    else:
        yield from _of_other(data, decoded, file, words)


def require_whole(data: bytes) -> None:
    """Check that a file that begins like a JPEG also ends like one.

    Raises:
        CutPictureError: It does not.
    """
    try:
        foreign_parts(data)
    except CutJpegError as cause:
        raise CutPictureError from cause
    except NotAJpegError as cause:
        if data.startswith(b"\xff\xd8\xff"):
            raise CutPictureError from cause


def _of_jpeg(data: bytes, file: str, words: Sequence[Word]) -> Iterator[Finding]:
    parts = foreign_parts(data)
    if parts.thumbnail:
        yield error("verify.thumbnail", file=file)
    for kind in parts.kinds:
        tell = warning if kind in _HARMLESS else error
        yield tell("verify.metadata", file=file, what=kind)
    if parts.after_end:
        yield error("verify.trailing_bytes", file=file, count=len(parts.after_end))
    stand = {
        *words_in_bytes(parts.content, words),
        *words_in_bytes(parts.after_end, words),
        *words_in_picture_data(parts.picture, words),
    }
    yield from _told(stand, file)


def _of_other(data: bytes, decoded: Decoded, file: str, words: Sequence[Word]) -> Iterator[Finding]:
    yield warning("verify.not_jpeg", file=file, kind=decoded.kind)
    for note in decoded.notes:
        harmless = note.lower() == "icc_profile"
        tell = warning if harmless else error
        yield tell("verify.metadata", file=file, what=note[:24] if note.isascii() else "text")
    if decoded.frames > 1:
        yield warning("verify.more_pictures", file=file, count=decoded.frames)
    if decoded.kind == "PNG":
        yield from _behind_png(data, file)
    stand = {*words_in_picture_data(data, words), *words_in_bytes(_texts_of_png(data), words)}
    yield from _told(stand, file)


def _behind_png(data: bytes, file: str) -> Iterator[Finding]:
    end = data.find(b"IEND\xaeB`\x82")
    behind = len(data) - end - 8
    if end >= 0 and behind > 0:
        yield error("verify.trailing_bytes", file=file, count=behind)


def _texts_of_png(data: bytes) -> bytes:
    """Return the contents of all chunks that are not picture data."""
    if not data.startswith(b"\x89PNG"):
        return b""
    found, position = [], 8
    while position + 12 <= len(data):
        length = int.from_bytes(data[position : position + 4], "big")
        if data[position + 4 : position + 8] not in (b"IDAT", b"IHDR", b"PLTE", b"IEND"):
            found.append(data[position + 8 : position + 8 + length])
        position += 12 + length
    return b"\n".join(found)


def is_opaque_png(data: bytes) -> bool:
    """Tell whether a file is a PNG that hides no pixels below see-through ones."""
    colours = data[25:26]  # type of colour, in the header: 4 and 6 have a channel of opacity
    return data.startswith(b"\x89PNG") and colours in b"\0\2\3" and b"tRNS" not in data


def _told(stand: set[Word], file: str) -> Iterator[Finding]:
    for word in sorted(stand, key=lambda one: one.label):
        yield error("verify.word_in_bytes", file=file, word=word.label)
