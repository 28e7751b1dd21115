"""Opens a scan file: is it there, what is it, is it whole, may it be used."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import re
import stat
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, cast

from PIL import JpegImagePlugin

from zcdesk.errors import MissingScanError, ScanError, TooLargeScanError
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding
from zcdesk.pages.opening.containers import jpeg
from zcdesk.pages.opening.formats.format import DecodedPage
from zcdesk.pages.opening.refusals import refusing
from zcdesk.pages.opening.sniffing import recognise
from zcdesk.picture import Picture
from zcdesk.system.files import AS_BYTES, NOT_WAITING

_CHAT_NAME = re.compile(
    r"(mmexport\d{10,13}|wx_camera_\d{10,13}|(微信图片|WeChat Image|Weixin Image)_?\d{8,})",
    re.IGNORECASE,
)
_LONG_SIDES = {1279, 1280, 1440, 1706, 1707}
_SHORT_SIDES = {800, 1080}
_SMALL_COPY = 1920
_MOST_QUALITY = 80
"""Cameras and scanners write 85 and more; the copies are made with 50 to 75."""

_STANDARD = (16, 11, 10, 16, 24, 40, 51, 61)
"""The first row of the luminance table in annex K of ITU-T T.81."""


def sent_by_chat(name: str, kind: str, content: bytes) -> tuple[Finding, ...]:
    """Return the finding that a chat program made this picture smaller, or nothing.

    Args:
        name: The file's name; WeChat's own names count as a mark.
        kind: Kind of the file; only JPG is looked at.
        content: Its bytes.
    """
    if kind != "JPG":
        return ()
    image = JpegImagePlugin.JpegImageFile(io.BytesIO(jpeg.first_picture(content).content))
    # A few hundred bytes at the start: WeChat writes a bare JFIF header and nothing else.
    if "exif" in image.info or "icc_profile" in image.info or not _is_low(image.quantization):
        return ()
    long, short = max(image.size), min(image.size)
    named = _CHAT_NAME.search(name) is not None and long <= _SMALL_COPY
    sized = long in _LONG_SIDES or short in _SHORT_SIDES
    plain = image.info.get("jfif_density", (1, 1)) in {(1, 1), (72, 72)}
    if named or (sized and plain and long <= 2 * short and jpeg.halves_colours(image.layer)):
        return (finding_of("scan.sent_by_chat", width=image.size[0], height=image.size[1]),)
    return ()


def _is_low(tables: dict[int, list[int]]) -> bool:
    """Whether the tables are the standard ones at a quality of at most 80."""
    first = list(tables.get(0, ()))[: len(_STANDARD)]
    # The scaling that the Independent JPEG Group's library defines for its quality numbers.
    scales = (5000 // q if q < 50 else 200 - 2 * q for q in range(20, _MOST_QUALITY + 1))
    return any(
        first == [max(1, min(255, (entry * scale + 50) // 100)) for entry in _STANDARD]
        for scale in scales
    )


MAX_BYTES = 500_000_000
"""Far above any scan of 80 Mpx; what is larger is not a scan."""

FROM_WORD = ".pages.pdf"
"""What is put behind a text document's name to name the pages that were made of it. An ending that
nobody uses: ``总结.docx.pdf`` is what people call a PDF that they made themselves."""

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Scan:
    """A scan file that was found whole.

    Attributes:
        path: Where it is.
        sha256: Hash of its content, in hexadecimal.
        kind: Name of its format as shown to people, for example ``JPG``.
        size: Its length in bytes.
        page_count: How many pages it has.
        findings: What there is to tell about the file.
        content: Its bytes.
        passwords: What may open it.
    """

    path: Path
    sha256: str
    kind: str
    size: int
    page_count: int
    findings: tuple[Finding, ...]
    content: bytes = field(repr=False, compare=False)
    passwords: tuple[str, ...] = field(repr=False, compare=False)


def open_content(path: Path, content: bytes, passwords: Sequence[str] = ()) -> Scan:
    """Look at a scan whose bytes are at hand: from a case file, an archive or the clipboard.

    Args:
        path: Its name, for sentences; nothing is read there.
        content: Its bytes.
        passwords: Tried one after the other where the file asks for one.

    Raises:
        LockedScanError: It asks for a password, and none of ``passwords`` is it.
        ScanError: It cannot be used; the subclass tells why, ``details["file"]`` names it.
    """
    name = _shown_name(path)
    with refusing(name):
        known = recognise(content, path.suffix.lower())
        opened = known.open(content, passwords)
        findings = [*opened.findings, *sent_by_chat(name, known.kind, content)]
    if path.suffix.lower() not in known.endings:
        findings.append(finding_of("scan.other_kind", kind=known.kind))
    if name != path.name:
        findings.append(finding_of("scan.from_word"))
    return Scan(
        path,
        hashlib.sha256(content).hexdigest(),
        known.kind,
        len(content),
        opened.page_count,
        tuple(_naming(each, name) for each in findings),
        content,
        tuple(passwords),
    )


def read_scan(path: Path) -> bytes:
    """Return the bytes of a regular file within the size limit.

    Raises:
        ScanError: As for :func:`open_content`.
    """
    with refusing(path.name):
        return _content(path)


def decode_page(scan: Scan, index: int = 0) -> DecodedPage:
    """Decode one page of ``scan``, turned as the file says, in sRGB.

    Args:
        scan: From :func:`open_content`.
        index: Page of the file, from 0.

    Raises:
        ScanError: The page is not whole.
    """
    name = _shown_name(scan.path)
    with refusing(name):
        decoded = recognise(scan.content).open(scan.content, scan.passwords).decode(index)
    findings = tuple(_naming(each, name) for each in decoded.findings)
    return replace(decoded, findings=findings)


def decode(scan: Scan, index: int = 0) -> Picture:
    """Return the pixels of :func:`decode_page` alone.

    Raises:
        ScanError: As for :func:`decode_page`.
    """
    return decode_page(scan, index).picture


def _shown_name(path: Path) -> str:
    """Return a file's name as the person knows it; pages of a document have the document's."""
    return path.name.removesuffix(FROM_WORD)


def _naming(finding: Finding, file: str) -> Finding:
    return replace(finding, details={**finding.details, "file": file})


@contextmanager
def open_regular(path: Path) -> Generator[BinaryIO, None, None]:
    """Open a regular file within the size limit; a pipe or device is never waited for.

    Raises:
        ScanError: As for :func:`open_content`, without the name of the file.
    """
    try:
        _require_regular(path, path.stat())
        # The file may have been exchanged since: look again at what was really opened.
        handle = os.open(path, os.O_RDONLY | AS_BYTES | NOT_WAITING)
    except (FileNotFoundError, NotADirectoryError) as cause:
        raise MissingScanError from cause
    except PermissionError as cause:
        raise ScanError("scan.no_permission") from cause
    except ValueError as cause:  # a name that no system accepts
        raise MissingScanError from cause
    except OSError as cause:
        lost = cause.errno in (errno.ELOOP, errno.ENAMETOOLONG)
        raise (MissingScanError() if lost else ScanError("scan.read_failed")) from cause
    with os.fdopen(handle, "rb", buffering=0) as stream:
        _require_regular(path, os.fstat(handle))
        yield cast(BinaryIO, stream)


def _content(path: Path) -> bytes:
    with open_regular(path) as stream:
        try:
            content = _read(stream.fileno(), os.fstat(stream.fileno()).st_size)
        except OSError as cause:
            raise ScanError("scan.read_failed") from cause
    if not content:
        raise ScanError("scan.empty")
    return content


def _read(handle: int, expected: int) -> bytes:
    """Read to the end; a file that grows meanwhile is still held to the limit."""
    parts = []
    total = 0
    while part := os.read(handle, max(_CHUNK, expected + 1 - total)):
        parts.append(part)
        total += len(part)
        _require_size(total)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _require_regular(path: Path, state: os.stat_result) -> None:
    """Refuse folders, pipes and devices, and what is too large, before anything is read."""
    if stat.S_ISDIR(state.st_mode) and not os.access(path, os.R_OK | os.X_OK):
        raise ScanError("scan.no_permission")
    if not stat.S_ISREG(state.st_mode):
        raise ScanError("scan.not_a_file")
    _require_size(state.st_size)


def _require_size(size: int) -> None:
    if size > MAX_BYTES:
        raise TooLargeScanError(size=round(size / 1e6), limit=MAX_BYTES // 1_000_000)
