"""How much of what must be hidden is hidden: a table over fictional pages nobody looked at.

    python benchmarks/masking.py --pages 400 --first-seed 900000

Seeds below 100000 are for tuning. An occurrence counts as covered when at least nine tenths of the
ink box of each of its characters lie under a cover; a staying character counts as damaged when a
quarter of its box does.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import zcdesk  # noqa: F401, I001  sets its switches before anything else is imported
import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks.run_record import Figure, ask_for_result, interval, write_run
from zcdesk.applicant import Applicant, Target
from zcdesk.geometry import Polygon, bounds
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.masking.proposing import propose
from zcdesk.masking.own_words.page_search import search
from zcdesk.pages.preparing import prepare
from zcdesk.pages.opening.scan import open_content, read_scan
from zcdesk.picture import Picture
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_evened
from zcdesk.names.search_words import words
from tools.drawing.damage import PRESETS, damage
from tools.drawing.documents import KINDS, draw_page
from tools.drawing.marks import DrawnPage, InkMark, Role
from tools.drawing.people import Person, invent_colleagues, invent_person

TARGETS = frozenset({Target.NAME, Target.EMPLOYER})
PRINTED = (Role.NAME, Role.NAME_LATIN, Role.EMPLOYER, Role.EMPLOYER_SHORT)
COVERED, DAMAGED = 0.9, 0.25


@dataclass
class PageResult:
    """What happened on one page."""

    seed: int
    kind: str
    dpi: int
    preset: str
    name: str
    employer: str
    occurrences: list[tuple[str, str, float, bool]] = field(default_factory=list)
    review: bool = False
    covers: int = 0
    doubts: list[str] = field(default_factory=list)
    staying: int = 0
    damaged: int = 0
    damaged_words: list[str] = field(default_factory=list)
    open_finds: int = 0
    seconds_reading: float = 0.0
    seconds_search: float = 0.0
    seconds_proposing: float = 0.0


def drawn(seed: int, dpis: list[int], presets: list[str]) -> tuple[DrawnPage, Person, int, str]:
    """Draw the page of one seed: kind, person, resolution and damage all come from it."""
    random = Random(seed)
    person = invent_person(random)
    colleagues = invent_colleagues(person, random)
    kind = KINDS[seed % len(KINDS)]
    dpi = random.choice(dpis)
    preset = random.choice(presets)
    page = draw_page(kind, person, colleagues, random, dpi=dpi)
    return damage(page, PRESETS[preset], random), person, dpi, preset


def applicant_of(person: Person) -> Applicant:
    """Return the applicant as a careful person would enter her: with her Latin spelling."""
    told = person.applicant()
    return replace(told, aliases=(*told.aliases, " ".join(person.latin)))


def cover_map(picture: Picture, hits: tuple[Hit, ...]) -> NDArray[np.uint8]:
    """Return 1 where a proposed cover lies."""
    covers = np.zeros(picture.shape[:2], np.uint8)
    for hit in hits:
        if hit.covers_by_default:
            corners = np.rint(np.array(hit.mask.polygon)).astype(np.int32)
            cv2.fillPoly(covers, [corners], 1)
    return covers


def covered_share(covers: NDArray[np.uint8], polygon: Polygon) -> float:
    """Return how much of a polygon lies under covers."""
    left, top, right, bottom = (round(value) for value in bounds(polygon))
    left, top = max(left, 0), max(top, 0)
    part = covers[top : bottom + 1, left : right + 1]
    if part.size == 0:
        return 1.0
    inside = np.zeros(part.shape, np.uint8)
    corners = np.rint(np.array(polygon)).astype(np.int32) - (left, top)
    cv2.fillPoly(inside, [corners], 1)
    return float((part & inside).sum() / max(1, inside.sum()))


def measured(seed: int, dpis: list[int], presets: list[str]) -> PageResult:
    """Draw, search and compare one page."""
    page, person, dpi, preset = drawn(seed, dpis, presets)
    page = straightened(page)
    picture = page.picture
    result = PageResult(seed, page.kind, dpi, preset, person.name, str(person.applicant().employer))
    sought = words(applicant_of(person))
    start = time.process_time()
    grey = evened(picture)
    reading = read_evened(grey)
    result.seconds_reading = time.process_time() - start
    start = time.process_time()
    search(reading.lines, keywords(sought), TARGETS)
    result.seconds_search = time.process_time() - start
    start = time.process_time()
    hits = propose(picture, grey, reading, sought, TARGETS)
    result.seconds_proposing = time.process_time() - start
    compare(page, picture, hits, result)
    return result


def straightened(page: DrawnPage) -> DrawnPage:
    """Return the page as it comes out of a file: saved, opened, stood upright."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.jpg"
        Image.fromarray(page.picture).save(path, quality=95)
        found = prepare(open_content(path, read_scan(path)))
        prepared, picture = found.page, found.picture
    return page.moved(picture, prepared.transform)


def compare(page: DrawnPage, picture: Picture, hits: tuple[Hit, ...], result: PageResult) -> None:
    """Hold the hits against the truth of the page."""
    covers = cover_map(picture, hits)
    result.covers = sum(hit.covers_by_default for hit in hits)
    result.doubts = [hit.reason.code for hit in hits if hit.verdict is Verdict.DOUBT]
    result.review = bool(result.doubts)
    for mark in page.marks:
        if mark.role in PRINTED and not mark.hand:
            share = min(covered_share(covers, box) for box in mark.characters)
            result.occurrences.append((mark.role, mark.text, mark.em, share >= COVERED))
        elif mark.role in (Role.SEAL, Role.SIGNATURE) or (mark.role in PRINTED and mark.hand):
            result.open_finds += 1
        elif mark.role.stays and mark.role is not Role.OTHER_SEAL:
            _damage(mark, covers, result)


