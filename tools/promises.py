"""Writes ``docs/promises.md``: each promise, the tests that keep it, and what they saw last.

    python tools/promises.py              writes the page
    python tools/promises.py --run R7 R8  runs the tests of these promises first, long ones too
    python tools/promises.py --run        … of all promises
    python tools/promises.py --check      only tells whether the page is what it would write

``tests/promises.toml`` says which tests keep which promise; ``benchmarks/results/promises.json``
keeps what came out when each was run last. The tests run one file after the other, and what came
out of a file is kept at once: a run of hours that is cut keeps what was done. A test that counts
something tells it by ``record_property("figure", "1 000 kills, 0 lost")``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).resolve().parent.parent
PROMISES = HERE / "tests" / "promises.toml"
RESULTS = HERE / "benchmarks" / "results" / "promises.json"
PAGE = HERE / "docs" / "promises.md"

_SHOWN = 5
"""Figures of a promise that its row tells; all stand in the results."""


@dataclass(frozen=True)
class Promise:
    """One promise.

    Attributes:
        number: "R1" …
        says: What is promised.
        bar: What its tests must show.
        tests: Files, or tests in them (``file::name``), below the root.
        untried: What could not be tried on the machines at hand; "" when nothing.
    """

    number: str
    says: str
    bar: str
    tests: tuple[str, ...]
    untried: str = ""


@dataclass(frozen=True)
class Result:
    """What became of one entry of ``Promise.tests`` when it was run last.

    Attributes:
        passed: How many cases passed.
        failed: How many failed.
        skipped: How many could not be run there.
        figures: What the tests counted.
        day: When, as ISO date in UTC.
        commit: Of what, abbreviated.
    """

    passed: int
    failed: int
    skipped: int
    figures: tuple[str, ...]
    day: str
    commit: str


def promises() -> tuple[Promise, ...]:
    """Return the promises in the order of their numbers."""
    told = tomllib.loads(PROMISES.read_text(encoding="utf-8"))
    found = [
        Promise(key, one["says"], one["bar"], tuple(one["tests"]), one.get("untried", ""))
        for key, one in told.items()
    ]
    return tuple(sorted(found, key=lambda one: int(one.number[1:])))


def results() -> dict[str, Result]:
    """Return what is kept of earlier runs, by entry."""
    if not RESULTS.exists():
        return {}
    told = json.loads(RESULTS.read_text(encoding="utf-8"))
    return {
        entry: Result(**{**one, "figures": tuple(one["figures"])}) for entry, one in told.items()
    }


def by_file(entries: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return entries grouped by their file, files and entries in the order in which they come."""
    grouped: dict[str, dict[str, None]] = {}
    for entry in entries:
        grouped.setdefault(entry.partition("::")[0], {})[entry] = None
    return tuple(tuple(group) for group in grouped.values())


def run(entries: Sequence[str]) -> dict[str, Result]:
    """Run tests of one file, the long ones too, and return what came out by entry.

    Entries whose tests were not run to their end are missing: pytest writes its report at the end.
    """
    file = entries[0].partition("::")[0]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        chosen = ["-m", "nightly or not nightly", "-o", "junit_family=legacy"]
        asked = [file] if file in entries else entries
        command = [sys.executable, "-m", "pytest", *chosen, f"--junitxml={report}", *asked]
        variables = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        subprocess.run(command, cwd=HERE, env=variables, check=False)
        return read_report(report, entries) if report.exists() else {}


def read_report(report: Path, entries: Iterable[str]) -> dict[str, Result]:
    """Return what a JUnit report of pytest says of each entry; one that did not run is left out."""
    day, commit = datetime.now(UTC).date().isoformat(), _commit()
    cases = [(_place(case), case) for case in ElementTree.parse(report).iter("testcase")]
    found: dict[str, Result] = {}
    for entry in entries:
        result = Result(0, 0, 0, (), day, commit)
        for place, case in cases:
            if place == entry or place.startswith(f"{entry}::"):
                result = _counted(result, case)
        if result.passed + result.failed + result.skipped:
            found[entry] = result
    return found


def _place(case: ElementTree.Element) -> str:
    """Return file, class if any, and name of a test, without the values of its table."""
    file, name = case.get("file", ""), case.get("name", "").partition("[")[0]
    module = file.removesuffix(".py").replace("/", ".").replace(os.sep, ".")
    inside = case.get("classname", "").removeprefix(module).strip(".")
    return "::".join(part for part in (file, inside, name) if part)


