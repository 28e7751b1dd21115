"""What a person said of pages out of shared scans: whose they are, and where they belong.

Answers lie beside the pages and outlive the window and a mended roster. Whom they mean is told by
hashes of her ID number and of her name, never by a row, which another may have tomorrow.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from zcdesk.batch.roster.people import Person
from zcdesk.batch.roster.person_marks import PersonMark, mark_of
from zcdesk.disk.files import write_atomically

ANSWERS = "answers.json"
_SCHEMA = 1


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


def answer_for(person: Person, slot: str = "", also: Iterable[Person] = ()) -> SharedAnswer:
    """Return the answer that a page is a person's, and of others beside."""
    return SharedAnswer(False, mark_of(person), slot, tuple(map(mark_of, also)))


def read_answers(folder: Path) -> dict[str, SharedAnswer]:
    """Return the answers that lie in a folder of shared pages."""
    try:
        data = json.loads((folder / ANSWERS).read_bytes())
        known = data["answers"] if data["schema"] == _SCHEMA else {}
        return _ADAPTER.validate_python(known)
    except (OSError, ValueError, KeyError, TypeError, ValidationError):
        return {}


def write_answers(folder: Path, answers: Answers) -> None:
    """Write all answers.

    Raises:
        OutputError: They cannot be written.
    """
    data = {
        "schema": _SCHEMA,
        "answers": {name: asdict(answer) for name, answer in sorted(answers.items())},
    }
    write_atomically(folder / ANSWERS, (json.dumps(data, indent=1) + "\n").encode())


_ADAPTER = TypeAdapter(dict[str, SharedAnswer])
