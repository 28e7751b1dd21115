"""Kills a batch at random moments and resumes it, again and again: the same bytes must come out.

    python benchmarks/batch_kills.py [--kills 50] [--people 3] [--pages 4] [--minutes 30]

A small roster is worked on in one go first. Then it is begun anew; coordinator and workers are
killed together at a random moment and the run is resumed, until it gets through. Every fifth time
all of them are stopped for some seconds before, like a computer that sleeps. Whenever a run is
through, drafts, letters, results and cases are compared with those of the first one, and another
run begins, until there were enough kills. Not for Windows.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import zcdesk  # noqa: F401  sets its switches before anything else is imported
from benchmarks.batch_pages import draw_roster
from zcdesk.batch.results.person_results import PersonResult
from zcdesk.batch.roster.people import read_roster
from zcdesk.batch.running import run
from zcdesk.batch.scan_folders import match_folders
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import open_case
from zcdesk.workers.pool import WorkerPool

NOW = datetime(2024, 9, 28, tzinfo=UTC)
ASLEEP = 7.0
"""Seconds: longer than a worker may take to look into a file."""

Made = tuple[dict[str, str], dict[str, Case]]


def work(folder: Path) -> None:
    """Begin or resume the run of the roster in ``folder``; in a process that may be killed."""
    people = read_roster(folder / "roster.xlsx").people
    with WorkerPool(2) as pool:
        matched = match_folders(people, folder / "scans")
        for one in run(pool, people, matched, folder / "out", NOW, resume=True):
            if isinstance(one, PersonResult) and one.problem:
                raise SystemExit(f"row {one.row}: {one.problem}")


def began(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, __file__, "--work", str(folder)]
    return subprocess.Popen(command, start_new_session=True)


def made(out: Path) -> Made:
    """Return the hashes of all files, and the cases as they can be read; then forget the run."""
    files = {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.suffix != ".zcase"
    }
    cases = {}
    for path in sorted(out.rglob("*.zcase")):
        with open_case(path, writing=False) as stored:
            cases[path.parent.name] = stored.case
    shutil.rmtree(out)
    return files, cases


def compared(found: Made, wanted: Made) -> list[str]:
    """Return what differs."""
    names = sorted(found[0].keys() | wanted[0].keys())
    differing = [name for name in names if found[0].get(name) != wanted[0].get(name)]
    return differing + [row for row in wanted[1] if found[1].get(row) != wanted[1][row]]


def killed(running: subprocess.Popen[bytes], seconds: float, *, asleep: bool) -> bool:
    """Kill a run after so many seconds; False when it was through before."""
    try:
        running.wait(seconds)
    except subprocess.TimeoutExpired:
        if asleep:
            os.killpg(running.pid, signal.SIGSTOP)
            time.sleep(ASLEEP)
            os.killpg(running.pid, signal.SIGCONT)
            time.sleep(0.5)
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
            return True
    if running.returncode:
        raise SystemExit("a run failed") from None
    return False


def campaign(folder: Path, given: argparse.Namespace) -> None:
    """Kill and compare until there were enough kills or the time is over."""
    chance = Random(given.seed)
    draw_roster(folder, given.people, given.pages)
    shutil.rmtree(folder / "out", ignore_errors=True)
    start = time.monotonic()
    if began(folder).wait():
        raise SystemExit("the run in one go failed")
    whole = time.monotonic() - start
    wanted = made(folder / "out")
    kills = sleeps = through = 0
    while kills < given.kills and time.monotonic() - start < 60 * given.minutes:
        asleep = kills % 5 == 4
        if killed(began(folder), chance.uniform(0.2, 0.6 * whole), asleep=asleep):
            kills, sleeps = kills + 1, sleeps + asleep
            continue
        through += 1
        _compare(folder, wanted)
    if (folder / "out").exists():
        if began(folder).wait():
            raise SystemExit("the last run failed")
        through += 1
        _compare(folder, wanted)
    print(
        f"{kills} kills ({sleeps} after a sleep of {ASLEEP:.0f} s), {through} runs got through, all"
        f" {len(wanted[0])} files and {len(wanted[1])} cases the same each time"
    )


def _compare(folder: Path, wanted: Made) -> None:
    differing = compared(made(folder / "out"), wanted)
    if differing:
        raise SystemExit(f"not the same: {differing}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--people", type=int, default=3)
    parser.add_argument("--pages", type=int, default=4)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path)
    given = parser.parse_args()
    if given.work:
        work(given.work)
        return
    with tempfile.TemporaryDirectory() as folder:
        campaign(Path(folder), given)


if __name__ == "__main__":
    main()
