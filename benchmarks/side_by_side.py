"""How soon doubts stand side by side, and how often likeness joins what is not one seal.

    python -m benchmarks.side_by_side [--doubts 300] [--dpi 300] [--people 50] [--result FILE]

Draws pages of fictional organisations with a seal each, takes every seal for one that nobody could
read, and opens the sheet of a case in the real window: the clock runs until all 24 cut-outs, each
of another page, are there and the sheet is painted; then until the next sheet is, after the first
is decided. The same doubts are laid into the cases of many people and gathered from there. The
pages' scans stand in the case files or folders as a person's would; nothing was drawn before.
On a computer that is busy with other things the clock tells little: beside it stands the processor
time of the window and its two workers, and the load of the computer is kept with the run. ``own
work`` is what the window's thread itself used of its longest pause (see ``stalls.py``). Likeness is
counted over all pairs of seals; seeds below 990000 are for tuning.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import zcdesk  # noqa: F401  (first, it sets switches)
from benchmarks.run_record import Figure, ask_for_result, write_run
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.file.store import create_case
from zcdesk.cases.tables.rows import inside
from zcdesk.findings import info
from zcdesk.geometry import bounds, box
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.pages.page import Page, PageSource
from zcdesk.ui.keys.router import At
from zcdesk.workflow.side_by_side.doubts import DoubtPlace

NOTICE, SLOT = "region-senior-2024", "practice_evidence"
DISTINCT = 40
"""Pages that are drawn; the others are the same pictures with other bytes."""

ORGANISATIONS = 12
TIMES = 3
PATIENCE = 120.0
SECONDS = 1.0
"""A sheet, and a queue of 300 doubts, open within this."""


def draw_case(folder: Path, doubts: int, dpi: int, seed: int) -> tuple[Case, list[str]]:
    """Draw a case with one unread seal a page; return whose seal each is, too."""
    from PIL import Image

    from tools.drawing.people import invent_colleagues, invent_person
    from tools.drawing.scene import Scene
    from tools.drawing.seals import DrawnSeal, stamp

    folder.mkdir(parents=True, exist_ok=True)
    person = invent_person(Random(seed))
    colleagues = invent_colleagues(person, Random(seed))
    names = list(dict.fromkeys(invent_person(Random(seed + n)).employer.name for n in range(40)))
    drawn, whose, pages = [], [], []
    for number in range(min(DISTINCT, doubts)):
        random = Random(f"{seed}/{number}")
        scene = Scene(person, colleagues, random, dpi, {})
        paper = scene.paper()
        paper.centred("证　　明", paper.mm(30), scene.title(26.0))
        paper.paragraph("特此证明，请予办理。" * 9, paper.mm(30), paper.mm(50), paper.mm(150),
                        scene.body(14.0))  # fmt: skip
        name = names[number % ORGANISATIONS]
        disc = stamp(paper, DrawnSeal(name), (paper.mm(130), paper.mm(62)), random)
        whose.append(name)
        drawn.append((Image.fromarray(paper.finished("sealed").picture), box(*bounds(disc))))
    for number in range(1, doubts + 1):
        picture, seal = drawn[number % len(drawn)]
        path = folder / f"{number:03d}.jpg"
        if not path.exists():
            picture.save(path, quality=88, dpi=(dpi, dpi), comment=f"{number}".encode())
        source = PageSource(str(path), hashlib.sha256(path.read_bytes()).hexdigest())
        hit = Hit(
            Mask(Target.SEAL, seal, "", 0.0, Origin.SEAL), Verdict.DOUBT, info("hit.unread_seal")
        )
        upright = Page(source, *picture.size, *picture.size)
        pages.append(CasePage(number, SLOT, str(path), 0, upright, (hit,), examined=True))
    applicant = Applicant(person.name, person.employer.name)
    targets = frozenset({Target.NAME, Target.EMPLOYER})
    case = Case(NOTICE, applicant, targets, tuple(pages), (), doubts)
    return case, [whose[number % len(drawn)] for number in range(1, doubts + 1)]


def lay_out(case: Case, folder: Path, people: int) -> dict[int, Path]:
    """Lay the pages of a case into case files of so many people; return them by row."""
    folder.mkdir(parents=True, exist_ok=True)
    share = max(len(case.pages) // people, 1)
    cases = {}
    for row in range(2, people + 2):
        hers = case.pages[share * (row - 2) : share * (row - 1)]
        path = cases[row] = folder / f"{row:04d}.zcase"
        path.unlink(missing_ok=True)
        with create_case(path, replace(case, pages=())) as stored:
            kept = []
            for page in hers:
                sha256, _ = stored.keep_original(Path(page.path).read_bytes())
                place = inside(path, sha256, page.file_name)
                assert page.page is not None
                source = replace(page.page.source, path=place)
                kept.append(replace(page, path=place, page=replace(page.page, source=source)))
            stored.keep_found(replace(stored.case, pages=tuple(kept)))
    return cases


def seconds_gathered(cases: dict[int, Path]) -> tuple[float, float]:
    """Return the seconds until a first sheet could be composed of people's doubts, and for all."""
    from zcdesk.batch.side_by_side import doubts_of_people
    from zcdesk.workflow.side_by_side.sheets import MOST, next_sheet

    began, first = time.perf_counter(), 0.0
    doubts: list[DoubtPlace] = []
    for found in doubts_of_people(cases):
        doubts += found.doubts
        if not first and len(doubts) >= MOST:
            next_sheet(doubts, {})
            first = time.perf_counter() - began
    return first, time.perf_counter() - began


