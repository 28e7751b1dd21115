"""Tells what a file is from its content; its name is never believed."""

from __future__ import annotations

from collections.abc import Callable

from zcdesk.errors import ScanError, TruncatedScanError, UnsupportedScanError
from zcdesk.pages.opening.decoding import FORMATS
from zcdesk.pages.opening.formats.format import Format
from zcdesk.pages.opening.refusals import (
    ArchiveScanError,
    AvifScanError,
    NestedArchiveScanError,
    OfdScanError,
    OfficeScanError,
    ProgramScanError,
    SheetScanError,
    SlidesScanError,
    SpeciallyLockedScanError,
    TextScanError,
    WebPageScanError,
    WordScanError,
)

_HEAD = 4096
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


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


def is_zip(content: bytes) -> bool:
    """Whether the content is a zip archive, be it of scans, an office document or an OFD."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_word(content: bytes) -> bool:
    """Whether the content is a text document of Word or WPS, old or new."""
    return _has_part(content, b"word/document", "WordDocument")


def _has_part(content: bytes, part: bytes, stream: str) -> bool:
    """Look for a part of a zipped document, or a stream of an old compound one."""
    if is_zip(content):
        return part in content and b"[Content_Types].xml" in content
    return _has_stream(content, stream)


def _has_stream(content: bytes, name: str) -> bool:
    return content.startswith(_OLD_OFFICE) and name.encode("utf-16-le") in content


def _is_avif(content: bytes) -> bool:
    return content[4:8] == b"ftyp" and (b"avif" in content[8:64] or b"avis" in content[8:64])


def _is_ofd(content: bytes) -> bool:
    return is_zip(content) and b"OFD.xml" in content


def _is_office(content: bytes) -> bool:
    modern = is_zip(content) and b"[Content_Types].xml" in content
    return modern or content.startswith(_OLD_OFFICE)


def _is_sheet(content: bytes) -> bool:
    return _has_part(content, b"xl/workbook", "Workbook")


def _is_slides(content: bytes) -> bool:
    return _has_part(content, b"ppt/presentation", "PowerPoint Document")


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


_REFUSED: tuple[tuple[type[ScanError], Callable[[bytes], bool]], ...] = (
    (AvifScanError, _is_avif),
    (OfdScanError, _is_ofd),
    (SpeciallyLockedScanError, lambda content: _has_stream(content, "EncryptedPackage")),
    (WordScanError, is_word),
    (SheetScanError, _is_sheet),
    (SlidesScanError, _is_slides),
    (OfficeScanError, _is_office),
    (NestedArchiveScanError, is_zip),
    (ArchiveScanError, _starts(b"Rar!", b"7z\xbc\xaf\x27", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")),
    (ArchiveScanError, lambda content: content[257:262] == b"ustar"),
    (ProgramScanError, _starts(b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")),
    (WebPageScanError, _is_web_page),
    (TextScanError, _is_text),
)
