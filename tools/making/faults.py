"""Puts one fault at a time into the program and looks whether the tests notice it.

Usage:
    python tools/making/faults.py --count 60 --seed 1

Statements are chosen by chance. One run of the whole tells which tests come to each of them; where
none does, another one is taken. Then each gets a fault in a clone: a comparison turned, a branch
dropped, a number off by one, a call skipped, a constant changed; and the tests that come to it run,
the day's first and the quickest of them first. A page that several tests share is found for the
first of them alone, so that a few more may notice. ``benchmarks/results/faults.md`` holds the rows.
"""

from __future__ import annotations

import argparse
import ast
import os
import subprocess
import sys
import tempfile
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))
from tools.calling import run_tool

HERE = Path(__file__).resolve().parents[2]
RECORD = HERE / "benchmarks" / "results" / "faults.md"
SECONDS = 150
"""For which the tests that come to a fault are asked, the day's and the slow ones."""

WORDS = {True: "noticed", False: "**slips**"}

SPARE = 2
"""Statements for each that is wanted: some are reached by no test."""

ALWAYS = "tests/test_changelog.py"
"""Runs with them: without a name pytest would run all."""

Comers = tuple[dict[str, float], dict[str, float]]
"""The day's tests that come to a statement, and the slow ones, each with its seconds."""

TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE,
    ast.LtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip

REACHED = '''
import os, sys, time
from pathlib import Path

FOLDER, NOW, known, last = Path(__file__).parent / "reached", "", set(), [0.0, ""]

def running():
    """The test of the process that began this one, looked up every twentieth of a second."""
    if time.monotonic() - last[0] > 0.05:
        process = os.getpid()
        while process > 1 and not (FOLDER / f"{process}.now").exists():
            process = int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
        now = FOLDER / f"{process}.now"
        last[:] = time.monotonic(), now.read_text() if process > 1 else ""
    return last[1]

def write(kind, *words):
    with open(FOLDER / f"{os.getpid()}.{kind}", "a") as file:
        file.write("\\t".join(map(str, words)) + "\\n")

def at(number):
    test = NOW or running()
    if test and (number, test) not in known:
        known.add((number, test))
        write("places", number, test)

def pytest_runtest_logstart(nodeid):
    global NOW
    NOW = nodeid if "PYTEST_XDIST_WORKER" in os.environ else ""
    if NOW:
        (FOLDER / f"{os.getpid()}.now").write_text(nodeid)

def pytest_runtest_logreport(report):
    if report.when == "call" and report.outcome == "passed":
        write("tests", report.nodeid, report.duration, "slow" in report.keywords)
'''
"""A module of the clone: which test runs, and who comes to which statement; a plugin of pytest."""


@dataclass(frozen=True)
class Fault:
    """One fault: lines and columns of what is replaced, by what, and of which statement it is."""

    kind: str
    node: ast.expr
    text: str
    statement: ast.stmt

    def in_source(self, source: str) -> str:
        """Return a module with this fault."""
        return _replaced(source, self.node, self.text)


def faults(statement: ast.stmt) -> Iterator[Fault]:
    """Yield the faults that a statement by itself can have; those of its body are others'."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        yield Fault("call skipped", statement.value, "None", statement)
    if isinstance(statement, ast.If | ast.While):
        yield Fault("branch dropped", statement.test, "False", statement)
    for node in _own(statement):
        if isinstance(node, ast.Compare) and type(node.ops[0]) in TURNED:
            operators = [TURNED[type(node.ops[0])](), *node.ops[1:]]
            turned = ast.Compare(node.left, operators, node.comparators)
            yield Fault("comparison turned", node, f"({ast.unparse(turned)})", statement)
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
            yield Fault("constant changed", node, str(not node.value), statement)
        elif isinstance(node, ast.Constant) and isinstance(node.value, int):
            yield Fault("off by one", node, str(node.value + 1), statement)
        elif isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield Fault("constant changed", node, repr(node.value * 2 + 1), statement)


def _own(statement: ast.stmt) -> Iterator[ast.expr]:
    """Yield the expressions of a statement without those of the statements below it."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        for node in ast.iter_child_nodes(waiting.pop()):
            # What a text is joined of has no place of its own in 3.11.
            if not isinstance(node, ast.stmt | ast.JoinedStr | ast.arguments | ast.match_case):
                waiting.append(node)
                if isinstance(node, ast.expr):
                    yield node


def probe(source: str, statements: Sequence[tuple[int, ast.stmt]]) -> str:
    """Return a module in which each statement says by its number that somebody comes there."""
    lines = source.splitlines(keepends=True)
    for number, statement in statements:
        line = lines[statement.lineno - 1]
        margin = line[: len(line) - len(line.lstrip())]
        lines[statement.lineno - 1] = f'{margin}__import__("reached").at({number})\n{line}'
    return "".join(lines)


def _replaced(source: str, node: ast.expr, text: str) -> str:
    lines = source.encode().splitlines(keepends=True)
    first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
    before, behind = lines[first][: node.col_offset], lines[last][node.end_col_offset :]
    lines[first : last + 1] = [before + text.encode() + behind]
    return b"".join(lines).decode()


