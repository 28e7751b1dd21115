"""How long a trainee waits: a lesson made, opened where work begins, and the table of a class.

Run: ``python -m benchmarks.lessons [--times 10] [--result FILE]``. Making is drawing all pages and
writing the case. Opening is all that the window waits for: a worker looks at the file, it is
opened, held against its notice, and the first page that asks for something is decoded and laid
upright. The program itself runs already. Medians.
"""

from __future__ import annotations

import argparse
import io
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image

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
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.looking_over import look_over

NUMBER, SEATS = 2718, 100
OPENING, TABLE = 5.0, 2.0  # seconds, the bars


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
    if given.result:
        write_run(
            given.result,
            "lessons",
            [
                _figure("a lesson opens where the work begins, the slowest", opening, OPENING),
                _figure("a lesson is drawn and made from a number, the slowest", making, None),
                Figure(
                    promise="quick", what=f"table of a class of {SEATS}", value=round(table, 2),
                    unit="s", at_most=TABLE,
                ),
            ],
            note=f"number {NUMBER}, medians of {given.times}",
        )  # fmt: skip


def _figure(what: str, taken: dict[str, float], bar: float | None) -> Figure:
    slowest = round(max(taken.values()), 2)
    return Figure(promise="quick", what=what, value=slowest, unit="s", at_most=bar)


if __name__ == "__main__":
    main()
