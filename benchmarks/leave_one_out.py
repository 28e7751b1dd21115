"""What would be lost without each step of masking: covers, questions, or nothing.

    python -m benchmarks.leave_one_out FILE --keep FOLDER [--drawn 400] [--aside 120] [--rare 7]

Each page of ``benchmarks/same_hits.py`` is examined once, and once more without each step that
found something on it (a step that found nothing changes nothing). What a person would notice is
held side by side: covers and doubts, by target and place. FILE gets a JSON line for each page; the
run can be stopped and goes on where it ended. A step without which no cover and no question of any
page changes is told last: it has to go, or to get a frozen page that needs it.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.same_hits import examined_record, laid, scan_of
from zcdesk.geometry import bounds
from zcdesk.masking.hits import Verdict
from zcdesk.masking.judges import JUDGES
from zcdesk.masking.rereads import REREADS
from zcdesk.masking.steps import Steps
from zcdesk.workflow.one_page.examining import Examined, examine_page

STEPS = [*(step.name for step in REREADS), *(step.name for step in JUDGES)]
"""The last three, which only fit covers to letters, are left in."""

PIXELS = 3
"""By how much the sides of a cover may move without being another one."""

Place = tuple[str, tuple[float, ...]]


def main() -> None:
    """Run the pages that are not in the file yet, and tell what each step is worth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--keep", type=Path, required=True)
    parser.add_argument("--drawn", type=int, default=400)
    parser.add_argument("--aside", type=int, default=120)
    parser.add_argument("--rare", type=int, default=7, help="pages of each rare kind")
    given = parser.parse_args()
    given.keep.mkdir(parents=True, exist_ok=True)
    done = dict(_lines(given.file))
    with given.file.open("a", encoding="utf-8") as stream:
        for name in laid(given.keep, given.drawn, given.aside, given.rare):
            if name not in done:
                done[name] = losses(given.keep, name)
                print(json.dumps([name, done[name]]), file=stream, flush=True)
    print(f"{len(done)} pages", *told(done), sep="\n")


def losses(keep: Path, name: str) -> dict[str, list[int]]:
    """Return the steps that found something on a page, each with the covers and doubts at stake.

    Both count what is there with the step alone and what is there without it alone.
    """
    _, record = examined_record((name, str(keep)))  # draws and reads the page where that is to do
    sought, _ = pickle.loads((keep / f"{name}.sought").read_bytes())  # written by this program
    reading = pickle.loads((keep / f"{name}.reading").read_bytes())

    def examined(without: str = "") -> Examined:
        with _left_out(without):
            return examine_page(str(scan_of(keep, name)), 0, sought, reading=reading)

    whole = examined()
    lost = {}
    for step in sorted(set(STEPS) & set(record["steps"])):
        rest = examined(step)
        lost[step] = [
            differing(places(whole, verdict), places(rest, verdict))
            for verdict in (Verdict.COVER, Verdict.DOUBT)
        ]
    return lost


def places(page: Examined, verdict: Verdict) -> list[Place]:
    """Return target and box of each hit of this verdict."""
    return [
        (str(hit.mask.target), bounds(hit.mask.polygon))
        for hit in page.hits
        if hit.verdict is verdict
    ]


def differing(some: list[Place], others: list[Place]) -> int:
    """Return how many places stand in one list alone."""
    rest, alone = list(others), 0
    for place in some:
        twin = next((each for each in rest if _same(place, each)), None)
        if twin is None:
            alone += 1
        else:
            rest.remove(twin)
    return alone + len(rest)


def _same(place: Place, other: Place) -> bool:
    sides = zip(place[1], other[1], strict=True)
    return place[0] == other[0] and all(abs(a - b) <= PIXELS for a, b in sides)


@contextmanager
def _left_out(name: str) -> Iterator[None]:
    """Let one step find nothing."""
    taken = Steps.taken

    def without(steps: Steps, step: str, look: Callable[[], Iterable[Any]]) -> tuple[Any, ...]:
        return () if step == name else taken(steps, step, look)

    Steps.taken = without  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        Steps.taken = taken  # type: ignore[method-assign]


def told(done: dict[str, dict[str, list[int]]]) -> Iterator[str]:
    """Yield a line for each step: pages on which it found, covered, asked; the useless last."""
    found, covers, doubts = Counter[str](), Counter[str](), Counter[str]()
    found.update(dict.fromkeys(STEPS, 0))
    for steps in done.values():
        for step, (cover, doubt) in steps.items():
            found[step] += 1
            covers[step] += bool(cover)
            doubts[step] += bool(doubt)
    for step in sorted(found, key=lambda step: -(covers[step] + doubts[step])):
        yield (
            f"{step:20} found on {found[step]:4} pages; without it"
            f" {covers[step]:4} have other covers, {doubts[step]:4} other questions"
        )


def _lines(file: Path) -> Iterator[tuple[str, dict[str, list[int]]]]:
    if file.exists():
        for line in file.read_text(encoding="utf-8").splitlines():
            name, lost = json.loads(line)
            yield name, lost


if __name__ == "__main__":
    main()
