"""What a person said of pages out of shared scans: whose they are, and where they belong.

Answers lie beside the pages and outlive the window and a mended roster. Whom they mean is told by
hashes of her ID number and of her name, never by a row, which another may have tomorrow.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from zcdesk.batch.roster import Person
from zcdesk.files import write_atomically
from zcdesk.spellings import folded

ANSWERS = "answers.json"
_SCHEMA = 1
_DIGITS = 24


@dataclass(frozen=True)
class SharedAnswer:
    """Whose a page is.

    Attributes:
        nobody: Nobody's: it goes into no case.
        number: Hash of her ID number, or "".
        name: Hash of her name, or "".
        born: Hash of her name with the day of birth, or "".
        slot: Where it belongs, or "" as the page itself says.
    """

    nobody: bool = False
    number: str = ""
    name: str = ""
    born: str = ""
    slot: str = ""


NOBODYS = SharedAnswer(nobody=True)
Answers = Mapping[str, SharedAnswer]
"""Answers by name of the page."""


def answer_for(person: Person, slot: str = "") -> SharedAnswer:
    """Return the answer that a page is a person's."""
    number = person.applicant.id_number
    return SharedAnswer(False, _hash(number), _hash(_called(person)), _hash(_born(person)), slot)


def row_meant(answer: SharedAnswer, people: Sequence[Person]) -> int | None:
    """Return the row that an answer means; None when nobody or more than one person fits.

    The ID number decides. A name does where neither number nor birthday say another thing.
    """
    known = [(one.row, answer_for(one)) for one in people]
    numbered = [row for row, one in known if one.number and one.number == answer.number]
    named = [
        row
        for row, one in known
        if one.name == answer.name
        and not _differ(one.number, answer.number)
        and not _differ(one.born, answer.born)
    ]
    found = numbered or named
    return found[0] if len(found) == 1 else None


def read_answers(folder: Path) -> dict[str, SharedAnswer]:
    """Return the answers that lie in a folder of shared pages."""
    try:
        told = json.loads((folder / ANSWERS).read_bytes())
        known = told["answers"] if told["schema"] == _SCHEMA else {}
        return _ADAPTER.validate_python(known)
    except (OSError, ValueError, KeyError, TypeError, ValidationError):
        return {}


def write_answers(folder: Path, answers: Answers) -> None:
    """Write all answers.

    Raises:
        OutputError: They cannot be written.
    """
    told = {
        "schema": _SCHEMA,
        "answers": {name: asdict(one) for name, one in sorted(answers.items())},
    }
    write_atomically(folder / ANSWERS, (json.dumps(told, indent=1) + "\n").encode())


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _called(person: Person) -> str:
    return folded(person.applicant.name)


def _born(person: Person) -> str:
    return f"{_called(person)}\n{person.born}" if person.born else ""


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:_DIGITS] if words else ""


_ADAPTER = TypeAdapter(dict[str, SharedAnswer])
