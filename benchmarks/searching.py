"""How long a case takes to be searched again from its stored readings when a word is added.

    python benchmarks/searching.py [PAGES]

Eight kinds of page are drawn, read and stored in a case file as often as is needed to make PAGES
(300) of them. Then every reading is loaded and searched: for one new former name, and for all
words of the applicant; in this process, and shared out between two.
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import zcdesk  # noqa: F401, I001  sets its switches before anything else is imported

from zcdesk.applicant import Target, Word
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.masking.own_words.page_search import search
from zcdesk.pages.page import Page, PageSource
from zcdesk.reading.line import Reading
from zcdesk.reading.page_reading import read_page
from zcdesk.names.search_words import words
from tools.drawing.damage import PRESETS, damage
from tools.drawing.documents import draw_page
from tools.drawing.people import invent_colleagues, invent_person
from zcdesk.workflow.case.known_forms import StoredReadings, packed

KINDS = (
    "dense_text", "appraisal_form", "diploma", "paper_front", "qualification_document",
    "contract_page", "roster_table", "work_summary",
)  # fmt: skip
TARGETS = frozenset({Target.NAME, Target.EMPLOYER})
PROCESSES = 2


def drawn_readings(random: Random) -> list[Reading]:
    """Read one page of each kind, all of one person, and tell how large the readings are."""
    person = invent_person(random)
    colleagues = invent_colleagues(person, random)
    readings = []
    for kind in KINDS:
        page = damage(draw_page(kind, person, colleagues, random), PRESETS["scan"], random)
        reading = read_page(page.picture)
        columns = sum(line.lattice.columns for line in reading.lines)
        entries = sum(len(line.lattice.symbols) for line in reading.lines)
        print(
            f"{kind:24} {len(reading.lines):4} lines {columns:6} columns"
            f" {entries / columns:5.1f} entries a column {len(packed(reading)) / 1000:6.0f} kB"
        )
        readings.append(reading)
    return readings


def page_of(number: int, reading: Reading) -> Page:
    """Return a page of its own for each number."""
    source = PageSource(f"{number}.jpg", f"{number:064x}", 0)
    return Page(source, reading.width, reading.height, reading.width, reading.height)


def search_again(path: Path, pages: Sequence[Page], sought: Sequence[Word]) -> int:
    """Load and search the readings of some pages; returns how many places were found."""
    found = 0
    of_words = keywords(sought)
    with open_case(path, writing=False) as stored:
        readings = StoredReadings(stored)
        for page in pages:
            reading = readings.of(page)
            if reading is None:
                raise LookupError(f"no stored reading of {page.source.path}")
            found += len(search(reading.lines, of_words, TARGETS))
    return found


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    random = Random(64000)
    person = invent_person(Random(64000))
    readings = drawn_readings(random)
    told = replace(person.applicant(), aliases=("欧阳婉清",))
    every = words(told)
    new = [word for word in every if word not in words(person.applicant())]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "measured.zcase"
        pages = [page_of(number, readings[number % len(readings)]) for number in range(count)]
        with create_case(path, Case("region-senior-2024", told, TARGETS)) as stored:
            keeping = StoredReadings(stored)
            for number, page in enumerate(pages):
                keeping.keep(page, readings[number % len(readings)])
        searches = (("one new word", new), (f"all {len(every)} words", every))
        with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
            pool.starmap(search_again, [(path, pages[:1], new)] * PROCESSES)
            for name, sought in searches:
                parts = [(path, pages[number::PROCESSES], sought) for number in range(PROCESSES)]
                start = time.perf_counter()
                pool.starmap(search_again, parts)
                print(f"{name}, {PROCESSES} processes  {time.perf_counter() - start:5.2f} s")
        for name, sought in searches:
            start, clock = time.process_time(), time.perf_counter()
            found = search_again(path, pages, sought)
            print(
                f"{name}, 1 process  {time.perf_counter() - clock:5.2f} s"
                f" (processor {time.process_time() - start:.2f} s), {found} places"
            )


if __name__ == "__main__":
    main()
