"""A page's work by what it takes at least; memory, and the share of time outside the models.

    python benchmarks/speed.py [dense certificate form paper] [--pages 24] [--workers 2]

Each page goes all the way in a worker of the program's own pool: opened, stood upright, read,
searched, covered, written, read again. The pages are drawn at 200 dpi, scanned, and saved as JPEG
before the clock runs. What a page takes at least is measured in the same worker right after it
(``benchmarks/stages.py``): the ratios hold on a shared machine too. Then each step with the looks
of the detector and the runs of the recogniser that it asked for, and what it gave. Memory is the
proportional set size (PSS) of the process tree, ten samples a second, Linux only. Below stand the
largest stages outside of the models, a stage without those inside of it.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
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
from benchmarks.stages import Stages, least
from zcdesk.applicant import Target
from zcdesk.cases.file_limits import FileLimit
from zcdesk.pages import preparing
from zcdesk.reading.engine import DETECTION, RECOGNITION
from zcdesk.reading.evening import evened
from tools.drawing.damage import PRESETS, damage
from tools.drawing.documents import draw_page
from tools.drawing.people import invent_colleagues, invent_person
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.one_page.examining import search_page
from zcdesk.workflow.one_page.finishing import PagePart, PictureJob, read_again, write_picture
from zcdesk.workflow.one_page.found_scans import scan_at
from zcdesk.workflow.one_page.examining import proposed_covers
from zcdesk.workflow.one_page.sought import Sought

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


FIRST_BY_LEAST, WHOLE_BY_LEAST = 1.4, 1.7
"""Bars: times what a page takes at least, for its first reading and for the whole."""


@dataclass(frozen=True)
class Spent:
    """Processor seconds of one page.

    Attributes:
        stages: By stage of the whole, the models being one.
        runs: Runs of each model, by the step that asked for them.
        gave: What the steps gave.
        first: Until its words were found.
        least_first: What that takes at least.
        least: What the whole takes at least.
    """

    stages: dict[str, float]
    runs: Counter[tuple[str, str]]
    gave: Counter[str]
    first: float
    least_first: float
    least: float

    @property
    def whole(self) -> float:
        """All of the page."""
        return sum(self.stages.values())

    @property
    def all_runs(self) -> int:
        """Runs of all models."""
        return self.runs.total()

    @property
    def models(self) -> float:
        """Those inside of the models."""
        return self.stages["models"]


def masked(path: str, output: str, sought: Sought) -> Spent:
    """Take one page all the way in a worker, from its file to the picture that was read again."""
    stages, start = _stages(), time.process_time()
    stages.begin()
    found = preparing.prepare(scan_at(path))
    examined = search_page(found, sought)
    first = time.process_time() - start
    part = PagePart(examined.page, proposed_covers(examined.hits))
    job = PictureJob((part,), (1, 1), True, FileLimit(""), sought, output)
    read_again(job, write_picture(job, (found.picture,)))
    whole, runs, gave = stages.end(), stages.runs.copy(), stages.gave.copy()
    least_first, at_least = least(path, found.picture, evened(found.picture))
    return Spent(whole, runs, gave, first, least_first, at_least)


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
        spent: Of each page.
        peak: PSS of the process tree, bytes.
    """

    spent: tuple[Spent, ...]
    peak: int

    @property
    def outside(self) -> float:
        """Share of the time outside of the models."""
        return 1 - self._each("models") / self._each("whole")

    @property
    def first_by_least(self) -> float:
        """Times what the first readings take at least."""
        return self._each("first") / self._each("least_first")

    @property
    def whole_by_least(self) -> float:
        """Times what the pages take at least."""
        return self._each("whole") / self._each("least")

    def stages(self) -> dict[str, float]:
        """Return processor seconds a page by stage."""
        names = {name for one in self.spent for name in one.stages}
        pages = len(self.spent)
        return {name: sum(o.stages.get(name, 0.0) for o in self.spent) / pages for name in names}

    def row(self, sort: str) -> str:
        """Return the row of the table."""
        return (
            f"| {sort} | {self._each('whole'):.2f} s | {self.first_by_least:.2f} |"
            f" {self.whole_by_least:.2f} | {self.outside:.1%} |"
            f" {self._each('all_runs'):.0f} | {self.peak / 2**20:.0f} MiB |"
        )

    def _each(self, name: str) -> float:
        return sum(float(getattr(one, name)) for one in self.spent) / len(self.spent)


