"""The same pages through zcdesk, a plain RapidOCR pass, and Presidio's image redactor.

    python benchmarks/against_others.py [--pages 40] [--first-seed 3000000]
        [--presidio-python PATH] [--result FILE]

PATH is a Python that has ``presidio-image-redactor`` and ``spacy``, on a machine with Tesseract and
its ``chi_sim`` data (Debian: ``tesseract-ocr tesseract-ocr-chi-sim``); without it that row is left
out. Nothing is downloaded. Each method gets the same JPEG files and the same words, one page after
the other, and may use the whole machine.

- RapidOCR: default settings, its own model files, letters' boxes widened by a tenth; *exact* covers
  a word that stands in the text of a line (dots, blanks and width ignored), *fuzzy* also one with a
  letter wrong (from three letters on), with two (from eight) or three (from twelve).
- Presidio: Tesseract ``chi_sim``, a blank Chinese pipeline, one pattern a word, blanks allowed.

Printed in Markdown: occurrences with any readable letter, what was damaged, seconds a page; and how
much processor time ``redact`` takes from the file to the verified picture, by RapidOCR's reading.
"""

from __future__ import annotations

import argparse
import json
import logging
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import zcdesk  # noqa: F401, I001  sets its switches before anything else is imported
import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.drawing import Drawn, draw, save
from benchmarks.leak_table import told
from benchmarks.masking import COVERED, DAMAGED, applicant_of, cover_map, covered_share
from benchmarks.run_record import Figure, ask_for_result, write_run
from benchmarks.occurrences import PRINTED, Kind, inside_own, kind_of
from zcdesk.applicant import Target
from zcdesk.export.pictures.jpeg import encode
from zcdesk.geometry import Polygon, box
from zcdesk.masking.burning import burn
from zcdesk.masking.hits import Hit
from zcdesk.pages.page import Page
from zcdesk.pages.preparing import upright_picture
from zcdesk.pages.opening.scan import decode, open_content, read_scan
from zcdesk.picture import Picture
from zcdesk.names.spellings import folded
from zcdesk.names.search_words import words
from zcdesk.reading.engine import DETECTION, RECOGNITION, session, shipped_model
from tools.drawing.marks import DrawnPage, Role
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.one_page.examining import examine_page
from zcdesk.workflow.one_page.sought import Sought
from zcdesk.workflow.one_page.found_scans import ScanPlace
from zcdesk.workflow.one_page.examining import proposed_covers, redact_page

RESOLUTIONS = (300, 200, 200, 200, 150)
TARGETS = frozenset(
    {Target.NAME, Target.EMPLOYER, Target.SEAL, Target.SIGNATURE, Target.PHOTO, Target.CODE}
)
WIDENED = 0.1
"""Share of a letter's box by which RapidOCR's boxes are widened, as a careful caller would."""

WHOLE, PLAIN = "zcdesk redact, from file to verified picture", "RapidOCR, plain reading"

Covers = NDArray[np.uint8]


@dataclass
class Tally:
    """What one method left readable and damaged on all pages, and the time it took."""

    leaks: list[int] = field(default_factory=lambda: [0, 0])
    below_seals: list[int] = field(default_factory=lambda: [0, 0])
    marks: list[int] = field(default_factory=lambda: [0, 0])
    staying: list[int] = field(default_factory=lambda: [0, 0])
    near: list[int] = field(default_factory=lambda: [0, 0])
    clock: float = 0.0
    processor: float = 0.0
    pages: int = 0

    def add(self, page: DrawnPage, covers: Covers) -> None:
        """Hold covers against the truth of a page, in the same coordinates."""
        below_own = inside_own(page)
        self.pages += 1
        for mark in page.marks:
            kind = kind_of(mark, page)
            shares = [covered_share(covers, letter) for letter in mark.characters]
            if kind in PRINTED:
                _count(self.leaks, min(shares) < COVERED)
            elif kind in (Kind.UNDER_COLOUR, Kind.UNDER_GREY):
                _count(self.below_seals, min(shares) < COVERED)
            elif mark.role in (Role.SEAL, Role.PHOTO, Role.CODE, Role.SIGNATURE):
                _count(self.marks, float(np.mean(shares)) < 0.7)
            elif mark.role.stays and mark.role is not Role.OTHER_SEAL:
                free = [s for s, own in zip(shares, below_own(mark), strict=True) if not own]
                self.staying[0] += len(free)
                self.staying[1] += sum(share >= DAMAGED for share in free)
                if mark.near and free:
                    harmed = sum(share >= DAMAGED for share in free)
                    _count(self.near, harmed >= len(free) / 2)

    def row(self, name: str) -> str:
        """Return the method's row of the table."""
        cells = [told(part[1], part[0]) for part in
                 (self.leaks, self.below_seals, self.marks, self.staying, self.near)]  # fmt: skip
        pages = max(self.pages, 1)
        return (
            f"| {name} | {' | '.join(cells)} | {self.clock / pages:.2f} s |"
            f" {self.processor / pages:.2f} s |"
        )


