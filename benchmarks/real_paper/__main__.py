"""What stays readable and what is asked on real paper, as far as it can be drawn.

    python -m benchmarks.real_paper FILE --pages 160 [--first-seed 2000000] [--workers 1]
    python -m benchmarks.real_paper FILE --table [--result benchmarks/results/real-paper-….json]
    python -m benchmarks.real_paper FOLDER --look --pages 16 --first-seed 0

A maker beside ``benchmarks/drawing.py``: ornate certificates, invoices and letters with a logo
(``certificates.py``, ``papers.py``), printed with dots, on paper with a surface, and come by a
scanner, a messenger, a web site or a camera (``copies.py``). The counts are those of
``benchmarks/leaks.py``. Seeds below 100000 are for tuning; they show no layout and no route that
``held_aside.toml`` names, and ``--look`` lays only their pages into a folder, truth in boxes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

import zcdesk  # noqa: F401  sets its switches before anything else is imported
from benchmarks.leaks import known_records, run
from benchmarks.real_paper.drawing import drawn
from benchmarks.real_paper.measuring import figures, measured, table
from benchmarks.run_record import ask_for_result, write_run
from tools.drawing.marks import DrawnPage


def _with_boxes(page: DrawnPage) -> Image.Image:
    """Return the page with its truth: own words red, what stays blue, near names orange."""
    picture = page.picture.copy()
    for mark in page.marks:
        colour = (255, 150, 0) if mark.near else (40, 90, 255) if mark.role.stays else (255, 0, 0)
        corners = [np.rint(np.array(one)).astype(np.int32) for one in mark.characters]
        cv2.polylines(picture, corners, True, colour, 1)
    return Image.fromarray(picture)


def look(folder: Path, seeds: Sequence[int]) -> Iterator[str]:
    """Lay the pages of tuning seeds into a folder, each with its truth in boxes beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds:
        page = drawn(seed).page
        name = f"{seed}-{page.kind}-{page.damages[-2]}-{page.damages[-1]}".replace(" ", "_")
        Image.fromarray(page.picture).save(folder / f"{name}.png")
        _with_boxes(page).save(folder / f"{name}-truth.png")
        yield f"{name}: {page.picture.shape[1]} × {page.picture.shape[0]}, {page.dpi} dpi"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="JSON lines, one a page; continued when it exists")
    parser.add_argument("--pages", type=int, default=160)
    parser.add_argument("--first-seed", type=int, default=2_000_000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--table", action="store_true", help="only print the table of FILE")
    parser.add_argument("--look", action="store_true", help="only lay the pages into a folder")
    ask_for_result(parser)
    given = parser.parse_args()
    seeds = range(given.first_seed, given.first_seed + given.pages)
    if given.look:
        for line in look(given.file, seeds):
            print(line)
        return
    if not given.table:
        known = {record["seed"] for record in known_records(given.file)}
        tasks = [seed for seed in seeds if seed not in known]
        for line in run(given.file, measured, tasks, given.workers):
            print(line, file=sys.stderr)
    records = known_records(given.file)
    for line in table(records):
        print(line)
    if given.result and records:
        write_run(given.result, "real_paper", figures(records), [one["seed"] for one in records])


if __name__ == "__main__":
    main()
