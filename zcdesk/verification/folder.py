"""Verifies whole folders: pictures by their pixels, other files by the texts inside them."""

from __future__ import annotations

import os
import stat
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zcdesk.applicant import Applicant, Target
from zcdesk.findings import Finding, error, warning
from zcdesk.spellings import words as words_of
from zcdesk.verification.identity import words_in_text
from zcdesk.verification.office import text_findings
from zcdesk.verification.picture import Verified, verified, verify_picture

PICTURES = {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".bmp", ".webp", ".tif", ".tiff", ".gif"}
"""Endings of files that are pictures by their name; any other file may be one by its content."""

MAX_BYTES = 500_000_000

_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"BM", b"II*\0", b"MM\0*", b"GIF8")
_MOST_FILES = 100_000


@dataclass(frozen=True)
class Candidate:
    """A file to be verified: where it lies, and how its path reads from the folder that was named.

    ``shown`` uses ``/`` on every system; for a file that was named itself it is the file's name.
    """

    path: Path
    shown: str


@dataclass(frozen=True)
class FileVerified:
    """What was found of one file."""

    candidate: Candidate
    verified: Verified


def candidates(paths: Sequence[Path]) -> tuple[Candidate, ...]:
    """Return the files that are meant by files and folders, each folder's in the order of names.

    Links are not followed out of a folder. A path that is nothing stays in the list, so that its
    verification tells.
    """
    found: dict[Path, Candidate] = {}
    for path in paths:
        if path.is_dir():
            for below in _files_below(path):
                shown = below.relative_to(path).as_posix()
                found.setdefault(below, Candidate(below, shown))
        else:
            found.setdefault(path, Candidate(path, path.name))
    return tuple(found.values())


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield every file; what cannot be looked into is yielded too, and told when it is verified."""
    count = 0
    unread: list[Path] = []
    for root, folders, files in os.walk(folder, onerror=lambda fault: _note(unread, fault)):
        folders.sort()
        linked = [name for name in folders if (Path(root) / name).is_symlink()]
        for name in sorted([*files, *linked]):
            count += 1
            if count > _MOST_FILES:
                return
            yield Path(root) / name
    yield from unread


def _note(unread: list[Path], fault: OSError) -> None:
    unread.append(Path(str(fault.filename)))


def verify_folder(
    paths: Sequence[Path], applicant: Applicant, targets: frozenset[Target]
) -> Generator[FileVerified, None, None]:
    """Verify files and folders, one after the other; each result is a safe place to stop.

    Whoever has a worker pool gives it :func:`verify_file` for each of :func:`candidates` instead.
    """
    for candidate in candidates(paths):
        yield FileVerified(candidate, verify_file(candidate, applicant, targets))


def verify_file(candidate: Candidate, applicant: Applicant, targets: frozenset[Target]) -> Verified:
    """Verify one file, whatever it is; a file that cannot be read is a finding, not an error."""
    every = words_of(applicant)
    in_path = words_in_text(candidate.shown, every)
    shown = "***" if in_path else candidate.shown
    named: list[Finding] = [
        error("verify.word_in_name", file=shown, word=word.label) for word in in_path
    ]
    try:
        data = _content(candidate.path)
    except OSError:
        return verified([*named, warning("verify.unreadable", file=shown)])
    if not data:
        return verified([*named, warning("verify.empty", file=shown)])
    if candidate.path.suffix.lower() in PICTURES or data.startswith(_SIGNATURES):
        # The path was searched as a whole already, so the picture needs no name of its own.
        result = verify_picture(data, shown, applicant, targets)
        return verified([*named, *result.findings], result.finds)
    return verified([*named, *text_findings(data, shown, applicant, targets)])


def _content(path: Path) -> bytes:
    """Read a regular file.

    Raises:
        OSError: It is not there, not regular, too large, or cannot be read.
    """
    state = path.stat()
    if not stat.S_ISREG(state.st_mode) or state.st_size > MAX_BYTES:
        raise OSError
    return path.read_bytes()
