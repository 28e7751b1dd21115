"""A program with one task, which waits for a file; the test stops all of it for 6 s in between.

What the pool counted as waking time is held against the clock, whose difference no load makes less.
"""

import sys
import time

from tests.workers import tasks
from zcdesk.workers.pool import WorkerPool

_SLEEP = 5.0  # of the 6 s in which it is stopped; a step of them counts, and one may be under way


def main() -> None:
    with WorkerPool(1) as pool:
        pool.submit(tasks.double, 1).result()
        future = pool.submit(tasks.wait_for, sys.argv[1], seconds=1.0)  # by the clock 5 s
        before, begun = pool.awake, time.monotonic()
        print("begun", flush=True)
        told = future.result()
        slept = (time.monotonic() - begun) - (pool.awake - before)
        print(told, "awake" if slept >= _SLEEP else "too long", flush=True)


if __name__ == "__main__":
    main()
