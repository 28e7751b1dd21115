"""Long work beside the window: a thread that walks a generator of the domain, and its holder."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThread, Signal

from zcdesk.errors import ZcdeskError
from zcdesk.incidents.record import ProgramPart, count, keep

T = TypeVar("T")


def once(do: Callable[..., T], *given: Any) -> Generator[T, None, None]:
    """Return work of one step: what a function gives."""
    yield do(*given)


class Job(QThread):
    """Walks ``steps`` to their end or until it is asked to stop.

    The thread decodes and reads nothing itself: it waits for the worker processes.
    """

    advanced = Signal(object)
    failed = Signal(object)

    def __init__(self, steps: Generator[Any, None, None], parent: QObject) -> None:
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
        steps: Generator[Any, None, None],
        take: Callable[[Any], object],
        failed: Callable[[Any], object] | None = None,
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
    """Holds jobs that go on beside each other; each is let go when it has ended."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._under_way: list[Work] = []

    @property
    def busy(self) -> bool:
        """Tell whether one of them is under way."""
        return bool(self._under_way)

    def begin(
        self,
        steps: Generator[Any, None, None],
        take: Callable[[Any], object],
        failed: Callable[[Any], object] | None = None,
        ended: Callable[[], object] | None = None,
    ) -> None:
        """Walk ``steps`` as :meth:`Work.begin` does."""
        work = Work(self)
        self._under_way.append(work)

        def end() -> None:
            self._under_way.remove(work)
            work.deleteLater()
            if ended is not None:
                ended()

        work.begin(steps, take, failed, end)

    def stop(self) -> None:
        """End all of them and wait for it."""
        for work in self._under_way:
            work.stop()
            work.deleteLater()
        self._under_way = []


class _Run(QObject):
    """One job, and what is called for it: a receiver of its own, so that a late step is dropped."""

    job: Job

    def __init__(
        self,
        work: Work,
        take: Callable[[Any], object],
        failed: Callable[[Any], object] | None,
        ended: Callable[[], object] | None,
    ) -> None:
        super().__init__(work)
        self._work, self._take_step, self._take_error, self.ended = work, take, failed, ended
        self.live = True

    def start(self, steps: Generator[Any, None, None]) -> None:
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
