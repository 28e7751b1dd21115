"""How many odd sightings of a name or an employer stay open in silence: one on each page.

    python -m benchmarks.two_prints --kinds stamped --pages 6 [--first-seed 1000] [--result FILE]

Each page goes all the way of ``zcdesk redact``. A word is silent where a letter of it is covered
by less than nine tenths and the page does not count as ``review``. Seeds from 1000 on are held
aside: other people, employers, stamps and colours.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np

import zcdesk  # noqa: F401  sets its switches before anything else is imported
from benchmarks.masking import COVERED, cover_map, covered_share
from benchmarks.run_record import Figure, ask_for_result, write_run
from benchmarks.two_prints_pages import ASIDE, KINDS, OddPage, drawn
from zcdesk.applicant import Target
from zcdesk.geometry import bounds
from zcdesk.picture import Picture
from zcdesk.verification.picture import Status
from zcdesk.workflow.one_page.examining import Redacted, redact_page
from zcdesk.workflow.one_page.found_scans import ScanPlace
from zcdesk.workflow.one_page.sought import Sought


def outcome(page: OddPage, keep: Path | None = None) -> tuple[str, Redacted]:
    """Redact a page; return ``covered``, ``asked`` or ``silent``, and what was done."""
    with TemporaryDirectory() as folder:
        scan, finished = Path(folder) / "page.jpg", Path(folder) / "001.jpg"
        page.image.save(scan, "JPEG", quality=90)
        targets = frozenset(map(Target, page.targets))
        done = redact_page(
            ScanPlace(str(scan)), 0, Sought(page.applicant, targets), str(finished), True
        )
        if keep is not None:
            keep.write_bytes(finished.read_bytes())
    upright = done.page
    blank: Picture = np.full((upright.height, upright.width, 3), 255, np.uint8)
    covers = cover_map(blank, done.hits)
    for place in page.hidden:
        left, top, right, bottom = map(round, bounds(upright.transform.apply_all(place)))
        covers[top:bottom, left:right] = 1
    shares = [covered_share(covers, upright.transform.apply_all(one)) for one in page.letters]
    if min(shares) >= COVERED:
        return "covered", done
    asked = (
        any(hit.is_doubt for hit in done.hits) or done.finished.verified.status is not Status.CLEAN
    )
    return ("asked" if asked else "silent"), done


def main() -> None:
    """Draw the pages, redact them and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--pages", type=int, default=4)
    parser.add_argument("--first-seed", type=int, default=ASIDE)
    parser.add_argument("--keep", type=Path)
    ask_for_result(parser)
    given = parser.parse_args()
    cv2.setNumThreads(1)
    seeds = range(given.first_seed, given.first_seed + given.pages)
    rows: dict[str, Counter[str]] = {}
    for kind in given.kinds.split(","):
        for seed in seeds:
            page = drawn(seed, kind)
            keep = given.keep / f"{kind.replace(' ', '_')}-{seed}.jpg" if given.keep else None
            what, done = outcome(page, keep)
            rows.setdefault(page.kind, Counter())[what] += 1
            codes = {hit.reason.code for hit in done.hits if hit.is_doubt}
            codes |= {"v:" + one.code for one in done.finished.verified.findings}
            print(f"{page.kind} {seed} {what}: {page.text}", *sorted(codes), flush=True)
    total = sum(rows.values(), Counter[str]())
    for kind, row in rows.items():
        print(f"{kind}: {dict(row)}")
    print(f"all: {dict(total)} of {total.total()}")
    if given.result:
        figures = [
            Figure(promise="silent", what=f"odd print, {kind}: open, and nobody is asked",
                   count=row["silent"], of=row.total(), at_most=0.01 if kind == "all" else None)
            for kind, row in (*rows.items(), ("all", total))
        ]  # fmt: skip
        write_run(given.result, "two_prints", figures, seeds)


if __name__ == "__main__":
    main()
