"""Imported files inside a case file, byte for byte, each content once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from zcdesk.cases.tables.accepting import require_own_schema
from zcdesk.cases.tables.engine import sqlite3
from zcdesk.cases.tables.faults import DamagedOriginalError, MissingCaseError
from zcdesk.cases.tables.keys import unpacked
from zcdesk.cases.tables.schema import PAGE_SIZE, UNREADABLE, connect, connect_to_look, said_by
from zcdesk.workers.told import told

CHUNK = 2 << 20
"""Bytes of one row; encrypted files cannot be read in parts of a row."""

_LARGEST_PIECE = 4 * CHUNK  # as much of a stranger's row is read at once

_MOST_CHUNKS = 1 << 20  # numbers of chunks of one original

_MOST_ORIGINALS = 1 << 40

_HASH = re.compile(r"[0-9a-f]{64}")


def keep(connection: sqlite3.Connection, content: bytes) -> str:
    """Store an original and return its SHA-256; within a transaction.

    One that the case has whole is left alone; one that is damaged there is put in its place.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    if has(connection, sha256):
        with suppress(DamagedOriginalError):
            read(connection, sha256)
            return sha256
        remove(connection, sha256)
    row = connection.execute(
        "INSERT INTO originals (sha256, size) VALUES (?, ?)", (sha256, len(content))
    )
    first = (row.lastrowid or 0) * _MOST_CHUNKS
    _remove_chunks(connection, first)  # of an original whose own row was lost
    for place, start in enumerate(range(0, len(content), CHUNK)):
        connection.execute(
            "INSERT INTO chunks VALUES (?, ?)", (first + place, content[start : start + CHUNK])
        )
    return sha256


def has(connection: sqlite3.Connection, sha256: str) -> bool:
    """Tell whether the case keeps this content already."""
    row = connection.execute("SELECT 1 FROM originals WHERE sha256 = ?", (sha256,)).fetchone()
    return row is not None


def hashes(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the hashes of all originals."""
    return tuple(sha for (sha,) in connection.execute("SELECT sha256 FROM originals ORDER BY id"))


def read(connection: sqlite3.Connection, sha256: str) -> bytes:
    """Return an original.

    Raises:
        DamagedOriginalError: It is not there or has other content.
    """
    number = _number(connection, sha256)
    if number is None:
        raise DamagedOriginalError
    parts = list(_pieces(connection, number))
    content = parts[0] if len(parts) == 1 else b"".join(parts)
    if hashlib.sha256(content).hexdigest() != sha256:
        raise DamagedOriginalError
    return content


def original_bytes(case_file: Path, sha256: str) -> bytes:
    """Return an original from a case file, opened for reading only; for workers.

    The key of an encrypted one was told by whoever has it open.

    Raises:
        CaseFileError: The case or the original cannot be read any more.
    """
    if not case_file.is_file():
        raise MissingCaseError(file=case_file.name)
    try:
        packed = told(str(case_file))
        key = None if packed is None else unpacked(packed)
        looking = connect_to_look(case_file, key)
        # Each original is compared with its hash, so a half-written case shows nothing wrong.
        with closing(looking or connect(case_file, "alone", key)) as connection:
            require_own_schema(connection, case_file.name)
            return read(connection, sha256)
    except UNREADABLE as cause:
        raise said_by(cause, case_file.name) from cause
    except OSError as cause:
        raise MissingCaseError(file=case_file.name) from cause
    except DamagedOriginalError as cause:
        raise DamagedOriginalError(file=case_file.name) from cause


def _pieces(connection: sqlite3.Connection, number: int) -> Iterator[bytes]:
    """Yield the pieces of an original, never more than it has, nor than the file can hold.

    Raises:
        DamagedOriginalError: They are longer than the original, or no bytes.
    """
    query = "SELECT size FROM originals WHERE id = ? AND typeof(size) = 'integer'"
    (left,) = connection.execute(query, (number,)).fetchone() or (-1,)
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    if left > pages * PAGE_SIZE:
        raise DamagedOriginalError
    first = number * _MOST_CHUNKS
    parts = connection.execute(
        "SELECT content FROM chunks WHERE id >= ? AND id < ?"
        " AND octet_length(content) BETWEEN 1 AND ? ORDER BY id",
        (first, first + _MOST_CHUNKS, _LARGEST_PIECE),
    )
    for (part,) in parts:
        left -= len(part)
        if left < 0 or not isinstance(part, bytes):
            raise DamagedOriginalError
        yield part


def named_in(text: str) -> set[str]:
    """Return the hashes that values of a case name."""
    return set(_HASH.findall(text))


def needless(connection: sqlite3.Connection, more: str = "") -> list[str]:
    """Return the hashes of originals that neither the case nor its history nor ``more`` names."""
    named = named_in(more)
    queries = ("SELECT content FROM parts", "SELECT before FROM changes WHERE before NOT NULL",
               "SELECT after FROM changes WHERE after NOT NULL")  # fmt: skip
    for query in queries:
        for (text,) in connection.execute(query):
            named.update(named_in(str(text)))
    return [sha256 for sha256 in hashes(connection) if sha256 not in named]


def remove(connection: sqlite3.Connection, sha256: str) -> None:
    """Remove an original, where it is there."""
    number = _number(connection, sha256)
    if number is None:
        return
    _remove_chunks(connection, number * _MOST_CHUNKS)
    connection.execute("DELETE FROM originals WHERE id = ?", (number,))


def _remove_chunks(connection: sqlite3.Connection, first: int) -> None:
    connection.execute("DELETE FROM chunks WHERE id >= ? AND id < ?", (first, first + _MOST_CHUNKS))


def _number(connection: sqlite3.Connection, sha256: str) -> int | None:
    """Return the number of an original; None when there is none, or no sane one."""
    row = connection.execute("SELECT id FROM originals WHERE sha256 = ?", (sha256,)).fetchone()
    if row is None or not isinstance(row[0], int) or not 0 < row[0] < _MOST_ORIGINALS:
        return None
    return row[0]