def statements(source: str) -> list[ast.stmt]:
    """Return the statements inside functions that can have a fault; none is an ``elif``."""
    lines = source.splitlines()
    inside = (
        statement
        for function in ast.walk(ast.parse(source))
        if isinstance(function, ast.FunctionDef)
        for statement in ast.walk(function)
        if isinstance(statement, ast.stmt) and statement is not function
    )
    return [
        one
        for one in dict.fromkeys(inside)
        if any(faults(one)) and not lines[one.lineno - 1].lstrip().startswith("elif")
    ]


@dataclass(frozen=True)
class Clone:
    """A checkout of its own, in which nothing is kept from one fault to the next."""

    root: Path

    def run(self, longest: str, *arguments: str) -> int:
        """Run tests of it and return pytest's status; 124 where they hung."""
        variables = {**os.environ, "PYTHONPATH": str(self.root), "QT_QPA_PLATFORM": "offscreen"}
        return subprocess.run(
            ["timeout", longest, sys.executable, "-m", "pytest", "-q", *arguments],
            cwd=self.root, env=variables, capture_output=True, check=False,
        ).returncode  # fmt: skip

    def chosen(self, random: Random, count: int) -> Iterator[tuple[Path, Fault]]:
        """Yield faults of modules by chance."""
        modules = sorted((self.root / "zcdesk").rglob("*.py"))
        while count:
            module = random.choice(modules)
            if places := statements(module.read_text(encoding="utf-8")):
                yield module, random.choice(list(faults(random.choice(places))))
                count -= 1

    def reaching(self, chosen: Sequence[tuple[Path, Fault]]) -> dict[int, Comers]:
        """Run the whole; return who comes to each place, slow or not, quickest first."""
        (self.root / "reached").mkdir()
        (self.root / "reached.py").write_text(REACHED, encoding="utf-8")
        for module in {module for module, _ in chosen}:
            own = [(at, fault.statement) for at, (of, fault) in enumerate(chosen) if of == module]
            source = module.read_text(encoding="utf-8")
            module.write_text(probe(source, own), encoding="utf-8")
        self.run("4h", "-p", "reached", "-n", "2", "--dist", "worksteal")
        rows = self._rows("tests")
        ran = {test: (slow == "True", float(seconds)) for test, seconds, slow in rows}
        found = defaultdict[int, Comers](lambda: ({}, {}))
        for number, test in self._rows("places"):
            if test in ran:
                slow, seconds = ran[test]
                found[int(number)][slow][test] = seconds
        subprocess.run(["git", "checkout", "-q", "."], cwd=self.root, check=True)
        return found

    def _rows(self, kind: str) -> list[list[str]]:
        files = (self.root / "reached").glob(f"*.{kind}")
        return [line.split("\t") for file in files for line in file.read_text().splitlines()]

    def notice(self, tests: Mapping[str, float]) -> bool:
        """Tell whether one of these tests fails."""
        asked = self.root / "asked.txt"
        quickest = sorted(tests, key=tests.__getitem__)
        most = bisect([*accumulate(map(tests.__getitem__, quickest))], SECONDS)
        asked.write_text("\n".join((ALWAYS, *quickest[:most])), encoding="utf-8")
        return self.run("15m", "-x", f"@{asked}") != 0

    def noticed(self, module: Path, fault: Fault, comers: Comers) -> tuple[bool, bool]:
        """Put a fault in and tell whether the day notices it, and whether the whole does."""
        source = module.read_text(encoding="utf-8")
        module.write_text(fault.in_source(source), encoding="utf-8")
        by_day = self.notice(comers[False])
        whole = by_day or self.notice(comers[True])
        module.write_text(source, encoding="utf-8")
        return by_day, whole


def row(place: str, fault: Fault, comers: Comers, *noticed: bool) -> str:
    """Return what the record says of a fault."""
    was = ast.unparse(fault.node).replace("|", "\\|")[:60]
    words = " | ".join(WORDS[one] for one in noticed)
    return (
        f"| {place}:{fault.node.lineno} | {fault.kind} | `{was}`"
        f" | {len(comers[False])} + {len(comers[True])} | {words} |"
    )


def main() -> int:
    """Try as many faults as are wanted, and keep the record."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    asked, rows = parser.parse_args(), list[str]()
    with tempfile.TemporaryDirectory() as folder:
        clone = Clone(Path(folder) / "checkout")
        subprocess.run(["git", "clone", "--quiet", str(HERE), str(clone.root)], check=True)
        commit = subprocess.check_output(
            ["git", "rev-parse", "--short", "HEAD"], cwd=clone.root, text=True
        ).strip()
        chosen = list(clone.chosen(Random(asked.seed), SPARE * asked.count))
        reaching = clone.reaching(chosen)
        found = list[tuple[bool, bool]]()
        for at in sorted(reaching)[: asked.count]:
            module, fault = chosen[at]
            found.append(clone.noticed(module, fault, reaching[at]))
            place = module.relative_to(clone.root).as_posix()
            rows.append(row(place, fault, reaching[at], *found[-1]))
            day, whole = (sum(map(itemgetter(tier), found)) for tier in (0, 1))
            head = (
                f"# Faults put in at {commit}, seed {asked.seed}\n\n"
                f"{whole} of {len(rows)} are noticed, {day} of them by day; no test came to"
                f" {len(chosen) - len(reaching)} of {len(chosen)} statements"
                " (tools/making/faults.py).\n\n"
                "| where | what | was | tests, day + slow | by day | by the whole |\n"
                "|---|---|---|---|---|---|\n"
            )
            RECORD.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
            print(rows[-1], flush=True)
    return 0


if __name__ == "__main__":
    run_tool(main)
