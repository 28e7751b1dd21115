"""What is beside a case is settled before SQLite opens it: played, removed, or kept aside.

SQLite plays a journal into whatever file has the name. But a stick that is carried between two
computers and a program that brings files one by one leave a journal beside another state of the
case, or beside another case. So a journal is judged by the stamps of the two (`sealing.py`):

=====================================  =============================================================
the case has the journal's stamp       its write never ended: the journal is played, nothing can be
                                       lost by that
the case has the stamp after it        a case that is whole needs no journal, and it is removed; one
                                       that is not was left half written, and the journal is played
anything else                          the journal is of another state: it is not played and kept
=====================================  =============================================================

Who only reads writes nothing, neither here nor to the case: it is read without its journal, or as
a copy of both in the program's own temporary folder, where the journal is played.
"""

from __future__ import annotations

import filecmp
import glob
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from enum import Enum
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from zcdesk.cases.file import history, originals
from zcdesk.cases.tables.accepting import require_case, require_own_chunks
from zcdesk.cases.tables.beside import files_beside, is_plain, journal_of
from zcdesk.cases.tables.engine import sqlite3
from zcdesk.cases.tables.faults import (
    CaseFileError,
    DamagedCaseError,
    DamagedOriginalError,
    HalfWrittenCaseError,
    StrangeFileBesideError,
    WrongPasswordError,
)
from zcdesk.cases.tables.journal import Journal, is_blank, read_journal
from zcdesk.cases.tables.keys import CaseKey, KeyFit, fit
from zcdesk.cases.tables.rows import is_sound
from zcdesk.cases.tables.schema import PAGE_SIZE, SCHEMA, UNREADABLE, connect, connect_to_look
from zcdesk.cases.tables.sealing import fits_its_seal, schema_of, stamp_after, stamp_of, stamp_on
from zcdesk.disk.files import copy_file, new_file
from zcdesk.findings import Finding, warning

_MOST_STRAYS = 50
"""Journals of other names in a folder that are looked at, for a case that was renamed."""


class _Fate(Enum):
    """What becomes of a journal beside a case."""

    PLAYED = "played"
    SPENT = "spent"
    FOREIGN = "foreign"


class Settled(NamedTuple):
    """A case that may be opened."""

    connection: sqlite3.Connection
    notes: tuple[Finding, ...] = ()  #: what was found beside it and is of no use
    folder: TemporaryDirectory[str] | None = None  #: where the copy is that is read in its place

    def close(self) -> None:
        """Close the connection, and remove the copy."""
        self.connection.close()
        if self.folder is not None:
            self.folder.cleanup()


def connected_to_write(path: Path, key: CaseKey | None) -> Settled:
    """Settle what is beside a case that nobody else writes to, and connect to it.

    Raises:
        HalfWrittenCaseError: A write was interrupted, and what is beside it is not its journal.
        CaseFileError: As for :func:`connected_to_read`.
        sqlite3.Error: The case cannot be read.
        OSError: Something cannot be read or removed.
    """
    notes = settle(path, key)
    return Settled(connect(path, "rw", key), notes)


def settle(path: Path, key: CaseKey | None) -> tuple[Finding, ...]:
    """Settle what is beside a case, and return what is to be told of it; errors as above."""
    notes = []
    for place in files_beside(path):
        fate = _fate(path, place, key)
        if fate is _Fate.SPENT:
            place.unlink(missing_ok=True)
        elif fate is _Fate.FOREIGN:
            aside = put_aside(place).name
            notes.append(
                warning("case.journal_aside", file=path.name, journal=place.name, aside=aside)
            )
    return tuple(notes)


def connected_to_read(path: Path, key: CaseKey | None) -> Settled:
    """Connect to a case that is only read, whatever is beside it; nothing is changed.

    Raises:
        CaseFileError: As for :func:`connected_to_write`; or there is no room for a copy.
        sqlite3.Error: The case cannot be read.
        OSError: The same.
    """
    connection = connect_to_look(path, key)
    if connection is not None:
        return Settled(connection)
    fates = {place: _fate(path, place, key) for place in files_beside(path)}
    played = [place for place, fate in fates.items() if fate is _Fate.PLAYED]
    if played and not is_whole(path, key, fully=True):
        return copy_with(path, played[0], key)
    notes = (
        warning("case.journal_beside", file=path.name, journal=place.name)
        for place, fate in fates.items()
        if fate is _Fate.FOREIGN
    )
    return Settled(connect(path, "alone", key), tuple(notes))


def journal_to_play(path: Path, key: CaseKey | None) -> Path | None:
    """Return the journal that a half-written case needs, None for one that needs none.

    Raises:
        HalfWrittenCaseError: It is not there.
        OSError: Something cannot be read.
    """
    journal = journal_of(path)
    there = journal in files_beside(path)
    return journal if there and _fate(path, journal, key) is _Fate.PLAYED else None


def unused_journals(path: Path) -> tuple[Path, ...]:
    """Return the journals beside a case that may be of another state of it, the newest first."""
    names = (journal_of(path), *path.parent.glob(f"{glob.escape(journal_of(path).name)}.unused-*"))
    with suppress(OSError):
        there = [place for place in names if place.exists() and is_plain(place.lstat())]
        return tuple(sorted(there, key=lambda place: place.stat().st_mtime, reverse=True))
    return ()


def stray_journal(path: Path, key: CaseKey | None) -> Path | None:
    """Return the journal of a half-written case that has another name than the case has by now."""
    ours = _stamp_of_file(path, key)
    for place in islice(sorted(path.parent.glob("*-journal*")), _MOST_STRAYS):
        with suppress(CaseFileError, OSError, *UNREADABLE):
            if not is_plain(place.lstat()):
                continue
            theirs = _stamp_in(path, read_journal(place), key)
            if theirs and ours in (theirs, stamp_after(theirs)) and _gives_whole(path, place, key):
                return place
    return None


