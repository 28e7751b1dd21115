"""Writes ``docs/promises.md``: each promise, its bar, and the tests that keep it.

    python tools/promises.py                     writes the page
    python tools/promises.py --check             only tells whether the page is what it would write
    python tools/promises.py --run R7 R8         runs the tests of these promises, long ones too
    python tools/promises.py --run --into FILE   … of all, and writes what they saw into a page

``tests/promises.toml`` says which tests keep which promise. The page in ``docs`` shows no result: a
result is true of the commit whose tests gave it and of no later one. What a run saw it writes into
a page of its own, with the commit; the nightly run does so and keeps it with its pictures. Tests
run one file after the other, and the page is written anew after each: a run of hours that is cut
keeps what was done. A test that counts something tells it by
``record_property("figure", "1 000 kills, 0 lost")``.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).parent.parent))

from tools.calling import run_tool

HERE = Path(__file__).resolve().parent.parent
PROMISES = HERE / "tests" / "promises.toml"
PAGE = HERE / "docs" / "promises.md"

_SHOWN = 5
"""Figures of a promise that its row tells."""


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
    """What became of one entry of ``Promise.tests``.

    Attributes:
        passed: How many cases passed.
        failed: How many failed.
        skipped: How many could not be run there.
        figures: What the tests counted.
    """

    passed: int
    failed: int
    skipped: int
    figures: tuple[str, ...]


def promises() -> tuple[Promise, ...]:
    """Return the promises in the order of their numbers."""
    told = tomllib.loads(PROMISES.read_text(encoding="utf-8"))
    found = [
        Promise(key, one["says"], one["bar"], tuple(one["tests"]), one.get("untried", ""))
        for key, one in told.items()
    ]
    return tuple(sorted(found, key=lambda one: int(one.number[1:])))


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
    cases = [(_place(case), case) for case in ElementTree.parse(report).iter("testcase")]
    found: dict[str, Result] = {}
    for entry in entries:
        result = Result(0, 0, 0, ())
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


def page(every: Sequence[Promise]) -> str:
    """Return the page: what is promised, and by which tests it is kept."""
    lines = [
        "# What zcdesk promises",
        "",
        "Made by `python tools/promises.py` from `tests/promises.toml`; do not edit. Each promise "
        "is kept by the tests below it: `python start.py test` runs some of each, `start.py "
        "nightly` the long ones. What they see is true of the commit they run on: each nightly run "
        "keeps a page with its results and its commit, and `python tools/promises.py --run R7 "
        "--into seen.md` makes one here.",
        "",
        "| | promise | bar |",
        "|---|---|---|",
    ]
    lines += [f"| {one.number} | {one.says} | {one.bar} |" for one in every]
    lines += ["", "## What could not be tried", ""]
    lines += [f"- {one.number}: {one.untried}" for one in every if one.untried]
    lines += ["", "## The tests"]
    for promise in every:
        lines += ["", f"**{promise.number}**", "", *(f"- `{entry}`" for entry in promise.tests)]
    return "\n".join(lines) + "\n"


def seen(every: Sequence[Promise], found: Mapping[str, Result], commit: str) -> str:
    """Return the page of a run: what the tests of each promise saw, and of which commit."""
    lines = [f"# What the tests of the promises saw at {commit}", ""]
    lines += ["| | promise | | figures |", "|---|---|---|---|"]
    lines += [
        f"| {one.number} | {one.says} | {_word(one, found)} | {_figure(one, found)} |"
        for one in every
    ]
    for promise in every:
        lines += ["", f"**{promise.number}**", ""]
        lines += [f"- `{entry}`: {_line(found.get(entry))}" for entry in promise.tests]
    return "\n".join(lines) + "\n"


def _word(promise: Promise, found: Mapping[str, Result]) -> str:
    """Say how a promise stands; a test that was skipped as a whole keeps none."""
    every = [found.get(entry) for entry in promise.tests]
    if any(one is not None and one.failed for one in every):
        return "**broken**"
    whole = bool(every) and all(one is not None and one.passed for one in every)
    return "held" if whole else "**not all run**"


def _figure(promise: Promise, found: Mapping[str, Result]) -> str:
    every = [found[entry] for entry in promise.tests if entry in found]
    told = [figure for one in every for figure in one.figures]
    cases = f"{sum(one.passed for one in every)} tests passed"
    more = [f"{len(told) - _SHOWN} more figures"] if len(told) > _SHOWN else []
    return "; ".join([*told[:_SHOWN], *more, cases]) if every else "—"


def _line(result: Result | None) -> str:
    if result is None:
        return "not run"
    parts = [f"{result.passed} passed"]
    parts += [f"{result.failed} failed"] if result.failed else []
    parts += [f"{result.skipped} skipped"] if result.skipped else []
    return ", ".join(parts)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks.

    Returns:
        1 when the page is not up to date, a test failed, or one that was asked for did not end.
    """
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="only compare")
    parser.add_argument("--run", nargs="*", metavar="R", help="run the tests of these promises")
    parser.add_argument("--into", type=Path, metavar="FILE", help="write what they saw")
    asked = parser.parse_args(arguments)
    every = promises()
    if asked.check:
        return int(PAGE.read_text(encoding="utf-8") != page(every))
    if asked.run is None:
        PAGE.write_text(page(every), encoding="utf-8")
        return 0
    wanted = [one for one in every if not asked.run or one.number in asked.run]
    found: dict[str, Result] = {}
    missing = False
    for group in by_file(entry for one in wanted for entry in one.tests):
        came = run(group)
        missing |= len(came) < len(group)
        found |= came
        if asked.into is not None:
            asked.into.write_text(seen(wanted, found, _commit()), encoding="utf-8")
    return int(missing or any(one.failed for one in found.values()))


if __name__ == "__main__":
    run_tool(main)
