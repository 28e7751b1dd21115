"""A lesson put together by ticking: which pages, what is hidden in them, for how long."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from zcdesk.notices.profile.notice import Notice
from zcdesk.training.lessons.composing import MOST_OF_A_KIND, Wish, pages_of, trap_parts
from zcdesk.training.lessons.lesson import Lesson, Level
from zcdesk.ui.keys.enter import enter_presses
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit import Button, ButtonKind, Combo, field, preferences
from zcdesk.ui.kit.column_page import ColumnPage
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import (
    SPRING,
    Explanation,
    Label,
    Remark,
    Tone,
    TypeRole,
    beside,
    clear,
    fill,
    grid,
)
from zcdesk.ui.look.tokens import PAGE_COLUMN
from zcdesk.ui.trainer.count_box import CountBox
from zcdesk.ui.trainer.projector import SHEET
from zcdesk.ui.words.sentences import worded

MINUTES = (10, 15, 20, 30, 45, 60)
USUAL = 20
Base = tuple[Lesson, Notice]
"""A lesson whose day and answers fit a notice, and that notice."""


class ComposePage(ColumnPage):
    """Title, goal, time, notice; two columns to tick.

    Signals:
        composed: What was ticked (``Wish``) is to become a lesson.
    """

    keys_shown = SHEET
    composed = Signal(object)

    def __init__(self) -> None:
        super().__init__(TopBar(self.tr("自己拼一课"), back=self.tr("讲师")), PAGE_COLUMN)
        self._bases: tuple[Base, ...] = ()
        self._counted = Label("", TypeRole.STRONG)
        self._said = Remark("", Tone.MISS)
        self.title = field(
            self.tr("课名"),
            self.tr("课名，例如：新人入门"),
            maxLength=40,
            textEdited=self._tell_count,
        )
        self.goal = field(
            self.tr("目标"), self.tr("学完会做什么，一句话；不写就用课名"), maxLength=120
        )
        self.level = Combo(accessibleName=self.tr("难度"))
        self.level.addItems([worded(f"train.level.{level}").message for level in Level])
        self.minutes = Combo(accessibleName=self.tr("多少分钟"))
        self.minutes.addItems([self.tr("%n 分钟", None, minutes) for minutes in MINUTES])
        self.minutes.setCurrentIndex(MINUTES.index(USUAL))
        self.notice = Combo(
            accessibleName=self.tr("通知"),
            minimumContentsLength=14,
            sizeAdjustPolicy=Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon,
            currentIndexChanged=self._offer,
        )
        self.pages: list[CountBox] = []
        self.traps: list[CountBox] = []
        self._page_column, self._trap_column = QVBoxLayout(), QVBoxLayout()
        self.primary = Button(  # the lesson is in the list from then on
            self.tr("收下这一课"), ButtonKind.PRIMARY, decides=True, do=self._compose
        )
        enter_presses(self.title, self.primary)
        enter_presses(self.goal, self.primary)
        fill(self.buttons, (self._said, 1), self._counted, self.primary)
        self._build()

    def begin(self, bases: tuple[Base, ...]) -> None:
        """Offer what the notices of these lessons have places for, nothing ticked."""
        self.title.clear()
        self.goal.clear()
        self._said.say("")
        self._bases = bases
        self.notice.clear()
        self.notice.addItems([notice.short_title for _, notice in bases])
        self._offer()
        self.show_top()

    def refuse(self, words: str) -> None:
        """Say why no lesson came of it."""
        self._said.say(words)

    def arrive(self, _at: At) -> None:
        """Take the keyboard."""
        self.focus()

    def focus(self) -> None:
        """Give the keyboard to the title."""
        self.title.setFocus()

    def _build(self) -> None:
        layout = self.fresh_column(20)
        caption = self.tr(
            "勾上要有的页和要藏的东西：空格加一，最多各三个。哪一处藏在哪一页，由程序分开放；"
            "人物、单位和证书都按编号编出来。"
        )
        cells = grid(gap=(24, 4))
        cells.addWidget(Label(self.tr("哪些页"), TypeRole.TITLE), 0, 0)
        cells.addWidget(Label(self.tr("藏着什么"), TypeRole.TITLE), 0, 1)
        for place, part in enumerate((self._page_column, self._trap_column)):
            part.setSpacing(0)
            cells.addLayout(part, 1, place)
            cells.setColumnStretch(place, 1)
        fill(
            layout,
            Label(self.tr("自己拼一课"), TypeRole.HEAD),
            Explanation(caption),
            self.title,
            self.goal,
            beside(self.level, self.minutes, (self.notice, 1), gap=8),
            cells,
            SPRING,
        )

    def _offer(self, _place: int = 0) -> None:
        place = self.notice.currentIndex()
        if not 0 <= place < len(self._bases):
            return
        language = preferences().settings.language
        holder = self._area.widget()
        assert holder is not None
        self.pages = [
            CountBox(part.id, part.title.in_language(language), part.most, holder)
            for part in pages_of(self._bases[place][1])
        ]
        self.traps = [
            CountBox(part.id, part.title.in_language(language), MOST_OF_A_KIND, holder)
            for part in trap_parts().values()
        ]
        for column, boxes in ((self._page_column, self.pages), (self._trap_column, self.traps)):
            clear(column)  # those that were there
            fill(column, *boxes, SPRING)
        for box in (*self.pages, *self.traps):
            box.counted.connect(self._tell_count)
        self._tell_count()

    def _tell_count(self, _typed: str = "") -> None:
        pages, traps = (sum(box.count for box in boxes) for boxes in (self.pages, self.traps))
        counts = (self.tr("%n 页", None, pages), self.tr("藏着 %n 处", None, traps))
        self._counted.say("　·　".join(counts))
        self._said.say("")  # what was lacking may be there now

    def _compose(self) -> None:
        place = self.notice.currentIndex()
        if not 0 <= place < len(self._bases):
            return
        self._said.say("")
        self.composed.emit(
            Wish(
                self.title.text(),
                self.goal.text(),
                MINUTES[self.minutes.currentIndex()],
                self._bases[place][0],
                {box.part: box.count for box in self.pages},
                {box.part: box.count for box in self.traps},
                list(Level)[self.level.currentIndex()],
            )
        )
