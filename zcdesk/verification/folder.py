"""Verifies whole folders: pictures by their pixels, other files by all that is inside them."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from zcdesk.applicant import Applicant, Target, Word
from zcdesk.disk.paths import is_folder
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding
from zcdesk.names.search_words import words as words_of
from zcdesk.pages.opening.decoding import PICTURES
from zcdesk.pages.opening.scan import MAX_BYTES
from zcdesk.verification.bytes.container import is_opaque_png
from zcdesk.verification.bytes.decoding import is_picture
from zcdesk.verification.contents.opening import pieces_of
from zcdesk.verification.contents.pieces import UNREAD_KINDS, Search, ShownPicture, UnreadPart
from zcdesk.verification.picture import Verified, verified, verify_file, verify_pixels
from zcdesk.verification.words.identity import neutral, words_in_text

_MOST_FILES = 100_000

_AT_ONCE = 8
"""Pictures inside a file that one call looks at; the next call goes on behind them."""

_SECONDS = 25.0
"""Of processor time after which a call begins with no further picture: a worker has sixty."""

_MOST_PICTURES = 600
"""Inside one file; a file with more of them is for a person to look at."""


@dataclass(frozen=True)
class Candidate:
    """A file to be verified: where it is, and how its path reads from the folder that was named.

    ``shown`` uses ``/`` on every system; for a file that was named itself it is the file's name.
    ``number`` is its place in the call, from 1.
    """

    path: Path
    shown: str
    number: int


def candidates(paths: Sequence[Path]) -> tuple[Candidate, ...]:
    """Return the files that are meant by files and folders, each folder's in the order of names.

    Links are not followed out of a folder. A path that is nothing stays in the list, so that its
    verification tells.
    """
    by_path: dict[Path, str] = {}
    for path in paths:
        if is_folder(path):
            for below in _files_below(path):
                by_path.setdefault(below, below.relative_to(path).as_posix())
        else:
            by_path.setdefault(path, path.name)
    return tuple(
        Candidate(path, shown, number) for number, (path, shown) in enumerate(by_path.items(), 1)
    )


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
                yield folder / "…"  # which is no file, and so is reported
                return
            yield Path(root) / name
        if not folders and not files and Path(root) != folder:
            yield Path(root)  # its name may tell, and nothing else of it would
    yield from unread


def _note(unread: list[Path], fault: OSError) -> None:
    unread.append(Path(str(fault.filename)))


@dataclass(frozen=True)
class PartlyVerified:
    """The result for a part of a file; ``rest`` is the first of its pictures that was not yet
    looked at, 0 when all were.
    """

    verified: Verified
    rest: int = 0


def together(parts: Sequence[Verified]) -> Verified:
    """Return the results for the parts of one file as one."""
    return verified(
        [finding for part in parts for finding in part.findings],
        [find for part in parts for find in part.finds],
    )


def verify_candidate(
    candidate: Candidate, applicant: Applicant, targets: frozenset[Target], first: int = 0
) -> PartlyVerified:
    """Verify one file, whatever it is; a file that cannot be read is a finding, not an error.

    Args:
        candidate: The file.
        applicant: Whose words must not be readable.
        targets: What pictures must not show; texts must hold none of her words.
        first: The first picture inside the file that is looked at: where a call before stopped.
    """
    every = words_of(applicant)
    in_path = words_in_text(f"{candidate.shown}\n{_link_of(candidate.path)}", every)
    shown = neutral_name(candidate, applicant)
    named: list[Finding] = [
        finding_of("verify.word_in_name", file=shown, word=word.label) for word in in_path
    ]
    if _is_empty_folder(candidate.path):
        return PartlyVerified(verified(named))
    try:
        data = _content(candidate.path)
    except OSError:
        return PartlyVerified(verified([*named, finding_of("verify.unreadable", file=shown)]))
    if not data:
        return PartlyVerified(verified([*named, finding_of("verify.empty", file=shown)]))
    if candidate.path.suffix.lower() in PICTURES or is_picture(data):
        # The path was searched as a whole already, so the picture needs no name of its own.
        result = verify_file(data, shown, applicant, targets)
        return PartlyVerified(verified([*named, *result.findings], result.finds))
    look = partial(_look, file=shown, applicant=applicant, targets=targets)
    found, rest = _inside(data, shown, Search(() if first else every), look, first)
    return PartlyVerified(verified([*named, *found]), rest)


def neutral_name(candidate: Candidate, applicant: Applicant) -> str:
    """Return what a file is called: its number for a path that holds one of the words."""
    return neutral(candidate.shown, candidate.number, words_of(applicant))


def _inside(
    data: bytes,
    file: str,
    search: Search,
    look: Callable[[ShownPicture], Sequence[Finding]],
    first: int,
) -> tuple[list[Finding], int]:
    """Return what a file holds from its ``first`` picture on, and where the next call goes on."""
    findings: list[Finding] = []
    number, end = 0, time.process_time() + _SECONDS
    for piece in pieces_of(data, search):
        if isinstance(piece, Word):
            findings.append(finding_of("verify.word_in_text", file=file, word=piece.label))
        elif isinstance(piece, UnreadPart):
            findings.append(_unread(file, piece.kind))
        elif number >= _MOST_PICTURES:
            findings.append(_unread(file, "…"))
            break
        else:
            late = number - first >= _AT_ONCE or time.process_time() > end
            if number > first and late:
                return findings, number
            if number >= first:
                findings += look(piece)
            number += 1
    return findings, 0


def _unread(file: str, kind: str) -> Finding:
    if not kind:
        return finding_of("verify.unknown_kind", file=file)
    known: dict[str, list[str]] = UNREAD_KINDS["told"]
    code = next((code for code, kinds in known.items() if kind in kinds), "verify.not_checked")
    return finding_of(code, file=file, kind=kind)


def _look(
    piece: ShownPicture, file: str, applicant: Applicant, targets: frozenset[Target]
) -> Sequence[Finding]:
    """Return what a picture inside a file still shows; where it cannot be drawn, that."""
    try:
        drawn = piece.draw()
    except MemoryError:
        raise
    except Exception:  # decoders raise whatever broken bytes make them raise
        return [_unread(file, "…")]
    if not isinstance(drawn, bytes):
        return verify_pixels(drawn, applicant, targets).findings
    if not drawn:
        return []
    findings = verify_file(drawn, file, applicant, targets).findings
    # What has to be uploaded as a JPEG is a file; inside a document a plain PNG is as good.
    return [
        finding
        for finding in findings
        if finding.code != "verify.not_jpeg" or not is_opaque_png(drawn)
    ]


def _link_of(path: Path) -> str:
    """Return where a link leads, as it is written in the folder; "" for anything else."""
    try:
        return str(path.readlink())
    except (OSError, ValueError):
        return ""


def _is_empty_folder(path: Path) -> bool:
    try:
        return path.is_dir() and not path.is_symlink() and not any(path.iterdir())
    except OSError:
        return False


def _content(path: Path) -> bytes:
    """Read a regular file.

    Raises:
        OSError: It is not there, not regular, too large, or cannot be read.
    """
    state = path.stat()
    if not stat.S_ISREG(state.st_mode) or state.st_size > MAX_BYTES:
        raise OSError
    return path.read_bytes()
