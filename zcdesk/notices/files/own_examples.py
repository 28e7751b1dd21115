"""A person's own examples of how notices are read, as lines (JSON) beside her profiles.

They are as the shipped ones: words of a notice, and what a span of them says; nothing of the person
who said so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Annotated, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from zcdesk.disk.files import bounded, make_folder, write_atomically
from zcdesk.disk.own_folder import notices_folder
from zcdesk.notices.files.consistency import bare

NAME = "examples.jsonl"
NONE = "none"
"""Kind of an example of which nothing is said."""

_MOST, _LARGEST = 1_000, 4_000_000
"""Units of a person, the newest: a notice has a few that are corrected, and those shipped are read
in a second for each thousand; and bytes of the file."""

Words = Annotated[str, Field(max_length=1_000)]


class OwnExample(BaseModel):
    """One line, in the shape of ``resources/notices/examples.jsonl``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    notice: Words = ""
    words: Words = Field(min_length=1)
    heading: Words = ""
    columns: Words = ""
    kind: Words
    value: Words

    @model_validator(mode="after")
    def _says_what_it_is(self) -> Self:
        if (self.value in self.words, bool(self.value)) != (True, self.kind != NONE):
            raise ValueError(self.value)
        return self

    @property
    def unit(self) -> tuple[str, str, str]:
        """The words, and where they stand; the lines of one unit are all that it says."""
        return self.words, self.heading, self.columns

    def stands_in(self, text: str) -> bool:
        """Tell whether all its words are in a notice's text, given without white space."""
        pieces = " ".join((self.words, *self.heading.split("/"), self.columns)).split()
        return all(bare(piece) in text for piece in pieces)


class Read(NamedTuple):
    """The examples in some lines, and how many of these are none."""

    rows: tuple[OwnExample, ...]
    left_out: int = 0

    def standing_in(self, text: str) -> Read:
        """Return those whose words are in a notice's text; the others are left out."""
        whole = bare(text).replace("|", "")
        rows = tuple(row for row in self.rows if row.stands_in(whole))
        return Read(rows, self.left_out + len(self.rows) - len(rows))


def read_lines(lines: Iterable[str]) -> Read:
    """Return the examples in lines."""
    rows, left_out = list[OwnExample](), 0
    for line in filter(str.strip, lines):
        try:
            rows.append(OwnExample.model_validate_json(line))
        except ValidationError:
            left_out += 1
    return Read(tuple(rows), left_out)


def examples_file() -> Path:
    """Return the file of a person's own examples; it need not exist.

    Raises:
        RuntimeError: There is no home folder.
    """
    return notices_folder() / NAME


def kept() -> Read:
    """Return a person's own examples; none where she has no such file."""
    try:
        raw = bounded(examples_file(), _LARGEST)
    except (OSError, RuntimeError):
        return Read(())
    return read_lines(raw.decode("utf-8-sig", "replace").split("\n"))


def written_at() -> tuple[int, int] | None:
    """Return what is another once a person's own examples are; None where she has none."""
    try:
        state = examples_file().stat()
    except (OSError, RuntimeError):
        return None
    return state.st_mtime_ns, state.st_size


def merged(known: Iterable[OwnExample], fresh: Sequence[OwnExample]) -> tuple[OwnExample, ...]:
    """Return examples with others behind them that replace those of the same units."""
    again = _by_unit(fresh)
    others = {unit: rows for unit, rows in _by_unit(known).items() if unit not in again}
    return tuple(chain.from_iterable([*(others | again).values()][-_MOST:]))


def _by_unit(rows: Iterable[OwnExample]) -> dict[tuple[str, ...], dict[OwnExample, None]]:
    """Return the rows of each unit, each once, in their order."""
    units: dict[tuple[str, ...], dict[OwnExample, None]] = {}
    for row in rows:
        units.setdefault(row.unit, {})[row] = None
    return units


def keep(fresh: Sequence[OwnExample]) -> None:
    """Put examples among the person's own.

    Raises:
        ZcdeskError: They cannot be written.
        RuntimeError: There is no home folder.
    """
    known = kept().rows
    if (rows := merged(known, fresh)) != known:
        place = examples_file()
        make_folder(place.parent)
        lines = map(OwnExample.model_dump_json, rows)
        write_atomically(place, "\n".join((*lines, "")).encode())
