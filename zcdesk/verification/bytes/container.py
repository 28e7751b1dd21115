"""What the bytes of a finished picture tell besides its pixels."""

from __future__ import annotations

import re
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
_HARMLESS = ("ICC", "icc_profile", "iCCP")  # tells the scanner or phone, never the person
_SHOWN = re.compile(r"[ -~]{1,24}")  # a name of what is in a file that may be in a sentence


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
    yield from _metadata(parts.kinds, file)
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
    yield from _metadata(decoded.notes, file)
    if decoded.frames > 1:
        yield finding_of("verify.more_pictures", file=file, count=decoded.frames)
    if decoded.kind == "PNG":
        yield from _in_png(data, file)
    stand = {*words_in_picture_data(data, words), *words_in_bytes(_texts_of_png(data), words)}
    yield from _words_standing(stand, file)


def _in_png(data: bytes, file: str) -> Iterator[Finding]:
    end = data.find(b"IEND\xaeB`\x82")
    behind = len(data) - end - 8
    if end >= 0 and behind > 0:
        yield finding_of("verify.trailing_bytes", file=file, count=behind)
    yield from _metadata(foreign_chunks(data), file)
    if hides_rows(data):
        yield finding_of("verify.hidden_rows", file=file)


def _metadata(kinds: Sequence[str], file: str) -> Iterator[Finding]:
    """Yield what a file holds besides its picture, each kind once."""
    for kind in dict.fromkeys(kinds):
        tell = warning if kind in _HARMLESS else error
        shown = _SHOWN.match(kind)
        yield tell("verify.metadata", file=file, what=shown[0] if shown else "text")


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