def is_whole(path: Path, key: CaseKey | None, *, fully: bool = False) -> bool:
    """Tell whether a case is whole without anything beside it.

    Args:
        path: The case.
        key: That of an encrypted one.
        fully: Look at the whole history and at each original too.

    Raises:
        CaseFileError: It is something else than a case, or of a later program.
    """
    try:
        with closing(connect(path, "alone", key)) as connection:
            require_case(connection, path)
            rows = connection.execute("SELECT key, content, digest FROM parts")
            return all(is_sound(*row) for row in rows) and (
                not fully or _is_whole_to_its_end(connection, path)
            )
    except (DamagedCaseError, HalfWrittenCaseError, DamagedOriginalError, *UNREADABLE):
        return False


def _is_whole_to_its_end(connection: sqlite3.Connection, path: Path) -> bool:
    if schema_of(connection) == SCHEMA and not fits_its_seal(connection):
        return False  # it has none yet: it was being brought forward
    require_own_chunks(connection, path.name)
    for sha256 in originals.hashes(connection):
        originals.read(connection, sha256)
    return history.is_sound(connection)


def _fate(path: Path, place: Path, key: CaseKey | None) -> _Fate:
    """Return what becomes of a file beside a case.

    Raises:
        CaseFileError: The case is half written and this is not its journal.
        WrongPasswordError: The key is not that of the case.
    """
    if is_blank(place):
        return _Fate.SPENT
    if key is not None and fit(path, key) is KeyFit.NOT_KNOWN:
        raise WrongPasswordError(file=path.name)
    journal = read_journal(place) if place == journal_of(path) else None
    theirs, ours = _stamp_in(path, journal, key), _stamp_of_file(path, key)
    playable = journal is not None and journal.whole and theirs is not None
    if playable and theirs == ours and (theirs or _is_first_page(path, journal)):
        return _Fate.PLAYED
    follows = theirs is not None and ours == stamp_after(theirs)
    if is_whole(path, key, fully=follows):
        # A journal of the first page alone holds nothing of anybody's: a new stamp was written.
        of_no_use = follows or (theirs is not None and journal is not None and journal.pages == 1)
        return _Fate.SPENT if of_no_use else _Fate.FOREIGN
    # Where the first page itself is half written, and in files that have no stamps, a copy tells.
    if playable and (follows or (ours in (None, 0) and _gives_whole(path, place, key))):
        return _Fate.PLAYED
    raise HalfWrittenCaseError("case.journal_foreign", file=path.name, journal=place.name)


def _stamp_of_file(path: Path, key: CaseKey | None) -> int | None:
    """Return the stamp of a case by its first page alone; None where that cannot be read."""
    with suppress(*UNREADABLE), closing(connect(path, "alone", key)) as connection:
        connection.execute("PRAGMA writable_schema = ON")  # a file that is cut has a first page too
        return stamp_of(connection)
    return None


def _stamp_in(path: Path, journal: Journal | None, key: CaseKey | None) -> int | None:
    """Return the stamp that a journal leads back to; None where it does not lead to this case."""
    if journal is None or journal.first is None:
        return None
    if key is None:
        return stamp_on(journal.first)
    with _room_for_a_copy(path), TemporaryDirectory() as folder:
        page = Path(folder) / "page"  # encrypted as it is in the journal
        with new_file(page) as stream:
            stream.write(journal.first)
        return _stamp_of_file(page, key)


def _is_first_page(path: Path, journal: Journal | None) -> bool:
    with path.open("rb") as stream:
        return journal is not None and stream.read(PAGE_SIZE) == journal.first


def _gives_whole(path: Path, journal: Path, key: CaseKey | None) -> bool:
    """Tell whether a case is whole once a journal is played into a copy of it."""
    with _copy(path, journal, key) as folder:
        return is_whole(_in(folder), key, fully=True)


def copy_with(path: Path, journal: Path, key: CaseKey | None) -> Settled:
    """Connect to a copy of a case into which a journal is played; errors as for a reader."""
    folder = _copy(path, journal, key)
    try:
        return Settled(connect(_in(folder.name), "ro", key), (), folder)
    except BaseException:
        folder.cleanup()
        raise


def _copy(path: Path, journal: Path, key: CaseKey | None) -> TemporaryDirectory[str]:
    """Copy a case and play a journal into the copy.

    Raises:
        CaseFileError: There is no room for it.
        sqlite3.Error: SQLite cannot read the two.
    """
    with ExitStack() as until_done, _room_for_a_copy(path):
        folder = TemporaryDirectory()
        until_done.callback(folder.cleanup)
        copy = _in(folder.name)
        copy_file(path, copy)
        copy_file(journal, journal_of(copy))
        with suppress(*UNREADABLE), closing(connect(copy, "rw", key)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        until_done.pop_all()
    return folder


@contextmanager
def _room_for_a_copy(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as cause:
        raise CaseFileError("case.unfinished", file=path.name) from cause


def _in(folder: str) -> Path:
    return Path(folder) / "case"


def put_aside(place: Path) -> Path:
    """Give a file that is of no use here another name, and return it; an equal one is enough.

    Raises:
        StrangeFileBesideError: It cannot be renamed.
    """
    try:
        for aside in _asides(place):
            if not aside.exists():
                return place.rename(aside)
            if filecmp.cmp(place, aside, shallow=False):
                place.unlink()
                return aside
    except OSError as cause:
        raise StrangeFileBesideError(file=place.name) from cause
    raise StrangeFileBesideError(file=place.name)


def _asides(place: Path) -> Iterator[Path]:
    return (place.with_name(f"{place.name}.unused-{number}") for number in count(1))