def measure(sort: str, pages: int, workers: int) -> Measured:
    """Take pages of one sort all the way."""
    with TemporaryDirectory() as folder, WorkerPool(workers) as pool:
        paths, sought = drawn_files(sort, Path(folder))

        def asked(number: int) -> Future[Spent]:
            path = paths[number % len(paths)]
            return pool.submit(masked, str(path), f"{folder}/{number}.out.jpg", sought)

        for warm in [asked(number) for number in range(2 * workers)]:
            warm.result()
        memory = _Memory()
        memory.start()
        spent = [future.result() for future in [asked(number) for number in range(pages)]]
        return Measured(tuple(spent), memory.stop())


def figures(by_sort: dict[str, Measured]) -> Iterator[Figure]:
    """Yield what is held against bars; each sort of page counts alike."""
    firsts = [one.first_by_least for one in by_sort.values()]
    wholes = {one.whole_by_least: sort for sort, one in by_sort.items()}
    dearest = max(wholes)
    for what, value, bar in (
        ("first reading", sum(firsts) / len(firsts), FIRST_BY_LEAST),
        ("whole page", sum(wholes) / len(wholes), WHOLE_BY_LEAST),
        (f"whole page, the dearest sort ({wholes[dearest]})", dearest, WHOLE_BY_LEAST),
    ):
        yield Figure(
            promise="quick", what=f"{what}: processor time by what it takes at least",
            value=round(value, 2), unit="times", at_most=bar,
        )  # fmt: skip
    yield Figure(
        promise="quick", what="masking page after page: peak memory of the process tree (PSS)",
        value=round(max(one.peak for one in by_sort.values()) / 2**20), unit="MiB",
        at_most=LARGEST_TREE,
    )  # fmt: skip


def stage_table(by_sort: dict[str, dict[str, float]]) -> str:
    """Return the largest stages outside of the models as a table, milliseconds a page."""
    names = {name for stages in by_sort.values() for name in stages} - {"models"}
    largest = sorted(names, key=lambda n: -max(one.get(n, 0.0) for one in by_sort.values()))
    lines = [f"| stage, ms a page | {' | '.join(by_sort)} |", "|---" * (len(by_sort) + 1) + "|"]
    for name in largest[:LARGEST]:
        cells = (f"{one.get(name, 0.0) * 1000:.0f}" for one in by_sort.values())
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def step_table(measured: Sequence[Measured]) -> str:
    """Return what each step asked of the models and gave, a page of all sorts together."""
    spent = [page for one in measured for page in one.spent]
    runs = sum((page.runs for page in spent), Counter[tuple[str, str]]())
    gave = sum((page.gave for page in spent), Counter[str]())
    by_step = {
        step: [runs[step, model] / len(spent) for model in (DETECTION, RECOGNITION)]
        for step, _ in runs
    }
    by_step["all"] = [sum(column) for column in zip(*by_step.values(), strict=True)]
    lines = ["| step | looks | runs | gave | seconds |", "|---|---|---|---|---|"]
    for step, (looks, read) in sorted(by_step.items(), key=lambda row: row[1], reverse=True):
        seconds = sum(page.stages.get(step, 0.0) for page in spent) / len(spent)
        gives = gave[step] / len(spent)
        lines.append(f"| {step} | {looks:.2f} | {read:.1f} | {gives:.1f} | {seconds:.3f} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sorts", nargs="*", default=list(SORTS))
    parser.add_argument("--pages", type=int, default=24)
    parser.add_argument("--workers", type=int, default=2)
    ask_for_result(parser)
    given = parser.parse_args()
    print("| pages | processor time a page | first reading, times the least | whole, the same |"
          " outside the models | model runs a page | peak PSS of the tree |")  # fmt: skip
    print("|---|---|---|---|---|---|---|")
    by_sort = {}
    for sort in given.sorts:
        by_sort[sort] = measure(sort, given.pages, given.workers)
        print(by_sort[sort].row(sort), flush=True)
    print(f"\n{stage_table({sort: one.stages() for sort, one in by_sort.items()})}")
    print(f"\n{step_table(list(by_sort.values()))}")
    if given.result:
        write_run(given.result, "speed", list(figures(by_sort)), [DRAWN_FROM])


if __name__ == "__main__":
    main()
