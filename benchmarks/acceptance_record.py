"""What held of each acceptance check when they were tried last."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from benchmarks.run_record import CHECKS, RESULTS

OUTCOMES = RESULTS / CHECKS


class Outcome(BaseModel):
    """What held of one check.

    Attributes:
        number: In the acceptance list.
        what: What must hold.
        steps: How many steps it has.
        held: How many of them held.
        commands: What was typed.
        tests: Tests of the window that were run.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    what: str
    steps: int
    held: int
    commands: tuple[str, ...]
    tests: tuple[str, ...]

    @property
    def word(self) -> Literal["holds", "in part", "not"]:
        """What held, in words."""
        if self.held == self.steps:
            return "holds"
        return "in part" if self.held else "not"


_OUTCOMES = TypeAdapter(tuple[Outcome, ...])


def outcomes(path: Path = OUTCOMES) -> tuple[Outcome, ...]:
    """Return what is kept; nothing where nobody tried them yet."""
    return _OUTCOMES.validate_json(path.read_bytes()) if path.exists() else ()


def write_outcomes(path: Path, found: Iterable[Outcome]) -> None:
    """Keep what came out."""
    path.write_bytes(_OUTCOMES.dump_json(tuple(found), indent=1) + b"\n")
