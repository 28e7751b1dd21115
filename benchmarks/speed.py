"""Whole masking on two cores: pages a minute, memory, and the share of time outside the models.

    python benchmarks/speed.py [dense certificate form paper] [--pages 24] [--workers 2]

Each page is opened, decoded, stood upright, read, searched, burnt and encoded by a worker of the
program's own pool. The pages are drawn at 200 dpi, scanned, and saved as JPEG before the clock
runs. Pages a minute are told twice: by the clock, and by the processor time that was used, which
is what two cores that do nothing else would reach. Memory is the proportional set size (PSS) of
the process tree, ten samples a second, Linux only. Below stand the largest stages outside of the
models, a stage without those inside of it (``benchmarks/stages.py``).
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import zcdesk  # noqa: F401, I001  sets its switches before anything else is imported
import psutil
from PIL import Image

from benchmarks.demo import LARGEST_TREE, tree_pss
from benchmarks.run_record import Figure, ask_for_result, write_run
from benchmarks.stages import Stages
from zcdesk.applicant import Target
from zcdesk.export.pictures.jpeg import encode
from zcdesk.masking.burning import burn
from zcdesk.pages import preparing
from zcdesk.training.damage import PRESETS, damage
from zcdesk.training.documents import draw_page
from zcdesk.training.people import invent_colleagues, invent_person
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.tasks.examining import search_page
from zcdesk.workflow.tasks.sought import Sought
from zcdesk.workflow.tasks.places import scan_at
from zcdesk.workflow.tasks.redacted_page import proposed_covers

SORTS = {
    "dense": ("dense_text",),
    "certificate": ("diploma", "degree_certificate", "title_certificate", "training_certificate"),
    "form": ("appraisal_form", "contract_page"),
    "paper": ("paper_front",),
}
TARGETS = frozenset({Target.NAME, Target.EMPLOYER})
DRAWN_FROM = 66000
VARIETY = 4
LARGEST = 16
"""Stages that are told."""
OUTSIDE = 15
"""Bar: per cent of the time that may be spent outside of the models."""


@dataclass(frozen=True)
class Spent:
    """Processor seconds of one page by stage, the models being one; runs of the models."""

    stages: dict[str, float]
    runs: int

    @property
    def whole(self) -> float:
        """All of them."""
        return sum(self.stages.values())

    @property
    def models(self) -> float:
        """Those inside of the models."""
        return self.stages["models"]


def masked(path: str, sought: Sought) -> Spent:
    """Mask one page in a worker, from its file to the bytes of the covered picture."""
    stages = _stages()
    stages.begin()
    scan = scan_at(path)
    found = preparing.prepare(scan)
    examined = search_page(found, sought)
    covered = stages.lapped("burn", burn)(found.picture, proposed_covers(examined.hits))
    stages.lapped("encode", encode)(covered, dpi=examined.page.dpi)
    return Spent(stages.end(), stages.runs)


@cache
def _stages() -> Stages:
    return Stages()


def drawn_files(sort: str, folder: Path) -> tuple[list[Path], Sought]:
    """Draw a few pages of one sort, all of one person."""
    random = Random(DRAWN_FROM)
    person = invent_person(random)
    colleagues = invent_colleagues(person, random)
    paths = []
    for number in range(VARIETY):
        kinds = SORTS[sort]
        page = draw_page(kinds[number % len(kinds)], person, colleagues, random)
        page = damage(page, PRESETS["scan"], random)
        paths.append(folder / f"{sort}{number}.jpg")
        Image.fromarray(page.picture).save(paths[-1], quality=85, dpi=(200, 200))
    return paths, Sought(person.applicant(), TARGETS)


class _Memory(threading.Thread):
    """Watches the peak of the process tree."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak, self._done = 0, threading.Event()

    def run(self) -> None:
        here = psutil.Process(os.getpid())
        while not self._done.wait(0.1):
            self.peak = max(self.peak, tree_pss(here))

    def stop(self) -> int:
        self._done.set()
        self.join()
        return self.peak


