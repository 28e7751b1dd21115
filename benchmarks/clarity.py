"""How well the verdict on clarity agrees with what our own recogniser misreads: fictional pages.

    python benchmarks/clarity.py --pages 200 --first-seed 920000

Each page is drawn with all of its words remembered, spoiled in one of six ways by a strength drawn
from hardly any to ruined, read, and compared letter by letter. Every fifth page stays as it is.
Handwriting, Uyghur, punctuation, letters that the recogniser does not know and words that a seal
touches do not count. Small print is the smallest quarter of a page's letters; it can no longer be
read when a fifth of it is misread. Seeds below 100000 are for tuning.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import zcdesk  # noqa: F401, I001  sets its switches before anything else is imported
import cv2
import numpy as np

from benchmarks.run_record import Figure, ask_for_result, write_run
from zcdesk.geometry import Point, Polygon, bounds, centre
from zcdesk.pages.judging.clarity import legibility, surely_clear
from zcdesk.pages.judging.legible import judge_legibility
from zcdesk.pages.page import Clarity, Page, PageSource
from zcdesk.reading.evening import evened
from zcdesk.reading.lattice import symbol_numbers
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_evened
from tools.drawing.documents import _DRAWINGS, KINDS
from tools.drawing.marks import DrawnPage, InkMark, Role
from tools.drawing.paper import Paper
from tools.drawing.people import invent_colleagues, invent_person
from tools.drawing.scene import Scene
from benchmarks.makers.spoiling import SPOILS, spoiled

RESOLUTIONS = (100, 150, 150, 200, 200)
_WITHOUT = {"inch_photo", "uyghur_notice"}


class WholePaper(Paper):
    """Paper that remembers every printed run, not only those that somebody looks for."""

    def _remember(
        self,
        text: str,
        polygons: dict[int, Polygon],
        em: float,
        role: Role | None,
        hand: bool = False,
    ) -> None:
        places = sorted(index for index in polygons if not text[index].isspace())
        if places and not hand:
            letters = "".join(text[index] for index in places)
            own = tuple(polygons[index] for index in places)
            self.marks.append(InkMark(Role.TEXT, letters, own, em))


class WholeScene(Scene):
    """A scene that is drawn on such paper."""

    sort = WholePaper


LOST, FINE = 0.2, 0.05
"""Shares of the small print misread from which it is lost, and below which a page is fine."""

_PRINT = 25  # percentile of the letters' heights
_SEALED = {Role.SEAL, Role.OTHER_SEAL, Role.CODE, Role.PHOTO}

Letter = tuple[str, Point, float]
"""A letter, its middle and its em."""


@dataclass(frozen=True)
class Outcome:
    """One page: what was misread, and what was said of it."""

    seed: int
    kind: str
    spoil: str
    strength: float
    dpi: int
    error: float
    small_error: float
    expected: float
    first: Clarity
    sure: bool
    second: Clarity
    codes: tuple[str, ...]
    first_seconds: float


def drawn(seed: int) -> tuple[DrawnPage, str, float]:
    """Draw the page of one seed and spoil it."""
    random = Random(seed)
    person = invent_person(random)
    colleagues = invent_colleagues(person, random)
    kinds = [kind for kind in KINDS if kind not in _WITHOUT]
    scene = WholeScene(person, colleagues, random, random.choice(RESOLUTIONS))
    kind = kinds[seed % len(kinds)]
    _DRAWINGS[kind](scene)
    page = scene.sheet.finished(kind)
    if seed % 5 == 0:
        return page, "none", 0.0
    name, strength = random.choice(sorted(SPOILS)), random.random() ** 0.6
    return spoiled(page, name, strength, random), name, strength


def counted(letter: str) -> bool:
    """Tell whether a letter counts: known to the recogniser, and no punctuation."""
    return letter.isalnum() and not "\u0600" <= letter <= "\u06ff" and letter in symbol_numbers()


def letters_of(page: DrawnPage) -> list[Letter]:
    """Return every letter that counts."""
    sealed = [bounds(mark.characters[0]) for mark in page.marks if mark.role in _SEALED]
    return [
        (letter, centre(place), mark.em)
        for mark in page.marks
        if mark.role is Role.TEXT and not any(_touches(mark.characters, each) for each in sealed)
        for letter, place in zip(mark.text, mark.characters, strict=True)
        if counted(letter)
    ]


def _touches(places: Sequence[Polygon], other: tuple[float, float, float, float]) -> bool:
    for place in places:
        left, top, right, bottom = bounds(place)
        if left < other[2] and right > other[0] and top < other[3] and bottom > other[1]:
            return True
    return False


def misread(letters: Sequence[Letter], page: DrawnPage, lines: Sequence[Line]) -> list[float]:
    """Return for each letter 1 where it was misread or not found, NaN where a seal was read too."""
    wrong = np.ones(len(letters))
    free = np.ones(len(letters), bool)
    sealed = [bounds(mark.characters[0]) for mark in page.marks if mark.role in _SEALED]
    for line in lines:
        quad = np.array(line.quad, np.float32)
        inside = [
            number
            for number in np.flatnonzero(free).tolist()
            if cv2.pointPolygonTest(quad, letters[number][1], False) >= 0
        ]
        along = quad[1] - quad[0]
        inside.sort(key=lambda number: float(np.array(letters[number][1]) @ along))
        free[inside] = False
        if any(_touches([line.quad], each) for each in sealed):
            wrong[inside] = np.nan
            continue
        read = [letter for letter in line.lattice.text if counted(letter)]
        wrong[inside] = _edits([letters[number][0] for number in inside], read)
    return wrong.tolist()


def _edits(truth: Sequence[str], read: Sequence[str]) -> list[float]:
    """Return the edits that fall on each letter of ``truth`` in the cheapest alignment."""
    rows, columns = len(truth) + 1, len(read) + 1
    cost = np.zeros((rows, columns), np.int32)
    cost[:, 0], cost[0] = np.arange(rows), np.arange(columns)
    for row in range(1, rows):
        for column in range(1, columns):
            same = truth[row - 1] == read[column - 1]
            cost[row, column] = min(
                cost[row - 1, column - 1] + (not same),
                cost[row - 1, column] + 1,
                cost[row, column - 1] + 1,
            )
    found = [0.0] * len(truth)
    row, column = rows - 1, columns - 1
    while row:
        if column and cost[row, column] == cost[row - 1, column - 1] + (
            truth[row - 1] != read[column - 1]
        ):
            found[row - 1] += float(truth[row - 1] != read[column - 1])
            row, column = row - 1, column - 1
        elif cost[row, column] == cost[row - 1, column] + 1:
            found[row - 1] += 1.0
            row -= 1
        else:
            found[min(row, len(truth)) - 1] += 1.0
            column -= 1
    return [min(each, 1.0) for each in found]


def outcome(seed: int) -> Outcome | None:
    """Draw, spoil, judge, read and compare one page; None with hardly any letters that count."""
    page, name, strength = drawn(seed)
    started = time.process_time()
    first = legibility(page.picture)
    seconds = time.process_time() - started
    grey = evened(page.picture)
    reading = read_evened(grey)
    height, width = page.picture.shape[:2]
    before = Page(
        PageSource("page.png", "0" * 64),
        width,
        height,
        width,
        height,
        clarity=first.clarity,
        measures=first.measures,
        findings=first.findings,
    )
    judged = judge_legibility(before, page.picture, grey, reading)
    letters = letters_of(page)
    wrong = np.array(misread(letters, page, reading.lines))
    ems = np.array([em for _, _, em in letters])
    kept = ~np.isnan(wrong)
    if kept.sum() < 8:
        return None
    wrong, ems = wrong[kept], ems[kept]
    return Outcome(
        seed,
        page.kind,
        name,
        strength,
        page.dpi,
        float(wrong.mean()),
        float(wrong[ems <= np.percentile(ems, _PRINT)].mean()),
        1 - judged.measures.get("read", 0.0),
        first.clarity,
        surely_clear(first.measures) if "detail" in first.measures else False,
        judged.clarity,
        tuple(each.code for each in judged.findings),
        seconds,
    )


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the rank correlation, equal values sharing their mean rank."""
    return float(np.corrcoef(_ranks(one), _ranks(other))[0, 1])


