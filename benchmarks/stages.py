"""Laps of processor time: which stage of a page's work takes how much, and what it takes at least.

At least: decoding, encoding, and for each of two readings one look of the text detector at the
page and one pass of the recogniser over its lines. What the program does beyond that (second looks,
seals, portraits, codes, searching, judging) is what the ratio to it tells.
"""

from __future__ import annotations

import importlib
import inspect
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from zcdesk.export.pictures.jpeg import encode
from zcdesk.masking.steps import Steps
from zcdesk.pages.opening.scan import decode
from zcdesk.pages.turning import upright
from zcdesk.picture import GreyPicture, Picture
from zcdesk.reading import engine
from zcdesk.reading.detecting import DETECTION_SIDE, detect
from zcdesk.reading.page_reading import read_line
from zcdesk.verification.bytes.decoding import decode as decode_finished
from zcdesk.verification.words.seeing import SIDE
from zcdesk.workflow.one_page.found_scans import scan_at

_STAGES = {
    "zcdesk.workflow.one_page.examining": ("scan_at", "evened", "told_by", "judge_legibility"),
    "zcdesk.pages.preparing": (
        "decode_page",
        "thumbnail",
        "laid",
        "skew",
        "quarter_turn",
        "upright_picture",
        "legibility",
        "find_defects",
        "look_of",
    ),
    "zcdesk.workflow.one_page.finishing": ("_arranged", "_fitted", "_is_whole"),
    "zcdesk.verification.picture": (
        "decode",
        "container_findings",
        "dark_regions",
        "not_opaque",
        "without_covers",
        "look",
        "marks_left",
        "read_hues",
        "look_for_arabic",
        "look_for_faint",
        "remains",
        "cut_letters",
        "residues",
    ),
    "zcdesk.verification.words.seeing": ("read_evened", "lines_turned", "_looks_again"),
    "zcdesk.reading.page_reading": (
        "look",
        "detect",
        "crop_line",
        "recognise",
        "recognise_line",
        "print_from_afar",
        "with_small_print",
        "_are_text",
        "_with_columns",
    ),
    "zcdesk.reading.recognising": ("recognise",),
}
"""Functions by the module that calls them; a stage inside of another one is not counted twice."""

_WITHIN = frozenset({"look", "detect", "crop_line", "recognise", "recognise_line"})
"""Of these, the ones that a run of a model is not told by, but by what asked for them."""

_MODELS = "models"
_REST = "rest"


def least(path: str, upright_page: Picture, even: GreyPicture) -> tuple[float, float]:
    """Return the processor seconds that a page takes at least: its first reading, and the whole.

    Args:
        path: The scan.
        upright_page: What was read of it, RGB.
        even: The same, evened out.
    """
    laps = [time.process_time()]

    def lap() -> float:
        laps.append(time.process_time())
        return laps[-1] - laps[-2]

    def read(side: int) -> float:
        for quad in detect(even, side):
            read_line(even, quad)
        return lap()

    decode(scan_at(path), 0)
    first = lap() + read(DETECTION_SIDE)
    decode_finished(encode(upright_page))
    return first, first + lap() + read(SIDE)


class Stages:
    """Processor time of each stage; those inside of another one are taken from it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.runs: Counter[tuple[str, str]] = Counter()
        self.gave: Counter[str] = Counter()
        self._open: list[str] = []
        self._last = time.process_time()
        self._wrap()

    def begin(self) -> None:
        """Forget what was counted so far."""
        self.seconds.clear()
        self.runs.clear()
        self.gave.clear()
        self._last = time.process_time()

    def end(self) -> dict[str, float]:
        """Return the seconds of each stage, ``models`` and ``rest`` among them."""
        self._charge()
        return dict(self.seconds)

    def _charge(self) -> None:
        now = time.process_time()
        name = self._open[-1] if self._open else _REST
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self._last
        self._last = now

    def lapped(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return ``function`` so that its time is counted as the stage ``name``."""

        def run(*arguments: Any, **named: Any) -> Any:
            self._charge()
            self._open.append(name)
            try:
                answer = function(*arguments, **named)
                if inspect.isgenerator(answer):
                    answer = tuple(answer)
                self.gave[name] += _many(answer)
                return answer
            finally:
                self._charge()
                self._open.pop()

        return run

    def ran(self, model: str) -> None:
        """Count a run of a model to the step that asked for it."""
        asking = [name for name in self._open if name not in _WITHIN]
        self.runs[(asking[-1] if asking else _REST), model] += 1

    def _wrap(self) -> None:
        plain = engine.session
        for opener in (engine, upright):
            opener.session = lambda model, *inner: _Timed(  # type: ignore
                plain(model, *inner), Path(model).name, self
            )
        for module, names in _STAGES.items():
            for name in names:
                holder = importlib.import_module(module)
                if hasattr(holder, name):
                    setattr(holder, name, self.lapped(name, getattr(holder, name)))
        taken = Steps.taken

        def timed(steps: Steps, name: str, look: Callable[[], Any]) -> Any:
            return self.lapped(name, taken)(steps, name, look)

        Steps.taken = timed  # type: ignore[method-assign, assignment]


class _Timed:
    """A model's session whose runs are counted."""

    def __init__(self, session: Any, model: str, stages: Stages) -> None:
        self._session, self._model, self._stages = session, model, stages

    def run(self, *arguments: Any) -> Any:
        self._stages.ran(self._model)
        return self._stages.lapped(_MODELS, self._session.run)(*arguments)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)


def _many(answer: Any) -> int:
    """Return how much a step gave: of a page and places the places, of what is no row nothing."""
    if not isinstance(answer, tuple | list):
        return 0
    whole = len(answer) == 2 and isinstance(answer[0], np.ndarray)
    return len(answer[1] if whole else answer)
