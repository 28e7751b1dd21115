"""What is done for a notice beside the window: files read, drafts worked out, every act kept."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from zcdesk.disk.files import make_folder, write_atomically
from zcdesk.errors import ZcdeskError
from zcdesk.notices.editing.draft import Draft
from zcdesk.notices.editing.keeping import keep, opened
from zcdesk.notices.files import own_examples
from zcdesk.notices.files.loading import load_notice, notice_text, user_folder
from zcdesk.notices.making.comparing import profile_copy
from zcdesk.ui.kit import Work
from zcdesk.ui.kit.job import Steps, Take, once
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.notice_text.draft import Worked, drafted_anew, worked_out
from zcdesk.workflow.notice_text.words_of_file import reading_notice


class NoticeWork(QObject):
    """One job of each kind at a time; what comes while one runs waits, only the latest of it.

    Signals:
        reading: File, page and number of pages that are read now.
        words_read: The text of all files.
        begun: A draft, made from a text or opened.
        worked: A profile as the draft makes it (``Worked``).
        made: Id of a profile that can be chosen now.
        failed: Why something could not be done (``ZcdeskError``).
    """

    reading = Signal(str, int, int)
    words_read = Signal(str)
    begun = Signal(object)
    worked = Signal(object)
    made = Signal(str)
    failed = Signal(object)

    def __init__(self, pool: WorkerPool, parent: QObject, **signals: Any) -> None:
        super().__init__(parent, **signals)
        self._pool = pool
        self._beginning = Work(self)
        self._working = _Latest(self, self._worked_out, self.worked.emit)
        self._keeping = _Latest(self, _keeping, bool)
        self._cancelled = self._closed = False
        self._waiting: tuple[Steps, Take] | None = None

    @property
    def idle(self) -> bool:
        """Nothing is worked out, read or written now."""
        return not any(
            work.busy for work in (self._beginning, self._working.work, self._keeping.work)
        )

    @property
    def latest(self) -> bool:
        """No draft waits to be worked out."""
        return self._working.waiting is None

    def read(self, files: Sequence[Path]) -> None:
        """Read the notice and its annexes out of their files."""
        self._begin(_reading(self._pool, tuple(files)), self._tell)

    def draft(self, words: str, notice_id: str, year: int | None, older: str = "") -> None:
        """Make a draft of a text, held against an older notice where one is named (by its id)."""
        self._begin(_drafting(self._pool, words, (notice_id, year), older), self.begun.emit)

    def open(self, path: Path) -> None:
        """Open a draft that was kept."""
        self._begin(once(opened, path), self.begun.emit)

    def finish(self, notice_id: str, worked: Worked) -> None:
        """Put the profile among the person's own notices, and what she corrected among hers."""
        self._begin(_finishing(notice_id, worked), self.made.emit)

    def cancel(self) -> None:
        """Stop reading after the present page; what was read of it is let go of."""
        self._cancelled, self._waiting = True, None
        self._beginning.end_soon()

    def work_out(self, draft: Draft) -> None:
        """Work the profile out; what is asked while one is on its way comes after it."""
        self._working.ask(draft, begin=not self._closed)

    def keep(self, draft: Draft) -> None:
        """Write the draft; what comes while one is written comes after it."""
        self._keeping.ask(draft, begin=not self._closed)

    def close(self) -> None:
        """Wait for what is written; let go of what is read, and begin nothing any more."""
        self._closed = True
        self._beginning.stop()
        self._working.waiting = None
        self._working.work.stop()
        while self._keeping.work.busy:
            self._keeping.work.finish()

    def _begin(self, steps: Steps, take: Take) -> None:
        """Begin what the person waits for; it waits for the end of what was begun before."""
        if self._closed:
            steps.close()
        elif self._beginning.busy:  # maybe only for a moment: its thread ends after what it told
            self._waiting = (steps, take)
        else:
            self._cancelled = False
            self._beginning.begin(
                steps, lambda told: self._take(take, told), self.failed.emit, self._begin_waiting
            )

    def _begin_waiting(self) -> None:
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self._begin(*waiting)

    def _take(self, take: Take, step: object) -> None:
        if not self._cancelled:
            take(step)

    def _tell(self, step: object) -> None:
        if isinstance(step, str):
            self.words_read.emit(step)
        elif isinstance(step, tuple):
            self.reading.emit(*step)

    def _worked_out(self, draft: Draft) -> Steps:
        return once(worked_out, self._pool, draft)


class _Latest:
    """One job at a time, for the latest draft: what comes while one is done comes after it."""

    def __init__(
        self, owner: NoticeWork, steps: Callable[[Draft], Steps],
        took: Callable[..., object],
    ) -> None:  # fmt: skip
        self.work = Work(owner)
        self.waiting: Draft | None = None
        self._steps, self._took, self._failed = steps, took, owner.failed.emit

    def ask(self, draft: Draft, *, begin: bool) -> None:
        """Let a draft be the next; ``begin`` where nothing is done now."""
        self.waiting = draft
        if begin and not self.work.busy:
            self._next()

    def _next(self) -> None:
        if self.waiting is not None:
            draft, self.waiting = self.waiting, None
            self.work.begin(self._steps(draft), self._took, self._failed, self._next)


def _reading(pool: WorkerPool, files: tuple[Path, ...]) -> Steps:
    """Yield file, page and pages, at the end the whole text."""
    texts = []
    for file in files:
        words = yield from reading_notice(pool, file)
        texts.append(words.rstrip())
    yield "\n\n".join(texts) + "\n"


def _drafting(pool: WorkerPool, words: str, wanted: tuple[str, int | None], older: str) -> Steps:
    before = load_notice(older) if older else None
    profile = profile_copy(before, notice_text(before)).text if before else ""
    yield drafted_anew(pool, words, *wanted, profile)


def _keeping(draft: Draft) -> Generator[None, None, None]:
    try:
        keep(draft)
    except RuntimeError as error:  # nobody has a home here
        raise ZcdeskError from error
    yield None


def _finishing(notice_id: str, worked: Worked) -> Steps:
    """Write the profile; one of its name that is there is kept beside it. What was corrected is
    kept for the notices to come."""
    try:
        folder = user_folder()
    except RuntimeError as error:
        raise ZcdeskError from error
    make_folder(folder)
    place, content = folder / f"{notice_id}.yaml", worked.profile.encode()
    if place.exists() and place.read_bytes() != content:
        write_atomically(place.with_name(f"{place.name}.old"), place.read_bytes())
    write_atomically(place, content)
    own_examples.keep(worked.examples)
    yield notice_id
