"""How a large office feels in the window: 500 rows filtered, 300 doubtful pages in one queue.

    python -m benchmarks.office [--people 500] [--doubts 300] [--each 4] [--result FILE]

What a run leaves is written without reading a page (``office_cases.py``). Then the real window
reads the roster, shows the table, is filtered, sorted and gone through by keys, and the queue of
doubtful pages is opened and gone through from person to person; at last one person who has all of
them. Each act is told by the clock and in processor time of the window's thread, until what it
asked for is painted; every pause of the event loop over 50 ms with its stack. The disk is the one
of the folder for temporary files.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import zcdesk  # noqa: F401  (first, it sets switches)
from benchmarks.office_cases import Office, laid_out
from benchmarks.run_record import Figure, ask_for_result, write_run
from benchmarks.window import LIMIT, Visit, at, tell_acts, tell_pauses

ROUNDS = 6
"""Times that all filters are gone through."""

STEPS = 40
"""Pages of the queue that are gone through."""

if TYPE_CHECKING:
    from zcdesk.ui.batch.batch_page import BatchPage
    from zcdesk.ui.batch.work import BatchWork
    from zcdesk.ui.case.case_room import Room

Taken = list[tuple[float, float]]


class OfficeVisit(Visit):
    """A clerk's visit to the window of a batch."""

    def __init__(self) -> None:
        from zcdesk.ui.batch.batch_room import BatchRoom  # noqa: F401  not what is measured here

        super().__init__()
        self.acts: dict[str, Taken] = {}

    def take(self, office: Office) -> None:
        """Choose roster, scans and results, and let the table be shown."""
        from zcdesk.ui.keys.router import At

        batch = self.window.batch
        if batch.work.plan is not None:
            batch.page.setup_wanted.emit()
        else:
            self.window.router.go(At("batch"))
        self.wait(batch.setup.isVisible)
        batch.setup.take_roster(office.roster)
        batch.setup.take_scans(office.scans)
        batch.setup.take_out(office.out)
        self.wait(lambda: _is_planned(batch.work, office))
        batch.setup.results_wanted.emit()
        self.page = batch.page
        self.wait(lambda: self.page.isVisible() and self.page.table.row > 0)
        self.page.focus()

    def press(self, name: str, key: str, done: Callable[[], bool]) -> None:
        """Press a key where the keyboard is, and note how long it takes until something is done."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        target = self.window.focusWidget() or self.window

        def act() -> None:
            QTest.keyClick(target, Qt.Key[f"Key_{key}"])

        self.acts.setdefault(name, []).append(self.measured(act, done))

    def look_through(self) -> None:
        """Filter, sort, and go from person to person."""
        from zcdesk.ui.batch.rows import Filter

        page = self.page
        view = page.table.viewport()
        for _round in range(ROUNDS):
            for number, kept in reversed(list(enumerate(Filter, start=1))):

                def shown(kept: Filter = kept) -> bool:
                    if page.rows.kept is not kept or not page.chips[kept].isChecked():
                        return False
                    view.repaint()
                    return True

                self.press("filter", str(number), shown)
                self.wait(lambda: False, 0.3)
        for _order in range(8):
            before = page.rows.sorted_by

            def sorted_anew(before: int = before) -> bool:
                if page.rows.sorted_by == before:
                    return False
                view.repaint()
                return True

            self.press("sort", "S", sorted_anew)
            self.wait(lambda: False, 0.2)
        page.sort_by(0)
        page.table.move_by(-len(page.rows.shown))
        for place in range(1, min(len(page.rows.shown), 30)):
            wanted = page.rows.shown[place]
            self.press("next person", "D", partial(_is_marked, page, wanted))
            self.wait(lambda: False, 0.05)
        page.table.move_by(-len(page.rows.shown))

    def go_through(self, name: str, steps: int) -> None:
        """Open the queue, and decide some of its pages one after the other."""
        self.press(f"{name}: open", "F", self._seen)
        for _step in range(steps):
            self.wait(lambda: False, 0.3)
            room = self.window.room
            if room is None:
                return
            self._decide(room)
            session, here = room.session, room.session.current
            last = sum(not page.confirmed for page in session.case.pages) == 1
            kind = "next person" if last else "next page"

            def further(here: int = here, session: object = session) -> bool:
                now = self.window.room
                same = now is not None and now.session is session and now.session.current == here
                return not same and self._seen()

            self.press(f"{name}: {kind}", "F", further)

    def _decide(self, room: Room) -> None:
        """Answer what the page asks, so that it can be confirmed."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        from zcdesk.ui.review.next_step import Way

        view = room.review.canvas.view
        self.wait(lambda: room.review.step.way is not Way.WAIT, 10)
        while room.review.step.way in (Way.DOUBT, Way.ANSWER):
            answers = room.review.step.way is Way.ANSWER
            for key in (Qt.Key.Key_2,) if answers else (Qt.Key.Key_N, Qt.Key.Key_E):
                QTest.keyClick(view, key)
            self.wait(lambda: False, 0.05)
        self.wait(lambda: view.painted, 10)

    def _seen(self) -> bool:
        """Tell whether a page of an open case is on screen."""
        room = self.window.room
        return room is not None and room.review.isVisible() and room.review.canvas.view.painted


