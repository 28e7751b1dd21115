"""A return of several people, noted from the table: its words, when, and who is told what."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from zcdesk.batch.returns.plan import PlannedPoint, planned
from zcdesk.errors import ZcdeskError
from zcdesk.quantities.moments import moment_in
from zcdesk.ui.batch.work import BatchWork
from zcdesk.ui.help.sheet import answer_f1
from zcdesk.ui.kit import Button, ButtonKind, Combo, MomentField, Works, once, writing_area
from zcdesk.ui.look import SPRING, Label, Remark, TypeRole, beside, column, tokens
from zcdesk.ui.words.sentences import joined, say_error

_WHO, _WORDS, _SLOT, _LINE = range(4)


class ReturnDialog(QDialog):
    """Asks for a note and its moment; shows beforehand whose each sentence is, to be changed."""

    def __init__(self, work: BatchWork, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("登记退回"))
        self.setMinimumWidth(820)
        self._work = work
        self._reading = Works(self)
        self._points: tuple[PlannedPoint, ...] = ()
        answer_f1(self)
        self.words = writing_area(
            self.tr("退回的意见"),
            minimumHeight=160,
            textChanged=self.refresh,
            wordless=self._say_wordless,
        )
        self.at = MomentField(
            self.tr("退回时间（北京时间）"), self.tr("北京时间，如 2026-05-01 09:30")
        )
        self.table = QTableWidget(0, 4)
        self.told = Remark()
        self.agree = Button(self.tr("登记"), ButtonKind.PRIMARY, decides=True, do=self.accept)
        self.cancel = Button(self.tr("不登记"), key="Esc", do=self.reject)
        self._build()
        self.at.textChanged.connect(self._tell)
        self.refresh()

    @property
    def moment(self) -> datetime | None:
        """When it was returned, None while that cannot be told."""
        return moment_in(self.at.text().strip())

    @property
    def points(self) -> tuple[PlannedPoint, ...]:
        """What is said to whom, as the table shows it."""
        return tuple(
            replace(
                point,
                row=self._combo(place).currentData(),
                words=item.text().strip(),
                sure=True,
            )
            for place, point in enumerate(self._points)
            if (item := self.table.item(place, _WORDS)) is not None and item.text().strip()
        )

    def refresh(self) -> None:
        """Find out whose each sentence is, beside the window; until then nobody is told."""
        self._show(())
        steps = once(planned, self.words.toPlainText(), self._work.people)
        self._reading.begin(steps, self._show, self._refuse, name="note")  # the latest words count

    def _say_wordless(self) -> None:
        self.told.say(self.tr("没有复制到文字：请复制退回意见的文字；只有截图时，请照着打进来。"))

    def _refuse(self, error: ZcdeskError) -> None:
        self.told.say(joined(say_error(error)))

    def _show(self, points: tuple[PlannedPoint, ...]) -> None:
        self._points = points
        self.table.setRowCount(len(points))
        for place, point in enumerate(points):
            who = Combo(accessibleName=self.tr("第 {line} 行是谁的").format(line=point.line))
            who.addItem(self.tr("没有人，不登记"), None)
            for person in self._work.people:
                who.addItem(person.shown, person.row)
            who.setCurrentIndex(max(who.findData(point.row), 0) if point.row is not None else 0)
            who.currentIndexChanged.connect(self._tell)
            self.table.setCellWidget(place, _WHO, who)
            line = str(point.line) if point.sure else self.tr("{n}，请核对").format(n=point.line)
            for at, words in ((_WORDS, point.words), (_SLOT, point.slots), (_LINE, line)):
                self.table.setItem(place, at, QTableWidgetItem(words))
        self._tell()

    def _tell(self) -> None:
        """Say how many are told something; a sentence of nobody is red."""
        red, plain = QColor(tokens().miss), QColor(tokens().text)
        nobodys = []
        for place, point in enumerate(self._points):
            mine = self._combo(place).currentData() is not None
            item = self.table.item(place, _WORDS)
            if item is not None:
                item.setForeground(plain if mine else red)
            nobodys += [] if mine else [str(point.line)]
        rows = {point.row for point in self.points} - {None}
        words = self.tr("登记给 {n} 人。").format(n=len(rows)) if rows else ""
        if nobodys:
            lines = self.tr("、").join(dict.fromkeys(nobodys))
            words += self.tr("第 {lines} 行没有认出是谁的，不登记。").format(lines=lines)
        self.told.say(words or self.tr("整份贴进来，按句子开头的姓名分给各人；登记以前可以改。"))
        self.agree.setEnabled(bool(rows) and self.moment is not None)

    def _combo(self, place: int) -> Combo:
        combo = self.table.cellWidget(place, _WHO)
        assert isinstance(combo, Combo)
        return combo

    def accept(self) -> None:
        """Note it in the cases of all whom the table names."""
        moment = self.moment
        if moment is not None and any(point.row is not None for point in self.points):
            self._work.note_returns(self.points, moment)
            self.done(QDialog.DialogCode.Accepted)

    def done(self, outcome: int) -> None:
        """Close, and wait for what is being read."""
        self._reading.stop()
        super().done(outcome)

    def _build(self) -> None:
        titles = (self.tr("谁"), self.tr("意见"), self.tr("栏目"), self.tr("第几行"))
        self.table.setHorizontalHeaderLabels(list(titles))
        self.table.setAccessibleName(self.tr("每一句登记给谁"))
        self.table.setTabKeyNavigation(False)
        self.table.setMinimumHeight(180)
        self.table.verticalHeader().hide()
        bar = self.table.horizontalHeader()
        bar.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        bar.setSectionResizeMode(_WORDS, QHeaderView.ResizeMode.Stretch)
        column(
            self,
            (24, 20, 24, 20),
            10,
            Label(self.tr("退回意见写着几个人的，整份贴进来"), TypeRole.TITLE),
            (self.words, 1),
            (self.table, 1),
            self.at,
            self.told,
            beside(SPRING, self.cancel, self.agree, gap=8),
        )
