"""Case files of earlier schemas brought forward, in one transaction each."""

from __future__ import annotations

from zcdesk.cases.file import backups, history
from zcdesk.cases.tables.engine import sqlite3
from zcdesk.cases.tables.faults import DamagedCaseError
from zcdesk.cases.tables.rows import Changes, Rows, digest, is_sound
from zcdesk.cases.tables.schema import SCHEMA, give_up
from zcdesk.cases.tables.upgrading import upgraded, upgraded_change


def migrate(connection: sqlite3.Connection, name: str) -> bool:
    """Bring a case to this program's schema in one transaction, with a backup of it before.

    Returns:
        True when there was anything to do.

    Raises:
        DamagedCaseError: A row is not what was written; nothing is changed.
        sqlite3.Error: The file cannot be written; nothing is changed.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        (schema,) = connection.execute("PRAGMA user_version").fetchone()
        if schema < SCHEMA:
            _bring_forward(connection, schema, name)
        connection.execute("COMMIT")
    finally:
        give_up(connection)
    return bool(schema < SCHEMA)


def _bring_forward(connection: sqlite3.Connection, schema: int, name: str) -> None:
    parts = connection.execute("SELECT key, content, digest FROM parts").fetchall()
    if not all(is_sound(*part) for part in parts):
        raise DamagedCaseError(file=name)
    old: Rows = {key: text for key, text, _ in parts}
    (revision,) = connection.execute("SELECT number FROM revision").fetchone()
    backups.write(connection, revision, old, schema)
    new = upgraded(old, schema)
    changed = {key: new.get(key) for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    history.put(connection, changed)
    _bring_history_forward(connection, schema, name)
    connection.execute("UPDATE revision SET number = number + 1")
    connection.execute(f"PRAGMA user_version = {SCHEMA}")


def _bring_history_forward(connection: sqlite3.Connection, schema: int, name: str) -> None:
    rows = connection.execute("SELECT act, key, before, after, digest FROM changes")
    forward: list[tuple[int, str, Changes]] = []
    for act, key, before, after, stored in rows:
        texts = (key, before, after)
        if not all(text is None or isinstance(text, str) for text in texts):
            raise DamagedCaseError(file=name)
        if digest(*texts) != stored:
            raise DamagedCaseError(file=name)
        changes = upgraded_change(key, before, after, schema)
        if changes != {key: (before, after)}:
            forward.append((act, key, changes))
    for act, key, changes in forward:
        connection.execute("DELETE FROM changes WHERE act = ? AND key = ?", (act, key))
        for new_key, (was, became) in changes.items():
            connection.execute(
                "INSERT INTO changes VALUES (?, ?, ?, ?, ?)",
                (act, new_key, was, became, digest(new_key, was, became)),
            )
