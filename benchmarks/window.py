"""How the window feels with 300 pages: stalls, page turns, scrolling, memory, start.

    python -m benchmarks.window [--pages 300] [--starts 5] [--result FILE]

Draws a few small pages and copies each with another number on it, drops them on a new case, turns
pages while they are read, confirms them afterwards, scrolls the thumbnails, and counts what the
event loop had to wait for. Beside the clock stands what the program itself used of it (processor
time of the window's thread, and of the whole process): on a computer that is busy with other
things the rest of a pause is waiting for a processor. Every pause over 50 ms is printed with the
stack of the window's thread. Memory is the proportional set size (PSS) of the program and its
workers, sampled by a process of its own; Linux only. Settings and cases lie in a folder that is
removed. ``start`` is the time from the start of a new process until the start page is painted and
the event loop is idle, warm, by the clock and in processor time.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop

import zcdesk  # noqa: F401  (first, it sets switches)
from benchmarks.run_record import Figure, ask_for_result, write_run
from benchmarks.stalls import LONG, Pause, StallWatch

NOTICE = "region-senior-2024"
SIZE = (827, 1169)
"""Pixels of a page: A4 at 100 dpi."""

DISTINCT = 6
TURNS = 60
LOOKING = 0.7
"""Seconds for which the scripted person looks at a page before she turns it."""

CONFIRMED = 80
PATIENCE = 7200.0
LIMIT = 0.030
"""Seconds of work in one go that the window allows itself."""

STARTING = """
import sys, time
from PySide6.QtCore import QTimer
import zcdesk
from zcdesk.cli.app import run
from zcdesk.ui.app.application import prepare_application
application = prepare_application()
def look():
    if any(one.isVisible() for one in application.topLevelWidgets()):
        QTimer.singleShot(0, tell)
    else:
        QTimer.singleShot(1, look)
def tell():
    for one in application.topLevelWidgets():
        one.close()
    print(time.monotonic(), time.process_time(), flush=True)
