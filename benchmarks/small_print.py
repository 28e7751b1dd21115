"""How many lines of small print on large sheets are read: ``python benchmarks/small_print.py``.

Each sheet is filled with lines of one size; those count as read of which beginning, middle and end
lie in lines that the recogniser reads with a mean probability of three quarters at least. Beside it
stands what the detector's boxes alone give, at its usual length of the page's long side.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import cv2
import numpy as np
from PIL import Image, ImageDraw

from benchmarks.run_record import Figure, ask_for_result, write_run
from tools.drawing.fonts import Face, font
from zcdesk.geometry import bounds
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_at_once, read_evened

SHEETS = ((1654, 2339), (2339, 3307))
"""A4 at 200 and 283 dpi."""

MARGIN = 100  # px
READ = 0.75
TEXT = (
    "现场调查结果表明设计单位提出的方案可行施工期间应加强监测并按照规范要求完成各项试验数据整理"
    "项目组对全部传感器进行标定后采用滑动平均方法处理结果满足要求专家组同意通过验收"
)

Row = tuple[float, float, float, float]


def main() -> None:
    """Draw the sheets, read them both ways and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sheets", type=int, default=8)
    parser.add_argument("--first-seed", type=int, default=1)
    ask_for_result(parser)
    chosen = parser.parse_args()
    cv2.setNumThreads(1)
    every = np.zeros(3, np.int64)
    for seed in range(chosen.first_seed, chosen.first_seed + chosen.sheets):
        told, counts = measured(seed)
        every += counts
        print(told, flush=True)
    print(
        f"all: {every[0]} lines, read {every[1]} by the boxes alone, {every[2]} as pages are read"
    )
    if chosen.result:
        lines = Figure(
            promise="covered", what="lines of small print (12 to 20 px) on large sheets: read",
            count=int(every[2]), of=int(every[0]),
        )  # fmt: skip
        seeds = range(chosen.first_seed, chosen.first_seed + chosen.sheets)
        write_run(chosen.result, "small_print", [lines], seeds)


def measured(seed: int) -> tuple[str, tuple[int, int, int]]:
    """Return one sheet's line of the report: lines, read by the boxes alone, read as pages are."""
    random = Random(seed)
    em, size = random.choice((12, 13, 14, 16, 18, 20)), random.choice(SHEETS)
    face = random.choice((Face.SONG, Face.HEI, Face.KAI))
    leading, columns = random.choice((1.25, 1.4, 1.6)), random.choice((1, 2))
    image = Image.new("L", size, 255)
    rows = list(_drawn(image, random, em, leading, columns, face))
    soft = cv2.GaussianBlur(np.array(image), (0, 0), 0.5)
    page = evened(np.repeat(soft[:, :, None], 3, axis=2))
    alone = _read(read_at_once(page).lines, rows)
    start = time.process_time()
    whole = _read(read_evened(page).lines, rows)
    seconds = time.process_time() - start
    told = (
        f"{seed}: {size[0]} x {size[1]}, em {em} px, leading {leading}, columns {columns}: "
        f"{len(rows)} lines, boxes alone {alone}, as pages are read {whole} ({seconds:.1f} s)"
    )
    return told, (len(rows), alone, whole)


def _drawn(
    image: Image.Image, random: Random, em: int, leading: float, columns: int, face: Face
) -> Iterable[Row]:
    pen, drawn = ImageDraw.Draw(image), font(face, em)
    width = (image.width - 2 * MARGIN) // columns
    top = float(MARGIN)
    while top + em < image.height - MARGIN:
        for column in range(columns):
            left = MARGIN + column * width
            start, count = random.randrange(len(TEXT)), int((width - 2 * em) / em)
            text = (TEXT * (count // len(TEXT) + 2))[start : start + count]
            pen.text((left, top), text, fill=0, font=drawn)
            yield left, top, left + count * em, top + em
        top += leading * em


def _read(lines: Iterable[Line], rows: Iterable[Row]) -> int:
    boxes = [bounds(line.quad) for line in lines if line.lattice.confidence >= READ]
    return sum(_is_read(row, boxes) for row in rows)


def _is_read(row: Row, boxes: Iterable[Row]) -> bool:
    left, top, right, bottom = row
    em, y = bottom - top, (top + bottom) / 2
    near = [b for b in boxes if b[1] <= y <= b[3] and b[3] - b[1] < 2.4 * em]
    places = (left + em, (left + right) / 2, right - em)
    return all(any(b[0] <= x <= b[2] for b in near) for x in places)


if __name__ == "__main__":
    main()
