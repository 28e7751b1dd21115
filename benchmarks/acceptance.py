"""Tries the 105 acceptance checks with the program as a user starts it, and keeps what held.

    python -m benchmarks.acceptance                       all checks, what did not hold on screen
    python -m benchmarks.acceptance 47 48                 some of them
    python -m benchmarks.acceptance --result benchmarks/results/acceptance-DAY-COMMIT.json

The checks are ``tests/acceptance/checks/*.toml``. With ``--result`` the number of checks that hold
is kept as a run, and what held of each in ``benchmarks/results/acceptance-checks.json``, of which
``tools/quality.py`` makes ``docs/acceptance.md``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.acceptance_record import OUTCOMES, Outcome, write_outcomes
from benchmarks.run_record import Figure, ask_for_result, write_run
from tests.acceptance.checklist import Check, checks
from tests.acceptance.desk import Desk, as_a_program, in_this_process


def outcome(desk: Desk, check: Check) -> Outcome:
    """Try a check; say what did not hold."""
    steps = desk.faults(check)
    faults = tuple(fault for step in steps for fault in step)
    for fault in faults:
        print(f"  {check.number}: {fault}", flush=True)
    held = sum(not step for step in steps)
    return Outcome(
        number=check.number, what=check.what, steps=len(steps), held=held,
        commands=check.commands, tests=check.tests,
    )  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Try checks and keep what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", type=int, nargs="*", help="of the checks; without any, all")
    parser.add_argument(
        "--one-process", action="store_true",
        help="run the commands by the same entry, without a start of the program for each",
    )  # fmt: skip
    ask_for_result(parser)
    chosen = parser.parse_args(arguments)
    wanted = [one for one in checks() if one.number in chosen.numbers or not chosen.numbers]
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), in_this_process if chosen.one_process else as_a_program)
        outcomes = [outcome(desk, check) for check in wanted]
    held = sum(one.word == "holds" for one in outcomes)
    print(f"{held} of {len(outcomes)} hold")
    if chosen.result and not chosen.numbers:
        write_outcomes(OUTCOMES, outcomes)
        figure = Figure(
            promise="notices", what="acceptance checks that hold from outside",
            count=held, of=len(outcomes), at_least=1,
        )  # fmt: skip
        note = "What held of each stands in [acceptance.md](acceptance.md)"
        write_run(chosen.result, "acceptance", [figure], note=note)
    return 0 if held == len(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
