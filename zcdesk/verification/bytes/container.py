"""What the bytes of a finished picture tell besides its pixels."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Sequence

import numpy as np
from PIL import Image

from zcdesk.applicant import Word
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding, error, warning
from zcdesk.pages.opening.containers.png import SIGNATURE, unpacked_length
from zcdesk.verification.bytes.decoding import Decoded
from zcdesk.verification.bytes.jpeg_segments import CutPictureError, NotAJpegError, foreign_parts
from zcdesk.verification.words.identity import words_in_bytes, words_in_picture_data

# --- What in a PNG is not picture: foreign chunks, rows that are not shown ------------------------
# Nothing is on a list of forbidden chunks; there is a list of those that a picture needs, each
# with the most bytes that it may have.
#
# Source: W3C, Portable Network Graphics Specification, third edition, 5, 10.1 and 11.


_PICTURE = b"IDAT"
_NEEDED = {
    b"IHDR": 13, b"PLTE": 768, b"IEND": 0, b"tRNS": 256, b"gAMA": 4, b"cHRM": 32, b"sRGB": 1,
    b"cICP": 4, b"sBIT": 4, b"bKGD": 6, b"hIST": 512, b"pHYs": 9, b"tIME": 7,
}  # fmt: skip


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and content of every chunk of a PNG; nothing for another file."""
    position = len(SIGNATURE)
    while data.startswith(SIGNATURE) and position + 12 <= len(data):
        length = int.from_bytes(data[position : position + 4], "big")
        kind = data[position + 4 : position + 8]
        yield kind, data[position + 8 : position + 8 + length]
        if kind == b"IEND":
            return
        position += 12 + length


def foreign_chunks(data: bytes) -> tuple[str, ...]:
    """Return the kinds of chunks that no picture needs, or that hold more than it needs."""
    return tuple(
        dict.fromkeys(
            kind.decode("ascii", "replace")
            for kind, content in chunks(data)
            if kind != _PICTURE and len(content) > _NEEDED.get(kind, -1)
        )
    )


def hides_rows(data: bytes) -> bool:
    """Tell whether the packed pixels of a PNG go on behind those that are shown."""
    packed, header = [], b""
    for kind, content in chunks(data):
        if kind == b"IHDR":
            header = content
        elif kind == _PICTURE:
            packed.append(content)
    if len(header) != _NEEDED[b"IHDR"]:
        return False
    walk = zlib.decompressobj()
    try:
        size = unpacked_length(header)
        shown = len(walk.decompress(b"".join(packed), size + 1))
    except (KeyError, zlib.error):
        return False  # it is reported as damaged
    return shown > size or bool(walk.unused_data)


# --- Containers as a whole -----------------------------------------------------------------------


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
    for kind in parts.kinds:
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


# --- Rows of a JPEG behind those that its header shows -------------------------------------------
# A picture whose height was made smaller: a decoder stops where the header says so, and the rest
# stays in the file for whoever writes the old height back. So the picture is decoded once more as
# if it were higher, an eighth in size: behind a whole picture there is one even ground.


_FRAME = re.compile(rb"\xff[\xc0-\xc2]\0[\x0b-\x14]\x08(..)(..)", re.S)
_FURTHER = 96  # rows; six of the tallest blocks
_BLOCK = 16
_SCALE = 8
_EVEN = 2.0  # grey levels by which the ground behind a picture differs at most
_HIGHEST = 65_500


def hides_jpeg_rows(data: bytes, size: tuple[int, int]) -> bool:
    """Tell whether a JPEG holds rows below those that it shows.

    Args:
        data: The whole file.
        size: Height and width as decoded, turned or not.
    """
    found = next((match for match in _FRAME.finditer(data) if _is_size(match, size)), None)
    if found is None:
        return False
    height = int.from_bytes(found[1], "big")
    further = min(height + _FURTHER, _HIGHEST)
    taller = data[: found.start(1)] + further.to_bytes(2, "big") + data[found.end(1) :]
    try:
        with Image.open(io.BytesIO(taller), formats=("JPEG", "MPO")) as image:
            image.draft("L", (max(1, image.width // _SCALE), max(1, image.height // _SCALE)))
            rows = np.asarray(image.convert("L"), np.float32)
    except (OSError, ValueError, SyntaxError):
        return False  # a decoder that refuses it shows nothing of it
    blocks = height // _BLOCK + 2  # the last one may end in noise
    behind = rows[-(-blocks * _BLOCK * rows.shape[0] // further) :]
    return behind.size > 0 and float(np.ptp(behind)) > _EVEN


def _is_size(frame: re.Match[bytes], size: tuple[int, int]) -> bool:
    sides = {int.from_bytes(frame[1], "big"), int.from_bytes(frame[2], "big")}
    return sides == set(size)
