"""The longest steps of the window's own thread, in a walk over every page of a case of 100 pages.

    python -m benchmarks.steps [--pages 100] [--case FILE] [--profile STEP]

Draws, takes in and reads the pages as ``benchmarks.window`` does (``--case``: a case that was read
before), opens every page, turns pages in the review, confirms, undoes, and scrolls strip and wall.
A step is one act, or one round of the event loop after it; what counts is processor time of the
window's thread, so that a busy machine can be measured. ``--profile`` prints where a step spends
it.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

AFTER, OPENED = 0.5, 1.5
"""Seconds for which the rounds after an act count, and after a page was opened."""

TURNS, CONFIRMED, SCROLLED, SHOWN = 40, 25, 20, 24
BEFORE = ("sections", "unsorted", "review")
BEHIND = ("gallery", "unsorted again", "check", "interview", "after", "identity")


class Walk:
    """Walks through a case and notes how long each step held the window's thread."""

    def __init__(self, case: Path, profiled: str) -> None:
        from benchmarks.window import Visit

        self.visit = Visit()
        self.visit.watch.close()
        self.taken: dict[str, list[float]] = defaultdict(list)
        self.profile = cProfile.Profile(time.thread_time)
        self._profiled = profiled
        self.step("open the case", lambda: self.visit.window.open_path(case))
        self.visit.wait(lambda: self.visit.window.room is not None, 60)
        room = self.visit.window.room
        assert room is not None
        self.room = room
        self.rounds("open the case", OPENED)

    def step(self, name: str, act: Callable[[], object], after: float = AFTER) -> None:
        """Do an act, and note it and the rounds of the event loop that follow."""
        with self._noted(name, name):
            act()
        self.rounds(name, after)

    def rounds(self, name: str, seconds: float) -> None:
        """Note each round of the event loop for some time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with self._noted(f"{name}: a round after it", name):
                self.visit.application.processEvents()
            time.sleep(0.002)

    def walk(self) -> None:
        """Go through everything once."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        for name in BEFORE:
            self.open(name)
        page, view = self.room.review, self.room.review.canvas.view
        for _time in range(TURNS):
            self.step("turn a page", lambda: QTest.keyClick(view, Qt.Key.Key_D))
        for _time in range(CONFIRMED):
            self.visit.wait(lambda: view.painted, 5)
            self.step("answer", lambda: QTest.keyClick(view, Qt.Key.Key_2))
            self.step("confirm a page", lambda: QTest.keyClick(view, Qt.Key.Key_F))
        self.step("undo", self.room.session.undo)
        self.scroll("scroll the strip", page.strip.view)
        for name in BEHIND:
            self.open(name)
            if name == "gallery":
                self.scroll("scroll the wall", self.room.gallery.list)
        self.step("open start", self.visit.window.show_start, OPENED)
        self.step("open settings", self.visit.window.show_settings, OPENED)

    def open(self, name: str) -> None:
        """Open a page of the case."""
        from zcdesk.ui.keys.router import At

        part = "unsorted" if name.startswith("unsorted") else ""
        at = At("sections", part=part) if part else At(name)
        self.step(f"open {name}", lambda: self.room.router.go(at), OPENED)

    def scroll(self, name: str, area: object) -> None:
        """Scroll a list from its first row to its last."""
        bar = area.verticalScrollBar()  # type: ignore[attr-defined]
        for place in range(0, bar.maximum(), max(bar.maximum() // SCROLLED, 1)):
            self.step(name, lambda place=place: bar.setValue(place), 0.2)  # type: ignore[misc]

    @contextmanager
    def _noted(self, name: str, act: str) -> Iterator[None]:
        with self.profile if act == self._profiled else nullcontext():
            began = time.thread_time()
            yield
            self.taken[name].append((time.thread_time() - began) * 1e3)


def read_case(place: Path, pages: int) -> None:
    """Draw so many pages, take them into a case, read them, and leave its file at ``place``."""
    from benchmarks.window import Visit, draw_scans

    scans = place.parent / "scans"
    scans.mkdir()
    draw_scans(scans, pages)
    visit = Visit()
    visit.take_scans(scans, pages)
    session = visit.room.session
    visit.wait(lambda: not session.overview.waiting)
    visit.wait(lambda: not session.unsaved, 30)
    path = session.path
    visit.close()
    assert path is not None
    shutil.copy(path, place)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--case", type=Path)
    parser.add_argument("--profile", default="", help="name of a step, as it is printed")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["HOME"] = os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = name
        case = Path(name) / "steps.zcase"
        if given.case is None:
            read_case(case, given.pages)
        else:
            shutil.copy(given.case, case)
        walk = Walk(case, given.profile)
        walk.walk()
        walk.visit.close()
    for step, taken in sorted(walk.taken.items(), key=lambda item: -max(item[1]))[:SHOWN]:
        print(f"{max(taken):7.1f} ms, median {statistics.median(taken):6.1f}, {step}")
    if given.profile:
        pstats.Stats(walk.profile).sort_stats("cumulative").print_stats(60)


if __name__ == "__main__":
    main()
