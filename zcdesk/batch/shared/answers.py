"""What a person said of pages out of shared scans: whose they are, and where they belong.

Answers lie beside the pages and outlive the window and a mended roster. Whom they mean is told by
hashes of her ID number and of her name, never by a row, which another may have tomorrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from zcdesk.batch.roster.people import RosterPerson
from zcdesk.batch.roster.person_marks import PersonMark, mark_of
from zcdesk.disk.kept import Kept

ANSWERS = "answers.json"


@dataclass(frozen=True)
class SharedAnswer:
    """Whose a page is.

    Attributes:
        nobody: Nobody's: it goes into no case.
        whose: Whose it is.
        slot: Where it belongs, or "" as the page itself says.
        also: Whose it is beside: a list of everybody is several people's.
    """

    nobody: bool = False
    whose: PersonMark = field(default_factory=PersonMark)
    slot: str = ""
    also: tuple[PersonMark, ...] = ()


NOBODYS = SharedAnswer(nobody=True)
Answers = Mapping[str, SharedAnswer]
"""Answers by name of the page."""


def answer_for(
    person: RosterPerson, slot: str = "", also: Iterable[RosterPerson] = ()
) -> SharedAnswer:
    """Return the answer that a page is a person's, and of others beside."""
    return SharedAnswer(False, mark_of(person), slot, tuple(map(mark_of, also)))


def read_answers(folder: Path) -> dict[str, SharedAnswer]:
    """Return the answers that lie in a folder of shared pages."""
    return _KEPT.read(folder / ANSWERS) or {}


def write_answers(folder: Path, answers: Answers) -> None:
    """Write all answers.

    Raises:
        OutputError: They cannot be written.
    """
    _KEPT.write(folder / ANSWERS, dict(answers))


_KEPT = Kept(dict[str, SharedAnswer], "answers")
