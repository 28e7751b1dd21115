"""How many words stay open in silence where a reading may throw them away before it looks.

    python -m benchmarks.blind_classes --class colours --pages 60 [--first-seed 2000000]
    python -m benchmarks.blind_classes --class sheets --pages 12 [--result FILE]

Each page goes all the way of ``zcdesk redact`` (examined, covered, written, read again). A word is
silent where one of its letters is covered by less than nine tenths and nobody is asked about its
place (not merely about its page). Seeds below 100000 are for tuning.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np

from benchmarks.blind_pages import BlindPage, large_sheet, same_grey
from benchmarks.masking import COVERED, applicant_of, cover_map, covered_share
from benchmarks.run_record import Figure, ask_for_result, write_run
from zcdesk.applicant import Target
from zcdesk.findings import Severity
from zcdesk.geometry import Polygon, bounds
from zcdesk.verification.picture import Status
from zcdesk.workflow.one_page.examining import Redacted, redact_page
from zcdesk.workflow.one_page.found_scans import ScanPlace
from zcdesk.workflow.one_page.sought import Sought

Box = tuple[float, float, float, float]

MEASURING = 2_000_000
MOST_SILENT = 0.005
CLASSES: dict[str, tuple[Callable[[int], BlindPage], str]] = {
    "colours": (same_grey, "words in letters as grey as their ground"),
    "sheets": (large_sheet, "words in letters of 16 to 40 px on large sheets"),
}
PLAIN = frozenset({Target.NAME, Target.EMPLOYER})


@dataclass(frozen=True)
class Outcome:
    """What came out for one page: words, those left open, those of them that nobody is asked about,
    and why somebody is asked about the page."""

    words: int
    left: int
    silent: int
    reasons: tuple[str, ...]
    seconds: float


def outcome(page: BlindPage) -> Outcome:
    """Redact a page and hold its covers against the truth."""
    with TemporaryDirectory() as folder:
        scan, finished = Path(folder) / "page.jpg", Path(folder) / "001.jpg"
        page.image.save(scan, "JPEG", quality=92, subsampling=2)
        start = time.process_time()
        sought = Sought(applicant_of(page.person), PLAIN)
        done = redact_page(ScanPlace(str(scan)), 0, sought, str(finished), True)
        seconds = time.process_time() - start
    upright = done.page
    blank = np.broadcast_to(np.uint8(255), (upright.height, upright.width, 3))
    covers = cover_map(np.asarray(blank, np.uint8), done.hits)
    asked = [bounds(place) for place in _asked(done)]
    left = silent = 0
    for _, letters in page.words:
        places = [upright.transform.apply_all(letter) for letter in letters]
        if min(covered_share(covers, place) for place in places) < COVERED:
            left += 1
            word = bounds([corner for place in places for corner in place])
            silent += not any(_touch(word, place) for place in asked)
    return Outcome(len(page.words), left, silent, tuple(_reasons(done)), seconds)


def _asked(done: Redacted) -> Iterator[Polygon]:
    """Yield the places that somebody is asked about."""
    yield from (hit.mask.polygon for hit in done.hits if hit.is_doubt)
    yield from (find.place for find in done.finished.verified.finds)


def _touch(word: Box, place: Box) -> bool:
    across = min(word[2], place[2]) - max(word[0], place[0])
    down = min(word[3], place[3]) - max(word[1], place[1])
    return across > 0 and down > 0


def _reasons(done: Redacted) -> Iterator[str]:
    yield from (hit.reason.code for hit in done.hits if hit.is_doubt)
    for finding in done.page.findings:
        if finding.severity is Severity.ERROR:
            yield finding.code
    verified = done.finished.verified
    if verified.status is not Status.CLEAN:
        yield from (each.code for each in verified.findings if each.severity is not Severity.INFO)


def main() -> None:
    """Draw the pages, redact them and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--class", dest="sort", choices=CLASSES, required=True)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--first-seed", type=int, default=MEASURING)
    ask_for_result(parser)
    given = parser.parse_args()
    cv2.setNumThreads(1)
    draw, what = CLASSES[given.sort]
    seeds = range(given.first_seed, given.first_seed + given.pages)
    every: list[Outcome] = []
    reasons: Counter[str] = Counter()
    for seed in seeds:
        page = draw(seed)
        found = outcome(page)
        every.append(found)
        reasons.update(set(found.reasons))
        told = f"{found.left} of {found.words} open, {found.silent} silent"
        print(f"{seed}: {page.kind}: {told}, {found.seconds:.1f} s", *found.reasons, flush=True)
    words, silent = sum(one.words for one in every), sum(one.silent for one in every)
    left, asked = sum(one.left for one in every), sum(bool(one.reasons) for one in every)
    seconds = sum(one.seconds for one in every) / len(every)
    print(f"{words} words, {left} open, {silent} silent; {asked} of {len(every)} pages asked")
    print(
        f"{seconds:.1f} s a page, {max(one.seconds for one in every):.1f} at most;", dict(reasons)
    )
    if given.result:
        figures = [
            Figure(promise="silent", what=f"{what}: open, and nobody is asked", count=silent,
                   of=words, at_most=MOST_SILENT),
            Figure(promise="silent", what=f"{what}: open at all", count=left, of=words),
            Figure(promise="silent", what=f"pages with {what}: asked about", count=asked,
                   of=len(every)),
            Figure(promise="silent", what=f"pages with {what}: processor time", value=seconds,
                   unit="s"),
        ]  # fmt: skip
        write_run(given.result, "blind_classes", figures, seeds)


if __name__ == "__main__":
    main()
