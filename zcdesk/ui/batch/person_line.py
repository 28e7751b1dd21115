"""Below the table: what is to be done for the marked person, her letter, her folder, lost files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from zcdesk.batch.results.person_results import LETTER
from zcdesk.batch.working import FileTold
from zcdesk.errors import ZcdeskError
from zcdesk.ui.batch.rows import LEFT, RETURNED, TO_DO, BatchRow
from zcdesk.ui.batch.work import BatchWork
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.kit import show_outside
from zcdesk.ui.look import FLUSH, Remark, Tone, TypeRole, beside, fonts, stacked, tip
from zcdesk.ui.words.sentences import joined, say, say_error

NAMED = 2
"""Files that are told with reason and remedy; of more the names follow."""


class PersonLine(QWidget):
    """Everything about the person whose row is marked that the table has no room for."""

    def __init__(self, work: BatchWork, actions: Actions[Any], parent: QWidget) -> None:
        super().__init__(parent)
        self._work = work
        self._row = 0
        self.detail = Remark(tone=Tone.TEXT)
        self.files = Remark("", Tone.YOU, visible=False)
        self.letter = actions.face("letter", do=partial(self.open_outside, LETTER))
        self.folder = actions.face("folder", do=partial(self.open_outside, ""))
        self.give = actions.face("give", do=self.give_page, visible=False)
        beside(
            (stacked(self.detail, self.files, gap=2), 1),
            self.give,
            self.letter,
            self.folder,
            on=self,
            gap=8,
            margins=FLUSH,
        )
        self.detail.setFixedHeight(2 * fonts.line(TypeRole.CAPTION))

    def show_person(self, row: BatchRow | None) -> None:
        """Show a person; None shows nothing."""
        self._row = row.row if row is not None else 0
        words = ""
        if row is not None:
            words = self.tr("{name}：{todo}。{left}，退回 {returned}").format(
                name=row.cells[1],
                todo=row.cells[TO_DO],
                left=row.cells[LEFT],
                returned=row.cells[RETURNED],
            )
        if self.detail.accessibleName() != words:
            self.detail.say(words)
            self.detail.setToolTip(tip(words))  # two lines may be too few
            self.detail.setFixedHeight(2 * fonts.line(TypeRole.CAPTION))
        files = self._files_told(self._work.files.get(self._row, ()))
        if self.files.accessibleName() != files:
            self.files.say(files)
        self.files.setVisible(bool(files))
        result = row.result if row is not None and row.opens else None
        mislaid = result.mislaid if result is not None else ()
        first = [other for other in mislaid if other.place == mislaid[0].place]
        self.give.setVisible(len(first) == 1)  # of namesakes: nobody
        for other in first:
            words = self.tr("第 {n} 页给第 {row} 行")
            self.give.say(words.format(n=other.place, row=other.row))
        self.folder.setEnabled(result is not None)
        self.letter.setEnabled(result is not None and result.lettered)

    def give_page(self) -> None:
        """Give her first page that seems to be another's to that one."""
        if not self.give.isHidden():
            self._work.give(self._row)

    def open_outside(self, name: str) -> None:
        """Show her letter, or with "" the folder of her results, with the program for it."""
        folder = self._standing_folder()
        if folder is not None:
            show_outside(folder / name)

    def _standing_folder(self) -> Path | None:
        """Return her folder; what another one's it has become is told below her name instead."""
        try:
            self._work.require_standing()
        except ZcdeskError as error:
            self.files.say(joined(say_error(error)))
            self.files.show()
            return None
        return self._work.folder_of(self._row)

    def _files_told(self, files: Sequence[FileTold]) -> str:
        """Return which of her files were refused or are there twice, and what to do."""
        faulty = [_file_words(file) for file in files if file.findings]
        words = "　".join(faulty[:NAMED])
        if len(faulty) > NAMED:
            names = self.tr("、").join(file.file for file in files[NAMED:])
            words += self.tr("　还有：{names}。").format(names=names)
        return words


def _file_words(one: FileTold) -> str:
    """Return what there is to tell of a file; most sentences name it themselves."""
    words = joined(say(one.findings[0]))
    return words if one.file in words else f"{one.file}：{words}"
