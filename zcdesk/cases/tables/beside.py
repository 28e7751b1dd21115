"""Files beside a case that the program or SQLite would open: each must be what we would make.

Whoever sends a case may send files along that are in wait under these names: a link that leads to
one of this computer's own files, a pipe that nobody ever writes to, a folder, a journal that names
a file to be deleted. SQLite opens a journal wherever it finds one, so they are looked at before it
is called. Someone who may write into the folder at that very moment may write to the case as well.

Source:
    https://www.sqlite.org/tempfiles.html, https://www.sqlite.org/fileformat2.html#the_rollback_journal
    (a journal that ends with the magic number names a super-journal).
"""

from __future__ import annotations

import os
import stat
import struct
from contextlib import suppress
from pathlib import Path

from zcdesk.cases.tables.faults import StrangeFileBesideError

LONGEST_CASE = 64 << 30
"""Bytes of a case file; a hundred scans of the largest kind have 50 GB."""

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEAD = struct.Struct(">8s8xI4xI")  # magic, (records, nonce,) pages before, (sector,) page size
_NEVER_OURS = ("-wal", "-shm")  # no case is ever in this mode: sticks and shares do not bear it
_NAME_SURROGATE = 0x20000000  # of a reparse tag on Windows: it stands for another file or folder


def journal_of(path: Path) -> Path:
    """Return where SQLite keeps the journal of a file while it writes to it."""
    return path.with_name(f"{path.name}-journal")


def files_beside(path: Path) -> tuple[Path, ...]:
    """Return the files beside a case that SQLite would open, its journal first.

    Raises:
        StrangeFileBesideError: Something that is no file of its own has the name of one, or a
            journal that names another file.
    """
    paths = []
    for place in names_beside(path):
        with suppress(FileNotFoundError):  # the usual case; or its writer ended this moment
            if not is_plain(os.lstat(place)) or not _is_of_one_case(place):
                raise StrangeFileBesideError(file=place.name)
            paths.append(place)
    return tuple(paths)


def names_beside(path: Path) -> tuple[Path, ...]:
    """Return where SQLite looks for files beside a case; no case of ours has any but the first."""
    return (journal_of(path), *(path.with_name(path.name + ending) for ending in _NEVER_OURS))


def require_own_files_beside(path: Path) -> None:
    """Look whether what is beside a file may be opened by SQLite.

    Raises:
        StrangeFileBesideError: Something else is there under the name of one of its files.
    """
    for place in files_beside(path):
        if place != journal_of(path):
            raise StrangeFileBesideError(file=place.name)


def is_plain(state: os.stat_result) -> bool:
    """Tell whether something is a file of its own: no link, folder or pipe, with one name only."""
    tag = getattr(state, "st_reparse_tag", 0)
    return stat.S_ISREG(state.st_mode) and state.st_nlink <= 1 and not tag & _NAME_SURROGATE


def clear_away(path: Path) -> None:
    """Make room for a file that is written anew: remove it and its journal, never what they name.

    Raises:
        StrangeFileBesideError: Something is there that is no file of ours and cannot be removed.
    """
    for old in (path, journal_of(path)):
        for _ in range(2):  # what looks through new files may hold one for a moment
            with suppress(OSError):
                old.unlink()
        if os.path.lexists(old):
            raise StrangeFileBesideError(file=old.name)


def _is_of_one_case(journal: Path) -> bool:
    """Tell whether a journal could be ours.

    One that ends with the magic number names a super-journal, a file elsewhere that SQLite would
    open and may delete; ours never do, for a case is written alone. One that begins with it tells
    how long the case is to be again. What else is in it SQLite judges by itself.
    """
    with journal.open("rb") as stream:
        length = stream.seek(0, os.SEEK_END)
        stream.seek(max(0, length - len(_MAGIC)))
        ends_with = stream.read(len(_MAGIC))
        stream.seek(0)
        head = stream.read(_HEAD.size)
    # A writer may make it longer or empty while it is read here: each piece is judged
    # by what was read of it.
    if len(head) < _HEAD.size or length < _HEAD.size:
        return True
    if ends_with == _MAGIC:
        return False
    magic, pages, page_size = _HEAD.unpack(head)
    return bool(magic != _MAGIC or pages * page_size <= LONGEST_CASE)
