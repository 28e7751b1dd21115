"""An open case file: every act is one durable transaction.

When :meth:`CaseFile.save` returns, the act is on the disk; when it raises, the file holds the
state before. All methods may be called from any thread; one works at a time.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Self

from zcdesk.cases.acts.whose import with_whose_asked
from zcdesk.cases.case import Case
from zcdesk.cases.file import backups, history, originals
from zcdesk.cases.file.history import PastAct, keep_numbers
from zcdesk.cases.file.locking import CaseLock, holder, lock_path
from zcdesk.cases.file.opening import migrate, not_written, opened
from zcdesk.cases.file.settling import settle
from zcdesk.cases.tables.beside import names_beside
from zcdesk.cases.tables.bounds import LARGEST_CACHED, small_enough
from zcdesk.cases.tables.engine import sqlite3
from zcdesk.cases.tables.faults import (
    CaseFileError,
    DamagedCaseError,
    DamagedOriginalError,
    ReadOnlyCaseError,
)
from zcdesk.cases.tables.keys import CaseKey
from zcdesk.cases.tables.rows import Changes, Rows, case_of, changes_between, is_sound, rows_of
from zcdesk.cases.tables.schema import PAGE_SIZE, UNREADABLE, connect, give_up, said_by
from zcdesk.cases.tables.sealing import SEAL, commit, draw_stamp, schema_of, step_on, version_of
from zcdesk.cases.tables.upgrading import upgraded
from zcdesk.disk.files import reported
from zcdesk.errors import ZcdeskError
from zcdesk.workers.told import forget, tell

BACKUP_EVERY = 25
"""Acts between two backups; the first act after opening makes one too, of the state before."""

IDENTITY, UNDER_WAY = "identity", "under-way"
LASTING = (IDENTITY, UNDER_WAY, SEAL)
"""Kinds of cached values that are notes and cannot be made anew."""


class CaseFile:
    """An open case file; a context manager that closes it.

    Attributes:
        path: Where it is.
        read_only: Code of the sentence that says why nothing can be changed, or "".
        notes: What lay beside the file and is of no use to it; a person should hear of it.
    """

    def __init__(
        self, path: Path, lock: CaseLock | None, reason: str, key: CaseKey | None = None
    ) -> None:
        self.path, self.read_only, self._lock = path, reason, lock
        self._key = key
        self._alone = threading.RLock()
        self._since_backup = BACKUP_EVERY  # so that the first act makes one
        self._revision = 0
        self._just_kept: set[str] = set()  # originals that no page names yet
        self._rows: Rows = {}
        self._seen = _NOTHING  # the file as it was left or found last
        self._case: Case
        self._version = 0  # stamp and schema of the state that is in memory
        self._goes_on = False  # from a stamp that no copy of the file goes on from
        self._settled = opened(path, key, writing=lock is not None)
        self._connection, self.notes = self._settled.connection, self._settled.notes
        try:
            if lock is not None:
                self._migrate()
            self._load()
        except BaseException:
            self._settled.close()
            raise
        self._told = key is not None
        if key is not None:  # workers read originals by themselves
            tell(str(path), key.packed())

    @property
    def encrypted(self) -> bool:
        """Tell whether the case has a password."""
        return self._key is not None

    @property
    def key(self) -> CaseKey | None:
        """The key of an encrypted case, or None."""
        return self._key

    @property
    def case(self) -> Case:
        """The case as it is in the file."""
        return self._case

    @property
    def revision(self) -> int:
        """How often the file was changed."""
        return self._revision

    def save(self, case: Case, what: str) -> None:
        """Store the next state of the case, durably, as one act of the history.

        Args:
            case: The state after the act; one that equals the state before is no act.
            what: A short code of what was done, for the history; never a person's words.

        Raises:
            ReadOnlyCaseError: The case was opened for reading only.
            TooLargeCaseError: It would hold more than a case may.
            CaseFileError: Somebody else changed the file meanwhile.
            OutputError: There is no room; the state before stands.
            OutputError: The file cannot be written; the state before stands.
        """

        def record(connection: sqlite3.Connection, changes: Changes) -> None:
            dropped = history.record(connection, what, changes)
            if dropped:  # what no act ever named waits for its page since a kill: it stays
                for sha256 in dropped.intersection(self._needless(connection, self._just_kept)):
                    originals.remove(connection, sha256)
            named = "".join(after or "" for _, after in changes.values())
            self._just_kept = {sha256 for sha256 in self._just_kept if sha256 not in named}

        self._store(case, record)

    def keep_found(self, case: Case) -> None:
        """Store what the program found by itself, durably; it is no act that could be undone.

        Raises:
            ZcdeskError: As for :meth:`save`.
        """

        def put(connection: sqlite3.Connection, changes: Changes) -> None:
            history.put(connection, {key: after for key, (_, after) in changes.items()})

        self._store(case, put)

    def undo(self) -> str | None:
        """Take the last act back; return its code, or None when there is none."""
        return self._step(history.step_back)

    def redo(self) -> str | None:
        """Do again what was taken back last; return its code, or None."""
        return self._step(history.step_forward)

    def acts(self) -> tuple[PastAct, ...]:
        """Return the acts that are kept, oldest first.

        Raises:
            DamagedCaseError: The history no longer holds what was written.
        """
        with self._alone, self._reading() as connection:
            return history.acts(connection, self.path.name)

    def keep_original(self, content: bytes) -> tuple[str, bool]:
        """Store an imported file; return its SHA-256 and whether it was new to the case."""
        (original,) = self.keep_originals([content])
        return original

    def keep_originals(self, contents: Iterable[bytes]) -> list[tuple[str, bool]]:
        """Store imported files as :meth:`keep_original` does; the disk is waited for once.

        All of them are kept, or none where an error is raised.
        """
        kept = []
        with self._alone, self._writing(counts=False) as connection:
            for content in contents:
                before = connection.total_changes
                sha256 = originals.keep(connection, content)
                self._just_kept.add(sha256)
                kept.append((sha256, connection.total_changes > before))
        return kept

    def original(self, sha256: str) -> bytes:
        """Return an imported file.

        Raises:
            DamagedOriginalError: It is not there or no longer what was imported.
        """
        with self._alone, self._reading() as connection:
            try:
                return originals.read(connection, sha256)
            except DamagedOriginalError as cause:
                raise DamagedOriginalError(file=self.path.name) from cause

    def unplaced_originals(self) -> tuple[str, ...]:
        """Return the hashes of files that were kept and are named by nothing, the oldest first.

        The program ended before their pages were placed; they stay until they are placed or
        :meth:`drop_originals` is called.
        """
        with self._alone, self._reading() as connection:
            needless = self._needless(connection)
            self._just_kept.update(needless)
            return tuple(needless)

    def drop_originals(self, hashes: Collection[str]) -> None:
        """Remove those of these files that are named by nothing, and give their room back."""
        with self._alone:
            with self._writing(counts=False) as connection:
                for sha256 in set(self._needless(connection)) & set(hashes):
                    originals.remove(connection, sha256)
            self._just_kept.difference_update(hashes)
            self._give_room_back()

    def cached(self, kind: str, key: str) -> bytes | None:
        """Return a derived value (reading, thumbnail) if it is there."""
        with self._alone, self._reading() as connection:
            row = connection.execute(
                "SELECT content FROM cache WHERE kind = ? AND key = ?"
                " AND octet_length(content) <= ?",
                (kind, key, LARGEST_CACHED),
            ).fetchone()
            return row[0] if row is not None and isinstance(row[0], bytes) else None

    def keep_cached(self, kind: str, key: str, content: bytes) -> None:
        """Store a derived value; it can be dropped and made anew at any time."""
        self.keep_all_cached(kind, {key: content})

    def keep_all_cached(self, kind: str, contents: Mapping[str, bytes]) -> None:
        """Store derived values by their keys; the disk is waited for once."""
        rows = [(kind, key, content) for key, content in contents.items()]
        with self._alone, self._writing(counts=False) as connection:
            connection.executemany("INSERT OR REPLACE INTO cache VALUES (?, ?, ?)", rows)

    def keep_only_cached(self, kind: str, keys: Collection[str], newest: int = 0) -> None:
        """Remove the derived values of a kind that none of ``keys`` names, but the newest ones."""
        with self._alone, self._writing(counts=False) as connection:
            query = "SELECT key FROM cache WHERE kind = ? ORDER BY rowid DESC LIMIT -1 OFFSET ?"
            rows = connection.execute(query, (kind, newest)).fetchall()
            needless = [(kind, key) for (key,) in rows if key not in keys]
            connection.executemany("DELETE FROM cache WHERE kind = ? AND key = ?", needless)

    def forget_note(self, kind: str, key: str) -> None:
        """Remove one value that was kept with :meth:`keep_cached`, where it is there."""
        if self.cached(kind, key) is not None:
            with self._alone, self._writing(counts=False) as connection:
                connection.execute("DELETE FROM cache WHERE kind = ? AND key = ?", (kind, key))

    def drop_cache(self) -> None:
        """Remove all derived values and give their room back to the disk; notes stay."""
        with self._alone:
            with self._writing(counts=False) as connection:
                connection.execute("DELETE FROM cache WHERE kind NOT IN (?, ?, ?)", LASTING)
            self._give_room_back()

    @contextmanager
    def looking(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that reads the opened file, even if it was moved since."""
        if self._lock is not None and _look(self.path)[0] == self._seen[0]:
            with closing(connect(self.path, "ro", self._key)) as connection:
                yield connection
        else:
            with self._alone:
                yield self._connection

    def release_file(self) -> None:
        """Close the connection and keep the lock, so that another file may take this one's place.

        Nothing but :meth:`close` may be called afterwards.
        """
        with self._alone:
            self._connection.close()

    def require_writable(self) -> None:
        """Return when the case can be changed.

        Raises:
            ReadOnlyCaseError: It cannot; the error tells for which reason.
        """
        if self._lock is None:
            lock = lock_path(self.path).name
            by = dict(zip(("host", "since"), holder(self.path) or (), strict=False))
            raise ReadOnlyCaseError(reason=self.read_only, case=self.path.name, file=lock, **by)

    def close(self) -> None:
        """Close the file; nothing is left beside it."""
        with self._alone:
            self._settled.close()
            if self._told:
                forget(str(self.path))
                self._told = False
            if self._lock is not None:
                self._lock.release()
                self._lock = None
                self.read_only = "case.opened_to_read"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _store(self, case: Case, write: Callable[[sqlite3.Connection, Changes], None]) -> None:
        case = with_whose_asked(case)
        with self._alone:
            if case == self._case:  # its rows may be written otherwise: 30 for 30.0
                return
            rows = rows_of(case, self.path, (self._case, self._rows))
            if not small_enough(rows):
                raise CaseFileError("case.too_large", file=self.path.name)
            changes = changes_between(self._rows, rows)
            if not changes:
                return
            backup = self._since_backup >= BACKUP_EVERY
            with self._writing() as connection:
                if backup:
                    backups.write(connection, self._revision, self._rows)
                write(connection, changes)
            self._since_backup = 1 if backup else self._since_backup + 1
            self._case, self._rows = case, rows

    def _step(self, step: history.Step) -> str | None:
        with self._alone:
            with self._writing() as connection:
                what = step(connection, self.path.name)
                keep_numbers(connection, self._rows["order"], self.path.name)
            self._load()
            return what

    @staticmethod
    def _needless(connection: sqlite3.Connection, more: Collection[str] = ()) -> list[str]:
        rows = [str(backup.rows) for backup in backups.in_case(connection)]
        return originals.needless(connection, " ".join((*rows, *more)))

    def _migrate(self) -> None:
        """Bring a file of an earlier schema forward; one that only reads does so in memory."""
        try:
            if migrate(self._connection, self.path.name):
                self._since_backup = 1
        except UNREADABLE as cause:
            raise not_written(cause, self.path.name) from cause
        except ValueError as cause:
            raise DamagedCaseError(file=self.path.name) from cause

    def _load(self) -> None:
        with self._reading() as connection:
            # One transaction, so that another writer cannot come between the two queries.
            connection.execute("BEGIN")
            try:
                version, schema = version_of(connection), schema_of(connection)
                row = connection.execute("SELECT number FROM revision").fetchone()
                parts = connection.execute("SELECT key, content, digest FROM parts").fetchall()
            finally:
                give_up(connection)
        if row is None or not all(is_sound(*part) for part in parts):
            raise DamagedCaseError(file=self.path.name)
        try:
            rows = upgraded({key: text for key, text, _ in parts}, schema)
        except ValueError as cause:
            raise DamagedCaseError(file=self.path.name) from cause
        known = (self._case, self._rows) if self._rows else None
        self._case = case_of(rows, self.path, known)
        self._revision, self._rows, self._version = row[0], rows, version
        self._seen = _look(self.path)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        self._settle()
        try:
            yield self._connection
        except UNREADABLE as cause:
            raise said_by(cause, self.path.name) from cause

    @contextmanager
    def _writing(self, *, counts: bool = True) -> Iterator[sqlite3.Connection]:
        """Begin and commit a transaction; ``counts`` tells that the case itself changes."""
        self.require_writable()
        place, page = _look(self.path)
        if place != self._seen[0]:
            raise CaseFileError("case.moved_away", file=self.path.name)
        if page != self._seen[1]:  # SQLite itself would not notice a copy with as many writes
            raise CaseFileError("case.changed_elsewhere", file=self.path.name)
        self._settle()
        connection = self._connection
        begun = False
        try:
            self._begin()
            begun = True
            if not self._goes_on:
                draw_stamp(connection)
                connection.execute("COMMIT")
                self._version, self._goes_on = version_of(connection), True
                self._begin()
            step_on(connection)
            if counts:
                connection.execute("UPDATE revision SET number = number + 1")
            yield connection
            commit(connection)
            self._version = version_of(connection)
        except UNREADABLE as cause:
            give_up(connection)
            if begun:  # a commit that failed at its very end may have been kept
                with suppress(*UNREADABLE, ZcdeskError):
                    self._load()
            raise not_written(cause, self.path.name) from cause
        except BaseException:
            give_up(connection)
            raise
        finally:  # what is taken back in an encrypted file is encrypted anew
            self._seen = place, _look(self.path)[1]
        if counts:
            self._revision += 1

    def _begin(self) -> None:
        """Begin a transaction in the very state that is in memory."""
        self._connection.execute("BEGIN IMMEDIATE")
        if version_of(self._connection) != self._version:
            raise CaseFileError("case.changed_elsewhere", file=self.path.name)

    def _settle(self) -> None:
        """Let nothing be played that was laid beside the file since it was opened."""
        if self._lock is not None and any(map(os.path.lexists, names_beside(self.path))):
            with reported(self.path.name):
                self.notes += settle(self.path, self._key)

    def _give_room_back(self) -> None:
        with suppress(ZcdeskError), self._writing(counts=False) as connection:
            connection.execute("PRAGMA incremental_vacuum").fetchall()  # a page a step


_Seen = tuple[tuple[int, int] | None, bytes]
_NOTHING: _Seen = (None, b"")


def _look(path: Path) -> _Seen:
    """Return what tells a file from all others, whatever its name, and its first page."""
    try:
        with path.open("rb", buffering=0) as stream:
            state = os.fstat(stream.fileno())
            return (state.st_dev, state.st_ino), stream.read(PAGE_SIZE)
    except OSError:
        return _NOTHING
