"""How many correct pages the second reading passes, and how many sabotaged ones it catches.

Pages are drawn and covered by their truth, then spoiled on purpose:

    python benchmarks/verification.py --pages 100 --seed 7000
"""

from __future__ import annotations

import argparse
import contextlib
import io
import math
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from random import Random

import cv2
import numpy as np
from PIL import Image

from benchmarks.run_record import Figure, ask_for_result, write_run
from tools.drawing.damage import blur, grey, jpeg, noise, skew
from tools.drawing.documents import KINDS, draw_page
from tools.drawing.marks import DrawnPage, InkMark, Role
from tools.drawing.people import invent_colleagues, invent_person
from zcdesk.applicant import Applicant, Target
from zcdesk.export.pictures.jpeg import encode
from zcdesk.geometry import Polygon, bounds, box
from zcdesk.masking.burning import burn
from zcdesk.masking.hits import Mask
from zcdesk.masking.proposing import propose
from zcdesk.names.search_words import words
from zcdesk.picture import Picture
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_evened
from zcdesk.verification.picture import Status, verify_file

TARGETS = frozenset({Target.NAME, Target.EMPLOYER})
OWN = (Role.NAME, Role.NAME_LATIN, Role.EMPLOYER, Role.EMPLOYER_SHORT, Role.SIGNATURE)
NAMES = (Role.NAME, Role.NAME_LATIN)
PRINTED = (Role.NAME, Role.EMPLOYER)
SABOTAGES = ("half-transparent", "nearly opaque", "shifted", "half shifted", "wrong page",
             "one short", "employer only", "EXIF", "trailing")  # fmt: skip
TITLES = {
    "correct": "correct covers", "masker": "the masker's own covers",
    "half-transparent": "half-transparent covers", "nearly opaque": "nearly opaque covers",
    "shifted": "covers shifted by one letter", "half shifted": "covers shifted by half a letter",
    "wrong page": "covers of another page", "one short": "covers one letter short",
    "employer only": "employer covered, name open", "EXIF": "covered, with EXIF",
    "trailing": "covered, with bytes behind the end",
}  # fmt: skip
# Without a name on the page these leave nothing to read: 司 behind a black bar tells nothing.
OF_NAMES = ("shifted", "half shifted", "one short", "employer only")
LEAST_EM = 12.0


def page_of(number: int) -> tuple[DrawnPage, Applicant]:
    """Draw page ``number`` with light damage, as a good office scanner gives it."""
    random = Random(number)
    person = invent_person(random)
    kind = KINDS[number % len(KINDS)]
    page = draw_page(kind, person, invent_colleagues(person, random), random, 200)
    for damage in (grey, skew, blur, noise, jpeg):
        if random.random() < 0.3:
            page = damage(page, random)
    return page, person.applicant()


def covers_of(marks: Sequence[InkMark], short: int = 0) -> list[Polygon]:
    """Cover each mark, line by line; ``short`` leaves that many last characters open."""
    found = []
    for mark in marks:
        characters = mark.characters[: len(mark.characters) - short]
        for row in _rows(characters, mark.em):
            left, top, right, bottom = row
            pad = 0.12 * mark.em
            found.append(box(left - pad, top - pad, right + pad, bottom + pad))
    return found


def _rows(characters: Sequence[Polygon], em: float) -> Iterator[tuple[float, float, float, float]]:
    row: list[tuple[float, float, float, float]] = []
    for polygon in characters:
        place = bounds(polygon)
        if row and not _continues(row[-1], place, em):
            yield _around(row)
            row = []
        row.append(place)
    if row:
        yield _around(row)


def _continues(
    before: tuple[float, float, float, float], after: tuple[float, float, float, float], em: float
) -> bool:
    across = (before[0] + before[2] - after[0] - after[2]) / 2
    down = (before[1] + before[3] - after[1] - after[3]) / 2
    return math.hypot(across, down) < 3.2 * em


