"""What a worker process does with one page; module-level functions, plain values in and out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from zcdesk.applicant import Applicant, Target
from zcdesk.cases.originals import original_bytes
from zcdesk.cases.rows import place_inside
from zcdesk.export.jpeg import encode, thumbnail
from zcdesk.files import write_atomically
from zcdesk.geometry import Polygon
from zcdesk.masking.burning import burn
from zcdesk.masking.hits import Hit, Mask
from zcdesk.masking.proposing import propose
from zcdesk.pages.page import Page
from zcdesk.pages.preparing import prepare, upright_picture
from zcdesk.pages.preparing import thumbnail as reduced
from zcdesk.pages.scan import Scan, decode, open_content, open_scan
from zcdesk.picture import Picture
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Reading
from zcdesk.reading.page_reading import read_evened
from zcdesk.sorting.telling import told_by
from zcdesk.sorting.told import PageTold
from zcdesk.spellings import words
from zcdesk.verification.picture import Verified, verify_picture
from zcdesk.workers.shared_pixels import fill


@dataclass(frozen=True)
class Sought:
    """Whose words are looked for, and what is to be covered."""

    applicant: Applicant
    targets: frozenset[Target]


@dataclass(frozen=True, eq=False)
class Examined:
    """A page that was prepared, read and searched."""

    page: Page
    reading: Reading
    hits: tuple[Hit, ...]
    page_count: int
    told: PageTold


@dataclass(frozen=True)
class Finished:
    """A picture that was written and read again.

    ``thumbnail`` is a small JPEG of the covered picture.
    """

    sha256: str
    width: int
    height: int
    thumbnail: bytes
    verified: Verified


def scan_at(path: str) -> Scan:
    """Open a scan in a file of its own, or inside a case file.

    Args:
        path: Of a file, or ``<case file>/<sha256>/<name>``.

    Raises:
        ScanError: It cannot be used.
        CaseFileError: The case file no longer has it.
    """
    place = place_inside(Path(path))
    if place is None or not place[0].is_file():
        return open_scan(Path(path))
    return open_content(Path(path), original_bytes(*place))


def look_at(path: str) -> Scan:
    """Open a scan without decoding it.

    Raises:
        ScanError: It cannot be used.
    """
    return scan_at(path)


def inspect_file(path: str) -> tuple[Page, ...]:
    """Prepare each page of a scan and return what is known of them, in source geometry.

    Raises:
        ScanError: The scan cannot be used.
    """
    scan = scan_at(path)
    return tuple(prepare(scan, index, straighten=False)[0] for index in range(scan.page_count))


def examine_page(
    path: str,
    index: int,
    sought: Sought,
    known: Page | None = None,
    reading: Reading | None = None,
    straighten: bool = True,
) -> Examined:
    """Prepare, read and search one page.

    Args:
        path: The scan.
        index: Page of it, from 0.
        sought: What to look for.
        known: The page as it was prepared before or turned by a person; its geometry is kept.
        reading: Its reading, when words changed and pixels did not.
        straighten: False keeps the pixels where they are.

    Raises:
        ScanError: The scan cannot be used.
    """
    scan = scan_at(path)
    if known is None:
        page, picture = prepare(scan, index, straighten)
    else:
        page = replace(known, source=replace(known.source, path=path))
        picture = upright_picture(decode(scan, index), page)
    return _searched(page, picture, sought, reading, scan.page_count)


def _searched(
    page: Page, picture: Picture, sought: Sought, reading: Reading | None, page_count: int
) -> Examined:
    grey = evened(picture)
    reading = reading or read_evened(grey)
    hits = propose(picture, grey, reading, words(sought.applicant), sought.targets)
    return Examined(page, reading, hits, page_count, told_by(reading))


def finish_page(
    page: Page,
    covers: Sequence[Mask],
    allowed: Sequence[Polygon],
    sought: Sought,
    output: str,
) -> Finished:
    """Burn the covers in, write the final JPEG and read it again from disk.

    Args:
        page: The upright page; its scan is decoded anew.
        covers: What is destroyed.
        allowed: Places that a person decided to leave open.
        sought: What must not be readable any more.
        output: Path of the JPEG; it is written atomically.

    Raises:
        ScanError: The scan cannot be used any more.
        OutputError: The JPEG cannot be written.
    """
    scan = scan_at(page.source.path)
    picture = upright_picture(decode(scan, page.source.index), page)
    return _finished(page, picture, covers, allowed, sought, Path(output))


def _finished(
    page: Page,
    picture: Picture,
    covers: Sequence[Mask],
    allowed: Sequence[Polygon],
    sought: Sought,
    output: Path,
) -> Finished:
    burnt = burn(picture, covers)
    write_atomically(output, encode(burnt, dpi=page.dpi))
    data = output.read_bytes()
    verified = verify_picture(
        data,
        output.name,
        sought.applicant,
        sought.targets,
        covers=[mask.polygon for mask in covers],
        allowed=allowed,
    )
    return Finished(
        hashlib.sha256(data).hexdigest(),
        picture.shape[1],
        picture.shape[0],
        thumbnail(burnt),
        verified,
    )


@dataclass(frozen=True)
class Redacted:
    """A page that went all the way in one worker."""

    page: Page
    hits: tuple[Hit, ...]
    covers: tuple[Mask, ...]
    finished: Finished


def redact_page(path: str, index: int, sought: Sought, output: str, straighten: bool) -> Redacted:
    """Examine a page, cover everything that is proposed, write it and read it again.

    Raises:
        ScanError: The scan cannot be used.
        OutputError: The JPEG cannot be written.
    """
    scan = scan_at(path)
    page, picture = prepare(scan, index, straighten)
    hits = _searched(page, picture, sought, None, scan.page_count).hits
    covers = proposed_covers(hits)
    finished = _finished(page, picture, covers, (), sought, Path(output))
    return Redacted(page, hits, covers, finished)


def proposed_covers(hits: Sequence[Hit]) -> tuple[Mask, ...]:
    """Return the covers that apply while nobody decided otherwise: doubt always covers."""
    return tuple(hit.mask for hit in hits if hit.covers_by_default)


def render_page(page: Page, width: int, height: int, memory: str) -> tuple[int, int]:
    """Draw a page, reduced to fit, into shared memory and return its width and height.

    Raises:
        ScanError: The scan cannot be used any more.
    """
    scan = scan_at(page.source.path)
    picture = upright_picture(decode(scan, page.source.index), page)
    small = reduced(picture, width, height)
    fill(memory, small)
    return small.shape[1], small.shape[0]
