"""Words of the applicant in Uyghur on bilingual pages: covered, asked about, or open in silence.

Run::

    python -m benchmarks.bilingual --first 0 --count 60 --records build/bilingual.jsonl

Draws cards, name tables, red heads and pages in Uyghur alone (``bilingual_pages.py``), damages
them, and has each examined with name and employer told in Uyghur (``told``). One page of eight is
examined twice more: as if nobody had told a word in Uyghur (``untold``), and with somebody else's
told in their place (``other``). Seeds from ``measuring_begins`` of ``held_aside.toml`` on wear
faces, say words and suffer damages that tuning never saw. Records are appended page by page, so
that a run that was stopped goes on.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import cv2
import numpy as np

import zcdesk  # noqa: F401  sets its switches before anything else is imported
from benchmarks.bilingual_pages import LAYOUTS, drawn
from benchmarks.drawing import save
from benchmarks.leaks import NOTICE, known_records
from benchmarks.masking import COVERED, DAMAGED, applicant_of, cover_map, covered_share
from benchmarks.occurrences import Kind, kind_of
from benchmarks.run_record import Figure, ask_for_result, write_run
from tools.drawing.marks import DrawnPage, Setting
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Case, CasePage
from zcdesk.geometry import bounds, centre, holds
from zcdesk.workflow.case.session_readings import found
from zcdesk.workflow.one_page.examining import Examined, examine_page
from zcdesk.workflow.one_page.sought import Sought

WANTED = frozenset({Target.NAME, Target.EMPLOYER})
ASKED = (
    "hit.counterpart",
    "hit.arabic_script",
    "hit.maybe_in_script",
    "hit.sounds_alike",
)
ORDINARY = 150
"""Resolution in dpi from which on pages should not be asked about."""

LARGE = 20
"""Height in pixels of the letters that must be read."""

MODERATE = frozenset(
    {"clean", "scan", "skewed", "turned", "grey", "copier", "thin-paper", "messenger"}
)
"""Damages after which people read a page without trouble."""

ALL_WAYS = 8
"""One page of so many is examined in every way."""

SOMEBODY = ("ئابدۇكېرىم سادىق", "ئالتاي دەريا كان سانائىتى گۇرۇھى")
"""A name and an employer that stand on no page."""

Record = dict[str, Any]


def with_uyghur(applicant: Applicant, name: str, employer: str) -> Applicant:
    """Return an applicant whose words were told in Uyghur, too."""
    return replace(
        applicant,
        aliases=(*applicant.aliases, name),
        employer_aliases=(*applicant.employer_aliases, employer),
    )


def measured(seed: int) -> Record:
    """Examine the page of one seed and hold the covers against its truth."""
    cv2.setNumThreads(1)
    bilingual = drawn(seed)
    page, plain = bilingual.page, applicant_of(bilingual.person)
    ways = {"told": with_uyghur(plain, bilingual.name, bilingual.employer)}
    if seed // len(LAYOUTS) % ALL_WAYS == 0:
        ways |= {"untold": plain, "other": with_uyghur(plain, *SOMEBODY)}
    record: Record = {
        "seed": seed,
        "kind": page.kind,
        "dpi": page.dpi,
        "damage": page.damages[-1],
        "face": bilingual.face,
    }
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.jpg"
        save(page, path)
        for name, applicant in ways.items():
            start = time.process_time()
            examined = examine_page(str(path), 0, Sought(applicant, WANTED))
            seconds = round(time.process_time() - start, 3)
            case = Case(NOTICE, applicant, WANTED)
            standing = found(CasePage(1, "", "page.jpg"), examined)
            record[name] = {
                "state": str(case.state(standing)),
                "asked": [h.reason.code for h in examined.hits if h.is_doubt],
                "seconds": seconds,
                **_counted(page, examined),
            }
    return record


def _counted(page: DrawnPage, examined: Examined) -> Record:
    """Return what the covers do to the words in Uyghur."""
    upright = examined.page
    blank = np.broadcast_to(np.uint8(255), (upright.height, upright.width, 3))
    moved = page.moved(blank, upright.transform)
    all_covers = cover_map(moved.picture, examined.hits)
    unasked = cover_map(moved.picture, tuple(h for h in examined.hits if not h.is_doubt))
    words, near, staying, harmed = [], [], 0, 0
    doubts = [bounds(hit.mask.polygon) for hit in examined.hits if hit.is_doubt]
    script = [mark for mark in moved.marks if mark.setting is Setting.ARABIC]
    middles = [centre(mark.characters[len(mark.characters) // 2]) for mark in script]
    asked = any(holds(doubt, middle) for doubt in doubts for middle in middles)
    for mark in script:
        shares = [covered_share(all_covers, letter) for letter in mark.characters]
        damaged = sum(share >= DAMAGED for share in shares)
        if kind_of(mark, moved) is Kind.ARABIC:
            words.append((str(mark.role), round(mark.em, 1), min(shares) < COVERED))
        elif mark.near:
            sure = sum(covered_share(unasked, one) >= DAMAGED for one in mark.characters)
            near.append((round(mark.em, 1), damaged > len(shares) / 2, sure > len(shares) / 2))
        elif mark.role.stays:
            staying += len(shares)
            harmed += damaged
    return {"words": words, "near": near, "staying": staying, "harmed": harmed, "in_script": asked}


def is_asked(told: Record) -> bool:
    """Tell whether a page was asked about for its Uyghur: a line, or a word it should hold."""
    return told["in_script"] or any(code in ASKED for code in told["asked"])


def table(records: Sequence[Record]) -> str:
    """Return what the records say, a line for each way and size of letters."""
    lines = []
    for way in ("told", "untold", "other"):
        rows: dict[str, Counter[str]] = {"em >= 20": Counter(), "em < 20": Counter()}
        pages: Counter[str] = Counter()
        seen = [(record, record[way]) for record in records if way in record]
        for record, told in seen:
            asked = is_asked(told)
            right = not any(leaked for _, _, leaked in told["words"])
            fine = record["dpi"] >= ORDINARY
            pages["fine and right"] += fine and right
            pages["asked for the script"] += fine and right and asked
            pages["review"] += fine and right and told["state"] == "review"
            pages["staying"] += told["staying"]
            pages["harmed"] += told["harmed"]
            pages["near"] += len(told["near"])
            pages["near covered"] += sum(covered for _, covered, _ in told["near"])
            pages["near covered unasked"] += sum(sure for _, _, sure in told["near"])
            for _, em, leaked in told["words"]:
                row = rows["em >= 20" if em >= LARGE else "em < 20"]
                row["words"] += 1
                row["open"] += leaked
                row["silent"] += leaked and told["state"] != "review"
        seconds = float(np.mean([told["seconds"] for _, told in seen])) if seen else 0.0
        lines.append(f"{way}, {len(seen)} pages: {dict(pages)}, {seconds:.2f} s a page")
        lines += [f"  {size}: {dict(row)}" for size, row in rows.items()]
    return "\n".join(lines)


def figures(records: Sequence[Record]) -> list[Figure]:
    """Return what came of pages whose words were told as they stand there."""
    seen = [record["told"] for record in records]
    words = [
        (em, leaked, record["told"]["state"], record["damage"] in MODERATE)
        for record in records
        for _, em, leaked in record["told"]["words"]
    ]
    large = [leaked for em, leaked, _, moderate in words if em >= LARGE and moderate]
    silent = sum(leaked and state != "review" for _, leaked, state, _ in words)
    right = [
        is_asked(record["told"])
        for record in records
        if record["dpi"] >= ORDINARY and not any(open_ for _, _, open_ in record["told"]["words"])
    ]
    near = [(covered, sure) for one in seen for _, covered, sure in one["near"]]
    told = "words told in Uyghur"
    return [
        Figure(
            promise="covered",
            what=f"{told}, ≥ {LARGE} px, clean to moderate: a letter is readable",
            count=sum(large), of=len(large), at_most=0.05,
        ),
        Figure(
            promise="covered", what=f"{told}, all sizes and damages: a letter is readable",
            count=sum(leaked for _, leaked, _, _ in words), of=len(words), at_most=0.2,
        ),
        Figure(
            promise="silent", what=f"{told}: silent",
            count=silent, of=len(words), at_most=0.005,
        ),
        Figure(
            promise="asked", what=f"pages with {told} sent to a person for the script, ≥ 150 dpi",
            count=sum(right), of=len(right), at_most=0.25,
        ),
        Figure(
            promise="spared", what="letters of other words in Uyghur covered",
            count=sum(one["harmed"] for one in seen), of=sum(one["staying"] for one in seen),
            at_most=0.03,
        ),
        Figure(
            promise="spared", what="near names in Uyghur covered",
            count=sum(covered for covered, _ in near), of=len(near), at_most=0.02,
        ),
        Figure(
            promise="spared", what="near names in Uyghur covered without a question",
            count=sum(sure for _, sure in near), of=len(near), at_most=0.02,
        ),
    ]  # fmt: skip


def measure_seeds(
    benchmark: str,
    told: str | None,
    measured: Callable[[int], Record],
    table: Callable[[Sequence[Record]], str],
    figures: Callable[[Sequence[Record]], list[Figure]],
    step: int = 1,
) -> None:
    """Measure the seeds that the command line asks for, print the table, write the run if asked.

    Args:
        benchmark: Module in ``benchmarks``.
        told: What it says of itself.
        measured: Gives the record of one seed, which is appended at once.
        table: Says what records tell.
        figures: What the page of quality tells of them.
        step: From one seed to the next.
    """
    parser = argparse.ArgumentParser(description=told)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--records", type=Path, required=True)
    ask_for_result(parser)
    options = parser.parse_args()
    known = known_records(options.records)
    done = {record["seed"] for record in known}
    options.records.parent.mkdir(parents=True, exist_ok=True)
    wished = range(options.first, options.first + options.count * step, step)
    with options.records.open("a", encoding="utf-8") as file:
        for seed in wished:
            if seed not in done:
                file.write(json.dumps(measured(seed), ensure_ascii=False) + "\n")
                file.flush()
    records = [each for each in known_records(options.records) if each["seed"] in wished]
    print(table(records))
    if options.result:
        seeds = [record["seed"] for record in records]
        write_run(options.result, benchmark, figures(records), seeds)


def main() -> None:
    """Measure what is found on bilingual pages."""
    measure_seeds("bilingual", __doc__, measured, table, figures)


if __name__ == "__main__":
    main()
