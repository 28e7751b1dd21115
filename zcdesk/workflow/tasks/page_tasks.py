"""What a worker process does with one page; module-level functions, plain values in and out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from zcdesk.applicant import Applicant, Target
from zcdesk.cases.file.originals import original_bytes
from zcdesk.cases.tables.faults import OutsideOriginalError
from zcdesk.cases.tables.rows import is_outside, place_inside
from zcdesk.checks.slots.expected_names import NAMELESS, no_name_on_page
from zcdesk.checks.slots.expected_photos import NO_PHOTO, no_photo_on_page
from zcdesk.disk.files import write_atomically
from zcdesk.export.pictures.jpeg import encode, thumbnail
from zcdesk.masking.burning import burn
from zcdesk.masking.hits import Hit, Mask
from zcdesk.masking.presence import find_seals, is_portrait, presence
from zcdesk.masking.proposing import propose
from zcdesk.names.spellings import words
from zcdesk.pages.judging.app_marks import APP_MARK, app_marks
from zcdesk.pages.judging.clarity import NO_TEXT, surely_clear
from zcdesk.pages.judging.legible import judge_legibility
from zcdesk.pages.judging.text_boxes import TextBox
from zcdesk.pages.laying.standing import as_decoded
from zcdesk.pages.opening.archives import member_content, place_in_archive
from zcdesk.pages.opening.refusals import ChangedScanError
from zcdesk.pages.opening.scan import Scan, decode, open_content, read_scan
from zcdesk.pages.page import Page
from zcdesk.pages.preparing import (
    TURN_UNSURE,
    Prepared,
    judged,
    prepare,
    prepared,
    upright_picture,
)
from zcdesk.pages.preparing import thumbnail as reduced
from zcdesk.picture import Picture
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Reading
from zcdesk.reading.other_side import other_side
from zcdesk.reading.page_reading import read_evened
from zcdesk.sorting.telling import told_by
from zcdesk.sorting.told import PageTold
from zcdesk.verification.picture import Verified, verify_picture
from zcdesk.workers.shared_pixels import filling
from zcdesk.workflow.tasks.as_scanned import carried_back, verified_upright

_FOUND_AGAIN = frozenset({APP_MARK, NO_PHOTO, *NAMELESS})
"""Codes of findings that every search of a page makes anew."""


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


@dataclass(frozen=True)
class Place:
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


def scan_at(place: Place | str) -> Scan:
    """Open a scan and keep its bytes, so that its pages need not be read again.

    Raises:
        ScanError: It cannot be used.
        CaseFileError: The case file no longer has it.
    """
    if isinstance(place, str):
        place = Place(place)
    return open_content(Path(place.path), bytes_at(place), place.passwords)


def bytes_at(place: Place) -> bytes:
    """Return the bytes of a scan as they lie there.

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


def inspect_page(place: Place, index: int) -> Page:
    """Prepare a page of a scan and return what is known of it, in source geometry.

    A page that is not surely clear at first sight, or seems to hold no text, is read, to know
    whether it can be. Its measures
    tell too how many seals it shows.

    Raises:
        ScanError: The page cannot be used.
    """
    found = prepared(scan_at(place), index)
    page = found.page
    if _shows_no_text(page) or (page.text_height is not None and not surely_clear(page.measures)):
        grey = evened(found.picture)
        page = judge_legibility(page, found.picture, grey, read_evened(grey), found.boxes)
    if page.text_height is not None:
        measures = {**page.measures, "seals": float(len(find_seals(found.picture)))}
        page = replace(page, measures=measures)
    return as_decoded(page)


