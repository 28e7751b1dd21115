"""Whether a run that was looked at a while ago still is what lies on the disk.

Somebody else may have sorted the roster and run it meanwhile: folders are called by rows, so that a
row of then may be another person's folder now. Held against before a case is opened and before
anything of several people is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from zcdesk.batch.results.person_results import marked_for
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.batch.roster.person_marks import row_meant
from zcdesk.batch.row_folders import folder_of
from zcdesk.errors import ZcdeskError


def changed_at(roster: Path) -> int:
    """Return when a roster was changed last, in nanoseconds; 0 for a folder, and for none."""
    try:
        return 0 if roster.is_dir() else roster.stat().st_mtime_ns
    except OSError:
        return 0


def require_current(roster: Path, changed: int, people: Iterable[RosterPerson], out: Path) -> None:
    """Raise unless the roster is the one that was read, and each folder is its person's.

    Args:
        roster: The roster's file.
        changed: As :func:`changed_at` told it when it was read.
        people: Whose folders are meant.
        out: Where results lie.

    Raises:
        ZcdeskError: Something is not as it was.
    """
    if changed_at(roster) != changed or not all(_is_hers(person, out) for person in people):
        raise ZcdeskError("batch.changed_meanwhile", file=roster.name)


def _is_hers(person: RosterPerson, out: Path) -> bool:
    mark = marked_for(folder_of(person, out))
    return mark is None or row_meant(mark, [person]) is not None
