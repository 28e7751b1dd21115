"""The open case in the window: its history, its file, its readings and the pool behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from zcdesk.cases.acts.act import Act, Asked, RefusedActError
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.whose import with_whose_asked
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.practice import Practice
from zcdesk.cases.profiles import notice_of
from zcdesk.errors import ZcdeskError
from zcdesk.notices.clock import now
from zcdesk.notices.profile.notice import Notice
from zcdesk.ui.kit import Work
from zcdesk.ui.session.saving import Saver, SavingKind, Write
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.case_files import words_known
from zcdesk.workflow.case.examining import examine_asked
from zcdesk.workflow.case.known_forms import StoredReadings
from zcdesk.workflow.case.session_readings import SessionReadings
from zcdesk.workflow.intake.under_way import identity_of
from zcdesk.workflow.package.package_files import (
    content,
    exported_last,
    holds_all,
    sent_of,
    written,
)
from zcdesk.workflow.path.history import Change, History, change_between
from zcdesk.workflow.review.overview import Overview


@dataclass(frozen=True)
class Opened:
    """A case file that was opened beside the window; ``undone`` acts can be done again.

    ``exported`` is how many packages were written since something that they hold was changed;
    ``identity`` is what the case and its copies have in common.
    """

    stored: CaseFile
    done: int
    undone: int
    exported: int = 0
    identity: str = ""


@dataclass(frozen=True)
class Stepped:
    """An act that was undone (``back``) or done again."""

    change: Change
    back: bool


def opened(stored: CaseFile) -> Opened:
    """Count the acts of an open case file (beside the window: it reads the disk)."""
    acts = stored.acts()
    undone = sum(act.undone for act in acts)
    exported = exported_last(act.what for act in acts if not act.undone)
    return Opened(stored, len(acts) - undone, undone, exported, identity_of(stored))


class Session(QObject):
    """Holds the case; every act goes through ``act`` and every widget listens to ``changed``.

    The case on screen is always the one in memory; the file follows within moments. Without a
    file (practice) nothing is kept.

    Signals:
        changed: The case is another one.
        lapsed: Numbers of pages whose confirmation an act has just taken back.
        told: A sentence about an act that can be undone.
        stepped: An act was undone or done again (``Stepped``).
        refused: The case can only be looked at; an act was not taken.
        reading_changed: Reading began, moved on, or stopped.
        all_read: The reading ended, and no page is left to be read.
        failed: The error that ended the reading, or why an act was not done.
        saved: The moment of the last complete save.
        save_failed: The error that keeps the case from being saved; it is tried again.
    """

    changed = Signal()
    lapsed = Signal(object)
    told = Signal(str)
    stepped = Signal(object)
    refused = Signal()
    reading_changed = Signal()
    all_read = Signal()
    failed = Signal(object)
    saved = Signal(object)
    save_failed = Signal(object)

    def __init__(
        self,
        case: Case,
        pool: WorkerPool,
        parent: QObject | None = None,
        opened: Opened | None = None,
    ) -> None:
        super().__init__(parent)
        self.pool = pool
        self.notice: Notice = notice_of(case)
        self.stored = opened.stored if opened else None
        self.identity = opened.identity if opened else ""
        self.readings = StoredReadings(self.stored) if self.stored else SessionReadings()
        self.is_sample = False
        self.current = case.pages[0].number if case.pages else 0
        self.stopped = False
        self.saved_at: datetime | None = None
        self.copied: Path | None = None  # where the person kept what this file would not take
        self.steps = 0  # acts since it was opened, undone and redone ones too
        self._history = History(case, opened.done if opened else 0, opened.undone if opened else 0)
        self._overview = Overview(case, self.notice)
        exported = opened.exported if opened else 0
        self._exported = content(case) if exported else None
        self._before = len(case.deliveries) - exported  # packages of the case as it was before
        self._sent: dict[int, tuple[Case, CasePage]] = {}
        self._waiting: tuple[Case, tuple[int, ...]] = (case, ())
        self._sought = (case.applicant, case.targets)
        self._job = Work(self)
        self._back: bool | None = None  # an undo (True) or redo (False) that the file is working on
        self._saver: Saver | None = None
        if self.stored is not None and not self.stored.read_only:
            self._saver = Saver(
                self.stored,
                self,
                saved=self._note_saved,
                failed=self.save_failed.emit,
                stepped=self._take_step,
            )

    @property
    def case(self) -> Case:
        """The case as it is."""
        return self._history.case

    @property
    def path(self) -> Path | None:
        """Where the case is, or None for practice."""
        return self.stored.path if self.stored else None

    @property
    def moment(self) -> datetime:
        """This moment as the case counts it, in Beijing time: a lesson has a clock of its own."""
        return self.case.moment(now())

    @property
    def read_only(self) -> str:
        """Code of the sentence that says why nothing can be changed, or ""."""
        return self.stored.read_only if self.stored else ""

    @property
    def unsaved(self) -> bool:
        """Tell whether something is not on the disk yet."""
        return bool(self.unwritten)

    @property
    def unwritten(self) -> tuple[Write, ...]:
        """What is not on the disk yet, oldest first."""
        return tuple(self._saver.unwritten) if self._saver is not None else ()

    @property
    def stuck(self) -> ZcdeskError | None:
        """The error that keeps the case from being saved, or None."""
        return self._saver.stuck if self._saver is not None else None

    @property
    def overview(self) -> Overview:
        """How every page stands now."""
        if self._overview.case is not self.case:
            self._overview = Overview(self.case, self.notice, self._overview)
        return self._overview

    @property
    def exported(self) -> bool:
        """Tell whether the package that was written last is the case as it is."""
        return holds_all(self.overview, self.written)

    @property
    def written(self) -> frozenset[int]:
        """Numbers of the pages that are in packages just as they are now."""
        if self._exported is None or content(self.case) != self._exported:
            return frozenset()
        return written(self.overview, self.case.deliveries[self._before :])

    @property
    def outdated(self) -> bool:
        """Tell whether a package was written and the case was changed after that."""
        return bool(sent_of(self.case.deliveries)) and not self.written

    @property
    def can_undo(self) -> bool:
        """Tell whether an act can be undone."""
        return self._history.can_undo and not self.read_only

    @property
    def can_redo(self) -> bool:
        """Tell whether an undone act can be done again."""
        return self._history.can_redo and not self.read_only

    @property
    def reading(self) -> frozenset[int]:
        """Numbers of the pages that the workers have in hand now."""
        return frozenset(list(self._sent)[: self.pool.workers])

    @property
    def is_reading(self) -> bool:
        """Tell whether pages are being read."""
        return self._job.busy

    def takes_acts(self) -> bool:
        """Tell whether an act would be taken now; where not, the person is told why.

        What asks something before it acts asks this first: nobody answers in vain.
        """
        taken = not self.read_only and self._back is None
        if not taken:
            self.refused.emit()
        return taken

    def act(
        self, case: Case, words: str = "", what: str = "change", *, joins: bool = False
    ) -> None:
        """Take the case that a person's act led to, and say what it did.

        Args:
            case: The case after the act.
            words: What was done, for the person.
            what: Code of the act (``act.…``), for the history in the file.
            joins: Whether it goes on with the act before, so that both are undone as one.
        """
        if not self.takes_acts():
            self.changed.emit()  # what was clicked shows again how it stands
            return
        case = with_whose_asked(case)
        if case == self.case:
            if words:
                self.refuse("act.unchanged")
            return
        before = self.overview.lapsed
        if what == ActCode.DELIVER:
            delivered = content(case)
            if delivered != self._exported:
                self._before = len(self.case.deliveries)
            self._exported = delivered
        elif what == ActCode.DELIVER_EARLIER:  # what it holds is no state that could come back
            self._exported = None
        self._history.push(case, joins=joins)
        self.steps += 1
        self._save(SavingKind.ACT, case, what)
        self._after_change(before)
        if words:
            self.told.emit(words)

    def do(self, act: Act[Asked], asked: Asked, words: str = "") -> None:
        """Do an act of the table to the case, and say what it did, or why it cannot be done."""
        try:
            case = act.done(self.case, asked)
        except ZcdeskError as error:
            self.failed.emit(error)
        else:
            self.act(case, words, act.code)

    def refuse(self, code: str) -> None:
        """Say by the sentence of ``code`` why what was pressed does nothing now."""
        self.failed.emit(RefusedActError(code))

    def note(self, practice: Practice) -> None:
        """Keep what a lesson notes of itself; it is no act, and undoing leaves it."""
        self._history.take_mark(practice)
        self._save(SavingKind.FOUND, self.case)
        self.changed.emit()

    def keep_note(self, note: Callable[[CaseFile], None]) -> None:
        """Let the file keep, after all acts so far, what is no part of the case."""
        if self._saver is not None:
            self._saver.put(Write(SavingKind.NOTE, None, note=note))

    def beside(self, by: int) -> int:
        """Return the number of the page ``by`` pages on; 0, and say so, where there is none."""
        pages, at = self.case.pages, self.overview.at(self.current) + by
        if 0 <= at < len(pages):
            return pages[at].number
        self.refuse("act.no_further_page")
        return 0

    def undo(self) -> None:
        """Go back one act, with those that it joined."""
        if self.can_undo:
            self._step(back=True)

    def redo(self) -> None:
        """Do an undone act again."""
        if self.can_redo:
            self._step(back=False)

    def try_saving(self) -> None:
        """Try at once to save what could not be saved."""
        if self._saver is not None:
            self._saver.try_again()

    def read(self) -> None:
        """Read the waiting pages, the one on screen first, until none is left."""
        waiting = self.overview.waiting if words_known(self.case) else ()
        self._waiting = self.case, waiting
        if waiting and not self._job.busy and not self.stopped:
            self._sent = {}
            steps = examine_asked(self.pool, self.readings, self._asked())
            self._job.begin(steps, self._take, self._fail, self._finish)
        self.reading_changed.emit()

    def stop_reading(self) -> None:
        """Stop after the page under way; everything read so far stays."""
        self.stopped = True
        self._job.end_soon()
        self.reading_changed.emit()

    def go_on_reading(self) -> None:
        """Read again after a stop."""
        self.stopped = False
        self.read()

    def take_second_look(self, exported: CasePage, doubted: CasePage) -> None:
        """Take a page whose finished picture the second reading doubts; it needs a new look.

        A page that was changed since it was exported has to be looked at anyway and stays.
        """
        self._take_found(exported, doubted)

    def close(self) -> bool:
        """End the reading and the file; tell whether everything is on the disk."""
        self.stopped = True
        self._job.stop()
        whole = True
        if self._saver is not None:
            whole = self._saver.close()
            self._saver = None
        if self.stored is not None:
            self.stored.close()
        return whole

    def _asked(self) -> Iterator[tuple[Case, CasePage]]:
        """Yield the page that is wanted most whenever a worker is free, in the reading's thread.

        A page that was laid anew while it is read is read again once the first reading is there.
        """
        given: dict[int, CasePage] = {}
        while True:
            case, waiting = self._waiting
            left = [
                number
                for number in sorted(waiting, key=lambda one: one != self.current)
                if number not in self._sent and given.get(number) is not case.page(number)
            ]
            if not left:
                return
            page = given[left[0]] = case.page(left[0])
            self._sent[page.number] = case, page
            yield case, page

    def _save(self, kind: SavingKind, case: Case | None, what: str = "") -> None:
        if self._saver is not None:
            self._saver.put(Write(kind, case, what))

    def _note_saved(self, moment: datetime) -> None:
        self.saved_at = moment
        self.saved.emit(moment)

    def _take(self, page: CasePage) -> None:
        case, sent = self._sent.pop(page.number, (None, page))
        if case is not None and (case.applicant, case.targets) == self._sought:
            self._take_found(sent, page)
        self.reading_changed.emit()

    def _take_found(self, sent: CasePage, found: CasePage) -> None:
        if self._history.take_result(sent, found):
            self._save(SavingKind.FOUND, self.case)
            self.changed.emit()

    def _step(self, *, back: bool) -> None:
        if self._back is not None:
            return
        self.steps += 1
        history, kind = self._history, SavingKind.UNDO if back else SavingKind.REDO
        if not (history.knows_before if back else history.knows_after):
            self._back = back
            self._save(kind, None)
            return
        before, left, more = self.overview.lapsed, self.case, True
        while more:
            more = history.undo() if back else history.redo()
            self._save(kind, self.case)
        self._after_step(before, left, back=back)

    def _take_step(self, case: Case) -> None:
        """Show the case to which the file alone could go back or forward."""
        back, self._back = bool(self._back), None
        before, left = self.overview.lapsed, self.case
        if back:
            self._history.stepped_back(case)
        else:
            self._history.stepped_forward(case)
        self._after_step(before, left, back=back)

    def _fail(self, error: object) -> None:
        self.stopped = True
        self.failed.emit(error)

    def _finish(self) -> None:
        self._sent = {}
        self.read()
        if not self.overview.waiting:
            self.all_read.emit()

    def _drop_search_for_other_words(self) -> None:
        """Let nothing in that was found by words that are no longer those of the case."""
        sought = (self.case.applicant, self.case.targets)
        if sought != self._sought and self._job.busy:
            self._job.end_soon()
        self._sought = sought

    def _after_step(self, lapsed_before: frozenset[int], left: Case, *, back: bool) -> None:
        case = self.case
        change = change_between(case, left) if back else change_between(left, case)
        self._after_change(lapsed_before)
        self.stepped.emit(Stepped(change, back=back))

    def _after_change(self, lapsed_before: frozenset[int]) -> None:
        self._drop_search_for_other_words()
        if self.current not in self.overview.standings:
            self.current = self.case.pages[0].number if self.case.pages else 0
        self.changed.emit()
        lost = self.overview.lapsed - lapsed_before
        if lost:
            self.lapsed.emit(tuple(sorted(lost)))
        self.read()
