"""Writes ``tests/costs.toml``: what each test costs, by which the day's tests are chosen.

    python tools/costs.py              runs all tests but the nightly ones and writes the list anew
    python tools/costs.py tests/disk   runs these alone and leaves what is known of the others

The first run on a computer asks the models for everything and so tells too much: run
``start.py test --all`` before, or give what the list calls dear once more.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from tests.tiers import CHEAP, COSTS, LISTED, chosen_by_day, known_costs, promised_tests  # noqa: E402

HEAD = f"""\
# Processor time of tests in milliseconds, with what the models answered before at hand; what costs
# less than {LISTED} is not listed. Written by `python tools/costs.py`, not by hand.
"""


def measure(chosen: Sequence[str]) -> list[dict[str, Any]]:
    """Run the tests and return what each process of the run noted."""
    variables = {**os.environ, "PYTHONPATH": str(HERE), "QT_QPA_PLATFORM": "offscreen"}
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "worksteal"]
        told = ["-p", "tests.costs", "--costs", folder, *chosen]
        subprocess.run([*command, *told], cwd=HERE, env=variables, check=False)
        return [json.loads(file.read_text("utf-8")) for file in sorted(Path(folder).glob("*.json"))]


def joined(noted: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Return the cost of each test: its own, and its part of each fixture that it shares."""
    own, shared, uses = dict[str, int](), Counter[str](), dict[str, list[str]]()
    for one in noted:
        own |= one["own"]
        uses |= one["uses"]
        shared |= Counter(one["shared"])  # made in each process that has tests of the file
    users = Counter(fixture for test in own for fixture in uses[test])
    return {
        test: cost + sum(shared[fixture] // users[fixture] for fixture in uses[test])
        for test, cost in own.items()
    }


def written(costs: Mapping[str, int]) -> str:
    """Return the list as TOML, in the order of files and tests."""
    of_file: dict[str, list[str]] = {}
    for test, cost in sorted(costs.items()):
        if cost >= LISTED:
            file, _, name = test.partition("::")
            row = f"{json.dumps(name, ensure_ascii=False)} = {cost}"
            of_file.setdefault(file, []).append(row)
    tables = (f'\n["{file}"]\n' + "\n".join(rows) + "\n" for file, rows in of_file.items())
    return HEAD + "".join(tables)


def main(chosen: Sequence[str]) -> int:
    """Measure, write the list, and say what the day takes of it."""
    found = joined(measure(chosen))
    if not found:
        return 1
    kept = known_costs() if chosen else {}
    COSTS.write_text(written({**kept, **found}), encoding="utf-8")
    entries = [entry for of in promised_tests().values() for entry in of]
    day = chosen_by_day(list(found), found, entries)
    whole, by_day = sum(found.values()), sum(found[test] for test in day)
    print(
        f"{len(day)} of {len(found)} tests by day ({CHEAP} ms), "
        f"{by_day / 60_000:.1f} of {whole / 60_000:.1f} processor minutes"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
