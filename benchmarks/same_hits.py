"""Whether a change of speed changed any hit: the hits of drawn pages before and after it.

    python benchmarks/same_hits.py before.json [--pages 60] [--first-seed 64000] [--keep FOLDER]
    python benchmarks/same_hits.py after.json --against before.json [--keep FOLDER]

Pages of all kinds and damages, 120 to 300 dpi, drawn as in ``benchmarks/leaks.py``; every second
page asks for seals, signatures, portraits and codes as well. Hits are the same when target,
verdict, reason, word and origin are, and no corner lies more than a pixel away. What is found of
the page itself (turn, skew, clarity, findings) is compared too. With ``--keep`` the pages are
drawn once into a folder and used again.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import pickle
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import zcdesk  # noqa: F401, I001  sets its switches before anything else is imported
import cv2

from benchmarks.drawing import draw, save
from benchmarks.leaks import TARGETS
from benchmarks.masking import applicant_of
from zcdesk.applicant import Target
from zcdesk.masking.hits import Hit
from zcdesk.workflow.page_tasks import Examined, Sought, examine_page

RESOLUTIONS = (300, 200, 200, 150, 120)
SAME = 1.0
"""Pixels within which a corner lies in the same place."""

Record = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--first-seed", type=int, default=64000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    before = json.loads(given.against.read_text(encoding="utf-8")) if given.against else {}
    first = given.first_seed
    seeds = [int(seed) for seed in before] or list(range(first, first + given.pages))
    with TemporaryDirectory() as folder:
        tasks = [(seed, str(given.keep or folder)) for seed in seeds]
        with multiprocessing.get_context("spawn").Pool(given.workers) as pool:
            found = dict(zip(map(str, seeds), pool.imap(examined_record, tasks), strict=True))
    given.file.write_text(json.dumps(found, ensure_ascii=False, indent=0), encoding="utf-8")
    seconds = sum(one["seconds"] for one in found.values()) / len(found)
    print(f"{len(found)} pages, {seconds:.2f} s a page, {_count(found)} hits")
    if before:
        print(f"before: {sum(b['seconds'] for b in before.values()) / len(before):.2f} s a page")
        print(_compared(before, found))


def examined_record(task: tuple[int, str]) -> Record:
    """Examine the page of one seed and return what there is to compare."""
    cv2.setNumThreads(1)
    seed, folder = task
    path, sought_path = Path(folder) / f"{seed}.jpg", Path(folder) / f"{seed}.sought"
    if not sought_path.exists():
        Path(folder).mkdir(parents=True, exist_ok=True)
        drawn = draw(seed, RESOLUTIONS)
        save(drawn.page, path)
        targets = TARGETS if seed % 2 else frozenset({Target.NAME, Target.EMPLOYER})
        told = Sought(applicant_of(drawn.person), targets), f"{drawn.page.kind}, {drawn.damage}"
        sought_path.write_bytes(pickle.dumps(told))
    sought, sort = pickle.loads(sought_path.read_bytes())  # written just above
    start = time.process_time()
    found = examine_page(str(path), 0, sought)
    return _record(found, sort) | {"seconds": round(time.process_time() - start, 3)}


def _record(found: Examined, sort: str) -> Record:
    page = found.page
    told = {
        "turn": page.turn,
        "skew": page.skew,
        "clarity": str(page.clarity),
        "findings": sorted(each.code for each in page.findings),
        "size": [page.width, page.height],
    }
    return {"sort": sort, "page": told, "hits": [_hit(each) for each in found.hits]}


def _hit(hit: Hit) -> Record:
    mask = hit.mask
    told = f"{mask.target} {hit.verdict} {hit.reason.code} {mask.matched} {mask.origin}"
    return {"told": told, "polygon": mask.polygon}


def _count(found: dict[str, Record]) -> int:
    return sum(len(one["hits"]) for one in found.values())


def _compared(before: dict[str, Record], after: dict[str, Record]) -> str:
    """Return what differs, page by page, and how many hits are the same."""
    lines: list[str] = []
    same = 0
    for seed, old in before.items():
        new = after[seed]
        for name, value in old["page"].items():
            if value != new["page"][name]:
                lines.append(f"{seed} ({old['sort']}) {name}: {value} -> {new['page'][name]}")
        rest = list(new["hits"])
        for hit in old["hits"]:
            twin = next((one for one in rest if _same(hit, one)), None)
            if twin is None:
                lines.append(f"{seed} ({old['sort']}) gone: {hit['told']} {_place(hit)}")
            else:
                rest.remove(twin)
                same += 1
        lines += [f"{seed} ({old['sort']}) new: {hit['told']} {_place(hit)}" for hit in rest]
    return "\n".join([*lines, f"{same} of {_count(before)} hits are the same"])


def _same(one: Record, other: Record) -> bool:
    if one["told"] != other["told"] or len(one["polygon"]) != len(other["polygon"]):
        return False
    pairs = zip(one["polygon"], other["polygon"], strict=True)
    return all(abs(x - u) <= SAME and abs(y - v) <= SAME for (x, y), (u, v) in pairs)


def _place(hit: Record) -> str:
    return " ".join(f"{x:.0f},{y:.0f}" for x, y in hit["polygon"])


if __name__ == "__main__":
    main()
