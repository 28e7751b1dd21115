"""A program with one task that lasts 1.5 s; the test stops all of it for 4 s in between.

What the pool counted as waking time is held against the clock, whose difference no load makes less.
"""

from __future__ import annotations

import time

from tests.workers import tasks
from zcdesk.workers.pool import WorkerPool

_SLEEP = 3.0  # of the 4 s in which it is stopped; a step of them counts, and one may be under way


def main() -> None:
    with WorkerPool(1) as pool:
        pool.submit(tasks.double, 1).result()
        future = pool.submit(tasks.dawdle, 1.5, seconds=0.5)
        before, begun = pool.awake, time.monotonic()
        print("begun", flush=True)
        seconds = future.result()
        slept = (time.monotonic() - begun) - (pool.awake - before)
        print(seconds, "awake" if slept >= _SLEEP else "too long", flush=True)


if __name__ == "__main__":
    main()