@dataclass(frozen=True)
class Measured:
    """What the pages of one sort took.

    Attributes:
        clock: Seconds by the clock for all.
        whole: Processor seconds of all pages.
        models: Those inside of the models.
        runs: Runs of the models.
        peak: PSS of the process tree, bytes.
        stages: Processor seconds of each stage of a page.
    """

    clock: float
    whole: float
    models: float
    runs: int
    peak: int
    stages: dict[str, float]

    @property
    def outside(self) -> float:
        """Share of the time outside of the models."""
        return 1 - self.models / self.whole

    def row(self, sort: str, pages: int, workers: int) -> str:
        """Return the row of the table."""
        return (
            f"| {sort} | {pages / self.clock * 60:.0f} | {pages / self.whole * 60 * workers:.0f} |"
            f" {self.whole / pages:.2f} s | {self.outside:.1%} |"
            f" {self.runs / pages:.0f} | {self.peak / 2**20:.0f} MiB |"
        )

    def figures(self, sort: str) -> Iterator[Figure]:
        """Yield what is held against bars."""
        yield Figure(
            promise="quick", what=f"{sort}: time outside of the models", unit="%",
            value=round(100 * self.outside, 1), at_most=OUTSIDE,
        )  # fmt: skip


def measure(sort: str, pages: int, workers: int) -> Measured:
    """Mask pages of one sort."""
    with TemporaryDirectory() as folder, WorkerPool(workers) as pool:
        paths, sought = drawn_files(sort, Path(folder))
        for warm in [pool.submit(masked, str(path), sought) for path in paths[: 2 * workers]]:
            warm.result()
        memory, start = _Memory(), time.monotonic()
        memory.start()
        futures: list[Future[Spent]] = [
            pool.submit(masked, str(paths[number % len(paths)]), sought) for number in range(pages)
        ]
        spent = [future.result() for future in futures]
        clock, peak = time.monotonic() - start, memory.stop()
    stages = {name: 0.0 for one in spent for name in one.stages}
    for one in spent:
        for name, seconds in one.stages.items():
            stages[name] += seconds / pages
    whole, models = sum(one.whole for one in spent), sum(one.models for one in spent)
    return Measured(clock, whole, models, sum(one.runs for one in spent), peak, stages)


def stage_table(by_sort: dict[str, dict[str, float]]) -> str:
    """Return the largest stages outside of the models as a table, milliseconds a page."""
    names = {name for stages in by_sort.values() for name in stages} - {"models"}
    largest = sorted(names, key=lambda n: -max(one.get(n, 0.0) for one in by_sort.values()))
    lines = [f"| stage, ms a page | {' | '.join(by_sort)} |", "|---" * (len(by_sort) + 1) + "|"]
    for name in largest[:LARGEST]:
        cells = (f"{one.get(name, 0.0) * 1000:.0f}" for one in by_sort.values())
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sorts", nargs="*", default=list(SORTS))
    parser.add_argument("--pages", type=int, default=24)
    parser.add_argument("--workers", type=int, default=2)
    ask_for_result(parser)
    given = parser.parse_args()
    print("| pages | a minute by the clock | by processor time | processor time a page |"
          " outside the models | model runs a page | peak PSS of the tree |")  # fmt: skip
    print("|---|---|---|---|---|---|---|")
    by_sort = {}
    for sort in given.sorts:
        by_sort[sort] = measure(sort, given.pages, given.workers)
        print(by_sort[sort].row(sort, given.pages, given.workers), flush=True)
    print(f"\n{stage_table({sort: one.stages for sort, one in by_sort.items()})}")
    if given.result:
        found = [one for sort in by_sort for one in by_sort[sort].figures(sort)]
        peak = Figure(
            promise="quick", what="masking page after page: peak memory of the process tree (PSS)",
            value=round(max(one.peak for one in by_sort.values()) / 2**20), unit="MiB",
            at_most=LARGEST_TREE,
        )  # fmt: skip
        write_run(given.result, "speed", [*found, peak], [DRAWN_FROM])


if __name__ == "__main__":
    main()