def _shows_no_text(page: Page) -> bool:
    """Tell whether the page is said to hold none; one that is one portrait deserves no such word,
    nor does one whose letters are set so far apart that only a reader sees the lines.
    """
    return any(each.code == NO_TEXT for each in page.findings)


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
        known: The page as it was prepared before or laid anew by a person; its geometry is kept.
        reading: Its reading, when words changed and pixels did not.
        straighten: False keeps the pixels where they are.

    Raises:
        ScanError: The scan cannot be used.
    """
    scan = scan_at(path)
    if known is None and straighten:
        return search_page(prepared(scan, index), sought, reading)
    if known is None:
        page, picture = prepare(scan, index, straighten)
    else:
        require_same(scan, known)
        page = replace(known, source=replace(known.source, path=path))
        source = decode(scan, index)
        picture = upright_picture(source, page)
        if not page.measures:
            page = judged(page, picture, source)
        del source
    return _searched(page, picture, sought, reading)


def search_page(found: Prepared, sought: Sought, reading: Reading | None = None) -> Examined:
    """Read and search a page whose pixels are at hand, and judge what could be read of it.

    Args:
        found: The page as it was prepared.
        sought: What to look for.
        reading: Its reading, when it was read before.
    """
    return _searched(found.page, found.picture, sought, reading, found.boxes)


def _searched(
    page: Page,
    picture: Picture,
    sought: Sought,
    reading: Reading | None,
    boxes: tuple[TextBox, ...] | None = None,
) -> Examined:
    grey = evened(picture)
    reading = reading or read_evened(grey)
    behind = other_side(grey, reading.lines)
    page = judge_legibility(page, picture, grey, reading, boxes, behind)
    page = _without_portrait_doubts(page, picture)
    known = tuple(each for each in page.findings if each.code not in _FOUND_AGAIN)
    page = replace(page, findings=(*known, *app_marks(reading)))
    seen = presence(picture, grey, reading)
    own = words(sought.applicant)
    hits = propose(picture, grey, reading, own, sought.targets, seen.seals, behind)
    told = replace(told_by(reading), seals=seen.sealed, signed=seen.signed)
    missing = (check(told, hits, sought.targets) for check in (no_name_on_page, no_photo_on_page))
    page = replace(page, findings=(*page.findings, *filter(None, missing)))
    return Examined(page, reading, hits, told)


def _without_portrait_doubts(page: Page, picture: Picture) -> Page:
    """Take back what a page without text is told of when it is one portrait, and how it stands.

    A portrait that is none when it is turned stands upright, whatever shade lies along its edge.
    """
    if not _shows_no_text(page) or not is_portrait(picture):
        return page
    settled = {NO_TEXT}
    if not any(is_portrait(np.ascontiguousarray(np.rot90(picture, k))) for k in (1, 2, 3)):
        settled.add(TURN_UNSURE)
    kept = tuple(each for each in page.findings if each.code not in settled)
    return replace(page, findings=kept, turn_sure=page.turn_sure or TURN_UNSURE in settled)


def require_same(scan: Scan, page: Page) -> None:
    """Check that a scan is still the one that a page was made from.

    Raises:
        ChangedScanError: It has other content now.
    """
    if scan.sha256 != page.source.sha256:
        raise ChangedScanError(file=scan.path.name)


def _upright_again(page: Page) -> Picture:
    """Return the pixels of a page that was prepared before.

    Raises:
        ScanError: The scan cannot be used any more, or has other content now.
    """
    scan = scan_at(page.source.path)
    require_same(scan, page)
    return upright_picture(decode(scan, page.source.index), page)


@dataclass(frozen=True)
class _Written:
    """A finished picture on the disk; its pixels are gone before it is read again."""

    output: Path
    width: int
    height: int
    thumbnail: bytes


def _written(page: Page, picture: Picture, covers: Sequence[Mask], output: Path) -> _Written:
    burnt = burn(picture, covers)
    write_atomically(output, encode(burnt, dpi=page.dpi))
    return _Written(output, picture.shape[1], picture.shape[0], thumbnail(burnt))


def _read_again(written: _Written, covers: Sequence[Mask], sought: Sought) -> Finished:
    data = written.output.read_bytes()
    verified = verify_picture(
        data,
        written.output.name,
        sought.applicant,
        sought.targets,
        covers=[mask.polygon for mask in covers],
    )
    return Finished(
        hashlib.sha256(data).hexdigest(),
        written.width,
        written.height,
        written.thumbnail,
        verified,
    )


@dataclass(frozen=True)
class Redacted:
    """A page that went all the way in one worker."""

    page: Page
    hits: tuple[Hit, ...]
    covers: tuple[Mask, ...]
    finished: Finished


def redact_page(
    place: Place, index: int, sought: Sought, output: str, straighten: bool
) -> Redacted:
    """Examine a page, cover everything that is proposed, write it and read it again.

    Raises:
        ScanError: The scan cannot be used.
        OutputError: The JPEG cannot be written.
    """
    scan = scan_at(place)
    found = prepared(scan, index)
    page, picture, hits = found.page, found.picture, search_page(found, sought).hits
    covers = proposed_covers(hits)
    del found
    if straighten:
        written = _written(page, picture, covers, Path(output))
        del picture
        return Redacted(page, hits, covers, _read_again(written, covers, sought))
    del picture
    return _as_scanned(scan, page, hits, sought, Path(output))


def _as_scanned(
    scan: Scan, page: Page, hits: Sequence[Hit], sought: Sought, output: Path
) -> Redacted:
    """Write a page whose pixels stay where they are; it was searched as it stands upright."""
    decoded = as_decoded(page)
    back = carried_back(hits, page)
    covers = proposed_covers(back)
    written = _written(decoded, decode(scan, page.source.index), covers, output)
    finished = _read_again(written, covers, sought)
    if page.transform != decoded.transform:
        second = verified_upright(
            output.read_bytes(), finished.verified, page, sought.applicant, sought.targets
        )
        finished = replace(finished, verified=second)
    return Redacted(decoded, back, covers, finished)


def proposed_covers(hits: Sequence[Hit]) -> tuple[Mask, ...]:
    """Return the covers that apply while nobody decided otherwise: doubt always covers."""
    return tuple(hit.mask for hit in hits if hit.covers_by_default)


def render_page(page: Page, width: int, height: int, memory: str) -> tuple[int, int]:
    """Draw a page, reduced to fit, into shared memory and return its width and height.

    Raises:
        ScanError: The scan cannot be used any more.
        FileNotFoundError: Nobody waits for it; told before drawing.
    """
    with filling(memory) as fill:
        small = reduced(_upright_again(page), width, height)
        fill(small)
        return small.shape[1], small.shape[0]
