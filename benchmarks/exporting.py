"""How long the export of a package takes beyond the reading of its verification.

Run: ``python -m benchmarks.exporting [--pages 300]``. Pages are drawn at A4 and 200 dpi, scans of
a fictional certificate, for a notice that asks for no covering: then verification reads no words,
and what is measured is decoding, turning, encoding, writing, reading back, comparing, thumbnails,
checklist, workbook, manifest and the last search. One worker. Memory (PSS of the process and its
worker) is told at each tenth of the pictures, so that growth would show. It prints JSON.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import time
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import psutil
from PIL import Image

from zcdesk.applicant import Applicant
from zcdesk.cases.acts.deciding import confirm
from zcdesk.cases.case import Case, CasePage
from zcdesk.notices.files.loading import load_notice
from zcdesk.pages.page import Page, PageSource
from zcdesk.picture import Picture
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.package.exporting import PackageDone, export_case

NOTICE = "miit-2019"
WIDTH, HEIGHT = 1654, 2339
SLOTS = ("diploma", "id_card", "ce_public", "appraisal")


def main() -> None:
    """Export once and tell the time a page, whole and after the pictures were made."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=300)
    pages = parser.parse_args().pages
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measured(Path(folder), pages), ensure_ascii=False, indent=1))


def measured(folder: Path, count: int) -> dict[str, object]:
    """Return seconds and memory of the export of ``count`` pages."""
    case = drawn_case(folder, count)
    with WorkerPool(1) as pool:
        list(export_case(pool, case_of(case, 1), load_notice(NOTICE), folder / "warm", _now()))
        begin, busy = time.perf_counter(), _cpu()
        last_picture = begin
        done: PackageDone | None = None
        memory: list[int] = []
        made = 0
        for step in export_case(pool, case, load_notice(NOTICE), folder / "package", _now()):
            if isinstance(step, PackageDone):
                done = step
            else:
                last_picture = time.perf_counter()
                made += 1
                if made % max(1, count // 10) == 0:
                    memory.append(_memory())
        memory.append(_memory())
        end, busy = time.perf_counter(), _cpu() - busy
    assert done is not None
    return {
        "pages": count,
        "exported": done.exported,
        "seconds": round(end - begin, 2),
        "seconds_a_page": round((end - begin) / count, 3),
        "cpu_seconds_a_page": round(busy / count, 3),
        "seconds_after_the_pictures": round(end - last_picture, 2),
        "memory_mib": memory,
    }


def _cpu() -> float:
    """Return the processor seconds of this process and its workers so far."""
    here = psutil.Process()
    times = [one.cpu_times() for one in (here, *here.children(recursive=True))]
    return float(sum(one.user + one.system for one in times))


def _memory() -> int:
    """Return the MiB of this process and its workers, shared pages counted once."""
    here = psutil.Process()
    every = (here, *here.children(recursive=True))
    used = (one.memory_full_info() for one in every)
    return int(sum(getattr(one, "pss", one.uss) for one in used) / 2**20)


def drawn_case(folder: Path, count: int) -> Case:
    """Write scans and return a confirmed case of them."""
    pages = []
    for number in range(1, count + 1):
        path = folder / f"{number}.jpg"
        Image.fromarray(_page(number)).save(path, quality=90, subsampling="4:4:4")
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        page = Page(PageSource(str(path), sha256), WIDTH, HEIGHT, WIDTH, HEIGHT, dpi=200)
        slot = SLOTS[number % len(SLOTS)]
        pages.append(CasePage(number, slot, str(path), page=page, examined=True))
    return case_of(
        Case(NOTICE, Applicant("张伟", "某某有限公司"), frozenset(), tuple(pages)), count
    )


def case_of(case: Case, count: int) -> Case:
    """Return the case with its first pages only, each confirmed."""
    part = Case(case.notice, case.applicant, case.targets, case.pages[:count])
    for page in part.pages:
        part = confirm(part, page.number)
    return part


def _page(number: int) -> Picture:
    """Return the one page with its number written on it, so that no two are alike."""
    page = _print().copy()
    cv2.putText(page, str(number), (700, 110), cv2.FONT_HERSHEY_SIMPLEX, 3, (30, 30, 30), 6)
    return page


@cache
def _print() -> Picture:
    """Return a page of print-like strokes on slightly uneven paper."""
    rng = np.random.default_rng(1)
    page = np.full((HEIGHT, WIDTH, 3), 248, np.uint8)
    for line in range(150, HEIGHT - 300, 60):
        for left in range(180, WIDTH - 200, 40):
            if rng.random() < 0.8:
                for _ in range(4):
                    points = rng.integers(0, 30, 4)
                    one = (left + int(points[0]), line + int(points[1]))
                    other = (left + int(points[2]), line + int(points[3]))
                    cv2.line(page, one, other, (30, 30, 30), 3, cv2.LINE_AA)
    cv2.circle(page, (1250, 2050), 160, (200, 40, 40), 8, cv2.LINE_AA)
    noise = rng.normal(0, 2, (HEIGHT, WIDTH, 1))
    return np.clip(page + noise, 0, 255).astype(np.uint8)


def _now() -> datetime:
    return datetime(2019, 10, 20, tzinfo=UTC)


if __name__ == "__main__":
    main()
