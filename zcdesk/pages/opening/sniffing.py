"""Tells what a file is from its content, also where people took something else for a scan.

Sources: MS-SHLLINK 2.1 (shortcuts); caj2pdf's notes on CNKI's formats.
"""

from __future__ import annotations

from collections.abc import Callable

from zcdesk.errors import TruncatedScanError, UnsupportedScanError
from zcdesk.pages.opening.decoding import FORMATS, Format

_HEAD = 4096
_WORD_MARKS = (
    b"schemas-microsoft-com:office:word",
    b"content=word.document",
    b'content="word.document',
)
_TEXT_ENDINGS = {".doc", ".docx", ".wps"}
_FILMS = (b"qt  ", b"mp4", b"isom", b"iso2", b"M4V", b"avc1", b"3gp", b"MSNV", b"dash")
_BOXES = (b"moov", b"wide", b"mdat")
_UNFINISHED = {".crdownload", ".part", ".partial", ".download", ".xltd", ".td", ".opdownload"}


def is_web_page(content: bytes) -> bool:
    """Whether it is a web page."""
    head = _letters(content)
    return head.startswith(b"<") and any(word in head for word in (b"<html", b"<!doctype html"))


def is_web_document(content: bytes, ending: str) -> bool:
    """Whether it is a text document in the form of a web page."""
    written = ending in _TEXT_ENDINGS or any(mark in _letters(content) for mark in _WORD_MARKS)
    return written and is_web_page(content)


def is_video(content: bytes) -> bool:
    """Whether it is a film."""
    if content[4:8] == b"ftyp":
        return content[8:12].startswith(_FILMS)
    moving = content[:4] == b"RIFF" and content[8:12] == b"AVI "
    return moving or content[4:8] in _BOXES or content.startswith(b"\x1aE\xdf\xa3")


def _letters(content: bytes) -> bytes:
    """Return the head in small letters, those of UTF-16 as well."""
    return content[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n").lower()


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
    if not head.strip(b"\0") or ending in _UNFINISHED:
        raise TruncatedScanError
    raise UnsupportedScanError


def is_zip(content: bytes) -> bool:
    """Whether the content is a zip archive, be it of scans, an office document or an OFD."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _has_part(content: bytes, part: bytes, stream: str) -> bool:
    """Look for a part of a zipped document, or a stream of an old compound one."""
    if is_zip(content):
        return part in content and b"[Content_Types].xml" in content
    return _has_stream(content, stream)


def _has_stream(content: bytes, name: str) -> bool:
    return content.startswith(_OLD_OFFICE) and name.encode("utf-16-le") in content


def _is_office(content: bytes) -> bool:
    modern = is_zip(content) and b"[Content_Types].xml" in content
    return modern or content.startswith(_OLD_OFFICE)


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


def _starts(*signatures: bytes) -> _Kind:
    return lambda content, ending: content.startswith(signatures)


def _has(part: bytes, stream: str) -> _Kind:
    return lambda content, ending: _has_part(content, part, stream)


_REFUSED: tuple[tuple[str, _Kind], ...] = (
    (
        "scan.unsupported_avif",
        lambda content, _: (
            content[4:8] == b"ftyp" and any(b in content[8:64] for b in (b"avif", b"avis"))
        ),
    ),
    ("scan.unsupported_ofd", lambda content, _: is_zip(content) and b"OFD.xml" in content),
    ("scan.specially_locked", lambda content, _: _has_stream(content, "EncryptedPackage")),
    ("scan.unsupported_word", _has(b"word/document", "WordDocument")),  # of WPS, too
    ("scan.unsupported_sheet", _has(b"xl/workbook", "Workbook")),
    ("scan.unsupported_office", _by_content(_is_office)),
    ("scan.archive_nested", _by_content(is_zip)),
    (
        "scan.unsupported_archive",
        _starts(b"Rar!", b"7z\xbc\xaf\x27", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"),
    ),
    ("scan.unsupported_archive", lambda content, _: content[257:262] == b"ustar"),
    ("scan.unsupported_video", _by_content(is_video)),
    (
        "scan.unsupported_shortcut",
        _starts(b"L\0\0\0\x01\x14\x02\0", b"[InternetShortcut]"),
    ),
    ("scan.unsupported_web_document", is_web_document),
    ("scan.unsupported_web_page", _by_content(is_web_page)),
    (  # RTF, or the XML of Word 2003
        "scan.unsupported_office",
        lambda content, _: content.startswith(b"{\\rtf") or b"<?mso-application" in content[:512],
    ),
    (  # of CNKI's own program
        "scan.unsupported_paper",
        lambda content, ending: (
            content.startswith((b"CAJ\0", b"HN\0\0", b"KDH ", b"TEB\0"))
            or ending in (".caj", ".nh", ".kdh", ".caa", ".teb")
        ),
    ),
    ("scan.unsupported_text", _by_content(_is_text)),
)

OLDER = (
    "scan.unsupported_chat_cache", "scan.unsupported_cloud", "scan.unsupported_edit_note",
    "scan.unsupported_program", "scan.unsupported_slides",
)  # fmt: skip
"""Refusals in case files of before version 0.3; such a file is now no picture, or an office
document."""
