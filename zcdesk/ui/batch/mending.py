"""One fault of a roster mended in the window: another text for its cell, or a folder chosen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zcdesk.batch.roster import columns
from zcdesk.batch.roster.mending import WHOLE_ROW
from zcdesk.batch.roster.people import RosterFault
from zcdesk.ui.batch.work import BatchWork
from zcdesk.ui.kit import Button, ask_folder, field, preferences
from zcdesk.ui.look import FLUSH, Label, TypeRole, beside
from zcdesk.ui.words.sentences import joined, say
from zcdesk.wording import sentence

WIDE = 260
"""Least width of the field in logical pixels."""


class MendRow(QWidget):
    """The cell of the fault that is marked in the list.

    Signals:
        mended: Row, column and the text that is to be there; nothing is written yet.
    """

    mended = Signal(int, str, str)

    def __init__(self, work: BatchWork, parent: QWidget, **signals: Any) -> None:
        super().__init__(parent, **signals)
        self._work = work
        self._fault: RosterFault | None = None
        self._place = Label("", TypeRole.STRONG)
        self.field = field("", "", minimumWidth=WIDE)
        self.folder = Button(self.tr("选文件夹…"), icon="folder", do=self.choose_folder)
        self.delete = Button("", icon="trash", do=self.take_away)
        self.accept = Button(self.tr("改好这一格"), icon="check", key="Enter", do=self.take)
        self.as_it_is = Button(self.tr("就是这样"), icon="check-circle", do=self.agree)
        beside(
            self._place,
            (self.field, 1),
            self.folder,
            self.delete,
            self.as_it_is,
            self.accept,
            on=self,
            gap=8,
            margins=FLUSH,
        )
        self.field.textChanged.connect(self._show_changed)
        self.show_fault(None, "")

    def show_fault(self, fault: RosterFault | None, mended: str) -> None:
        """Show the cell of a fault; what is probably meant is there already.

        Args:
            fault: The fault; None, or one of the whole roster, shows nothing.
            mended: What the person has written for it, or "".
        """
        self._fault = fault if fault is not None and fault.of_cell else None
        self.setVisible(self._fault is not None)
        if self._fault is None:
            return
        found = self._fault
        self.delete.say(self.tr("删去第 {row} 行").format(row=found.row))
        self.delete.setVisible(found.finding.code in ("roster.twice", "roster.same_person"))
        self.as_it_is.setVisible(found.finding.code == "roster.number_wrong")
        place = self.tr("第 {row} 行“{column}”").format(row=found.row, column=found.column)
        self._place.say(place)
        self.field.setAccessibleName(place)
        self.field.setText(mended or str(found.finding.details.get("near", found.written)))
        self._show_changed(self.field.text())
        self.folder.setVisible(found.column == columns.FOLDER and self._work.scans is not None)

    def _show_changed(self, text: str) -> None:
        self.accept.setEnabled(self._fault is not None and text.strip() != self._fault.written)

    def choose_folder(self) -> None:
        """Ask for her folder among those of everybody."""
        title, scans = self.tr("选这一位的材料文件夹"), self._work.scans
        if scans is not None:
            ask_folder(self, title, self.take_folder, str(scans))

    def take_folder(self, folder: Path) -> None:
        """Write a folder as the roster names it: from where everybody's are."""
        scans = self._work.scans
        if scans is not None and folder != scans and folder.is_relative_to(scans):
            self.field.setText(folder.relative_to(scans).as_posix())
        else:
            self.field.setText(str(folder))  # it is told when the copy is read
        self.take()

    def take_away(self) -> None:
        """Leave the whole row out of the copy that will be written."""
        if self._fault is not None:
            self.mended.emit(self._fault.row, WHOLE_ROW, "")

    def agree(self) -> None:
        """Keep a number as it is: a person compared it with her paper."""
        self.field.setText(f"{self.field.text().strip()}（{columns.AS_IT_IS}）")
        self.take()

    def take(self) -> None:
        """Keep what is in the field for the copy that will be written, where it is another text."""
        if self._fault is not None and self.accept.isEnabled():
            self.mended.emit(self._fault.row, self._fault.column, self.field.text().strip())


def line_of(fault: RosterFault) -> str:
    """Return a fault with its row and column."""
    words = joined(say(fault.finding))
    if not fault.row:
        return words
    language = preferences().settings.language
    place = sentence("roster.place", language, row=fault.row, column=fault.column)
    return f"{place.message}{words}"
