"""Laps of processor time: which stage of a page's work takes how much outside of the models."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable
from typing import Any

from zcdesk.masking.steps import Steps
from zcdesk.pages.turning import upright
from zcdesk.reading import engine

_STAGES = {
    "zcdesk.workflow.tasks.examining": ("scan_at", "evened", "told_by"),
    "zcdesk.workflow.tasks.judging": ("judge_legibility",),
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
    "zcdesk.reading.page_reading": ("detect", "crop_line"),
    "zcdesk.reading.recognising": ("recognise",),
}
"""Functions by the module that calls them; a stage inside of another one is not counted twice."""

_MODELS = "models"
_REST = "rest"


class Stages:
    """Processor time of each stage; those inside of another one are taken from it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.runs = 0
        self._open: list[str] = []
        self._last = time.process_time()
        self._wrap()

    def begin(self) -> None:
        """Forget what was counted so far."""
        self.seconds.clear()
        self.runs = 0
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
                return function(*arguments, **named)
            finally:
                self._charge()
                self._open.pop()

        return run

    def _wrap(self) -> None:
        plain = engine.session
        for opener in (engine, upright):
            opener.session = lambda model: _Timed(plain(model), self)  # type: ignore[attr-defined]
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

    def __init__(self, session: Any, stages: Stages) -> None:
        self._session, self._stages = session, stages

    def run(self, *arguments: Any) -> Any:
        self._stages.runs += 1
        return self._stages.lapped(_MODELS, self._session.run)(*arguments)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)
