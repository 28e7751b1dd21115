"""About the program: version, date, licences, where to ask, and what is new."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent

from zcdesk import __version__
from zcdesk.resources import table
from zcdesk.ui.kit import Button, ButtonKind, preferences
from zcdesk.ui.kit.cards.titled_card import titled_card
from zcdesk.ui.kit.column_page import ESCAPE, ColumnPage
from zcdesk.ui.kit.learning import LearnMore
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import SPRING, Explanation, Label, TypeRole, fill

_MARKS = re.compile(r"\*\*|`")


class AboutPage(ColumnPage):
    """Nothing here asks a network: what is new is beside the program, in ``news.toml``."""

    beside = True

    def __init__(self) -> None:
        super().__init__(TopBar("zcdesk", back=self.tr("返回")))
        self.done = Button(self.tr("好了"), ButtonKind.PRIMARY, key=ESCAPE.key, do=self.leave)
        fill(self.buttons, SPRING, self.done)
        newest = table("news.toml")["release"][0]
        news = newest[preferences().settings.language]
        version = self.tr("版本 {version}，{day}").format(version=__version__, day=newest["day"])
        local = self.tr("全部在这台电脑上完成，从不联网；也不会自己更新，新版本是一个新的文件。")
        licence = self.tr(
            "自由软件，AGPL-3.0-or-later：可以用、可以改、可以转给别人，不附带担保。"
            "所用的组件、模型和字体各有许可，全文在程序文件夹的 licences 里，"
            "源码里是 packaging/licences。"
        )
        asking = self.tr(
            "先看手册（F1）和“问和答”。还不行，请带上“检查这台电脑”里的诊断信息，问给您这个程序的人"
            "或项目的问题列表（网址还没有定）。请不要发扫描件、身份证号。"
        )
        self.show_parts(
            Label(self.tr("关于"), TypeRole.HEAD),
            titled_card(
                self.tr("zcdesk 职称申报材料助手"),
                Label(version, wrap=True),
                Explanation(local),
            ),
            titled_card(self.tr("许可"), Label(licence, wrap=True)),
            titled_card(
                self.tr("到哪里问"),
                Label(asking, wrap=True),
                (LearnMore("questions", asking), 0, Qt.AlignmentFlag.AlignLeft),
            ),
            titled_card(
                self.tr("这一版有什么新的"),
                *(Label(f"·　{_MARKS.sub('', line)}", wrap=True) for line in news),
            ),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keyboard to the way back."""
        super().showEvent(event)
        self.done.setFocus()
