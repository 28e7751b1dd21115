"""A whole roster on two cores: throughput against its ceilings, memory, overhead, mixed-up words.

    python benchmarks/batch.py --people 80 --pages 40 [--rounds 8] [--minutes 45] [--folder DIR]
    python benchmarks/batch.py --people 4 --pages 6 --rounds 2

The roster is worked on in rounds, a few people each; after each round the two ceilings of
``bare_models.py`` are taken, so that batch and ceiling alternate. What is told is the median of the
rounds. No round is begun that would last beyond ``--minutes``. Started again, also after Ctrl-C,
it goes on with the first round that was not finished; scans and rounds lie in ``--folder``. Linux
only: memory is the proportional set size (PSS).
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import zcdesk  # noqa: F401, I001  sets its switches before anything else is imported
import psutil

from benchmarks.bare_models import TARGETS, model_ceiling, page_ceiling, recorded
from benchmarks.batch_pages import KINDS, Roster, draw_roster
from benchmarks.batch_words import Words, counted
from zcdesk.batch.results.person_results import PersonResult
from zcdesk.batch.roster.people import RosterPerson, read_roster
from zcdesk.batch.person_folders import folders_of
from zcdesk.batch.running import run
from zcdesk.batch.scan_folders import match_folders
from zcdesk.batch.working import PageStep
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.one_page.sought import Sought

Result = TypeVar("Result")
NOW = datetime(2024, 9, 28, tzinfo=UTC)
OFTEN, SELDOM = 0.1, 2.0
"""Seconds between two looks at the memory: in the first round, and in those whose speed counts."""


@dataclass(frozen=True)
class Round:
    """What one round took.

    Attributes:
        people, pages: That were worked on.
        seconds: By the clock.
        batch: Pages a minute.
        models, bare: The two ceilings, pages a minute.
        parent, workers: Processor seconds of the coordinator and of all workers.
        starved: Seconds in which fewer pages were under way than there are workers.
        worker_peak, tree_peak: Peak PSS in bytes of one worker, and of program and workers.
    """

    people: int
    pages: int
    seconds: float
    batch: float
    models: float
    bare: float
    parent: float
    workers: float
    starved: float
    worker_peak: int
    tree_peak: int


class CountingPool(WorkerPool):
    """A pool that adds up the time in which it had fewer tasks than workers."""

    def __init__(self, workers: int) -> None:
        super().__init__(workers)
        self._under_way, self._since, self.starved = 0, time.perf_counter(), 0.0
        self._alone = threading.RLock()

    def submit(
        self,
        function: Callable[..., Result],
        *arguments: object,
        seconds: float = 60.0,
        short: bool = False,
    ) -> Future[Result]:
        self._count(1)
        future = super().submit(function, *arguments, seconds=seconds, short=short)
        future.add_done_callback(lambda _: self._count(-1))
        return future

    def _count(self, by: int) -> None:
        with self._alone:
            now = time.perf_counter()
            if self._under_way < self.workers:
                self.starved += now - self._since
            self._under_way, self._since = self._under_way + by, now


def worked(
    people: list[RosterPerson],
    everybody: tuple[RosterPerson, ...],
    roster: Roster,
    out: Path,
    seconds: float,
    workers: int,
) -> dict[str, Any]:
    """Work on some people of the roster in a pool of their own, and return what it took."""
    for person in people:
        shutil.rmtree(folders_of(everybody, out)[person.row], ignore_errors=True)
    matched = match_folders(everybody, roster.scans)
    with CountingPool(workers) as pool:
        for warm in [pool.submit(_warm, 1.0) for _ in range(2 * workers)]:
            warm.result()
        children = [one for one in psutil.Process().children() if _is_worker(one)]
        with memory_watched([one.pid for one in children], seconds) as peaks:
            pool.starved, parent = 0.0, time.process_time()
            before, start = sum(map(_processor, children)), time.perf_counter()
            steps = list(run(pool, people, matched, out, NOW, resume=True))
            clock = time.perf_counter() - start
            after, parent = sum(map(_processor, children)), time.process_time() - parent
        worker_peak, tree_peak = peaks
    problems = [one.problem for one in steps if isinstance(one, PersonResult) and one.problem]
    if problems:
        raise SystemExit(f"rows that could not be worked on: {problems}")
    pages = sum(isinstance(one, PageStep) for one in steps)
    return {
        "people": len(people), "pages": pages, "seconds": clock, "batch": 60 * pages / clock,
        "parent": parent, "workers": after - before, "starved": pool.starved,
        "worker_peak": worker_peak, "tree_peak": tree_peak,
    }  # fmt: skip


def _warm(seconds: float) -> None:
    """Load the models (in a worker), and stay long enough that every worker gets one."""
    from zcdesk.reading.engine import detection_session, recognition_session

    detection_session()
    recognition_session()
    time.sleep(seconds)


def _is_worker(process: psutil.Process) -> bool:
    return "spawn_main" in " ".join(process.cmdline())


def _processor(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


@contextmanager
def memory_watched(workers: list[int], seconds: float) -> Iterator[list[int]]:
    """Watch workers and this process from a process of its own; the peaks are there at the end."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    watcher = context.Process(target=_watch, args=(theirs, os.getpid(), workers, seconds))
    watcher.start()
    ours.recv()
    peaks: list[int] = []
    try:
        yield peaks
    finally:
        ours.send("end")
        peaks += ours.recv()
        watcher.join()


