"""How fast a case file is: opening 300 pages, one durable edit, one undo, one command.

Run: ``python -m benchmarks.case_file [FOLDER] [--password] [--result FILE]``. FOLDER decides which
disk is measured. It prints JSON. ``first_page`` is opening the case, judging it against its notice,
and decoding the first page for the screen; ``memory`` is what the process holds above its own idle
after every original was read once and all edits were made.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import numpy as np
import psutil
from PIL import Image

from benchmarks.run_record import Figure, ask_for_result, write_run
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts.deciding import decide
from zcdesk.cases.case import Case, CasePage, Decision
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.cases.profiles import copy_of
from zcdesk.cases.tables.rows import inside
from zcdesk.checks.evaluating import evaluate
from zcdesk.findings import warning
from zcdesk.geometry import box
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.notices.files.loading import load_notice
from zcdesk.pages.page import Page, PageSource

PAGES = 300
HITS = 8  # places on a page
ORIGINAL_BYTES = 1_300_000  # of one scan; 300 of them are about 400 MB
EDITS = 100
NOTICE = "region-senior-2024"
WIDTH, HEIGHT = 2480, 3508  # A4 at 300 dpi
SCREEN = 1400  # longer side in pixels of a page on the screen
COMMANDS = 9


def page(number: int, path: str) -> CasePage:
    source = PageSource(path, Path(path).parent.name)
    upright = Page(source, WIDTH, HEIGHT, WIDTH, HEIGHT, measures={"stroke": 0.7, "contrast": 0.9})
    hits = tuple(
        Hit(
            Mask(Target.NAME, box(100.5, 90.25 * place, 400, 90.25 * place + 60), "name:1", 0.9,
                 Origin.SPOTTED),
            Verdict.DOUBT,
            warning("hit.read", line=place),
        )
        for place in range(HITS)
    )  # fmt: skip
    return CasePage(number, "diploma", path, 0, upright, hits, examined=True)


def scan(chance: Random) -> bytes:
    """Return a JPEG of an A4 page at 300 dpi."""
    noise = np.frombuffer(chance.randbytes(WIDTH // 8 * (HEIGHT // 8)), np.uint8)
    rough = noise.reshape(HEIGHT // 8, WIDTH // 8)
    paper = Image.fromarray(np.repeat(np.repeat(rough, 8, 0), 8, 1)).convert("RGB")
    stream = io.BytesIO()
    paper.save(stream, "JPEG", quality=60)
    return stream.getvalue()


def made(path: Path, password: str | None) -> None:
    """Write the case: one real scan, the others noise of the usual size."""
    chance, notice = Random(1), load_notice(NOTICE)
    targets = frozenset({Target.NAME})
    case = Case(NOTICE, Applicant("张伟", "云岭化工有限公司"), targets, profile=copy_of(notice))
    with create_case(path, case, password) as stored:
        pages = []
        for number in range(1, PAGES + 1):
            content = scan(chance) if number == 1 else chance.randbytes(ORIGINAL_BYTES)
            sha256, _ = stored.keep_original(content)
            pages.append(page(number, inside(path, sha256, f"{number}.jpg")))
        stored.save(replace(case, pages=tuple(pages), numbered=PAGES), "add")


def measure(path: Path, password: str | None) -> dict[str, float]:
    chance = Random(2)
    process = psutil.Process()
    _first_page(path, password)  # models of pydantic, the notice, the decoder: once for a program
    idle = process.memory_info().rss
    first = _median(lambda: _first_page(path, password), 7)
    opening = _median(lambda: open_case(path, password=password).close(), 7)
    edits, undoing, highest = [], [], 0
    with open_case(path, password=password) as stored:
        for one in stored.case.pages:
            stored.original(Path(one.path).parent.name)
            highest = max(highest, process.memory_info().rss)
        for number in range(EDITS):
            target = chance.randrange(PAGES) + 1
            changed = decide(stored.case, target, number % HITS, Decision.LEAVE)
            start = time.perf_counter()
            stored.save(changed, "decide")
            edits.append(time.perf_counter() - start)
        for _ in range(20):
            start = time.perf_counter()
            stored.undo()
            undoing.append(time.perf_counter() - start)
        highest = max(highest, process.memory_info().rss)
    return {
        "file_mb": round(path.stat().st_size / 1e6, 1),
        "open_ms": round(opening * 1000, 1),
        "first_page_ms": round(first * 1000, 1),
        "edit_median_ms": round(statistics.median(edits) * 1000, 1),
        "edit_worst_ms": round(max(edits) * 1000, 1),
        "undo_median_ms": round(statistics.median(undoing) * 1000, 1),
        "memory_above_idle_mb": round((highest - idle) / 1e6, 1),
    }


def commands(path: Path) -> dict[str, float]:
    """Processor time of commands as whole processes, and as multiples of an empty Python.

    On an idle machine it is the time that a person waits.
    """
    empty = _process([sys.executable, "-c", "pass"])
    told = {"python_ms": round(empty * 1000, 1)}
    for name in ("history", "status"):
        taken = _process([sys.executable, "-m", "zcdesk", "case", name, str(path)])
        told[f"case_{name}_ms"] = round(taken * 1000, 1)
        told[f"case_{name}_ratio"] = round(taken / empty, 1)
    return told


def _first_page(path: Path, password: str | None) -> None:
    with open_case(path, password=password) as stored:
        case = stored.case
        evaluate(load_notice(case.notice), case, datetime.now(UTC))
        content = stored.original(Path(case.pages[0].path).parent.name)
        with Image.open(io.BytesIO(content)) as picture:
            picture.draft("RGB", (SCREEN, SCREEN))
            picture.thumbnail((SCREEN, SCREEN))


def _process(command: list[str]) -> float:
    """Return the processor time of a whole process in seconds, least of several runs."""
    least = float("inf")
    for _ in range(COMMANDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=False, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        least = min(least, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return least


def _median(work: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--password", action="store_true", help="measure an encrypted case")
    ask_for_result(parser)
    given = parser.parse_args()
    password = "春天 1" if given.password else None
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        path = Path(folder) / "measured.zcase"
        made(path, password)
        told = measure(path, password)
        if password is None:
            told |= commands(path)
        print(json.dumps(told, indent=1))
    if given.result:
        write_run(given.result, "case_file", figures(told))


def figures(told: dict[str, float]) -> list[Figure]:
    """Return what the page of quality tells of a case file without a password."""
    found = [
        Figure(promise="quick", what="case of 300 pages: open, judge, decode the first page",
               value=told["first_page_ms"] / 1000, unit="s", at_most=1.0),
        Figure(promise="quick", what="case of 300 pages: an edit is durable, median of 100",
               value=told["edit_median_ms"], unit="ms", at_most=50.0),
        Figure(promise="quick", what="case of 300 pages: memory above the idle program",
               value=told["memory_above_idle_mb"], unit="MB", at_most=400.0),
    ]  # fmt: skip
    if "case_status_ms" in told:
        found.append(
            Figure(promise="quick", what="zcdesk case status, processor time",
                   value=told["case_status_ms"] / 1000, unit="s", at_most=0.4)
        )  # fmt: skip
    return found


if __name__ == "__main__":
    main()
