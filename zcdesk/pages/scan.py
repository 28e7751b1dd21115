"""Opens a scan file: is it there, what is it, is it whole, may it be used."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass, field, replace
from pathlib import Path

from zcdesk.errors import (
    EmptyScanError,
    MissingScanError,
    NoPermissionScanError,
    NotAFileError,
    TooLargeScanError,
)
from zcdesk.findings import Finding, info
from zcdesk.pages.decoding import FORMATS, Header
from zcdesk.pages.refusals import ChangedScanError, ReadFailedScanError, refusing
from zcdesk.pages.sniffing import recognise
from zcdesk.picture import Picture

MAX_BYTES = 500_000_000
"""Far above any scan of 80 Mpx; what is larger is not a scan."""

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Scan:
    """A scan file that was found whole.

    Attributes:
        path: Where it lies.
        sha256: Hash of its content, in hexadecimal.
        kind: Name of its format as shown to people, for example ``JPG``.
        size: Its length in bytes.
        headers: What it says of each of its pages.
        findings: What there is to tell about the file.
        content: Its bytes when no file of its own holds them, else None.
    """

    path: Path
    sha256: str
    kind: str
    size: int
    headers: tuple[Header, ...]
    findings: tuple[Finding, ...] = ()
    content: bytes | None = field(default=None, repr=False, compare=False)

    @property
    def page_count(self) -> int:
        """How many pages the file has."""
        return len(self.headers)


def open_scan(path: Path) -> Scan:
    """Look at a file without decoding its pixels; the file is only ever read.

    Raises:
        ScanError: It cannot be used; the subclass tells why, ``details["file"]`` names it.
    """
    return _looked_at(path, read_scan(path))


def open_content(path: Path, content: bytes) -> Scan:
    """Look at a scan whose bytes are kept elsewhere than in a file of their own.

    Args:
        path: Its name, for sentences; nothing is read there.
        content: Its bytes.

    Raises:
        ScanError: As for :func:`open_scan`.
    """
    return replace(_looked_at(path, content), content=content)


def read_scan(path: Path) -> bytes:
    """Return the bytes of a regular file within the size limit.

    Raises:
        ScanError: As for :func:`open_scan`.
    """
    with refusing(path.name):
        return _content(path)


def _looked_at(path: Path, content: bytes) -> Scan:
    with refusing(path.name):
        known = recognise(content)
        headers = known.headers(content)
    findings = []
    if path.suffix.lower() not in known.suffixes:
        findings.append(info("scan.other_kind", file=path.name, kind=known.kind))
    digest = hashlib.sha256(content).hexdigest()
    return Scan(path, digest, known.kind, len(content), headers, tuple(findings))


def decode(scan: Scan, index: int = 0) -> Picture:
    """Decode one page of ``scan``, EXIF-turned, in sRGB.

    Args:
        scan: From :func:`open_scan`.
        index: Page of the file, from 0.

    Raises:
        ScanError: The picture is not whole, or the file is no longer the one that was opened.
    """
    with refusing(scan.path.name):
        content = _content(scan.path) if scan.content is None else scan.content
        if hashlib.sha256(content).hexdigest() != scan.sha256:
            raise ChangedScanError
        known = next(each for each in FORMATS if each.kind == scan.kind)
        return known.decode(content, index)


def _content(path: Path) -> bytes:
    """Read a regular file within the size limit; a pipe or device is never waited for."""
    try:
        _require_regular(path.stat())
        # The file may have been exchanged since: look again at what was really opened.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        handle = os.open(path, flags)
    except (FileNotFoundError, NotADirectoryError) as cause:
        raise MissingScanError from cause
    except PermissionError as cause:
        raise NoPermissionScanError from cause
    except OSError as cause:
        raise ReadFailedScanError from cause
    with os.fdopen(handle, "rb", buffering=0) as stream:
        state = os.fstat(handle)
        _require_regular(state)
        try:
            content = _read(stream.fileno(), state.st_size)
        except OSError as cause:
            raise ReadFailedScanError from cause
    if not content:
        raise EmptyScanError
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


def _require_regular(state: os.stat_result) -> None:
    if not stat.S_ISREG(state.st_mode):
        raise NotAFileError
    _require_size(state.st_size)


def _require_size(size: int) -> None:
    if size > MAX_BYTES:
        raise TooLargeScanError(size=round(size / 1e6), limit=MAX_BYTES // 1_000_000)