QTimer.singleShot(0, look)
from zcdesk.ui.app.application import open_window
open_window()
"""


def draw_scans(folder: Path, pages: int) -> None:
    """Write ``pages`` small scans of a few kinds; no two have the same bytes."""
    from PIL import Image, ImageDraw, ImageFont

    from zcdesk.resources import resource

    font = ImageFont.truetype(str(resource("fonts", "song.otf")), 26)
    chance = Random(5)
    lines = ("荣誉证书", "沈知遥同志：", "在低温润滑研究项目中成绩显著，", "被评为先进个人。",
             "云岭智能装备制造有限责任公司", "试验报告", "经三轮改进，清扫效率提高")  # fmt: skip
    drawn = []
    for _kind in range(DISTINCT):
        picture = Image.new("RGB", SIZE, (251, 250, 246))
        pen = ImageDraw.Draw(picture)
        for place, line in enumerate(chance.sample(lines, 4)):
            pen.text((110, 180 + 90 * place), line, (30, 30, 34), font)
        drawn.append(picture)
    for number in range(1, pages + 1):
        picture = drawn[number % DISTINCT].copy()
        ImageDraw.Draw(picture).text((640, 1080), f"{number:03d}", (30, 30, 34), font)
        picture.save(folder / f"{number:03d}.jpg", quality=85, dpi=(100, 100))


class Visit:
    """A scripted visit to the window that is measured."""

    def __init__(self) -> None:
        from zcdesk.ui.app.application import prepare_application
        from zcdesk.ui.app.main_window import MainWindow
        from zcdesk.workers.pool import WorkerPool

        self.application = prepare_application()
        self._pools = WorkerPool(), WorkerPool(1, awaited=True)
        self.window = MainWindow(*self._pools)
        self.window.show()
        self.window.activateWindow()
        self.watch = StallWatch()
        self.turns: list[tuple[float, float]] = []
        self.confirmations: list[tuple[float, float]] = []
        self.scrolls: list[tuple[float, float]] = []

    def wait(self, until: Callable[[], bool], seconds: float = PATIENCE) -> bool:
        """Let the event loop run until something is so; tell whether it became so."""
        end = time.monotonic() + seconds
        while not until() and time.monotonic() < end:
            self._run()
        return until()

    def measured(self, act: Callable[[], None], done: Callable[[], bool]) -> tuple[float, float]:
        """Return clock and processor seconds of the window's thread until an act is seen."""
        began, worked = time.perf_counter(), time.thread_time()
        act()
        while not done() and time.perf_counter() - began < 10:
            self._run()
        return time.perf_counter() - began, time.thread_time() - worked

    def _run(self) -> None:
        """Do what waits in the event loop, at the latest after the next beat of the watch."""
        wait = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
        self.application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents | wait)

    def take_scans(self, scans: Path, pages: int) -> None:
        """Make a case and let the scans come in while the sections are on screen."""
        window = self.window
        window.new_case(NOTICE, (scans,))
        window.identity.name.setText("沈知遥")
        window.identity.employer.setText("云岭智能装备制造有限责任公司")
        window.identity.primary.click()
        self.wait(lambda: window.room is not None)
        room = self.window.room
        assert room is not None
        self.room = room
        self.wait(lambda: not room.workspace.acts.busy and len(room.session.case.pages) == pages)

    def review_while_reading(self) -> None:
        """Turn pages that are read while the others are being read."""
        from zcdesk.ui.keys.router import At

        session = self.room.session
        first = len(session.case.pages) // 20
        self.wait(lambda: len(session.case.pages) - len(session.overview.waiting) > first)
        self.room.router.go(At("review"))
        while len(self.turns) < TURNS and session.overview.waiting:
            self._turn()
        self.wait(lambda: not session.overview.waiting)

    def review(self) -> None:
        """Confirm pages one after the other, the next one prefetched as for a person."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        from zcdesk.ui.review.next_step import Way

        page, view = self.room.review, self.room.review.canvas.view
        for _page in range(CONFIRMED):
            self.wait(lambda: view.painted, 10)
            self.wait(lambda: False, LOOKING)
            way, here = page.step.way, page.session.current
            if way is Way.ANSWER:
                QTest.keyClick(view, Qt.Key.Key_2)
            elif way is Way.DOUBT:
                QTest.keyClick(view, Qt.Key.Key_N)
                QTest.keyClick(view, Qt.Key.Key_E)
                continue
            elif way is Way.CHECK or not page.step.number:
                return
            took = self.measured(
                lambda: QTest.keyClick(view, Qt.Key.Key_F),
                lambda: page.session.current != here and view.painted,  # noqa: B023
            )
            self.confirmations.append(took)

    def scroll(self) -> None:
        """Scroll the thumbnails of the strip from the first page to the last and back."""
        bar = self.room.review.strip.view.verticalScrollBar()
        view = self.room.review.strip.view.viewport()
        step = max(bar.maximum() // 150, 1)
        for place in (*range(0, bar.maximum(), step), *range(bar.maximum(), 0, -step)):

            def move(place: int = place) -> None:
                bar.setValue(place)
                view.repaint()

            self.scrolls.append(self.measured(move, lambda: True))
            self.wait(lambda: False, 0.01)

    def close(self) -> None:
        """Close the window and end the workers."""
        self.watch.close()
        self.window.close()
        for pool in self._pools:
            pool.close()

    def _turn(self) -> None:
        """Turn to the next page that was read, as a person does who looks at each."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        view, session = self.room.review.canvas.view, self.room.session
        self.wait(lambda: False, LOOKING)
        here = session.overview.of(session.current).place
        ahead = session.case.pages[here % len(session.case.pages)]
        if not ahead.examined:
            self.room.review.go_to(session.case.pages[0].number)
            return
        self.turns.append(
            self.measured(
                lambda: QTest.keyClick(view, Qt.Key.Key_D),
                lambda: session.current == ahead.number and view.painted,
            )
        )


def tell_pauses(name: str, pauses: Sequence[Pause]) -> None:
    """Print how long the event loop paused, and every long pause with its stack."""
    if not pauses:
        return
    clock = sorted(one.clock for one in pauses)
    work = sorted(one.work for one in pauses)
    own = sorted(one.own for one in pauses)
    print(f"{name}: {len(pauses)} beats")
    for words, values in (("clock", clock), ("program's own", own), ("window's thread", work)):
        told = ", ".join(
            f"{share:g} % {at(values, share) * 1e3:.0f} ms" for share in (50, 99, 99.9)
        )
        print(f"  {words:16} {told}, longest {values[-1] * 1e3:.0f} ms")
    long = [one for one in pauses if one.clock > LONG]
    busy = [one for one in long if one.own > LIMIT]
    print(f"  over {LONG * 1e3:.0f} ms: {len(long)}, with over {LIMIT * 1e3:.0f} ms of own work:"
          f" {len(busy)}")  # fmt: skip
    for stack, count in Counter(one.stack for one in busy).most_common():
        longest = max(busy, key=lambda one: (one.stack == stack, one.own))
        print(
            f"  {count} × up to {longest.clock * 1e3:.0f} ms, thread {longest.work * 1e3:.0f},"
            f" process {longest.process * 1e3:.0f}"
        )
        print("    " + stack.replace("\n", "\n    ").rstrip())


def tell_acts(name: str, taken: Sequence[tuple[float, float]]) -> None:
    """Print how long an act took."""
    if taken:
        clock, work = (sorted(values) for values in zip(*taken, strict=True))
        print(
            f"{name}: {len(taken)} times, median {statistics.median(clock) * 1e3:.0f} ms,"
            f" 95 % {at(clock, 95) * 1e3:.0f}, longest {clock[-1] * 1e3:.0f};"
            f" window's thread {statistics.median(work) * 1e3:.0f},"
            f" {at(work, 95) * 1e3:.0f}, {work[-1] * 1e3:.0f} ms"
        )


