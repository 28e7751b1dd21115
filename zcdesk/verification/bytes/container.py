"""What the bytes of a finished picture tell besides its pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zcdesk.applicant import Word
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding, error, warning
from zcdesk.verification.bytes.decoding import Decoded
from zcdesk.verification.bytes.jpeg_rows import hides_jpeg_rows
from zcdesk.verification.bytes.jpeg_segments import CutPictureError, NotAJpegError, foreign_parts
from zcdesk.verification.bytes.png_chunks import chunks, foreign_chunks, hides_rows
from zcdesk.verification.words.identity import words_in_bytes, words_in_picture_data

_PIXELS = (b"IDAT", b"IHDR", b"PLTE", b"IEND")
_HARMLESS = ("ICC",)  # tells the scanner or phone, never the person


def container_findings(
    data: bytes, decoded: Decoded, file: str, words: Sequence[Word]
) -> Iterator[Finding]:
    """Yield what the file carries besides the pixels.

    Args:
        data: The whole file.
        decoded: The same, decoded.
        file: Name of the file for the sentences.
        words: What must not be in it.
    """
    if decoded.kind in ("JPEG", "MPO"):
        yield from _of_jpeg(data, decoded, file, words)
    else:
        yield from _of_other(data, decoded, file, words)


def require_whole(data: bytes) -> None:
    """Check that a file that begins like a JPEG also ends like one.

    Raises:
        CutPictureError: It does not.
    """
    try:
        foreign_parts(data)
    except NotAJpegError as cause:
        if data.startswith(b"\xff\xd8\xff"):
            raise CutPictureError from cause


def _of_jpeg(data: bytes, decoded: Decoded, file: str, words: Sequence[Word]) -> Iterator[Finding]:
    parts = foreign_parts(data)
    if parts.thumbnail:
        yield finding_of("verify.thumbnail", file=file)
    for kind in dict.fromkeys(parts.kinds):
        tell = warning if kind in _HARMLESS else error
        yield tell("verify.metadata", file=file, what=kind)
    if parts.after_end:
        yield finding_of("verify.trailing_bytes", file=file, count=len(parts.after_end))
    if hides_jpeg_rows(data, decoded.picture.shape[:2]):
        yield finding_of("verify.hidden_rows", file=file)
    stand = {
        *words_in_bytes(parts.content, words),
        *words_in_bytes(parts.tables, words),
        *words_in_bytes(parts.after_end, words),
        *words_in_picture_data(parts.picture, words),
    }
    yield from _words_standing(stand, file)


def _of_other(data: bytes, decoded: Decoded, file: str, words: Sequence[Word]) -> Iterator[Finding]:
    yield finding_of("verify.not_jpeg", file=file, kind=decoded.kind)
    for note in decoded.notes:
        harmless = note.lower() == "icc_profile"
        tell = warning if harmless else error
        yield tell("verify.metadata", file=file, what=note[:24] if note.isascii() else "text")
    if decoded.frames > 1:
        yield finding_of("verify.more_pictures", file=file, count=decoded.frames)
    if decoded.kind == "PNG":
        yield from _in_png(data, decoded, file)
    stand = {*words_in_picture_data(data, words), *words_in_bytes(_texts_of_png(data), words)}
    yield from _words_standing(stand, file)


def _in_png(data: bytes, decoded: Decoded, file: str) -> Iterator[Finding]:
    end = data.find(b"IEND\xaeB`\x82")
    behind = len(data) - end - 8
    if end >= 0 and behind > 0:
        yield finding_of("verify.trailing_bytes", file=file, count=behind)
    if not decoded.notes and decoded.frames == 1:  # otherwise their chunks are reported already
        for kind in foreign_chunks(data):
            yield finding_of("verify.metadata", file=file, what=kind if kind.isalpha() else "text")
    if hides_rows(data):
        yield finding_of("verify.hidden_rows", file=file)


def _texts_of_png(data: bytes) -> bytes:
    """Return the contents of all chunks that are not picture data."""
    parts = (content for kind, content in chunks(data) if kind not in _PIXELS)
    return b"\n".join(parts)


def is_opaque_png(data: bytes) -> bool:
    """Tell whether a file is a PNG that hides no pixels below see-through ones."""
    colours = data[25:26]  # type of colour, in the header: 4 and 6 have a channel of opacity
    return data.startswith(b"\x89PNG") and colours in b"\0\2\3" and b"tRNS" not in data


def _words_standing(stand: set[Word], file: str) -> Iterator[Finding]:
    for word in sorted(stand, key=lambda one: one.label):
        yield finding_of("verify.word_in_bytes", file=file, word=word.label)