def redacted(path: str, sought: Sought, output: str) -> float:
    """Take a page all the way in a worker and return the processor seconds of that.

    The models are loaded before, as RapidOCR's are.
    """
    for model in (DETECTION, RECOGNITION):
        session(shipped_model(model))
    start = time.process_time()
    redact_page(ScanPlace(path), 0, sought, output, True)
    return time.process_time() - start


def _count(pair: list[int], counted: bool) -> None:
    pair[0] += 1
    pair[1] += counted


def ours(path: Path, sought: Sought) -> tuple[Page, Picture, tuple[Hit, ...]]:
    """Mask a page as the program does, up to the bytes of the covered picture."""
    examined = examine_page(str(path), 0, sought)
    page = examined.page
    picture = upright_picture(decode(open_content(path, read_scan(path)), 0), page)
    encode(burn(picture, proposed_covers(examined.hits)), dpi=page.dpi)
    return page, picture, examined.hits


class Rapid:
    """A plain RapidOCR pass at default settings."""

    def __init__(self) -> None:
        logging.disable(logging.INFO)
        try:
            from rapidocr import RapidOCR
        except ImportError:
            sys.exit(
                "This comparison needs the package rapidocr, which zcdesk itself does not: "
                "install rapidocr==3.10.0 into an environment of your own and run it there."
            )
        self._engine: Any = RapidOCR()

    def read(self, path: Path) -> list[list[tuple[str, Polygon]]]:
        """Return the letters of each line with their boxes."""
        found = self._engine(str(path), return_word_box=True)
        return [
            [(letter, tuple((float(x), float(y)) for x, y in place)) for letter, _, place in line]
            for line in found.word_results or ()
        ]


def searched(
    lines: Sequence[Sequence[tuple[str, Polygon]]], sought: Sequence[str], fuzzy: bool
) -> Iterator[Polygon]:
    """Yield the boxes of all letters of the words that stand in the lines."""
    for line in lines:
        letters = [(one, place) for text, place in line for one in folded(text)]
        text = "".join(one for one, _ in letters)
        for word in sought:
            for start, end in _places(text.lower(), word.lower(), fuzzy):
                for _, place in letters[start:end]:
                    yield _widened(place)


def _found(
    lines: Sequence[Sequence[tuple[str, Polygon]]], sought: Sequence[str], fuzzy: bool
) -> list[Polygon]:
    return list(searched(lines, sought, fuzzy))


def _places(text: str, word: str, fuzzy: bool) -> Iterator[tuple[int, int]]:
    most = 0 if not fuzzy or len(word) < 3 else 1 if len(word) < 8 else 2 if len(word) < 12 else 3
    for start in range(len(text) - len(word) + 1):
        part = text[start : start + len(word)]
        if sum(map(str.__ne__, part, word)) <= most:
            yield start, start + len(word)


def _widened(place: Polygon) -> Polygon:
    middle = np.mean(np.array(place), axis=0)
    grown = middle + (np.array(place) - middle) * (1 + 2 * WIDENED)
    return tuple((float(x), float(y)) for x, y in grown)


def painted(page: DrawnPage, polygons: Sequence[Polygon]) -> Covers:
    """Return 1 where a polygon lies."""
    covers = np.zeros(page.picture.shape[:2], np.uint8)
    for polygon in polygons:
        cv2.fillPoly(covers, [np.rint(np.array(polygon)).astype(np.int32)], 1)
    return covers


