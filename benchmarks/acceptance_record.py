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


_OUTCOMES = TypeAdapter(list[Outcome])


def outcomes(path: Path = OUTCOMES) -> list[Outcome]:
    """Return what is kept; nothing where nobody tried them yet."""
    return _OUTCOMES.validate_json(path.read_bytes()) if path.exists() else []


def keep_outcomes(found: Iterable[Outcome], path: Path = OUTCOMES) -> None:
    """Keep what came out of checks in place of what was kept of them."""
    kept = {one.number: one for one in (*outcomes(path), *found)}
    told = [kept[number] for number in sorted(kept)]
    path.write_bytes(_OUTCOMES.dump_json(told, indent=1) + b"\n")
