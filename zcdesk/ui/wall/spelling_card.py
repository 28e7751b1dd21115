"""这是您的维吾尔文姓名吗？ One spelling that pages show, to be taken, put right or refused."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal

from zcdesk.applicant import Target
from zcdesk.cases.acts.spelling import (
    ProposedSpelling,
)
from zcdesk.ui.kit import Button
from zcdesk.ui.kit.fields.script_words import ScriptWords
from zcdesk.ui.wall.found_card import FoundCard, Seen
from zcdesk.ui.wall.where_shown import Where


class SpellingCard(FoundCard):
    """One spelling, with its place on a page and its letters in a line of their own.

    Attributes:
        words: The line; the letters may be put right in it.
        yes, no, change: The three answers.

    Signals:
        taken: The spelling, and the letters as they are in the line.
        refused: The spelling.
    """

    taken = Signal(object, str)
    refused = Signal(object)

    def __init__(self, spelling: ProposedSpelling, seen: Seen, **signals: Any) -> None:
        super().__init__(**signals)
        self.spelling = spelling
        self.words = ScriptWords(
            self._question(),
            self.tr("照图上的字母写"),
            "",
            self.tr("这里只写阿拉伯字母，和图上的一样。"),
        )
        self.words.show_words((spelling.text,))
        self.words.setEnabled(not seen.locked)
        self.yes = Button(self.tr("是"), decides=True, do=self._take)
        self.no = Button(
            self.tr("不是"), decides=True, do=self._refuse, checkable=True, checked=spelling.refused
        )
        self.change = Button(self.tr("改一下"), do=self._put_right)
        self.answers = self.yes, self.no, self.change
        where = Where(seen.page, spelling.places[0][1], seen.crops, legible=True)
        self.lay_out(self._question(), self._where(), seen, where, self.words)
        self.words.changed.connect(self._name_answer)

    @property
    def answered(self) -> bool:
        """The person said what it is."""
        return self.spelling.refused

    def _question(self) -> str:
        if self.spelling.target is Target.EMPLOYER:
            return self.tr("这是您单位的维吾尔文（或哈萨克文）名称吗？")
        return self.tr("这是您的维吾尔文（或哈萨克文）姓名吗？")

    def _where(self) -> str:
        pages = len(self.spelling.pages)
        return self.tr(
            "在 %n 页上读到，紧挨着您写的汉字。答“是”的，马上在各页上找；答“不是”的，不再问。",
            None,
            pages,
        )

    def _name_answer(self) -> None:
        typed = self.words.words
        changed = typed and typed[0] != self.spelling.text
        self.yes.say(self.tr("就用这个写法") if changed else self.tr("是"))
        self.yes.setAccessibleName(f"{self._question()}，{self.yes.text()}")

    def _take(self) -> None:
        if self.words.words and self.words.wrong is None:
            self.taken.emit(self.spelling, self.words.words[0])
        else:
            self._put_right()

    def _refuse(self) -> None:
        self.no.setChecked(True)
        if not self.spelling.refused:
            self.refused.emit(self.spelling)

    def _put_right(self) -> None:
        self.words.toggle.setChecked(True)
        self.words.stops[0].setFocus()
