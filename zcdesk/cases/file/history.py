"""The acts on a case, with the differences that undo and redo them; values only, never pixels."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from zcdesk.cases.file import originals
from zcdesk.cases.tables.bounds import LARGEST_TEXT
from zcdesk.cases.tables.engine import sqlite3
from zcdesk.cases.tables.faults import DamagedCaseError
from zcdesk.cases.tables.rows import Changes, digest, with_numbers_kept

Step = Callable[[sqlite3.Connection, str], str | None]
"""Undo or redo: the connection and the file's name in, the code of the act out."""

KEPT = 250
"""How many acts are kept at least; so many can be undone, also after a restart."""

_CODE = re.compile(r"[a-z0-9_.-]{1,60}")  # of an act, of this program or another version

SLACK = 50  # acts over ``KEPT`` before the oldest are dropped together


@dataclass(frozen=True)
class PastAct:
    """One act: when (UTC, ISO 8601), what (a short code, never a person's words), undone or not."""

    number: int
    moment: str
    what: str
    undone: bool


def acts(connection: sqlite3.Connection, name: str) -> tuple[PastAct, ...]:
    """Return all acts that are kept, oldest first.

    Raises:
        DamagedCaseError: One is not what was written.
    """
    rows = connection.execute("SELECT number, moment, what, undone FROM acts ORDER BY number")
    try:
        return tuple(_act(*row) for row in rows)
    except (TypeError, ValueError) as cause:
        raise DamagedCaseError(file=name) from cause


def _act(number: int, moment: str, what: str, undone: int) -> PastAct:
    in_a_calendar = 1 < datetime.fromisoformat(moment).year < 9999  # in every time zone
    if not in_a_calendar or not _CODE.fullmatch(what):
        raise ValueError
    return PastAct(number, moment, what, bool(undone))


def record(connection: sqlite3.Connection, what: str, changes: Changes) -> set[str]:
    """Write an act and apply it; what was undone before can no longer be redone.

    Returns:
        The originals that dropped acts named; nothing else may name them any more.
    """
    dropped = _drop(connection, "undone = 1", ())
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    row = connection.execute("INSERT INTO acts (moment, what) VALUES (?, ?)", (moment, what))
    number = row.lastrowid
    connection.executemany(
        "INSERT INTO changes VALUES (?, ?, ?, ?, ?)",
        [
            (number, key, before, after, digest(key, before, after))
            for key, (before, after) in changes.items()
        ],
    )
    put(connection, {key: after for key, (_, after) in changes.items()})
    (count,) = connection.execute("SELECT count(*) FROM acts").fetchone()
    if count > KEPT + SLACK:
        newest = "SELECT number FROM acts ORDER BY number DESC LIMIT ?"
        dropped |= _drop(connection, f"number NOT IN ({newest})", (KEPT,))
    return dropped


def _drop(connection: sqlite3.Connection, which: str, asked: tuple[int, ...]) -> set[str]:
    """Remove acts and return the originals that they named."""
    values = connection.execute(
        "SELECT ifnull(before, '') || ifnull(after, '') FROM changes"
        f" WHERE act IN (SELECT number FROM acts WHERE {which})",
        asked,
    )
    named = {sha256 for (text,) in values for sha256 in originals.named_in(str(text))}
    connection.execute(f"DELETE FROM acts WHERE {which}", asked)
    return named


def is_sound(connection: sqlite3.Connection) -> bool:
    """Tell whether every change of the history is what was written."""
    rows = connection.execute("SELECT key, before, after, digest FROM changes")
    return all(_sound(row) for row in rows)


def put(connection: sqlite3.Connection, rows: dict[str, str | None]) -> None:
    """Write rows of the case; None removes one."""
    for key, text in rows.items():
        if text is None:
            connection.execute("DELETE FROM parts WHERE key = ?", (key,))
        else:
            connection.execute(
                "INSERT INTO parts VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE"
                " SET content = excluded.content, digest = excluded.digest",
                (key, text, digest(key, text)),
            )


def step_back(connection: sqlite3.Connection, name: str) -> str | None:
    """Undo the last act that stands and return what it was, or None."""
    return _step(connection, name, "undone = 0 ORDER BY number DESC", 1)


def step_forward(connection: sqlite3.Connection, name: str) -> str | None:
    """Redo the first act that was undone and return what it was, or None."""
    return _step(connection, name, "undone = 1 ORDER BY number", 2)


def _step(connection: sqlite3.Connection, name: str, which: str, side: int) -> str | None:
    """Put the texts on one side of each change of an act, before or after it, and turn it over."""
    row = connection.execute(f"SELECT number, what FROM acts WHERE {which} LIMIT 1").fetchone()
    if row is None:
        return None
    put(connection, {change[0]: change[side] for change in _changes(connection, row[0], name)})
    connection.execute("UPDATE acts SET undone = 1 - undone WHERE number = ?", (row[0],))
    return str(row[1])


def keep_numbers(connection: sqlite3.Connection, before: str, name: str) -> None:
    """Let no page be called otherwise after a step than in the row ``order`` before it.

    Raises:
        DamagedCaseError: The step led to no such row.
    """
    row = connection.execute("SELECT content FROM parts WHERE key = 'order'").fetchone()
    try:
        put(connection, {"order": with_numbers_kept(row[0], before)})
    except (TypeError, ValueError) as cause:
        raise DamagedCaseError(file=name) from cause


def _changes(
    connection: sqlite3.Connection, act: int, name: str
) -> list[tuple[str, str | None, str | None]]:
    (weighs,) = connection.execute(
        "SELECT sum(ifnull(octet_length(before), 0) + ifnull(octet_length(after), 0))"
        " FROM changes WHERE act = ?",
        (act,),
    ).fetchone()
    if (weighs or 0) > 2 * LARGEST_TEXT:
        raise DamagedCaseError(file=name)
    rows = connection.execute(
        "SELECT key, before, after, digest FROM changes WHERE act = ?", (act,)
    ).fetchall()
    if not rows or not all(_sound(row) for row in rows):
        raise DamagedCaseError(file=name)
    return [(key, before, after) for key, before, after, _ in rows]


def _sound(row: tuple[object, ...]) -> bool:
    texts = [text for text in row[:3] if text is None or isinstance(text, str)]
    return len(texts) == 3 and digest(*texts) == row[3]
