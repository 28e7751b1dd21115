"""The settings: one page, no tabs; everything takes effect at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit.buttons import Button, Kind
from zcdesk.ui.kit.cards import Card
from zcdesk.ui.kit.check_box import CheckBox
from zcdesk.ui.kit.column_page import ESCAPE, ColumnPage
from zcdesk.ui.kit.learning import LearnMore
from zcdesk.ui.kit.preferences import SIZES, preferences
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look.text import ElidedLabel, Label, column, rule
from zcdesk.ui.look.tokens import Role, Tone


class SettingsPage(ColumnPage):
    """Text size, language, look, folders, privacy.

    Signals:
        cache_wanted: Derived values of the open case are to be deleted.
    """

    beside = True
    cache_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(TopBar("zcdesk", back=self.tr("返回")))
        self._choices: list[tuple[str, object, Button]] = []
        done = Button(self.tr("好了"), Kind.PRIMARY, key=ESCAPE.key)
        done.clicked.connect(self.leave)
        self.said = Label("", Role.CAPTION, Tone.TEXT2, wrap=True)
        self.buttons.addWidget(self.said, 1)
        self.buttons.addWidget(done)
        self._case_folder = ElidedLabel("", Role.STRONG)
        self._package_folder = ElidedLabel("", Role.STRONG)
        self.recent = CheckBox(self.tr("在开始页列出上次打开的案卷"))
        self.wheel = CheckBox(self.tr("滚轮直接缩放图片（不用按 Ctrl）"))
        self._build()
        preferences().changed.connect(self.refresh)
        preferences().tried.connect(self._say)
        self._say()
        self.refresh()

    def refresh(self) -> None:
        """Show the settings as they stand."""
        settings = preferences().settings
        for name, value, button in self._choices:
            button.setChecked(getattr(settings, name) == value)
        self._case_folder.say(str(preferences().case_folder))
        self._package_folder.say(str(preferences().package_folder))
        self.recent.setChecked(settings.keep_recent)
        self.wheel.setChecked(settings.wheel_zooms)

    def _say(self) -> None:
        """Say that all takes effect at once, and when it could not be written."""
        if preferences().kept:
            self.said.say(self.tr("每一项都立即生效"), Tone.TEXT2)
            return
        words = self.tr("每一项都立即生效；但没能写进磁盘（可能满了），关闭程序后又是原来的设置。")
        self.said.say(words, Tone.MISS)

    def _build(self) -> None:
        layout = self.fresh_column()
        layout.addWidget(Label(self.tr("设置"), Role.HEAD))
        looks = self._part(layout, self.tr("字号、颜色、语言"), "accessible")
        sizes: list[tuple[str, object]] = [(f"{size}%", size) for size in SIZES]
        self._choice(looks, self.tr("字的大小"), "size", sizes)
        looks.addWidget(rule())
        themes: list[tuple[str, object]] = [
            (self.tr("跟随系统"), "system"),
            (self.tr("浅色"), "light"),
            (self.tr("深色"), "dark"),
            (self.tr("高对比"), "contrast"),
        ]
        self._choice(looks, self.tr("颜色"), "look", themes)
        looks.addWidget(rule())
        languages: list[tuple[str, object]] = [("中文", "zh"), ("English", "en")]
        self._choice(looks, self.tr("语言"), "language", languages)
        work = self._part(layout, self.tr("鼠标"), "settings")
        self.wheel.toggled.connect(self._set_wheel)
        work.addWidget(self.wheel)
        folders = self._part(layout, self.tr("文件夹"), "settings")
        self._folder(folders, self.tr("新案卷"), self._case_folder, self._choose_cases)
        folders.addWidget(rule())
        self._folder(folders, self.tr("材料包"), self._package_folder, self._choose_packages)
        privacy = self._part(layout, self.tr("隐私"), "privacy")
        self.recent.toggled.connect(self._set_recent)
        privacy.addWidget(self.recent)
        self._line(privacy, self.tr("清空上次打开的列表；案卷文件不动"), self._forget)
        caption = self.tr("识别出的文字只存在案卷文件里，删掉以后需要时会重新识别。")
        self._line(
            privacy, self.tr("删掉打开的案卷里识别出的文字、缩略图和做好的图片"), self._drop_cache
        )
        privacy.addWidget(Label(caption, Role.CAPTION, Tone.TEXT2, wrap=True))
        words = self.tr("程序不联网，不收集任何信息；案卷、设置和材料包都只在这台电脑上。")
        privacy.addWidget(Label(words, Role.CAPTION, Tone.TEXT2, wrap=True))
        case = self._part(layout, self.tr("案卷文件"), "case-file")
        words, wanted = (
            self.tr("案卷的密码、检查和修复、纸质材料"),
            partial(go, self, At("case-file")),
        )
        self.file = self._line(case, words, wanted, self.tr("案卷文件…"))
        computer = self._part(layout, self.tr("这台电脑"), "computer")
        words = self.tr("看看缺什么，试着遮盖一页样例；遇到意外时从这里导出诊断信息")
        self.computer = self._line(computer, words, self._look, self.tr("检查这台电脑"))
        words = self.tr("版本、许可、到哪里问、这一版有什么新的")
        self.about = self._line(computer, words, partial(go, self, At("about")), self.tr("关于"))
        layout.addStretch(1)

    def _part(self, layout: QVBoxLayout, title: str, topic: str) -> QVBoxLayout:
        layout.addSpacing(8)
        head = QHBoxLayout()
        head.addWidget(Label(title, Role.TITLE), 1)
        head.addWidget(LearnMore(topic, title))
        layout.addLayout(head)
        card = Card()
        layout.addWidget(card)
        return column(card, (18, 10, 14, 10), 8)

    def _choice(
        self, layout: QVBoxLayout, title: str, name: str, options: list[tuple[str, object]]
    ) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(Label(title), 1)
        group = QWidget()
        inner = QHBoxLayout(group)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(6)
        for words, value in options:
            button = Button(words)
            button.setAccessibleName(f"{title}，{words}")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setProperty("name", name)
            button.setProperty("value", value)
            button.clicked.connect(self._set)
            inner.addWidget(button)
            self._choices.append((name, value, button))
        row.addWidget(group)
        layout.addLayout(row)

    def _folder(
        self, layout: QVBoxLayout, title: str, shown: ElidedLabel, choose: Callable[[], None]
    ) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Label(title))
        row.addWidget(shown, 1)
        change = Button(self.tr("换一个…"), icon="folder")
        change.setAccessibleName(f"{title}，{change.text()}")
        change.clicked.connect(choose)
        row.addWidget(change)
        layout.addLayout(row)

    def _line(
        self, layout: QVBoxLayout, words: str, act: Callable[[], object], name: str = ""
    ) -> Button:
        row = QHBoxLayout()
        row.addWidget(Label(words, wrap=True), 1)
        button = Button(name or self.tr("现在做"), decides=not name)  # a named one only leads on
        button.setAccessibleName(f"{words}，{button.text()}")
        button.clicked.connect(act)
        row.addWidget(button)
        layout.addLayout(row)
        return button

    def _set(self) -> None:
        sender = self.sender()
        preferences().set(**{str(sender.property("name")): sender.property("value")})

    def _set_wheel(self, zooms: bool) -> None:
        preferences().set(wheel_zooms=zooms)

    def _set_recent(self, keep: bool) -> None:
        preferences().set(keep_recent=keep)
        if not keep:
            preferences().forget()

    def _forget(self) -> None:
        preferences().forget()

    def _drop_cache(self) -> None:
        self.cache_wanted.emit()

    def _look(self) -> None:
        go(self, At("computer"))

    def _choose_cases(self) -> None:
        self._choose("case_folder", preferences().case_folder)

    def _choose_packages(self) -> None:
        self._choose("package_folder", preferences().package_folder)

    def _choose(self, name: str, folder: Path) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("选一个文件夹"), str(folder))
        if chosen:
            preferences().set(**{name: chosen})
