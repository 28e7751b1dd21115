"""The main job as a whole: seconds a page and peak memory of the process tree.

    python benchmarks/demo.py [--result benchmarks/results/demo-….json]

Memory is the proportional set size (PSS) of the program and its workers, sampled five times a
second; Linux only. Seconds count from start to end of the process, models and all.
"""

from __future__ import annotations

import argparse
import contextlib
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import psutil

from benchmarks.run_record import Figure, ask_for_result, write_run

ROOT = Path(__file__).resolve().parent.parent
SLOWEST = 3
"""Bar: seconds a page."""
LARGEST_TREE = 1049
"""Bar: MiB that the program and its workers may take together; 1.1 GB."""


def tree_pss(process: psutil.Process) -> int:
    """Return the PSS in bytes of a process and all below it."""
    total = 0
    for one in [process, *process.children(recursive=True)]:
        with contextlib.suppress(psutil.Error):
            total += one.memory_full_info().pss
    return total


def main() -> int:
    """Run it, print the figures and return its exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    ask_for_result(parser)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / "package"
        start = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "zcdesk", "demo", "--headless", "--out", str(package)],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        watched, peak = psutil.Process(process.pid), 0
        while process.poll() is None:
            with contextlib.suppress(psutil.Error):
                peak = max(peak, tree_pss(watched))
            time.sleep(0.2)
        seconds = time.monotonic() - start
        pages = len(list((package / "上传").rglob("*.jpg")))
    print(f"exit status {process.returncode}, {pages} pages")
    print(f"{seconds:.1f} s, {seconds / max(pages, 1):.2f} s a page")
    print(f"peak PSS of the process tree {peak / 2**20:.0f} MiB")
    if given.result:
        found = figures(seconds / max(pages, 1), peak)
        write_run(given.result, "demo", found, note=f"{pages} pages exported")
    return process.returncode


def figures(seconds: float, peak: int) -> list[Figure]:
    """Return what is held against bars: seconds a page, and the peak in bytes."""
    return [
        Figure(
            promise="quick", what="the main job: a page by the clock, second reading included",
            value=round(seconds, 2), unit="s", at_most=SLOWEST,
        ),
        Figure(
            promise="quick", what="the main job: peak memory of the process tree (PSS)",
            value=round(peak / 2**20), unit="MiB", at_most=LARGEST_TREE,
        ),
    ]  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
