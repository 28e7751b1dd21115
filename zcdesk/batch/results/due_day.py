"""The day by which the office wants the papers, kept beside the results for every later run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from zcdesk.disk.files import reported, write_atomically

_DUE = "due.txt"


def keep_due(out: Path, day: date | None) -> None:
    """Keep the day for the letters of this run, and of those that go on with it.

    Args:
        out: Folder of the results.
        day: The day; None for no day any more.

    Raises:
        OutputError: It cannot be written.
    """
    if day is None:
        with reported(_DUE):
            (out / _DUE).unlink(missing_ok=True)
        return
    write_atomically(out / _DUE, f"{day.isoformat()}\n".encode("ascii"))


def due_of(out: Path) -> date | None:
    """Return the day that was kept for the results in a folder, or None."""
    try:
        return date.fromisoformat((out / _DUE).read_text("ascii").strip())
    except (OSError, ValueError):
        return None
