"""这是您的维吾尔文姓名吗？ One spelling that pages show, to be taken, put right or refused."""

from __future__ import annotations

from PySide6.QtCore import Signal

from zcdesk.applicant import Target
from zcdesk.cases.acts.spelling import ProposedSpelling
from zcdesk.cases.case import CasePage
from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit import Button, ButtonKind, Card
from zcdesk.ui.kit.script_words import ScriptWords
from zcdesk.ui.look import SPRING, Label, Tone, TypeRole, beside, column, fill
from zcdesk.ui.wall.crops import Crops
from zcdesk.ui.wall.where import Where


class SpellingCard(Card):
    """One spelling, with its place on a page and its letters in a line of their own.

    Attributes:
        words: The line; the letters may be put right in it.
        yes, no, change: The three answers.

    Signals:
        taken: The spelling, and the letters as they stand in the line.
        refused: The spelling.
    """

    taken = Signal(object, str)
    refused = Signal(object)

    def __init__(
        self, spelling: ProposedSpelling, page: CasePage, place: int, crops: Crops, *, locked: bool
    ) -> None:
        super().__init__()
        self.spelling = spelling
        self.setAccessibleName(self._question())
        self.words = ScriptWords(
            self._question(),
            self.tr("照图上的字母写"),
            "",
            self.tr("这里只写阿拉伯字母，和图上的一样。"),
        )
        self.words.show_words((spelling.text,))
        self.words.setEnabled(not locked)
        self.yes = Button(self.tr("是"), decides=True)
        self.no = Button(self.tr("不是"), decides=True, checkable=True, checked=spelling.refused)
        self.change = Button(self.tr("改一下"))
        row = beside(gap=6)
        for button in self.answers:
            button.setEnabled(not locked)
            button.setAccessibleName(f"{self._question()}，{button.text()}")
            row.addWidget(button)
        fill(
            row,
            SPRING,
            Button(self.tr("看第 {n} 页").format(n=place), ButtonKind.LINK, do=self._want_place),
        )
        column(
            self,
            (16, 12, 16, 12),
            6,
            Label(self._question(), TypeRole.STRONG, wrap=True),
            Label(self._where(), TypeRole.CAPTION, Tone.TEXT2, wrap=True),
            Where(page, spelling.places[0][1], crops, legible=True),
            self.words,
            row,
        )
        self.yes.clicked.connect(self._take)
        self.no.clicked.connect(self._refuse)
        self.change.clicked.connect(self._put_right)
        self.words.changed.connect(self._name_answer)

    @property
    def answers(self) -> tuple[Button, ...]:
        """Its buttons, from the left."""
        return self.yes, self.no, self.change

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

    def _want_place(self) -> None:
        go(self, At("review", self.spelling.places[0][0]))