def _around(row: Sequence[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
    return (
        min(one[0] for one in row),
        min(one[1] for one in row),
        max(one[2] for one in row),
        max(one[3] for one in row),
    )


def burnt(picture: Picture, covers: Sequence[Polygon]) -> bytes:
    return encode(burn(picture, [Mask(Target.NAME, cover) for cover in covers]))


def veiled(picture: Picture, covers: Sequence[Polygon], strength: float) -> bytes:
    veil = picture.copy()
    for cover in covers:
        cv2.fillPoly(veil, [np.rint(np.array(cover)).astype(np.int32)], (0, 0, 0))
    mixed = picture.astype(np.float32) * (1 - strength) + veil.astype(np.float32) * strength
    return encode(mixed.astype(np.uint8))


def moved(covers: Sequence[Polygon], across: float) -> list[Polygon]:
    return [tuple((x + across, y) for x, y in cover) for cover in covers]


def with_exif(data: bytes) -> bytes:
    image = Image.open(io.BytesIO(data))
    exif = Image.Exif()
    exif[0x0131] = "scanner"
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=90, exif=exif)
    return stream.getvalue()


def spoiled(
    sabotage: str, page: DrawnPage, marks: Sequence[InkMark], random: Random
) -> tuple[bytes, list[Polygon] | None] | None:
    """Return the spoiled picture and the covers that the verifier is told, or None."""
    own = covers_of(marks)
    printed = [m for m in marks if m.role in PRINTED and m.em >= LEAST_EM]
    named = any(mark.role is Role.NAME and mark.em >= LEAST_EM for mark in marks)
    if not printed or (sabotage in OF_NAMES and not named):
        return None
    em = printed[0].em
    if sabotage == "half-transparent":
        return veiled(page.picture, own, 0.6), None
    if sabotage == "nearly opaque":
        return veiled(page.picture, own, 0.93), own
    if sabotage == "shifted":
        covers = moved(own, em)
    elif sabotage == "half shifted":
        covers = moved(own, em / 2)
    elif sabotage == "wrong page":
        width, height = page.picture.shape[1], page.picture.shape[0]
        covers = [
            box(x, y, x + 4 * em, y + 1.2 * em)
            for x, y in [(random.random() * width, random.random() * height) for _ in own]
        ]
    elif sabotage == "one short":
        covers = covers_of(marks, 1)
    elif sabotage == "employer only":
        covers = covers_of([mark for mark in marks if mark.role not in NAMES])
    elif sabotage == "EXIF":
        return with_exif(burnt(page.picture, own)), own
    else:
        return burnt(page.picture, own) + b"\0" * 40, own
    return burnt(page.picture, covers), covers


def trials_of(
    number: int, chosen: Sequence[str]
) -> Iterator[tuple[str, bytes, list[Polygon] | None]]:
    """Yield what is verified of a page: how it was made, its bytes, the covers that are told."""
    page, applicant = page_of(number)
    marks = page.having(*OWN)
    if "correct" in chosen:
        own = covers_of(marks)
        yield "correct", burnt(page.picture, own), own
    if "masker" in chosen:
        grey = evened(page.picture)
        hits = propose(page.picture, grey, read_evened(grey), words(applicant), TARGETS)
        covers = [hit.mask.polygon for hit in hits if hit.covers_by_default]
        yield "masker", burnt(page.picture, covers), covers
    for sabotage in chosen:
        made = spoiled(sabotage, page, marks, Random(number)) if sabotage in SABOTAGES else None
        if made is not None:
            yield sabotage, *made


def main() -> None:
    """Measure and print the table."""
    every = ("correct", "masker", *SABOTAGES)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7000)
    parser.add_argument("--only", nargs="*", default=every, choices=every)
    parser.add_argument("--show", action="store_true", help="name the pages that went wrong")
    ask_for_result(parser)
    given = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    seconds: list[float] = []
    with contextlib.suppress(KeyboardInterrupt):
        for number in range(given.seed, given.seed + given.pages):
            page, applicant = page_of(number)
            for name, data, covers in trials_of(number, given.only):
                start = time.process_time()
                result = verify_file(data, "001.jpg", applicant, TARGETS, covers)
                seconds.append(time.process_time() - start)
                counts[name, result.status] += 1
                good = name in ("correct", "masker")
                if given.show and good != (result.status is Status.CLEAN):
                    told = [(one.code, dict(one.details)) for one in result.findings]
                    print(number, page.kind, page.damages, name, result.status, told, flush=True)
    print(f"{'made':18}{'n':>6}{'clean':>8}{'review':>8}{'leak':>8}")
    for name in every:
        row = [counts[name, status] for status in (Status.CLEAN, Status.REVIEW, Status.LEAK)]
        if sum(row):
            print(f"{name:18}{sum(row):6}" + "".join(f"{100 * n / sum(row):7.1f}%" for n in row))
    print(f"processor seconds a page: median {np.median(seconds):.2f}, most {max(seconds):.2f}")
    if given.result:
        seeds = range(given.seed, given.seed + given.pages)
        write_run(given.result, "verification", figures(counts), seeds)


def figures(counts: Mapping[tuple[str, str], int]) -> Iterator[Figure]:
    """Yield how many of each were called clean, for ``benchmarks/results``."""
    for name, what in TITLES.items():
        every = sum(counts[name, status] for status in Status)
        clean = counts[name, Status.CLEAN]
        bar = None if name in ("correct", "masker") else 0.0
        if every:
            yield Figure(
                promise="second", what=f"{what}: called clean", count=clean, of=every, at_most=bar
            )


if __name__ == "__main__":
    main()