def _ranks(values: Sequence[float]) -> np.ndarray:
    found = np.array(values)
    below = (found[None, :] < found[:, None]).sum(axis=1)
    same = (found[None, :] == found[:, None]).sum(axis=1)
    return np.asarray(below + (same - 1) / 2)


def report(pages: list[Outcome]) -> None:
    """Print the table."""
    lost = [each for each in pages if each.small_error >= LOST]
    fine = [each for each in pages if each.small_error < FINE]
    print(f"pages {len(pages)}: small print lost on {len(lost)}, fine on {len(fine)}")
    rules: dict[str, Callable[[Outcome], bool]] = {
        "first look": lambda each: each.first is Clarity.CLEAR,
        "first look surely clear": lambda each: each.sure,
        "after reading": lambda each: each.second is Clarity.CLEAR,
        "inspect": lambda each: each.sure or each.second is Clarity.CLEAR,
    }
    for title, clear in rules.items():
        called = sum(not clear(each) for each in lost)
        false = sum(not clear(each) for each in fine)
        between = sum(not clear(e) for e in pages if e.small_error < LOST)
        print(f"{title}: lost ones called out {called} of {len(lost)},", end=" ")
        print(f"fine ones called out {false} of {len(fine)},", end=" ")
        print(f"any not lost called out {between} of {len(pages) - len(lost)}")
    spoilt = [each for each in pages if each.small_error >= 0.01]
    for title, some in (("all pages", pages), ("pages with 1 % misread or more", spoilt)):
        ranks = spearman([each.small_error for each in some], [each.expected for each in some])
        print(f"Spearman, {title} ({len(some)}): {ranks:.3f}")
    print(
        f"first look, processor seconds: median {np.median([e.first_seconds for e in pages]):.3f}"
    )
    for each in pages:
        missed = each.small_error >= LOST and each.second is Clarity.CLEAR
        false = each.small_error < FINE and each.second is not Clarity.CLEAR
        if missed or false:
            print("  missed:" if missed else "  false:", each)


