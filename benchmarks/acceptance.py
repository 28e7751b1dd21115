"""Tries the 105 acceptance checks with the program as a user starts it, and keeps what held.

    python -m benchmarks.acceptance                       all checks, what did not hold on screen
    python -m benchmarks.acceptance 47 48                 some of them
    python -m benchmarks.acceptance --result benchmarks/results/acceptance-DAY-COMMIT.json

The checks are ``tests/acceptance/checks/*.toml``. With ``--result`` the number of checks that hold
is kept as a run, and what held of each, as soon as it was tried, in
``benchmarks/results/acceptance-checks.json``, of which ``tools/quality.py`` makes
``benchmarks/results/acceptance.md``. What is not tried keeps what came out when it was tried last.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.acceptance_record import Outcome, keep_outcomes, outcomes
from benchmarks.run_record import Figure, ask_for_result, write_run
from tests.acceptance.checklist import Check, checks
from tests.acceptance.desk import Desk, as_a_program, in_this_process
from tests.kept_answers import take_answers


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
        help="run the commands by the program's entry in this process, and take what the models "
        "answered before to the same pixels, as the tests of the day do",
    )  # fmt: skip
    ask_for_result(parser)
    chosen = parser.parse_args(arguments)
    wanted = [one for one in checks() if one.number in chosen.numbers or not chosen.numbers]
    if chosen.one_process:
        take_answers()
    found: list[Outcome] = []
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), in_this_process if chosen.one_process else as_a_program)
        for check in sorted(wanted, key=lambda one: one.night):
            found.append(outcome(desk, check))
            if chosen.result:
                keep_outcomes(found)
    held = sum(one.word == "holds" for one in found)
    print(f"{held} of {len(found)} hold")
    if chosen.result:
        kept = outcomes()
        figure = Figure(
            promise="notices", what="acceptance checks that hold from outside",
            count=sum(one.word == "holds" for one in kept), of=len(checks()), at_least=1,
        )  # fmt: skip
        note = "What held of each stands in [acceptance.md](acceptance.md)"
        write_run(chosen.result, "acceptance", [figure], note=note)
    return 0 if held == len(found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
