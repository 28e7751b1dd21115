"""What stays readable: the leak table over fictional pages, many of a kind that nobody tuned on.

    python benchmarks/leaks.py FILE --pages 2000 [--first-seed 2000000] [--workers 2]
    python benchmarks/leaks.py FILE --table [--result benchmarks/results/leaks-….json]

Each page becomes one JSON line in FILE. The run can be stopped at any time and started again with
the same arguments: seeds that stand in FILE are not drawn again. When all pages are there, and
with ``--table`` at once, the table is printed in Markdown (see ``benchmarks/leak_table.py``).
Seeds below 100000 are for tuning and never show what ``held_aside.toml`` names.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import zcdesk  # noqa: F401, I001  sets its switches before anything else is imported
import cv2
import numpy as np

from benchmarks.drawing import RESOLUTIONS, Drawn, draw, save
from benchmarks.leak_table import figures, table
from benchmarks.masking import COVERED, DAMAGED, applicant_of, cover_map, covered_share
from benchmarks.occurrences import Kind, crosses_own, inside_own, is_one_off, kind_of
from benchmarks.run_record import ask_for_result, write_run
from zcdesk.applicant import Target
from zcdesk.cases.case import Case, CasePage
from zcdesk.errors import ScanError
from zcdesk.geometry import bounds
from zcdesk.masking.hits import Hit
from tools.drawing.marks import DrawnPage, InkMark, Role, Setting
from zcdesk.workflow.case.session_readings import found
from zcdesk.workflow.one_page.examining import Examined, examine_page
from zcdesk.workflow.one_page.sought import Sought

NOTICE = "region-senior-2024"
TARGETS = frozenset(
    {Target.NAME, Target.EMPLOYER, Target.SEAL, Target.SIGNATURE, Target.PHOTO, Target.CODE}
)
SEAL_COVERED = 0.7
"""Share of a seal's disc from which on it counts as covered; its ring may reach beyond a cover."""

BLANK = 8
"""Grey levels that a letter's box spans at least where something of it is to be seen."""

FINE = 0.06
"""Em of a watermark up to which dark strokes are those of something else; its own have .08."""

TOUCHED = 0.5
"""Share of a namesake's letters that must be damaged before the namesake counts as covered."""

Record = dict[str, Any]
Task = TypeVar("Task")


def measured(task: tuple[int, tuple[int, ...]]) -> Record:
    """Draw, open, read, search and compare the page of one seed."""
    seed, resolutions = task
    return record_of(seed, lambda: draw(seed, resolutions))


def record_of(seed: int, drawing: Callable[[], Drawn]) -> Record:
    """Draw the page of one seed by a maker of pages; open, read, search and compare it.

    Every second seed asks for seals, signatures, portraits and codes as well; the others ask for
    name and employer only, as most notices do.
    """
    cv2.setNumThreads(1)
    targets = TARGETS if seed % 2 else frozenset({Target.NAME, Target.EMPLOYER})
    clock = [time.process_time()]

    def lap() -> float:
        clock.append(time.process_time())
        return round(clock[-1] - clock[-2], 3)

    drawn = drawing()
    record = _described(drawn, seed, targets)
    record["seconds_drawing"] = lap()
    sought = Sought(applicant_of(drawn.person), targets)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.jpg"
        save(drawn.page, path)
        try:
            examined = examine_page(str(path), 0, sought)
        except ScanError as error:
            return record | {"state": "refused", "reasons": [error.code]}
        except Exception as fault:  # one page that ends badly must not end the run: it is counted
            return record | {"state": "failed", "reasons": [type(fault).__name__]}
    record["seconds_examining"] = lap()
    record |= _stated(examined, Case(NOTICE, sought.applicant, targets))
    upright = examined.page
    blank = np.broadcast_to(np.uint8(255), (upright.height, upright.width, 3))
    page = drawn.page.moved(blank, upright.transform)
    return record | compared(page, drawn, examined.hits, targets)


def _described(drawn: Drawn, seed: int, targets: frozenset[Target]) -> Record:
    return {
        "seed": seed,
        "kind": drawn.page.kind,
        "dpi": drawn.dpi,
        "damage": drawn.damage,
        "other_faces": drawn.other_faces,
        "targets": sorted(targets),
        "arabic": any(_is_arabic(mark.text) for mark in drawn.page.marks),
    }


