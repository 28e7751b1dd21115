"""Measures seals on drawn pages: found, whose, text below them, time.

    python benchmarks/seals.py --pages 8 --first-seed 1000 --kinds own square --conditions grey

Each page carries the own employer's seal, another organisation's, the applicant's square name
seal, or none (with red letterheads, frames and photos), in several conditions of scanning.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import zcdesk  # noqa: F401, I001  sets its switches before anything else is imported
import cv2
import numpy as np

from benchmarks.seal_sheets import KINDS, OWN, Sheet, drawn
from zcdesk.applicant import Target
from zcdesk.geometry import Point, Polygon, bounds, centre
from zcdesk.masking.own_words.occluded_by_seals import judge_words_below_dark_seals
from zcdesk.masking.hits import Hit
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.masking.owners.seal_verdicts import judge_seals
from zcdesk.masking.seals.seal_detection import find_seals
from zcdesk.masking.own_words.page_search import search
from zcdesk.masking.rereading.doubtful_lines import reread_doubtful_lines
from zcdesk.masking.rereading.text_below_seals import reread_below_seals
from zcdesk.picture import Picture
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_evened
from zcdesk.names.search_words import words
from tools.drawing.marks import InkMark, Role

TARGETS = frozenset({Target.NAME, Target.EMPLOYER})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=8)
    parser.add_argument("--first-seed", type=int, default=1000)
    parser.add_argument("--kinds", nargs="*", default=KINDS, choices=KINDS)
    parser.add_argument("--conditions", nargs="*", default=CONDITIONS, choices=CONDITIONS)
    parser.add_argument("--text", action="store_true", help="read the pages: text below the seals")
    parser.add_argument("--show", action="store_true", help="name the seals that went wrong")
    given = parser.parse_args()
    spent: Counter[str] = Counter()
    for kind in given.kinds:
        rows: dict[str, Counter[str]] = {name: Counter() for name in given.conditions}
        for seed in range(given.first_seed, given.first_seed + given.pages):
            sheet = drawn(kind, Random(f"{kind} {seed}"))
            for name in given.conditions:
                row = measured(sheet, CONDITIONS[name], Random(seed), spent, given.text)
                row["pages"] += 1
                rows[name] += row
                if given.show and not (row["own"] == (kind in OWN) and not row["stray own"]):
                    print(f"  {kind} {seed} {name} {dict(row)}", flush=True)
        for name, row in rows.items():
            values = "  ".join(f"{key} {value}" for key, value in sorted(row.items()))
            print(f"{kind:12} {name:8} {values}", flush=True)
    pages = spent.pop("pages")
    print({key: f"{value / pages / 1000:.0f} ms" for key, value in spent.items()})


def measured(
    sheet: Sheet,
    condition: Callable[[Picture, Random], tuple[Picture, float]],
    random: Random,
    spent: Counter[str],
    text: bool,
) -> Counter[str]:
    picture, scale = condition(sheet.picture, random)
    sought = keywords(words(sheet.person.applicant()))
    row: Counter[str] = Counter()
    began = time.process_time()
    seals = find_seals(picture)
    found = time.process_time()
    hits = judge_seals(picture, seals, sought, TARGETS)
    judged = time.process_time()
    spent["find"] += round((found - began) * 1e6)
    spent["judge"] += round((judged - found) * 1e6)
    spent["pages"] += 1
    place = centre(sheet.seal) if sheet.seal else None
    here = [s for s in seals if place and _near(s.centre, place, scale, sheet.seal)]
    row["located"] += bool(here)
    row["elsewhere"] += len(seals) - len(here)
    for hit in hits:
        own = hit.reason.code == "hit.own_seal"
        there = place is not None and _near(centre(hit.mask.polygon), place, scale, sheet.seal)
        row[("" if there else "stray ") + ("own" if own else "unread")] += 1
    if text and sheet.seal is not None:
        covers = _text_hits(picture, sheet)
        spent["text"] += round((time.process_time() - judged) * 1e6)
        for mark in sheet.marks:
            if mark.role in (Role.NAME, Role.EMPLOYER) and _overlaps(mark, sheet.seal):
                row["under"] += 1
                row["under covered"] += _covered(mark, covers, scale)
    return row


def _text_hits(picture: Picture, sheet: Sheet) -> tuple[Hit, ...]:
    sought = keywords(words(sheet.person.applicant()))
    page, seals = evened(picture), find_seals(picture)
    lines = read_evened(page).lines
    again = (
        *reread_doubtful_lines(page, lines, sought),
        *reread_below_seals(picture, seals, page),
    )
    lines = (*lines, *again)
    return judge_words_below_dark_seals(lines, seals, sought, search(lines, sought, TARGETS))


def _near(point: Point, place: Point, scale: float, seal: Polygon | None) -> bool:
    assert seal is not None
    left, top, right, bottom = bounds(seal)
    reach = max(right - left, bottom - top) * scale / 4
    return abs(point[0] - place[0] * scale) < reach and abs(point[1] - place[1] * scale) < reach


def _overlaps(mark: InkMark, seal: Polygon) -> bool:
    hull = np.array(seal, np.float32)
    return any(cv2.pointPolygonTest(hull, centre(one), False) >= 0 for one in mark.characters)


def _covered(mark: InkMark, covers: tuple[Hit, ...], scale: float) -> bool:
    """Tell whether the middle of each letter lies under a cover."""
    polygons = [np.array(hit.mask.polygon, np.float32) for hit in covers if hit.covers_by_default]
    for one in mark.characters:
        x, y = centre(one)
        point = (x * scale, y * scale)
        if not any(cv2.pointPolygonTest(polygon, point, False) >= 0 for polygon in polygons):
            return False
    return True


def _clean(picture: Picture, random: Random) -> tuple[Picture, float]:
    return picture, 1.0


def _low(picture: Picture, random: Random) -> tuple[Picture, float]:
    size = (round(picture.shape[1] * 0.75), round(picture.shape[0] * 0.75))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8), 0.75


def _jpeg(picture: Picture, random: Random) -> tuple[Picture, float]:
    bgr = cv2.cvtColor(picture, cv2.COLOR_RGB2BGR)
    coded = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, 40])[1]
    decoded = np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR))
    return np.asarray(cv2.cvtColor(decoded, cv2.COLOR_BGR2RGB), dtype=np.uint8), 1.0


def _grey(picture: Picture, random: Random) -> tuple[Picture, float]:
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), dtype=np.uint8), 1.0


def _phone(picture: Picture, random: Random) -> tuple[Picture, float]:
    height, width = picture.shape[:2]
    light = np.linspace(0.62, 1.0, width)[None, :, None] * np.array([1.0, 0.93, 0.80])
    dim = picture.astype(np.float32) * light
    noise = np.random.default_rng(random.getrandbits(32)).normal(0, 5, (height, width, 1))
    soft = cv2.GaussianBlur((dim + noise).clip(0, 255).astype(np.uint8), (0, 0), 0.8)
    return _jpeg(np.asarray(soft, dtype=np.uint8), random)


def _fax(picture: Picture, random: Random) -> tuple[Picture, float]:
    level = cv2.GaussianBlur(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), (0, 0), 0.6)
    black = np.where(level > random.uniform(140, 185), 255, 0).astype(np.uint8)
    return np.asarray(cv2.cvtColor(black, cv2.COLOR_GRAY2RGB), dtype=np.uint8), 1.0


CONDITIONS: dict[str, Callable[[Picture, Random], tuple[Picture, float]]] = {
    "clean": _clean,
    "150 dpi": _low,
    "jpeg 40": _jpeg,
    "grey": _grey,
    "phone": _phone,
    "fax": _fax,
}

if __name__ == "__main__":
    main()
