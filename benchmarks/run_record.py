"""What a run of a benchmark leaves behind: one file a run in ``benchmarks/results``.

Each file tells which benchmark ran, on which commit, day, seeds and machine, by which command, and
its figures with their counts. ``python tools/quality.py`` makes ``docs/quality.md`` of the newest
figures. A benchmark that takes ``--result FILE`` writes such a file at its end.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, model_validator

HERE = Path(__file__).resolve().parent.parent
RESULTS = HERE / "benchmarks" / "results"
CHECKS = "acceptance-checks.json"
"""File of the folder that is no run; ``benchmarks/acceptance.py`` keeps it."""


class Figure(BaseModel):
    """One figure of a run: a share (``count`` of ``of``) or a measured ``value``.

    Attributes:
        promise: Table of the page on which it stands, a key of ``tools.quality.TABLES``.
        what: What was counted or measured. A figure of the same table and name replaces an older
            one on the page.
        count: How many.
        of: Of how many.
        value: What was measured, in ``unit``.
        unit: Of ``value``.
        at_most: The bar: a share from 0 to 1, or a value in ``unit``.
        at_least: The bar from the other side.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    promise: str
    what: str
    count: int | None = None
    of: int | None = None
    value: float | None = None
    unit: str = ""
    at_most: float | None = None
    at_least: float | None = None

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Figure:
        counted = self.count is not None
        if counted == (self.value is not None):
            raise ValueError(f"{self.what}: either a count or a value")
        if counted and (self.of is None or not 0 <= (self.count or 0) <= self.of):
            raise ValueError(f"{self.what}: {self.count} of {self.of}")
        if not counted and not self.unit:
            raise ValueError(f"{self.what}: a value needs its unit")
        return self

    @property
    def seen(self) -> float | None:
        """The share from 0 to 1 or the value; None where nothing was there to be counted."""
        if self.count is None:
            return self.value
        return self.count / self.of if self.of else None

    @property
    def bar(self) -> str:
        """The bar as it is shown, "" where there is none."""
        sign, bar = ("≤", self.at_most) if self.at_most is not None else ("≥", self.at_least)
        if bar is None:
            return ""
        if self.count is not None:
            return {0.0: "none", 1.0: "all"}.get(bar, f"{sign} {100 * bar:g} %")
        return f"{sign} {bar:g} {self.unit}"

    @property
    def met(self) -> str:
        """Whether the bar is met, and whether so many were counted that this is certain."""
        if not self.bar:
            return ""
        if self.seen is None:
            return "nothing counted"
        if not self._within(self.seen):
            return "**no**"
        absolute = self.bar in ("none", "all")
        if self.count is None or absolute or all(map(self._within, self.interval())):
            return "yes"
        return "yes, too few to prove"

    def _within(self, seen: float) -> bool:
        above = self.at_most is not None and seen > self.at_most
        below = self.at_least is not None and seen < self.at_least
        return not above and not below

    def interval(self) -> tuple[float, float]:
        """Return the 95 % interval of a counted share."""
        return interval(self.count or 0, self.of or 0)


class Run(BaseModel):
    """One run of a benchmark.

    Attributes:
        benchmark: Its module in ``benchmarks``, or the test that counted.
        command: What was typed; "" where the script is not part of this repository.
        commit: Of which the code was, abbreviated, with "+" for changes that were not committed.
        day: When it ended, as ISO date or time in UTC.
        seeds: Which pages were drawn; "" where none were.
        machine: Of which it ran.
        note: What else ran, why it ended early, where its numbers come from.
        figures: What came out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    benchmark: str
    command: str
    commit: str
    day: str
    seeds: str
    machine: str
    note: str = ""
    figures: tuple[Figure, ...]


def interval(hits: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927)."""
    if not total:
        return 0.0, 1.0
    share, z = hits / total, 1.96
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    half /= 1 + z * z / total
    return max(0.0, middle - half), min(1.0, middle + half)


def ask_for_result(parser: argparse.ArgumentParser) -> None:
    """Give a benchmark the option ``--result``."""
    parser.add_argument(
        "--result", type=Path, metavar="FILE", help="write the figures to benchmarks/results/…json"
    )


def write_run(
    path: Path, benchmark: str, figures: Iterable[Figure], seeds: Sequence[int] = (), note: str = ""
) -> None:
    """Write what a run of this program gave, with what ``Run`` tells of it.

    Args:
        path: The file of the run.
        benchmark: Module in ``benchmarks``.
        figures: What came out.
        seeds: Of the pages that were drawn; the first and the last are told.
        note: What else should be known.
    """
    first, last = min(seeds, default=0), max(seeds, default=0)
    run = Run(
        benchmark=benchmark,
        command=_command(benchmark, sys.argv[1:]),
        commit=commit(),
        day=datetime.now(UTC).isoformat(timespec="minutes").removesuffix("+00:00"),
        seeds="" if not seeds else f"{first}" if first == last else f"{first}–{last}",
        machine=f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, "
        f"Python {platform.python_version()}",
        note=note,
        figures=tuple(figures),
    )
    path.write_text(text_of(run), encoding="utf-8")


def text_of(run: Run) -> str:
    """Return a run as the text of its file."""
    return run.model_dump_json(indent=1, exclude_defaults=True) + "\n"


def runs(folder: Path = RESULTS) -> dict[str, Run]:
    """Return the runs that are kept in a folder, by file name.

    Raises:
        ValueError: A file is no run; the text names it and the field.
    """
    found = {}
    for path in sorted(folder.glob("*.json")):
        if path.name == CHECKS:
            continue
        try:
            found[path.name] = Run.model_validate_json(path.read_text(encoding="utf-8"))
        except ValueError as fault:
            raise ValueError(f"{path.name}: {fault}") from fault
    return found


def _command(benchmark: str, arguments: Sequence[str]) -> str:
    """Return what was typed, without the folders of the machine and the file of the result."""
    kept = list(arguments)
    if "--result" in kept:
        place = kept.index("--result")
        del kept[place : place + 2]
    named = [Path(one).name if os.sep in one else one for one in kept]
    return " ".join(["python", "-m", f"benchmarks.{benchmark}", *named])


def commit() -> str:
    """Return the commit of the code, with "+" for changes that were not committed."""
    command = ["git", "describe", "--always", "--exclude=*", "--dirty=+"]
    done = subprocess.run(command, cwd=HERE, capture_output=True, encoding="utf-8", check=False)
    return done.stdout.strip()
