"""What Dask's scheduler costs for each page: where it would be full.

    python benchmarks/scheduler.py [--tasks 2000]

A scheduler and two workers are started as an office does, each a process of its own. Tasks that do
nothing, but carry what a page's task carries, go through the program's own cluster pool, six at a
time. Told are tasks a second, and the processor time of scheduler and program for each task.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import psutil

import zcdesk  # noqa: F401  sets its switches before anything else is imported
from zcdesk.batch.cluster import ClusterPool
from zcdesk.workers.pool import run_each

GIVEN, RETURNED = 2_000, 200_000
"""Bytes that a page's task carries there and back: its words, and the page's reading."""


def nothing(given: bytes) -> bytes:
    """Do nothing with a page (in a worker)."""
    return bytes(RETURNED)


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, psutil.Process]]:
    """Start a scheduler and two workers; yield the address and the scheduler's process."""
    file = folder / "scheduler.json"
    dask = [sys.executable, "-m", "dask"]
    scheduler = subprocess.Popen(
        [*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
         "--scheduler-file", str(file)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    workers = []
    try:
        while not file.exists():
            time.sleep(0.2)
        workers = [
            subprocess.Popen(
                [*dask, "worker", "--scheduler-file", str(file), "--nthreads", "1", "--no-nanny",
                 "--no-dashboard", "--local-directory", str(folder)],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                cwd=Path(__file__).resolve().parent.parent,
            )
            for _ in range(2)
        ]  # fmt: skip
        yield _address(file), psutil.Process(scheduler.pid)
    finally:
        for process in (*workers, scheduler):
            process.terminate()
            process.wait()


def _address(file: Path) -> str:
    import json

    from distributed import Client

    address = str(json.loads(file.read_text())["address"])
    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    return address


def _processor(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=2000)
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        cluster(Path(folder)) as (address, scheduler),
        ClusterPool(address) as pool,
    ):
        first: Future[bytes] = pool.submit(nothing, b"")
        first.result()
        before, own, start = _processor(scheduler), time.process_time(), time.perf_counter()
        tasks = ((number, "", (bytes(GIVEN),)) for number in range(given.tasks))
        done = sum(outcome.error is None for outcome in run_each(pool, nothing, tasks))
        clock, own = time.perf_counter() - start, time.process_time() - own
        spent = _processor(scheduler) - before
    print(f"{done} tasks, {done / clock:.0f} a second with {pool.workers} workers")
    print(f"processor time a task: scheduler {spent / done * 1000:.2f} ms,", end=" ")
    print(f"program {own / done * 1000:.2f} ms")


if __name__ == "__main__":
    main()
