"""Long work beside the window: a thread that walks a generator of the domain, and its holder."""

from __future__ import annotations

from collections.abc import Callable, Generator, Hashable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThread, Signal

from zcdesk.errors import ZcdeskError
from zcdesk.incidents.record import ProgramPart, count, keep

T = TypeVar("T")

Steps = Generator[Any, None, None]
"""Long work: each step is a safe place to stop."""

Take = Callable[[Any], object]
"""What is called with a step, or with the error that ended the walk."""

_Given = tuple[
    Steps,
    Take,
    Take | None,
    Callable[[], object] | None,
]


def once(do: Callable[..., T], *given: Any) -> Generator[T, None, None]:
    """Return work of one step: what a function gives."""
    yield do(*given)


class Job(QThread):
    """Walks ``steps`` to their end or until it is asked to stop.

    The thread decodes and reads nothing itself: it waits for the worker processes.
    """

    advanced = Signal(object)
    failed = Signal(object)

    def __init__(self, steps: Steps, parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps

    def run(self) -> None:
        """Walk (in the thread)."""
        try:
            for step in self._steps:
                if self.isInterruptionRequested():
                    break
                self.advanced.emit(step)
        except Exception as error:  # the one border where everything is caught
            if self.isInterruptionRequested():
                return
            if isinstance(error, ZcdeskError):
                count(error.code)
            else:
                keep(error, ProgramPart.WINDOW)
            self.failed.emit(error if isinstance(error, ZcdeskError) else ZcdeskError())
        finally:
            self._steps.close()

    def stop(self) -> None:
        """Ask for an end after the present step and wait for it."""
        self.requestInterruption()
        self.wait()


class Work(QObject):
    """Holds the one job of its owner, from the beginning to the end."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._run: _Run | None = None

    @property
    def busy(self) -> bool:
        """Tell whether the job is under way."""
        return self._run is not None

    def begin(
        self,
        steps: Steps,
        take: Take,
        failed: Take | None = None,
        ended: Callable[[], object] | None = None,
    ) -> None:
        """Walk ``steps``; all that is called is called in the window's thread.

        Args:
            take: Gets every step.
            failed: Gets the error that ended the walk.
            ended: Comes last, when another job may begin; not after ``stop``.
        """
        self._run = _Run(self, take, failed, ended)
        self._run.start(steps)

    def end_soon(self) -> None:
        """Ask for an end after the present step."""
        if self._run is not None:
            self._run.job.requestInterruption()

    def stop(self) -> None:
        """End after the present step and wait for it; what it gave is not heard any more."""
        if self._run is not None:
            run, self._run = self._run, None
            run.live = False
            run.job.stop()
            run.deleteLater()

    def wait(self) -> None:
        """Wait for the end; it is reported later."""
        if self._run is not None:
            self._run.job.wait()

    def finish(self) -> None:
        """Wait for the end and report it at once."""
        if self._run is not None:
            self._run.job.wait()
            self.let_go(self._run)

    def let_go(self, run: _Run) -> None:
        """Take it that ``run`` has ended."""
        if run.live:
            run.live, self._run = False, None
            run.deleteLater()
            if run.ended is not None:
                run.ended()


class Works(QObject):
    """Holds jobs that go on beside each other; of one name there is only one at a time.

    A newer one of that name waits for the end of the one under way, in place of any that waits, and
    what the older one gives from then on is not heard.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._under_way: dict[Hashable, Work] = {}
        self._waiting: dict[Hashable, _Given] = {}

    @property
    def names(self) -> frozenset[Hashable]:
        """What is under way."""
        return frozenset(self._under_way)

    @property
    def busy(self) -> bool:
        """Tell whether one of them is under way."""
        return bool(self._under_way)

    def begin(
        self,
        steps: Steps,
        take: Take,
        failed: Take | None = None,
        ended: Callable[[], object] | None = None,
        name: Hashable = None,
    ) -> None:
        """Walk ``steps`` as :meth:`Work.begin` does; without a name beside all others."""
        if name in self._under_way:
            self._waiting[name] = steps, take, failed, ended
            return
        work = Work(self)
        known = object() if name is None else name
        self._under_way[known] = work

        def hear(said: object) -> None:
            if known not in self._waiting:
                take(said)

        def fail(error: object) -> None:
            if known not in self._waiting and failed is not None:
                failed(error)

        def end() -> None:
            self._under_way.pop(known).deleteLater()
            if known in self._waiting:
                self.begin(*self._waiting.pop(known), known)
            elif ended is not None:
                ended()

        work.begin(steps, hear, fail, end)

    def end_soon(self, name: Hashable) -> None:
        """Ask for an end of a job after the present step."""
        if name in self._under_way:
            self._under_way[name].end_soon()

    def finish(self, name: Hashable) -> None:
        """Wait for the end of a job, and of the one that waits for it, and report it at once."""
        while name in self._under_way:
            self._under_way[name].finish()

    def stop(self) -> None:
        """End all of them and wait for it."""
        self._waiting = {}
        for work in self._under_way.values():
            work.stop()
            work.deleteLater()
        self._under_way = {}


class _Run(QObject):
    """One job, and what is called for it: a receiver of its own, so that a late step is dropped."""

    job: Job

    def __init__(
        self,
        work: Work,
        take: Take,
        failed: Take | None,
        ended: Callable[[], object] | None,
    ) -> None:
        super().__init__(work)
        self._work, self._take_step, self._take_error, self.ended = work, take, failed, ended
        self.live = True

    def start(self, steps: Steps) -> None:
        """Begin to walk."""
        self.job = Job(steps, self)
        self.job.advanced.connect(self._advance)
        self.job.failed.connect(self._fail)
        self.job.finished.connect(self._finish)
        self.job.start()

    def _advance(self, step: object) -> None:
        if self.live:
            self._take_step(step)

    def _fail(self, error: object) -> None:
        if self.live and self._take_error is not None:
            self._take_error(error)

    def _finish(self) -> None:
        self._work.let_go(self)