def processor_seconds() -> float:
    """Return what this process and its workers used of the processors so far."""
    import psutil

    own = psutil.Process()
    times = [process.cpu_times() for process in (own, *own.children(recursive=True))]
    return float(sum(one.user + one.system for one in times))


def visits(case: Case, times: int) -> Iterator[tuple[float, float, float, float]]:
    """Yield seconds: first sheet, its processor time, the next sheet, the longest own pause."""
    from benchmarks.stalls import StallWatch
    from zcdesk.ui.app.application import prepare_application
    from zcdesk.ui.app.main_window import MainWindow
    from zcdesk.workers.pool import WorkerPool

    application = prepare_application()

    def seconds(act: Callable[[], object], done: Callable[[], bool]) -> float:
        began = time.perf_counter()
        act()
        while not done() and time.perf_counter() - began < PATIENCE:
            application.processEvents()
            time.sleep(0.001)
        return time.perf_counter() - began

    with WorkerPool(1) as reading, WorkerPool(2) as drawing:
        for _time in range(times):
            window = MainWindow(reading, drawing)
            window.resize(1366, 740)
            window.show()
            window.open_case(case)
            room = window.room
            assert room is not None
            room.router.go(At("review"))
            seconds(lambda: None, lambda: room.review.canvas.view.painted)  # noqa: B023
            page = room.sheet
            watch = StallWatch()
            used = processor_seconds()
            first = seconds(room.sheet.show, lambda: bool(page.list.seen))  # noqa: B023
            used = processor_seconds() - used
            while page.list.unseen():
                page.list.go_to_unseen()
                application.processEvents()
            shown = page.list.tiles
            following = seconds(
                page.decide,
                lambda: bool(page.list.seen) and page.list.tiles[:1] != shown[:1],  # noqa: B023
            )
            watch.close()
            yield first, used, following, max(pause.own for pause in watch.pauses)
            window.close()
            application.processEvents()


def joined(case: Case, whose: Sequence[str]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return pairs of one seal that look alike of all such, and pairs of two seals that do."""
    from zcdesk.workflow.side_by_side.cutting import cut_places, look_alike

    found = [
        (name, cut_places(page.page, [page.hits[0].mask.polygon])[0].likeness)
        for page, name in list(zip(case.pages, whose, strict=True))[:DISTINCT]
        if page.page is not None
    ]
    same: list[bool] = []
    other: list[bool] = []
    for (name, one), (second, two) in combinations(found, 2):
        (same if name == second else other).append(look_alike(one, two))
    return (sum(same), len(same)), (sum(other), len(other))


def main() -> None:
    """Draw, open, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--doubts", type=int, default=300)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--dpi", type=int, default=300)
    parser.add_argument("--seed", type=int, default=990000)
    parser.add_argument("--folder", type=Path)
    ask_for_result(parser)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zcdesk-side-by-side-") as temporary:
        home = chosen.folder or Path(temporary)
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = str(home / "own")
        case, whose = draw_case(home / "scans", chosen.doubts, chosen.dpi, chosen.seed)
        cases = lay_out(case, home / "cases", chosen.people)
        gathered, everything = seconds_gathered(cases)
        seen = list(visits(case, TIMES))
        same, other = joined(case, whose)
    first, used, following, own = (statistics.median(values) for values in zip(*seen, strict=True))
    sizes = f"{chosen.doubts} doubts, {chosen.dpi} dpi"
    figures = [
        _seconds(f"side by side: a sheet of 24 pages opens ({sizes})", first, SECONDS),
        _seconds("side by side: processor time of window and workers until then, two cores", used,
                 2 * SECONDS),
        _seconds(f"side by side: the next sheet after a decision ({sizes})", following, SECONDS),
        _seconds(f"side by side: first sheet of {chosen.people} people's {chosen.doubts} doubts is"
                 " composed", gathered, SECONDS),
        _seconds(f"side by side: {chosen.doubts} doubts of {chosen.people} people are gathered",
                 everything, SECONDS),
        Figure(promise="quick", what="side by side: longest pause, own work", unit="ms",
               value=round(own * 1e3), at_most=100.0),
        Figure(promise="quick", what="side by side: pairs of one seal that stand together",
               count=same[0], of=same[1]),
        Figure(promise="quick", what="side by side: pairs of two seals that stand together",
               count=other[0], of=other[1], at_most=0.01),
    ]  # fmt: skip
    for figure in figures:
        seen_words = f"{figure.value} {figure.unit}" if figure.unit else f"{figure.count} of"
        print(f"{figure.what}: {seen_words} {figure.of or ''}".rstrip())
    if chosen.result:
        load = f"load {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores" if hasattr(
            os, "getloadavg") else ""  # fmt: skip
        write_run(chosen.result, "side_by_side", figures, [chosen.seed], load)


def _seconds(what: str, value: float, at_most: float) -> Figure:
    return Figure(promise="quick", what=what, value=round(value, 2), unit="s", at_most=at_most)


if __name__ == "__main__":
    main()