def _damage(mark: InkMark, covers: NDArray[np.uint8], result: PageResult) -> None:
    harmed = sum(covered_share(covers, box) >= DAMAGED for box in mark.characters)
    result.staying += len(mark.characters)
    result.damaged += harmed
    if harmed:
        result.damaged_words.append(f"{mark.role}:{mark.text[:20]}:{harmed}")


def share_told(hits: int, total: int) -> str:
    """Return a share with its 95 % interval."""
    if not total:
        return "-"
    share, (low, high) = hits / total, interval(hits, total)
    return f"{share:7.2%} ({hits}/{total}; {low:.2%}–{high:.2%})"


def report(results: list[PageResult]) -> Iterator[str]:
    """Yield the lines of the table."""
    every = [(one, result) for result in results for one in result.occurrences]
    missed = [(one, result) for one, result in every if not one[3]]
    silent = [pair for pair in missed if not pair[1].review]
    yield f"pages {len(results)}, printed occurrences {len(every)}"
    yield f"covered           {share_told(len(every) - len(missed), len(every))}"
    yield f"missed, in review {share_told(len(missed) - len(silent), len(missed))}"
    yield f"silent leaks      {share_told(len(silent), len(every))}"
    bands = ((14, 1e9), (10, 14), (8, 10), (0, 8))
    for low, high in bands:
        part = [one for one, _ in every if low <= one[2] < high]
        yield f"  em {low}–{high:g} px: covered {share_told(sum(o[3] for o in part), len(part))}"
    for role in PRINTED:
        part = [one for one, _ in every if one[0] == role]
        yield f"  {role}: covered {share_told(sum(o[3] for o in part), len(part))}"
    for preset in sorted({result.preset for result in results}):
        part = [one for one, result in every if result.preset == preset]
        yield f"  {preset}: covered {share_told(sum(o[3] for o in part), len(part))}"
    staying = sum(result.staying for result in results)
    damaged = sum(result.damaged for result in results)
    yield f"staying characters damaged {share_told(damaged, staying)}"
    empty = [result for result in results if not result.occurrences and not result.open_finds]
    untouched = sum(not result.covers for result in empty)
    yield f"pages without occurrence left untouched {share_told(untouched, len(empty))}"
    plain = [result for result in results if not result.open_finds]
    yield f"pages in review {share_told(sum(r.review for r in results), len(results))}"
    doubted = share_told(sum(result.review for result in plain), len(plain))
    yield f"  of those without seal or signature {doubted}"
    yield f"reasons {Counter(code for result in results for code in result.doubts).most_common()}"
    reading = sum(result.seconds_reading for result in results)
    search_time = sum(result.seconds_search for result in results)
    proposing = sum(result.seconds_proposing for result in results)
    yield f"reading {reading / len(results):.2f} s of processor time a page"
    yield f"  search for the known words {search_time / reading:.1%} of that"
    yield f"  with second looks, seals and signatures {proposing / reading:.1%}"


def figures(results: list[PageResult]) -> Iterator[Figure]:
    """Yield what the report says against bars, for ``benchmarks/results``."""
    every = [(one[3], result) for result in results for one in result.occurrences]
    missed = [result for covered, result in every if not covered]
    yield Figure(
        promise="covered", what="usual scans, 150 dpi and more: printed words fully covered",
        count=len(every) - len(missed), of=len(every), at_least=0.995,
    )  # fmt: skip
    yield Figure(
        promise="silent", what="usual scans, 150 dpi and more: missed words on pages in review",
        count=sum(result.review for result in missed), of=len(missed), at_least=0.9,
    )  # fmt: skip
    yield Figure(
        promise="spared", what="usual scans, 150 dpi and more: staying characters damaged",
        count=sum(result.damaged for result in results),
        of=sum(result.staying for result in results), at_most=0.01,
    )  # fmt: skip
    empty = [result for result in results if not result.occurrences and not result.open_finds]
    yield Figure(
        promise="spared", what="usual scans, 150 dpi and more: pages without a word left untouched",
        count=sum(not result.covers for result in empty), of=len(empty), at_least=0.98,
    )  # fmt: skip
    reading = sum(result.seconds_reading for result in results)
    yield Figure(
        promise="quick", what="search for the known words, of the time that reading takes",
        value=round(100 * sum(result.seconds_search for result in results) / reading, 1),
        unit="%", at_most=10,
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--first-seed", type=int, default=900_000)
    parser.add_argument("--dpi", type=int, nargs="*", default=[150, 200, 300])
    parser.add_argument("--preset", nargs="*", default=["clean", "scan", "skewed", "grey", "faint"])
    parser.add_argument("--details", type=Path, help="one JSON line a page")
    ask_for_result(parser)
    given = parser.parse_args()
    results = []
    for seed in range(given.first_seed, given.first_seed + given.pages):
        results.append(measured(seed, given.dpi, given.preset))
        if given.details:
            with given.details.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(asdict(results[-1]), ensure_ascii=False) + "\n")
    for line in report(results):
        print(line)
    if given.result:
        seeds = [result.seed for result in results]
        write_run(given.result, "masking", figures(results), seeds)


if __name__ == "__main__":
    main()