def at(values: Sequence[float], share: float) -> float:
    """Return the value below which ``share`` per cent of sorted ``values`` lie."""
    return values[min(int(len(values) * share / 100), len(values) - 1)]


def starts(times: int) -> list[Figure]:
    """Print how long a new process takes until its window can be used, and return it."""
    clock, work = [], []
    for _time in range(times + 1):  # the first one warms the disk cache
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", STARTING], capture_output=True, text=True, check=True
        )
        seen, used = map(float, done.stdout.split()[-2:])
        clock.append(seen - began)
        work.append(used)
    print(
        f"start: median {statistics.median(clock[1:]):.2f} s, least {min(clock[1:]):.2f},"
        f" processor time {statistics.median(work[1:]):.2f} s"
    )
    what = "window: start until the start page is painted, by the clock"
    return [_figure(what, statistics.median(clock[1:]), "s", 2.0)]


def figures_of(pauses: Sequence[Pause], visit: Visit, pages: int, peak: int) -> list[Figure]:
    """Return what the page of quality tells of a visit."""
    own, thread = (
        sorted(pause.own * 1e3 for pause in pauses),
        sorted(pause.work * 1e3 for pause in pauses),
    )
    found = [
        _figure("window: event loop, 99.9th percentile, window's thread",
                at(thread, 99.9), "ms", LIMIT * 1e3),
        _figure("window: longest turn of the event loop, window's thread", thread[-1], "ms", 100.0),
        _figure("window: event loop, 99.9th percentile, own processor time",
                at(own, 99.9), "ms", LIMIT * 1e3),
        _figure("window: longest pause, own processor time", own[-1], "ms", 100.0),
        _figure(f"window, {pages} scans: peak memory of the process tree (PSS)",
                peak / 2**20, "MiB", 1240.0),
    ]  # fmt: skip
    for words, taken in (
        ("window: turn to the next page, 95th percentile, by the clock", visit.turns),
        ("window: confirm and see the next page, median, by the clock", visit.confirmations),
    ):
        clock = sorted(seconds * 1e3 for seconds, _work in taken)
        if clock:
            share = 95 if "95th" in words else 50
            found.append(_figure(words, at(clock, share), "ms", 100.0))
    return found


def _figure(what: str, value: float, unit: str, at_most: float) -> Figure:
    rounded = round(value, 2 if unit == "s" else 0)
    return Figure(promise="quick", what=what, value=rounded, unit=unit, at_most=at_most)


def watch_memory(pid: int) -> None:
    """Print the highest PSS of a process and all below it once standard input ends."""
    import select

    import psutil

    highest = 0
    while not select.select([sys.stdin], [], [], 1.0)[0]:
        with contextlib.suppress(psutil.Error):
            process = psutil.Process(pid)
            own = psutil.Process().pid
            everyone = [process, *process.children(recursive=True)]
            highest = max(highest, sum(pss(one.pid) for one in everyone if one.pid != own))
    print(highest)


def pss(pid: int) -> int:
    """Return the proportional set size of a process in bytes, 0 when it is gone."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--starts", type=int, default=5)
    ask_for_result(parser)
    parser.add_argument("--memory-of", type=int, default=0, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.memory_of:
        watch_memory(given.memory_of)
        return
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        os.environ["HOME"] = os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = name
        scans = home / "scans"
        scans.mkdir()
        draw_scans(scans, given.pages)
        found = starts(given.starts)
        if given.pages:
            found += measure(scans, given.pages)
    if given.result:
        note = f"{given.pages} scans; load {os.getloadavg()[0]:.1f} at the end"
        write_run(given.result, "window", found, note=note)


def measure(scans: Path, pages: int) -> list[Figure]:
    """Visit the window with so many pages, print what was seen and return it."""
    command = [sys.executable, __file__, "--memory-of", str(os.getpid())]
    memory = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    visit = Visit()
    parts: list[tuple[str, Callable[[], None]]] = [
        ("import", lambda: visit.take_scans(scans, pages)),
        ("review while reading", visit.review_while_reading),
        ("review", visit.review),
        ("scrolling", visit.scroll),
    ]
    everything: list[Pause] = []
    for name, part in parts:
        begun = time.monotonic()
        part()
        pauses, visit.watch.pauses = visit.watch.pauses, []
        everything += pauses
        tell_pauses(f"{name}, {time.monotonic() - begun:.0f} s", pauses)
    tell_pauses("all together", everything)
    tell_acts("turning a page while others are read", visit.turns)
    tell_acts("confirming a page and turning to the next", visit.confirmations)
    tell_acts("a step of scrolling 300 thumbnails", visit.scrolls)
    peak = int(memory.communicate("\n")[0])
    visit.close()
    print(f"peak PSS of the process tree {peak / 2**20:.0f} MiB")
    return figures_of(everything, visit, pages, peak)


if __name__ == "__main__":
    main()
