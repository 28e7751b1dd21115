"""Counts which branches of the reading rooms no page, notice or roster takes, and which one alone.

Usage:
    python benchmarks/ledger.py                                what stands in the tree
    python benchmarks/ledger.py --pages FOLDER --notices FOLDER --rosters FOLDER --minutes 25

Each input runs through the program's own commands in this process and is a context of the coverage.
What is outside is looked at where it lies. ``benchmarks/results/ledger.md`` holds what came out:
what none takes has to go, or a requirement has to ask for it; what one takes bears its name.
"""

from __future__ import annotations

import argparse
import ast
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from coverage import Coverage
from coverage.parser import PythonParser

TREE = Path(__file__).resolve().parents[1]
RECORD = TREE / "benchmarks" / "results" / "ledger.md"
ROOMS = ("masking", "names", "notices", "pages", "reading", "sorting", "checks", "verification",
         "batch/roster")  # fmt: skip
NOBODY, OLDER = ("赵启明", "新疆天山桥梁工程有限公司"), "region-senior-2024"
"""Whom pages of somebody else are asked for, and the notice before every second one."""

TARGETS = ("name", "employer", "photo", "seal", "signature", "code", "id-number")

Arc = tuple[int, int]
Taken = dict[Path, dict[Arc, set[str]]]
Inputs = Iterator[tuple[str, Sequence[Sequence[object]]]]
"""Names and commands."""


def inputs(more: Mapping[str, Path | None], out: Path) -> Inputs:
    """Yield the name of all that is run and its commands, what takes least time first."""
    given = {kind: sorted(folder.iterdir()) if folder else [] for kind, folder in more.items()}
    own = (*TREE.glob("resources/notices/texts/*"), *TREE.glob("tests/notices/customs/*.txt"))
    for place, path in enumerate((*sorted(own), *given["notices"])):
        renewed = ("renew", path, "--from", OLDER, "--year", 2027)
        yield path.name, [("notice", *(renewed if place % 2 else ("new", path)))]
    for path in given["rosters"]:
        yield path.name, [("batch", "check", path, "--scans", out)]
    yield "sample", [("demo", "--headless", "--out", out / "package")]
    for path in given["pages"]:
        yield path.name, page(path, *NOBODY, out)
    for told in sorted(TREE.glob("resources/lessons/people/*.json")):
        person = json.loads(told.read_text(encoding="utf-8"))
        who = person["applicant"]["name"], person["applicant"]["employer"]
        for paper in person["pages"]:
            path = told.with_suffix("") / paper["file"]
            yield f"{told.stem} {path.stem}", page(path, *who, out)


def page(path: Path, name: str, employer: str, out: Path) -> Sequence[Sequence[object]]:
    """Return how a page is looked at, covered, and read again."""
    who = ("--name", name, "--employer", employer)
    every = [word for target in TARGETS for word in ("--target", target)]
    into = out / f"{path.parent.name} {path.stem}"  # of its own: all of it is verified
    return [("redact", path, *who, *every, "--out", into), ("verify", into, *who)]


def work_here() -> None:
    """Let tasks for other processes run in this one, where they are counted."""
    from zcdesk.workers import pool

    def submit(_: object, function: Callable[..., Any], *given: Any, **__: Any) -> Future[Any]:
        answer: Future[Any] = Future()
        try:
            answer.set_result(function(*given))
        except Exception as error:
            answer.set_exception(error)
        return answer

    vars(pool)["WorkerPool"].submit = submit


def taken_by(wanted: Inputs, minutes: float) -> tuple[Taken, int]:
    """Run inputs until the time is over; return who took which arc of which file, how many ran."""
    rooms = [str(TREE / "zcdesk" / room / "*") for room in ROOMS]
    counting = Coverage(branch=True, data_file=None, include=rooms, config_file=False)
    end, ran = time.monotonic() + 60 * minutes, list[str]()
    with counting.collect():
        from zcdesk.cli.app import run

        work_here()
        for name, commands in wanted:
            if time.monotonic() > end:
                break
            counting.switch_context(name)
            ran.append(name)
            for words in commands:
                with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
                    run([str(word) for word in words])
    data, taken = counting.get_data(), defaultdict[Path, dict[Arc, set[str]]](dict)
    for name in ran:
        data.set_query_context(name)
        for file in data.measured_files():
            for arc in data.arcs(file) or ():
                taken[Path(file)].setdefault(arc, set()).add(name)
    return taken, len(ran)


def branches(path: Path, taken: dict[Arc, set[str]]) -> Iterator[tuple[str, Arc, set[str]]]:
    """Yield each branch of a module: its function, its lines, and the inputs that take it."""
    source = path.read_text(encoding="utf-8")
    parser = PythonParser(text=source, filename=str(path))
    parser.parse_source()
    takers = defaultdict[Arc, set[str]](set)
    for arc, names in taken.items():
        for known in parser.translate_arcs([arc]):
            takers[known] |= names
    defined = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    exits = parser.exit_counts()
    for arc in sorted(arc for arc in parser.arcs() if exits.get(arc[0], 0) > 1):
        within = [f.name for f in defined if f.lineno <= arc[0] <= (f.end_lineno or 0)]
        yield within[-1] if within else "", arc, takers[arc]


def record(taken: Taken, ran: int) -> str:
    """Return the ledger as a page."""
    rooms, rows = list[str](), list[str]()
    for room in ROOMS:
        counts = [0, 0, 0]
        for path in sorted((TREE / "zcdesk" / room).rglob("*.py")):
            found = defaultdict[str, list[str]](list)
            for function, arc, names in branches(path, taken.get(path, {})):
                counts[min(len(names), 2)] += 1
                if len(names) < 2:
                    found[function].append(f"{arc[0]}→{abs(arc[1])} {next(iter(names), 'none')}")
            place = path.relative_to(TREE / "zcdesk").as_posix()
            rows += [f"- {place} `{name}`: {'; '.join(each)}" for name, each in found.items()]
        rooms.append(f"| {room} | {sum(counts)} | {counts[0]} | {counts[1]} |")
    at = subprocess.check_output(["git", "rev-parse", "--short", "HEAD"], cwd=TREE, text=True)
    head = f"# Branches taken at {at.strip()}\n\n{ran} inputs (benchmarks/ledger.py).\n"
    head += "\n| room | branches | taken by none | by one |\n|---|---|---|---|\n"
    below = "\n\n## By function: lines of the branch, and who takes it\n\n"
    return head + "\n".join(rooms) + below + "\n".join(rows) + "\n"


def main() -> int:
    """Run all inputs and write the ledger."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    for kind in ("notices", "rosters", "pages"):
        parser.add_argument(f"--{kind}", type=Path, help="a folder of more of them")
    parser.add_argument("--minutes", type=float, default=300, help="begin nothing after so many")
    more = vars(parser.parse_args())
    minutes = more.pop("minutes")
    sys.path.insert(0, str(TREE))
    with tempfile.TemporaryDirectory() as folder:
        taken, ran = taken_by(inputs(more, Path(folder)), minutes)
    RECORD.write_text(record(taken, ran), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
