"""How often pages are stood upright, how straight, and how they are judged: fictional pages.

    python benchmarks/upright.py --pages 300 --first-seed 910000
    python benchmarks/upright.py --pages 1000 --first-seed 940000 --results upright.jsonl

Seeds below 100000 are for tuning. Every page gets a quarter turn and, but for every fourth, a lean
of up to 12 degrees before it is damaged; photos taken at an angle are left out of the skew figures.
With ``--results`` each page is noted once it is judged, and a run that was broken off goes on.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import zcdesk  # noqa: F401, I001  sets its switches before anything else is imported
import numpy as np
from PIL import Image

from benchmarks.run_record import Figure, ask_for_result, write_run
from zcdesk.pages.preparing import prepare
from zcdesk.pages.opening.scan import open_content, read_scan
from tools.drawing.damage import PRESETS, damage, skewed_by, turned_by
from tools.drawing.documents import KINDS, draw_page
from tools.drawing.marks import DrawnPage
from tools.drawing.people import invent_colleagues, invent_person

RESOLUTIONS = (100, 150, 200, 300)


@dataclass(frozen=True)
class Outcome:
    """One page: what it was and what was said of it."""

    seed: int
    kind: str
    preset: str
    dpi: int
    turn_right: bool
    sure: bool
    skew_error: float | None
    clarity: str
    findings: tuple[str, ...]
    seconds: float


def drawn(seed: int) -> tuple[DrawnPage, str]:
    """Draw the page of one seed."""
    random = Random(seed)
    person = invent_person(random)
    colleagues = invent_colleagues(person, random)
    dpi = random.choice(RESOLUTIONS)
    preset = random.choice([name for name in PRESETS if name not in {"skewed", "turned"}])
    page = draw_page(KINDS[seed % len(KINDS)], person, colleagues, random, dpi)
    if seed % 4:
        page = skewed_by(page, random.uniform(-12, 12))
    page = turned_by(page, random.choice((0, 90, 180, 270)))
    return damage(page, (preset,), random), preset


def outcome(seed: int, folder: Path) -> Outcome:
    """Draw, save, prepare and compare one page."""
    page, preset = drawn(seed)
    path = folder / "page.bmp"  # packing and unpacking a PNG would take longer than all else
    Image.fromarray(page.picture).save(path)
    started = time.process_time()
    prepared = prepare(open_content(path, read_scan(path))).page
    seconds = time.process_time() - started
    return Outcome(
        seed,
        page.kind,
        preset,
        page.dpi,
        (prepared.turn + page.turned) % 360 == 0,
        prepared.turn_sure,
        None if preset == "phone" else abs(prepared.skew + page.skew),
        prepared.clarity.value,
        tuple(each.code for each in prepared.findings),
        seconds,
    )


def outcomes_of(seeds: range, folder: Path, results: Path | None) -> list[Outcome]:
    """Return the outcome of each seed, from ``results`` where it is noted there already."""
    known: dict[int, Outcome] = {}
    if results is not None and results.exists():
        for line in results.read_text(encoding="utf-8").splitlines():
            told = json.loads(line)
            known[told["seed"]] = Outcome(**{**told, "findings": tuple(told["findings"])})
    for seed in seeds:
        if seed not in known:
            known[seed] = outcome(seed, folder)
            if results is not None:
                with results.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(asdict(known[seed])) + "\n")
    return [known[seed] for seed in seeds]


def report(outcomes: list[Outcome]) -> None:
    """Print the table."""
    sure = [each for each in outcomes if each.sure]
    wrong = [each for each in sure if not each.turn_right]
    errors = np.array([each.skew_error for each in outcomes if each.skew_error is not None])
    print(f"pages {len(outcomes)}, sure of the turn {len(sure) / len(outcomes):.1%}")
    print(f"right where sure {1 - len(wrong) / max(len(sure), 1):.2%}")
    print(f"skew error: median {np.median(errors):.3f}, 95th percentile", end=" ")
    print(f"{np.percentile(errors, 95):.2f}, over 0.2 degrees {np.mean(errors > 0.2):.1%}")
    print(f"processor seconds a page: median {np.median([e.seconds for e in outcomes]):.2f}")
    for each in outcomes:
        if each in wrong:
            print("  wrong turn:", each.seed, each.kind, each.preset, each.dpi)
        elif not each.sure:
            print("  unsure:", each.seed, each.kind, each.preset, each.dpi)
        if each.skew_error is not None and each.skew_error > 0.2:
            print("  skew:", each.seed, each.kind, each.preset, each.dpi, f"{each.skew_error:.2f}")
    print("clarity by preset and resolution:")
    verdicts = Counter((each.preset, each.dpi, each.clarity) for each in outcomes)
    for (preset, dpi, clarity), count in sorted(verdicts.items()):
        print(f"  {preset:10} {dpi:4} {clarity:11} {count}")
    print(dict(Counter(code for each in outcomes for code in each.findings)))


def figures(outcomes: list[Outcome]) -> list[Figure]:
    """Return what is held against bars, for ``benchmarks/results``."""
    sure = [each for each in outcomes if each.sure]
    errors = [each.skew_error for each in outcomes if each.skew_error is not None]
    return [
        Figure(
            promise="upright", what="quarter turn: sure",
            count=len(sure), of=len(outcomes), at_least=0.97,
        ),
        Figure(
            promise="upright", what="quarter turn: right where sure",
            count=sum(each.turn_right for each in sure), of=len(sure), at_least=0.997,
        ),
        Figure(
            promise="upright", what="skew error, 95th percentile", unit="°", at_most=0.2,
            value=round(float(np.percentile(errors, 95)), 2),
        ),
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--results", type=Path, help="where pages are noted, one line each")
    ask_for_result(parser)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        seeds = range(options.first_seed, options.first_seed + options.pages)
        outcomes = outcomes_of(seeds, Path(folder), options.results)
    report(outcomes)
    if options.result:
        write_run(options.result, "upright", figures(outcomes), seeds)


if __name__ == "__main__":
    main()
