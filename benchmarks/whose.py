"""How many pages of others pass for the applicant's own, and how many own ones are asked about.

    python -m benchmarks.whose --pages 250 --first-seed 990000 --folder DIR

The pages are those of ``whose_pages.py``; each is read once, and its reading is kept in the folder,
so that it can be judged again. A page is judged as in a single case whose notice covers nothing, as
in one that covers names (not with ``--bare``), and as in the folder of one person of a roster.
Seeds below 990000 are for tuning.
"""

from __future__ import annotations

import argparse
import pickle
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import zcdesk  # noqa: F401  sets its switches before anything else is imported
from benchmarks.run_record import Figure, ask_for_result, write_run
from benchmarks.whose_pages import draw_pages
from tools.drawing.people import Person
from zcdesk.applicant import Target
from zcdesk.batch.roster.people import RosterPerson as Row
from zcdesk.batch.strangers import strangers
from zcdesk.cases.case import CasePage
from zcdesk.checks.slots.expected_names import no_name_on_page
from zcdesk.masking.hits import Hit
from zcdesk.masking.proposing import propose
from zcdesk.names.search_words import words
from zcdesk.pages.page import Page, PageSource
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Reading
from zcdesk.reading.page_reading import read_evened
from zcdesk.sorting.subject import subjects
from zcdesk.sorting.telling import told_by
from zcdesk.workflow.one_page.whose import with_whose

PROMISE = "batch"
OWN_AT_MOST = 0.01
_FIRST_ROW = 2
_NAMES = frozenset({Target.NAME})


@dataclass(frozen=True)
class ReadPage:
    """A page as it was read; ``hits`` are what a notice that covers names finds."""

    owner: int
    about: int
    what: str
    reading: Reading
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class Judged:
    """Whether a page was asked about: where nothing, and where names are covered; in a roster."""

    page: ReadPage
    bare: bool
    covering: bool
    roster: bool
    named: bool


def read_pages(
    count: int, seed: int, folder: Path, *, covering: bool
) -> tuple[list[Person], list[ReadPage]]:
    """Read pages, or take their readings of an earlier run out of the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    people, pages = draw_pages(count, seed)
    found = []
    for number, page in enumerate(pages):
        kept = folder / f"{number:04d}.pickle"
        if not kept.exists():
            grey = evened(page.picture)
            reading = read_evened(grey)
            own = words(people[page.owner].applicant())
            found_hits = propose(page.picture, grey, reading, own, _NAMES) if covering else ()
            read = ReadPage(page.owner, page.about, page.what, reading, found_hits)
            kept.write_bytes(pickle.dumps(read))
        found.append(pickle.loads(kept.read_bytes()))
    return people, found


def judged(people: Sequence[Person], pages: Sequence[ReadPage]) -> Iterator[Judged]:
    """Yield what is said of each page."""
    rows = [
        Row(place, person.applicant(), "region-senior-2024")
        for place, person in enumerate(people, _FIRST_ROW)
    ]
    for page in pages:
        bare, covering = _asked(people, page, ()), _asked(people, page, page.hits)
        found = [_row(asked, page, rows) for asked in (bare, covering)]
        single = bool(bare.findings), bool(covering.findings)
        strange = all(asked or row for asked, row in zip(single, found, strict=True))
        yield Judged(page, *single, strange, set(found) == {page.about + _FIRST_ROW})


def _row(asked: CasePage, page: ReadPage, rows: Sequence[Row]) -> int | None:
    def reading_of(_: CasePage) -> Reading:
        return page.reading

    found = strangers([asked], rows[page.owner], rows, reading_of, lambda _: None)
    return next((one.row for one in found), None)


def _asked(people: Sequence[Person], page: ReadPage, hits: tuple[Hit, ...]) -> CasePage:
    reading, person = page.reading, people[page.owner].applicant()
    found = subjects(reading)
    told = with_whose(told_by(reading, found), reading, found, hits, person)
    finding = no_name_on_page(told, hits, _NAMES if hits else frozenset())
    upright = Page(PageSource("a.jpg", "a" * 64), reading.width, reading.height, 1, 1)
    case_page = CasePage(1, "", "a.jpg", 0, upright, hits, examined=True, told=told)
    return case_page if finding is None else replace(case_page, findings=(finding,))


def figures(seen: Sequence[Judged]) -> tuple[Figure, ...]:
    """Return the counts."""
    others = [one for one in seen if one.page.owner != one.page.about]
    own = [one for one in seen if one.page.owner == one.page.about]

    def share(what: str, counted: Sequence[bool], at_most: float | None = None) -> Figure:
        count, of = sum(counted), len(counted)
        return Figure(promise=PROMISE, what=what, count=count, of=of, at_most=at_most)

    ways = {"nothing covered": "bare", "names covered": "covering", "roster": "roster"}
    passed = [
        share(
            f"pages of others that pass for own, {way}",
            [not getattr(one, name) for one in others],
            at_most=0.0,
        )
        for way, name in ways.items()
    ]
    asked = [
        share(
            f"own pages asked about as another's, {way}",
            [getattr(one, name) for one in own],
            at_most=OWN_AT_MOST,
        )
        for way, name in ways.items()
    ]
    told = share("pages of others told with their row", [one.named for one in others])
    return (*passed, *asked, told)


def main() -> None:
    """Draw, read, judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=250)
    parser.add_argument("--first-seed", type=int, default=990000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--bare", action="store_true", help="judge only where nothing is covered")
    ask_for_result(parser)
    chosen = parser.parse_args()
    name = f"zcdesk-whose-{chosen.pages}x{chosen.first_seed}"
    folder = chosen.folder or Path(tempfile.gettempdir()) / name
    people, pages = read_pages(chosen.pages, chosen.first_seed, folder, covering=not chosen.bare)
    seen = list(judged(people, pages))
    for number, one in enumerate(seen):
        foreign = one.page.owner != one.page.about
        if not all((one.bare, one.covering, one.roster)) if foreign else one.bare or one.covering:
            told = f"nothing covered {one.bare}, names {one.covering}, roster {one.roster}"
            print(f"{number}: {'other' if foreign else 'own'}: {one.page.what}: asked: {told}")
    told_figures = figures(seen)
    if chosen.bare:
        told_figures = tuple(one for one in told_figures if "names covered" not in one.what)
    for figure in told_figures:
        print(f"{figure.what}: {figure.count} of {figure.of}")
    if chosen.result:
        write_run(chosen.result, "whose", told_figures, [chosen.first_seed])


if __name__ == "__main__":
    main()
