"""How many pages in another person's folder a batch finds, and how many right ones it asks about.

    python -m benchmarks.misplaced --first-seed 990000 --folder DIR
    python -m benchmarks.misplaced --people 7 --pages 42 --misplaced 6

Fictional people, pages and six ways to misplace one, see ``misplaced_pages.py``; the whole batch is
run as a clerk runs it. A page is found when its row of the results names it, with the row whose it
is where the page alone can tell that, and when it is neither clean nor masked. Started again on one
``--folder``, it goes on: pages that were read are not read again. Seeds below 990000
are for tuning.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import zcdesk  # noqa: F401  sets its switches before anything else is imported
from benchmarks.misplaced_pages import WAYS, PlacedPage, PlantedBatch, Way, draw_batch
from benchmarks.run_record import Figure, ask_for_result, write_run
from zcdesk.batch.person_folders import folders_of
from zcdesk.batch.results.person_results import CASE_FILE, PersonResult
from zcdesk.batch.roster.people import RosterPerson, read_roster
from zcdesk.batch.running import run
from zcdesk.batch.scan_folders import match_folders
from zcdesk.cases.case import PageState
from zcdesk.cases.file.store import open_case
from zcdesk.workers.pool import WorkerPool

NOW = datetime(2024, 9, 28, tzinfo=UTC)
MISPLACED_AT_LEAST, RIGHT_AT_MOST = 29 / 30, 2 / 170
PROMISE = "batch"


@dataclass(frozen=True)
class Seen:
    """What the batch said of one scan.

    Attributes:
        page: The scan and where it belongs.
        row: Row that it is said to be of, or None.
        state: Its word.
    """

    page: PlacedPage
    row: int | None
    state: PageState

    @property
    def found(self) -> bool:
        """It is said to be another's, and a person has to look at it."""
        return self.row is not None and self.state is PageState.REVIEW

    @property
    def named(self) -> bool:
        """It is said to be of the one whose it is."""
        return self.found and self.row == self.page.whose


def run_batch(pool: WorkerPool, batch: PlantedBatch, out: Path) -> list[Seen]:
    """Run a batch, or go on with it, and return what it said of every scan."""
    people = read_roster(batch.table).people
    steps = run(pool, people, match_folders(people, batch.scans), out, NOW, resume=True)
    results = {step.row: step for step in steps if isinstance(step, PersonResult)}
    said: dict[tuple[int, str], tuple[int | None, PageState]] = {}
    for person in people:
        said.update(_said(person, results[person.row], out))
    return [Seen(page, *said[page.row, Path(page.file).name]) for page in batch.pages]


def _said(
    person: RosterPerson, result: PersonResult, out: Path
) -> Iterator[tuple[tuple[int, str], tuple[int | None, PageState]]]:
    strange = dict(result.strangers)
    with open_case(folders_of([person], out)[person.row] / CASE_FILE, writing=False) as stored:
        for page in stored.case.pages:
            told = strange.get(page.number), stored.case.state(page)
            yield (person.row, page.file_name), told


def figures(seen: Sequence[Seen]) -> tuple[Figure, ...]:
    """Return the counts: misplaced pages found, and right ones that were asked about."""
    planted = [one for one in seen if one.page.way is not Way.RIGHT]
    right = [one for one in seen if one.page.way is Way.RIGHT]
    # Of a sheet in two folders that names nobody, nobody can tell which of both is misplaced.
    alone = [one for one in right if not one.page.copied]
    twins = [one for one in right if one.page.copied]

    def share(what: str, counted: Sequence[bool]) -> Figure:
        return Figure(promise=PROMISE, what=what, count=sum(counted), of=len(counted))

    found = share("misplaced pages found", [one.found for one in planted])
    asked = share("right pages asked about as another's", [one.row is not None for one in alone])
    return (
        found.model_copy(update={"at_least": MISPLACED_AT_LEAST}),
        share("misplaced pages told with the row whose they are", [one.named for one in planted]),
        asked.model_copy(update={"at_most": RIGHT_AT_MOST}),
        share("originals of copies asked about", [one.row is not None for one in twins]),
        *(
            share(
                f"misplaced pages found: {way}",
                [one.found for one in planted if one.page.way is way],
            )
            for way in WAYS
        ),
    )


def main() -> None:
    """Draw, run, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--misplaced", type=int, default=30)
    parser.add_argument("--first-seed", type=int, default=990000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path)
    ask_for_result(parser)
    chosen = parser.parse_args()
    sizes = chosen.people, chosen.pages, chosen.misplaced, chosen.first_seed
    name = "zcdesk-misplaced-" + "x".join(map(str, sizes))
    folder = chosen.folder or Path(tempfile.gettempdir()) / name
    batch = draw_batch(folder / "drawn", *sizes)
    with WorkerPool(chosen.workers) as pool:
        seen = run_batch(pool, batch, folder / "out")
    for one in seen:
        wrong = one.page.way is not Way.RIGHT and not one.named
        if wrong or (one.page.way is Way.RIGHT and one.row is not None):
            print(f"{one.page.way}: {one.page.file} of {one.page.whose}: {one.row}, {one.state}")
    told = figures(seen)
    states = Counter(str(one.state) for one in seen)
    print(", ".join(f"{state} {count}" for state, count in sorted(states.items())))
    for figure in told:
        print(f"{figure.what}: {figure.count} of {figure.of}")
    if chosen.result:
        write_run(chosen.result, "misplaced", told, [chosen.first_seed])


if __name__ == "__main__":
    main()
