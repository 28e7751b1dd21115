"""One roster for several computers: each works on a part, then one of them gathers the results.

Whose part somebody is in is told by her, not by her row: all people in the order of their marks,
cut into equal runs. Sorting the roster moves nobody, and a row more or less moves at most one
person at each cut. What a part came to is noted beside the results by hashes of the people, so that
another roster, a part that is not there and a row that changed since are seen before anything is
gathered; who worked on whom does not matter then, only that somebody did.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Self

from zcdesk.batch.person_folders import folders_of
from zcdesk.batch.results.person_results import PersonResult
from zcdesk.batch.roster.people import RosterPerson, people_by_row
from zcdesk.batch.roster.person_marks import PersonMark, mark_of, row_meant
from zcdesk.batch.working import standing
from zcdesk.disk.files import make_folder, reported
from zcdesk.disk.kept import Kept
from zcdesk.errors import ZcdeskError

PARTS = "parts"
"""Folder below the results for the notes of the parts, and for what each read on loose files."""

MOST = 99
"""Computers; more than an office has."""

_WRITTEN = re.compile(r"\s*([0-9]{1,2})\s*/\s*([0-9]{1,2})\s*")


@dataclass(frozen=True, order=True)
class Part:
    """A part of a roster: its number, from 1, and how many there are."""

    number: int
    of: int

    @classmethod
    def written(cls, words: str) -> Self:
        """Return the part that somebody wrote, as ``2/8``.

        Raises:
            ValueError: It is none.
        """
        match = _WRITTEN.fullmatch(unicodedata.normalize("NFKC", words))
        number, of = map(int, match.groups()) if match else (0, 0)
        if not 1 <= number <= of <= MOST:
            raise ValueError(words)
        return cls(number, of)

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    @property
    def name(self) -> str:
        """Name for files."""
        return f"{self.number}-of-{self.of}"

    def rows(self, people: Sequence[RosterPerson]) -> frozenset[int]:
        """Return the rows of the people who are in this part."""
        rows = [row for _, row in sorted((_place(person), person.row) for person in people)]
        first, end = ((number * len(rows)) // self.of for number in (self.number - 1, self.number))
        return frozenset(rows[first:end])


def _place(person: RosterPerson) -> str:
    """Return what orders a person among the others: her number, else her name, else her case."""
    mark = mark_of(person)
    return mark.number or mark.born or mark.name or mark.case


@dataclass(frozen=True)
class PartResult:
    """What a part came to for one person.

    Attributes:
        whose: Who it is.
        row: Hash of all that the roster said of her.
        result: How she stands where her folder holds no result: why she was not worked on.
    """

    whose: PersonMark
    row: str
    result: PersonResult | None = None


@dataclass(frozen=True)
class _Note:
    part: Part
    people: tuple[PartResult, ...]


_NOTE = Kept(_Note, "told")


def folder_of_part(out: Path, part: Part) -> Path:
    """Return the folder in which a part keeps its readings of shared scans until they are
    gathered."""
    return out / PARTS / part.name


def folders_of_parts(out: Path) -> list[Path]:
    """Return these folders of all parts that are here."""
    with reported(out.name):
        return sorted(path for path in (out / PARTS).glob("*") if path.is_dir())


def begin_part(out: Path, part: Part) -> None:
    """Note that a part was begun; what an earlier run of it came to stays.

    Raises:
        OutputError: It cannot be written.
    """
    if _NOTE.read(_file(out, part)) is None:
        _write(out, _Note(part, ()))


def end_part(
    out: Path, part: Part, people: Sequence[RosterPerson], results: Collection[PersonResult]
) -> None:
    """Note what a part came to.

    Args:
        out: Folder of the results.
        part: The part.
        people: The roster.
        results: How those stand who were worked on.

    Raises:
        OutputError: It cannot be written.
    """
    by_row = people_by_row(people)
    worked = [
        PartResult(
            mark_of(by_row[result.row]),
            _row_hash(by_row[result.row]),
            replace(result, folder="") if result.problem else None,
        )
        for result in sorted(results, key=lambda each: each.row)
    ]
    _write(out, _Note(part, tuple(worked)))


def require_all(people: Sequence[RosterPerson], out: Path) -> None:
    """Look at the notes of all parts, before any folder of results is touched.

    Raises:
        NoPartsError: There are none.
        OtherRosterError: Some are of another roster.
        PartsMissingError: Some are not there.
        RowsMissingError: They lack people of the roster, or hold them as it was before.
    """
    notes = _notes(out)
    if not notes:
        raise ZcdeskError("batch.parts_none", folder=out.name)
    known = {note.part: _rows(note, people) for note in notes}
    strange = [note.part for note in notes if note.people and not known[note.part]]
    if strange:
        raise ZcdeskError("batch.parts_other_roster", parts=_listed(strange))
    applying = {person.row for person in people if not person.leaves}
    _require_rows(people, notes, applying - _done(people, notes))


def held_back(people: Sequence[RosterPerson], out: Path, now: datetime) -> list[PersonResult]:
    """Return how those stand who were not worked on; everybody else's case is in her folder.

    Raises:
        RowsMissingError: Somebody's folder was not brought here.
    """
    notes = _notes(out)
    by_row = {row: worked for note in notes for row, worked in _rows(note, people).items()}
    odd, lost = [], set()
    folders = folders_of(people, out)
    for person in people:
        if person.leaves:
            continue  # nobody works on her, so no part tells of her
        result = by_row[person.row].result
        if result is not None:
            odd.append(replace(result, row=person.row, folder=folders[person.row].name))
        elif standing(person, people, folders, now) is None:
            lost.add(person.row)
    _require_rows(people, notes, lost)
    return odd


def _require_rows(
    people: Sequence[RosterPerson], notes: Sequence[_Note], lacking: set[int]
) -> None:
    """Raise where rows are lacking; whole parts that nobody began are reported first."""
    if not lacking:
        return
    here = {note.part for note in notes}
    of = max(part.of for part in here)
    whole = [Part(number, of) for number in range(1, of + 1)]
    parts = [part for part in whole if part.rows(people) & lacking]
    missing = [part for part in parts if part not in here]
    if missing:
        raise ZcdeskError("batch.parts_missing", parts=_listed(missing))
    rows = "、".join(map(str, sorted(lacking)))
    raise ZcdeskError("batch.parts_rows", parts=_listed(parts), rows=rows)


def _done(people: Sequence[RosterPerson], notes: Sequence[_Note]) -> set[int]:
    """Return the rows that some part worked on as the roster has them now."""
    now = {person.row: _row_hash(person) for person in people}
    return {
        row
        for note in notes
        for row, worked in _rows(note, people).items()
        if worked.row == now[row]
    }


def _rows(note: _Note, people: Sequence[RosterPerson]) -> Mapping[int, PartResult]:
    exact = {mark_of(person): person.row for person in people}
    rows = (
        (exact.get(worked.whose) or row_meant(worked.whose, people), worked)
        for worked in note.people
    )
    return {row: worked for row, worked in rows if row is not None}


def _notes(out: Path) -> list[_Note]:
    with reported(out.name):
        paths = sorted((out / PARTS).glob("*.json"))
    notes = [note for path in paths if (note := _NOTE.read(path)) is not None]
    return sorted(notes, key=lambda note: note.part)


def _write(out: Path, note: _Note) -> None:
    path = _file(out, note.part)
    make_folder(path.parent)
    _NOTE.write(path, note)


def _file(out: Path, part: Part) -> Path:
    return out / PARTS / f"{part.name}.json"


def _row_hash(person: RosterPerson) -> str:
    """Return a hash of a row without its number; where her case is differs by computer."""
    plain = replace(person, row=0, case=Path(person.case).name if person.case else "")
    return sha256(repr(plain).encode()).hexdigest()


def _listed(parts: Sequence[Part]) -> str:
    return "、".join(map(str, parts))