def _is_arabic(text: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" or "\ufb50" <= letter <= "\ufefc" for letter in text)


def _stated(examined: Examined, case: Case) -> Record:
    """Return the word that the program has for the page, and why."""
    page = found(CasePage(1, "", "page.jpg"), examined)
    findings = [one.code for one in page.findings if one.severity != "info"]
    return {
        "state": str(case.state(page)),
        "reasons": [hit.reason.code for hit in page.hits if hit.is_doubt] + findings,
        "covers": len(page.covers()),
    }


def compared(
    page: DrawnPage, drawn: Drawn, hits: tuple[Hit, ...], targets: frozenset[Target]
) -> Record:
    """Hold the covers against the truth of the page.

    An occurrence leaks when less than nine tenths of the ink box of any of its letters is covered.
    """
    covers = cover_map(page.picture, hits)
    occurrences: list[tuple[str, float, bool]] = []
    counts = {name: [0, 0] for name in ("seal", "other_seal", "signature", "photo", "one_off",
                                        "crossed", "longer", "staying")}  # fmt: skip
    open_finds = 0

    def count(name: str, counted: bool) -> None:
        counts[name][0] += 1
        counts[name][1] += counted

    own_places, crosses = inside_own(page), crosses_own(page)
    for mark, shown in zip(page.marks, drawn.page.marks, strict=True):
        kind = kind_of(mark, page)
        if kind is not None and _is_gone(drawn.page, shown):
            continue
        shares = [covered_share(covers, letter) for letter in mark.characters]
        if kind is not None:
            leaked = min(shares) < COVERED
            occurrences.append((str(kind), round(mark.em, 1), leaked))
            open_finds += kind in ((Kind.HAND,) if drawn.uyghur else (Kind.ARABIC, Kind.HAND))
        elif mark.role is Role.SEAL:
            open_finds += Target.SEAL not in targets
            if Target.SEAL in targets:
                count("seal", shares[0] < SEAL_COVERED)
        elif mark.role is Role.OTHER_SEAL:
            count("other_seal", shares[0] >= SEAL_COVERED)
        elif mark.role is Role.SIGNATURE:
            open_finds += Target.SIGNATURE not in targets
            if Target.SIGNATURE in targets:
                count("signature", float(np.mean(shares)) < COVERED)
        elif mark.role is Role.PHOTO and Target.PHOTO in targets:
            if page.kind == "inch_photo":
                # One portrait and nothing else: whether it is the photo asked for, a person tells.
                open_finds += 1
            else:
                count("photo", shares[0] < COVERED)
        elif mark.role.stays:
            one_off = "crossed" if crosses(mark) else "one_off"
            name = one_off if is_one_off(mark.text, drawn.person.name) else "longer"
            _stay(mark, shares, own_places(mark), name, counts)
    return {"occurrences": occurrences, "open_finds": open_finds, "counts": counts}


def _is_gone(page: DrawnPage, mark: InkMark) -> bool:
    """Tell whether damage took a word away: most of its letters are blank, as on a fax.

    Where a fax made a pale watermark white, the print and the rules across it are there all the
    same; they are finer than its strokes.
    """
    fine = round(FINE * mark.em) if mark.setting is Setting.WATERMARK else 0
    blank = 0
    for letter in mark.characters:
        left, top, right, bottom = (int(v) for v in bounds(letter))
        part = page.picture[max(0, top) : bottom + 1, max(0, left) : right + 1]
        if part.size and fine > 1 and "fax" in page.damages:
            kernel = np.ones((fine, fine), np.uint8)
            part = np.asarray(cv2.morphologyEx(part, cv2.MORPH_CLOSE, kernel), np.uint8)
        blank += part.size == 0 or int(part.max()) - int(part.min()) < BLANK
    return blank > len(mark.characters) / 2


def _stay(
    mark: InkMark,
    shares: list[float],
    below_own: list[bool],
    name: str,
    counts: dict[str, list[int]],
) -> None:
    """Count what must stay; letters below a cover's own seal or signature are left out.

    A namesake is counted under ``name``: one whom an own watermark crosses cannot stay, and is
    counted apart.
    """
    free = [share for share, below in zip(shares, below_own, strict=True) if not below]
    counts["staying"][0] += len(free)
    counts["staying"][1] += sum(share >= DAMAGED for share in free)
    if mark.role is Role.OTHER_NAME and mark.near and mark.em >= 10 and free:
        harmed = sum(share >= DAMAGED for share in free) >= TOUCHED * len(free)
        counts[name][0] += 1
        counts[name][1] += harmed


def known_records(path: Path) -> list[Record]:
    """Return the records that stand in a file; a line that was cut off by a stop is taken out."""
    if not path.exists():
        return []
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if len(whole) < len(content):
        path.write_bytes(whole)
    return [json.loads(line) for line in whole.decode("utf-8").splitlines()]


def run(
    path: Path, measured: Callable[[Task], Record], tasks: Sequence[Task], workers: int
) -> Iterator[str]:
    """Measure the tasks, append each record to the file, and tell now and then how far it is."""
    context = multiprocessing.get_context("spawn")
    start = time.monotonic()
    with (
        context.Pool(workers, maxtasksperchild=100) as pool,
        path.open("a", encoding="utf-8") as to,
    ):
        for done, record in enumerate(pool.imap_unordered(measured, tasks), 1):
            to.write(json.dumps(record, ensure_ascii=False) + "\n")
            to.flush()
            if done % 20 == 0 or done == len(tasks):
                each = (time.monotonic() - start) / done
                yield f"{done} of {len(tasks)} pages, {each:.2f} s a page"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="JSON lines, one a page; continued when it exists")
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--first-seed", type=int, default=2_000_000)
    parser.add_argument("--dpi", type=int, nargs="*", default=list(RESOLUTIONS))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--table", action="store_true", help="only print the table of FILE")
    ask_for_result(parser)
    given = parser.parse_args()
    if not given.table:
        known = {record["seed"] for record in known_records(given.file)}
        wanted = range(given.first_seed, given.first_seed + given.pages)
        seeds = [seed for seed in wanted if seed not in known]
        try:
            tasks = [(seed, tuple(given.dpi)) for seed in seeds]
            for told in run(given.file, measured, tasks, given.workers):
                print(told, file=sys.stderr)
        except KeyboardInterrupt:
            print("stopped; the same command goes on", file=sys.stderr)
    records = known_records(given.file)
    for line in table(records):
        print(line)
    if given.result and records:
        write_run(given.result, "leaks", figures(records), [one["seed"] for one in records])


if __name__ == "__main__":
    main()
