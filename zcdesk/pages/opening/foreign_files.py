"""Files that people take for a scan and that are something else: how each kind is recognised.

Sources: MS-SHLLINK 2.1 (shortcuts); RFC 2557 (MHT); caj2pdf's notes on CNKI's formats; WeChat's
cached pictures are XORed with one byte, later ones begin with a mark of their own.
"""

from __future__ import annotations

import re

_HEAD = 4096
_PLIST = b"bplist00"
_SCRAMBLED = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8")
_CHAT_MARKS = (b"\x07\x08V1\x08\x07", b"\x07\x08V2\x08\x07")
_PAPERS = (b"CAJ\0", b"HN\0\0", b"KDH ", b"TEB\0")
_PAPER_ENDINGS = {".caj", ".nh", ".kdh", ".caa", ".teb"}
_SHORTCUTS = (b"L\0\0\0\x01\x14\x02\0", b"[InternetShortcut]", b"[{000214A0", b"book\0\0\0\0mark")
_WORD_MARKS = (
    b"schemas-microsoft-com:office:word",
    b"content=word.document",
    b'content="word.document',
)
_MAIL_HEAD = re.compile(
    rb"(?:[\w-]+:[^\n]*\n\s*){0,20}?Content-Type:\s*multipart/related", re.IGNORECASE
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
    """Whether it is a text document in the form of a web page, or a web page with its pictures."""
    head = _letters(content)
    if is_web_page(content) and (ending in _TEXT_ENDINGS or any(m in head for m in _WORD_MARKS)):
        return True
    kept = content.startswith(_PLIST) and b"WebMainResource" in content[:_HEAD]
    return kept or _MAIL_HEAD.match(content[:_HEAD]) is not None


def is_rich_text(content: bytes) -> bool:
    """Whether it is a document in RTF, or in the XML of Word 2003."""
    return content.startswith(b"{\\rtf") or b"<?mso-application" in content[:512]


def is_paper(content: bytes, ending: str) -> bool:
    """Whether it is a paper in a format of CNKI's own program."""
    return content.startswith(_PAPERS) or ending in _PAPER_ENDINGS


def is_chat_cache(content: bytes) -> bool:
    """Whether it is a picture that WeChat scrambled for its own use."""
    if content.startswith(_CHAT_MARKS):
        return True
    for plain in _SCRAMBLED:
        key = content[0] ^ plain[0]
        opened = bytes(byte ^ key for byte in content[:4])
        if key and opened.startswith(plain) and (plain[0] != 0xFF or opened[3] >= 0xC0):
            return True
    return False


def is_edit_note(content: bytes) -> bool:
    """Whether it is the note of a phone on how a photo was changed."""
    return b"adjustmentFormatIdentifier" in content[:_HEAD]


def is_shortcut(content: bytes) -> bool:
    """Whether it only leads to a file or a page elsewhere."""
    return content.startswith(_SHORTCUTS)


def is_in_cloud(content: bytes) -> bool:
    """Whether it keeps the place of a file that was not fetched from iCloud."""
    return content.startswith(_PLIST) and b"NSURLNameKey" in content[:_HEAD]


def is_video(content: bytes) -> bool:
    """Whether it is a film."""
    if content[4:8] == b"ftyp":
        return content[8:12].startswith(_FILMS)
    moving = content[:4] == b"RIFF" and content[8:12] == b"AVI "
    return moving or content[4:8] in _BOXES or content.startswith(b"\x1aE\xdf\xa3")


def is_unfinished(ending: str) -> bool:
    """Whether the name is that of a file still on its way."""
    return ending in _UNFINISHED


def _letters(content: bytes) -> bytes:
    """Return the head in small letters, those of UTF-16 as well."""
    return content[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n").lower()
