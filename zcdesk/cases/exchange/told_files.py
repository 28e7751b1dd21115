"""Files that a person wrote for a case, YAML or JSON, read as notices are.

No alias can make a small file large, no tag builds anything, no number or day is taken for more
than its text, and what cannot be read is reported with its line.
"""

from __future__ import annotations

import errno
import re
from pathlib import Path

from zcdesk.disk.files import bounded
from zcdesk.errors import ZcdeskError
from zcdesk.notices.files.locating import MOST_VALUES, TOO_MANY, locate

LARGEST = 8_000_000
"""Bytes; answers about 300 pages with 20 places each are a tenth of it."""


_OF_ENTRY = 10
"""Names, values and brackets that tell of one place on a page."""


_HALVES = re.compile(
    rb"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
)
"""How JSON writes a letter beyond U+FFFF, as many a rare one in a name is; YAML knows no halves."""


def read_told(path: Path) -> object:
    """Return what stands in a file: mappings, lists, text, whole numbers, truth values, days.

    Raises:
        OSError: It is not there, no regular file, no text, or unreadable.
        ZcdeskError: A line cannot be understood.
        ZcdeskError: It has too many bytes.
        ManyEntriesError: It has too many entries.
    """
    raw = bounded(path, LARGEST)
    if len(raw) > LARGEST:
        raise ZcdeskError("told.too_large", file=path.name, most=LARGEST // 1_000_000)
    if b"\0" in raw:
        raise OSError(errno.EILSEQ, "no text")
    located = locate(_whole_letters(raw), path.name, LARGEST)
    if any(fault.code == TOO_MANY for fault in located.faults):
        raise ZcdeskError("told.too_many", file=path.name, most=MOST_VALUES // _OF_ENTRY)
    if located.faults:
        raise ZcdeskError(
            "told.unreadable_line", file=path.name, line=max(located.faults[0].line, 1)
        )
    return located.data


def _whole_letters(raw: bytes) -> bytes:
    """Return JSON with both halves of a letter written as the one that they are."""
    if not raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return raw
    return _HALVES.sub(_whole, raw)


def _whole(match: re.Match[bytes]) -> bytes:
    high, low = int(match[2], 16), int(match[3], 16)
    letter = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
    return match[1] + b"\\U%08x" % letter
