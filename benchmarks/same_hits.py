"""Whether a change of the code changed any hit: those of some 720 pages before and after it.

    python benchmarks/same_hits.py before.json --keep FOLDER [--drawn 400] [--aside 120] [--rare 7]
    python benchmarks/same_hits.py after.json --keep FOLDER --against before.json [--within 1]

Pages of five makers lie in ``FOLDER``, drawn once: *drawn* and *aside* as in
``benchmarks/leaks.py``, all kinds and damages, 120 to 300 dpi (aside: with the faces, layouts and
damages that tuning never saw); *roster* as in ``benchmarks/batch_pages.py``; *sample*, the scans
that ship with the program; *rare*, those of ``benchmarks/rare_pages.py``, drawn for the steps that
hardly find anything on the others.
Every second drawn page asks for seals, signatures, portraits and codes as well.

All of a hit is compared: target, verdict, reason with its details, word, origin, key, confidence,
outline and the outlines of a seal's words; and what was found of the page itself. ``--within`` lets
corners move by some pixels, for changes of arithmetic. How often each step found something is told:
a step that finds something on fewer than five pages is hardly guarded by this comparison. Readings
are kept beside the pages, so that only what masking reads itself is read again.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import pickle
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import zcdesk  # noqa: F401, I001  sets its switches before anything else is imported
import cv2
from PIL import Image

from benchmarks.batch_pages import draw_roster
from benchmarks.drawing import draw, held_aside, save
from benchmarks.leaks import TARGETS
from benchmarks.masking import applicant_of
from benchmarks.rare_pages import rare_page, rare_pages
from zcdesk.applicant import Target
from zcdesk.masking.hits import Hit
from zcdesk.masking.steps import Steps
from zcdesk.workflow.one_page.examining import Examined, examine_page
from zcdesk.workflow.one_page.sought import Sought
from zcdesk.workflow.case.sample import sample_case

RESOLUTIONS = (300, 200, 200, 150, 120)
FIRST_DRAWN = 64000
ROSTER = (15, 6)
"""People, and pages of each."""
RARE = 7
"""Pages of each kind of ``benchmarks/rare_pages.py``."""

FEW = 5
"""Pages on which a step should find something."""

Record = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--keep", type=Path, required=True)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--within", type=float, default=0.0)
    parser.add_argument("--drawn", type=int, default=400)
    parser.add_argument("--aside", type=int, default=120)
    parser.add_argument("--rare", type=int, default=RARE, help="pages of each rare kind")
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    given.keep.mkdir(parents=True, exist_ok=True)
    before = json.loads(given.against.read_text(encoding="utf-8")) if given.against else {}
    names = list(before) or [*laid(given.keep, given.drawn, given.aside, given.rare)]
    known = json.loads(given.file.read_text(encoding="utf-8")) if given.file.exists() else {}
    tasks = [(name, str(given.keep)) for name in names if name not in known]
    with multiprocessing.get_context("spawn").Pool(given.workers) as pool:
        for number, (name, record) in enumerate(pool.imap(examined_record, tasks), 1):
            known[name] = record
            if number % 20 == 0 or number == len(tasks):
                given.file.write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
    found = {name: known[name] for name in names}
    print(f"{len(found)} pages, {_seconds(found):.2f} s a page, {_count(found)} hits")
    print(*_fired(found), sep="\n")
    if before:
        print(f"before: {_seconds(before):.2f} s a page")
        print(*_compared(before, found, given.within), sep="\n")


def laid(keep: Path, drawn: int, aside: int, rare: int) -> Iterator[str]:
    """Lay the pages that do not depend on a seed into a folder; yield the names of all."""
    for number in range(drawn):
        yield f"drawn-{FIRST_DRAWN + number}"
    for number in range(aside):
        yield f"aside-{held_aside()['measuring_begins'] + FIRST_DRAWN + number}"
    case = sample_case()
    for page in case.pages:
        yield _laid(keep, f"sample-{page.number:03d}", Path(page.path), case.applicant, TARGETS)
    roster = draw_roster(keep / "roster", *ROSTER)
    employer = applicant_of(draw(FIRST_DRAWN, RESOLUTIONS).person)
    for row, name in roster.names.items():
        for path in sorted((roster.scans / f"{row:04d}").iterdir()):
            told = type(employer)(name, employer.employer)
            yield _laid(keep, f"roster-{row:04d}-{path.stem}", path, told, PLAIN)

    for name, kind, seed in rare_pages(rare):
        if not (keep / f"{name}.sought").exists():
            _lay_rare(keep, name, kind, seed)
        yield name


def _lay_rare(keep: Path, name: str, kind: str, seed: int) -> None:
    page = rare_page(kind, seed)
    Image.fromarray(page.picture).save(keep / f"{name}.jpg", "JPEG", quality=92, dpi=(200, 200))
    told = pickle.dumps((Sought(page.applicant, page.targets), kind))
    (keep / f"{name}.sought").write_bytes(told)


PLAIN = frozenset({Target.NAME, Target.EMPLOYER})


def _laid(keep: Path, name: str, scan: Path, applicant: Any, targets: frozenset[Target]) -> str:
    place = keep / f"{name}{scan.suffix}"
    if not place.exists():
        shutil.copy(scan, place)
    sought = pickle.dumps((Sought(applicant, targets), name.partition("-")[0]))
    (keep / f"{name}.sought").write_bytes(sought)
    return name


def examined_record(task: tuple[str, str]) -> tuple[str, Record]:
    """Examine one page and return its name and what there is to compare."""
    cv2.setNumThreads(1)
    name, folder = task[0], Path(task[1])
    sought_path, reading_path = folder / f"{name}.sought", folder / f"{name}.reading"
    if not sought_path.exists():
        _draw(folder, name)
    sought, sort = pickle.loads(sought_path.read_bytes())  # written by this program, as the next
    path = scan_of(folder, name)
    reading = pickle.loads(reading_path.read_bytes()) if reading_path.exists() else None
    fired: set[str] = set()
    with _noting(fired):
        start = time.process_time()
        found = examine_page(str(path), 0, sought, reading=reading)
        seconds = time.process_time() - start
    if reading is None:
        reading_path.write_bytes(pickle.dumps(found.reading))
    told = {"seconds": round(seconds, 3), "whole": reading is None, "steps": sorted(fired)}
    return name, _record(found, sort) | told


OURS = (".sought", ".reading")


def scan_of(folder: Path, name: str) -> Path:
    """Return the scan of a page that lies in the folder."""
    return next(each for each in folder.glob(f"{name}.*") if each.suffix not in OURS)


def _draw(folder: Path, name: str) -> None:
    seed = int(name.partition("-")[2])
    drawn = draw(seed, RESOLUTIONS)
    save(drawn.page, folder / f"{name}.jpg")
    told = Sought(applicant_of(drawn.person), TARGETS if seed % 2 else PLAIN)
    sort = f"{drawn.page.kind}, {drawn.damage}"
    (folder / f"{name}.sought").write_bytes(pickle.dumps((told, sort)))


@contextmanager
def _noting(fired: set[str]) -> Iterator[None]:
    """Note the names of the steps that find something."""
    taken = Steps.taken

    def noted(steps: Steps, name: str, look: Callable[[], Iterable[Any]]) -> tuple[Any, ...]:
        found = taken(steps, name, look)
        if found:
            fired.add(name)
        return found

    Steps.taken = noted  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        Steps.taken = taken  # type: ignore[method-assign]


def _record(found: Examined, sort: str) -> Record:
    page = found.page
    told = {
        "turn": page.turn,
        "skew": page.skew,
        "clarity": str(page.clarity),
        "findings": sorted(each.code for each in page.findings),
        "size": [page.width, page.height],
    }
    hits = [_hit(each) for each in found.hits]
    return json.loads(json.dumps({"sort": sort, "page": told, "hits": hits}, default=str))  # type: ignore[no-any-return]


def _hit(hit: Hit) -> Record:
    mask = hit.mask
    told = [
        mask.target, hit.verdict, hit.reason.code, sorted(hit.reason.details.items()),
        mask.matched, mask.origin, hit.key,
    ]  # fmt: skip
    numbers = [mask.confidence, mask.polygon, hit.parts]
    return {"told": " ".join(map(str, told)), "numbers": numbers}


def _seconds(found: dict[str, Record]) -> float:
    return float(sum(one["seconds"] for one in found.values())) / len(found)


def _count(found: dict[str, Record]) -> int:
    return sum(len(one["hits"]) for one in found.values())


def _fired(found: dict[str, Record]) -> Iterator[str]:
    """Yield how often each step found something, the rarest first."""
    counts = Counter(step for one in found.values() for step in one["steps"])
    for step, pages in sorted(counts.items(), key=lambda pair: pair[1]):
        yield f"{pages:5d} pages: {step}{'  (few)' if pages < FEW else ''}"


def _compared(before: dict[str, Record], after: dict[str, Record], within: float) -> Iterator[str]:
    """Yield what differs, page by page, and how many hits are the same."""
    same = 0
    for name, old in before.items():
        new = after[name]
        for key, value in old["page"].items():
            if value != new["page"][key]:
                yield f"{name} ({old['sort']}) {key}: {value} -> {new['page'][key]}"
        rest = list(new["hits"])
        for hit in old["hits"]:
            twin = next((one for one in rest if _same(hit, one, within)), None)
            if twin is None:
                yield f"{name} ({old['sort']}) gone: {hit['told']} {hit['numbers'][1]}"
            else:
                rest.remove(twin)
                same += 1
        for hit in rest:
            yield f"{name} ({old['sort']}) new: {hit['told']} {hit['numbers'][1]}"
    yield f"{same} of {_count(before)} hits are the same"


def _same(one: Record, other: Record, within: float) -> bool:
    if one["told"] != other["told"]:
        return False
    return _near(one["numbers"], other["numbers"], within)


def _near(one: Any, other: Any, within: float) -> bool:
    if isinstance(one, list):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and all(_near(a, b, within) for a, b in pairs)
    return bool(abs(one - other) <= within)


if __name__ == "__main__":
    main()
