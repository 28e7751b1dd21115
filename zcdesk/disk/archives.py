"""Zip-based files (docx, xlsx, zip) whose bytes tell neither when nor where they were made."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable

BROKEN_MEMBER = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    ValueError,
    IndexError,
    EOFError,
    OSError,
    zlib.error,
    lzma.LZMAError,
)
"""What Python's own reader of zip files raises when a member of one is damaged or odd."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def as_it_is(name: str, content: bytes) -> bytes:
    """Return a member as it is."""
    return content


def packed_plainly(
    content: bytes, *, compressed: bool = False, mend: Callable[[str, bytes], bytes] = as_it_is
) -> bytes:
    """Return a zip file with the same members, without times, comments and system marks.

    Stored by default: the bytes must not depend on the version of a compression library, and a
    search for words sees them. ``compressed`` is for what we ship ourselves; ``mend`` writes a
    member anew, by its name and content.

    Raises:
        zipfile.BadZipFile: It is no zip file.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        members = [
            (name, mend(name, _timeless(name, source.read(name)))) for name in source.namelist()
        ]
    return packed(members, compressed=compressed)


def _timeless(name: str, content: bytes) -> bytes:
    """Return a member without the moment at which an office file says it was saved."""
    if name != "docProps/core.xml":
        return content
    return _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", content)


def packed(members: list[tuple[str, bytes]], *, compressed: bool = False) -> bytes:
    """Return a zip file of ``members`` (name, content), in their order."""
    stream = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members:
            member = zipfile.ZipInfo(name, date_time=_EPOCH)
            member.create_system = 0
            member.compress_type = method
            archive.writestr(member, content)
    return stream.getvalue()
