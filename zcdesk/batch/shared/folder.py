"""What is kept of shared scans between runs: which scans, what was read, where each page is.

``scans.json`` names the scans in the order in which they were given, ``read/`` holds one file a
page, and the pictures are in one folder a row, ``unclear`` or ``nobody``. Each is in a folder named
by its content, and is called as its scan: a loose file keeps its own name in her case. Nothing of
it is in a person's own folder of results.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from zcdesk.batch.roster.people import RosterPerson
from zcdesk.batch.shared.pages import (
    PageSaid,
    SharedPage,
    assigned,
    file_of,
    page_name,
    read_answers,
    settled,
)
from zcdesk.disk.files import make_folder, reported
from zcdesk.disk.kept import Kept

SHARED, UNCLEAR, NOBODY = "shared", "unclear", "nobody"
PICTURE = ".png"
_SCANS, _READ = "scans.json", "read"


@dataclass(frozen=True)
class SharedScan:
    """A scan that was given.

    Attributes:
        sha256: Hash of its content.
        name: Name of its file.
        pages: How many it has.
        given: Where the file lay that was given: itself, or the archive that holds it.
    """

    sha256: str
    name: str
    pages: int
    given: str


def shared_folder(out: Path) -> Path:
    """Return where shared pages of a run are."""
    return out / SHARED


def known_scans(out: Path) -> tuple[SharedScan, ...]:
    """Return the scans that were given so far, in their order."""
    return _SCANS_KEPT.read(shared_folder(out) / _SCANS) or ()


def keep_scans(out: Path, scans: Sequence[SharedScan]) -> None:
    """Write which scans were given.

    Raises:
        OutputError: It cannot be written.
    """
    _SCANS_KEPT.write(_made(shared_folder(out)) / _SCANS, tuple(scans))


def keep_said(out: Path, said: PageSaid) -> None:
    """Write what was read on a page whose picture is there.

    Raises:
        OutputError: It cannot be written.
    """
    _SAID.write(_made(shared_folder(out) / _READ) / f"{said.name}.json", said)


def said_of(out: Path, scan: str, index: int) -> PageSaid | None:
    """Return what was read on a page, or None when it must be read."""
    said = _SAID.read(shared_folder(out) / _READ / f"{page_name(scan, index)}.json")
    return said if said is not None and (said.scan, said.index) == (scan, index) else None


def pictures_of(out: Path) -> dict[str, list[Path]]:
    """Return where pictures of shared pages are, by their name without ending."""
    by_content: dict[str, list[Path]] = {}
    earlier = ((path.stem, path) for path in shared_folder(out).glob(f"*/*{PICTURE}"))
    now = ((path.parent.name, path) for path in shared_folder(out).glob(f"*/*/*{PICTURE}"))
    for name, path in sorted((*earlier, *now)):
        if not path.name.startswith("."):
            by_content.setdefault(name, []).append(path)
    return by_content


def new_picture(out: Path, name: str, file: str) -> Path:
    """Return where a picture is written before anybody knows whose it is.

    Args:
        out: Folder of the results.
        name: Of the page.
        file: As :func:`~zcdesk.batch.shared.pages.file_of` calls it.

    Raises:
        OutputError: The folder cannot be made.
    """
    return _made(shared_folder(out) / UNCLEAR / name) / (file + PICTURE)


def kept_pages(people: Sequence[RosterPerson], out: Path) -> list[SharedPage]:
    """Return the pages that were read so far and whose they are, in the order of the scans."""
    answers = read_answers(shared_folder(out))
    lying = pictures_of(out)
    return [
        settled(assigned(said, scan.name, lying[said.name][0], people),
                answers.get(said.name), people)
        for scan in known_scans(out)
        for said in _read_pages(out, scan)
        if said.name in lying
    ]  # fmt: skip


def lay_out(people: Sequence[RosterPerson], out: Path) -> list[SharedPage]:
    """Put every picture into the folder of the one whose it is; nobody keeps another's page.

    Raises:
        OutputError: A picture cannot be moved.
    """
    lying = pictures_of(out)
    laid = []
    for page in kept_pages(people, out):
        own = file_of(page.source, page.said.index) + PICTURE
        place = shared_folder(out) / _folder_name(page) / page.name / own
        _move(lying[page.name], place)
        laid.append(replace(page, output=place))
    return laid


def forget_scan(out: Path, sha256: str) -> None:
    """Remove all pages of a scan that was given by mistake; the answers on them are kept.

    Raises:
        OutputError: A file cannot be removed.
    """
    scans = known_scans(out)
    keep_scans(out, [shared_scan for shared_scan in scans if shared_scan.sha256 != sha256])
    lying = pictures_of(out)
    for scan in scans:
        for index in range(scan.pages if scan.sha256 == sha256 else 0):
            name = page_name(sha256, index)
            read = shared_folder(out) / _READ / f"{name}.json"
            with reported(name):
                for path in (read, *lying.get(name, ())):
                    path.unlink(missing_ok=True)


def _read_pages(out: Path, scan: SharedScan) -> Iterator[PageSaid]:
    for index in range(scan.pages):
        said = said_of(out, scan.sha256, index)
        if said is not None:
            yield said


def _folder_name(page: SharedPage) -> str:
    if page.nobody:
        return NOBODY
    return UNCLEAR if page.row is None else f"{page.row:04d}"


def _move(lying: Sequence[Path], place: Path) -> None:
    with reported(place.name):
        _made(place.parent)
        if place not in lying:
            lying[0].replace(place)
        for other in lying:
            if other != place:
                other.unlink(missing_ok=True)


def _made(folder: Path) -> Path:
    make_folder(folder)
    return folder


_SCANS_KEPT = Kept(tuple[SharedScan, ...], "scans")
_SAID = Kept(PageSaid, "page")
