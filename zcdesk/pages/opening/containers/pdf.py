"""Looks at the ends of a PDF and at the lengths that its objects state, before anything reads it.

Half a file never passes as a whole; a whole one with bytes behind its end, or without the end mark
itself, does. Source: ISO 32000-1, 7.3.8 (streams), 7.5.5 (trailer), 7.5.6 (revisions), annex F
(files for the web, which have a second end near their beginning).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from zcdesk.errors import TruncatedScanError

_MARK = b"%%EOF"
_SPACE = b"\0 \t\r\n\f"
_HEAD = 1024  # bytes in which a linearized file's own length has to stand (ISO 32000-1, F.3.2)

_STATED_LENGTH = re.compile(
    rb"/Linearized\b[^>]{0,200}?/L\s+(\d+)|/L\s+(\d+)[^>]{0,200}?/Linearized"
)

_BEGUN = re.compile(rb"\d+(\s+\d+)?\s*(ob?)?\Z|\d+\s+\d+\s+obj|xref|trailer|startxref")
"""How the later revision of a PDF begins, which is written behind its end."""

_OBJECT = re.compile(rb"\b\d{1,10}\s{1,9}\d{1,5}\s{1,9}obj\b")
_TABLE = re.compile(
    rb"(\btrailer\s*<<.*>>|/XRef\b.*\bendobj)\s*(s[startxref]*\s*\d*\s*[%EO]*)?\Z", re.DOTALL
)
"""A whole directory, as the last of a file whose end mark is missing."""

_LONGEST_TABLE = 1 << 16
"""Bytes before the end in which a trailer is looked for; its dictionary has some hundred."""

_LENGTH = re.compile(rb"/Length\s+(\d{1,10})(?!\d|\s+\d+\s+R)")
_LONGEST_DICTIONARY = 4096  # bytes before a stream in which its length is looked for
_LONGEST_LINE_END = 2  # CR and LF before the word endstream


@dataclass(frozen=True)
class Ended:
    """A PDF up to its end.

    Attributes:
        content: Its bytes, without what is behind the end.
        marked: The end mark is there; without it the objects and the trailer are.
    """

    content: bytes
    marked: bool


def ended(content: bytes) -> Ended:
    """Find the end of a PDF.

    Raises:
        TruncatedScanError: Something is missing before it, or the later revision behind it was cut.
    """
    end = content.rfind(_MARK)
    behind = content[end + len(_MARK) :] if end >= 0 else content
    if end >= 0 and not _is_first_of_two(content, end):
        if not _goes_on(behind):
            return Ended(content[: end + len(_MARK)] + b"\n", marked=True)
        if not behind.lstrip(_SPACE).startswith(b"endstream"):  # the end of a PDF inside this one
            raise TruncatedScanError
    last = behind.rstrip(_SPACE)[-_LONGEST_TABLE:]
    if not _TABLE.search(last):
        raise TruncatedScanError
    return Ended(content, marked=False)


def _is_first_of_two(content: bytes, end: int) -> bool:
    """Whether a file for the web is shorter than it states, and has only its first end."""
    stated = _STATED_LENGTH.search(content[:_HEAD])
    return (
        stated is not None
        and len(content) < int(stated[1] or stated[2])
        and content.find(_MARK) == end
    )


def _goes_on(behind: bytes) -> bool:
    """Whether objects come behind an end mark: a web page or zeros have none."""
    return bool(_BEGUN.match(behind.lstrip(_SPACE)) or _OBJECT.search(behind))


def has_false_length(content: bytes) -> bool:
    """Whether a stream does not end where its own length says; a reader would lose its rest."""
    behind = 0
    while (place := content.find(b"stream", behind)) >= 0:
        start = behind = place + len(b"stream")
        if content[start : start + 1] == b"\r":
            start += 1
        if content[start : start + 1] != b"\n" or content[place - 3 : place] == b"end":
            continue
        head = content[max(0, place - _LONGEST_DICTIONARY) : place]
        stated = _LENGTH.findall(head, max(0, head.rfind(b"obj")))
        if len(stated) != 1 or not head.rstrip(_SPACE).endswith(b">>"):
            continue
        end = start + 1 + int(stated[0])
        if not _ends_at(content, end):
            return True
        behind = end
    return False


def _ends_at(content: bytes, end: int) -> bool:
    rest = content[end : end + _LONGEST_LINE_END + len(b"endstream") + 1]
    return rest.lstrip(_SPACE).startswith(b"endstream")


def without_directory(content: bytes) -> bytes:
    """Return a PDF whose directory cannot be found, so that a reader looks for every object."""
    return content.replace(b"startxref", b"startxxxx")