def figures(pages: list[Outcome]) -> list[Figure]:
    """Return what is held against bars, for ``benchmarks/results``."""
    called = [each for each in pages if each.second is not Clarity.CLEAR]
    spoilt = [each for each in pages if each.small_error >= 0.01]
    ranks = spearman([each.small_error for each in spoilt], [each.expected for each in spoilt])
    return [
        Figure(
            promise="upright", what="small print lost: called out after reading",
            count=sum(each.small_error >= LOST for each in called),
            of=sum(each.small_error >= LOST for each in pages), at_least=0.98,
        ),
        Figure(
            promise="upright", what="small print fine: called out",
            count=sum(each.small_error < FINE for each in called),
            of=sum(each.small_error < FINE for each in pages), at_most=0.03,
        ),
        Figure(
            promise="upright", what="rank correlation with the error of the small print",
            value=round(ranks, 3), unit="ρ", at_least=0.9,
        ),
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--first-seed", type=int, default=1)
    ask_for_result(parser)
    options = parser.parse_args()
    seeds = range(options.first_seed, options.first_seed + options.pages)
    judged = [found for seed in seeds if (found := outcome(seed)) is not None]
    report(judged)
    if options.result:
        write_run(options.result, "clarity", figures(judged), seeds)


if __name__ == "__main__":
    main()