class Presidio:
    """Presidio in a process of its own."""

    def __init__(self, python: str) -> None:
        script = Path(__file__).with_name("presidio_pass.py")
        self._process = subprocess.Popen(
            [python, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def read(self, path: Path, sought: Sequence[str]) -> dict[str, Any]:
        """Return boxes and times of one page."""
        to, back = self._pipes()
        to.write(json.dumps({"path": str(path), "words": list(sought)}) + "\n")
        to.flush()
        answer: dict[str, Any] = json.loads(back.readline())
        return answer

    def close(self) -> None:
        """End the process."""
        self._pipes()[0].close()
        self._process.wait()

    def _pipes(self) -> tuple[IO[str], IO[str]]:
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the process has no pipes")
        return self._process.stdin, self._process.stdout


def _timed(tally: Tally, work: Callable[[], Any]) -> Any:
    clock, processor = time.monotonic(), time.process_time()
    result = work()
    tally.clock += time.monotonic() - clock
    tally.processor += time.process_time() - processor
    return result


def compare(drawn: Drawn, path: Path, pool: WorkerPool, rapid: Rapid, presidio: Presidio | None,
            tallies: dict[str, Tally]) -> None:  # fmt: skip
    """Send one page through all methods."""
    applicant = applicant_of(drawn.person)
    page = drawn.page
    sought = Sought(applicant, TARGETS)
    tally = tallies["zcdesk"]
    upright, picture, hits = _timed(tally, lambda: ours(path, sought))
    tally.add(page.moved(picture, upright.transform), cover_map(picture, hits))
    output = str(path.with_suffix(".out.jpg"))
    tallies[WHOLE].processor += pool.submit(redacted, str(path), sought, output).result()
    texts = [word.text for word in words(applicant) if word.sure and word.kind.target in TARGETS]
    plain = [folded(text) for text in texts]
    spent = Tally()
    lines = _timed(spent, lambda: rapid.read(path))
    tallies[PLAIN].processor += spent.processor
    for name, fuzzy in (("RapidOCR, exact search", False), ("RapidOCR, fuzzy search", True)):
        tally = tallies[name]
        found = _timed(tally, partial(_found, lines, plain, fuzzy))
        tally.clock += spent.clock
        tally.processor += spent.processor
        tally.add(page, painted(page, found))
    if presidio is not None:
        tally = tallies["Presidio, Tesseract chi_sim"]
        answer = presidio.read(path, texts)
        tally.clock += answer["clock"]
        tally.processor += answer["processor"]
        boxes = [box(x, y, x + wide, y + tall) for x, y, wide, tall in answer["boxes"]]
        tally.add(page, painted(page, boxes))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--first-seed", type=int, default=3_000_000)
    parser.add_argument("--presidio-python")
    ask_for_result(parser)
    given = parser.parse_args()
    presidio = Presidio(given.presidio_python) if given.presidio_python else None
    rapid = Rapid()
    names = ["zcdesk", "RapidOCR, exact search", "RapidOCR, fuzzy search"]
    tallies = {name: Tally() for name in [*names, "Presidio, Tesseract chi_sim", WHOLE, PLAIN]}
    with TemporaryDirectory() as folder, WorkerPool(1) as pool:
        for seed in range(given.first_seed, given.first_seed + given.pages):
            drawn = draw(seed, RESOLUTIONS)
            path = Path(folder) / f"{seed}.jpg"
            save(drawn.page, path)
            compare(drawn, path, pool, rapid, presidio, tallies)
            print(f"{seed} {drawn.page.kind} {drawn.damage}", file=sys.stderr, flush=True)
    if presidio is not None:
        presidio.close()
    print("| method | printed words with a readable letter | words below seals, the same |"
          " own seals, signatures, portraits, codes open | other text damaged |"
          " near-namesakes covered | seconds a page, clock | processor |")  # fmt: skip
    print("|---|---|---|---|---|---|---|---|")
    for name, tally in tallies.items():
        if tally.pages:
            print(tally.row(name))
    ratio = round(tallies[WHOLE].processor / tallies[PLAIN].processor, 2)
    print(f"\n{WHOLE}: {ratio} times the processor time of RapidOCR's plain reading")
    if given.result:
        seeds = [given.first_seed, given.first_seed + given.pages - 1]
        times = Figure(
            promise="others", what=f"{WHOLE}: processor time by RapidOCR's plain reading",
            value=ratio, unit="times", at_most=0.85,
        )  # fmt: skip
        write_run(given.result, "against_others", [times], seeds)


if __name__ == "__main__":
    main()
