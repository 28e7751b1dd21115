"""How fast a case file is: opening 300 pages, one durable edit, one undo.

Run: ``python -m benchmarks.case_file [FOLDER]``. FOLDER decides which disk is measured. It
prints JSON.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Case, CasePage, Decision
from zcdesk.cases.deciding import decide
from zcdesk.cases.rows import inside
from zcdesk.cases.store import create_case, open_case
from zcdesk.findings import warning
from zcdesk.geometry import box
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.pages.page import Page, PageSource

PAGES = 300
HITS = 8  # places on a page
ORIGINAL_BYTES = 1_300_000  # of one scan; 300 of them are about 400 MB
EDITS = 100


def page(number: int, path: str) -> CasePage:
    source = PageSource(path, Path(path).parent.name)
    upright = Page(source, 2480, 3508, 2480, 3508, measures={"stroke": 0.7, "contrast": 0.9})
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


def measure(folder: Path) -> dict[str, float]:
    path, chance = folder / "measured.zcase", Random(1)
    case = Case(
        "region-senior-2024", Applicant("张伟", "云岭化工有限公司"), frozenset({Target.NAME})
    )
    with create_case(path, case) as stored:
        pages = []
        for number in range(1, PAGES + 1):
            sha256, _ = stored.keep_original(chance.randbytes(ORIGINAL_BYTES))
            pages.append(page(number, inside(path, sha256, f"{number}.jpg")))
        stored.save(replace(case, pages=tuple(pages), numbered=PAGES), "add")
    opening = _median(lambda: open_case(path).close(), 9)
    edits, undoing = [], []
    with open_case(path) as stored:
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
    return {
        "file_mb": round(path.stat().st_size / 1e6, 1),
        "open_ms": round(opening * 1000, 1),
        "edit_median_ms": round(statistics.median(edits) * 1000, 1),
        "edit_worst_ms": round(max(edits) * 1000, 1),
        "undo_median_ms": round(statistics.median(undoing) * 1000, 1),
    }


def _median(work: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as made:
        print(json.dumps(measure(Path(made)), indent=1))
