"""What makes each state of a case known: a number on its first page and a seal over its rows.

A file beside a case is believed by what it holds and never by its name, and a case that was left
half written says so by itself. Two marks are enough for that:

* The **stamp** is part of ``user_version`` and so of the first page, in front of everything else.
  Each transaction adds one to it before it does anything; so the journal begins with the page that
  holds the stamp of the state it leads back to. The first transaction of a writer is preceded by
  one that only draws a new stamp by chance: two copies of a case never go on with the same ones.
* The **seal** is a digest over the rows of facts, decisions and history, written in the same
  transaction. Where it does not fit, some pages of the file are of another state than the others.

Files of schema 3 and before have neither.
"""

from __future__ import annotations

import hashlib
import json
import secrets

from zcdesk.cases.tables.engine import sqlite3
from zcdesk.cases.tables.schema import SCHEMA, begins_as_ours

SEAL = "seal"
"""Kind of the row of ``cache`` that holds the seal."""

MIGRATED = 1
"""Stamp of a case that was just brought forward: the one after that of all earlier files, 0."""

_SCHEMAS = 1 << 8
_STAMPS = 1 << 23  # ``user_version`` is a number of 32 bits with a sign

_SEALED = (
    "SELECT number FROM revision",
    "SELECT key, digest FROM parts ORDER BY key",
    "SELECT number, moment, what, undone FROM acts ORDER BY number",
    "SELECT act, key FROM changes ORDER BY act, key",
)
"""What the seal is over. Each row of ``parts`` and ``changes`` has a digest of its own content,
originals have their hash, and what is in ``cache`` can be made anew."""


def version_of(connection: sqlite3.Connection) -> int:
    """Return stamp and schema of a case as one number: no two states that differ have the same."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return max(0, int(version))


def schema_of(connection: sqlite3.Connection) -> int:
    """Return the schema of a case."""
    return version_of(connection) % _SCHEMAS


def stamp_of(connection: sqlite3.Connection) -> int:
    """Return the stamp of the state that a case is in; 0 in files of earlier programs."""
    return version_of(connection) // _SCHEMAS


def stamp_on(page: bytes) -> int | None:
    """Return the stamp on the first page of a plain case; None where it is none."""
    if not begins_as_ours(page):
        return None
    return int.from_bytes(page[60:64], "big") // _SCHEMAS


def stamp_after(stamp: int) -> int:
    """Return the stamp of the state that follows."""
    return stamp % (_STAMPS - 1) + 1


def set_stamp(connection: sqlite3.Connection, stamp: int, schema: int = SCHEMA) -> None:
    """Write the stamp, and with it the first page."""
    connection.execute(f"PRAGMA user_version = {stamp * _SCHEMAS + schema}")


def draw_stamp(connection: sqlite3.Connection) -> None:
    """Write a stamp drawn by chance, apart from all that go on from another one."""
    set_stamp(connection, MIGRATED + 1 + secrets.randbelow(_STAMPS - MIGRATED - 1))


def step_on(connection: sqlite3.Connection) -> None:
    """Let a transaction that was just begun lead to the next state."""
    set_stamp(connection, stamp_after(stamp_of(connection)))


def commit(connection: sqlite3.Connection) -> None:
    """Seal what a transaction leaves, and end it."""
    if schema_of(connection) == SCHEMA:
        connection.execute(
            "INSERT INTO cache VALUES (?, '', ?) ON CONFLICT DO UPDATE"
            " SET content = excluded.content WHERE content != excluded.content",
            (SEAL, _seal_over(connection)),
        )
    connection.execute("COMMIT")


def fits_its_seal(connection: sqlite3.Connection) -> bool | None:
    """Tell whether all rows of a case are of one state; None where nothing tells.

    Raises:
        sqlite3.Error: SQLite cannot read it.
    """
    row = connection.execute(
        "SELECT content FROM cache WHERE kind = ? AND key = ''", (SEAL,)
    ).fetchone()
    if row is None or schema_of(connection) < SCHEMA:
        return None
    return bool(row[0] == _seal_over(connection))


def _seal_over(connection: sqlite3.Connection) -> bytes:
    digest = hashlib.sha256()
    for query in _SEALED:
        for row in connection.execute(query):
            digest.update(json.dumps(row).encode("ascii") + b"\n")
        digest.update(b"\n")
    return digest.digest()
