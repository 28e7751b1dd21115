"""About the program: version, date, licences, where to ask, and what is new."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from zcdesk import __version__
from zcdesk.resources import table
from zcdesk.ui.kit.buttons import Button, Kind
from zcdesk.ui.kit.cards import Card
from zcdesk.ui.kit.column_page import ESCAPE, ColumnPage
from zcdesk.ui.kit.learning import LearnMore
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look.text import Label, column
from zcdesk.ui.look.tokens import Role, Tone

_MARKS = re.compile(r"\*\*|`")


class AboutPage(ColumnPage):
    """Nothing here asks a network: what is new lies beside the program, in ``news.toml``."""

    beside = True

    def __init__(self) -> None:
        super().__init__(TopBar("zcdesk", back=self.tr("返回")))
        self.done = Button(self.tr("好了"), Kind.PRIMARY, key=ESCAPE.key)
        self.done.clicked.connect(self.leave)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.done)
        self._build()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keyboard to the way back."""
        super().showEvent(event)
        self.done.setFocus()

    def _build(self) -> None:
        newest = table("news.toml")["release"][0]
        layout = self.fresh_column()
        layout.addWidget(Label(self.tr("关于"), Role.HEAD))
        card = self._part(layout, self.tr("zcdesk 职称申报材料助手"))
        words = self.tr("版本 {version}，{day}").format(version=__version__, day=newest["day"])
        card.addWidget(Label(words, Role.BODY, wrap=True))
        words = self.tr("全部在这台电脑上完成，从不联网；也不会自己更新，新版本是一个新的文件。")
        card.addWidget(Label(words, Role.BODY, Tone.TEXT2, wrap=True))
        card = self._part(layout, self.tr("许可"))
        words = self.tr(
            "自由软件，AGPL-3.0-or-later：可以用、可以改、可以转给别人，不附带担保。"
            "所用的组件、模型和字体各有许可，全文在程序文件夹的 licences 里，"
            "源码里是 docs/licences.md。"
        )
        card.addWidget(Label(words, Role.BODY, wrap=True))
        card = self._part(layout, self.tr("到哪里问"))
        words = self.tr(
            "先看手册（F1）和“问和答”。还不行，请带上“检查这台电脑”里的诊断信息，问给您这个程序的人"
            "或项目的问题列表（网址还没有定）。请不要发扫描件、身份证号。"
        )
        card.addWidget(Label(words, Role.BODY, wrap=True))
        card.addWidget(LearnMore("questions", words), 0, Qt.AlignmentFlag.AlignLeft)
        card = self._part(layout, self.tr("这一版有什么新的"))
        for line in newest[preferences().settings.language]:
            card.addWidget(Label(f"·　{_MARKS.sub('', line)}", Role.BODY, wrap=True))
        layout.addStretch(1)

    def _part(self, layout: QVBoxLayout, title: str) -> QVBoxLayout:
        layout.addSpacing(8)
        layout.addWidget(Label(title, Role.TITLE))
        card = Card()
        layout.addWidget(card)
        return column(card, (18, 10, 14, 10), 8)
