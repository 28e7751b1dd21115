"""The first thing a person sees: which notice, and practice with a fictional case."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from zcdesk.notices.loading import load_notice, notice_ids
from zcdesk.notices.notice import Notice
from zcdesk.notices.timing import BEIJING
from zcdesk.ui.buttons import Button, Kind
from zcdesk.ui.cards import ChoiceCard
from zcdesk.ui.icon_label import IconLabel
from zcdesk.ui.notice_words import asks, countdown, newest_first, place_and_end
from zcdesk.ui.text import ElidedLabel, Label, column, panel, rule
from zcdesk.ui.tokens import EDGE, PRIMARY, Role, Tone
from zcdesk.ui.top_bar import TopBar

ONE_COLUMN = 960
"""Below this width the side column goes below the notices."""


class StartPage(QWidget):
    """Notices at the left, practice and a folder of pictures at the right.

    Signals:
        notice_chosen: Id of the notice of a new case.
        practice_wanted: The fictional sample is wanted.
        folder_wanted: A folder of pictures is to be opened for the chosen notice.
    """

    notice_chosen = Signal(str)
    practice_wanted = Signal()
    folder_wanted = Signal(str)
    help_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chosen = ""
        self._cards: dict[str, ChoiceCard] = {}
        self._primary = Button(self.tr("新建这份申报"), Kind.PRIMARY, key="Enter")
        self._primary.clicked.connect(self._go_on)
        self._notices = self._notice_column()
        self._side = self._side_column()
        self._build()
        first = next(iter(self._cards), None)
        if first is not None:
            self.choose(first)

    @property
    def chosen(self) -> str:
        """Id of the notice that is marked."""
        return self._chosen

    def choose(self, notice: object) -> None:
        """Mark a notice."""
        self._chosen = str(notice)
        for name, card in self._cards.items():
            card.mark(name == self._chosen)
        self._named.say(self.tr("选中：{title}").format(title=load_notice(self._chosen).title))

    def focus(self) -> None:
        """Give the keyboard to the marked notice."""
        if self._chosen in self._cards:
            self._cards[self._chosen].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the side column below the notices on a narrow window."""
        super().resizeEvent(event)
        narrow = self.width() < ONE_COLUMN
        direction = QHBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._side.setMaximumWidth(760 if narrow else 440)

    def _build(self) -> None:
        bar = TopBar("zcdesk")
        bar.subtitle.say(self.tr("职称申报材料助手"))
        bar.help_pressed.connect(self.help_wanted)
        bar.right.addWidget(IconLabel("lock", self.tr("全部在本机处理，不联网"), Tone.TEXT2))
        body = QWidget()
        self._row = QHBoxLayout(body)
        self._row.setContentsMargins(EDGE, 44, EDGE, 32)
        self._row.setSpacing(56)
        self._row.addStretch(1)
        self._row.addWidget(self._notices, 7)
        self._row.addWidget(self._side, 4)
        self._row.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        layout = column(self, (0, 0, 0, 0), 0)
        layout.addWidget(bar)
        layout.addWidget(scroll, 1)
        layout.addWidget(rule())
        layout.addWidget(self._footer())

    def _notice_column(self) -> QWidget:
        area = QWidget()
        area.setMaximumWidth(760)
        layout = column(area, (0, 0, 0, 0), 10)
        layout.addWidget(Label(self.tr("新建申报"), Role.HEAD))
        hint = self.tr("先选您要报的通知，后面的栏目、遮盖和检查都按它的原文来。")
        layout.addWidget(Label(hint, Role.BODY, Tone.TEXT2, wrap=True))
        layout.addSpacing(6)
        today = datetime.now(BEIJING)
        for notice in newest_first(load_notice(notice_id) for notice_id in notice_ids()):
            card = self._notice_card(notice, today)
            self._cards[notice.id] = card
            layout.addWidget(card)
        layout.addStretch(1)
        return area

    def _footer(self) -> QWidget:
        foot = panel()
        row = QHBoxLayout(foot)
        row.setContentsMargins(EDGE, 9, EDGE, 9)
        row.setSpacing(12)
        self._named = ElidedLabel("", Role.CAPTION, Tone.TEXT2)
        row.addWidget(self._named, 1)
        folder = Button(self.tr("打开一个图片文件夹…"), icon="folder")
        folder.setMinimumHeight(PRIMARY)
        folder.clicked.connect(self._open_folder)
        row.addWidget(folder)
        row.addWidget(self._primary)
        return foot

    def _notice_card(self, notice: Notice, now: datetime) -> ChoiceCard:
        left = countdown(notice, now.date())
        lines = (place_and_end(notice), "　·　".join(asks(notice)))
        card = ChoiceCard(notice.id, "，".join((notice.title, left.words, *lines)))
        card.chosen.connect(self.choose)
        card.pressed.connect(self._enter)
        row = QHBoxLayout(card)
        row.setContentsMargins(18, 13, 18, 14)
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Label(notice.title, Role.BODY, wrap=True))
        for line in lines:
            words.addWidget(Label(line, Role.CAPTION, Tone.TEXT2, wrap=True))
        row.addLayout(words, 1)
        row.addWidget(Label(left.words, Role.STRONG, left.tone))
        return card

    def _side_column(self) -> QWidget:
        area = QWidget()
        area.setMaximumWidth(440)
        layout = column(area, (0, 4, 0, 0), 10)
        layout.addWidget(Label(self.tr("先试一试"), Role.TITLE))
        practice = ChoiceCard(None, self.tr("练习：用虚构样例走一遍，不会留下任何文件"))
        practice.chosen.connect(self._practise)
        practice.pressed.connect(self._practise)
        row = QHBoxLayout(practice)
        row.setContentsMargins(18, 12, 14, 12)
        row.setSpacing(14)
        row.addWidget(IconLabel("cap", "", Tone.ACCENT, side=22))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(self.tr("练习（虚构样例）"), Role.STRONG))
        told = self.tr("两分钟，用一位虚构的申报人走一遍，不会留下任何文件")
        words.addWidget(Label(told, Role.CAPTION, Tone.TEXT2, wrap=True))
        row.addLayout(words, 1)
        row.addWidget(IconLabel("right", "", Tone.TEXT2))
        layout.addWidget(practice)
        layout.addSpacing(16)
        layout.addWidget(Label(self.tr("怎么走"), Role.TITLE))
        for number, words_ in enumerate(self._walk(), start=1):
            layout.addWidget(IconLabel("", words_, Tone.TEXT2, number=number))
        layout.addStretch(1)
        return area

    def _walk(self) -> tuple[str, ...]:
        return (
            self.tr("写下姓名和单位，放入扫描件"),
            self.tr("逐页看一眼，疑问处由您决定"),
            self.tr("导出上传包，每张成品再读一遍"),
        )

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(1366, 768)

    def _enter(self, notice: object) -> None:
        self.choose(notice)
        self._go_on()

    def _go_on(self) -> None:
        self.notice_chosen.emit(self._chosen)

    def _open_folder(self) -> None:
        self.folder_wanted.emit(self._chosen)

    def _practise(self, _value: object) -> None:
        self.practice_wanted.emit()
