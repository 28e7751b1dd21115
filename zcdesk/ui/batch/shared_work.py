"""Shared scans behind the window: what is split, whose each page is, and what a person answered.

The answers on screen are those in memory; a thread writes them, the latest last. Each act can be
taken back while the window is open, and changed at any time before a run.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from zcdesk.batch.roster.people import RosterPerson
from zcdesk.batch.roster.person_marks import PersonMark, row_meant
from zcdesk.batch.shared.folder import forget_scan, kept_pages, new_picture, shared_folder
from zcdesk.batch.shared.pages import (
    NOBODYS,
    SharedAnswer,
    SharedPage,
    answer_for,
    assigned,
    file_of,
    read_answers,
    settled,
    slot_guess,
    with_answer,
    write_answers,
)
from zcdesk.batch.shared.scans import SplitStep, split_shared
from zcdesk.findings import Finding
from zcdesk.notices.files.loading import load_notice
from zcdesk.ui.kit import Works, once
from zcdesk.workers.pool import WorkerPool

_SPLIT, _ANSWERS = "split", "answers"
"""Names of the jobs that read scans and that write the answers, the latest last."""

Change = dict[str, SharedAnswer | None]
"""Answers by name of the page; None takes one back."""


@dataclass(frozen=True)
class SharedState:
    """The pages of an output folder as they were left, and the answers on them.

    Attributes:
        pages: Pages in their order, with answers.
        answers: Answers by name of the page.
    """

    pages: tuple[SharedPage, ...] = ()
    answers: tuple[tuple[str, SharedAnswer], ...] = ()


def state_of(people: Sequence[RosterPerson], out: Path) -> SharedState:
    """Return what is kept of shared scans."""
    answers = read_answers(shared_folder(out))
    return SharedState(tuple(kept_pages(people, out)), tuple(answers.items()))


class SharedWork(QObject):
    """The pages of all shared scans of one batch.

    Signals:
        changed: Pages came, or all are differently.
        page_changed: Name of a page that is differently.
        progressed: Splitting began, went on or ended.
        split: Splitting has ended.
        failed: The error that ended something.
    """

    changed = Signal()
    page_changed = Signal(str)
    progressed = Signal()
    split = Signal()
    failed = Signal(object)

    def __init__(self, pool: WorkerPool, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = pool
        self._jobs = Works(self)
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self._people: tuple[RosterPerson, ...] = ()
        self._out: Path | None = None
        self._pages: dict[str, SharedPage] = {}
        self.answers: dict[str, SharedAnswer] = {}
        self.step: SplitStep | None = None
        self.refused: list[tuple[str, Finding]] = []
        self.stopping = False

    @property
    def pages(self) -> tuple[SharedPage, ...]:
        """All pages, in the order of their scans."""
        return tuple(self._pages.values())

    @property
    def people(self) -> tuple[RosterPerson, ...]:
        """Everybody in the roster."""
        return self._people

    @property
    def open_count(self) -> int:
        """Pages of which nobody knows whose they are."""
        return sum(page.open for page in self._pages.values())

    @property
    def splitting(self) -> bool:
        """Pages are being read."""
        return _SPLIT in self._jobs.names

    @property
    def can_undo(self) -> bool:
        """There is an act to take back."""
        return bool(self._done)

    def take(self, people: Sequence[RosterPerson], out: Path, state: SharedState) -> None:
        """Show what is kept in an output folder."""
        if out != self._out:
            self._done, self._undone, self.refused = [], [], []
        self._people, self._out = tuple(people), out
        self.answers = dict(state.answers)
        self._pages = {page.name: page for page in state.pages}
        self.changed.emit()

    def page(self, name: str) -> SharedPage | None:
        """Return a page as it is."""
        return self._pages.get(name)

    def slot(self, page: SharedPage) -> str:
        """Return the slot that a page will go to, chosen or said by itself, or ""."""
        person = self.person(page.row)
        if person is None:
            return ""
        return page.slot or slot_guess(page.said.told, load_notice(person.notice))

    def person(self, row: int | None) -> RosterPerson | None:
        """Return the person of a row."""
        return next((person for person in self._people if person.row == row), None)

    def add(self, paths: Sequence[Path]) -> None:
        """Split more scans, or go on with those that were stopped."""
        if self._out is None or self.splitting:
            return
        self.refused, self.stopping = [], False
        steps = split_shared(self._pool, tuple(paths), self._out)
        self._jobs.begin(steps, self._take_step, self.failed.emit, self._end_split, _SPLIT)
        self.progressed.emit()

    def stop(self) -> None:
        """End splitting after the pages under way; what was read is kept."""
        if self.splitting:
            self.stopping = True
            self._jobs.end_soon(_SPLIT)
            self.progressed.emit()

    def give(self, names: Iterable[str], row: int | None, slot: str = "") -> None:
        """Say whose pages are; ``row`` None means nobody's."""
        person = self.person(row)
        answer = NOBODYS if person is None else answer_for(person, slot)
        self._act(dict.fromkeys(names, answer))

    def give_several(self, names: Iterable[str]) -> None:
        """Say that each page is everybody's who could be meant by what is on it."""
        change: Change = {}
        for name in names:
            rows = self._pages[name].as_read[1]
            people = [person for person in self._people if person.row in rows]
            if people:
                change[name] = answer_for(people[0], also=people[1:])
        self._act(change)

    def give_slot(self, names: Iterable[str], slot: str) -> None:
        """Say where pages belong, each of the person whose it is."""
        change: Change = {}
        for name in names:
            persons = [self.person(row) for row in self._pages[name].rows]
            people = [person for person in persons if person is not None]
            if people:
                change[name] = answer_for(people[0], slot, people[1:])
        self._act(change)

    def take_back(self, names: Iterable[str]) -> None:
        """Let pages be whose they say themselves."""
        self._act({name: None for name in names if name in self.answers})

    def undo(self) -> tuple[str, ...]:
        """Take the last act back and return its pages."""
        return self._go(self._done, self._undone)

    def redo(self) -> tuple[str, ...]:
        """Do again what was taken back last."""
        return self._go(self._undone, self._done)

    def forget(self, scan: str) -> None:
        """Take out all pages of a scan that was given by mistake."""
        if self._out is None or self.splitting:
            return
        self.settle()
        self._beside(once(_forgetting, self._out, scan, self._people))

    def reload(self) -> None:
        """Find the pictures again after a run laid them out."""
        if self._out is not None and self._pages:
            self.settle()
            self._beside(once(state_of, self._people, self._out))

    def settle(self) -> None:
        """Wait until every answer is on the disk: a run reads them there."""
        self._jobs.finish(_ANSWERS)

    def close(self) -> None:
        """End everything and wait for it."""
        self.settle()
        self._jobs.stop()

    def _beside(self, steps: Generator[SharedState, None, None]) -> None:
        self._jobs.begin(steps, self._take_state, self.failed.emit)

    def _act(self, change: Change) -> None:
        if not change or self._out is None:
            return
        self._done.append(self._put(change))
        self._undone.clear()

    def _go(self, source: list[Change], target: list[Change]) -> tuple[str, ...]:
        if not source:
            return ()
        change = {name: answer for name, answer in source.pop().items() if name in self._pages}
        target.append(self._put(change))
        return tuple(change)

    def _put(self, change: Change) -> Change:
        """Give answers and return those of before."""
        before: Change = {name: self.answers.get(name) for name in change}
        meant: dict[PersonMark, int | None] = {}  # all pages may be answered at once
        for name, answer in change.items():
            if answer is None:
                self.answers.pop(name, None)
            else:
                self.answers[name] = answer
            marks = () if answer is None or answer.nobody else (answer.whose, *answer.also)
            for mark in marks:
                if mark not in meant:
                    meant[mark] = row_meant(mark, self._people)
            rows = [row for mark in marks if (row := meant[mark]) is not None]
            self._pages[name] = with_answer(self._pages[name], answer, rows)
        if len(change) == 1:
            self.page_changed.emit(next(iter(change)))
        else:
            self.changed.emit()
        self._save()
        return before

    def _save(self) -> None:
        if self._out is not None:
            steps = once(write_answers, shared_folder(self._out), dict(self.answers))
            self._jobs.begin(steps, lambda _: None, self.failed.emit, name=_ANSWERS)

    def _take_step(self, step: SplitStep) -> None:
        self.step = step
        self.refused += [(step.source, finding) for finding in step.findings]
        if step.said is not None and self._out is not None:
            place = new_picture(self._out, step.said.name, file_of(step.source, step.said.index))
            page = assigned(step.said, step.source, place, self._people)
            self._pages[page.name] = settled(page, self.answers.get(page.name), self._people)
            self.changed.emit()
        self.progressed.emit()

    def _take_state(self, state: SharedState) -> None:
        if self._out is not None:
            self.take(self._people, self._out, state)

    def _end_split(self) -> None:
        self.step, self.stopping = None, False
        self.progressed.emit()
        self.split.emit()


def _forgetting(out: Path, scan: str, people: Sequence[RosterPerson]) -> SharedState:
    forget_scan(out, scan)
    return state_of(people, out)
