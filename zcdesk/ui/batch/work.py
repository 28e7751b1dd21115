"""The batch behind the window: what runs, how far it is, how everybody stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from zcdesk.batch.mislaid import changed_rows
from zcdesk.batch.person_folders import changed_at, require_unchanged
from zcdesk.batch.results.person_results import PersonResult
from zcdesk.batch.returns.noting import Noted
from zcdesk.batch.returns.plan import PlannedPoint
from zcdesk.batch.roster.mending import Mends, write_mended
from zcdesk.batch.roster.people import Roster, RosterPerson, people_by_row
from zcdesk.batch.roster.template import write_template
from zcdesk.batch.running import Control
from zcdesk.batch.shared.scans import SplitStep
from zcdesk.batch.whole_run import RunEnd, ScansLaid, run_whole
from zcdesk.batch.working import FileTold, PageStep, case_path, look_again
from zcdesk.errors import ZcdeskError
from zcdesk.findings import Finding
from zcdesk.notices.clock import now
from zcdesk.ui.batch.plan import (
    Plan,
    checking,
    giving,
    making_forms,
    planning,
    returning,
    writing_again,
)
from zcdesk.ui.batch.shared_work import SharedWork
from zcdesk.ui.kit import Work, Works, once, preferences
from zcdesk.ui.kit.job import Steps, Take
from zcdesk.workers.pool import WorkerPool

_ROSTER = "roster"
"""Name of the job that reads the roster or looks through the folders: a newer one counts."""

MEASURED = 5
"""Pages after which the time left is told: before, models are still being loaded."""


class BatchWork(QObject):
    """One batch at a time; it goes on while other pages are shown.

    Signals:
        checked: The roster was read, or another one is to be read.
        planned: Everybody's scans are known.
        row_changed: Number of a roster row that is differently, 0 for all of them.
        progressed: A page is done, or the run began, paused, went on or ended.
        renewed: Number of a row whose case was looked at again.
        written: Folder of the tables that were written at a person's wish.
        forms_written: The forms of all people; each tells whom it is for, or why it is not there.
        template_made: Path of an empty roster.
        mended: Path of a copy of the roster with some cells mended; it is being read.
        ended: The run came to its end, or to its stop.
        failed: The error that ended something, or the finding of what was not done for a person.
    """

    checked = Signal()
    planned = Signal()
    row_changed = Signal(int)
    progressed = Signal()
    renewed = Signal(int)
    written = Signal(object)
    forms_written = Signal(object)
    template_made = Signal(object)
    mended = Signal(object)
    ended = Signal()
    failed = Signal(object)

    def __init__(self, pool: WorkerPool, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = pool
        self._run = Work(self)
        self._control = Control()
        self._side = Works(self)
        self._fresh: set[int] = set()
        self._files: dict[int, list[FileTold]] = {}
        self._wanted: bool | None = None
        self._began = self._idle = self._paused_at = 0.0
        self._measured = self._changed = 0
        self.shared = SharedWork(pool, self)
        self.shared.split.connect(self._plan_again)
        self.roster_path: Path | None = None
        self._home: Path | None = None
        self.notice = ""
        self.scans: Path | None = None
        self.out: Path | None = None
        self.roster: Roster | None = None
        self.plan: Plan | None = None
        self.by_row: dict[int, RosterPerson] = {}
        self._asked: tuple[object, ...] = ()
        self.results: dict[int, PersonResult] = {}
        self.steps: dict[int, PageStep] = {}
        self.files: dict[int, tuple[FileTold, ...]] = {}
        self.due: date | None = None
        self.last: PageStep | None = None
        self.splitting: SplitStep | None = None
        self.paused = self.stopping = self.stale = False

    @property
    def running(self) -> bool:
        """A run is under way, paused or not."""
        return self._run.busy

    @property
    def reading(self) -> bool:
        """A roster, a plan or a table is under way beside the run."""
        return self._side.busy

    @property
    def _renewing(self) -> bool:
        """Somebody's case is looked at again."""
        return any(isinstance(name, int) for name in self._side.names)

    @property
    def people(self) -> tuple[RosterPerson, ...]:
        """The rows of the plan."""
        return tuple(self.plan.people) if self.plan else ()

    @property
    def people_done(self) -> int:
        """People who are finished: in this run while one is under way, else at all."""
        return len(self._fresh) if self.running else len(self.results)

    @property
    def pages(self) -> tuple[int, int]:
        """Pages done and pages in all, as far as they are known."""
        counts = [self._pages_of(person.row) for person in self.people]
        return sum(done for done, _ in counts), sum(total for _, total in counts)

    @property
    def seconds_left(self) -> float | None:
        """Time left, or None before enough pages were measured."""
        if not self.running or self._measured < MEASURED:
            return None
        until = self._paused_at if self.paused else self._pool.awake
        elapsed = max(until - self._began - self._idle, 0.0)
        done, total = self.pages
        return (total - done) * elapsed / self._measured

    def case_of(self, row: int) -> Path | None:
        """Return a person's case file if it can be opened now: it is there, nothing works on it.

        The disk is not asked: what the last run told of the row is enough, and a share may be slow.
        """
        result = self.results.get(row)
        if self.plan is None or row in self._side.names or self.waits(row):
            return None
        if result is None or not result.opens:
            return None
        return case_path(self.by_row[row], self.plan.folders[row])

    def require_standing(self) -> None:
        """Raise an error unless the roster is the one that the table shows."""
        if self.plan is not None and not self.running:
            require_unchanged(self.plan.roster, self.plan.changed)

    def folder_of(self, row: int) -> Path | None:
        """Return where a person's results are; None without any that can be shown."""
        if self.plan is None or self.case_of(row) is None:
            return None
        return self.plan.folders[row]

    def check(
        self, path: Path, *, same: bool = False, again: bool = False, start: bool = False
    ) -> None:
        """Read a roster, or read it again.

        Args:
            path: The roster; one beside the last keeps scans, results and notice.
            same: It is a copy of the one before: scans and results stay.
            again: Look through the folders afterwards.
            start: Then begin.
        """
        cases = path.is_dir()
        home = path if cases else path.parent
        if home != self._home and not same:  # a roster elsewhere has scans and results of its own
            # A folder of case files may hold scans beside them; its results are never inside.
            self.scans, self.notice = home if cases else None, ""
            self.out = path.parent / self.tr("批量结果")
        self._home = home
        self.roster_path, self.roster, self._asked = path, None, ()
        self._changed = changed_at(path)
        steps, taken = (
            once(checking, path, self.scans, self.out, self.notice),
            partial(self._take_roster, again),
        )
        self._side.begin(steps, partial(taken, start), self._fail_roster, name=_ROSTER)
        self.checked.emit()

    def prepare(self, *, again: bool = False, start: bool = False) -> None:
        """Find everybody's scans and earlier results; what failed is tried once more ``again``.

        ``start`` begins the run then.
        """
        asked = self.roster, self.roster_path, self.scans, self.out
        if asked == self._asked and not again:
            return
        if self.roster and self.roster_path and self.scans and self.out:
            self._asked = asked
            given = self.roster_path, self.roster.people, self.scans, self.out, self._changed
            taken = partial(self._take_plan, start)
            self._side.begin(once(planning, *given), taken, self.failed.emit, name=_ROSTER)

    def compare(self) -> None:
        """Find out, beside the window, whether the roster is still the one that is shown."""
        if self.plan is not None:
            self._beside(once(changed_at, self.plan.roster), self._take_changed)

    def _take_changed(self, changed: int) -> None:
        self.stale = self.plan is not None and changed != self.plan.changed
        self.progressed.emit()

    def mend(self, mends: Mends) -> None:
        """Write a copy of the roster with some cells mended, and read that one."""
        if self.roster_path is not None and mends:
            self._beside(once(write_mended, self.roster_path, mends), self._take_mended)

    def _take_mended(self, path: Path) -> None:
        self.plan = None
        self.check(path, same=True)
        self.mended.emit(path)

    def read_again(self, *, start: bool = False) -> None:
        """Read the roster and what is in the folder again; then ``start``."""
        if self.roster_path is not None and not self.running:
            self.check(self.roster_path, same=True, again=True, start=start)

    def start(self, *, resume: bool) -> None:
        """Begin the run, or go on with an earlier one; a roster changed since is read again."""
        if self.plan is None or self.running:
            return
        if changed_at(self.plan.roster) != self.plan.changed:
            self.read_again(start=True)
            return
        self.shared.stop()
        self.shared.settle()
        if self._renewing or self.shared.splitting:
            # Two may not have one case file open, nor read one page: begin a moment later.
            self._wanted = resume
            return
        self._wanted = None
        self._control = Control()
        self.paused = self.stopping = False
        self._fresh = {person.row for person in self.people if person.leaves}
        self.steps, self.last, self._files = {}, None, {}
        self._began, self._idle, self._measured = self._pool.awake, 0.0, 0
        # From now on the folder holds a run, and what is known of it now is what came earlier.
        self.plan = replace(self.plan, earlier=dict(self.results), occupied=True,
                            due=self.due, resume=resume,
                            language=preferences().settings.language)  # fmt: skip
        steps = run_whole(self._pool, self.plan, self._control)
        self._run.begin(steps, self._take_step, self.failed.emit, self._end)
        self._tell_all()

    def pause(self) -> None:
        """Pause, or go on; the pages under way are finished."""
        if not self.running or self.stopping:
            return
        self.paused = not self.paused
        if self.paused:
            self._paused_at = self._pool.awake
            self._control.pause()
        else:
            self._idle += self._pool.awake - self._paused_at
            self._control.go_on()
        self.progressed.emit()

    def stop(self) -> None:
        """End after the pages under way; what is done stays."""
        if self.running:
            self.stopping, self.paused = True, False
            self._control.stop()
            self.progressed.emit()

    def renew(self, row: int) -> None:
        """Look at a person's case again after it was open; once more while that is under way."""
        if self.plan is None:
            return
        plan = self.plan
        steps = once(look_again, self.by_row[row], plan.people, plan.folders, now())
        ended = partial(self._end_renewing, row)
        self._side.begin(steps, self._take_renewed, self.failed.emit, ended, name=row)

    def give(self, row: int) -> None:
        """Give the first page of a person that seems to be another's to that one."""
        result = self.results.get(row)
        if self.plan is None or self.running or result is None or not result.mislaid:
            return
        number, whose = result.strangers[0]
        if self.case_of(row) is None or self.case_of(whose) is None:
            self.failed.emit(ZcdeskError("batch.not_yet", row=whose))
            return
        self._beside(once(giving, self.plan, row, whose, number), self._take_given)

    def _take_given(self, rows: tuple[int, int]) -> None:
        for row in rows:
            self.renew(row)

    def note_returns(self, points: tuple[PlannedPoint, ...], at: datetime) -> None:
        """Note a return of several people; what cannot be noted is reported like an error."""
        if self.plan is not None and not self.running:
            self._beside(returning(self.plan, points, at), self._take_noted)

    def _take_noted(self, noted: Noted) -> None:
        if noted.result is not None:
            self._take_renewed(noted.result)
        elif noted.problem is not None:
            self.failed.emit(noted.problem)

    def write_tables(self) -> None:
        """Write the tables as everybody is now."""
        if self.plan is not None:
            arguments = tuple(self.results.values()), preferences().settings.language
            self._beside(once(writing_again, self.plan, *arguments), self._take_tables)

    def _take_tables(self, written: tuple[Path, tuple[Finding, ...]]) -> None:
        self.written.emit(written[0])
        for finding in written[1]:
            self.failed.emit(finding)

    def write_forms(self) -> None:
        """Write recommendation and postings of all people who have a case."""
        if self.plan is not None:
            self._beside(once(making_forms, self._pool, self.plan), self.forms_written.emit)

    def make_template(self, path: Path, notice: str = "") -> None:
        """Write an empty roster with the questions of a notice; "" for those that several ask."""
        steps = once(write_template, path, preferences().settings.language, notice)
        self._beside(steps, self.template_made.emit)

    def close(self) -> None:
        """End everything and wait for it; what is done stays."""
        self._control.stop()
        self.shared.close()
        self._run.stop()
        self._side.stop()

    def _beside(self, steps: Steps, take: Take) -> None:
        self._side.begin(steps, take, self.failed.emit)

    def _end_renewing(self, row: int) -> None:
        if self._wanted is not None and not self.shared.splitting:
            self.start(resume=self._wanted)
        self.renewed.emit(row)

    def _fail_roster(self, error: object) -> None:
        self.roster_path = None
        self.failed.emit(error)

    def _take_roster(self, again: bool, start: bool, roster: Roster) -> None:
        self.roster = roster
        self.checked.emit()
        if again and roster.usable:
            self.prepare(again=True, start=start)
        elif again:
            name = self.roster_path.name if self.roster_path else ""
            self.failed.emit(ZcdeskError("batch.changed_meanwhile", file=name))

    def _take_plan(self, start: bool, plan: Plan) -> None:
        if self.running or self._asked != (self.roster, self.roster_path, self.scans, self.out):
            return  # a run began meanwhile with the plan of before, or another is wanted
        self._asked, self.stale = (), False
        self.plan = plan
        self.by_row = people_by_row(plan.people)
        self.results = dict(plan.earlier)
        self.steps, self.files = {}, {}
        self.shared.take(plan.people, plan.out, plan.kept)
        self.planned.emit()
        if start:
            self.start(resume=True)

    def _plan_again(self) -> None:
        """Shared scans were split: who has no scans is another question now."""
        if self._wanted is not None and not self._renewing:
            self.start(resume=self._wanted)
        elif not self.running:
            self.prepare(again=True)

    def _take_renewed(self, result: PersonResult) -> None:
        before = self.results.get(result.row)
        self.results[result.row] = result
        self.row_changed.emit(result.row)
        for row in changed_rows(before, result):  # what they are asked for is another thing now
            if self.case_of(row) is not None:
                self.renew(row)

    def _take_step(self, one: object) -> None:
        if isinstance(one, SplitStep):
            self.splitting = one if one.done < one.total else None
        elif isinstance(one, ScansLaid) and self.plan is not None:
            self.plan = replace(self.plan, matched=one.matched, files=one.files)
        elif isinstance(one, PageStep):
            before = self.last.row if self.last else 0
            self._measured += 1
            self.steps[one.row] = self.last = one
            self.row_changed.emit(one.row)
            if before and before != one.row:
                self.row_changed.emit(before)
        elif isinstance(one, PersonResult):
            if one.row not in self._fresh:  # who comes once more was told of her files before
                self.files[one.row] = tuple(self._files.pop(one.row, ()))
            self._fresh.add(one.row)
            self.results[one.row] = one
            self.row_changed.emit(one.row)
        elif isinstance(one, FileTold):
            self._files.setdefault(one.row, []).append(one)
        elif isinstance(one, RunEnd):
            for finding in one.findings:
                self.failed.emit(finding)
        self.progressed.emit()

    def _end(self) -> None:
        self.splitting = None
        self.paused = self.stopping = False
        self.shared.reload()
        self._tell_all()
        self.ended.emit()

    def _tell_all(self) -> None:
        self.row_changed.emit(0)
        self.progressed.emit()

    def waits(self, row: int) -> bool:
        """A row that the run under way has not finished."""
        return self.running and row not in self._fresh

    def _pages_of(self, row: int) -> tuple[int, int]:
        result = self.results.get(row)
        if result is not None and not self.waits(row):
            pages = sum(result.pages.values())
            return pages, pages
        step = self.steps.get(row)
        guess = self.plan.files.get(row, 0) if self.plan else 0
        return (step.done, max(step.pages, step.done)) if step else (0, guess)
