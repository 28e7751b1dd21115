"""Doubts of many people side by side: read beside the window, each decided in her own case."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from pathlib import Path

from PySide6.QtCore import QObject

from zcdesk.batch.side_by_side import (
    KeptDecision,
    PersonsDoubts,
    confirm_sure,
    doubts_of_people,
    keep_decisions,
    take_back,
)
from zcdesk.cases.case import Decision
from zcdesk.notices.files.loading import load_notice
from zcdesk.ui.batch.work import BatchWork
from zcdesk.ui.kit import Work
from zcdesk.ui.wall.desk import SheetDesk
from zcdesk.ui.words.sentences import joined, listed, say, slot_title
from zcdesk.workflow.side_by_side.doubts import DoubtKind, DoubtPlace, Key
from zcdesk.workflow.side_by_side.sheets import MOST

_CHANGED = "case.changed_elsewhere"


class PeopleDesk(SheetDesk):
    """The doubts of all people whose cases can be opened now.

    A person's numbers in the table are worked out anew after each sheet.
    """

    def __init__(self, work: BatchWork, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._found: dict[int, tuple[DoubtPlace, ...]] = {}
        self._cases: dict[int, Path] = {}
        self._read: set[int] = set()
        self._gathering, self._keeping = Work(self), Work(self)
        self._wanted: Mapping[Key, Decision] = {}
        self._back = False
        self._outcome: list[KeptDecision] = []
        self._done: list[tuple[KeptDecision, ...]] = []
        self._undoing: tuple[KeptDecision, ...] = ()
        self._shown = False
        work.planned.connect(self._forget)

    @property
    def doubts(self) -> tuple[DoubtPlace, ...]:
        """The open doubts of all people, as far as their cases were read."""
        rows = (row for row in self._work.by_row if row in self._found)
        return tuple(doubt for row in rows for doubt in self._found[row])

    @property
    def busy(self) -> str:
        """What is being kept or, before there is enough for a sheet, read."""
        if self._keeping.busy:
            return self.tr("正在撤回") if self._back else self.tr("正在记下")
        if self._gathering.busy and not self._shown:
            words = self.tr("正在找疑问处 {n} / {m} 人")
            return words.format(n=len(self._read), m=len(self._cases))
        return ""

    def takes_decisions(self) -> bool:
        """Tell whether a decision would be taken now."""
        return not self.busy

    def look(self) -> None:
        """Read the cases again, beside the window; what is shown already stays meanwhile."""
        if self._gathering.busy or self._keeping.busy:
            return
        rows = [row for row, result in self._work.results.items() if result.doubtful]
        paths = {row: self._path_of(row) for row in sorted({*rows, *self._found})}
        self._cases = {row: path for row, path in paths.items() if path is not None}
        self._read = set()
        steps, failed = doubts_of_people(self._cases), self._work.failed.emit
        self._gathering.begin(steps, self._take_doubts, failed, self._end_gathering)
        self.changed.emit()

    def decide(self, decisions: Mapping[Key, Decision]) -> None:
        """Keep the decision about each place in the case of the person whose it is."""
        cases = self._open_now({owner for owner, _ in decisions})
        self._wanted = {key: decision for key, decision in decisions.items() if key[0] in cases}
        waits = {owner for owner, _ in decisions} - cases.keys()
        if waits:
            self._tell_waiting(waits)
        self._begin(keep_decisions(cases, self._wanted), back=False)

    def confirm_sure(self) -> None:
        """Confirm all pages that nothing is open about, of everybody whose case can be opened."""
        sure = [row for row, result in self._work.results.items() if result.sure]
        cases = {row: path for row in sure if (path := self._work.case_of(row)) is not None}
        if cases and not self.busy:
            self._cases |= cases
            self._wanted = {}
            self._begin(confirm_sure(cases), back=False)

    def undo(self) -> None:
        """Take the last sheet back in every case where nothing was changed since."""
        if not self.can_undo:
            self.told.emit(self.tr("现在没有可以撤销的。"))
            return
        rows = {decision.row for decision in self._done[-1]}
        cases = self._open_now(rows)
        if rows - cases.keys():
            self._tell_waiting(rows - cases.keys())
            return
        self._undoing = self._done.pop()
        self._begin(take_back(cases, self._undoing), back=True)

    @property
    def can_undo(self) -> bool:
        """There is a sheet to take back."""
        return bool(self._done) and not self.busy

    def whose(self, doubt: DoubtPlace) -> str:
        """Return the person and the number of her page."""
        page = self.tr("第 {n} 页").format(n=doubt.place)
        return f"{self._name(doubt.owner)}　{page}"

    def where(self, doubt: DoubtPlace) -> str:
        """Return the title of the slot, or the name of the scan while it has none."""
        person = self._work.by_row.get(doubt.owner)
        if person is None or not doubt.slot:
            return doubt.file
        return slot_title(load_notice(person.notice), doubt.slot)

    def close(self) -> None:
        """Let what is being written end, and read no further."""
        self._gathering.stop()
        self._keeping.stop()

    def _path_of(self, row: int) -> Path | None:
        """Return a person's case file; one whose numbers are being renewed can be read, too."""
        known = None if self._work.waits(row) else self._cases.get(row)
        return self._work.case_of(row) or known

    def _open_now(self, rows: set[int]) -> dict[int, Path]:
        """Return the case files that no run works on."""
        return {row: path for row, path in self._cases.items()
                if row in rows and not self._work.waits(row)}  # fmt: skip

    def _tell_waiting(self, rows: set[int]) -> None:
        names = listed(self._name(row) for row in sorted(rows))
        self.told.emit(self.tr("{names}还在处理，先不动。").format(names=names))

    def _name(self, row: int) -> str:
        person = self._work.by_row.get(row)
        return person.shown if person is not None else ""

    def _take_doubts(self, found: PersonsDoubts) -> None:
        self._read.add(found.row)
        self._found[found.row] = found.doubts
        if not self._shown and self._is_enough():
            self._shown = True
            self.changed.emit()

    def _is_enough(self) -> bool:
        """Tell whether a whole sheet of one kind is there: one begun too early stays small."""
        doubts = self.doubts
        return any(sum(doubt.kind is kind for doubt in doubts) >= MOST for kind in DoubtKind)

    def _end_gathering(self) -> None:
        self._shown = True
        self._found = {row: held for row, held in self._found.items() if row in self._read}
        self.changed.emit()

    def _begin(self, steps: Generator[KeptDecision, None, None], *, back: bool) -> None:
        self._back, self._outcome = back, []
        self._keeping.begin(steps, self._outcome.append, self._work.failed.emit, self._end_keeping)
        self.changed.emit()

    def _end_keeping(self) -> None:
        outcome = tuple(self._outcome)
        changed = {result.row for result in outcome if result.problem is None}
        if not self._back:
            self._note_decided(outcome, changed)
        else:
            # A case that was open elsewhere can be taken back later; a changed one cannot.
            later = {
                result.row
                for result in outcome
                if result.problem and result.problem.code != _CHANGED
            }
            left = tuple(undone for undone in self._undoing if undone.row in later)
            self._done += [left] if left else []
        self._tell(outcome)
        for row in sorted(changed):
            self._work.renew(row)
        self.changed.emit()
        if self._back:
            self.look()

    def _note_decided(self, outcome: tuple[KeptDecision, ...], changed: set[int]) -> None:
        decisions = tuple(decision for decision in outcome if decision.count)
        self._done += [decisions] if decisions else []
        for row in changed:
            keys = {key for key in self._wanted if key[0] == row}
            left = self._found.get(row, ())
            self._found[row] = tuple(doubt for doubt in left if doubt.key not in keys)

    def _tell(self, outcome: tuple[KeptDecision, ...]) -> None:
        """Say what was kept in how many cases, and whose was left for which reason."""
        done = [decision for decision in outcome if decision.problem is None and decision.count]
        count = sum(decision.count for decision in done)
        words = self.tr("一整张定下 %n 处，{m} 人", None, count)
        if not self._wanted:
            words = self.tr("确认了有把握的 %n 页，{m} 人；Ctrl+Z 撤回", None, count)
        if self._back:
            words = self.tr("已撤回：%n 处，{m} 人", None, count)
        parts = [words.format(m=len(done))] if done else []
        for decision in outcome:
            if decision.problem is not None:
                parts.append(f"{self._name(decision.row)}：{joined(say(decision.problem))}")
        if parts:
            self.told.emit(self.tr("；").join(parts))

    def _forget(self) -> None:
        """Another roster is shown, or the run is planned anew: what was read holds no more."""
        self._found, self._cases, self._done = {}, {}, []
        self._shown = False
        self.changed.emit()