def _counted(result: Result, case: ElementTree.Element) -> Result:
    told = [one.get("value", "") for one in case.iter("property") if one.get("name") == "figure"]
    figures = (*result.figures, *(one for one in told if one not in result.figures))
    if case.find("skipped") is not None:
        return replace(result, skipped=result.skipped + 1, figures=figures)
    if case.find("failure") is not None or case.find("error") is not None:
        return replace(result, failed=result.failed + 1, figures=figures)
    return replace(result, passed=result.passed + 1, figures=figures)


def _commit() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    told = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    return told.stdout.strip()


def keep(asked: Iterable[str], found: Mapping[str, Result]) -> None:
    """Store what came out of entries; one that was asked for and did not end is forgotten."""
    known = {entry for promise in promises() for entry in promise.tests}
    merged = {**results(), **found}
    for entry in set(asked) - set(found):
        merged.pop(entry, None)
    told = {entry: asdict(merged[entry]) for entry in sorted(merged) if entry in known}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def page(every: Sequence[Promise], kept: Mapping[str, Result]) -> str:
    """Return the page."""
    held = sum(_holds(promise, kept) for promise in every)
    lines = [
        "# What zcdesk promises",
        "",
        "Made by `python tools/promises.py`; do not edit. "
        f"{held} of {len(every)} promises held when all of their tests were run last.",
        "`python tools/promises.py --run R7` runs the tests of one, the long ones too.",
        "",
        "| | promise | bar | | last figure |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {one.number} | {one.says} | {one.bar} | {_word(one, kept)} | {_figure(one, kept)} |"
        for one in every
    ]
    lines += ["", "## What could not be tried here", ""]
    lines += [f"- {one.number}: {one.untried}" for one in every if one.untried]
    lines += ["", "## The tests"]
    for promise in every:
        lines += ["", f"**{promise.number}**", ""]
        lines += [f"- `{entry}`: {_line(kept.get(entry))}" for entry in promise.tests]
    return "\n".join(lines) + "\n"


def _holds(promise: Promise, kept: Mapping[str, Result]) -> bool:
    """Tell whether all of its tests were run and none failed; one skipped as a whole is none."""
    seen = [kept.get(entry) for entry in promise.tests]
    return bool(seen) and all(one is not None and not one.failed and one.passed for one in seen)


def _word(promise: Promise, kept: Mapping[str, Result]) -> str:
    if _holds(promise, kept):
        return "held"
    seen = [kept.get(entry) for entry in promise.tests]
    if any(one is not None and one.failed for one in seen):
        return "**broken**"
    return "**not all run**"


def _figure(promise: Promise, kept: Mapping[str, Result]) -> str:
    seen = [kept[entry] for entry in promise.tests if entry in kept]
    told = [figure for one in seen for figure in one.figures]
    cases = f"{sum(one.passed for one in seen)} tests passed"
    more = [f"{len(told) - _SHOWN} more figures"] if len(told) > _SHOWN else []
    return "; ".join([*told[:_SHOWN], *more, cases]) if seen else "—"


def _line(result: Result | None) -> str:
    if result is None:
        return "not run yet"
    parts = [f"{result.passed} passed"]
    parts += [f"{result.failed} failed"] if result.failed else []
    parts += [f"{result.skipped} skipped"] if result.skipped else []
    return f"{', '.join(parts)} ({result.day}, {result.commit})"


def write_page(every: Sequence[Promise]) -> None:
    """Write the page of what is kept."""
    PAGE.write_text(page(every, results()), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks.

    Returns:
        1 when the page is not up to date, a test failed, or one that was asked for did not end.
    """
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="only compare")
    parser.add_argument("--run", nargs="*", metavar="R", help="run the tests of these promises")
    asked = parser.parse_args(arguments)
    every = promises()
    if asked.check:
        return int(PAGE.read_text(encoding="utf-8") != page(every, results()))
    missing = False
    if asked.run is not None:
        wanted = [one for one in every if not asked.run or one.number in asked.run]
        for group in by_file(entry for one in wanted for entry in one.tests):
            found = run(group)
            missing |= len(found) < len(group)
            keep(group, found)
            write_page(every)
    write_page(every)
    return int(missing or any(one.failed for one in results().values()))


if __name__ == "__main__":
    sys.exit(main())
