"""A program with one task of 1.5 s that may take 2.5 s; the test stops all of it in between."""

from __future__ import annotations

from tests.workers import tasks
from zcdesk.workers.pool import WorkerPool


def main() -> None:
    with WorkerPool(1) as pool:
        pool.submit(tasks.double, 1).result()
        future = pool.submit(tasks.dawdle, 1.5, seconds=0.5)
        before = pool.awake
        print("begun", flush=True)
        seconds = future.result()
        print(seconds, "awake" if pool.awake - before < 3.0 else "too long", flush=True)


if __name__ == "__main__":
    main()
