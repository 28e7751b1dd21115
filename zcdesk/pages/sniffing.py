"""Tells what a file is from its content; its name is never believed."""

from __future__ import annotations

from collections.abc import Callable

from zcdesk.errors import TruncatedScanError, UnsupportedScanError
from zcdesk.pages.decoding import FORMATS, Format
from zcdesk.pages.refusals import (
    ArchiveScanError,
    HeicScanError,
    OfdScanError,
    OfficeScanError,
    PdfScanError,
    ProgramScanError,
    TextScanError,
    TiffScanError,
    WebPageScanError,
)

_HEAD = 4096
_PICTURE_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}


def recognise(content: bytes) -> Format:
    """Return the format of a file's content.

    Raises:
        UnsupportedScanError: The content is of another kind; the error's sentence is for that kind.
        TruncatedScanError: Only zeros, as an interrupted copy leaves them.
    """
    head = content[:_HEAD]
    for known in FORMATS:
        if known.recognises(head):
            return known
    for refusal, is_kind in _REFUSED:
        if is_kind(content):
            raise refusal
    if not head.strip(b"\0"):
        raise TruncatedScanError
    raise UnsupportedScanError


def _starts(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(signatures)


def _is_heic(content: bytes) -> bool:
    return content[4:8] == b"ftyp" and content[8:12] in _PICTURE_BRANDS


def _is_ofd(content: bytes) -> bool:
    return content[:4] == b"PK\x03\x04" and b"OFD.xml" in content


def _is_office(content: bytes) -> bool:
    modern = content[:4] == b"PK\x03\x04" and b"[Content_Types].xml" in content
    return modern or content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def _is_web_page(content: bytes) -> bool:
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith(b"<") and any(word in head for word in (b"<html", b"<!doctype html"))


def _is_text(content: bytes) -> bool:
    head = content[:_HEAD]
    if any(byte < 0x20 and byte not in b"\t\r\n\f" for byte in head):
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            head[: len(head) - 3].decode(encoding)
        except UnicodeDecodeError as fault:
            if fault.start < len(head) - 8:
                continue
        return True
    return False


_REFUSED: tuple[tuple[type[UnsupportedScanError], Callable[[bytes], bool]], ...] = (
    (PdfScanError, lambda content: b"%PDF-" in content[:1024]),
    (HeicScanError, _is_heic),
    (TiffScanError, _starts(b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),
    (OfdScanError, _is_ofd),
    (OfficeScanError, _is_office),
    (
        ArchiveScanError,
        _starts(b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf\x27", b"\x1f\x8b"),
    ),
    (ProgramScanError, _starts(b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")),
    (WebPageScanError, _is_web_page),
    (TextScanError, _is_text),
)
