"""How well pages are found in photographs, and how often one is seen where none lies on a desk.

    python benchmarks/outlines.py --photos 1000 --scans 1000 --first-seed 920000

Photos are drawn by ``benchmarks/makers/photographing``: wood, plain, cloth, chequered, stone and
light desks, tilted up to 24 degrees, turned, with shadows, casts, odds and ends. Scans are
all kinds of document with every preset but ``phone``, every third one askew; nothing may be cut
from them. Seeds below 100000 are for tuning.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import zcdesk  # noqa: F401, I001  sets its switches before anything else is imported
import numpy as np

from zcdesk.geometry import Polygon
from zcdesk.pages.laying.finding import laid
from zcdesk.pages.laying.standing import flattened
from tools.drawing.damage import PRESETS, damage, saved_as_jpeg, skewed_by
from tools.drawing.documents import KINDS, draw_page
from tools.drawing.marks import DrawnPage
from tools.drawing.people import invent_colleagues, invent_person
from benchmarks.makers.photographing import photographed

NEAR = 0.01  # of the page's width
_SCANNED = [name for name in PRESETS if name != "phone"]


@dataclass(frozen=True)
class Seen:
    """One photo: where its page was found."""

    seed: int
    kind: str
    ground: str
    sure: bool
    offered: bool
    error: float
    proportion: float
    seconds: float


def page_of(seed: int, random: Random, dpi: int) -> DrawnPage:
    """Draw the page of one seed."""
    person = invent_person(random)
    return draw_page(
        KINDS[seed % len(KINDS)], person, invent_colleagues(person, random), random, dpi
    )


def photo(seed: int) -> Seen:
    """Photograph a page and look for it."""
    random = Random(seed)
    page = page_of(seed, random, random.choice((75, 95)))
    shot = photographed(page, random, random.choice((1024, 1280)))
    picture = saved_as_jpeg(shot.page, random.choice((60, 75, 90))).picture
    started = time.process_time()
    found = laid(picture)
    seconds = time.process_time() - started
    several = len(found.offered) > 1
    corners = found.corners or (found.offered[0] if found.offered and not several else None)
    error, proportion = 9.0, 9.0
    if corners is not None:
        error = apart(corners, shot.corners)
        _, wide, high = flattened(corners, picture.shape[1], picture.shape[0])
        proportion = abs(wide / high * page.picture.shape[0] / page.picture.shape[1] - 1)
    sure = found.corners is not None
    return Seen(seed, page.kind, shot.ground, sure, corners is not None, error, proportion, seconds)


def apart(corners: Polygon, truth: Polygon) -> float:
    """Return how far the farthest corner is off, as a share of the page's width."""
    found, right = np.array(corners), np.array(truth)
    width = min(np.linalg.norm(right[0] - right[1]), np.linalg.norm(right[1] - right[2]))
    shifted = [np.roll(found, shift, axis=0) for shift in range(4)]
    return float(min(np.linalg.norm(each - right, axis=1).max() for each in shifted) / width)


def scan(seed: int) -> tuple[str, ...]:
    """Look for a page on a desk where there is none; return what was said."""
    random = Random(seed)
    page = page_of(seed, random, random.choice((75, 95)))
    if seed % 3 == 0:
        page = skewed_by(page, random.uniform(-10, 10))
    page = damage(page, (random.choice(_SCANNED),), random)
    return tuple(f"{page.kind}: {each.code}" for each in laid(page.picture).findings)


def report(photos: list[Seen]) -> None:
    """Print the table of the photos."""
    count = len(photos)
    near = [each for each in photos if each.error <= NEAR]
    sure = [each for each in photos if each.sure]
    wrong = [each for each in sure if each.error > NEAR]
    print(f"photos {count}; corners within 1 % of the page's width {len(near) / count:.1%}")
    print(f"sure on {len(sure) / count:.1%}, of these wrong {len(wrong)}")
    print(f"offered, to be confirmed {sum(e.offered and not e.sure for e in photos) / count:.1%}")
    errors = np.array([each.error for each in sure])
    print(f"error where sure: median {np.median(errors):.2%}, 95th {np.percentile(errors, 95):.2%}")
    skewed = np.array([each.proportion for each in sure])
    print(f"proportions off: median {np.median(skewed):.2%}, 95th {np.percentile(skewed, 95):.2%}")
    print(f"processor seconds a photo: median {np.median([e.seconds for e in photos]):.3f}")
    for ground in sorted({each.ground for each in photos}):
        here = [each for each in photos if each.ground == ground]
        good = sum(each.error <= NEAR for each in here)
        print(f"  {ground:6} {good} of {len(here)}, sure on {sum(e.sure for e in here)}")
    for each in wrong:
        print("  wrong:", each.seed, each.kind, each.ground, f"{each.error:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=100)
    parser.add_argument("--scans", type=int, default=100)
    parser.add_argument("--first-seed", type=int, default=1)
    options = parser.parse_args()
    first = options.first_seed
    if options.photos:
        report([photo(seed) for seed in range(first, first + options.photos)])
    said = Counter(told for seed in range(first, first + options.scans) for told in scan(seed))
    print(
        f"scans without a desk {options.scans}; "
        f"something said about an outline: {sum(said.values())}"
    )
    for told, number in sorted(said.items()):
        print(f"  {told} {number}")


if __name__ == "__main__":
    main()
