"""Tells what a file is from its content; its name is never believed."""

from __future__ import annotations

from collections.abc import Callable

from zcdesk.errors import TruncatedScanError, UnsupportedScanError
from zcdesk.pages.opening.containers import jpeg
from zcdesk.pages.opening.decoding import FORMATS, Format
from zcdesk.pages.opening.foreign_files import (
    is_chat_cache,
    is_edit_note,
    is_in_cloud,
    is_paper,
    is_rich_text,
    is_shortcut,
    is_unfinished,
    is_video,
    is_web_document,
    is_web_page,
)

_HEAD = 4096
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def recognise(content: bytes, ending: str = "") -> Format:
    """Return the format of a file's content.

    Args:
        content: Its bytes.
        ending: Of its name, as ``.doc``: only for the sentence about a kind that is not read.

    Raises:
        UnsupportedScanError: The content is of another kind; the error's sentence is for that kind.
        TruncatedScanError: Only zeros, as an interrupted copy leaves them.
    """
    head = content[:_HEAD]
    for known in FORMATS:
        if known.recognises(head):
            return known
    for refusal, is_kind in _REFUSED:
        if is_kind(content, ending):
            raise UnsupportedScanError(refusal)
    if not head.strip(b"\0") or is_unfinished(ending):
        raise TruncatedScanError
    if jpeg.start_of(head) > 0:  # behind a line end, or what a server sent before it
        return next(known for known in FORMATS if known.kind == "JPG")
    raise UnsupportedScanError


def _starts(*signatures: bytes) -> Callable[[bytes, str], bool]:
    return lambda content, ending: content.startswith(signatures)


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


_Kind = Callable[[bytes, str], bool]


def _by_content(is_kind: Callable[[bytes], bool]) -> _Kind:
    return lambda content, ending: is_kind(content)


_REFUSED: tuple[tuple[str, _Kind], ...] = (
    ("scan.unsupported_avif", _by_content(_is_avif)),
    ("scan.unsupported_ofd", _by_content(_is_ofd)),
    ("scan.specially_locked", lambda content, _: _has_stream(content, "EncryptedPackage")),
    ("scan.unsupported_word", _by_content(is_word)),
    ("scan.unsupported_sheet", _by_content(_is_sheet)),
    ("scan.unsupported_slides", _by_content(_is_slides)),
    ("scan.unsupported_office", _by_content(_is_office)),
    ("scan.archive_nested", _by_content(is_zip)),
    (
        "scan.unsupported_archive",
        _starts(b"Rar!", b"7z\xbc\xaf\x27", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"),
    ),
    ("scan.unsupported_archive", lambda content, _: content[257:262] == b"ustar"),
    (
        "scan.unsupported_program",
        _starts(b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe"),
    ),
    ("scan.unsupported_video", _by_content(is_video)),
    ("scan.unsupported_shortcut", _by_content(is_shortcut)),
    ("scan.unsupported_cloud", _by_content(is_in_cloud)),
    ("scan.unsupported_edit_note", _by_content(is_edit_note)),
    ("scan.unsupported_web_document", is_web_document),
    ("scan.unsupported_web_page", _by_content(is_web_page)),
    ("scan.unsupported_office", _by_content(is_rich_text)),
    ("scan.unsupported_paper", is_paper),
    ("scan.unsupported_chat_cache", _by_content(is_chat_cache)),
    ("scan.unsupported_text", _by_content(_is_text)),
)
