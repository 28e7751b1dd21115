"""The settings: one page, no tabs; everything takes effect at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit import SIZES, Button, ButtonKind, CheckBox, Slot, ask_folder, preferences
from zcdesk.ui.kit.cards.titled_card import titled_card
from zcdesk.ui.kit.column_page import ESCAPE, ColumnPage
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import ElidedLabel, Label, Tone, TypeRole, beside, fill, filled, rule


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
        self.said = Label("", TypeRole.CAPTION, Tone.TEXT2, wrap=True)
        fill(
            self.buttons,
            (self.said, 1),
            Button(self.tr("好了"), ButtonKind.PRIMARY, key=ESCAPE.key, do=self.leave),
        )
        self._case_folder = ElidedLabel("", TypeRole.STRONG)
        self._package_folder = ElidedLabel("", TypeRole.STRONG)
        self.file = self._way(self.tr("案卷文件…"), "case-file")
        self.computer = self._way(self.tr("检查这台电脑"), "computer")
        self.about = self._way(self.tr("关于"), "about")
        self.recent = CheckBox(self.tr("在开始页列出上次打开的案卷"), toggled=self._set_recent)
        self.wheel = CheckBox(
            self.tr("滚轮直接缩放图片（不用按 Ctrl）"),
            toggled=lambda zooms: preferences().set(wheel_zooms=zooms),
        )
        self._build()
        preferences().changed.connect(self.refresh)
        preferences().tried.connect(self._say)
        self._say()
        self.refresh()

    def refresh(self) -> None:
        """Show the settings as they are."""
        settings = preferences().settings
        for name, value, button in self._choices:
            button.setChecked(getattr(settings, name) == value)
        self._case_folder.say(str(preferences().case_folder))
        self._package_folder.say(str(preferences().package_folder))
        self.recent.setChecked(settings.keep_recent)
        self.wheel.setChecked(settings.wheel_zooms)

    def _say(self) -> None:
        """Say that all takes effect at once, and when it could not be written."""
        words, kept = self.tr("每一项都立即生效"), preferences().kept
        if not kept:
            words = self.tr(
                "每一项都立即生效；但没能写进磁盘（可能满了），关闭程序后又是原来的设置。"
            )
        self.said.say(words, Tone.TEXT2 if kept else Tone.MISS)

    def _build(self) -> None:
        themes = {
            "system": self.tr("跟随系统"),
            "light": self.tr("浅色"),
            "dark": self.tr("深色"),
            "contrast": self.tr("高对比"),
        }
        forgets = self.tr("清空上次打开的列表；案卷文件不动")
        drops = self.tr("删掉打开的案卷里识别出的文字、缩略图和做好的图片")
        cache_note = self.tr("识别出的文字只存在案卷文件里，删掉以后需要时会重新识别。")
        local = self.tr("程序不联网，不收集任何信息；案卷、设置和材料包都只在这台电脑上。")
        self.show_parts(
            Label(self.tr("设置"), TypeRole.HEAD),
            titled_card(
                self.tr("字号、颜色、语言"),
                self._choice(self.tr("字的大小"), "size", {size: f"{size}%" for size in SIZES}),
                rule(),
                self._choice(self.tr("颜色"), "look", themes),
                rule(),
                self._choice(self.tr("语言"), "language", {"zh": "中文", "en": "English"}),
                topic="accessible",
            ),
            titled_card(self.tr("鼠标"), self.wheel, topic="settings"),
            titled_card(
                self.tr("文件夹"),
                self._folder(self.tr("新案卷"), self._case_folder, "case_folder"),
                rule(),
                self._folder(self.tr("材料包"), self._package_folder, "package_folder"),
                topic="settings",
            ),
            titled_card(
                self.tr("隐私"),
                self.recent,
                _line(forgets, self._now(partial(preferences().forget, None))),
                _line(drops, self._now(self.cache_wanted)),
                Label(cache_note, TypeRole.CAPTION, Tone.TEXT2, wrap=True),
                Label(local, TypeRole.CAPTION, Tone.TEXT2, wrap=True),
                topic="privacy",
            ),
            titled_card(
                self.tr("案卷文件"),
                _line(self.tr("案卷的密码、检查和修复、纸质材料"), self.file),
                topic="case-file",
            ),
            titled_card(
                self.tr("这台电脑"),
                _line(
                    self.tr("看看缺什么，试着遮盖一页样例；遇到意外时从这里导出诊断信息"),
                    self.computer,
                ),
                _line(self.tr("版本、许可、到哪里问、这一版有什么新的"), self.about),
                topic="computer",
            ),
        )

    def _choice(
        self, title: str, name: str, options: Mapping[str, str] | Mapping[int, str]
    ) -> QHBoxLayout:
        """Return the row of one setting. ``options``: the words of each value it may have."""
        group = beside(gap=6, margins=(0, 0, 0, 0))
        for value, words in options.items():
            button = Button(
                words,
                do=partial(preferences().set, **{name: value}),
                checkable=True,
                autoExclusive=True,
            )
            button.setAccessibleName(f"{title}，{words}")
            group.addWidget(button)
            self._choices.append((name, value, button))
        return beside((Label(title), 1), filled(QWidget(), group), gap=6)

    def _folder(self, title: str, shown: ElidedLabel, name: str) -> QHBoxLayout:
        change = Button(self.tr("换一个…"), icon="folder", do=partial(self._choose, name))
        change.setAccessibleName(f"{title}，{change.text()}")
        return beside(Label(title), (shown, 1), change, gap=12)

    def _way(self, words: str, to: str) -> Button:
        """Return a button that leads to another page."""
        return Button(words, do=partial(go, self, At(to)))

    def _now(self, act: Slot) -> Button:
        return Button(self.tr("现在做"), decides=True, do=act)

    def _set_recent(self, keep: bool) -> None:
        preferences().set(keep_recent=keep)
        if not keep:
            preferences().forget()

    def _choose(self, name: str) -> None:
        folder = str(getattr(preferences(), name))
        if chosen := ask_folder(self, self.tr("选一个文件夹"), folder):
            preferences().set(**{name: str(chosen)})


def _line(words: str, button: Button) -> QHBoxLayout:
    """Return ``button`` behind the words that say what it does."""
    button.setAccessibleName(f"{words}，{button.text()}")
    return beside((Label(words, wrap=True), 1), button)
