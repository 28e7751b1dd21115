"""The table of file formats: all that is known of each, in one row.

The window's choice of files, a watched folder, scans of many people, archives, the verifying of a
folder and the manual ask here. What opens a file is loaded when one is opened, in a worker: the
window asks for endings alone. What a file really is its content tells
(:mod:`zcdesk.pages.opening.sniffing`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zcdesk.pages.opening.containers import bmp, heic, png

if TYPE_CHECKING:
    from zcdesk.pages.opening.formats.format import OpenedFile

Open = Callable[[bytes, Sequence[str]], "OpenedFile"]
"""Checks the structure of a whole file; the second argument are passwords that may open it. Raises
ScanError."""


@dataclass(frozen=True)
class Format:
    """A kind of file that zcdesk takes.

    Attributes:
        kind: Its name, as shown to people.
        endings: Endings of file names under which it is expected.
        recognises: Whether the first bytes of a file are of this kind.
        open: Opens it.
        pillow: How Pillow calls it, for the second reading of finished pictures; "" where that has
            a decoder of its own.
    """

    kind: str
    endings: frozenset[str]
    recognises: Callable[[bytes], bool]
    open: Open
    pillow: str = ""


def _picture(kind: str) -> Open:
    """Open a file that is one picture, by its row in ``formats/pictures.py``."""

    def opened(content: bytes, passwords: Sequence[str]) -> OpenedFile:
        from zcdesk.pages.opening.formats.pictures import opened_picture

        return opened_picture(kind, content)

    return opened


def _tiff(content: bytes, passwords: Sequence[str]) -> OpenedFile:
    from zcdesk.pages.opening.formats.tiff import opened_tiff

    return opened_tiff(content)


def _heic(content: bytes, passwords: Sequence[str]) -> OpenedFile:
    from zcdesk.pages.opening.formats.heic import opened_heic

    return opened_heic(content)


def _pdf(content: bytes, passwords: Sequence[str]) -> OpenedFile:
    from zcdesk.pages.opening.formats.pdf import opened_pdf

    return opened_pdf(content, passwords)


def _starts(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(signatures)


def _begins(signature: bytes) -> Callable[[bytes], bool]:
    """Recognise a signature; a file cut inside its signature still counts."""
    return lambda head: head.startswith(signature) or (head != b"" and signature.startswith(head))


def _format(
    kind: str, endings: str, recognises: Callable[[bytes], bool], open_: Open, pillow: str = ""
) -> Format:
    return Format(kind, frozenset(endings.split()), recognises, open_, pillow)


FORMATS = (
    _format("JPG", ".jpg .jpeg .jpe .jfif .mpo", _begins(b"\xff\xd8"), _picture("JPG"), "JPEG"),
    _format("PNG", ".png .apng", _begins(png.SIGNATURE), _picture("PNG"), "PNG"),
    _format("TIFF", ".tif .tiff", _starts(b"II*\0", b"MM\0*"), _tiff, "TIFF"),
    _format("BMP", ".bmp .dib", bmp.is_bmp, _picture("BMP"), "BMP"),
    _format(
        "WebP",
        ".webp",
        lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP",
        _picture("WebP"),
        "WEBP",
    ),
    _format("GIF", ".gif", _starts(b"GIF87a", b"GIF89a"), _picture("GIF"), "GIF"),
    _format("HEIC", ".heic .heif .hif", heic.is_heic, _heic),
    _format("PDF", ".pdf", lambda head: b"%PDF-" in head[:1024], _pdf),
)

SCANS = frozenset().union(*(known.endings for known in FORMATS))
"""What scanners and phones write."""

PICTURES = SCANS - {".pdf"}

DOCUMENTS = frozenset({".docx", ".doc", ".wps"})
"""Text documents, which LibreOffice turns into pages where it is installed."""

ARCHIVES = frozenset({".zip"})

OPENED = SCANS | DOCUMENTS | ARCHIVES
"""All that may be dropped or chosen as a scan."""


def ending_of(content: bytes) -> str:
    """Return the usual ending of a scan's name by what its bytes are; "" for no known format."""
    known = next(
        (file_format for file_format in FORMATS if file_format.recognises(content[:4096])), None
    )
    return "" if known is None else f".{known.kind.lower()}"


def patterns(endings: Iterable[str]) -> str:
    """Return endings as a dialog of the system wants them: ``*.bmp *.jpg``."""
    return " ".join(f"*{ending}" for ending in sorted(endings))
