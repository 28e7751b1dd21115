"""Puts one fault at a time into the program and looks whether the tests notice it.

Usage:
    python tools/making/faults.py --count 60 --seed 1             nearest tests, then the day's
    python tools/making/faults.py --count 60 --seed 1 --nearest   the nearest alone

A statement is chosen by chance among those that the nearest tests reach: first it is made to raise,
and where nobody notices that, another one is taken. Then it gets a fault: a comparison turned, a
branch dropped, a number off by one, a call skipped, a constant changed. The nearest tests are those
that name its module, nearest folder first; where they notice nothing the tier is asked. All of it
is done in a clone; what came out is written to ``benchmarks/results/faults.md`` after each fault.
"""

from __future__ import annotations

import argparse
import ast
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parents[2]
RECORD = HERE / "benchmarks" / "results" / "faults.md"
MOST_FILES = 6
"""Files of tests that count as the nearest."""
LONGEST = 900
"""Seconds for the nearest tests; a fault that makes them hang is noticed by that."""

TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE,
    ast.LtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


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


def probe(source: str, statement: ast.stmt) -> str:
    """Return a module in which a statement raises, to see whether anybody comes there."""
    lines = source.splitlines(keepends=True)
    at = statement.lineno - 1
    margin = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
    return "".join((*lines[:at], f'{margin}raise AssertionError("reached")\n', *lines[at:]))


def _replaced(source: str, node: ast.expr, text: str) -> str:
    lines = source.encode().splitlines(keepends=True)
    first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
    before, behind = lines[first][: node.col_offset], lines[last][node.end_col_offset :]
    lines[first : last + 1] = [before + text.encode() + behind]
    return b"".join(lines).decode()


def statements(source: str) -> list[ast.stmt]:
    """Return the statements inside functions that can have a fault."""
    inside = (
        statement
        for function in ast.walk(ast.parse(source))
        if isinstance(function, ast.FunctionDef)
        for statement in ast.walk(function)
        if isinstance(statement, ast.stmt) and statement is not function
    )
    return [one for one in dict.fromkeys(inside) if any(True for _ in faults(one))]


def nearest(module: Path, root: Path) -> list[str]:
    """Return the files of tests that name a module, those of its own folder first."""
    name = ".".join(module.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
    own = ("tests", *module.relative_to(root).parts[1:-1])
    naming = [
        path.relative_to(root)
        for path in sorted((root / "tests").rglob("test_*.py"))
        if "nightly" not in path.parts and name in path.read_text(encoding="utf-8")
    ]
    shared = {path: len(set(path.parts) & set(own)) for path in naming}
    return [path.as_posix() for path in sorted(naming, key=lambda one: -shared[one])][:MOST_FILES]


def noticed(root: Path, tests: Sequence[str]) -> bool:
    """Run tests in the clone; tell whether one failed, or did not come to its end."""
    variables = {**os.environ, "PYTHONPATH": str(root), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "2", "-m", "not slow", *tests]
    try:
        done = subprocess.run(
            command, cwd=root, env=variables, timeout=LONGEST if tests else None, check=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def tried(root: Path, random: Random, *, whole: bool) -> str | None:
    """Try one fault by chance; return its row, None where nobody comes to its statement."""
    module = random.choice(sorted((root / "zcdesk").rglob("*.py")))
    source, tests = module.read_text(encoding="utf-8"), nearest(module, root)
    places = statements(source)
    if not places or not tests:
        return None
    statement = random.choice(places)
    fault = random.choice(list(faults(statement)))
    try:
        module.write_text(probe(source, statement), encoding="utf-8")
        if not noticed(root, tests):
            return None
        module.write_text(fault.in_source(source), encoding="utf-8")
        ast.parse(module.read_text(encoding="utf-8"))
        near = noticed(root, tests)
        tier = near or (noticed(root, ()) if whole else None)
    finally:
        module.write_text(source, encoding="utf-8")
    place = f"{module.relative_to(root).as_posix()}:{fault.node.lineno}"
    was = ast.unparse(fault.node).replace("|", "\\|")[:60]
    words = {True: "noticed", False: "**slips through**", None: "not asked"}
    return f"| {place} | {fault.kind} | `{was}` | {words[near]} | {words[tier]} |"


def main() -> int:
    """Try as many faults as are wanted, and keep the record."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--nearest", action="store_true", help="ask the nearest tests alone")
    asked = parser.parse_args()
    random, rows = Random(asked.seed), list[str]()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "checkout"
        subprocess.run(["git", "clone", "--quiet", str(HERE), str(root)], check=True)
        named = ["git", "rev-parse", "--short", "HEAD"]
        told = subprocess.run(named, cwd=root, capture_output=True, text=True, check=True)
        while len(rows) < asked.count:
            if (row := tried(root, random, whole=not asked.nearest)) is not None:
                rows.append(row)
                found = sum("| noticed |" in one for one in rows)
                head = f"# Faults put in at {told.stdout.strip()}, seed {asked.seed}\n\n"
                head += f"{found} of {len(rows)} were noticed (tools/making/faults.py).\n\n"
                head += (
                    "| where | what | was | nearest tests | the day's |\n|---|---|---|---|---|\n"
                )
                RECORD.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
                print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
