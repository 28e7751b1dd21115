"""Folders of results are named by row; when rows come, go or are sorted, the folders follow.

Whose a folder is, is told by the case in it, never by its number. The folder of somebody who is not
in the roster any more is not deleted: it is put aside, and comes back with her. Somebody else may
have sorted the roster and run it since it was looked at: before a case is opened and before
anything of several people is written, roster and folders are held against what was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from zcdesk.batch.results.person_results import CASE_FILE, marked_for
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.batch.roster.person_marks import row_meant
from zcdesk.batch.working import same_person
from zcdesk.cases.file.opening import lock_for
from zcdesk.cases.file.store import open_case
from zcdesk.disk.files import make_folder
from zcdesk.errors import ZcdeskError

_MOVING = "moving-"
LEFT = "left"
"""Folder below the results for those of people who are not in the roster any more."""


def folder_of(person: RosterPerson, out: Path) -> Path:
    """Return the folder of a person's results, named by her row."""
    return out / _name(person.row)


def numbered(out: Path) -> list[Path]:
    """Return the folders of rows that an earlier run left, in their order."""
    if not out.is_dir():
        return []
    return sorted(path for path in out.iterdir() if path.is_dir() and _is_name(path.name))


def owners(people: Sequence[RosterPerson], out: Path) -> dict[Path, int | None]:
    """Return whose the folders of an earlier run are: a row, or None for nobody in the roster.

    A folder without a case of its own is told by its result. It is left out while nobody can tell:
    without either, with a case that cannot be opened, or with one that could be two people's. Those
    that were put aside are among them.
    """
    here = [person for person in people if not person.case]
    apart = [person for person in people if person.case]
    owners_by_folder: dict[Path, int | None] = {}
    for folder in (*numbered(out), *numbered(out / LEFT)):
        mark = None if (folder / CASE_FILE).exists() else marked_for(folder)
        if mark is not None and mark.case:
            owners_by_folder[folder] = row_meant(mark, apart)
            continue
        with suppress(ZcdeskError), open_case(folder / CASE_FILE, writing=False) as stored:
            case = stored.case
            rows = [
                person.row
                for person in here
                if person.notice == case.notice and same_person(case, person)
            ]
            if len(rows) < 2:
                owners_by_folder[folder] = rows[0] if rows else None
    return owners_by_folder


def follow_rows(people: Sequence[RosterPerson], out: Path) -> None:
    """Give everybody's folder the number of her row; do nothing while one of them is in use.

    A folder whose new place is taken by one that nobody can tell stays where it is. Nothing is
    done in a folder that holds nobody of this roster: it is another roster's.
    """
    _finish_moving(out)
    _finish_moving(out / LEFT)
    known = owners(people, out)
    if not any(known.values()):
        return
    moves = dict(_moves(known, out))
    while blocked := [
        source for source, target in moves.items() if target.exists() and target not in moves
    ]:
        for source in blocked:
            del moves[source]
    if moves and not _in_use(moves):
        _move(moves)


def out_of_place(people: Sequence[RosterPerson], out: Path) -> bool:
    """Tell whether somebody's folder has not the number of her row."""
    known = owners(people, out)
    return any(known.get(source) for source, _ in _moves(known, out))


def _moves(known: Mapping[Path, int | None], out: Path) -> Iterator[tuple[Path, Path]]:
    free = max((0, *(int(path.name) for path in numbered(out / LEFT)))) + 1
    settled = {row for folder, row in known.items() if row and folder == out / _name(row)}
    for folder, row in known.items():
        if row is None and folder.parent == out:
            yield folder, out / LEFT / _name(free)
            free += 1
        elif row is not None and row not in settled:
            settled.add(row)
            yield folder, out / _name(row)


def _in_use(folders: Iterable[Path]) -> bool:
    for folder in folders:
        if not (folder / CASE_FILE).exists():
            continue
        lock, _ = lock_for(folder / CASE_FILE)
        if lock is None:
            return True
        lock.release()
    return False


def _move(moves: Mapping[Path, Path]) -> None:
    """Rename all folders by way of names that nothing else has, so that two may change places."""
    done: list[Path] = []
    for parent in {target.parent for target in moves.values()}:
        make_folder(parent)
    for source, target in moves.items():
        if not _renamed(source, target.with_name(_MOVING + target.name)):
            for back in done:
                _renamed(moves[back].with_name(_MOVING + moves[back].name), back)
            return
        done.append(source)
    for parent in {target.parent for target in moves.values()}:
        _finish_moving(parent)


def _finish_moving(out: Path) -> None:
    """Give folders their last names; also those of a run that was ended in between."""
    for path in sorted(out.glob(f"{_MOVING}*")):
        target = path.with_name(path.name.removeprefix(_MOVING))
        if not target.exists():
            _renamed(path, target)


def _renamed(source: Path, target: Path) -> bool:
    try:
        source.rename(target)
    except OSError:  # its row tells that another's case is there
        return False
    return True


def _name(row: int) -> str:
    return f"{row:04d}"


def _is_name(name: str) -> bool:
    return name.isdecimal() and name == _name(int(name))


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
        out: Where results are.

    Raises:
        ZcdeskError: Something is not as it was.
    """
    if changed_at(roster) != changed or not all(is_hers(person, out) for person in people):
        raise ZcdeskError("batch.changed_meanwhile", file=roster.name)


def is_hers(person: RosterPerson, out: Path) -> bool:
    """Tell whether a person's folder is not marked as somebody else's."""
    mark = marked_for(folder_of(person, out))
    return mark is None or row_meant(mark, [person]) is not None