def _watch(end: Any, parent: int, workers: list[int], seconds: float) -> None:
    worker_peak = tree_peak = 0
    end.send("ready")
    while not end.poll(seconds):
        each = [_pss(pid) for pid in workers]
        worker_peak = max(worker_peak, *each)
        tree_peak = max(tree_peak, sum(each) + _pss(parent))
    end.send([worker_peak, tree_peak])


def _pss(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def measured(folder: Path, given: argparse.Namespace) -> tuple[list[Round], Words]:
    """Work through all rounds that are not there yet; return them all, and the words."""
    begun = time.monotonic()
    roster = draw_roster(folder, given.people, given.pages)
    told = read_roster(roster.table)
    if not told.usable:
        raise SystemExit(f"the drawn roster has faults: {told.faults}")
    everybody = told.people
    out, kept = folder / "out", folder / "rounds.jsonl"
    done = [json.loads(line) for line in kept.read_text().splitlines()] if kept.exists() else []
    first = everybody[0]
    sought = Sought(first.applicant, TARGETS)
    sample = [
        roster.scans / f"{first.row:04d}" / f"{number + 1:03d}.jpg"
        for number in range(min(given.pages, len(KINDS)))
    ]
    files = recorded(sample, sought, folder / "recorded")
    size = -(-len(everybody) // given.rounds)
    groups = [list(everybody[at : at + size]) for at in range(0, len(everybody), size)]
    longest = 0.0
    for number, group in enumerate(groups[len(done) :], start=len(done)):
        start = time.monotonic()
        if start - begun + longest > 60 * given.minutes:
            print(f"no time for more: {number} of {len(groups)} rounds are done; start again")
            break
        took = worked(group, everybody, roster, out, SELDOM if number else OFTEN, given.workers)
        took["models"] = model_ceiling(files, given.workers)
        took["bare"] = page_ceiling(sample, sought, given.workers)
        done.append(took)
        with kept.open("a") as stream:
            stream.write(json.dumps(took) + "\n")
        longest = max(longest, time.monotonic() - start)
        print(_line(number, Round(**took)), flush=True)
    people = [person for group in groups[: len(done)] for person in group]
    return [Round(**one) for one in done], counted(roster, people, out)


def _line(number: int, one: Round) -> str:
    return (
        f"round {number + 1}: {one.people} people, {one.pages} pages in {one.seconds:.0f} s,"
        f" {one.batch:.1f} a minute (models alone {one.models:.1f}, pages alone {one.bare:.1f})"
    )


def report(rounds: list[Round], words: Words) -> Iterator[str]:
    """Yield the table."""
    # The memory is looked at so often in the first round that its speed does not count.
    fast = rounds[1:] or rounds
    total = sum(one.parent + one.workers for one in rounds)
    clock = sum(one.seconds for one in rounds)
    yield "| what | seen | bar |"
    yield "|---|---|---|"
    yield f"| people, pages, rounds | {words.people}, {words.pages}, {len(rounds)} | |"
    yield f"| pages a minute, median | {statistics.median(one.batch for one in fast):.1f} | |"
    models = statistics.median(one.batch / one.models for one in fast)
    yield f"| against two bare model loops, median | {models:.1%} | ≥ 95 % |"
    bare = statistics.median(one.batch / one.bare for one in fast)
    yield f"| against two loops of the page functions, median | {bare:.1%} | |"
    page = sum(one.workers for one in rounds) / max(sum(one.pages for one in rounds), 1)
    yield f"| processor time of the workers a page | {page:.2f} s | |"
    yield f"| coordinator, share of all processor time | {_share(rounds, total)} | ≤ 3 % |"
    starved = sum(one.starved for one in rounds) / clock
    yield f"| time with fewer pages under way than workers | {starved:.1%} | |"
    workers = max(one.worker_peak for one in rounds) / 2**20
    tree = max(one.tree_peak for one in rounds) / 2**20
    yield f"| peak PSS of a worker; of the tree | {workers:.0f}; {tree:.0f} MiB | 500; 1300 MB |"
    yield f"| own names covered | {words.own} of {words.pages} | |"
    yield f"| mixed-up words | {words.mixed} of {words.pages} planted crosswise | 0 |"
    yield f"| names of others in results and notes | {words.told} | 0 |"


def _share(rounds: list[Round], total: float) -> str:
    return f"{sum(one.parent for one in rounds) / total:.1%}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=80)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--minutes", type=float, default=45)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    name = f"zcdesk-batch-{given.people}x{given.pages}"
    folder = given.folder or Path(tempfile.gettempdir()) / name
    rounds, words = measured(folder, given)
    (folder / "rounds.json").write_text(json.dumps([asdict(one) for one in rounds]))
    if rounds:
        print("\n".join(report(rounds, words)))


if __name__ == "__main__":
    main()
