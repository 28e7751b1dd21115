"""The ceiling of a batch: two processes that do nothing but run the models, or nothing but pages.

The inputs of every model run for some pages are recorded once. Two
processes then run the models over them, each on its own, without files, searches or a coordinator.
Next to it stands a second ceiling: the page functions of the program called in a plain loop.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np

import zcdesk  # noqa: F401  sets its switches before anything else is imported
from zcdesk.applicant import Target
from zcdesk.reading import engine
from zcdesk.workflow.one_page.examining import examine_page
from zcdesk.workflow.one_page.sought import Sought

TARGETS = frozenset({Target.NAME, Target.EMPLOYER})
MODELS = (engine.DETECTION, engine.RECOGNITION)


class _Recording:
    """A model's session that keeps what it is given, as bytes from 0 to 255."""

    def __init__(self, model: Path, session: Any, kept: list[tuple[str, Any]]) -> None:
        self._name, self._session, self._kept = model.name, session, kept

    def run(self, outputs: Any, inputs: dict[str, Any]) -> Any:
        levels = np.clip(np.rint((inputs["x"][:, :1] + 1) * 127.5), 0, 255).astype(np.uint8)
        self._kept.append((self._name, levels))
        return self._session.run(outputs, inputs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)


def record(pages: Sequence[Path], sought: Sought, folder: Path) -> None:
    """Record the model runs of the pages into ``folder``, one file a page; run in a process."""
    kept: list[tuple[str, Any]] = []
    plain = engine.session

    def recording(model: Path, *inner: Any) -> Any:
        session = plain(model, *inner)
        return _Recording(model, session, kept) if model.name in MODELS else session

    engine.session = recording  # type: ignore[assignment]
    for number, path in enumerate(pages):
        kept.clear()
        examine_page(str(path), 0, sought)
        arrays = {f"{place:04d} {name}": levels for place, (name, levels) in enumerate(kept)}
        np.savez(folder / f"{number:03d}.npz", **arrays)


def recorded(pages: Sequence[Path], sought: Sought, folder: Path) -> list[Path]:
    """Return the recorded runs of the pages, recording them in a process if they are not there."""
    files = [folder / f"{number:03d}.npz" for number in range(len(pages))]
    if not all(file.exists() for file in files):
        folder.mkdir(parents=True, exist_ok=True)
        process = multiprocessing.get_context("spawn").Process(
            target=record, args=(pages, sought, folder)
        )
        process.start()
        process.join()
    return files


def model_ceiling(files: Sequence[Path], processes: int) -> float:
    """Return pages a minute of processes that only run the models on recorded inputs."""
    return _together(_run_models, processes, files)


def page_ceiling(pages: Sequence[Path], sought: Sought, processes: int) -> float:
    """Return pages a minute of processes that only call the page functions, in a loop."""
    return _together(_run_pages, processes, pages, sought)


def _together(function: Any, processes: int, work: Sequence[Path], *more: object) -> float:
    """Run ``function`` in processes that begin at the same time; return pages a minute."""
    context = multiprocessing.get_context("spawn")
    begin = context.Barrier(processes)
    ends, running = [], []
    for _ in range(processes):
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=function, args=(begin, sender, work, *more))
        process.start()
        sender.close()
        ends.append(receiver)
        running.append(process)
    seconds = [float(end.recv()) for end in ends]
    for process in running:
        process.join()
    return sum(60 * len(work) / one for one in seconds)


def _run_models(begin: Any, told: Connection, files: Sequence[Path]) -> None:
    """Tell the seconds that the models took for all files (in a process)."""
    _like_a_worker()
    sessions = {name: engine.session(engine.shipped_model(name)) for name in MODELS}
    _runs(files[0], sessions)
    begin.wait()
    told.send(sum(_runs(file, sessions) for file in files))


def _runs(file: Path, sessions: dict[str, Any]) -> float:
    seconds = 0.0
    with np.load(file) as kept:
        for key in sorted(kept.files):
            grey = kept[key].astype(np.float32) / 127.5 - 1
            levels = np.ascontiguousarray(np.broadcast_to(grey, (1, 3, *grey.shape[2:])))
            start = time.perf_counter()
            sessions[key[5:]].run(None, {"x": levels})
            seconds += time.perf_counter() - start
    return seconds


def _run_pages(begin: Any, told: Connection, pages: Sequence[Path], sought: Sought) -> None:
    """Tell the seconds that the page functions took for all pages (in a process)."""
    _like_a_worker()
    examine_page(str(pages[0]), 0, sought)
    begin.wait()
    start = time.perf_counter()
    for path in pages:
        examine_page(str(path), 0, sought)
    told.send(time.perf_counter() - start)


def _like_a_worker() -> None:
    """Run with the priority and the threads of a worker."""
    import cv2

    cv2.setNumThreads(1)
    if hasattr(os, "nice"):
        os.nice(5)
