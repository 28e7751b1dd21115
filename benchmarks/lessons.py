"""How long a trainee waits: a lesson made, opened where work begins, and the table of a class.

Run: ``python -m benchmarks.lessons [--times 10] [--result FILE]``. Making is drawing all pages and
writing the case. Opening is all that the window waits for: a worker looks at the file, it is
opened, held against its notice, and the first page that asks for something is decoded and laid
upright. The program itself runs already. Medians.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PIL import Image
from PySide6.QtCore import QEventLoop, QTimer

from benchmarks.run_record import Figure, ask_for_result, write_run
from zcdesk.cases.file.store import open_case
from zcdesk.cases.profiles import notice_of
from zcdesk.checks.evaluating import evaluate
from zcdesk.notices.clock import now
from zcdesk.pages.preparing import upright_picture
from zcdesk.training.lessons.class_table import class_of, to_html, to_xlsx
from zcdesk.training.lessons.lesson import Lesson
from zcdesk.training.lessons.loading import lessons, load_lesson
from zcdesk.training.lessons.making import make_lesson
from zcdesk.training.lessons.results import Result, code_of, result_in
from zcdesk.ui.app.application import prepare_application
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.keys.router import At
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.looking_over import look_over

NUMBER, SEATS = 2718, 100
OPENING = 5.0  # seconds, the bar
PATIENCE = 120.0
LOOK = 10
"""Milliseconds from one look at the window to the next."""

SIZE = (1366, 768)


def made(lesson: Lesson, path: Path) -> None:
    path.unlink(missing_ok=True)
    list(make_lesson(lesson, NUMBER, path))


def opened(pool: WorkerPool, path: Path) -> None:
    looking = look_over(pool, path)
    looking.has_ended(60)
    looking.require_harmless()
    with open_case(path) as stored:
        case = stored.case
        evaluate(notice_of(case), case, now())
        page = next((page for page in case.pages if page.open_doubts()), case.pages[0]).page
        assert page is not None
        picture = Image.open(io.BytesIO(stored.original(page.source.sha256)))
        upright_picture(np.asarray(picture.convert("RGB")), page)


def summed_up(codes: list[str]) -> None:
    known = lessons()
    groups = class_of([result_in(code, known) for code in codes], known)
    to_xlsx(groups)
    to_html(groups)


def codes() -> list[str]:
    lesson = load_lesson("find-the-missed")
    things = [str(place) for place in range(1, len(lesson.traps) + 1)]
    return [
        code_of(
            Result(lesson.id, NUMBER, seat, frozenset(things[: seat % 9]), 0, 0, 0, 9, 0, seat),
            lesson,
        )
        for seat in range(1, SEATS + 1)
    ]


def seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


class InWindow:
    """A window in which lessons are begun by script."""

    def __init__(self, pool: WorkerPool) -> None:
        self._window = MainWindow(pool)
        self._window.resize(*SIZE)
        self._window.show()

    def begun(self, lesson: Lesson, number: int) -> None:
        """Begin a lesson, and wait for the first page to be worked on."""
        self._window.lessons.room.begin(lesson, number)
        self._wait(self._stands)

    def left(self) -> None:
        """Close the case."""
        self._window.show_start()

    def class_shown(self, given: list[str]) -> None:
        """Give in codes, and wait for the tables."""
        trainer = self._window.lessons.trainer
        trainer.empty_class()
        self._window.router.go(At("class"))
        trainer.collect((), "\n".join(given))
        self._wait(lambda: trainer.results.table is not None and not trainer._job.busy)

    def close(self) -> None:
        """End."""
        self._window.close()

    def _stands(self) -> bool:
        room = self._window.room
        if room is None:
            return False
        return not room.review.isVisible() or room.review.canvas.view.painted

    def _wait(self, until: Callable[[], bool]) -> None:
        end = time.perf_counter() + PATIENCE
        while not until():
            if time.perf_counter() > end:
                raise TimeoutError
            loop = QEventLoop()  # as a window waits: the drawing thread has the interpreter
            QTimer.singleShot(LOOK, loop.quit)
            loop.exec()


@dataclass(frozen=True)
class Taken:
    """Seconds by the clock, and of processor time in this process: others may want the clock."""

    clock: float
    processor: float


@dataclass(frozen=True)
class Waits:
    """How long things took in the window.

    Attributes:
        cold: The first lesson of the process.
        fresh: Lessons made on the way.
        there: Lessons whose case lay there.
        tables: A class of a hundred.
    """

    cold: Taken
    fresh: list[Taken]
    there: list[Taken]
    tables: list[Taken]


def in_window(times: int) -> Waits:
    """Measure in the window."""
    home = tempfile.mkdtemp()
    os.environ["HOME"] = os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = home
    fresh_ones, there = [], []
    with WorkerPool(1) as pool:
        application = prepare_application()
        window = InWindow(pool)
        known = lessons()
        cold = taken(lambda: window.begun(known[0], NUMBER))
        for turn in range(times):
            lesson, number = known[turn % len(known)], NUMBER + 1 + turn
            window.left()
            fresh_ones.append(taken(partial(window.begun, lesson, number)))
            window.left()
            there.append(taken(partial(window.begun, lesson, number)))
        window.left()
        given = codes()
        tables = [taken(partial(window.class_shown, given)) for _ in range(times)]
        window.close()
        application.processEvents()
    shutil.rmtree(home)
    return Waits(cold, fresh_ones, there, tables)


def taken(work: Callable[[], None]) -> Taken:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Taken(time.perf_counter() - clock, time.process_time() - processor)


def fresh(path: Path, turn: int) -> Path:
    """Return a copy that nobody has looked at: a file is looked at once only."""
    return Path(shutil.copy(path, path.with_name(f"{path.stem}-{turn}.zcase")))


def main() -> None:
    """Measure, print, and write the figures where they are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=10)
    ask_for_result(parser)
    given = parser.parse_args()
    making, opening = {}, {}
    with tempfile.TemporaryDirectory() as name, WorkerPool(1) as pool:
        for lesson in lessons():
            path = Path(name) / f"{lesson.id}.zcase"
            making[lesson.id] = seconds(partial(made, lesson, path))
            copies = [fresh(path, turn) for turn in range(given.times)]
            taken = [seconds(partial(opened, pool, copy)) for copy in copies]
            opening[lesson.id] = statistics.median(taken)
            told = f"made {making[lesson.id]:.2f} s, opened {opening[lesson.id]:.3f} s"
            print(f"{lesson.id}: {lesson.page_count} pages, {told}", flush=True)
    given_in = codes()
    table = statistics.median(seconds(partial(summed_up, given_in)) for _ in range(given.times))
    print(f"class table of {SEATS} results: {table:.2f} s")
    waits = in_window(given.times)
    for what, found in (("made and opened", waits.fresh), ("opened", waits.there)):
        print(
            f"in the window, {what}: {_told(found)}; first of the process {waits.cold.clock:.2f} s"
        )
    print(f"in the window, table of {SEATS}: {_told(waits.tables)}")
    if given.result:
        write_run(
            given.result,
            "lessons",
            [
                _figure("a lesson opens where the work begins, the slowest", opening, OPENING),
                _figure("a lesson is drawn and made from a number, the slowest", making, None),
                Figure(
                    promise="quick", what=f"table of a class of {SEATS}", value=round(table, 2),
                    unit="s",
                ),
                *_medians("a lesson begun in the window, made on the way", waits.fresh, OPENING),
                *_medians("a lesson begun in the window that lies there", waits.there, None),
                *_medians("the first lesson of a cold program, in the window", [waits.cold], None),
                *_medians(f"table of a class of {SEATS} in the window", waits.tables, None),
            ],
            note=f"number {NUMBER}, medians of {given.times}",
        )  # fmt: skip


def _told(found: list[Taken]) -> str:
    clock, processor = _of(found)
    most = max(each.clock for each in found)
    return f"{clock:.2f} s (most {most:.2f}), of processor time {processor:.2f} s"


def _of(found: list[Taken]) -> tuple[float, float]:
    """Return the medians."""
    return (
        statistics.median(each.clock for each in found),
        statistics.median(each.processor for each in found),
    )


def _medians(what: str, found: list[Taken], bar: float | None) -> Iterator[Figure]:
    for told, value in zip((what, f"{what}, processor time"), _of(found), strict=True):
        yield Figure(promise="quick", what=told, value=round(value, 2), unit="s", at_most=bar)


def _figure(what: str, taken: dict[str, float], bar: float | None) -> Figure:
    slowest = round(max(taken.values()), 2)
    return Figure(promise="quick", what=what, value=slowest, unit="s", at_most=bar)


if __name__ == "__main__":
    main()
