"""Takes scans into a case: each file is copied into the case file before its pages appear."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from zcdesk.cases.case import Case, CasePage, in_slot_order
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.tables.faults import DamagedOriginalError
from zcdesk.cases.tables.rows import place_inside
from zcdesk.notices.profile.notice import Notice
from zcdesk.pages.opening.decoding import ending_of
from zcdesk.printable import printable
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.importing import KeptScan, keep_content, keep_together, with_scan
from zcdesk.workflow.one_page.found_scans import find_scans

Place = tuple[Path, str]
"""A scan that a case file keeps: the file, and the hash of the scan."""


@dataclass(frozen=True)
class Wanted:
    """Scans on their way into the case.

    Attributes:
        slot: Where their pages belong, "" for the tray.
        paths: Files, folders and archives.
        before: Page before which they go, 0 for the end of the slot.
        instead_of: Page whose place they take, or 0.
        passwords: Tried on every file that asks for one.
        content: A picture from the clipboard, in place of files.
        watched: They came by themselves, into a folder that is watched: nobody is asked anything,
            and what the case has already, in whatever slot, is passed over in silence.
        resumed: They were given before the program ended; what came then is passed over, too.
        unplaced: Hashes of files that the case keeps and no page uses, in place of files.
    """

    slot: str
    paths: tuple[Path, ...] = ()
    before: int = 0
    instead_of: int = 0
    passwords: tuple[str, ...] = ()
    content: bytes = b""
    watched: bool = False
    resumed: bool = False
    unplaced: tuple[str, ...] = ()


def take_in(
    pool: WorkerPool, stored: CaseFile | None, wanted: Wanted, name: str
) -> Generator[list[KeptScan], None, None]:
    """Copy scans into the case file and yield those together that became durable together.

    Args:
        pool: Where files are opened.
        stored: The case file; None for practice, which reads them where they are.
        wanted: What is to be taken.
        name: What to call a picture from the clipboard, and files whose name is not known.

    Raises:
        ZcdeskError: The case file cannot be written.
    """
    if stored is None:
        for scan in find_scans(pool, wanted.paths, wanted.passwords):
            findings = scan.findings if scan.error is None else (scan.error.finding(),)
            refused = scan.error is not None
            lying = printable(scan.place.path)
            yield [KeptScan(printable(scan.name), lying, scan.page_count, findings, refused)]
    elif wanted.content:
        yield [keep_content(pool, stored, wanted.content, name)]
    elif wanted.unplaced:
        for place, sha256 in enumerate(wanted.unplaced, start=1):
            with suppress(DamagedOriginalError):
                content = stored.original(sha256)
                name_of_it = f"{name} {place}{ending_of(content)}"
                yield [keep_content(pool, stored, content, name_of_it)]
    else:
        yield from keep_together(pool, stored, wanted.paths, wanted.passwords, sketched=True)


def with_kept(case: Case, notice: Notice, kept: Iterable[KeptScan], slot: str) -> Case:
    """Return the case with the pages of these scans at the end of ``slot``.

    A scan that is there already (``doubles``) is not added again; one that was refused before
    takes the place of that refused page.
    """
    held = _held(case, slot)
    for scan in kept:
        place = _place(scan)
        if place is None or place not in held:
            if place is not None:
                held[place] = scan.name
            case = with_scan(case, scan, slot)
    return replace(case, pages=in_slot_order(notice, case.pages))


def doubles(case: Case, kept: Iterable[KeptScan], slot: str) -> tuple[tuple[str, str], ...]:
    """Return the scans that are not added because their content is there: both files' names.

    Args:
        case: The case before.
        kept: Scans on their way in; the second of two of them is a double of the first.
        slot: Where they go; what is in any slot is not put into the tray ("") once more.
    """
    held, pairs = _held(case, slot), []
    for scan in kept:
        place = _place(scan)
        if place is None:
            continue
        if place in held:
            pairs.append((scan.name, held[place]))
        held.setdefault(place, scan.name)
    return tuple(pairs)


def not_held(case: Case, kept: Iterable[KeptScan]) -> list[KeptScan]:
    """Return the scans that no slot of the case holds."""
    held = {sha256 for page in case.pages if (sha256 := content_of(page))}
    return [scan for scan in kept if hash_of(scan) not in held]


def hash_of(kept: KeptScan) -> str:
    """Return the SHA-256 of a scan on its way in, "" when no case file keeps it."""
    place = _place(kept)
    return place[1] if place else ""


def content_of(page: CasePage) -> str:
    """Return the SHA-256 of the scan that a page was read from, "" when no case file keeps it."""
    place = _place_of(page.path)
    return place[1] if place else ""


def _held(case: Case, slot: str) -> dict[Place, str]:
    """Return the scans of a slot, of the whole case for the tray, with their names."""
    placed = (
        (_place_of(page.path), page.file_name) for page in case.pages if slot in ("", page.slot)
    )
    return {place: name for place, name in placed if place is not None}


def _place(kept: KeptScan) -> Place | None:
    return None if kept.refused else _place_of(kept.path)


@lru_cache(4096)
def _place_of(path: str) -> Place | None:
    """Part a path once: it is asked for all pages of a case with every few scans that come in."""
    return place_inside(Path(path))
