"""What the look for large faint print costs the second reading, and how often it is wrong.

Correctly covered pages, of seeds that nobody tuned on, and the pictures of a finished package:

    python -m benchmarks.faint_print --pages 40 --seed 31000
    python -m benchmarks.faint_print --package FOLDER --name NAME --employer EMPLOYER
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from benchmarks.verification import TARGETS, page_of, trials_of
from zcdesk.applicant import Applicant
from zcdesk.geometry import Polygon
from zcdesk.names.search_words import words
from zcdesk.verification.bytes.decoding import decode
from zcdesk.verification.picture import Status, verify_file
from zcdesk.verification.words.seeing import look_for_faint


@dataclass(frozen=True)
class Finished:
    """A finished picture: its bytes, whose it is, and what was covered if that is known."""

    shown: str
    data: bytes
    applicant: Applicant
    covers: Sequence[Polygon] | None


def drawn(first: int, count: int) -> Iterator[Finished]:
    """Yield pages of generated documents that were covered by their truth."""
    for number in range(first, first + count):
        applicant = page_of(number)[1]
        for _, data, covers in trials_of(number, ["correct"]):
            yield Finished(str(number), data, applicant, covers)


def packed(folder: Path, applicant: Applicant) -> Iterator[Finished]:
    """Yield the JPEG pictures of a package."""
    for path in sorted(folder.rglob("*.jpg")):
        yield Finished(path.name, path.read_bytes(), applicant, None)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--seed", type=int, default=31000)
    parser.add_argument("--package", type=Path)
    parser.add_argument("--name", default="")
    parser.add_argument("--employer", default="")
    given = parser.parse_args()
    cv2.setNumThreads(1)
    applicant = Applicant(name=given.name, employer=given.employer)
    pages = packed(given.package, applicant) if given.package else drawn(given.seed, given.pages)
    with_it, of_it = [], []
    told = not_clean = 0
    for page in pages:
        start = time.process_time()
        result = verify_file(page.data, "001.jpg", page.applicant, TARGETS, page.covers)
        with_it.append(time.process_time() - start)
        picture = decode(page.data).picture
        wanted = [one for one in words(page.applicant) if one.kind.target in TARGETS]
        start = time.process_time()
        seen = look_for_faint(picture, wanted)
        of_it.append(time.process_time() - start)
        told += bool(seen)
        not_clean += result.status is not Status.CLEAN
        if seen or result.status is not Status.CLEAN:
            codes = sorted({one.code for one in result.findings})
            print(page.shown, result.status, codes, [one.word.label for one in seen], flush=True)
    ratio = np.array(of_it) / (np.array(with_it) - of_it)
    more = sum(of_it) / (sum(with_it) - sum(of_it))
    print(f"{len(of_it)} pages, {not_clean} not clean, {told} of them told by this look")
    print(f"{100 * more:.1f} % more time, most on one page {100 * ratio.max():.1f} %")


if __name__ == "__main__":
    main()