def _is_planned(work: BatchWork, office: Office) -> bool:
    return work.plan is not None and work.plan.roster == office.roster and not work.reading


def _is_marked(page: BatchPage, row: int) -> bool:
    """Tell whether a person is marked, and let it be painted."""
    if page.table.row != row:
        return False
    page.table.viewport().repaint()
    return True


def measure(folder: Path, people: int, doubts: int, each: int) -> list[Figure]:
    """Visit the window of an office, print what was seen and return it."""
    many = laid_out(folder / "many", people, [each] * (doubts // each))
    alone = laid_out(folder / "alone", people, [doubts], seed=1)
    visit = OfficeVisit()
    parts: Sequence[tuple[str, Callable[[], None]]] = (
        ("reading the roster", lambda: visit.take(many)),
        ("the table", visit.look_through),
        ("the queue", lambda: visit.go_through("queue", STEPS)),
        ("leaving it", lambda: leave(visit)),
        ("reading the other roster", lambda: visit.take(alone)),
        ("one person's queue", lambda: visit.go_through("one person", STEPS // 4)),
    )
    own = []
    for name, part in parts:
        part()
        pauses, visit.watch.pauses = visit.watch.pauses, []
        own += [pause.own for pause in pauses]
        tell_pauses(name, pauses)
    for name, taken in visit.acts.items():
        tell_acts(name, taken)
    visit.close()
    return figures(visit.acts, sorted(own), people, doubts)


def leave(visit: OfficeVisit) -> None:
    """Go back from a case to the table."""
    visit.window.leave_case()
    work = visit.window.batch.work
    visit.wait(lambda: not work.reading)


def figures(acts: dict[str, Taken], own: Sequence[float], people: int, doubts: int) -> list[Figure]:
    """Return what the page of quality tells."""

    def figure(what: str, seconds: float, unit: str, at_most: float) -> Figure:
        value = round(seconds, 2) if unit == "s" else round(seconds * 1e3)
        return Figure(promise="quick", what=what, value=value, unit=unit, at_most=at_most)

    found = []
    alone = f"{doubts} doubtful pages of one person: first one on screen"
    for what, name, unit, at_most in (
        (f"batch of {people} rows: a filter is shown", "filter", "ms", 100.0),
        (f"batch of {people} rows: another order is shown", "sort", "ms", 100.0),
        (f"queue of {doubts} doubtful pages: first page on screen", "queue: open", "s", 1.0),
        (alone, "one person: open", "s", 1.0),
        ("queue: from one person to the next", "queue: next person", "s", 1.0),
    ):  # fmt: skip
        clock, work = zip(*acts[name], strict=True)
        found += [
            figure(f"{what}, longest of {len(clock)}, by the clock", max(clock), unit, at_most),
            figure(f"{what}, longest, window's thread", max(work), unit, at_most),
        ]
    what = "batch in the window: event loop, 99.9th percentile, own processor time"
    return [*found, figure(what, at(own, 99.9), "ms", LIMIT * 1e3)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--doubts", type=int, default=300)
    parser.add_argument("--each", type=int, default=4, help="doubtful pages of a person")
    ask_for_result(parser)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["HOME"] = os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = name
        found = measure(Path(name), given.people, given.doubts, given.each)
    for figure in found:
        print(f"{figure.what}: {figure.value:g} {figure.unit} ({figure.bar})")
    if given.result:
        write_run(given.result, "office", found, note=f"load {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
