"""A return of several people, noted from the table: its words, when, and who is told what."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from datetime import datetime

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QWidget

from zcdesk.batch.returned_note import NotePart, split_note
from zcdesk.batch.roster.people import Person
from zcdesk.errors import ZcdeskError
from zcdesk.notices.interview import moment_in
from zcdesk.ui.batch.work import BatchWork
from zcdesk.ui.help.sheet import answer_f1
from zcdesk.ui.kit.buttons import Button, Kind
from zcdesk.ui.kit.job import Work
from zcdesk.ui.kit.moment_field import MomentField
from zcdesk.ui.look.text import Label, column
from zcdesk.ui.look.tokens import Role, Tone
from zcdesk.ui.words.sentences import joined, listed, say


def _split(words: str, people: Sequence[Person]) -> Generator[tuple[NotePart, ...], None, None]:
    yield split_note(words, people)


class ReturnDialog(QDialog):
    """Asks for a note and its moment; shows beforehand whose each part is."""

    def __init__(self, work: BatchWork, parent: QWidget) -> None:
        super().__init__(parent)
        self._work = work
        self._parts: tuple[NotePart, ...] = ()
        self._read = ""
        self._reading = Work(self)
        self.setWindowTitle(self.tr("登记退回"))
        self.setMinimumWidth(560)
        answer_f1(self)
        self.words = QPlainTextEdit()
        self.words.setAccessibleName(self.tr("退回的意见"))
        self.words.setTabChangesFocus(True)
        self.words.setMinimumHeight(160)
        self.at = MomentField(
            self.tr("退回时间（北京时间）"), self.tr("北京时间，如 2026-05-01 09:30")
        )
        self.told = Label("", Role.CAPTION, Tone.TEXT2, wrap=True)
        self.agree = Button(self.tr("登记"), Kind.PRIMARY, decides=True)
        self.cancel = Button(self.tr("不登记"), key="Esc")
        self._build()
        self.words.textChanged.connect(self.refresh)
        self.at.textChanged.connect(self._show_agree)
        self.agree.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.refresh()

    @property
    def moment(self) -> datetime | None:
        """When it was returned, None while that cannot be told."""
        return moment_in(self.at.text().strip())

    def refresh(self) -> None:
        """Have the note split beside the window; until then nobody is told anything."""
        self._show(())
        if not self._reading.busy:
            self._read = self.words.toPlainText()
            steps = _split(self._read, self._work.people)
            self._reading.begin(steps, self._show, self._show_error, self._read_on)

    def done(self, result: int) -> None:
        """Hear no more of the note, however the question ends."""
        self._reading.stop()
        super().done(result)

    def _read_on(self) -> None:
        if self._read != self.words.toPlainText():  # somebody wrote on meanwhile
            self.refresh()

    def _show_error(self, error: ZcdeskError) -> None:
        self.told.say(joined(say(error.finding())))

    def _show(self, parts: tuple[NotePart, ...]) -> None:
        """Show who is told something, and which lines are nobody's."""
        self._parts = parts if self._read == self.words.toPlainText() else ()
        rows = [row for part in self._parts for row in part.rows]
        names = listed(self._work.by_row[row].shown for row in rows)
        words = self.tr("登记给 {n} 人：{names}。").format(n=len(rows), names=names) if rows else ""
        for part in self._parts:
            if not part.rows:
                lines = self.tr("、").join(map(str, part.lines))
                words += self.tr("第 {lines} 行没有认出是谁的，不登记。").format(lines=lines)
        self.told.say(words or self.tr("整份贴进来，按句子开头的姓名分给各人。"))
        self._show_agree()

    def _show_agree(self) -> None:
        told = any(part.rows for part in self._parts)
        self.agree.setEnabled(told and self.moment is not None)

    def accept(self) -> None:
        """Note it in the cases of all whom it names."""
        moment = self.moment
        if moment is not None and any(part.rows for part in self._parts):
            self._work.note_returns(self._parts, moment)
            super().accept()

    def _build(self) -> None:
        layout = column(self, (24, 20, 24, 20), 10)
        layout.addWidget(Label(self.tr("退回意见写着几个人的，整份贴进来"), Role.TITLE))
        layout.addWidget(self.words, 1)
        layout.addWidget(self.at)
        layout.addWidget(self.told)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.agree)
        layout.addLayout(row)
