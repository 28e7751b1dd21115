"""Paths of scans, and their bytes and pixels read from there (in a worker)."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from zcdesk.cases.file.originals import original_bytes
from zcdesk.cases.tables.faults import OutsideOriginalError
from zcdesk.cases.tables.rows import is_outside, place_inside
from zcdesk.pages.opening.archives import member_content, place_in_archive
from zcdesk.pages.opening.refusals import ChangedScanError
from zcdesk.pages.opening.scan import Scan, decode, open_content, read_scan
from zcdesk.pages.page import Page
from zcdesk.pages.preparing import upright_picture
from zcdesk.picture import Picture


@dataclass(frozen=True)
class ScanPlace:
    """Where a scan is read from.

    Attributes:
        path: Of a file, of a file inside an archive (``<archive>/<path inside>``) or inside a case
            file (``<case file>/<sha256>/<name>``).
        passwords: What may open it; never shown.
        content: Its bytes where no file holds them: pages made of a document, the clipboard.
    """

    path: str
    passwords: tuple[str, ...] = field(default=(), repr=False)
    content: bytes | None = field(default=None, repr=False)

    @property
    def read_from(self) -> tuple[str, ...]:
        """The path, for whoever hands the place to a worker."""
        return (self.path,)


def scan_at(place: ScanPlace | str) -> Scan:
    """Open a scan and keep its bytes, so that its pages need not be read again.

    Raises:
        ScanError: It cannot be used.
        CaseFileError: The case file no longer has it.
    """
    if isinstance(place, str):
        place = ScanPlace(place)
    return open_content(Path(place.path), bytes_at(place), place.passwords)


def bytes_at(place: ScanPlace) -> bytes:
    """Return the bytes of a scan, unchanged.

    Raises:
        ScanError: They cannot be read.
        CaseFileError: The case file no longer has it.
    """
    if place.content is not None:
        return place.content
    path = Path(place.path)
    if is_outside(path):
        raise OutsideOriginalError(file=path.name)
    kept = place_inside(path)
    if kept is not None and kept[0].is_file():
        return original_bytes(*kept)
    packed = place_in_archive(path)
    if packed is not None:
        return member_content(*packed, place.passwords)
    return read_scan(path)


def pixels_of(page: Page) -> Picture:
    """Return the pixels of a page that was prepared before.

    Raises:
        ScanError: The scan cannot be used any more, or has other content now.
        CaseFileError: The case file no longer has it.
    """
    scan = scan_at(page.source.path)
    require_same(scan, page)
    return upright_picture(decode(scan, page.source.index), page)


def require_same(scan: Scan, page: Page) -> None:
    """Check that a scan is still the one that a page was made from.

    Raises:
        ChangedScanError: It has other content now.
    """
    if scan.sha256 != page.source.sha256:
        raise ChangedScanError(file=scan.path.name)
